"""Rows of the task register as text: one row with its fields, or a list of rows, every line with its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.duties.duties_asked import LEADING
from qa.answer.duties.task_places import NAMED, Places, flat, further_cells, printed
from qa.answer.duties.task_places import section_ids as section_ids
from qa.answer.material import Material
from qa.answer.wording import in_words
from qa.records import Task
from qa.search import Query
from qa.vietnamese import fold

ROLE_PATTERNS = {
    "lead": re.compile(
        r"\bchu tri\b|\b(?<!nguoi )dung dau\b|\bleads?\b|\bin charge\b|\bphu trach\b|\bdau moi\b|\blead agency\b"
        rf"|\b(?:{LEADING})\b"
    ),
    "coordinate": re.compile(
        r"\bphoi hop\b|\bcung (?:lam|thuc hien|tham gia)\b|\b(?:lam|tham gia) cung\b|\bho tro thuc hien\b"
        r"|\bcoordinat|\bsupport"
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
PART_SHOWN = 160  # and of each of its parts at the least
MARK = re.compile(r"\[\d+\]")
LABELS = {"lead": "Chủ trì", "coordinate": "Phối hợp", "owner": "Được giao", "time": "Thời gian", "result": "Kết quả"}
LABELS_EN = {"lead": "Lead", "coordinate": "Coordinating", "owner": "Assigned", "time": "Time", "result": "Result"}
# What is asked for and not stated, unless words for it stand in the text, which may not have been understood.
MISSING = {
    "lead": (
        "Văn bản không ghi cơ quan chủ trì.",
        "No lead agency is stated.",
        re.compile(r"^(?:giao [^.;]{0,80})?chu tri\b"),
    ),
    "coordinate": (
        "Văn bản không ghi cơ quan phối hợp.",
        "No coordinating agency is stated.",
        re.compile(r"\bphoi hop\b"),
    ),
    "time": (
        "Văn bản không ghi thời gian.",
        "No time is stated.",
        re.compile(r"\d{4}|\b(?:nam|quy|thang|tuan|ngay|gio|thuong xuyen|dinh ky)\b"),
    ),
}


def roles_asked(query: Query) -> tuple[str, ...]:
    """Returns the fields of a task that a question asks for or names."""
    # "đâu ra" (where from) is not "đầu ra" (result).
    plain = fold(re.sub(r"\bđâu ra\b", " ", f"{query.text} {query.vietnamese}"))
    return tuple(name for name, pattern in ROLE_PATTERNS.items() if pattern.search(plain))


def count_line(query: Query, tasks: Sequence[Task], count: int) -> str:
    """The line that says how many tasks there are, of which the first follow."""
    number = in_words(count, query.english)
    if query.english:
        return f"{number} {tasks_word(query, count)}:"
    return f"Có **{number}** nhiệm vụ{' trong phụ lục' if tasks[0].source_kind == 'table' else ''}:"


def tasks_word(query: Query, count: int) -> str:
    """The word for that many tasks, in the language of the question."""
    return ("task" if count == 1 else "tasks") if query.english else "nhiệm vụ"


def listing(query: Query, found: Sequence[tuple[Task, str]], citations: Citations, material: Material) -> str:
    """All tasks found, by document and role, with their number."""
    labels = LABELS_EN if query.english else LABELS
    who = ", ".join(query.agencies)
    number = in_words(len(found), query.english)
    more = rest_line(query, len(found))
    found = found[:LISTED]
    docs = list(dict.fromkeys(t.doc_id for t, _ in found))
    lines = [f"**{who}**: {number} {tasks_word(query, len(found))}:"]
    for doc_id in docs:
        if len(docs) > 1 or not query.provinces:
            lines.append(f"\n**{material.called(doc_id)}**:")
        for role in ("lead", "owner", "coordinate"):
            own = [t for t, r in found if t.doc_id == doc_id and r == role]
            if own:
                lines.append(f"- *{labels[role]}* ({in_words(len(own), query.english)}):")
                lines += [task_line(t, citations, material, query.agencies, query.english) for t in own]
    return "\n".join([*lines, *more])


def rest_line(query: Query, count: int) -> list[str]:
    """The line that says how many tasks of a long list are not in the answer, and where they are; none if all are."""
    if count <= LISTED:
        return []
    rest = in_words(count - LISTED, query.english)
    if query.english:
        return [f"\n{rest} more are in the task register; or name a province or a document."]
    return [f"\nCòn {rest} nhiệm vụ nữa trong sổ nhiệm vụ; hoặc hãy nêu tỉnh, văn bản cần hỏi."]


def beside_line(query: Query, tasks: Sequence[Task], citations: Citations, material: Material) -> str:
    """Says in how many tasks of others an agency coordinates, and whose those are, each with its source."""
    whose: dict[str, list[str]] = {}
    for task in tasks[:LISTED]:
        field = next((role for role in ("lead", "owner") if getattr(task, role)), "coordinate")
        whose.setdefault(printed(task, field), []).append(Places(task, citations, material).own)
    named = ", ".join(f"{name} {''.join(dict.fromkeys(marks))}" for name, marks in whose.items())
    number = in_words(len(tasks), query.english)
    if query.english:
        return f"Besides, it is named as coordinating in {number} {tasks_word(query, len(tasks))} of: {named}."
    return f"Ngoài ra, văn bản nêu cơ quan này phối hợp trong {number} nhiệm vụ của: {named}."


def not_in_role(query: Query, roles: Sequence[str]) -> str:
    """Says that an agency has no task in the roles asked for; what it has in others follows."""
    who = ", ".join(query.agencies)
    if query.english:
        return f"The documents name {who} in no task as {' or '.join(LABELS_EN[r].lower() for r in roles)}; but:"
    named = " hay ".join(LABELS[r].lower() for r in roles)
    return f"Văn bản không giao {who} {named} nhiệm vụ nào; có các vai trò khác:"


def task_line(
    task: Task, citations: Citations, material: Material, known: Sequence[str] = (), english: bool = False
) -> str:
    """One task of a list: its text, and what that does not say of its agencies and time, each with its label.

    Args:
        task: the row.
        citations: those of the answer.
        material: the index.
        known: the agencies whose list it is; they are not said again on every line.
        english: the language of the labels.
    """
    labels = LABELS_EN if english else LABELS
    places = Places(task, citations, material)
    parts = [(text.rstrip(" .;"), mark) for text, mark in places.parts]
    told, own = " ".join(text for text, _ in parts), parts[-1][1]
    said, silent = [], []
    for field in (*NAMED, "time"):
        value = getattr(task, field)
        if not value or (field == "time" and flat(value) in told):
            continue
        shown = value if field == "time" else _unsaid(task, field, known, told)
        if shown:
            mark = places.mark_of(field)
            said.append((f"{labels[field].lower()}: {flat(shown)}", mark.replace(own, "") or mark))
        else:
            silent.append(field)
    if not said and task.source_kind == "table":
        said = [(f"{name}: {text}", places.own + places.head) for name, text in further_cells(task, material)]
    line = _with_marks(parts, said)
    marks = MARK.findall("".join(map(places.mark_of, silent)))  # they stand last, and are numbered so
    unseen = dict.fromkeys(mark for mark in marks if mark not in line)
    return f"  - {line}{''.join(unseen)}"


def _with_marks(parts: Sequence[tuple[str, str]], said: Sequence[tuple[str, str]]) -> str:
    """Joins the parts of a text and what is said of it, each with its marker; once for those of one place."""
    line, each = "", [*parts, *said]
    for at, (text, mark) in enumerate(each):
        joint = "" if not line else " — " if at == len(parts) else "; "
        again = at + 1 < len(each) and each[at + 1][1] == mark
        line += joint + text + ("" if again else f" {mark}")
    return line


def _unsaid(task: Task, field: str, known: Sequence[str], told: str) -> str:
    """The names of a role, unless they stand in the text told or are those whose list it is."""
    if set(getattr(task, f"{field}_canonical")) <= set(known):
        return ""
    return "" if all(flat(name) in told for name in getattr(task, field)) else printed(task, field)


def description(query: Query, task: Task, citations: Citations, material: Material, name: str = "") -> str:
    """One task with its agencies, time and result, each line with its source."""
    labels = LABELS_EN if query.english else LABELS
    places = Places(task, citations, material)
    quotes = " ".join(f"“{text}” {mark}" for text, mark in _shortened(places.parts))
    lines = [(f"**{name}**: " if name else "") + quotes]
    for field in NAMED:
        if names := printed(task, field):
            lines.append(f"- {labels[field]}: **{names}** {places.mark_of(field)}")
    if task.time:
        lines.append(f"- {labels['time']}: **{task.time}** {places.mark_of('time')}")
    if task.result:
        lines.append(f"- {labels['result']}: {flat(task.result)} {places.own}")
    if more := further_cells(task, material):
        lines.append(f"- {'; '.join(f'{head}: {text}' for head, text in more)} {places.own}{places.head}")
    lines += _unstated(query, task)
    return "\n".join(lines)


def _shortened(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cuts the parts of a text so that together they are not long; a little of each is left."""
    room, shown = TASK_SHOWN, []
    for text, mark in parts:
        most = max(room, PART_SHOWN)
        shown.append((text if len(text) < most else text[:most].rsplit(" ", 1)[0] + " …", mark))
        room -= len(text)
    return shown


def _unstated(query: Query, task: Task) -> list[str]:
    """Says of what is asked for that the document does not state it, where nothing in the text looks like it."""
    asked, plain = roles_asked(query), fold(f"{task.task} {task.quote}")
    missing = [MISSING[role] for role in asked if role in MISSING and not getattr(task, role)]
    return [f"- {english if query.english else remark}" for remark, english, like in missing if not like.search(plain)]


def all_of(query: Query, tasks: Sequence[Task], material: Material) -> Draft:
    """Returns an answer of tasks in their order, counted; those of several documents under their names."""
    citations = Citations(material)
    by_document: dict[str, list[Task]] = {}
    for task in tasks[:LISTED]:
        by_document.setdefault(task.doc_id, []).append(task)
    counts = Counter(task.doc_id for task in tasks)
    blocks = []
    for doc_id, own in by_document.items():
        head = [f"**{material.called(doc_id)}**:"] if len(counts) > 1 else []
        lines = [task_line(task, citations, material, english=query.english) for task in own]
        blocks.append("\n".join([*head, count_line(query, own, counts[doc_id]), *lines]))
    blocks += rest_line(query, len(tasks))
    return Draft("ownership", "\n\n".join(blocks), citations, {"listed": 1.0}, tasks=tuple(tasks[:LISTED]))
