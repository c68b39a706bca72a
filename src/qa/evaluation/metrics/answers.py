"""What an answer says: facts, numbers, agencies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from qa.evaluation.text import contains_phrase, matching, numbers, plain, tokens
from qa.records import Task
from qa.vietnamese import fold

_LIST_NUMBER = re.compile(r"(?m)^\s*\d+[.)]\s+")

# "trước", "từ", "đến" stay: they are what a deadline says.
_BEFORE_TIME = re.compile(r"^(?:(?:thời gian|thực hiện|triển khai|hoàn thành|xong|trong|vào)\s+)+")


def missing_facts(answer: str, must: Sequence[Sequence[str]]) -> list[str]:
    """The facts of which no acceptable spelling stands in the answer, by their first spelling."""
    text = plain(answer)
    return [fact[0] for fact in must if not any(contains_phrase(text, spelling) for spelling in fact)]


def facts(answer: str, must: Sequence[Sequence[str]]) -> float:
    """1 if every fact stands in the answer in one of its spellings, else 0."""
    return float(not missing_facts(answer, must))


def fact_share(answer: str, must: Sequence[Sequence[str]]) -> float:
    """|facts in the answer| / |facts|."""
    return 1 - len(missing_facts(answer, must)) / len(must)


def ungrounded_numbers(answer: str, sources: Sequence[str]) -> list[str]:
    """The numbers of the answer (list numbers and citation markers aside) that stand in none of the sources."""
    known = {number for source in sources for number in numbers(source)}
    return [number for number in numbers(plain(_LIST_NUMBER.sub("", answer))) if number not in known]


def number_fidelity(answer: str, sources: Sequence[str]) -> float | None:
    """|numbers of the answer that stand in a source| / |numbers of the answer|; None without numbers."""
    total = len(numbers(plain(_LIST_NUMBER.sub("", answer))))
    return 1 - len(ungrounded_numbers(answer, sources)) / total if total else None


def same_names(wanted: Sequence[str], got: Sequence[str], canonical: Callable[[str], str]) -> bool:
    """Tells whether two lists name the same agencies, in any order, compared by their canonical names.

    Where one list has in one string what the other has in two ("các sở và các huyện"), the words decide, as they are
    printed or canonical.
    """
    first, second = ([fold(canonical(name)) for name in names] for names in (wanted, got))
    if set(first) == set(second) or _words(first) == _words(second):
        return True
    return _words(list(map(fold, wanted))) == _words(list(map(fold, got)))


def _words(names: Sequence[str]) -> list[str]:
    return sorted(word for name in names for word in tokens(name) if word != "va")


def task_matches(expect: dict[str, Any], task: Task, canonical: Callable[[str], str]) -> bool:
    """Tells whether a row has the expected lead, coordinators, owner and time; a role not named is not compared."""
    for role in ("lead", "coordinate", "owner"):
        if role in expect and not same_names(expect[role], getattr(task, role), canonical):
            return False
    return "time" not in expect or _bare_time(expect["time"]) == _bare_time(task.time)


def _bare_time(time: str) -> str:
    """A time without the words before it that say nothing of it: "hoàn thành trong quý I/2025" is "quý I/2025"."""
    return _BEFORE_TIME.sub("", matching(time).strip(" ."))


def ownership(expect: dict[str, Any], tasks: Sequence[Task], canonical: Callable[[str], str]) -> float:
    """1 if one of the first three rows of an answer matches in every expected role and the time, else 0.

    Two rows that share a task with two leads, each for a part of it, are also taken together.
    """
    shared = [(a, b) for a, b in pairwise(tasks[:3]) if set(a.task.split("\n")) & set(b.task.split("\n"))]
    rows = [*tasks[:3], *(_together(first, second) for first, second in shared)]
    return float(any(task_matches(expect, task, canonical) for task in rows))


def _together(first: Task, second: Task) -> Task:
    return replace(
        first,
        lead=(*first.lead, *second.lead),
        coordinate=(*first.coordinate, *second.coordinate),
        owner=(*first.owner, *second.owner),
    )
