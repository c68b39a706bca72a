"""Words on pages → lines in reading order, without what is printed on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qa.documents.layout import DECORATION, STT
from qa.documents.pdf_page import Page, Word
from qa.documents.pdf_tables import Table, join_cell

_MARK_ALONE = re.compile(r"^(?:[-–—+•*●▪○◦]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[IVXL]{1,6}[.)]?)$")
_STAMP_START = re.compile(r"^(?:Ký bởi|Người ký|Ký số bởi|Signed by|Digitally signed by)\b", re.IGNORECASE)
_STAMP_LINE = re.compile(
    r"^(?:Ký bởi|Người ký|Ký số|Signed by|Digitally signed|Email|E-mail|Cơ quan|Tổ chức|Ngày ký|Thời gian ký"
    r"|Signing|Date|DN:)",
    re.IGNORECASE,
)
_STAMP_TIME = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ T]\d{1,2}:\d{2}")
_STAMP_LINES = 6


@dataclass(slots=True)
class Line:
    """Words on one line; `column` is the left and right edge of the column that it stands in, if not the whole page."""

    words: list[Word]
    page: int
    column: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The words, joined by spaces."""
        return " ".join(w.text for w in self.words)

    @property
    def x0(self) -> float:
        """Edge of the line."""
        return min(w.x0 for w in self.words)

    @property
    def x1(self) -> float:
        """Edge of the line."""
        return max(w.x1 for w in self.words)

    @property
    def top(self) -> float:
        """Edge of the line."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """Edge of the line."""
        return max(w.bottom for w in self.words)

    @property
    def size(self) -> float:
        """The size of most of the letters."""
        sizes = sorted((w.size for w in self.words for _ in w.text), reverse=True)
        return sizes[len(sizes) // 2]


@dataclass(slots=True)
class Furniture:
    """Finds running heads, running feet and page numbers: what returns at the edge of page after page.

    A line counts if its words are the same on most pages of one shape, or if its number grows as the pages do.
    """

    seen: dict[tuple[bool, str], dict[int, tuple[int, ...]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
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
            return mask in known and (
                mask != "#" or int("".join(line.text.split())[:9]) - line.page in shifts
            )

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
        end = next(
            (i for i in range(at, min(at + _STAMP_LINES, len(rows))) if _STAMP_TIME.search(texts[i])), None
        )
        if end is not None:
            taken += [i for i in range(at, end + 1) if _STAMP_LINE.match(texts[i]) or i in (at, end)]
    drop = {id(w) for i in taken for w in rows[i]}
    page.words = [w for w in page.words if id(w) not in drop]
    return [texts[i] for i in taken]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Groups words into rows by their height on the page, each row from left to right."""
    rows: list[list[Word]] = []
    middle = 0.0
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        y = (word.top + word.bottom) / 2
        if rows and y - middle < 0.45 * max(word.bottom - word.top, 4):
            rows[-1].append(word)
        else:
            rows.append([word])
            middle = y
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def segments_of(row: Sequence[Word]) -> list[list[Word]]:
    """Cuts a row where a gap is too wide for a space; a lone number or bullet stays with what follows."""
    segments: list[list[Word]] = [[row[0]]]
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(row))
    usual = gaps[len(gaps) // 2] if len(gaps) > 2 else 0.0
    for a, b in pairwise(row):
        gap, size = b.x0 - a.x1, max(a.size, b.size)
        wide = gap > 1.8 * size or (usual and gap > size and gap > 2.8 * usual)
        alone = len(segments[-1]) == 1 and _MARK_ALONE.match(a.text) and gap < 5 * size
        if wide and not alone:
            segments.append([])
        segments[-1].append(b)
    return segments


def lines_in_order(page: Page) -> list[Line | Table]:
    """Returns the lines and tables of a page in reading order; side-by-side columns one after the other."""
    items: list[Line | Table] = []
    tables = sorted(page.tables, key=lambda t: t.top)
    words = page.words
    for table in tables:
        above = [w for w in words if (w.top + w.bottom) / 2 < table.top]
        words = [w for w in words if (w.top + w.bottom) / 2 >= table.top]
        items += _read_rows(rows_of(above), page)
        items.append(table)
    items += _read_rows(rows_of(words), page)
    items += [Line([w], page.number) for w in page.side]
    return [i for i in items if isinstance(i, Table) or not DECORATION.match(i.text)]


def _read_rows(rows: list[list[Word]], page: Page) -> list[Line | Table]:
    items: list[Line | Table] = []
    at = 0
    while at < len(rows):
        table, used = _unruled_table(rows, at)
        if table:
            items.append(table)
            at += used
            continue
        segments = segments_of(rows[at])
        if len(segments) == 2 and not _is_stretched(rows, at, segments):
            left, right, used = _columns(rows, at, segments)
            edges = (page.width / 2 - 5, page.width / 2 + 5)
            items += [Line(s, page.number, (0.0, edges[0])) for s in left]
            items += [Line(s, page.number, (edges[1], page.width)) for s in right]
            at += used
            continue
        items.append(Line(rows[at], page.number))
        at += 1
    return items


def _is_stretched(rows: list[list[Word]], at: int, segments: list[list[Word]]) -> bool:
    """Whether a row with a wide gap is one justified line: alone, as wide as its neighbours, and of even gaps."""
    others = [row for i, row in enumerate(rows) if abs(i - at) <= 2 and i != at]
    gap = segments[1][0].x0 - segments[0][-1].x1
    return gap < 4 * rows[at][0].size and all(
        len(segments_of(row)) == 1 and row[0].x0 < segments[0][-1].x1 and row[-1].x1 > segments[1][0].x0
        for row in others
    )


def _columns(
    rows: list[list[Word]], at: int, first: list[list[Word]]
) -> tuple[list[list[Word]], list[list[Word]], int]:
    """Reads two columns that begin at row `at`, as in letterheads and beside signatures."""
    gutter = (first[0][-1].x1, first[1][0].x0)
    left, right = [first[0]], [first[1]]
    used = 1
    for above, row in pairwise(rows[at:]):
        if row[0].top - max(w.bottom for w in above) > 8 * row[0].size:
            break
        ends = [w for w in row if w.x1 <= gutter[1] and w.x0 < gutter[0]]
        starts = [w for w in row if w not in ends]
        inner = (max([gutter[0], *(w.x1 for w in ends)]), min([gutter[1], *(w.x0 for w in starts)]))
        if inner[1] - inner[0] < 0.8 * row[0].size:
            break
        gutter = inner
        if ends:
            left.append(ends)
        if starts:
            right.append(starts)
        used += 1
    return left, right, used


def _unruled_table(rows: list[list[Word]], at: int) -> tuple[Table | None, int]:
    """Reads a table without lines: a head that begins with "STT", then rows that keep to its columns."""
    head = segments_of(rows[at])
    if len(head) < 3 or not STT.match(" ".join(w.text for w in head[0])):
        return None, 0
    spans = [(s[0].x0, s[-1].x1) for s in head]
    taken = [head]
    for above, row in pairwise(rows[at:]):
        if row[0].top - max(w.bottom for w in above) > 4 * row[0].size:
            break
        wider = _fit(spans, row)
        if wider is None:
            break
        spans = wider
        taken.append([row])
    if len(taken) < 2:
        return None, 0
    cells = [_cut(spans, [w for s in row for w in s]) for row in taken]
    records: list[list[list[str]]] = []
    numbered = False
    for row_cells in cells:
        # The head ends where the first number stands; from there on each number opens a row.
        number = bool(re.fullmatch(r"\d{1,3}\.?|[IVXL]+\.?|[A-H]\.?", row_cells[0]))
        if not records or number or (not numbered and STT.match(row_cells[0])):
            records.append([[] for _ in spans])
        numbered = numbered or number
        for part, text in zip(records[-1], row_cells, strict=True):
            part.append(text)
    if not numbered:
        return None, 0
    words = [w for row in taken for s in row for w in s]
    table = Table(
        min(w.x0 for w in words),
        max(w.x1 for w in words),
        min(w.top for w in words),
        max(w.bottom for w in words),
        [tuple(join_cell(part) for part in record) for record in records],
        tuple(round(x0) for x0, _ in spans),
    )
    return table, len(taken)


def _fit(spans: list[tuple[float, float]], row: list[Word]) -> list[tuple[float, float]] | None:
    """Widens the columns to take in a row; None if a segment of the row lies across two of them."""
    wider = list(spans)
    for segment in segments_of(row):
        x0, x1 = segment[0].x0, segment[-1].x1
        touched = [i for i, (a, b) in enumerate(wider) if x0 < b and x1 > a]
        if not touched:
            gaps = [min(abs(x0 - b), abs(a - x1)) for a, b in wider]
            touched = [gaps.index(min(gaps))]
        if len(touched) > 1:
            return None
        a, b = wider[touched[0]]
        wider[touched[0]] = (min(a, x0), max(b, x1))
    return wider if all(b[0] - a[1] > 2 for a, b in pairwise(wider)) else None


def _cut(spans: list[tuple[float, float]], row: list[Word]) -> list[str]:
    cells = [""] * len(spans)
    for word in row:
        middle = (word.x0 + word.x1) / 2
        at = min(range(len(spans)), key=lambda i: max(spans[i][0] - middle, middle - spans[i][1], 0))
        cells[at] = f"{cells[at]} {word.text}".strip()
    return cells
