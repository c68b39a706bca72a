"""The numbers that search and answering turn on, as the index manifest holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Tuning:
    """Weights and thresholds, chosen on the gold set's dev split (see docs/decisions.md).

    Attributes:
        dense: weight of the normalised cosine in the sum of both legs; the lexical leg has the rest.
        dense_folded: the same for a question typed without diacritics, which the model understands less well.
        crumb: weight of a term in the breadcrumb against one in the text.
        depth: passages taken from each leg.
        expansion: weight of the terms that an abbreviation or an English word stands for.
        synonym: weight of the official words for the everyday ones of a question.
        confidence: weights of the signals of `answer.confidence`, with "bias".
        threshold: below this confidence the assistant refuses.
    """

    dense: float = 0.5
    dense_folded: float = 0.3
    crumb: float = 1.0
    depth: int = 100
    expansion: float = 0.5
    synonym: float = 0.75
    confidence: dict[str, float] = field(default_factory=dict)
    threshold: float = 0.5

    @classmethod
    def from_manifest(cls, tuning: Mapping[str, Any]) -> Tuning:
        """Returns the tuning of a manifest; what it leaves out keeps its default, what is unknown is passed over."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in tuning.items() if name in known})
