"""`qa tasks`, against what the documents say."""

import csv
import io
from pathlib import Path

import pytest

from .conftest import Command


def test_leads_of_one_agency(qa: Command, index: Path) -> None:
    """Of the eleven rows of the appendix of Bắc Ninh, eight name the department of science as lead."""
    arguments = (
        "--agency",
        "Sở KH&CN",
        "--role",
        "lead",
        "--doc",
        "bac-ninh-qd-123-2023",
        "--format",
        "json",
    )
    result = qa("tasks", *arguments, "--index", index)
    rows = [task["section_id"].rpartition("/")[2] for task in result.json if task["source_kind"] == "table"]
    assert rows == ["stt-1", "stt-2", "stt-3", "stt-4", "stt-5", "stt-7", "stt-10", "stt-11"]


def test_agency_without_diacritics_is_the_same(qa: Command, index: Path) -> None:
    forms = [qa("tasks", "--agency", name, "--format", "json", "--index", index).json for name in (
        "Sở Khoa học và Công nghệ", "so khoa hoc va cong nghe", "Sở KHCN",
    )]  # fmt: skip
    assert forms[0] == forms[1] == forms[2] != []


def test_province_query_and_deadline(qa: Command, index: Path) -> None:
    arguments = (
        "--province",
        "binh thuan",
        "--query",
        "điều tra khảo sát",
        "--deadline",
        "2023",
        "--format",
        "json",
    )
    found = qa("tasks", *arguments, "--index", index).json
    assert [task["section_id"] for task in found] == ["binh-thuan-kh-4239-2021#phu-luc/stt-3"]


def test_list_for_a_narrow_terminal(qa: Command, index: Path) -> None:
    result = qa("tasks", "--doc", "bac-ninh-qd-123-2023", "--query", "STEM", "--index", index)
    assert "   Chủ trì: Sở Giáo dục và Đào tạo" in result.out
    assert "số thứ tự 8 Phụ lục ban hành kèm theo Quyết định số 123/QĐ-UBND" in result.out


def test_csv(qa: Command, index: Path, tmp_path: Path) -> None:
    result = qa("tasks", "--province", "Bình Thuận", "--out", tmp_path / "a.csv", "--index", index)
    assert result.out == ""
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["STT", "Tỉnh"]
    assert all(row[1] == "Bình Thuận" for row in rows[1:])


def test_xlsx(qa: Command, index: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    count = len(qa("tasks", "--format", "json", "--index", index).json)
    result = qa("tasks", "--format", "xlsx", "--out", tmp_path / "a.xlsx", "--index", index)
    assert result.status == 0
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None and sheet.max_row == count + 1


def test_none_names_the_nearest_agencies(qa: Command, index: Path) -> None:
    result = qa("tasks", "--agency", "Sở Khoa hoạc", "--format", "json", "--index", index)
    assert result.status == 1
    assert result.json == []
    assert "Sở Khoa học và Công nghệ" in result.err


def test_none_names_the_nearest_tasks(qa: Command, index: Path) -> None:
    result = qa("tasks", "--query", "đào tạo phi công vũ trụ", "--index", index)
    assert result.status == 1
    assert "Nhiệm vụ gần nhất" in result.err


@pytest.mark.parametrize("arguments", [("--role", "boss"), ("--format", "pdf"), ("--out", "missing/a.csv")])
def test_wrong_use(qa: Command, index: Path, arguments: tuple[str, ...]) -> None:
    result = qa("tasks", *arguments, "--index", index)
    assert result.status == 2
    assert result.err.strip()
