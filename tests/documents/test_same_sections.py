"""The same text gives the same sections and tasks whatever it came in."""

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.documents import render

from qa.documents import read
from qa.records import Block, RawDocument, Source
from qa.structure import parse
from qa.tasks import extract

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))
FORMATS: dict[str, Callable[[Sequence[Block], Path], Path]] = {
    "word.pdf": lambda blocks, path: render.pdf(blocks, path, render.WORD),
    "gazette.pdf": lambda blocks, path: render.pdf(blocks, path, render.GAZETTE),
    "a.docx": render.docx,
    "a.html": render.web_page,
}


def sections_and_tasks(raw: RawDocument) -> tuple[list[Any], list[Any]]:
    parsed = parse(raw, Source("a", "0", raw.format, raw.pages), {})
    found: Any = extract(parsed.document, parsed.sections)
    tasks = getattr(found, "tasks", found)
    return [s.path for s in parsed.sections], [(t.task, t.lead, t.coordinate, t.owner, t.time) for t in tasks]


def agreement(a: list[Any], b: list[Any]) -> float:
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return sum(m.size for m in matcher.get_matching_blocks()) / max(len(a), len(b), 1)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("source", CORPUS, ids=lambda p: p.stem)
def test_sections_and_tasks_are_those_of_the_text(source: Path, name: str, tmp_path: Path) -> None:
    raw = read(source)
    paths, tasks = sections_and_tasks(raw)
    other_paths, other_tasks = sections_and_tasks(read(FORMATS[name](raw.blocks, tmp_path / name)))
    assert agreement(paths, other_paths) >= 0.99
    assert agreement(tasks, other_tasks) >= 0.99
