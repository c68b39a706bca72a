"""Figures that a question puts to the wrong thing: on an invented plan."""

from __future__ import annotations

import pytest

from qa.answer.checks.misstated import figures
from qa.answer.values import MONEY, quantities, values_asked
from qa.assistant import Assistant
from qa.search import Query, understand

from ..opened import assistant_on

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 58/KH-UBND
Tây Ninh, ngày 5 tháng 3 năm 2024
KẾ HOẠCH
Phòng, chống thiên tai tỉnh Tây Ninh năm 2024
I. MỤC TIÊU
- Tỷ lệ hộ dân có áo phao: cấp huyện đạt 80%, cấp xã đạt 75%.
- Diện tích rừng phòng hộ được trồng mới đạt 1,5% tổng diện tích; tỷ lệ hồ chứa có camera đạt 60%.
- Trung tâm cứu hộ tự chủ 100% chi thường xuyên từ năm 2027.
II. KINH PHÍ
Kinh phí năm 2024 là 90 tỷ đồng, trong đó chi cho đê, kè, cống 34 tỷ đồng, chi cho diễn tập 22 tỷ đồng.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Tây Ninh: hộ dân cấp huyện có áo phao đạt 75% phải không?", True),
        ("Tây Ninh: hộ dân cấp xã có áo phao đạt 75% phải không?", False),
        ("Tây Ninh chi 22 tỷ đồng cho đê, kè, cống phải không?", True),
        ("Tây Ninh chi 34 tỷ đồng cho đê, kè, cống phải không?", False),
        ("Tây Ninh chi 22 tỷ đồng cho diễn tập phải không?", False),
        ("Diện tích rừng phòng hộ trồng mới ở Tây Ninh đạt 60% phải không?", True),
        ("Tỷ lệ hồ chứa có camera ở Tây Ninh đạt 60% phải không?", False),
    ],
)
def test_a_figure_of_another_thing_is_said_to_be_one(assistant: Assistant, question: str, wrong: bool) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert ("nội dung khác" in answer.answer.partition("\n")[0]) == wrong


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vì sao Trung tâm cứu hộ Tây Ninh phải tự chủ 100% chi thường xuyên từ năm 2025?", "cho thời gian khác"),
        ("Vì sao Tây Ninh chỉ trang bị áo phao cho một nửa số hộ dân ở cấp huyện?", "không nêu con số"),
    ],
)
def test_another_year_or_half_is_said_to_be_wrong(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and said in answer.answer.partition("\n")[0]


def test_a_figure_of_the_year_asked_about_is_right(assistant: Assistant) -> None:
    answer = assistant.ask("Trung tâm cứu hộ Tây Ninh tự chủ 100% chi thường xuyên từ năm 2027 phải không?").answer
    assert "thời gian khác" not in answer and "2027" in answer


def test_a_part_of_another_share_does_not_state_a_share(assistant: Assistant) -> None:
    answer = assistant.ask("Vì sao Tây Ninh chỉ trồng mới 1% diện tích rừng phòng hộ?").answer
    assert answer.startswith("Văn bản không nêu con số trong câu hỏi")


def test_what_is_spent_is_money() -> None:
    assert values_asked(Query("Năm 2024 tỉnh chi bao nhiêu cho diễn tập?"))
    assert not MONEY.search("đạt 75%") and MONEY.search("22 tỷ đồng")


def test_the_number_of_a_storm_or_a_ward_counts_nothing() -> None:
    assert quantities("Bão số 3 làm hỏng 318 trạm ở phường 6, rộng 1.200 m2") == ["318", "1.200 m2"]


def test_a_digital_signature_is_no_number_of_a_document(assistant: Assistant) -> None:
    headers = assistant.index.headers()
    assert "number" not in understand("Người dân có chữ ký số bao nhiêu phần trăm?", headers).metadata
    assert "number" in understand("Kế hoạch của Tây Ninh số bao nhiêu?", headers).metadata


def test_figures_are_numbers_without_zeros_in_front() -> None:
    assert figures("05 lớp, 1,5% và 0") == {"5", "1,5", "0"}
