"""Looking up tasks: by agency, role, document, province, words and deadline."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.errors import QaError
from qa.records import Task
from qa.tasks.since import Names, agency_names, province_names
from qa.tasks.summary import ROLE_NAMES, ROLES
from qa.vietnamese import agencies, fold, search_terms, unify_tone

# Words of a query → section ids, best first: the search that questions use, where it is at hand.
Search = Callable[[str], Sequence[str]]
_MOST_WORDS = 0.6  # of the weight of a query's words that a task must hold
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found.

    Attributes:
        tasks: complete, never only the best; in document order, or best first where words were searched.
        notes: Vietnamese remarks on how the request was understood ("tìm theo tên cũ …").
        near_agencies: where nothing was found: agencies of the register with names like the one asked for.
        near_tasks: where nothing was found: tasks that come nearest to the words asked for.
    """

    tasks: tuple[Task, ...]
    notes: tuple[str, ...] = ()
    near_agencies: tuple[str, ...] = ()
    near_tasks: tuple[Task, ...] = ()


def look_up(
    tasks: Iterable[Task],
    *,
    agency: str = "",
    role: str = "",
    docs: Collection[str] = (),
    province: str = "",
    query: str = "",
    time: str = "",
    search: Search | None = None,
) -> Lookup:
    """Returns the tasks that meet every condition given.

    Args:
        tasks: the register.
        agency: any spelling of its name, with or without diacritics, old or new; or a part of the name.
        role: "lead", "coordinate" or "owner"; with `agency`, the role that this agency must have.
        docs: document ids.
        province: old or new name.
        query: words of the task.
        time: words of the deadline ("hằng năm", "2025").
        search: ranks sections for `query`; without it the words themselves are compared.

    Raises:
        QaError: there is no such role.
    """
    if role and role not in ROLES:
        raise QaError(f"Không có vai trò “{role}”: hãy chọn một trong {', '.join(ROLES)}.")
    every = list(tasks)
    found, notes = every, []
    if docs:
        found = [task for task in found if task.doc_id in docs]
    if province:
        found, note = _by_province(found, province)
        notes += [note] if note else []
    if time:
        found = [task for task in found if _time_key(time) in _time_key(task.time)]
    scope = found
    if agency:
        found, note = _by_agency(found, agency, role)
        notes += [note] if note else []
    elif role:
        found = [task for task in found if getattr(task, role)]
    if query:
        found = _by_words(found, query, search)
    if found:
        return Lookup(tuple(found), tuple(notes))
    near = tuple(near_agencies(scope or every, agency)) if agency else ()
    return Lookup((), tuple(notes), near, tuple(nearest(scope or every, query)) if query else ())


def holds(task: Task, names: Collection[str], role: str = "") -> bool:
    """Whether one of the canonical names has the role in a task (any role where none is given)."""
    return any(
        name in getattr(task, f"{one}_canonical") for one in ROLES if role in ("", one) for name in names
    )


def near_agencies(tasks: Iterable[Task], agency: str, limit: int = _NEAR) -> list[str]:
    """Returns the canonical names of the register that look most like a name, best first."""
    names = Counter(name for task in tasks for role in ROLES for name in getattr(task, f"{role}_canonical"))
    wanted = fold(agencies.canonical(agency))
    words = set(wanted.split())

    def likeness(name: str) -> float:
        own = fold(name)
        shared = len(words & set(own.split())) / max(1, len(words | set(own.split())))
        return difflib.SequenceMatcher(None, wanted, own).ratio() + shared

    return sorted(names, key=lambda name: (-likeness(name), -names[name], name))[:limit]


def nearest(tasks: Iterable[Task], query: str, limit: int = _NEAR) -> list[Task]:
    """Returns the tasks that hold most of the words of a query, best first; none that holds no word."""
    scored = [entry for entry in _scores(list(tasks), query) if entry[0][0] > 0]
    return [task for _, task in sorted(scored, key=lambda entry: entry[0], reverse=True)[:limit]]


def _by_province(tasks: list[Task], province: str) -> tuple[list[Task], str]:
    """Returns a province's tasks, and a remark where there are such of the provinces that it was made of."""
    names = province_names(province)
    found = [task for task in tasks if task.province in names.asked]
    older = [task for task in tasks if task.province in names.former]
    return _old_or_new(found, older, names, dict.fromkeys(task.province for task in older), bool(found))


def _by_agency(tasks: list[Task], agency: str, role: str) -> tuple[list[Task], str]:
    """Returns an agency's tasks in a role, and a remark where there are such of the agencies it was made of."""
    names = agency_names(agency)
    found = [task for task in tasks if holds(task, names.asked, role)]
    older = [task for task in tasks if holds(task, names.former, role) and task not in found]
    under = [name for name in names.former if any(holds(task, [name], role) for task in older)]
    present = any(holds(task, names.asked) for task in tasks)
    if present and not found and not older:
        return [], _other_roles(tasks, names.asked, role)
    if present or older:
        return _old_or_new(found, older, names, under, present)
    part = _key(agency)
    if len(part) < 3:
        return [], ""
    return [task for task in tasks if any(_has_words(_key(name), part) for name in _printed(task, role))], ""


def _other_roles(tasks: list[Task], names: Collection[str], role: str) -> str:
    """Says in which other roles an agency stands that does not have the one asked for."""
    counts = [(one, sum(holds(task, names, one) for task in tasks)) for one in ROLES if one != role]
    others = ", ".join(f"{count} nhiệm vụ {ROLE_NAMES[one]}" for one, count in counts if count)
    return f"Không có nhiệm vụ {ROLE_NAMES[role]} của cơ quan này; có {others}."


def _old_or_new(
    found: list[Task], older: list[Task], names: Names, under: Collection[str], present: bool
) -> tuple[list[Task], str]:
    """Prefers rows with the very name where it is `present`.

    A name that is old and new at once must not draw in the rows of other agencies.
    """
    if present:
        return found, names.remark_more(under, len(older)) if older else ""
    return older, names.remark(under) if older else ""


def _printed(task: Task, role: str) -> list[str]:
    return [
        name
        for one in ROLES
        if role in ("", one)
        for name in (*getattr(task, one), *getattr(task, f"{one}_canonical"))
    ]


def _has_words(text: str, part: str) -> bool:
    return f" {part} " in f" {text} "


def _key(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _time_key(text: str) -> str:
    return f" {_key(text)} " if text else ""


def _by_words(tasks: list[Task], query: str, search: Search | None) -> list[Task]:
    """Returns the tasks that a search finds, or that hold most of the words of the query; best first."""
    if search is not None:
        ranks = {section_id: rank for rank, section_id in enumerate(search(query))}
        return sorted((t for t in tasks if t.section_id in ranks), key=lambda task: ranks[task.section_id])
    scored = [(share, task) for share, task in _scores(tasks, query) if share[0] >= _MOST_WORDS]
    return [task for _, task in sorted(scored, key=lambda entry: entry[0], reverse=True)]


def _scores(tasks: list[Task], query: str) -> list[tuple[tuple[float, float], Task]]:
    """Returns for each task the share of the query's words, and of its pairs of words, that it holds.

    Words that few tasks hold weigh more.
    """
    folded = fold(query) == unify_tone(query).lower()
    wanted = set(search_terms(query, folded))
    texts = [wanted & set(search_terms(f"{task.task}\n{task.result}", folded)) for task in tasks]
    held = Counter(term for terms in texts for term in terms)
    weights = {term: math.log(1 + len(tasks) / (1 + held[term])) + 0.1 for term in wanted}
    words = {term: weight for term, weight in weights.items() if "_" not in term}
    pairs = {term: weight for term, weight in weights.items() if "_" in term}
    return [
        ((_share(terms, words), _share(terms, pairs)), task) for terms, task in zip(texts, tasks, strict=True)
    ]


def _share(terms: Collection[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(term, 0.0) for term in terms) / (sum(weights.values()) or 1.0)
