"""Which year a number is of: sentences after the manner of plans, and what answers make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.dated import dated, of_other_years
from qa.answer.emphasis import emphasised
from qa.assistant import Assistant
from qa.search import Query

from .opened import assistant_on

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 58/KH-UBND
Tây Ninh, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Phát triển chăn nuôi tỉnh Tây Ninh đến năm 2030
I. MỤC TIÊU
- Tỷ lệ trang trại có hầm khí sinh học đạt 35% (năm 2025), 60% (năm 2030).
- Đến năm 2025 số đàn bò được gắn chip đạt 20% và đến năm 2030 đạt 55%.
- Tỷ lệ cơ sở giết mổ có giấy phép là 40% (năm 2025), 70% (năm 2030), số cơ sở tăng 5%/năm.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Hướng dẫn các trang trại.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("đạt 35% (năm 2025), 60% (năm 2030)", [(2025, 2025), (2030, 2030)]),
        ("Đến năm 2025 đạt 20% và đến năm 2030 đạt 55%.", [(2025, 2025), (2030, 2030)]),
        ("12 người vào năm 2025 và 20 người trên một vạn dân năm 2030", [(2025, 2025), (2030, 2030)]),
        ("giai đoạn 2021-2025 tăng 2 lần, giai đoạn 2026 - 2030 tăng 3 lần", [(2021, 2025), (2026, 2030)]),
        ("giai đoạn 2021-2025 tăng 2 lần so với năm 2015; 100% bằng sáng chế được dùng", [(2021, 2025)]),
        ("đến năm 2025 có 80% xã, trong đó 40% xã nâng cao; đến năm 2030 có 90% xã", [(2025,) * 2] * 2 + [(2030,) * 2]),
        ("Năm 2025 đạt 20%.", []),
        ("đạt 20% và 30%", []),
    ],
)
def test_each_number_has_the_year_said_of_it(text: str, years: list[tuple[int, int]]) -> None:
    assert [one.years for one in dated(text)] == years


def test_a_number_of_an_interval_is_of_the_years_within() -> None:
    first, second = dated("giai đoạn 2021-2025 tăng 2 lần, giai đoạn 2026 - 2030 tăng 3 lần")
    assert first.within([2023]) and not first.within([2026]) and second.within([2030])


@given(st.text(alphabet="0123456789% ();,.năm đến 2025 2030 đạt", max_size=80))
def test_numbers_lie_in_the_text_and_in_order(text: str) -> None:
    spans = [(one.start, one.end) for one in dated(text)]
    assert spans == sorted(spans) and all(0 <= start < end <= len(text) for start, end in spans)


def test_only_numbers_of_the_year_asked_for_are_set_in_bold() -> None:
    text = "đạt 35% (năm 2025), 60% (năm 2030)"
    assert "**đạt 35% (năm 2025)**, 60%" in emphasised(text, Query("", asks=("quantity",), years=(2025,)))
    assert not of_other_years(text, (2028,))  # none is of it: all may be the answer


OTHER = (
    PLAN.replace("TÂY NINH", "PHÚ YÊN").replace("Tây Ninh", "Phú Yên").replace("58/KH", "61/KH").partition("I. MỤC")[0]
    + """I. MỤC TIÊU
- Tỷ lệ cơ sở giết mổ có giấy phép đến năm 2025 đạt 50% và đến năm 2030 đạt 65%.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Hòa
"""
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory, OTHER)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("Tây Ninh: tỷ lệ trang trại có hầm khí sinh học đạt 60% vào năm 2025 phải không?", "Không"),
        ("Tây Ninh: tỷ lệ trang trại có hầm khí sinh học đạt 35% vào năm 2025 phải không?", "Có"),
        ("Tây Ninh: số đàn bò được gắn chip đạt 20% vào năm 2030 phải không?", "Không"),
        ("Vì sao Tây Ninh có tỷ lệ trang trại có hầm khí sinh học đạt 60% vào năm 2025?", "Văn bản nêu con số"),
        # both years are named, each with the figure of the other
        ("Tây Ninh: số đàn bò được gắn chip năm 2025 đạt 55%, năm 2030 đạt 20% phải không?", "Không"),
        ("Tây Ninh: số đàn bò được gắn chip năm 2025 đạt 20%, năm 2030 đạt 55% phải không?", "Có"),
        ("Vì sao số đàn bò được gắn chip ở Tây Ninh giảm từ 55% năm 2025 xuống 20% năm 2030?", "Văn bản nêu con số"),
    ],
)
def test_a_figure_of_another_year_is_not_affirmed(assistant: Assistant, question: str, start: str) -> None:
    assert assistant.ask(question).answer.startswith(start)


@pytest.mark.model
@pytest.mark.parametrize(
    ("year", "order"),
    [("2025", "**Phú Yên** (đạt 50%); **Tây Ninh** (40%)."), ("2030", "**Tây Ninh** (70%); **Phú Yên** (đạt 65%).")],
)
def test_the_figures_of_the_year_asked_for_are_put_in_order(assistant: Assistant, year: str, order: str) -> None:
    answer = assistant.ask(f"Tỷ lệ cơ sở giết mổ có giấy phép năm {year}, Tây Ninh hay Phú Yên cao hơn?").answer
    assert answer.startswith(f"Thứ tự từ cao đến thấp: {order}")
