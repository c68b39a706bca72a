"""Tasks from the sections that say which agency does what ("Tổ chức thực hiện")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.records import Section
from qa.tasks.assignment import of_item, subject_of, times_in
from qa.tasks.draft import CLOSED, Draft, View
from qa.tasks.names import is_list, list_end, names_in
from qa.tasks.wording import organisation_heading, word_pattern
from qa.vietnamese import fold

_BULLET = re.compile(r"^\s*(?:[-+*•–]|[a-zđ]\))")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXL]+\.?|[a-zđ][.)]|Điều\s+\d+\.?)$")


def from_organisation(view: View, taken: set[str]) -> Iterator[Draft]:
    """Yields a draft for each item that charges an agency.

    Args:
        view: the document.
        taken: ids of sections that other extractors have used.
    """
    region: Section | None = None
    agencies: tuple[str, ...] = ()
    heading: Section | None = None
    listed = False
    for section in view.sections:
        if section.kind in CLOSED or section.kind.startswith("table"):
            region, heading, agencies = None, None, ()
            continue
        body = view.body(section)
        if organisation_heading().search(fold(body)) and section.kind == "heading" and not _names_of_heading(body):
            region, heading, agencies = section, None, ()
            continue
        own = _names_of_heading(body) if _is_numbered(section) else ()
        if own:
            region = region or section
            heading, agencies, listed = section, own, False
            continue
        if region is None:
            continue
        if section.kind == "heading":
            if not _inside(view, section, region):
                region = None
            heading, agencies = None, ()
            if region is None:
                continue
        if section.section_id in taken:
            continue
        listed = listed or bool(_BULLET.match(view.text_of(section)))
        inherited = agencies if _belongs(view, section, heading, listed) else ()
        yield from _item(view, section, body, inherited, heading)


def _item(
    view: View, section: Section, body: str, inherited: tuple[str, ...], heading: Section | None
) -> Iterator[Draft]:
    if body.endswith(":") or not body:
        return
    prefix, _ = subject_of(body, search_inside=False)
    colon = _after_prefix(body, prefix)
    found = of_item(body, inherited)
    if not found.agencies:
        return
    draft = Draft(section, section.start, section.end, colon, "org-section", found.lead, found.coordinate, found.owner)
    draft.time = times_in(body)
    draft.evidence = [(section.start, section.end)] + ([(heading.start, heading.end)] if heading and inherited else [])
    if found.doubtful:
        draft.warnings.append("Không chắc đã tách đúng tên cơ quan; cần đối chiếu với văn bản.")
    yield draft


def _after_prefix(body: str, prefix: tuple[str, ...]) -> str:
    """Returns the task without an agency that stands before a colon ("Sở X: Chủ trì …")."""
    if prefix:
        end = list_end(body, _order_end(body))
        if body[end:].lstrip().startswith(":"):
            return body[end:].lstrip()[1:].strip()
    return body


def _order_end(body: str) -> int:
    order = word_pattern("orders").match(body)
    return len(body) - len(body[order.end() :].lstrip()) if order else 0


def _names_of_heading(body: str) -> tuple[str, ...]:
    """Returns the agencies of a heading that is nothing but a list of them, else none."""
    text = body[_order_end(body) :].rstrip(" :.;")
    return names_in(text) if is_list(text) and len(text.split()) >= 2 else ()


def _is_numbered(section: Section) -> bool:
    return section.kind == "heading" or bool(_NUMBERED.match(section.label))


def _inside(view: View, section: Section, region: Section) -> bool:
    """Whether a heading stands below the organisation heading, or beside an agency's where that one is missing."""
    return region in view.ancestors(section) or (_names_of_heading(view.body(region)) != () and (
        section.parent == region.parent and section.path[:-1] == region.path[:-1]
    ))


def _belongs(view: View, section: Section, heading: Section | None, listed: bool) -> bool:
    """Whether an item stands under the agency's heading.

    A bullet does. A plain paragraph does only before any bullet: one that comes after them closes the whole
    section ("Trong quá trình thực hiện, nếu có vướng mắc…").
    """
    if heading is None:
        return False
    if _BULLET.match(view.text_of(section)):
        return True
    return not listed and heading in view.ancestors(section)
