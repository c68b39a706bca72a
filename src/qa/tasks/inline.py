"""Tasks from sentences of running text that say who leads: "Thử nghiệm 5G. Sở X chủ trì, phối hợp với …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import NamedTuple

from qa.records import Section
from qa.tasks.assignment import DUTY, is_charged, is_somebody, of_unit, only_coordinates, says_only_who, subject_of
from qa.tasks.charged import charged
from qa.tasks.draft import Draft, View
from qa.tasks.names import is_doubtful, list_end
from qa.tasks.times import times_in
from qa.tasks.unit_lines import time_of
from qa.tasks.wording import running_headings
from qa.vietnamese import fold
from qa.vietnamese.names import UPPER
from qa.vietnamese.sentences import sentences

_LEADS = re.compile(rf"(?<=\w)\s*,?\s*{DUTY}", re.IGNORECASE)
# Where the names of those who lead may begin: a sentence, a clause, one of several agencies.
_BOUNDARY = re.compile(r"^|(?<=[.;:,(])\s+|\b(?:giao(?: cho)?|do|và)\s+", re.IGNORECASE)
_NEXT = re.compile(rf"; +(?=[{UPPER}])")
# "…, kinh phí 2 tỷ đồng; giao Sở X lập kế hoạch": an order, whether or not it says who leads.
_ORDERED = re.compile(r"(?:(?<![^\n])|(?<=[.;:,]\s)|\bvà\s+)giao(?: cho)?\s+", re.IGNORECASE)
# Ends a sentence of several clauses and speaks of all of them.
_FOR_ALL = re.compile(
    r"\s*[;,.]\s+(?:(?:tất cả )?các (?:nhiệm vụ|nội dung|công việc|hoạt động) (?:này|trên|nêu trên)\s"
    r"|thời (?:gian|hạn)(?: (?:thực hiện|hoàn thành|triển khai))?\s)",
    re.IGNORECASE,
)
_ORDER = re.compile(r"[ ,;]*\bGiao(?: cho)?$")
_DOING = re.compile(r"^(?:(?:và|sẽ|phải|được|thực hiện|triển khai|hoàn thành|thời gian|là|:) ?)+")
_REACH = 240  # characters before "chủ trì" in which they begin
# A sentence that says only who leads, and when: its task stands before it.
_ONLY_WHEN = re.compile(
    r"(?:(?:và|sẽ|phải|được|thực hiện|triển khai|hoàn thành|thời gian|thường xuyên|hằng|hàng|từ|đến|trong|trước|vào"
    r"|giai đoạn|năm|quý|tháng|ngày|tuần|cuối|đầu|xong|hết|chậm nhất|là|[IVX]+|[\d/.:,;()–-]+)\s*)*"
)


def from_running_text(view: View, taken: set[str]) -> Iterator[Draft]:
    """Yields a draft for each clause in which agencies lead, of sections that hold no labels, tables or duties.

    Args:
        view: the document.
        taken: ids of sections that other extractors have used.
    """
    before: list[Section] = []  # sections in a row that charge nobody
    for section in view.sections:
        plain = section.kind in ("item", "paragraph") and section.section_id not in taken
        plain = plain and not _defines(view, section)
        above = _spoken_of(section, before)
        found = list(_drafts(view, section, above)) or list(charged(view, section, above)) if plain else []
        yield from found
        before = [*before, section] if plain and not found else []


def _defines(view: View, section: Section) -> bool:
    """Whether a section tells what words mean ("Nhiệm vụ … là …, do A phê duyệt và giao B quản lý")."""
    above = (up for up in view.ancestors(section) if up.kind == "heading")
    return any(running_headings()["definitions"].search(fold(view.body(up))) for up in above)


def _spoken_of(section: Section, before: list[Section]) -> list[Section]:
    """Returns what a line that says only who leads may speak of.

    That is the section before it: one beside it, or the item that it stands under. A paragraph that closes bullets
    speaks of all of them.
    """
    if not before or section.parent not in (before[-1].parent, before[-1].section_id):
        return []
    if section.kind == "paragraph" and before[-1].kind == "item" and not before[-1].label[:1].isalnum():
        others = takewhile(lambda one: one.kind == "item" and one.parent == section.parent, reversed(before))
        return list(others)[::-1]
    return before[-1:]


class _Clause(NamedTuple):
    """A clause of a section's text, from the agencies that it begins with; `leading` if they lead."""

    start: int
    end: int
    leading: bool


def _drafts(view: View, section: Section, before: list[Section]) -> Iterator[Draft]:
    # Lines are wrapped anywhere in some files; of the same length, so that offsets hold.
    body = view.body(section).replace("\n", " ")
    told = 0  # up to here the text belongs to a task already
    for first, last in sentences(view.body(section)):
        clauses, common = _without_common_time(body, _clauses(body, first, last))
        for clause in clauses:
            # What the one clause of a sentence leads may stand before it; each of several says what its own leads.
            begin = told if len(clauses) == 1 else first if clause is clauses[0] else clause.start
            if draft := _draft(view, section, body, (told, begin), clause):
                draft.time = draft.time or common
                if not draft.task and before:  # "Thử nghiệm 5G." / "Sở X chủ trì, …" on a line of its own
                    draft.task = "\n".join(view.body(one) for one in before)
                    draft.evidence += [(one.start, one.end) for one in before]
                if len(draft.task.split()) > 1:
                    yield draft
        told = last if clauses else told


def _draft(view: View, section: Section, body: str, begins: tuple[int, int], clause: _Clause) -> Draft | None:
    """Reads a clause; `begins` are where its task begins if it says only who leads, and if it says more."""
    text = body[clause.start : clause.end].strip(" ,;")
    found = of_unit(text)[0]
    if not (found.lead if clause.leading else found.owner):
        return None
    when = found.rest.strip(" ,;.")
    alone = _ONLY_WHEN.fullmatch(when) is not None or says_only_who(text, found, time_of(text))
    begin = begins[0] if alone else begins[1]
    start, _ = view.body_span(section)
    draft = Draft(
        section, start + begin, start + clause.end, "", "unit-line", found.lead, found.coordinate, found.owner
    )
    draft.task = _ORDER.sub("", body[begin : clause.start if alone else clause.end].strip(" ,;"))
    draft.time = time_of(text) or (_DOING.sub("", when) if alone else "") or times_in(draft.task)
    draft.evidence = [(section.start, section.end)]
    if is_doubtful(draft.lead + draft.coordinate + draft.owner):
        draft.warnings.append("Không chắc đã tách đúng tên cơ quan; cần đối chiếu với văn bản.")
    return draft


def _without_common_time(body: str, clauses: list[_Clause]) -> tuple[list[_Clause], str]:
    """Cuts off what the last of several clauses says of all ("các nhiệm vụ này hoàn thành trong …"): its time."""
    tail = _FOR_ALL.search(body, clauses[-1].start, clauses[-1].end) if len(clauses) > 1 else None
    common = times_in(body[tail.start() : clauses[-1].end]) if tail else ""
    if tail is None or not common:
        return clauses, ""
    return [*clauses[:-1], clauses[-1]._replace(end=tail.start())], common


def _clauses(body: str, first: int, last: int) -> list[_Clause]:
    """Returns the clauses of a sentence that begin with agencies, if any of these leads or is given an order."""
    leading = set()
    for duty in _LEADS.finditer(body, first, last):
        starts = [m.end() for m in _BOUNDARY.finditer(body, max(first, duty.start() - _REACH), duty.start())]
        whole = [at for at in [first, *starts] if list_end(body[: duty.start()], at) == duty.start()]
        if whole and is_somebody(body[whole[0] : duty.start()]):
            leading.add(whole[0])
    charged = leading | {m.end() for m in _ORDERED.finditer(body, first, last) if is_charged(body[m.end() : last])}
    # "Sở A chủ trì …; Báo B và Đài C mở chuyên mục …": the others have their own tasks.
    nexts = [m.end() for m in _NEXT.finditer(body, first, last) if charged and m.end() > min(charged)]
    others = (at for at in nexts if subject_of(body[at:last], search_inside=False)[0])
    owns = sorted(charged.union(at for at in others if not only_coordinates(body[at:last])))
    return [_Clause(start, end, start in leading) for start, end in pairwise([*owns, last])]
