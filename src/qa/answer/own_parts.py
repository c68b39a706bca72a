"""Questions that describe to each place what of it they ask: "vay làm homestay ở A và vay khởi nghiệp ở B"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from qa.search import Query
from qa.search.query import content_words
from qa.structure.parts import KINDS
from qa.vietnamese import provinces
from qa.vietnamese.abbreviations import spell_out

_JOINED = re.compile(r"^,? (?:và|còn|với|so với) (?:(?P<within>theo|trong|tại|cho|về|của|ở) )?", re.IGNORECASE)
_OF_PLACE = re.compile(r"\b(?:của|ở|tại)(?: tỉnh)? $", re.IGNORECASE)
_DOCUMENT = re.compile(rf"^ \w+ (?:{'|'.join(KINDS)})\b", re.IGNORECASE)
_OWN = 2  # words of a place's own description, at the least


def of_place(query: Query, place: str, *, alone: bool) -> list[Query]:
    """Returns a question with only its own part for a place; the question itself where all its words are of all places.

    Each place must be described by words of its own that stand before its name. What stands behind the last one may ask
    for something, or only for a comparison ("… bên nào nhiều hơn?"): the question with it comes first, then without.

    Args:
        query: the question.
        place: the place.
        alone: whether it has but one document; then words that only say which are no part of its own.
    """
    if query.english or len(query.provinces) < 2:
        return [query]  # of a question on all documents each place is asked for: names need not be looked for in it
    named = [mention for mention in provinces.find(query.text) if mention.canonical in query.provinces]
    if len(named) < 2 or len({m.canonical for m in named}) < len(named):
        return [query]
    starts = [0, *(mention.end for mention in named[:-1])]
    parts = {m.canonical: query.text[start : m.end] for start, m in zip(starts, named, strict=True)}
    joined = [found for start in starts[1:] if (found := _JOINED.match(query.text[start:]))]
    apart = len(joined) == len(named) - 1 and all(_OF_PLACE.search(query.text[: m.start]) for m in named)
    if not apart or place not in parts or any(len(content_words(p)) - _name(n) < _OWN for n, p in parts.items()):
        return [query]
    if _no_more_than_the_first(parts, named[0].canonical):
        return [query]
    first = query.text[: named[0].end]
    # "Hạn báo cáo theo kế hoạch của A và theo quy chế của B": what stands before the first "theo" is asked of both.
    within = joined[0]["within"]
    shared = first[: max(0, first.rfind(f" {within} "))] if within else ""
    own = first[len(shared) :] if place == named[0].canonical else re.sub(r"^,? \w+", "", parts[place])
    tail = query.text[named[-1].end :]
    if alone and shared and _DOCUMENT.match(own):
        return [query]
    texts = [f"{shared}{own}{tail}", f"{shared}{own}?"]
    return [
        replace(query, text=text, spelled=spell_out(text), content=tuple(content_words(text)), provinces=(place,))
        for text in texts
    ]


def _no_more_than_the_first(parts: Mapping[str, str], first: str) -> bool:
    """Whether another place has no word that the first has not: "… doanh nghiệp ở A với doanh nghiệp ở B"."""
    said = set(content_words(parts[first]))
    return any(set(content_words(p.replace(n, " "))) <= said for n, p in parts.items() if n != first)


def _name(place: str) -> int:
    return len(place.split())
