"""Tables of PDF pages: cells from ruling lines, merged cells, rows that go on over a page break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Protocol

_BULLET = re.compile(r"^[-–—+•*●▪○◦]\s")
# A code broken after its hyphen or slash ("66-" / "NQ/TW") is one word; "kinh tế -" / "xã hội" is not.
_BROKEN_CODE = re.compile(r"[^\W_][-/]$")
# Rows this long that differ by no more than this part are the same head, read twice from pictures.
_LONG = 30
_MISREAD = 0.06
# A rectangle thicker than this is the shade of a cell or of a line of text, not a rule.
_RULE_WIDTH = 4.0


class Box(Protocol):
    """Anything with a place on the page."""

    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(slots=True)
class Table:
    """A table on one page; `edges` are the left edges of its columns."""

    x0: float
    x1: float
    top: float
    bottom: float
    rows: list[tuple[str, ...]]
    edges: tuple[float, ...] = ()
    confidence: float | None = None

    def holds(self, box: Box) -> bool:
        """Whether the middle of a box lies within the table."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return self.x0 - 1 <= x <= self.x1 + 1 and self.top - 1 <= y <= self.bottom + 1


@dataclass(slots=True)
class Cell:
    """One cell of the grid; `text` None where a neighbour's cell covers this place."""

    box: tuple[float, float, float, float] | None
    text: str | None


def ruled_tables(page: Any) -> list[Table]:
    """Finds the tables of a pdfplumber page that are drawn with lines."""
    ruled = page.filter(_is_no_shade)
    tables = []
    for found in ruled.find_tables({"snap_tolerance": 3, "intersection_tolerance": 4}):
        texts = found.extract(x_tolerance_ratio=0.15, y_tolerance=3)
        grid = [
            [Cell(box, text) for box, text in zip(row.cells, line, strict=False)]
            for row, line in zip(found.rows, texts, strict=False)
        ]
        x0, top, x1, bottom = found.bbox
        table = build(grid, (x0, top, x1, bottom))
        if table:
            tables.append(table)
    return sorted(tables, key=lambda t: t.top)


def build(grid: list[list[Cell]], bbox: tuple[float, float, float, float]) -> Table | None:
    """Makes a table of a grid of cells; None if it has fewer than two columns or is only a frame round a text."""
    fill_down(grid)
    rows = merge_columns([[join_cell((cell.text or "").split("\n")) for cell in line] for line in grid])
    rows = [row for row in rows if any(row)]
    if not rows or len(rows[0]) < 2 or not any(sum(map(bool, row)) >= 2 for row in rows):
        return None
    x0, top, x1, bottom = bbox
    edges = tuple(sorted({round(cell.box[0]) for line in grid for cell in line if cell.box and cell.text}))
    return Table(x0, x1, top, bottom, rows, edges)


def _is_no_shade(item: Any) -> bool:
    if item["object_type"] != "rect" or item.get("stroke"):
        return True
    return bool(min(item["x1"] - item["x0"], item["bottom"] - item["top"]) <= _RULE_WIDTH)


def fill_down(grid: list[list[Cell]]) -> None:
    """Repeats the text of a cell that spans several rows in each of them, so that every row stands by itself."""
    for above, line in pairwise(grid):
        boxes = [cell.box for cell in line if cell.box]
        top = min((box[1] for box in boxes), default=0.0)
        for upper, cell in zip(above, line, strict=False):
            if cell.box is None and upper.box is not None and boxes and upper.box[3] > top + 3:
                cell.box, cell.text = upper.box, upper.text


def merge_columns(rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Joins neighbouring columns of which no row fills both: rules that do not quite meet make such columns."""
    if not rows:
        return []
    at = 0
    while at + 1 < len(rows[0]):
        if any(row[at] and row[at + 1] and row[at] != row[at + 1] for row in rows):
            at += 1
            continue
        for row in rows:
            row[at : at + 2] = [row[at] or row[at + 1]]
    return [tuple(row) for row in rows]


def join_cell(lines: Sequence[str]) -> str:
    """Joins the wrapped lines of a cell; a bullet begins a line of its own."""
    done: list[str] = []
    for line in (" ".join(raw.split()) for raw in lines):
        if line and done and not _BULLET.match(line):
            done[-1] = mend(done[-1], line)
        elif line:
            done.append(line)
    return "\n".join(done)


def mend(first: str, second: str) -> str:
    """Joins two lines of one paragraph; a code broken at its hyphen or slash is made whole."""
    return first + second if _BROKEN_CODE.search(first) and second[:1].isalnum() else f"{first} {second}"


def continue_table(above: list[tuple[str, ...]], rows: list[tuple[str, ...]]) -> bool:
    """Adds rows from the top of a page to the table at the foot of the page before, if they belong to it.

    The head that the page repeats is dropped, and a row that the page break cut in two is made whole.

    Returns:
        Whether the rows were added to `above`.
    """
    if not above or not rows or len(above[0]) != len(rows[0]):
        return False
    repeated = 0
    while repeated < min(len(rows), len(above)) and _same(rows[repeated], above[repeated]):
        repeated += 1
    rest = rows[repeated:]
    if rest and _lacks_start(rest[0], above[-1]):
        head, rest = rest[0], rest[1:]
        if _is_whole(head, above[-1]):
            above.append(_under(above, head))
        else:
            above[-1] = tuple(_join_parts(a, b) for a, b in zip(above[-1], head, strict=True))
        while rest and not rest[0][0] and not _heads_group(rest[0]):
            # Further rows under the merged cells that the page break cut.
            cells = zip(above[-1], rest[0], head, strict=True)
            above.append(tuple(cell if cell and cell != first else upper for upper, cell, first in cells))
            rest = rest[1:]
    above.extend(rest)
    return True


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two rows say the same; of a scan, a letter or two of a long row may have been read differently."""
    one, other = ("|".join(" ".join(x.split()).lower() for x in row) for row in (a, b))
    if one == other:
        return True
    far = abs(len(one) - len(other)) > _MISREAD * len(one) or min(len(one), len(other)) < _LONG
    return not far and _unnumbered(a) and _unnumbered(b) and SequenceMatcher(None, one, other).ratio() > 1 - _MISREAD


def _unnumbered(row: tuple[str, ...]) -> bool:
    return not any(c.isdigit() for c in row[0])


def _lacks_start(row: tuple[str, ...], last: tuple[str, ...]) -> bool:
    """Whether the row at the top of a page has no first cell of its own, as one cut by the page break."""
    return not row[0] or (row[0] == last[0] and row != last)


def _is_whole(row: tuple[str, ...], last: tuple[str, ...]) -> bool:
    """Whether a row without a first cell is a further row under a merged cell, and not the rest of a row."""
    filled = [cell for cell in row[1:] if cell]
    if len(row) > 2 and row[1] and any(upper and not cell for upper, cell in zip(last[2:], row[2:], strict=True)):
        # What stands beside the number goes on, while a shorter cell has nothing more to say.
        return False
    fresh = sum(1 for cell in filled if not cell[0].islower())
    return len(filled) >= len(row) / 2 and fresh > len(filled) / 2


def _heads_group(row: tuple[str, ...]) -> bool:
    """Whether a row without a number has words only beside it: they head the rows below, and go on with none above."""
    return len(row) > 2 and bool(row[1]) and not any(row[2:])


def _under(above: list[tuple[str, ...]], row: tuple[str, ...]) -> tuple[str, ...]:
    """Completes a row under merged cells that the page break cut: their text is that of the row above."""
    last = above[-1]
    cells = []
    for at, (upper, cell) in enumerate(zip(last, row, strict=True)):
        if cell[:1].islower():
            # The merged cell itself goes on over the page; the rows before have only its first half.
            cell = mend(upper, cell)
            for i in range(len(above) - 1, -1, -1):
                if above[i][0] != last[0] or above[i][at] != upper:
                    break
                above[i] = (*above[i][:at], cell, *above[i][at + 1 :])
        cells.append(cell or upper)
    return tuple(cells)


def _join_parts(a: str, b: str) -> str:
    if not b or a == b:
        return a
    return join_cell([*a.split("\n"), *b.split("\n")]) if a else b
