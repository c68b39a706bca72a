"""Rows of a table of tasks that a question names by where they stand: under a group's row, or as the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.listing.members import members
from qa.answer.material import Material
from qa.answer.references import named_section
from qa.index.register import documents, in_sections
from qa.records import Section, Task
from qa.search import Query
from qa.vietnamese import fold

# A part of the text may have the same heading as a group of the table's rows.
_TABLE = re.compile(r"\b(?:phu luc|bang|danh muc)\b")
_GROUP = re.compile(r"\b(?:viec|vu|nhom) ")
_LAST = re.compile(
    r"\b(?:nhiem vu|viec|du an|hang|dong|muc) (?:(?:dung|xep|nam|ghi) )?(?:o )?"
    r"(?:cuoi cung|sau cung|cuoi(?! (?:nam|quy|thang|ky)\b))\b"
)


def of_group(query: Query, plain: str, tasks: Sequence[Task], material: Material) -> list[Task]:
    """Returns the tasks of the group of a table that a question (`plain_question`) names; none if it names no group.

    By the group's label ("Nhóm III trong phụ lục"), or by its heading ("các nhiệm vụ thể chế").
    """
    place = named_section(query, material)
    groups = [place] if place is not None and place.kind == "table-row" and place.heading else []
    if not groups and (_GROUP.search(plain) or _TABLE.search(plain)):
        groups = [row for doc_id in documents(tasks) for row in material.row_groups(doc_id) if _is_named(row, plain)]
    for group in groups:
        below = {row.section_id for row in members(group, material)}
        if own := in_sections(tasks, below):
            return own
    return []


def last_row(plain: str, tasks: Sequence[Task]) -> list[Task]:
    """Returns the last task of the table of one document, where a question (`plain_question`) asks for it by that."""
    if not (_TABLE.search(plain) and _LAST.search(plain)):
        return []
    rows = [task for task in tasks if task.source_kind == "table"]
    if len({task.doc_id for task in rows}) != 1:
        return []
    return [max(rows, key=lambda task: task.start)]


def _is_named(group: Section, plain: str) -> bool:
    heading = fold(group.heading)
    if heading not in plain:
        return False  # nearly all of them: no pattern need be made
    heading = re.escape(heading)
    if re.search(rf"{_GROUP.pattern}(?:(?:ve|thuoc|nhiem vu) )*{heading}\b", plain):
        return True
    return _TABLE.search(plain) is not None and re.search(rf"\b{heading}\b", plain) is not None
