import csv
import io
import json

import openpyxl
from rich.console import Console

from qa.tasks.export import COLUMNS, to_csv, to_json, to_table, to_xlsx

from .make import task

ROWS = [
    task("Mở sàn, giao dịch\nhai dòng", lead=("Sở KH&CN", "Sở Tài chính"), time="Hằng năm", result="01 sàn"),
    task('=HYPERLINK("http://x")', owner=("@SUM(1)",), result="-1+1", time="+2025", number=2),
]


def test_json_is_a_list_of_task_objects() -> None:
    first, _ = json.loads(to_json(ROWS))
    assert first["lead"] == ["Sở KH&CN", "Sở Tài chính"]
    assert first["lead_canonical"] == ["Sở Khoa học và Công nghệ", "Sở Tài chính"]
    assert {"task_id", "doc_id", "section_id", "task", "coordinate", "owner", "time", "result", "quote"} <= set(first)


def test_csv_opens_in_excel_and_carries_no_formula() -> None:
    data = to_csv(ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert head == [name for name, _ in COLUMNS]
    assert first[2] == "Mở sàn, giao dịch\nhai dòng"
    assert first[3] == "Sở KH&CN; Sở Tài chính"
    assert [cell for cell in second if cell.startswith(("=", "+", "-", "@"))] == []
    assert second[2] == "'=HYPERLINK(\"http://x\")"


def test_workbook_has_frozen_head_filters_widths_and_citations() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(ROWS))).active
    assert [cell.value for cell in sheet[1]] == [name for name, _ in COLUMNS]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions == "A1:L3"
    assert sheet.column_dimensions["C"].width == 70
    assert sheet["C2"].alignment.wrap_text
    assert sheet["I2"].value == "khoản 1 mục V"


def test_workbook_cells_are_text_never_formulas() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(ROWS))).active
    assert sheet["C3"].value == '=HYPERLINK("http://x")'
    assert {cell.data_type for cell in sheet[3] if cell.column > 1 and cell.value is not None} == {"s"}


def test_empty_register_still_gives_a_head() -> None:
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx([]))).active.max_row == 1
    assert to_csv([]).decode("utf-8-sig").count("\r\n") == 1


def test_table_shows_markup_as_text() -> None:
    out = io.StringIO()
    Console(file=out, width=160).print(to_table([task("[bold]Mở sàn[/bold]", lead=("Sở Y tế",))]))
    assert "[bold]Mở sàn[/bold]" in out.getvalue()
    assert "1 nhiệm vụ" in out.getvalue()
