"""Headers of papers of other kinds, asked for as people ask: reports, directives, programmes of action, old layouts."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant
from qa.records import Turn

pytestmark = pytest.mark.model

PROGRAMME = """ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU
Số: 48/CTr-UBND
Bạc Liêu, ngày 9 tháng3 năm 2024
CHƯƠNG TRÌNH HÀNH ĐỘNG
Thực hiện Nghị quyết số 19-NQ/TU về nuôi tôm sạch
\tCăn cứ Luật Thủy sản ngày 21 tháng 11 năm 2017;
\tCăn cứ Quyết định số 339/QĐ-TTg ngày 11 tháng 3 năm 2021 của Thủ tướng Chính phủ;
Theo đề nghị của Sở Thủy sản, Ủy ban nhân dân tỉnh ban hành Chương trình hành động như sau:
I. MỤC TIÊU
1. Nuôi 400 ha tôm sạch; thay thế 14 máy bơm cũ.
II. TỔ CHỨC THỰC HIỆN
1. Sở Thủy sản chủ trì, báo cáo trước ngày 20 tháng 6.
Nơi nhận:
- Hội Thủy sản tỉnh;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Đỗ Thị Én
"""
REPORT = """UBND TỈNH CÀ MAU
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Số: 77/BC-SNNMT
Cà Mau, ngày 02 tháng 7 năm 2024
BÁO CÁO
Kết quả nuôi tôm 6 tháng đầu năm 2024
Kính gửi:
- Cục Thủy sản;
- Ủy ban nhân dân tỉnh.
I. KẾT QUẢ
1. Thả nuôi 3.000 ha; 12 hộ nhận giống.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Tô Văn Lượm
"""
DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH CẦN THƠ
Số: 9/CT-UBND
Cần Thơ, ngày 05 tháng 8 năm 2024
CHỈ THỊ
Về việc chống khai thác cát trái phép
Căn cứ Luật Khoáng sản ngày 17 tháng 11 năm 2010;
1. Công an tỉnh tuần tra 12 đoạn sông.
2. Chỉ thị có hiệu lực kể từ ngày ký và thay thế Chỉ thị số 4/CT-UBND ngày 02 tháng 6 năm 2020.
CHỦ TỊCH
Ngô Hữu Tài
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant on a programme, a report and a directive."""
    return assistant_on(PROGRAMME, tmp_path_factory, REPORT, DIRECTIVE)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Ai ký Chương trình hành động số 48?", "Đỗ Thị Én (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH)"),
        ("Người đứng tên ký Chương trình hành động 48 tên gì?", "Đỗ Thị Én"),
        ("Chương trình hành động 48/CTr-UBND ban hành ngày nào?", "9 tháng3 năm 2024"),
        ("Bao giờ thì Chương trình hành động số 48 được ban hành?", "9 tháng3 năm 2024"),
        ("ngày tháng năm ban hành của Chỉ thị 9/CT-UBND là gì", "05 tháng 8 năm 2024"),
        ("Chỉ thị số 9 có từ bao giờ?", "05 tháng 8 năm 2024"),
        ("Căn cứ pháp lý của Chương trình hành động số 48", "Luật Thủy sản"),
        ("Cơ sở pháp lý để ban hành Chương trình hành động số 48 là gì?", "339/QĐ-TTg"),
        ("Chỉ thị của Cần Thơ ban hành trên cơ sở nào?", "Luật Khoáng sản"),
        ("Báo cáo số 77 được gửi đến đâu?", "Cục Thủy sản"),
        ("Những cơ quan nào nhận Báo cáo 77/BC-SNNMT?", "Cục Thủy sản"),
        ("Báo cáo 77/BC-SNNMT là của cơ quan nào?", "Sở Nông nghiệp và Môi trường tỉnh Cà Mau"),
        ("Báo cáo 77/BC-SNNMT tên đầy đủ là gì?", "Kết quả nuôi tôm 6 tháng"),
        ("Khi nào thì Chỉ thị số 9 được áp dụng?", "kể từ ngày ký"),
        ("Văn bản nào bị Chỉ thị 9/CT-UBND thay thế?", "4/CT-UBND"),
        ("Chỉ thị số 9 thay cho văn bản cũ nào?", "4/CT-UBND"),
        ("Trước Chỉ thị số 9 thì áp dụng văn bản nào?", "4/CT-UBND"),
    ],
)
def test_headers_are_told(assistant: Assistant, question: str, told: str) -> None:
    """In the words that people use for them."""
    assert told in assistant.ask(question).answer


def test_what_changes_nothing_says_so(assistant: Assistant) -> None:
    """A pump that is replaced is no document."""
    answer = assistant.ask("Chương trình hành động 48 thay thế văn bản nào?")
    assert answer.abstained
    assert "không nói thay thế" in answer.answer


def test_a_law_that_is_a_basis_has_its_own_date(assistant: Assistant) -> None:
    """The date asked for is not the document's."""
    answer = assistant.ask("Cần Thơ dựa vào Luật Khoáng sản ban hành ngày nào?").answer
    assert "17 tháng 11 năm 2010" in answer.replace("**", "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Bao giờ thì văn bản đó được ban hành?", "05 tháng 8 năm 2024"),
        ("Văn bản nào hết hiệu lực khi có chỉ thị này?", "4/CT-UBND"),
        ("Văn bản đó có tên là gì?", "chống khai thác cát"),
    ],
)
def test_a_follow_up_points_at_the_document(assistant: Assistant, question: str, told: str) -> None:
    """Which the question before named by its number."""
    turn = Turn("Chỉ thị số 9 nói về gì?", assistant.ask("Chỉ thị số 9 nói về gì?").answer)
    assert told in assistant.ask(question, [turn]).answer


def test_how_long_a_document_is_stands_nowhere(assistant: Assistant) -> None:
    """No figure of it is given by chance."""
    assert assistant.ask("Báo cáo 77/BC-SNNMT có mấy trang?").abstained
    assert assistant.ask("Chỉ thị số 9 được công bố trên báo nào?").abstained
