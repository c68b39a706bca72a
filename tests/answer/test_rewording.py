"""Questions in everyday words that are looked for once more in the official ones."""

from __future__ import annotations

import pytest

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.rewording import agreed, reworded
from qa.records import Citation

PASSAGES = ["Bệnh viện tuyến huyện tiếp nhận người bệnh.", "Trung tâm y tế hỗ trợ người dân chi phí đi lại."]


@pytest.mark.parametrize(
    ("question", "formal"),
    [
        ("Bà con khám ở nhà thương nào?", "người dân khám ở bệnh viện nào?"),  # what the nearest passage has
        ("Máy biết nghĩ coi phim phổi giùm ai?", "Máy biết nghĩ coi phim phổi giùm ai?"),  # no passage has it
        ("Bà con được cho bao nhiêu tiền?", "người dân được cho bao nhiêu tiền?"),  # money is asked for, as before
    ],
)
def test_official_words_are_those_that_passages_have(question: str, formal: str) -> None:
    assert reworded(question, PASSAGES) == formal


class Cited(Citations):
    def __init__(self, section: str) -> None:
        self.found = [Citation(1, "", "d", section, "", "", 0, 1, "")]


def test_what_either_wording_has_counts_where_both_found_one_place() -> None:
    first = Draft("extractive", "", Cited("d#1"), {"kin": 0.5, "held": 0.9})
    second = Draft("extractive", "", Cited("d#1"), {"kin": 0.8, "held": 0.7})
    elsewhere = Draft("extractive", "", Cited("d#2"), {"kin": 0.8, "held": 0.7})
    assert agreed(first, second) == {"kin": 0.8, "held": 0.9}
    assert agreed(first, elsewhere) == elsewhere.signals
