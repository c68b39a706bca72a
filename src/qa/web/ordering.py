"""The order of the task register as a reader chose it: in the table, in its links, and in the files saved from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qa.records import Task

# "source" stands for the order of the documents, which is that of the register itself.
COLUMNS = ("task", "lead", "coordinate", "owner", "time", "result")
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_LETTERS = " aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PARTS = re.compile(rf"[0-9]{{1,18}}|[{_LETTERS}]")


def ordered(tasks: Sequence[Task], sort: str, down: bool = False) -> list[Task]:
    """Returns tasks in the order of a column; those that say nothing there come last, whichever way it goes."""
    if sort not in COLUMNS:
        return list(tasks)
    said = [task for task in tasks if _text(task, sort)]
    silent = [task for task in tasks if not _text(task, sort)]
    return [*sorted(said, key=lambda task: vietnamese_key(_text(task, sort)), reverse=down), *silent]


def vietnamese_key(text: str) -> tuple[list[tuple[int, int]], str]:
    """Returns what Vietnamese text sorts by: numbers by value, then letters (a ă â b … d đ …), tones last."""
    bare = unicodedata.normalize("NFD", text.lower())
    tones = "".join(str(_TONES.index(c)) for c in bare if c in _TONES)
    plain = unicodedata.normalize("NFC", "".join(c for c in bare if c not in _TONES))
    letters = [
        (0, int(found)) if found.isdecimal() else (1, _LETTERS.find(found)) for found in _PARTS.findall(plain)
    ]
    return letters, tones


def _text(task: Task, column: str) -> str:
    value: str | Sequence[str] = getattr(task, column)
    return (value if isinstance(value, str) else "; ".join(value)).strip(" -–\u2026.")
