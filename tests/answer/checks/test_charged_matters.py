"""Who is charged with a matter: told where the document charges somebody with it, and never another task instead."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.answer.checks.matters import charged_with, set_for
from qa.assistant import Assistant
from qa.search import Query

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 64/KH-UBND
Tây Ninh, ngày 09 tháng 4 năm 2024
KẾ HOẠCH
Phát triển tài sản trí tuệ giai đoạn 2024 - 2028
I. NHIỆM VỤ
- Đăng ký 12 chỉ dẫn địa lý cho nông sản của tỉnh.
II. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ: Chủ trì nhiệm vụ về tài sản trí tuệ; xây dựng cơ sở dữ liệu nhãn hiệu.
2. Sở Nông nghiệp và Phát triển nông thôn: Chủ trì đăng ký chỉ dẫn địa lý cho mãng cầu và muối tôm.
3. Sở Tài chính: Phối hợp với Sở Khoa học và Công nghệ cân đối kinh phí thực hiện.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


WORDINGS = [
    "Ai chủ trì nhiệm vụ về {} ở Tây Ninh?",
    "Cơ quan nào phụ trách {} của Tây Ninh?",
    "Tây Ninh: {} do sở nào chủ trì?",
    "Ai phối hợp thực hiện nhiệm vụ về {} ở Tây Ninh?",
    "Sở Khoa học và Công nghệ Tây Ninh có phải cơ quan chủ trì nhiệm vụ về {} không?",
    "AI CHỦ TRÌ NHIỆM VỤ VỀ {} Ở TÂY NINH?",
]


@pytest.mark.model
@pytest.mark.parametrize("asked", WORDINGS)
@pytest.mark.parametrize("matter", ["trí tuệ nhân tạo", "sân bay", "xuất khẩu lao động", "cơ sở dữ liệu đất đai"])
def test_what_nobody_is_charged_with_is_refused(assistant: Assistant, asked: str, matter: str) -> None:
    """ "Tài sản trí tuệ" is not "trí tuệ nhân tạo", though half of its words are there."""
    answer = assistant.ask(asked.format(matter.upper() if asked.isupper() else matter))
    assert answer.abstained, answer.answer


@pytest.mark.model
@pytest.mark.parametrize("asked", WORDINGS[:3] + WORDINGS[5:])
@pytest.mark.parametrize(
    ("matter", "told"),
    [("tài sản trí tuệ", "Sở Khoa học và Công nghệ"), ("chỉ dẫn địa lý", "Sở Nông nghiệp và Phát triển nông thôn")],
)
def test_who_is_charged_is_told(assistant: Assistant, asked: str, matter: str, told: str) -> None:
    answer = assistant.ask(asked.format(matter.upper() if asked.isupper() else matter))
    assert not answer.abstained and told in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Ai chủ trì nhiệm vụ về trí tuệ nhân tạo?", "trí tuệ nhân tạo"),
        ("Đơn vị nào chịu trách nhiệm chính việc lập quỹ?", "lập quỹ"),
        ("Việc lập quỹ được giao cho sở nào?", "lập quỹ"),
        ("Ai chủ trì lập quỹ và khi nào xong?", ""),  # more is asked
        ("Đơn vị nào làm trễ hẹn thì bị xử lý ra sao?", ""),
        ("Ai ký kế hoạch?", ""),
        ("Ai chủ trì nhiệm vụ số 2?", ""),  # a row, whatever its words
        ("Ai chủ trì nhiệm vụ này?", ""),
        ("Những sở nào được giao nhiệm vụ?", ""),  # all of them
        ("Ai chủ trì việc đưa ba nghìn hộ nông dân lên sàn thương mại điện tử?", ""),  # told in other words, as a rule
    ],
)
def test_a_matter_that_somebody_may_be_charged_with(question: str, matter: str) -> None:
    assert charged_with(Query(question)) == matter


SET = [
    "Các nhiệm vụ về {} của Tây Ninh",
    "Mục tiêu về {} của Tây Ninh là gì?",
    "Tây Ninh đề ra giải pháp gì về {}?",
    "Kinh phí cho {} của Tây Ninh",
]


@pytest.mark.model
@pytest.mark.parametrize("asked", SET)
@pytest.mark.parametrize("matter", ["trí tuệ nhân tạo", "sân bay", "xuất khẩu lao động"])
def test_what_nothing_is_set_for_is_refused(assistant: Assistant, asked: str, matter: str) -> None:
    answer = assistant.ask(asked.format(matter))
    assert answer.abstained, answer.answer


@pytest.mark.model
@pytest.mark.parametrize("matter", ["tài sản trí tuệ", "chỉ dẫn địa lý"])
def test_what_is_set_is_told(assistant: Assistant, matter: str) -> None:
    answer = assistant.ask(SET[0].format(matter))
    assert not answer.abstained and matter in " ".join(c.quote for c in answer.citations), answer.answer


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Các nhiệm vụ cụ thể về du lịch", ("du lịch", "nhiệm vụ")),
        ("Mục tiêu trong lĩnh vực y tế là gì?", ("y tế", "mục tiêu")),
        ("Nêu những giải pháp đối với vườn ươm", ("vườn ươm", "giải pháp")),
        ("Mục tiêu về TFP đến năm 2030", ("", "")),
        ("Kinh phí cho nhiệm vụ nào cao nhất?", ("", "")),
        ("Mục tiêu chung là gì?", ("", "")),
        ("Các nhiệm vụ về thống kê, đo lường, tiêu chuẩn", ("", "")),
    ],
)
def test_the_matter_for_which_something_is_set(asked: str, found: tuple[str, str]) -> None:
    assert set_for(Query(asked)) == found
