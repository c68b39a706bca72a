"""Sentences on the times that a question sets beside each other: "năm 2025 so với năm 2030"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer.choosing import Choice
from qa.search import Query

SAME_THING = 0.85  # share of the best choice's cover from which another year's sentence is on the same thing
TWIN = 0.6  # share of their terms from which two sentences say the same of two times


def times_asked(query: Query) -> list[set[int]]:
    """Returns the periods that a question names, and the years outside them."""
    within = {year for period in query.periods for year in period}
    return [{*period} for period in query.periods] + [{year} for year in query.years if year not in within]


def likeness(choice: Choice, other: Choice) -> float:
    """Returns the share of the terms of two sentences that both have (Jaccard), 0 to 1."""
    own, its = choice.unit.terms[choice.at], other.unit.terms[other.at]
    return len(own & its) / (len(own | its) or 1)


def of_each_time(query: Query, choices: Sequence[Choice]) -> list[Choice]:
    """Returns the choices that are compared, one for each time in their order; none if one of the times has none.

    The first is the best that speaks of any of them, the others are those that say most nearly the same of the others.
    """
    times = times_asked(query)
    alike = [choice for choice in choices if choice.covered >= SAME_THING * choices[0].covered]
    first = next((c for c in alike if any(time <= c.unit.years[c.at] for time in times)), None)
    if len(times) < 2 or first is None:
        return []

    found: dict[tuple[str, int], Choice] = {}
    for time in times:
        of_time = [c for c in alike if time <= c.unit.years[c.at]]
        best = max(of_time, key=lambda c: (likeness(c, first), c.score), default=None)
        if best is None:
            return []
        found[(best.unit.section.section_id, best.at)] = best
    return list(found.values())
