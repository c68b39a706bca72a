"""Tasks by what a further column of their table says: "có sản phẩm là báo cáo", "do Văn phòng đôn đốc"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.duties.task_places import row_cells
from qa.answer.material import Material
from qa.records import Task
from qa.search import Query
from qa.search.stopwords import FOLDED_STOPWORDS
from qa.vietnamese import agencies, fold

_WORD = re.compile(r"\w+")
_TASKS = re.compile(
    r"\b(?:nhung|cac|may|bao nhieu|liet ke|ke ten)\b.*\b(?:nhiem vu|viec)\b|\b(?:nhiem vu|viec) (?:nao|gi)\b"
)
# What a column's head begins with and a question need not say: "Đơn vị theo dõi, đôn đốc".
_BEARER = re.compile(r"^ (?:don vi|co quan|so nganh|bo phan) ")
_RESULT = ("san pham", "ket qua", "dau ra")
_VALUE = re.compile(r"^ (?:(?:dau ra|du kien|can dat|thuc hien|hoan thanh) )*(?:la|gom|ghi|dang|loai) (?P<value>.+)$")
_ROLES = frozenset({"number", "task", "lead", "coordinate", "both", "owner", "time"})


def rows_with(query: Query, tasks: Sequence[Task], material: Material) -> list[Task]:
    """Returns the tasks whose cell in a column that a question names holds the agency or the words it gives for it.

    None of them if it names no such column, or gives nothing that some of its cells hold and others do not.
    """
    plain = _plain(query.text)
    if not _TASKS.search(plain):
        return []
    rows = [task for task in tasks if task.source_kind == "table"]
    found = [task for task in rows if any(_says(query, plain, head, cell) for head, cell in _cells(task, material))]
    return found if len(found) < len(rows) else []


def _says(query: Query, plain: str, head: str, cell: str) -> bool:
    """Whether a question (`_plain`) names a column by its head and what it gives for it stands in a cell of it."""
    rest = _after(plain, head)
    if rest is None:
        return False
    if query.agencies:
        return any(mention.canonical in query.agencies for mention in agencies.find(cell))
    value = _VALUE.match(rest)
    wanted = _content(value["value"]) if value else ""
    return bool(wanted.strip()) and wanted in _content(_plain(cell))


def _after(plain: str, head: str) -> str | None:
    """What a question says after naming a column, None if it does not name it."""
    named = _plain(head)
    names = [_BEARER.sub(" ", named)]
    names += [f" {word} " for word in _RESULT if word in named]
    for name in names:
        if name.count(" ") > 2 and name in plain:
            return " " + plain.partition(name)[2]
    return None


def _cells(task: Task, material: Material) -> list[tuple[str, str]]:
    """The cells of a row that tell neither the task nor who does it when, each with its column's head."""
    cells = row_cells(task, material)
    return [(head, text) for column, head, text in cells if head and text and column not in _ROLES]


def _content(plain: str) -> str:
    return f" {' '.join(word for word in plain.split() if word not in FOLDED_STOPWORDS)} "


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "
