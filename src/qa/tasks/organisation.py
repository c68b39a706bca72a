"""Tasks from the sections that say which agency does what ("Tổ chức thực hiện")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.records import Section
from qa.tasks.assignment import Assignment, clauses_of, coordinators, is_charged, of_item, says_only_who, subject_of
from qa.tasks.draft import CLOSED, Draft, View
from qa.tasks.names import is_doubtful, is_list, list_end, names_in, starts_action
from qa.tasks.unit_lines import time_of
from qa.tasks.wording import organisation_heading, phrases, word_pattern
from qa.vietnamese import agencies, fold

_BULLET = re.compile(r"^\s*(?:[-+*•–]|[a-zđ]\))")
_LABELLED = re.compile(r"[^:;.\n]{3,120}:\s")
_ORDER = re.compile(r"(?:Giao(?: cho)?|Phân công)\s+")
_ROLE = re.compile(r"[;.]\s+(?=(chủ trì|phối hợp)(?!\w))", re.IGNORECASE)
_LEADS = re.compile(r"chủ trì|đầu mối", re.IGNORECASE)
_FOR_ALL = re.compile(r"[;.]\s+((?:hoàn thành|thời gian|thời hạn)(?!\w)[^;.]*)[;.]?\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVXL]+\.?|[a-zđ][.)]|Điều\s+\d+\.?)$")


def from_organisation(view: View, taken: set[str]) -> Iterator[Draft]:
    """Yields a draft for each item that charges an agency.

    Args:
        view: the document.
        taken: ids of sections that other extractors have used.
    """
    place = _Place(view)
    for section in view.sections:
        body = view.body(section)
        if not place.enter(section, body) or section.section_id in taken:
            continue
        if place.region is None:
            # Who is only named, not told what to do, is charged with what stands before (`from_running_text`).
            if _is_order(body) and not says_only_who(body, of_item(body), time_of(body)):
                yield from _item(view, section, body, None)
        elif not place.introduces(section, body):
            yield from _item(view, section, body, place.above(section))


@dataclass(slots=True)
class _Above:
    """What stands over an item: a heading that is agencies, or an introduction ("Giao Sở X chủ trì:")."""

    section: Section
    assignment: Assignment

    @property
    def agencies(self) -> tuple[str, ...]:
        return self.assignment.lead or self.assignment.owner


class _Place:
    """Where the reading of a document has got to."""

    def __init__(self, view: View) -> None:
        self.region: Section | None = None
        self._view = view
        self._heading: _Above | None = None
        self._introduction: _Above | None = None
        self._listed = False

    def enter(self, section: Section, body: str) -> bool:
        """Takes note of a section; returns whether it may be an item."""
        if section.kind.startswith("table") and self.region in self._view.ancestors(section):
            return False
        if section.kind in CLOSED or section.kind.startswith("table"):
            self._leave()
            return False
        titled = section.kind == "heading" and bool(organisation_heading().search(fold(body)))
        titled = titled or (section.inferred and not body and self._charges_below(section))
        if titled and not _names_of_heading(body):
            self._leave()
            self.region = section
            return False
        anywhere = titled or self.region is not None
        bare = self.region is not None and _is_bare(section, body)
        if (bare or _is_numbered(section)) and (names := _names_of_heading(body, anywhere)):
            self.region = self.region or section
            self._heading, self._listed = _Above(section, Assignment(owner=names)), False
            return False
        if section.kind == "heading" and self.region is not None:
            if not _inside(self._view, section, self.region):
                self._leave()
                return False
            # A heading below the agency's belongs to it ("b) Chỉ đạo Chi cục Kiểm lâm:"), unless it charges another.
            inside = self._heading and self._heading.section in self._view.ancestors(section)
            if not inside or subject_of(body.rstrip(" :") + ":", search_inside=False)[0]:
                self._heading = None
        self._listed = self._listed or bool(_BULLET.match(self._view.text_of(section)))
        return True

    def _charges_below(self, section: Section) -> bool:
        """Whether most items below a heading that is missing in the text begin with an agency and a colon."""
        items = [one for one in self._view.sections if one.parent == section.section_id]
        named = [one for one in items if _LABELLED.match(self._view.body(one)) and is_charged(self._view.body(one))]
        return len(named) > 1 and 2 * len(named) > len(items)

    def introduces(self, section: Section, body: str) -> bool:
        """Whether a section only leads on to the items below it ("Giao Sở X chủ trì, phối hợp với Sở Y:")."""
        if not body.endswith(":"):
            return False
        above = self.above(section)
        found = of_item(body[:-1], above.agencies if above else ())
        self._introduction = _Above(section, found) if found.agencies else None
        return True

    def above(self, section: Section) -> _Above | None:
        """Returns what stands over an item."""
        if self._introduction and self._introduction.section in self._view.ancestors(section):
            return self._introduction
        if self._heading and _belongs(self._view, section, self._heading.section, self._listed):
            return self._heading
        return None

    def _leave(self) -> None:
        self.region, self._heading, self._introduction = None, None, None


def _item(view: View, section: Section, body: str, above: _Above | None) -> Iterator[Draft]:
    """Yields a draft for each part of an item that charges somebody of its own; the first may be charged from above."""
    if re.search(phrases()["words"]["formula"], body.lower()):
        return
    spans = clauses_of(body)
    found: list[Draft] = []
    for start, end in spans:
        over = above if start == 0 else None
        parts, drafts = _own_roles(body[start:end]), []
        for first, last in parts:
            part = body[start + first : start + last].rstrip()
            part = part if start + last == len(body) else part.rstrip(" \n;")
            if draft := _clause(view, section, part, over):
                if len(spans) > 1 or len(parts) > 1:
                    draft.start = view.body_span(section)[0] + start + first
                    draft.end = draft.start + len(part)
                drafts.append(draft)
                if (who := draft.lead or draft.owner) and len(parts) > 1:
                    over = _Above(over.section if over else section, Assignment(owner=who))
        found += _with_common_time(drafts, body[start:end])
    yield from found


def _own_roles(text: str) -> list[tuple[int, int]]:
    """Returns the spans of a clause's parts in which its agencies have different roles, or lead something else.

    "Chủ trì vận hành …; phối hợp với Sở A kiểm tra …" are two; "Chủ trì …; phối hợp với Sở A." is one.
    """
    starts = [0]
    for match in _ROLE.finditer(text):
        before, after = text[starts[-1] : match.start()], text[match.end() :]
        names, end = coordinators(after)
        # Who only is to coordinate in what the agency leads stands at the end of what it leads.
        does = starts_action(after[end:].lstrip(" ,"), 0) if names else bool(_LEADS.search(before))
        if match[1].lower() == "chủ trì" or does:
            starts.append(match.end())
    return list(pairwise([*starts, len(text)]))


def _with_common_time(drafts: list[Draft], text: str) -> list[Draft]:
    """Gives the parts of a clause the time that its end sets for all ("…; hoàn thành trước ngày …")."""
    tail = _FOR_ALL.search(text) if len(drafts) > 1 else None
    for draft in drafts if tail else []:
        draft.time = draft.time or time_of(tail[1] if tail else "")
    return drafts


def _clause(view: View, section: Section, body: str, above: _Above | None) -> Draft | None:
    found = of_item(body, above.agencies if above else ())
    if not found.agencies or not re.search(r"[^\W\d_]", body):
        return None
    if all(word_pattern("persons").match(name.lower()) for name in found.agencies):
        return None
    if above and not found.lead and not found.coordinate and found.owner == above.agencies:
        found = replace(above.assignment, doubtful=found.doubtful)
    subject, _ = subject_of(body, search_inside=False)
    task = _after_prefix(body, subject)
    who = (found.lead, found.coordinate, found.owner)
    draft = Draft(section, section.start, section.end, task, "org-section", *who, time=time_of(body))
    draft.evidence = [(section.start, section.end)]
    if above:
        draft.evidence.append((above.section.start, above.section.end))
        draft.evidence += [(up.start, up.end) for up in view.ancestors(above.section)]
    if found.doubtful:
        draft.warnings.append("Không chắc đã tách đúng tên cơ quan; cần đối chiếu với văn bản.")
    return draft


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


def _is_bare(section: Section, body: str) -> bool:
    """Whether a paragraph may be a heading without a number: a line that does not end as a sentence or an item does."""
    return section.kind == "paragraph" and "\n" not in body and not body.endswith((".", ";", "/"))


def _inside(view: View, section: Section, region: Section) -> bool:
    """Whether a heading stands below the organisation heading, or beside an agency's where that one is missing."""
    return region in view.ancestors(section) or (
        _names_of_heading(view.body(region)) != ()
        and (section.parent == region.parent and section.path[:-1] == region.path[:-1])
    )


def _belongs(view: View, section: Section, heading: Section, listed: bool) -> bool:
    """Whether an item stands under the agency's heading.

    A bullet does. A plain paragraph does only before any bullet: one that comes after them closes the whole
    section ("Trong quá trình thực hiện, nếu có vướng mắc…").
    """
    if _BULLET.match(view.text_of(section)):
        return True
    return not listed and heading in view.ancestors(section)
