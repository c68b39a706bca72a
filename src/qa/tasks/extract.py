"""Documents → tasks: runs the four extractors, verifies what they read, and numbers it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qa.records import Document, Section, Task
from qa.tasks.draft import Draft, View, squeeze
from qa.tasks.inline import from_running_text
from qa.tasks.names import without_remark
from qa.tasks.organisation import from_organisation
from qa.tasks.tables import from_tables
from qa.tasks.unit_lines import from_unit_lines
from qa.vietnamese import agencies

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extraction:
    """The tasks of a document, and in Vietnamese what is doubtful or could not be verified."""

    tasks: tuple[Task, ...]
    warnings: tuple[str, ...]


def extract(document: Document, sections: Iterable[Section]) -> list[Task]:
    """Returns the tasks of a document in its order; see `examine` for what was left out."""
    return list(examine(document, sections).tasks)


def examine(document: Document, sections: Iterable[Section]) -> Extraction:
    """Reads the tasks of a document and verifies each against its text.

    Every name, time, result and line of a task must stand word for word in the sections that it was read from;
    a row where one does not is not stored but reported.
    """
    view = View(document, list(sections))
    drafts = [*from_tables(view), *from_unit_lines(view)]
    drafts = _with_duties(view, drafts)
    drafts += from_running_text(view, {draft.section.section_id for draft in drafts})
    tasks: list[Task] = []
    warnings: list[str] = []
    seen: Counter[str] = Counter()
    for draft in sorted(drafts, key=lambda d: (d.start, d.source_kind)):
        missing = _unverified(view, draft)
        if missing:
            warnings.append(f"{draft.section.section_id}: bỏ một dòng vì không thấy nguyên văn “{missing}”.")
            logger.warning("dropped a task of %s: %r is not in the text", draft.section.section_id, missing)
            continue
        seen[draft.section.section_id] += 1
        task = _task(document, view, draft, seen[draft.section.section_id])
        warnings += [f"{task.task_id}: {warning}" for warning in task.warnings]
        tasks.append(task)
    return Extraction(tuple(tasks), tuple(warnings))


def _with_duties(view: View, drafts: list[Draft]) -> list[Draft]:
    """Adds the duties of the agencies in headings; a label under one that names only coordinators belongs to it."""
    bare = [draft for draft in drafts if draft.source_kind == "unit-line" and not draft.lead and not draft.owner]
    inside = {draft.section.section_id for draft in bare if draft.section.kind != "unit-line"}
    duties = list(from_organisation(view, {draft.section.section_id for draft in drafts} - inside))
    led: list[Draft] = []
    for duty in duties:
        for draft in bare:
            if duty.section.section_id in view.sections_at(draft.evidence):
                duty.coordinate = tuple(dict.fromkeys(duty.coordinate + draft.coordinate))
                duty.time = duty.time or draft.time
                duty.evidence += draft.evidence
                led.append(draft)
    return [draft for draft in drafts if not any(draft is one for one in led)] + duties


def _unverified(view: View, draft: Draft) -> str:
    """Returns the first value that does not stand in the draft's evidence; "" if all do."""
    evidence = [squeeze(view.text[start:end]) for start, end in draft.evidence]
    values = [*draft.lead, *draft.coordinate, *draft.owner, *draft.time.split("; "), *draft.task.split("\n")]
    values += draft.result.split("\n")
    for value in values:
        if not any(squeeze(value) in text for text in evidence):
            return value
    return ""


def _task(document: Document, view: View, draft: Draft, count: int) -> Task:
    start, end = draft.start, draft.end
    quote = view.text[start:end]
    start, end = start + len(quote) - len(quote.lstrip()), end - (len(quote) - len(quote.rstrip()))
    section = draft.section
    return Task(
        task_id=section.section_id if count == 1 else f"{section.section_id}~{count}",
        doc_id=document.doc_id,
        section_id=section.section_id,
        province=document.province,
        task=draft.task,
        lead=draft.lead,
        coordinate=draft.coordinate,
        owner=draft.owner,
        time=draft.time,
        result=draft.result,
        source_kind=draft.source_kind,
        quote=view.text[start:end],
        start=start,
        end=end,
        reference=section.reference,
        lead_canonical=_canonical(draft.lead),
        coordinate_canonical=_canonical(draft.coordinate),
        owner_canonical=_canonical(draft.owner),
        warnings=tuple(draft.warnings),
        sources=tuple(s for s in view.sections_at(draft.evidence) if s != section.section_id),
    )


def _canonical(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(agencies.canonical(without_remark(name)) for name in names)
