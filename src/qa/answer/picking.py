"""Which of the sentences that were found go into an answer beside the best one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.answer.choosing import Choice, asked_terms
from qa.answer.material import Material
from qa.answer.times import SAME_THING, TWIN, likeness, of_each_time, times_asked
from qa.search import Query

NEAR = 0.90  # a second section is added from this share of the best score on
MOST = 3
AS_MUCH = 0.95  # share of the best choice's cover from which a sentence on another period says the same of it


def pick(query: Query, choices: Sequence[Choice], material: Material, most: int = MOST) -> list[Choice]:
    """Returns the best choice, and others from other sections that come near it or add what it lacks."""
    if query.asks_for("comparison") and (each := of_each_time(query, choices)):
        return each
    best = choices[0]
    picked = [best]
    terms: dict[str, float] = {}  # counted in the documents, and most choices have no other near them
    for choice in choices[1:20]:
        if len(picked) >= most or choice.score < 0.75 * best.score:
            break
        if any(choice.unit.section.section_id == p.unit.section.section_id for p in picked):
            continue
        near = choice.score >= NEAR * best.score
        if not (near and query.asks_for("list", "explanation", "comparison")):
            terms = terms or asked_terms(query, material)
            if _new(choice, picked, terms) < (0.08 if near else 0.2):
                continue
        picked.append(choice)
    return picked + _of_other_years(query, choices, picked)


def _new(choice: Choice, picked: Sequence[Choice], terms: Mapping[str, float]) -> float:
    """The share of a question's weight that a choice's section has, and none of those picked or above the first."""
    above = picked[0].unit.above
    new = (
        weight
        for term, weight in terms.items()
        if term in choice.unit.whole and term not in above and not any(term in p.unit.whole for p in picked)
    )
    return sum(new) / (sum(terms.values()) or 1.0)


def _of_other_years(query: Query, choices: Sequence[Choice], picked: Sequence[Choice]) -> list[Choice]:
    """The best choice for each year or period asked for that no picked one speaks of, if it is about the same thing.

    Where no year is asked for, one that says as much of another period: "15 %" until 2025 is half of the answer.
    """
    if not query.years and query.asks_for("quantity"):
        return _of_other_periods(choices, picked)
    times = times_asked(query)
    if len(times) < 2:
        return []
    found: list[Choice] = []
    for time in times:
        if any(time <= c.unit.years[c.at] for c in (*picked, *found)):
            continue
        of_time = [c for c in choices if time <= c.unit.years[c.at]]
        if of_time and of_time[0].covered >= SAME_THING * picked[0].covered:
            found.append(of_time[0])
        else:  # a word that only one of the times has ("thêm") may be all that the other's sentence lacks
            found += [c for c in of_time if likeness(c, picked[0]) >= TWIN][:1]
    return found


def _of_other_periods(choices: Sequence[Choice], picked: Sequence[Choice]) -> list[Choice]:
    best = picked[0]
    own = best.unit.years[best.at]
    if not own or not best.typed:
        return []
    taken = {choice.unit.section.section_id for choice in picked}
    return [
        choice
        for choice in choices[1:6]
        if choice.typed
        and choice.unit.years[choice.at]
        and not own & choice.unit.years[choice.at]
        and choice.covered >= AS_MUCH * best.covered
        and choice.unit.section.section_id not in taken
    ][:1]
