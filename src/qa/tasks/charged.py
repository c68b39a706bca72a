"""Tasks from sentences that begin with the agency, under headings on tasks or funds: "Hằng năm, Sở X lập dự toán …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.records import Section
from qa.tasks.assignment import Assignment, clauses_of, is_somebody, of_item, says_only_who
from qa.tasks.draft import Draft, View
from qa.tasks.names import begins_body
from qa.tasks.unit_lines import time_of
from qa.tasks.wording import running_headings
from qa.vietnamese import agencies, fold
from qa.vietnamese.sentences import sentences

# What a body is, no duty of it: "Trung tâm … là đơn vị sự nghiệp công lập thuộc Sở A".
_DESCRIBED = re.compile(r"là (?:cơ quan|đơn vị|tổ chức) (?:sự nghiệp|hành chính|trực thuộc|thuộc|chuyên môn)", re.I)
_CARRIES_OUT = re.compile(r"(?:thực hiện|triển khai|đảm nhiệm|phụ trách|chịu trách nhiệm)(?: thực hiện)?\s*[.;,]?\s*$")
_BY = re.compile(r"\bdo\s+")  # "Kinh phí … do Sở A phối hợp với Sở B rà soát, trình trước ngày …"


def charged(view: View, section: Section, before: list[Section]) -> Iterator[Draft]:
    """Yields a draft for each clause of a section that begins with the agencies it charges.

    They are charged for certain where one of them is named, or where a time is set for a kind of them ("các doanh
    nghiệp viễn thông"); without either the sentence may as well describe. An article of a regulation, which says all in
    such sentences, charges where it both names them and sets a time. Where a clause says only who, and when, its task
    is what stands before it: in the section, else in `before`.
    """
    law = any(up.label.startswith("Điều") for up in [section, *view.ancestors(section)])
    if not _charges(view, section, law):
        return
    # Lines are wrapped anywhere in some files; of the same length, so that offsets hold.
    body = view.body(section).replace("\n", " ")
    told = 0  # up to here the text belongs to a task already
    for first, last in sentences(view.body(section)):
        spans = [(first + start, first + end) for start, end in clauses_of(body[first:last])]
        drafts = []
        for span in spans:
            if draft := _draft(view, section, body, span, span[0], law):
                drafts.append(_with_task(view, draft, body, (told, span[0]), before))
                told = span[1]
        for by in _BY.finditer(body, first, last) if not drafts and not law else ():
            draft = _draft(view, section, body, (first, last), by.end(), law)
            alone = draft and _is_named((draft.lead or draft.owner)[0]) and _CARRIES_OUT.search(body, by.end(), last)
            drafts += [draft] if draft and (alone or (draft.coordinate and draft.time)) else []
        yield from drafts


def _charges(view: View, section: Section, law: bool) -> bool:
    """Whether a section stands under a heading on tasks or funds of a plan, or in an article that may set duties."""
    headings = running_headings()
    titles = [fold(view.body(up)) for up in view.ancestors(section) if up.kind == "heading"]
    if law:
        return not any(map(headings["no_duties"].search, titles))
    return any(map(headings["tasks"].search, titles)) and not any(map(headings["others"].search, titles))


def _draft(view: View, section: Section, body: str, span: tuple[int, int], names_at: int, law: bool) -> Draft | None:
    text = body[slice(*span)].rstrip(" ;")
    found, time = of_item(body[names_at : span[1]].rstrip(" ;")), time_of(text)
    names = found.lead or found.owner
    if not names or found.doubtful or text.endswith(":") or _DESCRIBED.match(found.rest):
        return None
    if law and not (time and _is_named(names[0])):
        return None
    if not (_is_named(names[0]) or (time and (is_somebody(names[0]) or begins_body(names[0])))):
        return None
    start = view.body_span(section)[0] + span[0]
    draft = Draft(section, start, start + len(text), text.strip(), "unit-line", time=time)
    draft.lead, draft.coordinate, draft.owner = found.lead, found.coordinate, found.owner
    draft.evidence = [(section.start, section.end)]
    return draft


def _with_task(view: View, draft: Draft, body: str, span: tuple[int, int], before: list[Section]) -> Draft:
    """Gives a draft that says only who does something what stands before it: the text of the span, or the sections."""
    found = Assignment(draft.lead, draft.coordinate, draft.owner)
    if not says_only_who(draft.task, found, draft.time):
        return draft
    if earlier := body[slice(*span)].strip(" ,;"):
        draft.start -= span[1] - span[0]
        draft.task, draft.time = earlier, draft.time or time_of(earlier)
    elif before:
        draft.task = "\n".join(view.body(one) for one in before)
        draft.evidence += [(one.start, one.end) for one in before]
    return draft


def _is_named(name: str) -> bool:
    return is_somebody(name) and not agencies.is_group(agencies.canonical(name))
