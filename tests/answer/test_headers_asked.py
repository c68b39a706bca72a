"""Header data as clerks ask for it: until when, whose, by whom, dates and signers that the question has wrong."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

RESOLUTION = """HỘI ĐỒNG NHÂN DÂN
TỈNH AN GIANG
Số: 06/2024/NQ-HĐND
An Giang, ngày 11 tháng 7 năm 2024
NGHỊ QUYẾT
Quy định mức hỗ trợ giáo viên mầm non giai đoạn 2025 - 2028
Căn cứ Chương trình hành động số 31-CTr/TU ngày 02 tháng 3 năm 2023 của Ban Chấp hành Đảng bộ tỉnh An Giang;
QUYẾT NGHỊ:
Điều 1. Mức hỗ trợ
Giáo viên mầm non vùng biên giới được hỗ trợ 900.000 đồng/người/tháng.
Điều 2. Hiệu lực thi hành
1. Nghị quyết này có hiệu lực từ ngày 01 tháng 01 năm 2025 và áp dụng đến hết ngày 31 tháng 12 năm 2027.
2. Nghị quyết số 12/2020/NQ-HĐND ngày 08 tháng 12 năm 2020 hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực.
Điều 3. Sở Giáo dục và Đào tạo chịu trách nhiệm thi hành Nghị quyết này.
Nơi nhận:
- Ủy ban Thường vụ Quốc hội;
- Lưu: VT.
CHỦ TỊCH
Lê Văn Phước
"""
PLAN = """UBND TỈNH LẠNG SƠN
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
Số: 73/KH-SNNMT
Lạng Sơn, ngày 21 tháng 3 năm 2025
KẾ HOẠCH
Thu gom vỏ thuốc bảo vệ thực vật giai đoạn 2025 - 2029
I. MỤC TIÊU
Thu gom 90% vỏ thuốc.
II. TỔ CHỨC THỰC HIỆN
1. Chi cục Bảo vệ môi trường: Chủ trì kiểm tra 30 xã mỗi năm.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Đinh Hữu Học
"""
PROGRAMME = """TỈNH ỦY GIA LAI
*
ĐẢNG CỘNG SẢN VIỆT NAM
Gia Lai, ngày 25 tháng 02 năm 2025
Số 52-CTr/TU
CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị
I- MỤC TIÊU
1. Phủ sóng 5G đến 99% dân số.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Rah Lan Chung
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(RESOLUTION, tmp_path_factory, PLAN, PROGRAMME)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # by whom it is carried out
        ("Nghị quyết 06 giao ai thi hành?", "“Điều 3. Sở Giáo dục và Đào tạo chịu trách nhiệm thi hành"),
        # until when: as the document says it, else by its title
        ("Nghị quyết của An Giang áp dụng đến khi nào?", "**đến hết ngày 31 tháng 12 năm 2027**"),
        ("Kế hoạch của Lạng Sơn áp dụng đến năm nào?", "**giai đoạn 2025 - 2029**"),
        ("Kế hoạch 73 kết thúc vào năm nào?", "**giai đoạn 2025 - 2029**"),
        ("Kế hoạch 73 có hiệu lực đến bao giờ?", "**giai đoạn 2025 - 2029**"),
        ("Mức hỗ trợ giáo viên mầm non An Giang ban hành kèm nghị quyết nào?", "**06/2024/NQ-HĐND**"),
        # whose
        ("Kế hoạch 73 là của sở nào?", "**Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn**"),
        ("Kế hoạch 73 nơi ban hành ở đâu?", "**Sở Nông nghiệp và Môi trường tỉnh Lạng Sơn**"),
        ("Chương trình hành động 31-CTr/TU của tỉnh nào?", "Ban Chấp hành Đảng bộ tỉnh An Giang"),
        # to whom
        ("Nghị quyết 06 của An Giang gửi những nơi nào?", "Ủy ban Thường vụ Quốc hội"),
        ("Mục lưu của Nghị quyết 06 ghi gì?", "Lưu: VT"),
        # a document by the short name of its kind
        ("Chương trình 52 của Gia Lai ban hành ngày nào?", "**ngày 25 tháng 02 năm 2025**"),
        # the signer by name
        ("Ông Đinh Hữu Học giữ chức vụ gì?", "**Đinh Hữu Học (KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC)**"),
        ("Lê Văn Phước ký văn bản nào?", "**06/2024/NQ-HĐND**"),
        ("Ông Phước ký văn bản nào?", "**06/2024/NQ-HĐND**"),
        # two things at once, and in abbreviations
        ("NQ 06 có HL từ ngày nào?", "có hiệu lực từ ngày 01 tháng 01 năm 2025"),
        ("Chữ ký dưới Kế hoạch 73 là của ai?", "**Đinh Hữu Học (KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC)**"),
        ("Số hiệu văn bản thu gom vỏ thuốc của Lạng Sơn là gì?", "**73/KH-SNNMT**"),
        ("Nghị quyết 06 ra đời thì nghị quyết cũ nào bị bỏ?", "12/2020/NQ-HĐND"),
        ("Văn bản nào hết hiệu lực khi có Nghị quyết 06?", "12/2020/NQ-HĐND"),
        # one of several documents is told by its number
        ("Ba văn bản này cái nào ra muộn nhất?", "**73/KH-SNNMT**"),
        ("Nghị quyết 06 ký ngày bao nhiêu và có hiệu lực từ bao giờ?", "**ngày 11 tháng 7 năm 2024**"),
    ],
)
def test_header_data_in_other_words(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert (answer.mode, answer.abstained) == ("metadata", False)
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Lê Văn Phước ký Kế hoạch 73 phải không?", "Người ký khác với câu hỏi. Người ký: **Đinh Hữu Học"),
        ("Kế hoạch 73 do ông Phước ký phải không?", "Người ký khác với câu hỏi. Người ký: **Đinh Hữu Học"),
        ("Giám đốc Sở ký Kế hoạch 73 phải không?", "Chức vụ của người ký khác với câu hỏi. Người ký: **Đinh Hữu Học"),
        ("Nghị quyết 06 có hiệu lực từ 01/7/2024 à?", "Không: văn bản nêu ngày khác."),
        ("Kế hoạch 73 ký ngày 22/3/2025 đúng không?", "Không: văn bản nêu ngày khác."),
        ("Nghị quyết 06 ban hành năm 2023 phải không?", "Không: văn bản nêu ngày khác."),
        ("Kế hoạch 73 áp dụng đến năm 2035 phải không?", "Không: văn bản nêu ngày khác."),
    ],
)
def test_what_a_yes_no_question_has_wrong_is_told(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Nghị quyết 06 có hiệu lực từ 01/01/2025 à?",
        "Nghị quyết số 06/2024/NQ-HĐND ngày 11/7/2024 có hiệu lực từ ngày 01/01/2025 phải không?",
        "Phó Giám đốc Sở ký Kế hoạch 73 phải không?",
        "Kế hoạch 73 áp dụng đến năm 2029 phải không?",
    ],
)
def test_nothing_is_said_of_what_is_right(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question).answer
    assert "khác" not in answer


def test_a_document_that_does_away_with_none_is_no_answer(assistant: Assistant) -> None:
    assert assistant.ask("Kế hoạch 73 ra đời thì kế hoạch cũ nào bị bỏ?").abstained


def test_the_day_of_something_else_is_not_that_of_the_document(assistant: Assistant) -> None:
    assert assistant.ask("Tỉnh Lạng Sơn được tái lập ngày tháng năm nào?").mode != "metadata"
    assert "21 tháng 3 năm 2025" in assistant.ask("Lạng Sơn ban hành ngày tháng năm nào?").answer


def test_another_name_with_the_same_beginning_is_another_person(assistant: Assistant) -> None:
    assert "Người ký" not in assistant.ask("Ông Phước Sang giữ chức vụ gì?").answer


def test_until_when_a_task_is_done_is_not_told_by_the_title(assistant: Assistant) -> None:
    assert "2025 - 2029" not in assistant.ask("Nhiệm vụ kiểm tra 30 xã của Lạng Sơn thực hiện đến năm nào?").answer


def test_which_documents_rest_on_one(assistant: Assistant) -> None:
    answer = assistant.ask("Văn bản của tỉnh nào căn cứ Chương trình hành động 31-CTr/TU?").answer
    assert "**An Giang**" in answer and "**Lạng Sơn**" not in answer and "**Gia Lai**" not in answer


def test_a_date_in_a_title_is_no_period(assistant: Assistant) -> None:
    assert assistant.ask("Chương trình 52 của Gia Lai áp dụng đến năm nào?").abstained


def test_what_ends_is_not_what_takes_effect(assistant: Assistant) -> None:
    assert "12/2020" not in assistant.ask("Nghị quyết 06 có hiệu lực từ khi nào?").answer
