"""How far up the ranking the evidence stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from qa.evaluation.gold import Evidence
from qa.evaluation.text import Coverage


class Ranked(Protocol):
    """A ranked passage: `qa.records.RankedPassage`, or a chunk of a rival."""

    @property
    def doc_id(self) -> str:
        """The document that it is from."""
        ...

    @property
    def text(self) -> str:
        """What it says."""
        ...


def evidence_ranks(evidence: Sequence[Evidence], passages: Sequence[Ranked]) -> list[int | None]:
    """For each quote, the rank r (from 1) at which passages 1…r of its document hold it; None if never.

    What "hold" means is defined by `qa.evaluation.text.Coverage`. The same words in another document
    do not count.
    """
    ranks: list[int | None] = []
    for item in evidence:
        coverage = Coverage(item.quote)
        rank = None
        for at, passage in enumerate(passages, 1):
            if passage.doc_id == item.doc_id and coverage.add(passage.text):
                rank = at
                break
        ranks.append(rank)
    return ranks


def recall(ranks: Sequence[int | None], k: int, mode: str = "all") -> float:
    """R@k = |{quotes with rank ≤ k}| / |quotes|; in mode "any": 1 if there is one such quote, else 0."""
    found = sum(rank is not None and rank <= k for rank in ranks)
    return float(found > 0) if mode == "any" else found / len(ranks)


def hit(ranks: Sequence[int | None], k: int) -> float:
    """Hit@k = 1 if any quote has rank ≤ k, else 0."""
    return recall(ranks, k, "any")


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """RR = 1 / (rank of the first quote found), 0 if none was; its mean is MRR."""
    found = [rank for rank in ranks if rank is not None]
    return 1 / min(found) if found else 0.0


def ndcg(ranks: Sequence[int | None], k: int, mode: str = "all") -> float:
    """nDCG@k = Σ_{r ∈ F, r ≤ k} 1/log2(1 + r)  /  Σ_{i=1…m} 1/log2(1 + i).

    F: the ranks at which a quote was completed. m: |F| and one for each quote not found, at most k: a ranking is
    ideal if it holds the quotes in its first m places. In mode "any" only the first rank counts and m = 1.
    """
    completed = sorted({rank for rank in ranks if rank is not None})
    missing = sum(rank is None for rank in ranks)
    if mode == "any":
        completed, missing = completed[:1], 0 if completed else 1
    ideal = min(len(completed) + missing, k)
    gain = sum(1 / math.log2(1 + rank) for rank in completed if rank <= k)
    return gain / sum(1 / math.log2(1 + place) for place in range(1, ideal + 1)) if ideal else 0.0


def ranks_of(relevant: set[str], ranking: Sequence[str]) -> list[int | None]:
    """For each relevant id, its rank in a ranking of ids (BEIR sets); the functions above take it from there."""
    places = {key: rank for rank, key in reversed(list(enumerate(ranking, 1)))}
    return [places.get(key) for key in sorted(relevant)]
