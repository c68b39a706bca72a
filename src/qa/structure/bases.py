"""Reads the documents that a document rests on: its legal bases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from qa.records import LegalBasis, Section
from qa.structure.mentions import DATE, KINDS, named_documents, parse_date
from qa.structure.parts import attached_to
from qa.structure.units import Unit
from qa.structure.zones import NUMBER, PLACE_DATE

_LAW = re.compile(r"(?P<name>(?:Bộ luật|Luật|Pháp lệnh)\s[^;]{3,160}?)(?=\s+(?:ngày|số)\s+\d|;|\.$|$)")
_NO_SUBJECT = re.compile(r"^\S+\s+sửa đổi(?:\s*,\s*bổ sung)?$")
_NEXT_DATE = re.compile(rf"\s*(?:,\s*|và\s+)?(?=ngày)(?:{DATE.pattern})", re.IGNORECASE)
_CHAPTER = re.compile(
    r"^(?:các\s+)?(?:căn\s+cứ(?:\s+(?:pháp\s+lý|xây\s+dựng|ban\s+hành|lập)\b.*)?|cơ\s+sở\s+pháp\s+lý)$", re.I
)
_LISTED = re.compile(rf"^\s*(?:Căn cứ\s+)?(?:{'|'.join(KINDS)})\s")
# What stands before the law that the title of a decree names: "… hướng dẫn thi hành một số điều của Luật X". What a
# document carries out ("… thực hiện Nghị quyết số …") is a basis of this one too.
_WITHIN_TITLE = re.compile(r"\b(?:thi hành|quy định chi tiết|một số (?:điều|nội dung)(?:, khoản)? của)\b")
# Kind or name, number and date.
_Named = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Basis:
    """A document named in a legal basis, with the unit that names it."""

    text: str
    unit: Unit
    kind: str
    number: str | None
    date: str | None


def read_bases(units: Sequence[Unit]) -> list[Basis]:
    """Returns the documents that the main part names in its legal bases."""
    bases = []
    dated = any(NUMBER.match(u.text) or PLACE_DATE.match(u.text) for u in units if u.zone == "letterhead")
    whole = [] if dated else attached_to(units, 0)
    if whole:  # an appendix in a file of its own rests on the document that issued it
        text = " ".join(u.text for u in whole)
        bases += [Basis(text, whole[0], m.kind, m.number, m.date) for m in list(named_documents(text))[:1]]
    for unit in units:
        if unit.part == 0 and unit.zone == "basis":
            bases += [Basis(unit.text, unit, k, n, d) for k, n, d in _mentions(unit.text)] or [
                Basis(unit.text, unit, "", None, None)
            ]
    return bases


def bases_of_chapter(text: str, sections: Sequence[Section], attached: Collection[str]) -> Iterator[LegalBasis]:
    """Yields the documents listed under a heading "Căn cứ pháp lý" in the text itself.

    Args:
        text: the document's text.
        sections: its sections in order.
        attached: keys of the parts that it issues, whose bases are not its own.
    """
    found = (s for s in sections if _CHAPTER.match(s.heading) and s.path[0] not in attached)
    # An article with this heading is a rule on the bases of other documents.
    chapters = [s.path for s in found if not any(code.startswith("dieu-") for code in s.path)]
    for section in sections:
        within = any(section.path[: len(path)] == path for path in chapters)
        own = text[section.start : section.end]
        if within and section.kind in ("item", "paragraph") and _LISTED.match(own[len(section.label) :]):
            for kind, number, date in _mentions(own):
                yield LegalBasis(own, section.section_id, kind, number, date)


def _mentions(text: str) -> list[_Named]:
    """The documents that a legal basis names, in order; not those in the title of another one that it names."""
    found: list[tuple[int, int, _Named]] = [(m.start, m.end, (m.kind, m.number, m.date)) for m in named_documents(text)]
    numbers = [start for start, *_ in found]
    found += [law for law in _laws(text) if not any(_is_its_number(text, law[0], law[1], at) for at in numbers)]
    named: dict[tuple[str, str | None], _Named] = {}
    last: int | None = None
    for start, end, one in sorted(found, key=lambda f: f[0]):
        between = text[last:start] if last is not None else ";"
        if ";" in between or not _WITHIN_TITLE.search(between):
            named.setdefault((one[1] or one[0], None if one[1] else one[2]), one)
        last = end
    return list(named.values())


def _is_its_number(text: str, start: int, end: int, number: int) -> bool:
    """Whether the number at `number` is that of the law named at `start` to `end` ("Luật X số 12/2020/QH14")."""
    return start <= number < end or (number >= end and text[end:number].strip(" ,") in ("", "số"))


def _laws(text: str) -> Iterator[tuple[int, int, _Named]]:
    """Yields the laws that a text names by their subject, once for each date."""
    for law in _LAW.finditer(text):
        if _NO_SUBJECT.search(law["name"]):
            continue
        dates, end = [], law.end()
        while date := _NEXT_DATE.match(text, end):
            dates.append(parse_date(date.group()))
            end = date.end()
        for date_of in dates or [None]:
            yield law.start(), law.end(), (law["name"].strip(), None, date_of)
