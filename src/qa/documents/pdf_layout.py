"""Words on pages → lines in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.documents.layout import STT
from qa.documents.pdf_page import Page, Word
from qa.documents.pdf_tables import Table, join_cell
from qa.documents.wraps import DECORATION

_MARK_ALONE = re.compile(r"^(?:[-–—+•*●▪○◦]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[IVXL]{1,6}[.)]?)$")


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
