"""Layouts that the corpus does not have: two-column letterheads on one line, headings in capitals, groups of rows."""

from pathlib import Path

import pytest

from qa.documents import read
from qa.records import Source
from qa.structure import ParsedDocument, parse

FIXTURES = Path(__file__).parents[1] / "fixtures" / "figures"


def parsed(name: str) -> ParsedDocument:
    path = FIXTURES / name
    return parse(read(path), Source(name, "0", "txt"))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("ke-hoach-so-hoa.txt", ("77/KH-UBND", "UBND tỉnh Bến Tre", "Bến Tre", "2024-03-12", "Lê Thị Mai")),
        (
            "quyet-dinh-chuong-trinh.txt",
            ("15/KH-SKHCN", "Sở Khoa học và Công nghệ tỉnh Hậu Giang", "Hậu Giang", "2025-01-05", "Trần Văn Bình"),
        ),
    ],
)
def test_letterheads_in_two_columns(name: str, facts: tuple[str, ...]) -> None:
    document = parsed(name).document
    assert (document.number, document.issuer, document.province, document.date, document.signer) == facts


def test_headings_in_capitals_hold_what_stands_below_them() -> None:
    sections = parsed("ke-hoach-so-hoa.txt").sections
    ids = {s.section_id: s for s in sections}
    over = {s.heading for s in sections if s.kind == "heading"}
    assert {"CÁC CHỈ TIÊU", "YÊU CẦU", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "SỞ TÀI CHÍNH", "MỤC TIÊU"} <= over
    rows = [s for s in sections if s.kind == "table-row"]
    assert len(rows) == 3 and {ids[s.parent].heading for s in rows if s.parent} == {"CÁC CHỈ TIÊU"}
    assert rows[0].reference.startswith("hàng 1 mục “CÁC CHỈ TIÊU” Phần")


def test_a_group_of_rows_keeps_its_table_together() -> None:
    rows = [s for s in parsed("quyet-dinh-chuong-trinh.txt").sections if s.kind.startswith("table")]
    assert [s.label for s in rows] == ["", "STT I", "STT 1", "STT 2", "STT II", "STT 3"]
    assert [s.heading for s in rows if s.heading] == ["Tuyên truyền", "Thiết bị"]


def test_numbers_in_brackets_are_markers() -> None:
    labels = [s.label for s in parsed("quyet-dinh-chuong-trinh.txt").sections if s.kind == "item"]
    assert labels == ["(1)", "(2)"]
