"""Rows of the task register as text: one row with its fields, or a list of rows, every line with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer.citing import Citations, one_line
from qa.answer.material import Material, Span
from qa.answer.wording import in_words
from qa.records import Section, Task
from qa.search import Query
from qa.vietnamese import fold

ROLE_PATTERNS = {
    "lead": re.compile(
        r"\bchu tri\b|\bdung dau\b|\bleads?\b|\bin charge\b|\bphu trach\b|\bdau moi\b|\blead agency\b"
        r"|\bchiu trach nhiem chinh\b"
    ),
    "coordinate": re.compile(
        r"\bphoi hop\b|\bcung (?:lam|thuc hien|tham gia)\b|\bcoordinat|\bsupport|\bho tro thuc hien\b"
    ),
    "time": re.compile(
        r"\bkhi nao\b|\bbao gio\b|\bthoi (?:gian|han|diem)\b|\bhan\b|\bnam nao\b|\btruoc ngay\b|\bdeadline\b"
        r"|\bwhen\b|\bby what date\b|\bgiai doan nao\b"
    ),
    "result": re.compile(
        r"\bket qua\b(?! (?:nghien cuu|khoa hoc))|\bsan pham\b"
        r"|\bdat duoc gi\b|\bexpected (?:result|output)|\bdau ra\b|\bresults?\b"
    ),
}
LISTED = 100  # rows of which an answer tells; each has its sources looked up
TASK_SHOWN = 700  # characters of a task's text that are shown
LABELS = {"lead": "Chủ trì", "coordinate": "Phối hợp", "owner": "Được giao", "time": "Thời gian", "result": "Kết quả"}
LABELS_EN = {"lead": "Lead", "coordinate": "Coordinating", "owner": "Assigned", "time": "Time", "result": "Result"}


def roles_asked(query: Query) -> tuple[str, ...]:
    """Returns the fields of a task that a question asks for or names."""
    # "đâu ra" (where from) is not "đầu ra" (result).
    plain = fold(re.sub(r"\bđâu ra\b", " ", f"{query.text} {query.vietnamese}"))
    return tuple(name for name, pattern in ROLE_PATTERNS.items() if pattern.search(plain))


def count_line(query: Query, tasks: Sequence[Task], count: int) -> str:
    """The line that says how many tasks there are, of which the first follow."""
    number = in_words(count, query.english)
    if query.english:
        return f"{number} tasks:"
    return f"Có **{number}** nhiệm vụ{' trong phụ lục' if tasks[0].source_kind == 'table' else ''}:"


def listing(query: Query, found: Sequence[tuple[Task, str]], citations: Citations, material: Material) -> str:
    """All tasks found, by document and role, with their number."""
    labels = LABELS_EN if query.english else LABELS
    who = ", ".join(query.agencies)
    number = in_words(len(found), query.english)
    more = rest_line(query, len(found))
    found = found[:LISTED]
    docs = list(dict.fromkeys(t.doc_id for t, _ in found))
    lines = [f"**{who}**: {number} {'tasks' if query.english else 'nhiệm vụ'}:"]
    for doc_id in docs:
        if len(docs) > 1 or not query.provinces:
            lines.append(f"\n**{material.called(doc_id)}**:")
        for role in ("lead", "owner", "coordinate"):
            own = [t for t, r in found if t.doc_id == doc_id and r == role]
            if own:
                lines.append(f"- *{labels[role]}* ({in_words(len(own), query.english)}):")
                lines += [task_line(t, citations, material) for t in own]
    return "\n".join([*lines, *more])


def rest_line(query: Query, count: int) -> list[str]:
    """The line that says how many tasks of a long list are not in the answer, and where they are; none if all are."""
    if count <= LISTED:
        return []
    rest = in_words(count - LISTED, query.english)
    if query.english:
        return [f"\n{rest} more are in the task register; or name a province or a document."]
    return [f"\nCòn {rest} nhiệm vụ nữa trong sổ nhiệm vụ; hoặc hãy nêu tỉnh, văn bản cần hỏi."]


def not_in_role(query: Query, roles: Sequence[str]) -> str:
    """Says that an agency has no task in the roles asked for; what it has in others follows."""
    who = ", ".join(query.agencies)
    if query.english:
        return f"The documents name {who} in no task as {' or '.join(LABELS_EN[r].lower() for r in roles)}; but:"
    named = " hay ".join(LABELS[r].lower() for r in roles)
    return f"Văn bản không giao {who} {named} nhiệm vụ nào; có các vai trò khác:"


def task_line(task: Task, citations: Citations, material: Material) -> str:
    """One task of a list: its text, and the words that name its agencies and time, verbatim."""
    sources = _sources(task, citations, material)
    first = one_line(task.task.split("\n")[0]).rstrip(" .;")
    if task.source_kind == "org-section":
        return f"  - {first} {sources.own}{sources.heading}"
    said = "; ".join(
        x for x in (_printed(task, "lead", material), _printed(task, "coordinate", material), task.time) if x
    )
    if task.source_kind == "table":
        return f"  - {first} — {said} {sources.own}"
    rest = "; ".join(one_line(x).rstrip(" .;") for x in task.task.split("\n")[1:])
    return f"  - {first}{'; ' + rest if rest else ''} {''.join(sources.text)} — {said} {sources.own}{sources.time}"


def description(query: Query, task: Task, citations: Citations, material: Material, name: str = "") -> str:
    """One task with its agencies, time and result, each line with its source."""
    labels = LABELS_EN if query.english else LABELS
    sources = _sources(task, citations, material)
    text = one_line(task.task)
    text = text if len(text) < TASK_SHOWN else text[:TASK_SHOWN].rsplit(" ", 1)[0] + " …"
    lines = [(f"**{name}**: " if name else "") + f"“{text}” {''.join(sources.text) or sources.own}"]
    for field in ("lead", "owner", "coordinate"):
        names = _printed(task, field, material)
        if names:
            marks = sources.own if names in one_line(task.quote) else sources.own + sources.heading
            lines.append(f"- {labels[field]}: **{names}** {marks}")
    if not task.lead and "lead" in roles_asked(query):
        lines.append("- No lead agency is stated." if query.english else "- Văn bản không ghi cơ quan chủ trì.")
    if task.time:
        lines.append(f"- {labels['time']}: **{task.time}** {sources.time or sources.own}")
    if task.result:
        lines.append(f"- {labels['result']}: {one_line(task.result)} {sources.own}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Sources:
    """Markers of a task: of its own line, the agency heading above it, the bullets that it owns, its time line."""

    own: str
    heading: str
    text: tuple[str, ...]
    time: str


def _sources(task: Task, citations: Citations, material: Material) -> _Sources:
    """Cites where a task stands."""
    section = material.index.section(task.section_id)
    assert section is not None, task.section_id
    places = _places(task, material)
    text = tuple(citations.whole(s) for s in places["text"])
    own = citations.cite(Span(section, max(task.start, section.start), min(task.end, section.end)))
    time = "".join(citations.whole(s) for s in places["time"])
    # A heading is a source only of names that the task's own words do not have.
    names = (_printed(task, field, material) for field in ("lead", "owner", "coordinate"))
    elsewhere = any(printed not in one_line(task.quote) for printed in names)
    heading = "".join(citations.whole(s) for s in places["heading"]) if elsewhere else ""
    return _Sources(own, heading, text, time)


def _printed(task: Task, field: str, material: Material) -> str:
    """The names of a role as the document prints them together, else joined by semicolons."""
    names = getattr(task, field)
    if not names:
        return ""
    source = one_line(task.quote)
    start, end = source.find(one_line(names[0])), source.find(one_line(names[-1]))
    if field == "coordinate" and start >= 0:
        end = source.find(one_line(names[-1]), start)
    stretch = source[start : end + len(one_line(names[-1]))] if 0 <= start <= end else ""
    room = sum(len(n) for n in names) + 6 * len(names)
    return stretch if stretch and len(stretch) <= room else "; ".join(names)


def _places(task: Task, material: Material) -> dict[str, list[Section]]:
    """The sections that a task was read from besides its own line."""
    found: dict[str, list[Section]] = {"text": [], "time": [], "heading": []}
    section = material.index.section(task.section_id)
    if section is None or section.parent is None:
        return found
    if task.source_kind == "unit-line":
        lines = [one_line(x) for x in task.task.split("\n") if len(x) > 20]
        around = [s for s in material.index.sections(task.doc_id) if section.parent in (s.parent, s.section_id)]
        for each in around:
            text = one_line(material.text(each))
            if each.section_id != task.section_id and any(line in text for line in lines):
                found["text"].append(each)
            elif each.kind == "unit-line" and each.start > section.start and task.time and task.time in text:
                found["time"] = found["time"] or [each]
    elif task.source_kind == "org-section":
        above = material.index.section(section.parent)
        if above is not None and any(name in material.text(above) for name in (*task.lead, *task.owner)):
            found["heading"].append(above)
    return found


def section_ids(task: Task, material: Material) -> list[str]:
    """The sections that a task was read from."""
    places = _places(task, material)
    return [task.section_id, *(s.section_id for kind in places.values() for s in kind)]
