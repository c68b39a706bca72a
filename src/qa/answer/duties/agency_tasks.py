"""All tasks of an agency: "Sở X được giao những gì?"."""

from __future__ import annotations

from collections.abc import Sequence

from qa.answer.choosing import alternatives
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.duties.charged import wanted_names
from qa.answer.duties.duties_asked import GIVEN, INVOLVED, NOT_BY, WITH_WHOM, of_part, plain_question
from qa.answer.duties.matching import MATCH, has_role, shares_held, topic_of
from qa.answer.duties.register import LISTED, all_of, beside_line, listing, not_in_role, roles_asked
from qa.answer.material import Material
from qa.records import Task
from qa.search import Query
from qa.vietnamese import agencies


def of_agency(query: Query, tasks: Sequence[Task], material: Material) -> Draft | None:
    """All tasks of the agencies that a question names."""
    plain = plain_question(query)
    named = [r for r in roles_asked(query) if r == "lead" or (r == "coordinate" and not WITH_WHOM.search(plain))]
    roles = named or ["lead", "owner", "coordinate"]
    if "lead" in roles and "owner" not in roles and "coordinate" not in roles and "phu trach" in plain:
        roles.append("owner")
    wanted, renamed = wanted_names(query, tasks, material)
    found = _rows(tasks, roles, wanted)
    if roles == ["lead", "coordinate"] and all(role == "coordinate" for _, role in found):
        found = _rows(tasks, [*roles, "owner"], wanted)  # who carries out a task leads it where nobody else does
    if NOT_BY.search(plain):
        own = {task.task_id for task, _ in found}
        others = [task for task in tasks if task.task_id not in own and any(getattr(task, role) for role in roles)]
        return all_of(query, of_part(plain, others), material) if others else None
    instead = [] if found else _rows(tasks, ["lead", "owner", "coordinate"], wanted)
    found = found or instead
    topic = topic_of(query, material, groups=any(not agencies.is_group(name) for name in query.agencies))
    formal = alternatives(query)
    part = {task.task_id for task in of_part(plain, [task for task, _ in found])}
    found = [(task, role) for task, role in found if task.task_id in part]
    held = shares_held([t for t, _ in found], topic, formal, material) if len(topic) >= 2 else []
    narrowed = [row for row, share in zip(found, held, strict=False) if share >= MATCH]
    if narrowed and len(narrowed) < len(found):
        found = narrowed
    if not found:
        return None
    citations = Citations(material)
    beside = [] if instead else _named_beside(plain, found)
    found = [row for row in found if row[0] not in beside]
    text = listing(query, found, citations, material)
    if beside:
        text = f"{text}\n\n{beside_line(query, beside, citations, material)}"
    if instead:
        text = f"{not_in_role(query, roles)}\n\n{text}"
    shown = tuple(t for t, _ in found[:LISTED])
    return Draft("ownership", text, citations, {"listed": 1.0}, tasks=shown, notes=renamed)


def held_by(
    plain: str, tasks: Sequence[Task], roles: Sequence[str], wanted: set[str]
) -> tuple[list[tuple[Task, str]], list[Task]]:
    """Returns the rows in which agencies have one of the roles, as they are counted, and those that only name them."""
    found = _rows(tasks, roles, wanted)
    beside = _named_beside(plain, found)
    return [row for row in found if row[0] not in beside], beside


def _named_beside(plain: str, found: Sequence[tuple[Task, str]]) -> list[Task]:
    """The duties of others that only name an agency ("Ban A: phối hợp với Sở B …"), where its own are asked for."""
    if not GIVEN.search(plain) or INVOLVED.search(plain):
        return []
    # A table or a line of units that gives an agency as coordinating does charge it with that.
    beside = [task for task, role in found if role == "coordinate" and task.source_kind == "org-section"]
    return beside if len(beside) < len(found) else []


def _rows(tasks: Sequence[Task], roles: Sequence[str], wanted: set[str]) -> list[tuple[Task, str]]:
    """The rows in which an agency has one of the roles, each once, under the first of them."""
    order = [role for role in ("lead", "owner", "coordinate") if role in roles]
    apart = wanted.isdisjoint  # in a large register most tasks are others'
    theirs = (
        task
        for task in tasks
        if not (apart(task.lead_canonical) and apart(task.owner_canonical) and apart(task.coordinate_canonical))
    )
    held = ((task, next((role for role in order if has_role(task, role, wanted)), "")) for task in theirs)
    return [(task, role) for task, role in held if role]
