"""Hand-worked cases, and ir_measures (pytrec_eval, the TREC tool) as an oracle."""

import math
import random

import ir_measures
import pytest
from ir_measures import RR, R, nDCG

from qa.evaluation.gold import Evidence
from qa.evaluation.metrics.retrieval import evidence_ranks, hit, ndcg, ranks_of, recall, reciprocal_rank

from ..conftest import DOC, passages


def test_ranks_of_evidence():
    evidence = [
        Evidence(DOC, "", "đạt 35% số doanh nghiệp"),
        Evidence(DOC, "", "trong quý II"),
        Evidence("another", "", "đạt 50% số doanh nghiệp"),
    ]
    assert evidence_ranks(evidence, passages("I/2", "I/1", "II/1")) == [2, 3, None]


def test_recall_by_hand():
    ranks = [2, 6, None]
    assert recall(ranks, 1) == 0
    assert recall(ranks, 5) == pytest.approx(1 / 3)
    assert recall(ranks, 10) == pytest.approx(2 / 3)
    assert recall(ranks, 5, "any") == 1
    assert hit(ranks, 1) == 0
    assert hit(ranks, 2) == 1


def test_reciprocal_rank_by_hand():
    assert reciprocal_rank([4, 2, None]) == 0.5
    assert reciprocal_rank([None, None]) == 0


def test_ndcg_by_hand():
    # Found at 1 and 3, one missing: (1/log2 2 + 1/log2 4) / (1/log2 2 + 1/log2 3 + 1/log2 4)
    assert ndcg([3, 1, None], 10) == pytest.approx(1.5 / (1 + 1 / math.log2(3) + 0.5))
    # Both quotes in the first passage: nothing could be better.
    assert ndcg([1, 1], 10) == 1
    assert ndcg([2, 5], 10, "any") == pytest.approx(1 / math.log2(3))
    assert ndcg([None], 10) == 0
    assert ndcg([11], 10) == 0


def test_against_ir_measures():
    dice = random.Random(7)
    for _ in range(50):
        ids = [f"d{n}" for n in range(30)]
        ranking = dice.sample(ids, 20)
        relevant = set(dice.sample(ids, dice.randint(1, 6)))
        qrels = {"q": dict.fromkeys(relevant, 1)}
        scores = {"q": {key: float(-place) for place, key in enumerate(ranking)}}
        wanted = ir_measures.calc_aggregate([R @ 5, R @ 10, RR, nDCG @ 10], qrels, scores)
        ranks = ranks_of(relevant, ranking)
        assert recall(ranks, 5) == pytest.approx(wanted[R @ 5])
        assert recall(ranks, 10) == pytest.approx(wanted[R @ 10])
        assert reciprocal_rank(ranks) == pytest.approx(wanted[RR])
        assert ndcg(ranks, 10) == pytest.approx(wanted[nDCG @ 10])
