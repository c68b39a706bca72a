"""Two questions in one: each is told, in one answer; one question stays one."""

from __future__ import annotations

import re

import pytest

from qa.answer.apart import questions
from qa.assistant import Assistant

from .opened import assistant_on

PAPER = """ỦY BAN NHÂN DÂN
TỈNH AN GIANG
Số: 64/KH-UBND
An Giang, ngày 18 tháng 6 năm 2024
KẾ HOẠCH
Phát triển nghề nuôi cá tra giai đoạn 2024 - 2028
I. MỤC TIÊU
- Đến năm 2028 diện tích nuôi cá tra đạt 1.900 ha.
- Giá trị xuất khẩu cá tra phi lê đạt 620 triệu USD mỗi năm.
- Có 12 cơ sở sản xuất giống đạt chuẩn.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì mở ba hội chợ thủy sản ở nước ngoài, hoàn thành trước ngày 30/9/2026.
2. Sở Tài chính: Bố trí kinh phí hằng năm cho Kế hoạch.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hồ Văn Mừng
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Diện tích nuôi cá tra của An Giang đến năm 2028 là bao nhiêu và ai chủ trì mở hội chợ thủy sản?",
            ("1.900 ha", "Sở Công Thương"),
        ),
        ("An Giang có bao nhiêu cơ sở giống đạt chuẩn? Sở Tài chính phải làm gì?", ("12 cơ sở", "Bố trí kinh phí")),
        ("Kế hoạch 64 ban hành ngày nào và giá trị xuất khẩu cá phi lê đạt bao nhiêu?", ("18 tháng 6", "620 triệu")),
    ],
)
def test_both_are_told_and_each_is_cited(assistant: Assistant, question: str, said: tuple[str, str]) -> None:
    answer = assistant.ask(question)
    told = answer.answer.replace("*", "")
    assert not answer.abstained and said[0] in told and said[1] in told[told.index(said[0]) :]
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marks == {citation.n for citation in answer.citations} == set(range(1, len(answer.citations) + 1))


@pytest.mark.model
def test_what_only_one_of_them_has_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch 64 do ai ký? Lương của giám đốc Sở Xây dựng An Giang là bao nhiêu?")
    assert "Hồ Văn Mừng" in answer.answer
    assert "Lương của giám đốc Sở Xây dựng An Giang là bao nhiêu”: không tìm thấy" in answer.answer


@pytest.mark.model
def test_neither_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("Giá vàng hôm nay bao nhiêu? Trận bóng tối qua đội nào thắng?").abstained


@pytest.mark.parametrize(
    "question",
    [
        "Ai chủ trì mở hội chợ và thời gian thực hiện thế nào?",  # of one task
        "Diện tích nuôi cá tra đến năm 2026 và đến năm 2028 là bao nhiêu?",
        "Sở Công Thương và Sở Tài chính phải làm gì?",
        "Đến năm nào? Bao nhiêu?",
        "Tỉnh hợp tác với những nước nào và ở các lĩnh vực gì?",
        "Kế hoạch nói gì về cá tra?",
        "Nghề nuôi cá tra khó khăn. Tỉnh hỗ trợ người nuôi những gì?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert questions(question) == []


def test_the_place_is_of_both() -> None:
    assert questions("Lúa ở An Giang trồng bao nhiêu ha và ai lo việc xuất khẩu gạo?") == [
        "Lúa ở An Giang trồng bao nhiêu ha?",
        "ai lo việc xuất khẩu gạo của An Giang?",
    ]
