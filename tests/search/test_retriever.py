"""Fusion by hand-worked figures; the weighted terms of a question."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.search import Tuning, understand
from qa.search.retriever import normalised, query_terms, reciprocal_ranks


def test_normalised_by_hand():
    assert normalised({1: 10.0, 2: 5.0, 3: 0.0}) == {1: 1.0, 2: 0.5, 3: 0.0}
    assert normalised({7: 0.8, 9: 0.9}) == pytest.approx({7: 0.0, 9: 1.0})
    assert normalised({4: 3.0}) == {4: 1.0}
    assert normalised({4: 3.0, 5: 3.0}) == {4: 1.0, 5: 1.0}
    assert normalised({}) == {}


@given(st.dictionaries(st.integers(), st.floats(-1e6, 1e6), min_size=1))
def test_normalised_keeps_the_order_within_0_and_1(scores):
    scaled = normalised(scores)
    assert all(0 <= s <= 1 for s in scaled.values())
    order = sorted(scores, key=scores.__getitem__)
    assert all(scaled[a] <= scaled[b] for a, b in pairwise(order))


def test_reciprocal_ranks_by_hand():
    fused = reciprocal_ranks([(1, 0.9), (2, 0.8)], [(2, 7.0), (3, 6.0)])
    assert fused == pytest.approx({1: 1 / 61, 2: 1 / 62 + 1 / 61, 3: 1 / 62})
    assert reciprocal_ranks([(5, 1.0)], constant=0) == {5: 1.0}


def test_terms_of_a_question_and_of_what_its_abbreviations_stand_for():
    terms = query_terms(understand("Sở KHCN chủ trì gì?", ()), 0.5)
    assert terms["khcn"] == terms["chủ_trì"] == 1.0
    assert terms["khoa_học"] == terms["công_nghệ"] == 0.5


def test_terms_of_a_question_without_diacritics_are_folded():
    terms = query_terms(understand("ty le che phu rung la bao nhieu", ()), 0.5)
    assert terms["che_phu"] == 1.0 and all(term.isascii() for term in terms)


def test_a_word_said_twice_counts_twice():
    assert query_terms(understand("rừng trồng và rừng đặc dụng", ()), 0.5)["rừng"] == 2.0


def test_tuning_of_a_manifest_passes_over_what_it_does_not_know():
    tuning = Tuning.from_manifest({"dense": 0.25, "colour": "red"})
    assert tuning.dense == 0.25 and tuning.depth == Tuning().depth
