"""Tasks from sentences under headings on tasks or funds that begin with the agency: "Hằng năm, Sở X lập dự toán …"."""

from __future__ import annotations

from collections.abc import Iterator

from qa.records import Section
from qa.tasks.assignment import clauses_of, is_somebody, of_item
from qa.tasks.draft import Draft, View
from qa.tasks.names import begins_body
from qa.tasks.unit_lines import time_of
from qa.tasks.wording import running_headings
from qa.vietnamese import agencies, fold
from qa.vietnamese.sentences import sentences


def charged(view: View, section: Section) -> Iterator[Draft]:
    """Yields a draft for each clause of a section that begins with the agencies it charges.

    They are charged for certain where one of them is named, or where a time is set for a kind of them ("các doanh
    nghiệp viễn thông"); without either the sentence may as well describe.
    """
    if not _charges(view, section):
        return
    # Lines are wrapped anywhere in some files; of the same length, so that offsets hold.
    body = view.body(section).replace("\n", " ")
    for first, last in sentences(view.body(section)):
        for start, end in clauses_of(body[first:last]):
            if draft := _draft(view, section, body, (first + start, first + end)):
                yield draft


def _charges(view: View, section: Section) -> bool:
    """Whether a section stands under a heading on tasks or funds of a plan; a law charges in other words."""
    wanted, unwanted = running_headings()
    above = view.ancestors(section)
    titles = [fold(view.body(up)) for up in above if up.kind == "heading"]
    law = any(up.label.startswith("Điều") for up in [section, *above])
    return not law and any(map(wanted.search, titles)) and not any(map(unwanted.search, titles))


def _draft(view: View, section: Section, body: str, span: tuple[int, int]) -> Draft | None:
    text = body[slice(*span)].rstrip(" ;")
    found, time = of_item(text), time_of(text)
    names = found.lead or found.owner
    if not names or found.doubtful or text.endswith(":"):
        return None
    if not (_is_named(names[0]) or (time and (is_somebody(names[0]) or begins_body(names[0])))):
        return None
    start = view.body_span(section)[0] + span[0]
    draft = Draft(section, start, start + len(text), text.strip(), "unit-line", time=time)
    draft.lead, draft.coordinate, draft.owner = found.lead, found.coordinate, found.owner
    draft.evidence = [(section.start, section.end)]
    return draft


def _is_named(name: str) -> bool:
    return is_somebody(name) and not agencies.is_group(agencies.canonical(name))
