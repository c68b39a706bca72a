"""What is printed on pages beside their text: running heads and feet, page numbers, stamps of electronic signatures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from qa.documents.pdf_layout import Line, rows_of, segments_of
from qa.documents.pdf_page import Page

_STAMP_START = re.compile(r"^(?:Ký bởi|Người ký|Ký số bởi|Signed by|Digitally signed by)\b", re.IGNORECASE)
_STAMP_LINE = re.compile(
    r"^(?:Ký bởi|Người ký|Ký số|Signed by|Digitally signed|Email|E-mail|Cơ quan|Tổ chức|Ngày ký|Thời gian ký"
    r"|Signing|Date|DN:)",
    re.IGNORECASE,
)
_STAMP_TIME = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ T]\d{1,2}:\d{2}")
_STAMP_LINES = 6


@dataclass(slots=True)
class Furniture:
    """Finds running heads, running feet and page numbers: what returns at the edge of page after page.

    A line counts if its words are the same on most pages of one shape, or if its number grows as the pages do.
    """

    seen: dict[tuple[bool, str], dict[int, tuple[int, ...]]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    pages: dict[bool, set[int]] = field(default_factory=lambda: defaultdict(set))

    def note(self, page: Page) -> None:
        """Counts the lines at the edges of a page."""
        wide = page.width > page.height
        self.pages[wide].add(page.number)
        for line in edge_lines(page):
            self.seen[wide, _mask(line.text)][page.number] = _numbers(line.text)
            if _mask(line.text) == "#":
                self.places[page.number] = ((line.x0 + line.x1) / 2, line.top)

    def found(self) -> Callable[[Line], bool]:
        """Returns a test of whether a line at the edge of a page is furniture."""
        known = {
            mask: where
            for (wide, mask), where in self.seen.items()
            if len(where) >= _enough(len(self.pages[wide])) and _regular(where)
        }
        places = [self.places[page] for page in known.get("#", {}) if page in self.places]
        shifts = {value[0] - page for page, value in known.get("#", {}).items()}

        def test(line: Line) -> bool:
            mask = _mask(line.text)
            # A bare number is a page number only if it stands in the sequence.
            if _is_misread_number(line) and any(_near(line, place) for place in places):
                return True
            return mask in known and (mask != "#" or int("".join(line.text.split())[:9]) - line.page in shifts)

        return test


def _enough(pages: int) -> float:
    """On how many of so many pages a line must stand to be furniture."""
    return max(2 if pages <= 3 else 3, 0.4 * pages)


def _mask(text: str) -> str:
    """A text with its figures made alike; sideways text comes letter by letter, so spaces do not count."""
    whole = "".join(text.split())
    return "#" if whole.isdecimal() else "".join(re.sub(r"\d+", "#", text.casefold()).split())


def _is_misread_number(line: Line) -> bool:
    """Whether a line read from a picture is so short that it may be a page number read as a letter."""
    return len(line.text) <= 3 and line.words[0].confidence is not None


def _near(line: Line, place: tuple[float, float]) -> bool:
    return abs((line.x0 + line.x1) / 2 - place[0]) < 9 and abs(line.top - place[1]) < 9


def _numbers(text: str) -> tuple[int, ...]:
    whole = "".join(text.split())
    return tuple(int(n[:9]) for n in ([whole] if whole.isdecimal() else re.findall(r"\d+", text)))


def _regular(where: dict[int, tuple[int, ...]]) -> bool:
    """Whether each number in the lines stays the same, or grows with the page."""
    for slot in zip(*where.values(), strict=False):
        steps = [value - page for value, page in zip(slot, where, strict=True)]
        same = max(slot.count(v) for v in set(slot))
        growing = max(steps.count(v) for v in set(steps))
        if max(same, growing) < 0.7 * len(slot):
            return False
    return True


def edge_lines(page: Page) -> list[Line]:
    """Returns the segments in the top and bottom eighth of a page, and what runs along its sides."""
    margin = page.height / 8
    at_edge = [w for w in page.words if w.bottom < margin or w.top > page.height - margin]
    rows = rows_of(at_edge)
    outer = [*rows[:3], *rows[-3:]]
    segments = {id(row): segments_of(row) for row in outer}
    lines = [Line(s, page.number) for found in segments.values() for s in found]
    return lines + [Line([w], page.number) for w in page.side]


def without_furniture(page: Page, is_furniture: Callable[[Line], bool]) -> None:
    """Takes the running heads and feet out of a page; sideways text that is none of them is put at its end."""
    drop = {id(w) for line in edge_lines(page) if is_furniture(line) for w in line.words}
    page.words = [w for w in page.words if id(w) not in drop]
    page.side = [w for w in page.side if id(w) not in drop]


def take_stamps(page: Page) -> list[str]:
    """Takes the visible stamp of an electronic signature out of a page and returns its lines."""
    rows = [s for row in rows_of(page.words) for s in segments_of(row)]
    texts = [" ".join(w.text for w in row) for row in rows]
    taken: list[int] = []
    for at, text in enumerate(texts):
        if not _STAMP_START.match(text):
            continue
        end = next((i for i in range(at, min(at + _STAMP_LINES, len(rows))) if _STAMP_TIME.search(texts[i])), None)
        if end is not None:
            taken += [i for i in range(at, end + 1) if _STAMP_LINE.match(texts[i]) or i in (at, end)]
    drop = {id(w) for i in taken for w in rows[i]}
    page.words = [w for w in page.words if id(w) not in drop]
    return [texts[i] for i in taken]
