"""The same tables as Word and PDF documents give the same rows as the text."""

from functools import cache
from pathlib import Path

import pytest

from qa.documents import read
from qa.records import Block, Source, Task
from qa.structure import parse
from qa.tasks import examine

from . import render
from .helpers import CORPUS

WIDTHS = {"STT": 5.0, "Số TT": 6.0}
FIELDS = ("task", "lead", "coordinate", "time", "result")
WIDE = ("Nhiệm vụ thực hiện", "Nội dung")


def tasks_of(path: Path) -> list[Task]:
    parsed = parse(read(path), Source(path.name, "0", path.suffix[1:]))
    return [task for task in examine(parsed.document, parsed.sections).tasks if task.source_kind == "table"]


def tables() -> dict[str, list[list[str]]]:
    """The appendix tables of the corpus as their cells, read by the plain-text reader."""
    found = {}
    for path in sorted(CORPUS.glob("*/*.txt")):
        rows = [list(block.cells) for block in read(path).blocks if block.cells and len(block.cells) > 4]
        rows = [row for row in rows if row != rows[0]] and [rows[0], *(row for row in rows if row != rows[0])]
        if rows:
            found[path.parent.name] = rows
    return found


TABLES = tables()


@cache
def expected(name: str) -> list[tuple[object, ...]]:
    (path,) = (CORPUS / name).glob("*.txt")
    return fields(tasks_of(path))


def fields(tasks: list[Task]) -> list[tuple[object, ...]]:
    return [tuple(_squeezed(getattr(task, name)) for name in FIELDS) for task in tasks]


def _squeezed(value: str | tuple[str, ...]) -> object:
    return " ".join(value.split()) if isinstance(value, str) else tuple(map(_squeezed, value))


def test_the_corpus_has_two_appendix_tables() -> None:
    assert [len(rows) - 1 for rows in TABLES.values()] == [11, 8]


@pytest.mark.parametrize("name", TABLES)
def test_word(name: str, tmp_path: Path) -> None:
    head, *rows = TABLES[name]
    render.docx(tmp_path / "bang.docx", head, rows)
    assert fields(tasks_of(tmp_path / "bang.docx")) == expected(name)


@pytest.mark.parametrize("repeat_head", [True, False])
@pytest.mark.parametrize("name", TABLES)
def test_pdf(name: str, repeat_head: bool, tmp_path: Path) -> None:
    head, *rows = TABLES[name]
    widths = [WIDTHS.get(heading, 50.0 if heading in WIDE else 24.0) for heading in head]
    render.pdf(tmp_path / "bang.pdf", head, rows, widths, repeat_head)
    assert fields(tasks_of(tmp_path / "bang.pdf")) == expected(name)


GAZETTE_TABLE = [
    ("TT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành", "Căn cứ bổ sung"),
    *(
        (str(n), f"Xây dựng Đề án số {n} về hoàn thiện hệ thống pháp luật và nâng cao hiệu quả thi hành",
         "Bộ Tư pháp",
         "Các bộ, cơ quan ngang bộ", f"Báo cáo chuyên đề về cơ chế, giải pháp lớn số {n}", f"Tháng {n}/2026",
         "Nghị quyết số 66-NQ/TW")
        for n in range(1, 13)
    ),
]  # fmt: skip
EXPIRED_TABLE = [
    ("STT", "Văn bản hết hiệu lực", "Lý do hết hiệu lực", "Ngày hết hiệu lực"),
    *(
        (str(n), f"Thông tư số {n:02d}/2017/TT-BXD ngày 01/3/2017 của Bộ trưởng Bộ Xây dựng quy định về nhà ở",
         f"Được thay thế bởi Thông tư số {n + 20}/2024/TT-BXD ngày 19/02/2024 của Bộ trưởng Bộ Xây dựng", "05/4/2024")
        for n in range(1, 25)
    ),
]  # fmt: skip


def gazette(table: list[tuple[str, ...]], path: Path) -> Path:
    """A gazette's pages, on which rows are cut in two by the page breaks."""
    from tests.documents import render as pages

    lines = ["Số: 16/QĐ-BXD", "Hà Nội, ngày 24 tháng 01 năm 2025", "QUYẾT ĐỊNH", "Về việc công bố danh mục", "PHỤ LỤC"]
    blocks = [*map(Block, lines), *(Block("\t".join(row), cells=row) for row in table)]
    return pages.pdf(blocks, path, pages.GAZETTE)


def test_a_gazettes_table_of_tasks(tmp_path: Path) -> None:
    tasks = tasks_of(gazette(GAZETTE_TABLE, tmp_path / "a.pdf"))
    assert [(t.task, t.lead, t.coordinate, t.result, t.time) for t in tasks] == [
        (task, (lead,), (coordinate,), result, time) for _, task, lead, coordinate, result, time, _ in GAZETTE_TABLE[1:]
    ]


def test_a_gazettes_list_of_expired_documents_has_whole_rows_and_no_task(tmp_path: Path) -> None:
    path = gazette(EXPIRED_TABLE, tmp_path / "a.pdf")
    assert tasks_of(path) == []
    parsed = parse(read(path), Source(path.name, "0", "pdf"))
    text = parsed.document.text
    rows = [tuple(text[a:b] for a, b in s.cells or ()) for s in parsed.sections if s.kind == "table-row"]
    assert rows == EXPIRED_TABLE[1:]
