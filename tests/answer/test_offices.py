"""What is due to an office is none of its deputy's, nor are months years."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

RULES = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 27/2025/QĐ-UBND
Hà Giang, ngày 14 tháng 4 năm 2025
QUYẾT ĐỊNH
Quy định tiêu chuẩn nhà ở công vụ
Điều 1. Tiêu chuẩn diện tích
1. Phó Giám đốc sở và tương đương: căn hộ từ 60 m2 đến 70 m2.
2. Giám đốc sở và tương đương: căn hộ từ 80 m2 đến 100 m2.
Điều 2. Hỗ trợ
1. Y tá đi học được miễn học phí.
2. Bác sĩ ở xã biên giới được hỗ trợ 800.000 đồng/người/tháng, hưởng 09 tháng/năm.
Điều 3. Thuê nhà
1. Trường hợp phải thuê nhà ở thương mại làm nhà công vụ, ngân sách tỉnh thanh toán tối đa 6 triệu đồng/tháng.
2. Hợp đồng thuê nhà có thời hạn tối đa 05 năm.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Gia Long
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(RULES, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("Giám đốc sở được ở căn hộ bao nhiêu mét vuông?", "80"),
        ("GĐ sở được căn hộ rộng bao nhiêu m2?", "80"),
        ("Phó giám đốc sở được căn hộ bao nhiêu m2?", "60"),
        ("PGĐ sở được ở căn hộ bao nhiêu mét vuông?", "60"),
    ],
)
def test_an_office_and_its_deputy(assistant: Assistant, question: str, area: str) -> None:
    answer = assistant.ask(question).answer
    assert f"từ {area} m2**" in answer and f"từ {140 - int(area)} m2**" not in answer


def test_one_year_of_a_rate_is_no_figure_that_the_text_lacks(assistant: Assistant) -> None:
    answer = assistant.ask("Bác sĩ ở xã biên giới được hỗ trợ mấy tháng 1 năm?").answer
    assert "09 tháng" in answer and "không nêu con số" not in answer


def test_a_yes_no_question_with_a_figure_is_answered_in_its_unit(assistant: Assistant) -> None:
    answer = assistant.ask("Nhà công vụ thuê tối đa 10 năm phải không?").answer
    assert "05 năm" in answer and "6 triệu" not in answer
