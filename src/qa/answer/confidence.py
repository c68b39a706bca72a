"""How sure an answer is: a logistic model over a few signals, whose weights stand in the index manifest."""

from __future__ import annotations

import math
from collections.abc import Mapping

CERTAIN = 0.99
BY_CONSTRUCTION = frozenset({"header", "listed"})  # signals of what is read from a header, or is all of a register


def confidence(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Returns the probability that an answer is right.

    A draft without signals, one read from a document's header and a list read from the register are certain by
    construction.
    """
    if not signals or BY_CONSTRUCTION & signals.keys():
        return CERTAIN
    return predict(weights, signals)


def predict(weights: Mapping[str, float], signals: Mapping[str, float]) -> float:
    """Returns 1 / (1 + e^−(bias + Σ weight · signal))."""
    logit = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))
