"""Rows of tables of figures, read with the heads of their columns: "2030: 90 %" of a row "… | % | 70 | 90"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qa.answer.figures.tables import Row, Table, of_row
from qa.index.wording import years_in
from qa.structure.tables import FIGURE

if TYPE_CHECKING:
    from qa.answer.citing import Citations
    from qa.answer.material import Material
    from qa.records import Section


_DIGIT = re.compile(r"\d")


class Cell(NamedTuple):
    """A figure of a row: the head of its column, the figure as printed, and its unit where another cell has it."""

    head: str
    value: str
    measure: str

    def __str__(self) -> str:
        said = self.measure and self.measure.lower() not in self.value.lower()
        return f"{self.value} {self.measure}" if said else self.value


def head_of(row: Section, material: Material) -> Section | None:
    """Returns the head of the table that a row stands in; None where it has none, or one of other columns."""
    kinds = material.index.kinds(row.doc_id)
    before = list(kinds)
    for section_id in reversed(before[: before.index(row.section_id)]):
        section = material.index.section(section_id) if kinds[section_id] != "table-row" else None
        if section is not None and section.parent == row.parent:
            same = section.cells and row.cells and len(section.cells) == len(row.cells)
            return section if section.kind == "table-head" and same else None
    return None


def figures(table: Table, row: Row, years: Collection[int] = ()) -> list[Cell]:
    """Returns the figures of a row under their heads; of years asked for those alone, where heads name them."""
    found = [cell(table, row, at) for at in table.figures if FIGURE.match(row.texts[at])]
    timely = [c for c in found if years_in(c.head) & set(years)]
    return timely or found


def cell(table: Table, row: Row, at: int) -> Cell:
    """Returns what a row has in a column."""
    value = row.texts[at]
    return Cell(table.titles[at], value, table.measure(row, at) if at in table.figures and _DIGIT.search(value) else "")


def reading(section: Section, material: Material) -> str:
    """Returns a row of figures as one line, "name: head: figure unit; …"; "" for a row without figures."""
    of = of_row(section, material)
    found = figures(*of) if of else []
    return f"{of[1].name}: " + "; ".join(f"{one.head}: {one}" for one in found) if of and found else ""


def said(table: Table, found: Sequence[Cell], citations: Citations) -> str:
    """Returns cells under their heads, those with the table's unit with what says it."""
    lines = []
    for one in found:
        by_table = table.unit_line is not None and one.measure == table.unit and table.measured is None
        mark = f" {citations.whole(table.unit_line)}" if by_table and table.unit_line else ""
        lines.append(f"*{one.head}*: **{one}**{mark}")
    return "; ".join(lines)
