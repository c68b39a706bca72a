"""How sure an answer is: a logistic model over a few signals, whose weights stand in the index manifest."""

from __future__ import annotations

import math
from collections.abc import Mapping

# Used until `qa eval --calibrate` has written others; chosen on the dev split.
DEFAULT_WEIGHTS = {
    "bias": -3.0,
    "covered": 2.0,
    "kin": 1.7,
    "scoped": 1.7,
    "register": 1.5,
    "counted": 1.3,
    "placed": 0.9,
    "bound": 0.7,
    "headed": 0.6,
    "gap": -0.7,
    "unnamed": -2.4,
    "uncounted": -4.5,
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
