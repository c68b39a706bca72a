"""How sure an answer is: a logistic model over a few signals, whose weights stand in the index manifest."""

from __future__ import annotations

import math
from collections.abc import Mapping

# Used until `qa eval --calibrate` has written others; chosen on the dev split.
DEFAULT_WEIGHTS = {
    "bias": -3.2,
    "covered": 6.0,
    "missing": -2.2,
    "dense": 1.6,
    "typed": 0.6,
    "timely": 0.8,
    "register": 1.0,
    "headed": 1.5,
}


def confidence(signals: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Returns the probability that an answer is right: 1 / (1 + exp(−(bias + Σ wᵢ·sᵢ))).

    A draft without signals, one read from a document's header and a list read from the register are certain by
    construction (0.99).
    """
    if not signals or "header" in signals or "listed" in signals:
        return 0.99
    used = weights or DEFAULT_WEIGHTS
    z = used.get("bias", 0.0) + sum(used.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + math.exp(-z))
