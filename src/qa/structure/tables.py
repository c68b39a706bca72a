"""Rows of a table → heads and numbered rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

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

    def row(self, unit: Unit) -> tuple[str, str, str]:
        """Returns the kind, id component and label of a row."""
        cells = [" ".join(c.split()) for c in unit.text.split("\t")]
        if is_head(cells):
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
    """Returns the title of a row that heads a group of rows ("II | Hạ tầng"), "" for any other row."""
    filled = [" ".join(c.split()) for c in row.split("\t") if c.strip()]
    titled = len(filled) == 2 and GROUP_NUMBER.match(filled[0]) and any(c.isalpha() for c in filled[1])
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
