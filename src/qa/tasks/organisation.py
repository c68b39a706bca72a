"""Tasks from the sections that say which agency does what ("Tổ chức thực hiện")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.records import Section
from qa.tasks.assignment import of_item, subject_of
from qa.tasks.draft import CLOSED, Draft, View
from qa.tasks.names import is_doubtful, is_list, list_end, names_in
from qa.tasks.times import times_in
from qa.tasks.wording import organisation_heading, word_pattern
from qa.vietnamese import agencies, fold

_BULLET = re.compile(r"^\s*(?:[-+*•–]|[a-zđ]\))")
_ORDER = re.compile(r"(?:Giao(?: cho)?|Phân công)\s+")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXL]+\.?|[a-zđ][.)]|Điều\s+\d+\.?)$")


def from_organisation(view: View, taken: set[str]) -> Iterator[Draft]:
    """Yields a draft for each item that charges an agency.

    Args:
        view: the document.
        taken: ids of sections that other extractors have used.
    """
    region: Section | None = None
    above: tuple[str, ...] = ()
    heading: Section | None = None
    listed = False
    for section in view.sections:
        if section.kind in CLOSED or section.kind.startswith("table"):
            region, heading, above = None, None, ()
            continue
        body = view.body(section)
        titled = section.kind == "heading" and bool(organisation_heading().search(fold(body)))
        if titled and not _names_of_heading(body):
            region, heading, above = section, None, ()
            continue
        own = _names_of_heading(body, anywhere=titled or region is not None) if _is_numbered(section) else ()
        if own:
            region = region or section
            heading, above, listed = section, own, False
            continue
        if region is None:
            if section.section_id not in taken and _is_order(body):
                yield from _item(view, section, body, (), None)
            continue
        if section.kind == "heading":
            if not _inside(view, section, region):
                region = None
            heading, above = None, ()
            if region is None:
                continue
        if section.section_id in taken:
            continue
        listed = listed or bool(_BULLET.match(view.text_of(section)))
        inherited = above if _belongs(view, section, heading, listed) else ()
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
    draft = Draft(
        section, section.start, section.end, colon, "org-section", found.lead, found.coordinate, found.owner
    )
    draft.time = times_in(body)
    draft.evidence = [(section.start, section.end)] + (
        [(heading.start, heading.end)] if heading and inherited else []
    )
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


def _is_order(body: str) -> bool:
    """Whether a text outside any organisation section hands a task to an agency ("Giao Sở X chủ trì …")."""
    order = _ORDER.match(body)
    return order is not None and any(mention.start == order.end() for mention in agencies.find(body))


def _names_of_heading(body: str, anywhere: bool = True) -> tuple[str, ...]:
    """Returns the agencies of a heading that is nothing but a list of them, else none.

    Outside an organisation section (`anywhere` false) only names count that are certainly an agency's.
    """
    text = body[_order_end(body) :].rstrip(" :.;")
    if len(text.split()) < 2 or not is_list(text):
        return ()
    names = names_in(text)
    if is_doubtful(names) or not (anywhere or all(agencies.find(name)[:1] for name in names)):
        return ()
    return names


def _is_numbered(section: Section) -> bool:
    return section.kind == "heading" or bool(_NUMBERED.match(section.label))


def _inside(view: View, section: Section, region: Section) -> bool:
    """Whether a heading stands below the organisation heading, or beside an agency's where that one is missing."""
    return region in view.ancestors(section) or (
        _names_of_heading(view.body(region)) != ()
        and (section.parent == region.parent and section.path[:-1] == region.path[:-1])
    )


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
