"""What a syllable can be beside its neighbours."""

import pytest

from qa.vietnamese import fold
from qa.vietnamese.compounds import other_spellings
from qa.vietnamese.names import data_text


@pytest.mark.parametrize(
    ("before", "word", "after", "other"),
    [
        ("", "tỉnh", "gọn", {"tinh"}),
        ("mục", "tiểu", "", {"tiêu"}),
        ("MỤC", "TIỂU", "", {"tiêu"}),
        ("thích", "nghỉ", "và", {"nghi"}),
        ("vụ", "chỉ", "", {"chi"}),
        ("", "chỉ", "ngân", {"chi"}),
        ("chính", "quyên", "", {"quyền"}),
    ],
)
def test_what_makes_no_word_may_be_another(before: str, word: str, after: str, other: set[str]) -> None:
    assert other_spellings(before, word, after) == other


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        ("", "tỉnh", "ủy"),
        ("", "chỉ", "tiêu"),
        ("nhiệm", "vụ", "chỉ"),
        ("nghiên", "cứu", ""),
        ("nhằm", "để", "tài"),  # "để" stands before anything: no "đề tài"
        ("", "xyz", ""),
        ("", "", ""),
    ],
)
def test_what_is_a_word_or_stands_anywhere_is_left_alone(before: str, word: str, after: str) -> None:
    assert not other_spellings(before, word, after)


def test_only_marks_may_differ() -> None:
    words = [line.split() for line in data_text("compounds.txt").splitlines() if line and not line.startswith("#")]
    assert len(words) > 20_000 and all(len(pair) == 2 for pair in words)
    for first, second in words[::50]:
        assert other_spellings("", first, second) == frozenset()
        assert all(fold(found) == fold(first) for found in other_spellings("", fold(first), second))
