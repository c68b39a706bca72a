"""Infers numbered headings that a copy of a document has lost.

A file that lost its headings still shows that it did: a list jumps from 4 to 6, begins with 2, or starts again at 1
where no new chapter was opened. Each missing heading is put where its text most likely begins and is marked as
inferred; its wording is never invented.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qa.structure.markers import BULLETS, NAMED_KINDS, UNIT_LINE, Marker, candidates, sentence_like, to_roman
from qa.structure.units import Unit

MAX_GAP = 3
# What divides a text above its Roman chapters.
_OUTER = ("phan", "chuong", "muc", "upper")


@dataclass(slots=True)
class _List:
    """The list of Arabic numbers under one Roman chapter, as far as it has been read."""

    last: int = 0
    last_at: int = 0
    inferred: bool = False


@dataclass(slots=True)
class _Scan:
    """State of one pass over a part."""

    roman: int = 0
    chapter_at: int = 0
    numbers: _List = field(default_factory=_List)
    before: int = 0  # the last number under the chapter before
    unsure: bool = False
    found: dict[int, list[Marker]] = field(default_factory=dict)

    def add(self, at: int, kind: str, value: int) -> None:
        label = to_roman(value) if kind == "roman" else str(value)
        self.found.setdefault(at, []).append(Marker(kind, value, label, 0))


def missing_headings(
    units: Sequence[Unit], quoted: Collection[int] = (), letters_inside: bool = False
) -> dict[int, list[Marker]]:
    """Returns the headings to insert before each unit (by position) of one part's body, outermost first.

    Only the grammar of plans (Roman chapters, Arabic sections) is mended: there a restart at 1 without a new chapter
    cannot be right, while under "Điều" each article has its own "1.".

    Args:
        units: those of the body.
        quoted: positions of those whose numbers are of another document.
        letters_inside: whether capital letters stand under the Roman numbers.
    """
    kinds = [None if i in quoted else _kind(u, i, units) for i, u in enumerate(units)]
    romans = [m.value for m in kinds if m and m.type == "roman"]
    if not romans or any(m and m.type == "dieu" for m in kinds):
        return {}
    scan = _Scan()
    for i, marker in enumerate(kinds):
        if marker and marker.type in ("roman", *NAMED_KINDS, *_OUTER):
            _style_switch(scan, units, i)
            inner = marker.type in NAMED_KINDS or (letters_inside and marker.type == "upper")
            scan.roman = marker.value if marker.type == "roman" else scan.roman if inner else 0
            # Chapters need not be numbered in every part: what follows may be sections right under this one.
            scan.unsure = marker.type != "roman"
            scan.before, scan.chapter_at, scan.numbers = scan.numbers.last, i, _List()
        elif marker and marker.type == "arabic" and not _is_figure(marker, scan.numbers.last):
            _number(scan, units, i, marker.value, romans)
    _style_switch(scan, units, len(units))
    return scan.found


def _kind(unit: Unit, i: int, units: Sequence[Unit]) -> Marker | None:
    """The chapter or section marker of a unit; a list that a colon announces is not one of sections."""
    if unit.cells is not None:
        return None
    found = [m for m in candidates(unit.text) if m.type in ("roman", "arabic", "dieu", *NAMED_KINDS, *_OUTER)]
    if not found or (found[0].type == "upper" and sentence_like(unit.text)):
        return None
    announced = i > 0 and units[i - 1].text.rstrip().endswith(":") and found[0].type == "arabic"
    return None if announced and not _is_chapter(units[i - 1]) else found[0]


def _is_figure(marker: Marker, last: int) -> bool:
    """Whether a number before a figure is a part of it, since the list does not wait for it."""
    return marker.before_figure and marker.value != last + 1


def _is_chapter(unit: Unit) -> bool:
    return any(m.type == "roman" for m in candidates(unit.text))


def _number(scan: _Scan, units: Sequence[Unit], i: int, value: int, romans: list[int]) -> None:
    """Takes in section `value` at unit `i`."""
    numbers = scan.numbers
    if scan.unsure or (not numbers.last and scan.before > 1 and value == scan.before + 1):
        # Sections right under a part: where one ends and the next list begins is not known. Or the list goes on.
        scan.numbers = _List(value, i)
        return
    if value == 1 and (numbers.last or not scan.roman) and (numbers.last or romans[0] > 1):
        _style_switch(scan, units, i)
        scan.roman += 1
        scan.add(i, "roman", scan.roman)
        scan.chapter_at, scan.numbers = i, _List(1, i)
        return
    missing = value - numbers.last - 1
    if 0 < missing <= MAX_GAP:
        starts = (
            _boundaries(units, numbers.last_at + 1, i) if numbers.last else _first_content(units, scan.chapter_at, i)
        )
        for number, start in zip(range(numbers.last + 1, value), starts, strict=False):
            scan.add(start, "arabic", number)
            numbers.inferred = True
    if value > numbers.last:
        numbers.last, numbers.last_at = value, i


def _boundaries(units: Sequence[Unit], start: int, end: int) -> list[int]:
    """Positions where a new block begins: right after the lines that say who does what stands above."""
    return [
        i for i in range(start + 1, end) if UNIT_LINE.match(units[i - 1].text) and not UNIT_LINE.match(units[i].text)
    ]


def _first_content(units: Sequence[Unit], chapter_at: int, end: int) -> list[int]:
    """Where the first section of a chapter begins: after the heading and an introduction that ends in a colon."""
    first = chapter_at + 1
    while first < end and units[first].text.rstrip().endswith(":"):
        first += 1
    return [first] if first < end else []


def _style_switch(scan: _Scan, units: Sequence[Unit], end: int) -> None:
    """Infers a lost last section: in a list that has lost others, a block of plain paragraphs before one of dashes."""
    numbers = scan.numbers
    if not numbers.inferred:
        return
    for start in _boundaries(units, numbers.last_at + 1, end):
        before = units[numbers.last_at + 1 : start]
        if not any(_bullet(u) for u in before) and _bullet(units[start]):
            numbers.last += 1
            scan.add(start, "arabic", numbers.last)
            return


def _bullet(unit: Unit) -> bool:
    return not UNIT_LINE.match(unit.text) and any(m.type in BULLETS for m in candidates(unit.text))
