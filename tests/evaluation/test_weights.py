import pytest

from qa.evaluation.weights import Legs, best_share, objective, without_diacritics

from .conftest import gold

# The dense leg has the evidence first, the lexical leg last.
LEGS = Legs({"a": 1.0, "b": 0.0}, {"b": 1.0, "a": 0.0}, (frozenset({"a"}),), "all")


def test_ranks_follow_the_share():
    assert LEGS.ranks(0.8) == [1]
    assert LEGS.ranks(0.2) == [2]
    assert Legs({}, {"b": 1.0}, (frozenset(),), "all").ranks(0.5) == [None]


def test_objective_by_hand():
    # Found in the top five both times; reciprocal ranks 1 and 1/2.
    assert objective([LEGS], 1.0) == 1
    assert objective([LEGS], 0.0) == pytest.approx(0.75)


def test_the_best_share_is_on_a_plateau_near_the_middle():
    best, table = best_share([LEGS])
    assert best == 0.55  # from 0.5 on all are equal; at 0.5 itself a neighbour is worse
    assert table[0.0] == 0.75 and table[1.0] == 1


def test_without_diacritics():
    assert without_diacritics(gold(question="Tỷ lệ đổi mới?")).question == "ty le doi moi?"
