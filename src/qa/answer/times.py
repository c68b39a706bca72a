"""Sentences on the times that a question sets beside each other: "năm 2025 so với năm 2030"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer.choosing import Choice
from qa.search import Query

SAME_THING = 0.85  # share of the best choice's cover from which another year's sentence is on the same thing


def times_asked(query: Query) -> list[set[int]]:
    """Returns the periods that a question names, and the years outside them."""
    within = {year for period in query.periods for year in period}
    return [{*period} for period in query.periods] + [{year} for year in query.years if year not in within]


def of_each_time(query: Query, choices: Sequence[Choice]) -> list[Choice]:
    """Returns the choices that are compared, one for each time in their order; none if one of the times has none.

    The first is the best that speaks of any of them, the others are those that say most nearly the same of the others.
    """
    times = times_asked(query)
    alike = [choice for choice in choices if choice.covered >= SAME_THING * choices[0].covered]
    first = next((c for c in alike if any(time <= c.unit.years[c.at] for time in times)), None)
    if len(times) < 2 or first is None:
        return []

    def likeness(choice: Choice) -> tuple[float, float]:
        own, other = choice.unit.terms[choice.at], first.unit.terms[first.at]
        return len(own & other) / (len(own | other) or 1), choice.score

    found: dict[tuple[str, int], Choice] = {}
    for time in times:
        best = max((c for c in alike if time <= c.unit.years[c.at]), key=likeness, default=None)
        if best is None:
            return []
        found[(best.unit.section.section_id, best.at)] = best
    return list(found.values())
