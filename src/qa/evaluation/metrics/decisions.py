"""Whether the assistant knew when to answer: refusals, risk and calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def is_right(answerable: bool, abstained: bool, facts_present: bool) -> bool:
    """An answerable question is right with an answer that holds all facts, an unanswerable one with a refusal."""
    return (facts_present and not abstained) if answerable else abstained


def crag_score(right: bool, abstained: bool) -> int:
    """CRAG: right 1, refused 0, wrong −1. Refusing what cannot be answered is right."""
    if right:
        return 1
    return 0 if abstained else -1


def risk_coverage(
    confidences: Sequence[float], right: Sequence[bool], total: int
) -> list[tuple[float, float]]:
    """Points (coverage, risk) over the answered questions in order of falling confidence.

    coverage_i = i / total, risk_i = |wrong among the first i| / i. Questions of equal confidence come in
    together (they cannot be told apart), as one point.
    """
    order = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    points, wrong = [], 0
    for at, (confidence, good) in enumerate(order, 1):
        wrong += not good
        if at == len(order) or order[at][0] != confidence:
            points.append((at / total, wrong / at))
    return points


def risk_coverage_area(points: Sequence[tuple[float, float]]) -> float | None:
    """Area under the risk–coverage curve / coverage reached: Σ risk_i · (c_i − c_{i−1}) / c_n. 0 is best."""
    if not points:
        return None
    area, before = 0.0, 0.0
    for coverage, risk in points:
        area += risk * (coverage - before)
        before = coverage
    return area / before


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability diagram."""

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """Mean confidence and share right by equal-width bins of confidence; empty bins are left out."""
    found = []
    for at in range(bins):
        low, high = at / bins, (at + 1) / bins
        inside = [
            (confidence, good)
            for confidence, good in zip(confidences, right, strict=True)
            if min(int(confidence * bins), bins - 1) == at
        ]
        if inside:
            n = len(inside)
            found.append(
                Bin(low, high, n, sum(c for c, _ in inside) / n, sum(good for _, good in inside) / n)
            )
    return found


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Expected calibration error = Σ_b (n_b / n) · |accuracy_b − confidence_b|."""
    total = sum(item.n for item in bins)
    return sum(item.n * abs(item.accuracy - item.confidence) for item in bins) / total if total else None
