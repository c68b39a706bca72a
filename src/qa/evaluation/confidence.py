"""Confidence from signals, and the threshold below which the assistant refuses: pure fitting, no search."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qa.answer.confidence import predict
from qa.evaluation.metrics.decisions import crag_score, is_right
from qa.evaluation.metrics.statistics import mean

# Holds the weights near zero where a few hundred questions say little.
_PENALTY = 0.33
# The largest share of answerable questions that may be refused for the sake of the others.
MOST_REFUSED = 0.04
# Of thresholds whose scores differ by less, which is chance, the lowest is taken.
_TOLERANCE = 0.002
# Signals that speak against an answer. Each keeps its sign: what is missing never makes an answer surer.
_AGAINST = frozenset(("uncounted",))


@dataclass(frozen=True, slots=True)
class Case:
    """One question as it would be answered: the signals, and whether the answer would be right.

    Attributes:
        signals: name → value, each about 0…1.
        complete: the answer holds all that was wanted.
        answerable: the documents hold the answer.
    """

    signals: dict[str, float]
    complete: bool
    answerable: bool


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Returns the weights of a logistic regression of "the documents hold the answer" on the signals, with "bias".

    Answers that are answerable and yet not complete are left out. They are no example of what to refuse (one that
    misses one of three facts is no reason to refuse the next like it), nor of what to answer: the passages found for
    them are the wrong ones, and their signals look like those of a question about something else.

    Maximises Σ log p(y | w · x + bias) − ½ · penalty · |w|² (the bias is free), each weight on its own side of nought.
    """
    from scipy.optimize import minimize

    cases = [case for case in cases if case.complete or not case.answerable]
    names = sorted({name for case in cases for name in case.signals})
    rows = np.array([[case.signals.get(name, 0.0) for name in names] for case in cases])
    right = np.array([case.answerable for case in cases], dtype=float)

    def loss(weights: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        logits = rows @ weights[1:] + weights[0]
        likelihood = (right * logits - np.logaddexp(0.0, logits)).sum()
        return float(-likelihood + _PENALTY / 2 * (weights[1:] ** 2).sum())

    sides = [(None, 0.0) if name in _AGAINST else (0.0, None) for name in names]
    found = minimize(loss, np.zeros(len(names) + 1), method="L-BFGS-B", bounds=[(None, None), *sides]).x
    return {"bias": round(float(found[0]), 4)} | {
        name: round(float(weight), 4) for name, weight in zip(names, found[1:], strict=True)
    }


def calibrated(weights: Mapping[str, float], threshold: float, cases: Sequence[Case]) -> tuple[dict[str, float], float]:
    """Returns weights and threshold that refuse the same answers, and whose confidence is the share that is right.

    Platt scaling: a and b of p = 1 / (1 + e^−(a + b · logit)) are fitted to "complete" on the answers above it
    (penalty ½ · (b − 1)²), and put into the weights. The weights were fitted to tell what the documents hold; that an
    answer from there may still miss something is left to this.
    """
    from scipy.optimize import minimize

    logits = np.array([_logit(predict(weights, case.signals)) for case in cases])
    shown = logits >= _logit(threshold)
    if not shown.any():
        return dict(weights), threshold
    x, right = logits[shown], np.array([case.complete for case in cases], dtype=float)[shown]

    def loss(ab: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        scaled = ab[0] + ab[1] * x
        return float(-(right * scaled - np.logaddexp(0.0, scaled)).sum() + (ab[1] - 1.0) ** 2 / 2)

    a, b = minimize(loss, np.array([0.0, 1.0]), method="L-BFGS-B", bounds=[(None, None), (0.05, None)]).x
    scaled = {name: round(float(b) * weight, 4) for name, weight in weights.items()}
    scaled["bias"] = round(float(a) + float(b) * weights["bias"], 4)
    return scaled, round(1 / (1 + math.exp(-(float(a) + float(b) * _logit(threshold)))), 4)


def _logit(p: float) -> float:
    return math.log(p / (1 - p)) if 0 < p < 1 else math.copysign(60.0, p - 0.5)


def score_at(threshold: float, confidences: Sequence[float], cases: Sequence[Case]) -> float:
    """The mean CRAG score if answers below the threshold are refusals."""
    scores = []
    for confidence, case in zip(confidences, cases, strict=True):
        refused = confidence < threshold
        scores.append(crag_score(is_right(case.answerable, refused, case.complete), refused))
    return mean(scores)


def best_threshold(confidences: Sequence[float], cases: Sequence[Case], most_refused: float = MOST_REFUSED) -> float:
    """Returns the threshold with the best mean CRAG score among those that refuse few answerable questions.

    Candidates lie midway between neighbouring confidences and refuse at most that share of what can be answered.
    Of equals, or nearly so, the lowest: a refusal helps nobody.
    """
    levels = sorted({0.0, *confidences, 1.0})
    candidates = [0.0, *((low + high) / 2 for low, high in pairwise(levels))]
    answerable = [c for c, case in zip(confidences, cases, strict=True) if case.answerable]
    allowed = [t for t in candidates if sum(c < t for c in answerable) <= most_refused * len(answerable)]
    scores = {threshold: score_at(threshold, confidences, cases) for threshold in allowed}
    least = max(scores.values()) - _TOLERANCE
    return round(min(threshold for threshold, score in scores.items() if score >= least), 4)
