"""Tables of figures whose cells are lines of their own, as they are copied out of a web page: no numbers of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "18.220", "+13,9", "5.000.000 đồng", "250 mẫu/năm"; a cell may be left blank with a dash.
_FIGURE = re.compile(r"(?:[<>≥≤~+\-–]\s?)?\d[\d.,]*(?:\s?(?:[%‰]|[^\W\d_]+(?:/[^\W\d_]+)*)){0,2}|[-–—]")
_WORDS = re.compile(r".*[^\W\d_]{2}")
_LONGEST = 90  # characters of a cell
_MOST_COLUMNS = 8
_FEWEST_ROWS = 3


def figure_table(lines: Sequence[str], at: int) -> tuple[list[tuple[str, ...]], int]:
    """The head and the rows of the table of figures that begins at a line, and the line behind it.

    Each row is a line of words and as many lines of figures as the head has columns of them, two at least. No rows if
    fewer than three such rows stand below it, or if what is read as the head is no head.
    """
    for columns in range(3, _MOST_COLUMNS + 1):
        rows, end = _rows(lines, at, columns)
        if len(rows) > _FEWEST_ROWS:
            return rows, end
    return [], at


def _rows(lines: Sequence[str], at: int, columns: int) -> tuple[list[tuple[str, ...]], int]:
    rows: list[tuple[str, ...]] = []
    end = at
    while True:
        row, after = _take(lines, end, columns)
        if len(row) < columns or not (_is_row(row) if rows and row != rows[0] else _is_head(row)):
            return rows, end
        rows.append(row)
        end = after


def _take(lines: Sequence[str], at: int, count: int) -> tuple[tuple[str, ...], int]:
    """So many lines that are not blank, from one on, and the line behind them."""
    taken: list[str] = []
    while at < len(lines) and len(taken) < count:
        if lines[at].strip():
            taken.append(lines[at].strip())
        at += 1
    return tuple(taken), at


def _is_head(row: Sequence[str]) -> bool:
    return all(_may_be_cell(cell) and _WORDS.match(cell) and not cell.endswith((".", ";", ":", ",")) for cell in row)


def _is_row(row: Sequence[str]) -> bool:
    return bool(_may_be_cell(row[0]) and _WORDS.match(row[0])) and all(map(_FIGURE.fullmatch, row[1:]))


def _may_be_cell(line: str) -> bool:
    return len(line) <= _LONGEST and "\t" not in line and "|" not in line
