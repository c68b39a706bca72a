"""Blocks → the document's text and its units: the smallest runs of text that a section can be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.records import Block
from qa.structure.markers import UPPER, candidates, follows

# What stands in the right column of a letterhead (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.1–4), or of a signature.
_MOTTO = r"C[ỘÔ]NG H[ÒO][ÀA]? X[ÃA] HỘI CHỦ NGHĨA|Độc lập\s?[-–]\s?Tự do"
SIDE_BY_SIDE = re.compile(
    rf"(?P<left>^(?:[{UPPER} .\-–]+)|^\S+(?: \S+){{0,4}}) +(?P<motto>{_MOTTO})"
    rf"|^(?P<number>(?:Số|SỐ)\s?:.{{1,32}}?) +(?P<place>[{UPPER}][^,:;\d]{{1,40}}, ?ngày\b.{{0,24}}tháng(?![^\W\d_]))"
    r"|^(?P<recipients>Nơi nhận\s?:) +(?P<signed>(?:TM|KT|TL|TUQ)\s?\.)"
)


@dataclass(slots=True)
class Unit:
    """A run of text that belongs to one section.

    `zone` and `part` are set by `zones.assign`: what the unit is (letterhead, title, basis, body…) and the index of
    the part that it stands in.
    """

    text: str
    start: int
    end: int
    page: int | None = None
    cells: tuple[tuple[int, int], ...] | None = None
    ocr: float | None = None
    zone: str = "body"
    part: int = 0


def layout(blocks: Sequence[Block]) -> tuple[str, list[Unit]]:
    """Returns the document's text, blocks joined by line breaks, and its units with their offsets in it."""
    texts: list[str] = []
    units: list[Unit] = []
    at = 0
    for block in blocks:
        if block.cells is not None:
            spans, cell_at = [], at
            for cell in block.cells:
                spans.append((cell_at, cell_at + len(cell)))
                cell_at += len(cell) + 1
            units.append(Unit(block.text, at, at + len(block.text), block.page, tuple(spans), block.ocr))
        else:
            for start, end in _pieces(block.text):
                units.append(Unit(block.text[start:end], at + start, at + end, block.page, None, block.ocr))
        texts.append(block.text)
        at += len(block.text) + 1
    return "\n".join(texts), units


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cuts a paragraph where extraction has lost the line break before the next item of a list."""
    start = 0
    for cut in _cuts(text):
        yield start, start + len(text[start:cut].rstrip())
        start = cut
    yield start, len(text)


def _cuts(text: str) -> Iterator[int]:
    """Offsets at which an item, or the right column of a letterhead, begins inside a line.

    Only the next item of the list that the line itself belongs to counts, and only after the end of a sentence: so
    "theo Điều 5…" inside a sentence is never one. In a list of dashes, a dash that hangs on a word with no space
    before it and a capital after it ("Công nghệ- Phối hợp") is a lost line break too.
    """
    if side := SIDE_BY_SIDE.match(text):
        yield next(side.start(name) for name in ("motto", "place", "signed") if side[name])
        return
    first = candidates(text)
    if not first:
        return
    marker = first[0]
    if marker.type == "dash":
        for match in re.finditer(rf"(?:(?<=[.;]) |(?<=[^\W\d_]))- (?=[{UPPER}])", text):
            yield match.start() + (1 if match.group().startswith(" ") else 0)
        return
    if marker.type not in ("arabic", "letter", "dieu", "decimal"):
        return
    last = marker.value
    for match in re.finditer(r"(?<=[.;:/”\"…]) (?=(?:Điều )?[\da-zđ]{1,5}(?:\.\d{1,2})?[.)] ?[^\W\d_])", text):
        for found in candidates(text[match.end() :]):
            if found.type == marker.type and follows(marker.type, last, found.value):
                if found.type == "decimal" and found.parent_value != marker.parent_value:
                    continue
                if found.type == "arabic" and not text[match.end() + found.length :][:1].isupper():
                    continue
                last = found.value
                yield match.end()
