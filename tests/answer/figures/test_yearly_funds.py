"""The money of one year of a plan: on an invented plan that parts its funds by years."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from ..opened import assistant_on

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 58/KH-UBND
Tây Ninh, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Phát triển chăn nuôi tỉnh Tây Ninh giai đoạn 2024 - 2026
I. MỤC TIÊU
- Đến năm 2025 có 40 trang trại được hỗ trợ 120 triệu đồng/trang trại.
II. KINH PHÍ THỰC HIỆN
1. Tổng kinh phí là 96 tỷ đồng.
2. Phân kỳ: năm 2024 là 21 tỷ đồng; năm 2025 là 34 tỷ đồng; năm 2026 là 41 tỷ đồng.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: Bố trí kinh phí.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""
OTHER = (
    PLAN.partition("II. KINH")[0].replace("TÂY NINH", "PHÚ YÊN").replace("Tây Ninh", "Phú Yên").replace("58/", "61/")
    + """II. KINH PHÍ
Kinh phí thực hiện kế hoạch năm 2025 là 15 tỷ đồng.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Hòa
"""
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory, OTHER)


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("Kinh phí năm 2025 của Tây Ninh là bao nhiêu?", "34 tỷ đồng"),
        ("Tây Ninh năm 2026 bố trí bao nhiêu kinh phí?", "41 tỷ đồng"),
        ("Năm 2024 Tây Ninh chi bao nhiêu cho phát triển chăn nuôi?", "21 tỷ đồng"),
    ],
)
def test_the_sum_of_the_year_is_told(assistant: Assistant, question: str, bold: str) -> None:
    answer = assistant.ask(question)
    assert f"**{bold}**" in answer.answer
    assert [c.quote for c in answer.citations] == [
        "2. Phân kỳ: năm 2024 là 21 tỷ đồng; năm 2025 là 34 tỷ đồng; năm 2026 là 41 tỷ đồng."
    ]


@pytest.mark.parametrize(
    "question", ["Năm 2025 Tây Ninh chi bao nhiêu cho con giống?", "Kinh phí năm 2027 của Tây Ninh là bao nhiêu?"]
)
def test_what_is_for_something_else_or_of_another_year_is_not_told(assistant: Assistant, question: str) -> None:
    assert "34 tỷ" not in assistant.ask(question).answer


def test_another_province_has_its_own(assistant: Assistant) -> None:
    assert "15 tỷ đồng" in assistant.ask("Kinh phí năm 2025 của Phú Yên là bao nhiêu?").answer
