"""What the tests of tasks share: parsing, and comparing rows with those written by hand."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from qa.documents.layout import blocks_from_lines, row_block
from qa.records import Block, RawDocument, Source, Task
from qa.structure import ParsedDocument, parse

FIXTURES = Path(__file__).parent / "fixtures"
CORPUS = Path(__file__).parents[2] / "corpus"
Row = dict[str, Any]


def parse_text(text: str) -> ParsedDocument:
    return parse_blocks(blocks_from_lines(text.split("\n")))


def parse_blocks(blocks: Iterable[Block]) -> ParsedDocument:
    return parse(RawDocument(tuple(blocks), "txt"), Source("x.txt", "0", "txt"))


def table_document(rows: Sequence[Sequence[str]]) -> ParsedDocument:
    """A plan whose appendix is a table."""
    before = blocks_from_lines(["Số: 9/KH-UBND", "", "KẾ HOẠCH", "", "Thử bảng", "", "PHỤ LỤC", "", "Nhiệm vụ", ""])
    return parse_blocks([*before, *map(row_block, rows)])


def load_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def squeeze(text: str) -> str:
    return " ".join(text.split()).lower().strip(" .;")


def roles(task: Task) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return task.lead, task.coordinate, task.owner


def pair(rows: Iterable[Row], tasks: Iterable[Task]) -> tuple[list[tuple[Row, Task]], list[Row], list[Task]]:
    """Matches expected rows with tasks of the same source kind that begin alike: pairs, missing, spurious."""
    left = list(tasks)
    pairs, missing = [], []
    for row in rows:
        start = squeeze(row["task"])[:60]
        found = [t for t in left if t.source_kind == row["source_kind"] and squeeze(t.task).startswith(start)]
        # Where two tasks begin alike, the agencies tell them apart.
        found.sort(key=lambda t: [sorted(t.lead), sorted(t.owner)] != [sorted(row["lead"]), sorted(row["owner"])])
        if found:
            left.remove(found[0])
            pairs.append((row, found[0]))
        else:
            missing.append(row)
    return pairs, missing, left


def differences(row: Row, task: Task) -> list[str]:
    """Says in which fields a task differs from the expected row."""
    found = [
        f"{field}: {getattr(task, field)} != {row[field]}"
        for field in ("lead", "coordinate", "owner")
        if sorted(map(squeeze, getattr(task, field))) != sorted(map(squeeze, row[field]))
    ]
    return found + [
        f"{field}: {getattr(task, field)!r} != {row[field]!r}"
        for field in ("time", "result")
        if squeeze(getattr(task, field)) != squeeze(row[field])
    ]
