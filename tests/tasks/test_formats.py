"""The same tables as Word and PDF documents give the same rows as the text."""

from functools import cache
from pathlib import Path

import pytest

from qa.documents import read
from qa.records import Source, Task
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
