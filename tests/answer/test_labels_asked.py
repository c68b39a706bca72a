"""Sections asked for by their labels: without a document, and such as no document has."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

RULES = """ỦY BAN NHÂN DÂN
TỈNH KIÊN GIANG
Số: 21/2024/QĐ-UBND
Kiên Giang, ngày 14 tháng 4 năm 2024
QUYẾT ĐỊNH
Ban hành Quy chế quản lý bến tàu cá
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến tàu cá.
Điều 2. Quyết định này có hiệu lực từ ngày 05 tháng 5 năm 2024.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lâm Minh Thành
QUY CHẾ
Quản lý bến tàu cá
(Kèm theo Quyết định số 21/2024/QĐ-UBND ngày 14 tháng 4 năm 2024 của Ủy ban nhân dân tỉnh Kiên Giang)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc quản lý bến tàu cá.
Chương II
PHÍ
Điều 2. Phí neo đậu
1. Tàu dưới 12 m nộp 20.000 đồng/lượt.
2. Tàu từ 12 m trở lên nộp 45.000 đồng/lượt.
Điều 3. Miễn phí neo đậu
Tàu tránh bão được miễn phí.
"""
TABLE = """PHỤ LỤC I
PHÂN CÔNG NHIỆM VỤ
STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian | Kết quả
1 | {first} | Sở Nông nghiệp và Môi trường | 2025 | Báo cáo
2 | {second} | Sở Tài chính | Quý II/2025 | {result}

PHỤ LỤC II
CHỈ TIÊU GIAO CÁC HUYỆN
STT | Địa phương | Diện tích (ha)
1 | Huyện Hải Đông | 3150
2 | Huyện Hải Tây | 4275
"""
PLAN = """ỦY BAN NHÂN DÂN
TỈNH {capitals}
Số: {number}/KH-UBND
{province}, ngày 12 tháng 5 năm 2024
KẾ HOẠCH
{title}
I. NHIỆM VỤ, MỤC TIÊU
1. Mục tiêu chung
Hoàn thành trong năm 2025.
2. Mục tiêu cụ thể
- Lập 12 tổ tự quản.
- Mở 34 lớp tập huấn.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Kiên
"""
PONDS = PLAN.format(capitals="CÀ MAU", number=61, province="Cà Mau", title="Nuôi tôm bền vững")
PONDS += TABLE.format(first="Rà soát ao nuôi", second="Bố trí vốn kênh mương", result="12 km kênh")
WOODS = PLAN.format(capitals="CAO BẰNG", number=75, province="Cao Bằng", title="Trồng rừng gỗ lớn")
WOODS += TABLE.format(first="Rà soát vườn ươm", second="Bố trí vốn cây giống", result="500.000 cây giống")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(RULES, tmp_path_factory, PONDS, WOODS)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Khoản 2 Điều 2 Quy chế", ["45.000 đồng/lượt"]),
        ("Nhiệm vụ số 2 trong phụ lục có kết quả cần đạt là gì?", ["12 km kênh", "500.000 cây giống"]),
        ("Kết quả của nhiệm vụ số 2 trong phụ lục Cà Mau là gì?", ["12 km kênh"]),
        # of two appendices the one that is named
        ("Dòng 2 phụ lục II Cà Mau", ["Huyện Hải Tây"]),
        ("Dòng 2 phụ lục I Cà Mau", ["kênh mương"]),
        # a number under a heading that says of what, and an Arabic one for a Roman
        ("Nhiệm vụ thứ hai trong kế hoạch Cao Bằng là gì?", ["34 lớp"]),
        ("Phần 1 kế hoạch Cao Bằng nói gì?", ["12 tổ", "Hoàn thành trong năm 2025."]),
        ("Chương 2 của Quy chế Kiên Giang gồm những điều nào?", ["Phí neo đậu", "Miễn phí neo đậu"]),
        # labels as they are spoken and as they are typed
        ("Gạch đầu dòng thứ hai mục 2 phần I kế hoạch Cao Bằng", ["34 lớp"]),
        ("I.2 Kế hoạch 75?", ["12 tổ", "34 lớp"]),
    ],
)
def test_a_section_is_found_where_few_documents_have_it(assistant: Assistant, question: str, quotes: list[str]) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and [quote for quote in quotes if quote not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Điều 40 nói gì?", "Điều 40"),
        ("Khoản 5 Điều 2 Quy chế", "Khoản 5 Điều 2"),
        ("Điều 9 Quyết định 21/2024 quy định gì?", "Điều 9"),
        ("Nhiệm vụ số 20 trong phụ lục Cà Mau là gì?", "Nhiệm vụ số 20"),
    ],
)
def test_what_no_document_has_is_not_answered_by_a_search(assistant: Assistant, question: str, label: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained and f"Không thấy {label} trong văn bản được hỏi." in answer.answer


def test_of_a_document_that_is_not_held_no_other_answers(assistant: Assistant) -> None:
    assert assistant.ask("Điều 2 Nghị định 99/2020/NĐ-CP quy định gì?").abstained


LETTERED = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
Số: 19/KH-UBND
Sơn La, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
Phát triển cây ăn quả đến năm 2030
I. NHIỆM VỤ
1. Trồng trọt
a) Trồng mới 900 ha nhãn.
b) Ghép cải tạo 300 ha xoài.
c) Cấp 40 mã số vùng trồng.
d) Lắp 12 trạm đo mưa.
đ) Xây 07 nhà sơ chế.
e) Mở 03 chợ đầu mối.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương
- Chủ trì mở chợ đầu mối.
- Chủ trì kết nối tiêu thụ.
"""


def test_d_with_and_without_its_stroke_are_two_letters(tmp_path_factory: pytest.TempPathFactory) -> None:
    plan = assistant_on(LETTERED, tmp_path_factory)
    quotes = {letter: plan.ask(f"Điểm {letter} mục 1 phần I kế hoạch 19").citations[0].quote for letter in "dđ"}
    assert "12 trạm" in quotes["d"] and "07 nhà" in quotes["đ"]
    # … and "ở" is none
    assert len(plan.ask("Sở Công Thương có những nhiệm vụ ở tỉnh nào?").tasks) == 2
