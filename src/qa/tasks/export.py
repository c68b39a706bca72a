"""The task register as JSON, CSV, an Excel workbook, and a table for the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qa.records import Task, to_dict

if TYPE_CHECKING:
    from rich.table import Table

# Heading and width of each column of a sheet.
COLUMNS: tuple[tuple[str, int], ...] = (
    ("STT", 6),
    ("Tỉnh", 14),
    ("Nhiệm vụ", 70),
    ("Chủ trì", 30),
    ("Phối hợp", 40),
    ("Được giao", 30),
    ("Thời gian", 20),
    ("Kết quả", 36),
    ("Trích dẫn", 48),
    ("Nguyên văn", 70),
    ("Lưu ý", 36),
    ("Mã mục", 34),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767  # characters an Excel cell can hold


def to_json(tasks: Iterable[Task]) -> str:
    """Returns a JSON list of Task objects."""
    return json.dumps([to_dict(task) for task in tasks], ensure_ascii=False, indent=2)


def to_csv(tasks: Iterable[Task]) -> bytes:
    """Returns CSV in UTF-8 with a byte order mark, which Excel needs to show Vietnamese letters."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([heading for heading, _ in COLUMNS])
    writer.writerows([_harmless(cell) for cell in row] for row in rows(tasks))
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(tasks: Iterable[Task]) -> bytes:
    """Returns an Excel workbook: frozen header, filters, column widths, wrapped text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Nhiệm vụ"
    sheet.append([heading for heading, _ in COLUMNS])
    for line, row in enumerate(rows(tasks), start=2):
        sheet.cell(line, 1, line - 1)
        for at, value in enumerate(row[1:], start=2):
            cell = sheet.cell(line, at)
            cell.value = _printable(value)
            cell.data_type = "s"  # so that Excel never takes "=…" for a formula
            cell.quotePrefix = value.startswith(_FORMULA)
    for at, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F3")
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_table(tasks: Sequence[Task]) -> Table:
    """Returns a table for the terminal; long texts are cut, the section's id leads to all of it."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{len(tasks)} nhiệm vụ", show_lines=True)
    for heading in ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Được giao", "Thời gian", "Nguồn"):
        table.add_column(heading, overflow="fold")
    for number, task in enumerate(tasks, start=1):
        who = [_join(task.lead), _join(task.coordinate), _join(task.owner)]
        table.add_row(*map(Text, [str(number), shorten(task.task), *who, task.time, task.section_id]))
    return table


def rows(tasks: Iterable[Task]) -> list[list[str]]:
    """Returns the cells of each task in the order of `COLUMNS`."""
    return [[str(number), *_cells(task)] for number, task in enumerate(tasks, start=1)]


def _cells(task: Task) -> list[str]:
    who = [_join(task.lead), _join(task.coordinate), _join(task.owner)]
    source = [task.reference, task.quote, " ".join(task.warnings), task.section_id]
    return [task.province, task.task, *who, task.time, task.result, *source]


def shorten(text: str, length: int = 160) -> str:
    """Returns a text on one line, cut at a word where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"


def _join(names: Iterable[str]) -> str:
    return "; ".join(names)


def _harmless(cell: str) -> str:
    """Marks a cell that a spreadsheet would take for a formula as text."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _printable(value: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", value))[:_CELL_LIMIT]
