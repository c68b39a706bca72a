"""Questions made from the rows of the task register, whose right end is those rows.

From a task to its agencies, time and result, in ten wordings, the task's words whole, cut short or turned round; from
an agency to all its rows, by role and by year.

    python eval/generated_tasks.py [--show N] [--form WORDS] [INDEX …]
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from generated import BULLET, Asked, alone, count, is_long

from qa.index import Index
from qa.records import Answer, Document, Task
from qa.vietnamese import agencies, fold
from qa.vietnamese.compounds import is_word

CORE = 7  # words of a task that is cut short
MOST = 4  # rows that a question may be on
EACH = 60  # questions of a form on an index
ROLES = ("lead", "owner", "coordinate")
BY_TASK = (
    ("Cơ quan nào chủ trì {what} ở {place}?", ("lead", "owner")),
    ("{what} của {place} do cơ quan nào chủ trì, cơ quan nào phối hợp?", ROLES),
    ("Ai phối hợp {what} ở {place}?", ("coordinate",)),
    ("Thời hạn {what} của {place} là khi nào?", ("time",)),
    ("Kết quả của việc {what} ở {place} là gì?", ("result",)),
    ("{who} {place} phải làm gì với việc {what}?", ()),
    ("Nhiệm vụ {what} của {place} giao cho ai?", ("lead", "owner")),
    ("Việc {what} ở {place} do ai đảm nhận?", ("lead", "owner")),
    ("{what} {place}, đơn vị nào phụ trách", ("lead", "owner")),
    ("Đơn vị nào được giao {what}?", ("lead", "owner")),
)
BY_AGENCY = (
    "{who} được giao những nhiệm vụ gì theo {kind} của {place}?",
    "{kind} của {place} giao cho {who} làm những việc gì?",
    "Nhiệm vụ của {who} {place} là gì?",
    "Liệt kê tất cả nhiệm vụ của {who} trong {kind} của {place}",
    "{who} {place} phải làm những gì?",
)
BY_ROLE = (
    ("lead", "{who} {place} chủ trì những nhiệm vụ nào?"),
    ("lead", "Những việc do {who} chủ trì trong {kind} của {place}"),
    ("coordinate", "{who} {place} phối hợp thực hiện những nhiệm vụ nào?"),
)
BY_YEAR = (
    "Nhiệm vụ nào của {place} phải xong trong năm {year}?",
    "Nhiệm vụ nào hoàn thành trong năm {year} ở {place}?",
    "Các việc phải hoàn thành trong năm {year} của {place}",
)
BY_AGENCY_AND_YEAR = ("Nhiệm vụ nào của {who} {place} phải hoàn thành trong năm {year}?",)
YEAR = re.compile(r"\b20\d\d\b")
# What is left of a line where its verb stands before the agencies.
NO_TASK = re.compile(
    r"(?:trước|để|căn cứ|chủ trì|phối hợp|nội dung|tỷ lệ|hoàn thành|định kỳ|theo|về|và|của)\b", re.IGNORECASE
)
OPEN = re.compile(r"(?: (?:và|của|cho|các|những|theo|trong|về|để|từ|đến|với|có|do|tại|hoặc|là|vào))+$")


def questions(index: Index) -> Iterator[Asked]:
    """All questions on the register of an index."""
    documents = alone(index)
    tasks = {document.doc_id: list(index.tasks((document.doc_id,))) for document in documents}
    forms: dict[str, list[Asked]] = defaultdict(list)
    for document in documents:
        for asked in (*_by_task(document, tasks[document.doc_id]), *_by_agency(document, tasks[document.doc_id])):
            forms[asked[0]].append(asked)
    for form, made in forms.items():
        yield from random.Random(form).sample(made, min(EACH, len(made)))


def _by_task(document: Document, tasks: Sequence[Task]) -> Iterator[Asked]:
    for task in tasks:
        for name, what in _wordings(task):
            rows = [other for other in tasks if _words(what) <= _words(other.task)]
            if task not in rows or len(rows) > MOST:
                continue
            for form, roles in BY_TASK:
                if form.startswith("{who}"):
                    who = next(iter((*task.lead, *task.owner)), "")
                    own = [row for row in rows if who in (*row.lead, *row.owner)]
                else:
                    who, own = "", [row for row in rows if any(getattr(row, role) for role in roles)]
                if roles == ("lead", "owner") and "giao" not in form:  # who only helps does not lead
                    own = [row for row in own if row.lead or not fold(row.task).startswith("phoi hop")]
                if task in own and (who or "{who}" not in form):
                    said = _of_agency(form.replace("{what}", what), who, "", document)
                    yield f"{name}: {form}", said[0].upper() + said[1:], _names(own, roles)


def _wordings(task: Task) -> Iterator[tuple[str, str]]:
    """The words of a task without the agencies before them: whole, cut short, and turned round."""
    line = BULLET.sub("", task.task.split("\n")[0])
    named = [mention for mention in agencies.find(line) if len(line[: mention.start].split()) < 25]
    words = line[named[-1].end :] if named else line
    words = re.sub(r"^[\s,;.]*(?:và |có liên quan|liên quan|các đơn vị|các địa phương|,|\s)*", "", words).strip(" .;:,")
    words = re.split(r"[;.] ", words)[0]
    if not is_long(words, 5, 30) or NO_TASK.match(words):
        return
    words = words[0].lower() + words[1:] if words[1:2].islower() else words
    yield "whole", words
    split = words.split()
    core = CORE + (len(split) > CORE and is_word(split[CORE - 1], split[CORE]))  # no word is torn
    short = OPEN.sub("", " ".join(split[:core])).strip(" ,;:(")
    if len(short) < len(words) and is_long(short, 4, CORE + 1):
        yield "short", short
    before, comma, after = words.partition(", ")
    if comma and len(before.split()) > 2 and len(after.split()) > 2:
        yield "turned", f"{after}, {before}"


def _names(rows: Sequence[Task], roles: Sequence[str]) -> Callable[[Answer], str]:
    """Whether an answer names the agencies, time or result of all rows, each with its section."""

    def fault(answer: Answer) -> str:
        if answer.abstained:
            return "refused"
        text, cited = fold(" ".join(answer.answer.split())), {c.section_id for c in answer.citations}
        for row in rows:
            if not cited & {row.section_id, *row.sources}:
                return f"row {row.section_id} not cited"
            told = [getattr(row, role) for role in roles]
            wanted = [name for each in told for name in ([each] if isinstance(each, str) else each)]
            for name in filter(None, wanted):
                if not all(fold(" ".join(part.split())) in text for part in name.split("; ")):
                    return f"lacks {name[:60]}"
        return ""

    return fault


def _by_agency(document: Document, tasks: Sequence[Task]) -> Iterator[Asked]:
    names = dict.fromkeys(name for task in tasks for role in ROLES for name in getattr(task, f"{role}_canonical"))
    place, kind = _place(document), document.kind.lower()
    for name in (name for name in names if not agencies.is_group(name) and "," not in name):
        held = {role: [t for t in tasks if _has(t, role, name)] for role in ROLES}
        every = [task for task in tasks if any(task in held[role] for role in ROLES)]
        # What another's section only names an agency for may be told beside.
        own = [t for t in every if t in held["lead"] + held["owner"] or t.source_kind != "org-section"] or every
        for form in BY_AGENCY:
            said = _of_agency(form, name, kind, document)
            yield f"agency: {form}", said[0].upper() + said[1:], _lists(own, every)
        for role, form in BY_ROLE:
            if held[role]:
                others = held["owner"] if role == "lead" else []
                also = held[role] + others + [t for t in held["owner"] if fold(t.task).startswith("phoi hop")]
                yield f"role: {form}", _of_agency(form, name, kind, document), _lists(held[role], also)
        for year in _years(held["lead"] + held["owner"]):
            for form in BY_AGENCY_AND_YEAR:
                yield f"year: {form}", _of_agency(form, name, kind, document, year), _lists(*_in_year(every, year))
    for year in _years(tasks):
        for form in BY_YEAR:
            yield f"year: {form}", form.format(place=place, year=year), _lists(*_in_year(tasks, year))


def _has(task: Task, role: str, name: str) -> bool:
    return fold(name) in map(fold, getattr(task, f"{role}_canonical"))


def _of_agency(form: str, name: str, kind: str, document: Document, year: int = 0) -> str:
    """A question on an agency: "Công an tỉnh Hà Nam" for "Công an tỉnh", and no place beside "Báo Hà Nam"."""
    place = _place(document)
    if "{who} {place}" in form and name.endswith((" tỉnh", document.province)):
        form = form.replace("{place}", "" if name.endswith(document.province) else document.province).replace(" ?", "?")
    return form.format(who=name, kind=kind, place=place, year=year)


def _years(tasks: Sequence[Task]) -> list[int]:
    """The years that rows name, one before and one between them that none names."""
    told = sorted({int(year) for task in tasks for year in YEAR.findall(task.time)})
    return [told[0] - 2, *told, told[-1] + 3] if told else []


def _in_year(tasks: Sequence[Task], year: int) -> tuple[list[Task], list[Task]]:
    """The rows that must be told for a year, and those that may: what lasts through it or is done each year."""
    must, may = [], []
    for task in tasks:
        told = [int(found) for found in YEAR.findall(task.time)]
        if told and max(told) == year:
            must.append(task)
        elif (told and min(told) <= year <= max(told)) or (task.time and not told):
            may.append(task)
    return must, must + may


def _lists(must: Sequence[Task], may: Sequence[Task]) -> Callable[[Answer], str]:
    """Whether an answer has all rows that it must have, and none besides those that it may have."""

    def fault(answer: Answer) -> str:
        told = {task.task_id for task in answer.tasks}
        lacking = [t.section_id for t in must if t.task_id not in told]
        spare = told - {t.task_id for t in may}
        if answer.abstained:
            return "refused" if must else ""
        if not answer.tasks:
            return "" if not must and re.search(r"không (?:có|giao|ghi|nêu)", answer.answer.lower()) else "no rows"
        faults = (lacking and f"lacks {len(lacking)}: {lacking[:3]}", spare and f"spare {len(spare)}")
        return "; ".join(filter(None, faults))

    return fault


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _place(document: Document) -> str:
    return f"tỉnh {document.province}"


if __name__ == "__main__":
    count(questions)
