"""Rows of a table → heads and numbered rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from qa.structure.markers import UPPER
from qa.structure.units import Unit

HEAD_CELL = re.compile(
    r"^(?:stt|số\s*tt|tt|số\s+thứ\s+tự|nội\s+dung|nhiệm\s+vụ|tên\s+nhiệm\s+vụ|công\s+việc|(?:cơ\s+quan|đơn\s+vị)\b|chủ\s+trì|phối\s+hợp"
    r"|thời\s+(?:gian|hạn)|tiến\s+độ|sản\s+phẩm|kết\s+quả|ghi\s+chú|kinh\s+phí|chỉ\s+tiêu|mục\s+tiêu|hoạt\s+động|tên\b|đvt|đơn\s+vị\s+tính"
    r"|người\s+thực\s+hiện|lộ\s+trình|giải\s+pháp|năm\s+\d{4}|lĩnh\s+vực)",
    re.IGNORECASE,
)
NUMBER_HEAD = re.compile(r"^(?:stt|tt|số\s*tt|số\s+thứ\s+tự)$", re.IGNORECASE)
# Heads that differ by no more than this part are the same one, read twice from pictures.
_MISREAD = 0.06
ROW_NUMBER = re.compile(r"^(\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}|[A-HĐK]|[a-zđ])[.)]?$")
GROUP_NUMBER = re.compile(r"^(?:[IVXL]{1,6}|[A-HĐK])[.)]?$")

# A figure in a cell: "1.680", "52,8 %", "31 bộ"; a year or a period may be the head of a column of them.
FIGURE = re.compile(r"^(?:[^\W\d_]+ ){0,2}[<>≥≤~]?\s?\d[\d.,\s%–-]*(?:/?[^\W\d_]+ ?){0,3}$")
PERIOD = re.compile(r"^(?:(?:năm|giai đoạn) )?\d{4}(?: ?[-–] ?\d{4})?$", re.IGNORECASE)
NOTHING = re.compile(r"^(?:[-–—]|x|…|\.{2,})?$", re.IGNORECASE)
# "Nhóm 1", "Đợt 2": what a column is called, not what stands in it.
_NUMBERED_NAME = re.compile(rf"^[{UPPER}][^\W\d_]*(?: [^\W\d_]+)? \d{{1,2}}$")
_COLUMN_NUMBER = re.compile(r"^\(?(?P<number>\d{1,2}|[A-D])\)?(?:\s*=\s*[\d()+\-/:x* ]+)?$")
_YEAR = re.compile(r"(?<![\d.,])20\d\d(?![\d.,])")
_LONG_HEAD = 120
_MOSTLY = 0.6  # of the cells of a column of figures


@dataclass(slots=True)
class TableReader:
    """Numbers the rows of the tables of one part.

    A head with other words than the one before opens a new table; the same head again is a repetition on a new page.
    """

    tables: int = 0
    heads: int = 0
    rows: int = 0
    head: list[str] = field(default_factory=list)
    seen: int = 0
    open: bool = False

    def close(self) -> None:
        """Notes that text stands between the rows before and those to come."""
        self.open = False

    def row(self, unit: Unit, head: bool = False) -> tuple[str, str, str]:
        """Returns the kind, id component and label of a row; `head`: its place among the others makes it a head."""
        cells = cells_of(unit)
        if head or is_head(cells):
            return self._head(cells, unit.ocr is not None)
        if not self.open and not self.tables:
            self.tables = 1
        self.open = True
        self.rows += 1
        number = ROW_NUMBER.match(cells[0]) if cells and cells[0] else None
        prefix = f"bang-{self.tables}-" if self.tables > 1 else ""
        if number:
            return "table-row", f"{prefix}stt-{number.group(1)}", f"STT {number.group(1)}"
        return "table-row", f"{prefix}hang-{self.rows}", ""

    def _head(self, cells: list[str], scanned: bool) -> tuple[str, str, str]:
        words = "|".join(cells).lower()
        if self.open and self.heads and not self.rows:
            self.head.append(words)  # a further row of the same head
        elif not any(_same_head(words, row, scanned) for row in self.head):
            self.tables, self.heads, self.rows, self.head = self.tables + 1, 0, 0, [words]
        self.heads += 1
        self.open = True
        prefix = f"bang-{self.tables}-" if self.tables > 1 else ""
        return "table-head", f"{prefix}dau-bang-{self.heads}", ""


def group_title(row: str) -> str:
    """Returns the title of a row that heads a group of rows ("II | Hạ tầng"), "" for any other row.

    The group's sum may stand behind it, alone among empty cells ("II | Hạ tầng | | | 690 |").
    """
    cells = [" ".join(c.split()) for c in row.split("\t")]
    filled = [cell for cell in cells if cell]
    summed = len(filled) == 3 and len(cells) > 4 and FIGURE.match(filled[2])
    titled = (len(filled) == 2 or summed) and GROUP_NUMBER.match(filled[0]) and any(c.isalpha() for c in filled[1])
    return filled[1] if titled else ""


def _same_head(one: str, other: str, scanned: bool) -> bool:
    """Whether two heads say the same; of a scan, a letter or two may have been read differently."""
    return one == other or (scanned and SequenceMatcher(None, one, other).ratio() > 1 - _MISREAD)


def is_head(cells: list[str]) -> bool:
    """Whether a row holds column headings: that of a number's column, or two known ones; and no running text."""
    filled = [c for c in cells if c]
    if len(filled) >= 3 and NUMBER_HEAD.match(filled[0]) and all(len(c) < 120 for c in filled):
        return True
    known = sum(1 for c in filled if HEAD_CELL.match(c) and len(c) < 60)
    return len(filled) >= 2 and known >= 2 and known >= len(filled) / 2 and all(len(c) < 120 for c in filled)


def cells_of(unit: Unit) -> list[str]:
    """Returns the cells of a row, each on one line."""
    return [" ".join(c.split()) for c in unit.text.split("\t")]


def heads_by_place(units: Sequence[Unit]) -> set[int]:
    """Returns which rows are heads by their place and not by their words.

    The first row of a table, if it has words over columns of figures or over numbered rows; one below a head that says
    more of its columns ("Năm 2023 | Năm 2024" under "Tỷ lệ hộ"), and one that numbers them; such a row again, on the
    next page.
    """
    found: set[int] = set()
    for start, rows in _runs(units):
        heads = next((n for n, row in enumerate(rows) if not is_head(row)), len(rows))
        if not heads and (_over_figures(rows[0], rows[1:]) or _over_numbers(rows[0], rows[1:])):
            heads = 1
            found.add(start)
        while 0 < heads < len(rows) - 1 and (
            numbers_columns(rows[heads]) or _goes_on(rows[heads - 1], rows[heads], rows[heads + 1 :])
        ):
            found.add(start + heads)
            heads += 1
        found |= {start + n for n in range(heads, len(rows)) if rows[n] in rows[:heads]}
    return found


def _runs(units: Sequence[Unit]) -> Iterator[tuple[int, list[list[str]]]]:
    """Yields where rows stand side by side that have as many cells as the first, and these."""
    run: list[list[str]] = []
    for at, unit in enumerate([*units, None]):
        row = cells_of(unit) if unit is not None and unit.cells is not None else None
        if run and row is not None and len(row) == len(run[0]):
            run.append(row)
            continue
        if run:
            yield at - len(run), run
        # A row of another width goes on with the table before it, and heads nothing.
        run = [row] if row is not None and not (at and units[at - 1].cells is not None) else []


def _over_figures(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row has words, or years, over each of the columns of figures, and is no row of figures itself.

    A cell over several columns leaves blanks, where the row below has words.
    """
    filled = [cell for cell in row if cell]
    words = len(filled) >= 2 and any(map(_worded, filled)) and all(len(cell) < _LONG_HEAD for cell in filled)
    if len(below) < 2 or not words or ROW_NUMBER.match(row[0]):
        return False
    if spread := _goes_on(row, below[0], below[1:]):
        below = below[1:]
    figures = [at for at in range(len(row)) if _of_figures([other[at] for other in below])]
    return bool(figures) and all(_heads(row[at]) or (spread and not row[at]) for at in figures)


def _over_numbers(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row has words over each column of rows that are numbered from the first ("Cấp" over "I", "II")."""
    firsts = [other[0].rstrip(".)") for other in below]
    counted = firsts[:2] in (["1", "2"], ["01", "02"], ["I", "II"])
    return counted and all(map(_worded, row)) and all(len(c) < _LONG_HEAD for c in row) and not ROW_NUMBER.match(row[0])


def _heads(cell: str) -> bool:
    named = _YEAR.search(cell) or _NUMBERED_NAME.match(cell)
    return bool(cell) and (named is not None or not FIGURE.match(cell))


def _of_figures(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if not NOTHING.match(cell)]
    others = (PERIOD, _NUMBERED_NAME)
    figures = sum(bool(FIGURE.match(cell)) and not any(other.match(cell) for other in others) for cell in filled)
    return len(filled) >= 2 and figures >= _MOSTLY * len(filled)


def _goes_on(head: Sequence[str], row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row below a head only says more of columns that the head has cells over, or blanks beside such."""
    if len(head) != len(row) or not any(row):
        return False
    more = [at for at, cell in enumerate(row) if cell and cell != head[at]]
    leading = row[0] in ("", head[0])
    said = [at for at in more if _heads(row[at])]
    over = all(head[at] or any(head[:at]) for at in more)
    figures = [at for at in more if _of_figures([other[at] for other in below])]
    return leading and bool(more) and len(said) == len(more) and over and bool(figures)


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "(1) | (2) | (3)=(1)+(2)", "A | B | 1 | 2"."""
    found = [_COLUMN_NUMBER.match(cell) for cell in cells if cell]
    if len(found) < 3 or not all(found):
        return False
    numbers = [int(m["number"]) for m in found if m is not None and m["number"].isdigit()]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


def _worded(cell: str) -> bool:
    return sum(c.isalpha() for c in cell) > 1
