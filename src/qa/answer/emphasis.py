"""Quotes with what was asked for in bold."""

from __future__ import annotations

from collections.abc import Iterable

from qa.answer.dated import of_other_years
from qa.answer.values import DATE, PERSON, quantity_spans
from qa.search import Query
from qa.vietnamese import agencies


def emphasised(text: str, query: Query) -> str:
    """Returns a quote with the asked-for values in bold; nothing but the marks "**" is added."""
    spans: list[tuple[int, int]] = []
    if query.asks_for("quantity", "count", "yes-no", "comparison"):
        others = of_other_years(text, query.years)
        spans += [span for span in quantity_spans(text) if span not in others]
    if query.asks_for("deadline"):
        spans += [m.span() for m in DATE.finditer(text)]
    if query.asks_for("agency"):
        spans += [(m.start, m.end) for m in agencies.find(text)]
    if query.asks_for("person"):
        spans += [m.span() for m in PERSON.finditer(text)]
    return bold(text, spans[:6])


def bold(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Puts spans in bold; overlapping ones are joined, blanks at their ends left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    for start, end in reversed(joined):
        piece = text[start:end].strip()
        if piece:
            at = text.index(piece, start)
            text = f"{text[:at]}**{piece}**{text[at + len(piece) :]}"
    return text
