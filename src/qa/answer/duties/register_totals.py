"""Questions on the register as a whole: who has most tasks, which task is due first, which agencies lead any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.duties.agency_tasks import held_by
from qa.answer.duties.charged import none_such
from qa.answer.duties.duties_asked import of_part, plain_question
from qa.answer.duties.matching import topic_of
from qa.answer.duties.register import all_of, listing
from qa.answer.duties.task_places import Places, flat
from qa.answer.material import Material
from qa.answer.wording import in_words
from qa.records import Task
from qa.search import Query
from qa.vietnamese import agencies, fold

_WHO = r"(?:co quan|don vi|so|nganh|ban|to chuc)"
_MOST = re.compile(rf"\b(?:{_WHO} nao|ai)\b.*\bnhieu(?: [a-z]+){{0,3}} nhat\b")
_TASK = re.compile(r"\b(?:nhiem vu|cong viec|dau viec|viec)\b")
_FIRST = re.compile(r"\bsom nhat\b|\b(?:xong|hoan thanh) (?:dau tien|truoc tien|truoc nhat)\b")
_LAST = re.compile(r"\b(?:muon|tre) nhat\b|\b(?:xong|hoan thanh) (?:cuoi cung|sau cung)\b")
# "Những cơ quan nào chủ trì?", "Các đơn vị phối hợp là ai?"
_BEARERS = re.compile(
    rf"\b(?:nhung|cac) {_WHO}(?: nao)?(?: (?:o|cua|tai|thuoc) [a-z ]{{2,24}}?)?"
    r"(?: (?:duoc|phai|cung|co|giao|trach nhiem))* (?P<role>chu tri|phoi hop)\b"
)
_ROLES = {"chu tri": "lead", "phoi hop": "coordinate"}
_SEEKING = frozenset("nhieu it nhat som muon tre dau tien cuoi cung truoc sau xong".split())
_AGAIN = re.compile(r"\b(?:hang|moi) (?:nam|quy|thang|tuan)\b|\bthuong xuyen\b|\bdinh ky\b")
_DATES = (
    re.compile(r"\b(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>20\d\d)"),
    re.compile(r"\b(?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>20\d\d)"),
    re.compile(r"\bthang (?P<m>\d{1,2})(?:\s?[/-]\s?| nam | )(?P<y>20\d\d)"),
    re.compile(r"\bquy (?P<q>iv|i{1,3}|[1-4])(?:\s?[/-]\s?| nam | )(?P<y>20\d\d)"),
    re.compile(r"(?P<half>\bgiua nam )(?P<y>20\d\d)"),
    re.compile(r"(?P<y>20\d\d)"),
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TOLD = 3  # agencies with equally many tasks that are told


def answer(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """Answers a question on all tasks of one document; None for any other question."""
    plain = plain_question(query)
    of_tasks = not query.agencies and _TASK.search(plain)
    most = not query.agencies and _MOST.search(plain) and (of_tasks or "chu tri" in plain)
    first, last = (of_tasks and pattern.search(plain) for pattern in (_FIRST, _LAST))
    named = _BEARERS.search(plain)
    if not (most or first or last or named):
        return None
    if len({task.doc_id for task in tasks}) != 1 or _has_subject(query, material):
        return None
    part = of_part(plain, tasks)
    if most:
        return _busiest(query, plain, part, material)
    if first or last:
        return _extreme(query, part, bool(first), material)
    return _bearers(query, part, _ROLES[named["role"]], material) if named else None


def due(time: str) -> tuple[int, int, int] | None:
    """Returns the last day that a time as printed names, as year, month, day; None for what is done again and again."""
    plain = fold(time)
    if _AGAIN.search(plain):
        return None
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            parts = match.groupdict()
            quarter = parts.get("q") or ""
            last = 3 * int(_QUARTERS.get(quarter, quarter)) if quarter else 6 if parts.get("half") else 12
            found.append((int(parts["y"]), int(parts.get("m") or last), int(parts.get("d") or 31)))
        plain = pattern.sub(" ", plain)
    return max(found, default=None)


def _has_subject(query: Query, material: Material) -> bool:
    """Whether a question says what the tasks are on."""
    return any(not _SEEKING.intersection(fold(term).split("_")) for term in topic_of(query, material, groups=False))


def _busiest(query: Query, plain: str, tasks: Sequence[Task], material: Material) -> Draft | None:
    """The agency that has most tasks, with these: those that it would be told itself, asked for in the same way."""
    one = next((role for words, role in _ROLES.items() if words in plain), "")
    roles = [one] if one else ["lead", "owner", "coordinate"]
    names = {name for t in tasks for name in (*t.lead_canonical, *t.owner_canonical, *t.coordinate_canonical)}
    single = [n for n in sorted(names) if not agencies.is_group(n) and ("so nao" not in plain or n.startswith("Sở "))]
    held = {name: held_by(plain, tasks, roles, {name})[0] for name in single}
    most = max(map(len, held.values()), default=0)
    top = [name for name in single if len(held[name]) == most]
    if not most or len(top) > _TOLD:
        return None
    citations = Citations(material)
    lists = [listing(replace(query, agencies=(name,)), held[name], citations, material) for name in top]
    rows = tuple(task for name in top for task, _ in held[name])
    return Draft("ownership", "\n\n".join(["Nhiều nhất:", *lists]), citations, {"listed": 1.0}, tasks=rows)


def _extreme(query: Query, tasks: Sequence[Task], first: bool, material: Material) -> Draft | None:
    """The tasks that are due first, or last, of those whose time says when; that too few say so, if it is so."""
    dated = [(when, task) for task in tasks if (when := due(task.time)) is not None]
    if len(dated) < 2:
        return _undated(query, tasks, len(dated), material) if tasks else None
    at = (min if first else max)(when for when, _ in dated)
    draft = all_of(query, [task for when, task in dated if when == at], material)
    draft.text = f"{'Sớm' if first else 'Muộn'} nhất, trong các nhiệm vụ có ghi thời hạn:\n\n{draft.text}"
    return draft


def _undated(query: Query, tasks: Sequence[Task], dated: int, material: Material) -> Draft:
    """That tasks cannot be put in the order of their times."""
    timed = "chỉ một nhiệm vụ" if dated else "không nhiệm vụ nào"
    told = f"Trong {len(tasks)} nhiệm vụ của văn bản, {timed} có ghi thời hạn hoàn thành."
    return none_such(told, query, material)


def _bearers(query: Query, tasks: Sequence[Task], role: str, material: Material) -> Draft | None:
    """The agencies that have a role in any task; with an agency named, in those that it leads or takes part in."""
    wanted = set(query.agencies)
    found: dict[str, tuple[str, Task, str]] = {}
    for task in tasks:
        fields = [role]
        if wanted and not wanted.intersection((*task.lead_canonical, *task.owner_canonical)):
            # "Sở A: Phối hợp với Sở X …": whoever is charged so is with it.
            fields = ["owner"] if wanted.intersection(task.coordinate_canonical) and role == "coordinate" else []
        for field in fields:
            pairs = zip(getattr(task, field), getattr(task, f"{field}_canonical"), strict=True)
            for printed, name in pairs:
                if name not in wanted:
                    found.setdefault(name, (flat(printed), task, field))
    if len(found) < 2:
        return None
    citations = Citations(material)
    lines = [f"- {name} {Places(task, citations, material).mark_of(field)}" for name, task, field in found.values()]
    head = f"Có **{in_words(len(found))}** cơ quan {'chủ trì' if role == 'lead' else 'phối hợp'}:"
    return Draft("ownership", "\n".join([head, *lines]), citations, {"listed": 1.0})
