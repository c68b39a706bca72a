"""Tasks from labelled lines under them: "* Đơn vị thực hiện: …", "- Cơ quan chủ trì: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from qa.records import Section
from qa.tasks.assignment import Assignment, of_unit
from qa.tasks.draft import CLOSED, Draft, View, squeeze
from qa.tasks.names import is_doubtful, list_end, names_in
from qa.tasks.numbered import sections_of
from qa.tasks.times import times_in
from qa.tasks.wording import label_patterns
from qa.vietnamese import fold
from qa.vietnamese.names import UPPER

_WHO = ("lead", "coordinate", "unit")
# A label is a few words before a colon, at the start of a line or after the end of a sentence or clause.
_CANDIDATE = re.compile(
    r"(?:^|(?<=[\n.;,]))\s*(?:[-+*•–]\s*|[a-zđ][.)]\s+|\d+(?:\.\d+)*[.)]\s+|\()?([^:;.\n]{3,60}?)\s*:",
    re.MULTILINE,
)
# "(Chủ trì: Sở A; phối hợp: Sở B; hoàn thành trước ngày 31/12/2027)": the time needs no label.
_UNLABELLED_TIME = re.compile(
    r";\s*(?P<time>(?:hoàn thành|xong|thực hiện|triển khai|bắt đầu|đưa vào|trước|trong|từ|đến|chậm nhất|hằng|hàng"
    r"|quý|tháng|năm)\b(?=[^;:]*\d|\s+(?:năm|quý|tháng|xuyên)\b)[^;:]{2,60}?|thường xuyên[^;:]{0,30}?)\s*\)?[\s.;]*$",
    re.IGNORECASE,
)
_LAST_CLAUSE = re.compile(r";\s*(?P<time>[^;:]{4,60}?)\s*\)?[\s.;]*$")
# "Đơn vị chủ trì thực hiện là Sở A, phối hợp với …": a label without a colon.
_WITHOUT_COLON = re.compile(rf"((?:cơ quan|đơn vị) [^:;.,\n]{{3,40}}?) là (?=[{UPPER}])", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-+*•–]\s*")
_SENTENCE_END = re.compile(r"[.;]\s")


@dataclass(slots=True)
class _Field:
    """A label's role and value; `section` is where the value stands."""

    role: str
    value: str
    section: Section


@dataclass(slots=True)
class _Block:
    """Labelled lines that stand together, and the sections above that they speak about.

    `inline` is the task where it stands before the labels on their own line; `opened` tells that the last label's
    own line is empty, so that the lines below it are its value.
    """

    owned: list[Section] = field(default_factory=list)
    inline: str = ""
    opened: bool = False
    fields: list[_Field] = field(default_factory=list)

    def has(self, *roles: str) -> bool:
        return any(one.role in roles for one in self.fields)


def from_unit_lines(view: View) -> Iterator[Draft]:
    """Yields a draft for each block of labelled lines; several where it names leads for different tasks."""
    for block in _blocks(view):
        yield from _drafts(view, block)


def labelled(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Splits a text at its labels: what stands before the first, and (role, value) for each."""
    found = []
    unmarked = _BULLET.match(text)
    start = unmarked.end() if unmarked else 0
    first = _WITHOUT_COLON.match(text, start)
    for match in [*([first] if first else []), *_CANDIDATE.finditer(text, first.end() if first else 0)]:
        label = fold(squeeze(match.group(1)))
        role = next((role for role, pattern in label_patterns().items() if pattern.fullmatch(label)), None)
        if role:
            found.append((role, match))
    if not found:
        return text, []
    ends = [match.start() for _, match in found[1:]] + [len(text)]
    fields: list[tuple[str, str]] = []
    for (role, match), end in zip(found, ends, strict=True):
        value = text[match.end() : end].strip(" ,")
        timed = _time_at_end(value) if role in _WHO else None
        fields += [(role, value[: timed.start()]), ("time", timed["time"])] if timed else [(role, value)]
    return text[: found[0][1].start()].strip(), fields


def _time_at_end(value: str) -> re.Match[str] | None:
    """Returns the clause that says when at the end of a list of agencies ("…; chung kết trong tháng 8/2026")."""
    last = _LAST_CLAUSE.search(value)
    timed = last and times_in(last["time"]) and not list_end(last["time"])
    return _UNLABELLED_TIME.search(value) or (last if timed else None)


def time_of(text: str) -> str:
    """Returns the time that a text states: what a label in it says, else the deadlines in its sentences."""
    values = (value for role, value in labelled(text)[1] if role == "time")
    stated = squeeze(_SENTENCE_END.split(next(values, ""))[0]).rstrip(" .;")
    return stated or times_in(text)


def _blocks(view: View) -> Iterator[_Block]:
    owned: list[Section] = []
    block = _Block()
    for section in view.sections:
        if section.kind in CLOSED or section.kind.startswith("table"):
            if block.has(*_WHO):
                yield block
            owned, block = [], _Block()
            continue
        inline, fields = labelled(view.text_of(section))
        if fields and {role for role, _ in fields} == {"task"}:
            inline, fields = "", []  # "Tên nhiệm vụ: …" is what the labels below speak about
        if fields and (not inline or any(role in _WHO for role, _ in fields)):
            inline = inline if len(inline) > len(section.label) + 4 else ""
            repeats = bool({role for role, _ in fields} & {one.role for one in block.fields} & set(_WHO))
            if block.fields and (inline or repeats):
                if block.has(*_WHO):
                    yield block
                owned, block = [], _Block()
            if not block.fields:
                block = _Block(owned=owned, inline=inline)
                owned = []
            block.fields += [_Field(role, value, section) for role, value in fields]
            block.opened = not fields[-1][1] and fields[-1][0] in _WHO
        elif block.opened and section.kind != "heading" and list_end(view.body(section)):
            block.fields.append(_Field(block.fields[-1].role, view.body(section), section))
        else:
            if block.has(*_WHO):
                yield block
            block = _Block()
            owned = [section] if section.kind == "heading" else [*owned, section]
    if block.has(*_WHO):
        yield block


def _drafts(view: View, block: _Block) -> Iterator[Draft]:
    assignments = _assignments(block)
    several = len(assignments) > 1
    task, evidence = _task(view, block)
    evidence += [(one.section.start, one.section.end) for one in block.fields]
    for one, section in assignments:
        if referred := sections_of(view, one.numbers, section):
            yield from _numbered(view, block, one, section, referred)
            continue
        text = f"{one.rest}\n{task}" if several and one.rest else task or one.rest
        draft = Draft(
            section, section.start, section.end, text, "unit-line", one.lead, one.coordinate, one.owner
        )
        draft.time = _stated(block, "time") or squeeze(times_in(task))
        draft.result = "; ".join(
            f.value.rstrip(" .;") for f in block.fields if f.role == "result" and f.value
        )
        draft.evidence = evidence
        if not task:
            draft.warnings.append("Không thấy nội dung nhiệm vụ phía trên dòng đơn vị thực hiện.")
        if one.doubtful:
            draft.warnings.append("Không chắc đã tách đúng tên cơ quan; cần đối chiếu với văn bản.")
        if not one.lead and not one.owner:
            draft.warnings.append("Chỉ ghi cơ quan phối hợp, không ghi cơ quan chủ trì.")
        yield draft


def _stated(block: _Block, role: str) -> str:
    """What the labels of a role say, on one line."""
    return squeeze("; ".join(one.value.rstrip(" .;") for one in block.fields if one.role == role and one.value))


def _numbered(
    view: View, block: _Block, one: Assignment, section: Section, referred: list[Section]
) -> Iterator[Draft]:
    """Yields a draft for each task that a line charges somebody with by its number."""
    for target in referred:
        draft = Draft(section, section.start, section.end, view.body(target), "unit-line")
        draft.lead, draft.coordinate, draft.owner = one.lead, one.coordinate, one.owner
        draft.time = _stated(block, "time") or times_in(draft.task)
        draft.evidence = [(target.start, target.end), (section.start, section.end)]
        yield draft


def _assignments(block: _Block) -> list[tuple[Assignment, Section]]:
    """Returns who is charged, each with the section that says so."""
    found: list[tuple[Assignment, Section]] = []
    for one in block.fields:
        if one.role == "unit" or (one.role == "lead" and "phối hợp" in one.value.lower()):
            found += [(_leading(part) if one.role == "lead" else part, one.section) for part in of_unit(one.value)]
    leads = [one for one in block.fields if one.role == "lead" and "phối hợp" not in one.value.lower()]
    names = tuple(name for one in leads for name in names_in(one.value))
    others = [one for one in block.fields if one.role == "coordinate" and one.value]
    coordinate = tuple(name for one in others for name in names_in(one.value))
    if names:
        found.append(
            (Assignment(lead=names, doubtful=is_doubtful(names)), next(f.section for f in leads if f.value))
        )
    if coordinate and not found:
        found.append((Assignment(), others[0].section))
    return _merged([(_with(part, coordinate), section) for part, section in found])


def _leading(part: Assignment) -> Assignment:
    """The assignment of a value that the label says leads ("Chủ trì: Bảo tàng tỉnh, phối hợp với …")."""
    return part if part.lead else replace(part, lead=part.owner, owner=())


def _merged(found: list[tuple[Assignment, Section]]) -> list[tuple[Assignment, Section]]:
    """Joins bare names on lines of their own ("- Sở A" / "- Sở B") into one assignment."""
    if len(found) < 2 or any(part.lead or part.rest for part, _ in found):
        return found
    owner = tuple(dict.fromkeys(name for part, _ in found for name in part.owner))
    coordinate = tuple(dict.fromkeys(name for part, _ in found for name in part.coordinate))
    return [
        (
            Assignment(coordinate=coordinate, owner=owner, doubtful=any(p.doubtful for p, _ in found)),
            found[0][1],
        )
    ]


def _with(part: Assignment, coordinate: tuple[str, ...]) -> Assignment:
    joined = tuple(dict.fromkeys(part.coordinate + coordinate))
    return replace(part, coordinate=joined, doubtful=part.doubtful or is_doubtful(coordinate))


def _task(view: View, block: _Block) -> tuple[str, list[tuple[int, int]]]:
    """Returns the text of the task and where it stands: the text before the labels, or the sections above."""
    if block.inline:
        section = block.fields[0].section
        start, _ = view.body_span(section)
        at = view.text.find(block.inline, section.start, section.end)
        text = block.inline[max(0, start - at) :].strip()
        return text, [(section.start, section.end)]
    if listed := _introduced(view, block):
        return "\n".join(view.body(s) for s in listed), [(s.start, s.end) for s in listed]
    owned = _under_same_parent(view, block)
    below = [section for section in owned if section.kind != "heading"]
    if len(below) > 1 and view.body(below[0]).endswith(":"):
        below = below[1:]
    chosen = below or owned[-1:]
    return "\n".join(_without_label(view.body(s)) for s in chosen), [(s.start, s.end) for s in chosen]


def _introduced(view: View, block: _Block) -> list[Section]:
    """Returns a heading that announces a list ("… với các nội dung:") with its items, if the labels close the list.

    They do where no other label stands under the heading: what is under the last item then speaks of all.
    """
    heading = next((section for section in block.owned if section.kind == "heading"), None)
    if heading is None or not view.body(heading).endswith(":"):
        return []
    own = {one.section.section_id for one in block.fields}
    after = view.sections[view.sections.index(heading) + 1 :]
    below = list(takewhile(lambda s: heading in view.ancestors(s), after))
    if any(s.section_id not in own and labelled(view.text_of(s))[1] for s in below):
        return []
    items = [s for s in below if s.section_id not in own and s in block.owned]
    return [heading, *items] if len(items) > 1 else []


def _under_same_parent(view: View, block: _Block) -> list[Section]:
    """Returns the sections above the labels that stand in the same place of the tree."""
    owned = [section for section in block.owned if view.body(section)]
    parent = block.fields[0].section.parent
    near = [s for s in owned if parent in (s.section_id, *(up.section_id for up in view.ancestors(s)))]
    return near if parent is not None and near else owned


def _without_label(text: str) -> str:
    """Returns a text without a label such as "Tên nhiệm vụ:"."""
    before, fields = labelled(text)
    return fields[0][1] if not before and [role for role, _ in fields] == ["task"] else text
