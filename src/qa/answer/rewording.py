"""A question in everyday words, put into the official ones that the passages found for it have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.answer.draft import Draft
from qa.vietnamese import fold
from qa.vietnamese.synonyms import official
from qa.vietnamese.text import put_in

# "bao nhiêu tiền": what asks for a value is left as it is, since it says which.
ASKING = re.compile(r"\b(?:bao|mấy|gì|nào|ai|đâu|sao|tiền|không)\b", re.IGNORECASE)


def reworded(text: str, passages: Iterable[str]) -> str:
    """Returns a question with official words in the place of everyday ones; the question itself if it has none.

    What no passage has is left as it was typed: of several official words the right one cannot be told.

    Args:
        text: the question.
        passages: what was found for it, the best first.
    """
    plain = [fold(passage) for passage in passages]
    changes: list[tuple[int, int, str]] = []
    for found in official(text):
        overlaps = any(found.start < end and start < found.end for start, end, _ in changes)
        asks = ASKING.search(text[found.start : found.end])
        if not overlaps and not asks and (formal := _printed(found.value, plain)):
            changes.append((found.start, found.end, formal))
    return put_in(text, changes)


def _printed(words: Sequence[str], passages: Sequence[str]) -> str:
    """The first of some official words that the best passage with any of them has; "" if none has."""
    patterns = [(word, re.compile(rf"(?<!\w){re.escape(fold(word))}(?!\w)")) for word in words]
    return next((word for passage in passages for word, pattern in patterns if pattern.search(passage)), "")


def agreed(first: Draft, second: Draft) -> dict[str, float]:
    """Returns the signals of an answer to a question in other words.

    Where both wordings found the same place, what either has of the question is found.
    """
    places = [{citation.section_id for citation in draft.citations.found[:1]} for draft in (first, second)]
    if not places[0] & places[1]:
        return second.signals
    return {name: max(value, first.signals.get(name, 0.0)) for name, value in second.signals.items()}
