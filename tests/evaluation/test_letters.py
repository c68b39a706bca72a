"""Counting misread characters."""

import pytest
from eval.letters import edits, plain
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 0),
        ("chi ngân sách", "chỉ ngân sách", 1),
        ("kitten", "sitting", 3),
        ("doanh nghiệp FDI", "doanh nghiep EDI", 2),
        ("thiết bị, máy", "thiết bị máy", 1),
        ("abc", "", 3),
        ("", "abc", 3),
    ],
)
def test_edits(one: str, other: str, count: int) -> None:
    assert edits(one, other) == count


@given(st.text("abă ", max_size=12), st.text("abă ", max_size=12), st.text("abă ", max_size=12))
def test_edits_are_a_distance(one: str, other: str, third: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
    assert edits(one, third) <= edits(one, other) + edits(other, third)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))


def test_the_same_print_is_no_misreading() -> None:
    assert plain("tỉnh,…\n\nvà  xã") == plain("tỉnh,... và xã")
