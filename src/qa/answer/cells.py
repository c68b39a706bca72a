"""Rows of tables of figures, read with the heads of their columns: "2030: 90 %" of a row "… | % | 70 | 90"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qa.index.wording import years_in
from qa.structure.tables import NUMBER_HEAD
from qa.vietnamese import fold

if TYPE_CHECKING:
    from qa.answer.material import Material
    from qa.records import Section

_MEASURE = re.compile(r"^(?:don vi(?: tinh)?|dvt|dv tinh)$")
_FIGURE = re.compile(r"^(?:[^\W\d_]+ ){0,2}[<>≥≤~]?\s?\d[\d.,\s%–-]*(?:/?[^\W\d_]+ ?){0,3}$")
_NAME = 3  # letters: the first cell with more names what the row is about
_NO_FIGURE = re.compile(
    r"^(?:thoi|tien do|lo trinh|ngay|hoan thanh|han\b|moc |ket qua|san pham|ghi chu|nhiem vu|noi dung)"
)


class Cell(NamedTuple):
    """A figure of a row: the head of its column, the figure as printed, and the unit that the row names for it."""

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


def figures(row: Section, material: Material, years: Collection[int] = ()) -> list[Cell]:
    """Returns the figures of a row under their heads; of years asked for those alone, where heads name them."""
    head = head_of(row, material) if row.kind == "table-row" else None
    if head is None:
        return []
    heads, texts = _texts(head, material), _texts(row, material)
    measure = next((t for h, t in zip(heads, texts, strict=True) if _MEASURE.match(fold(h))), "")
    found = [
        Cell(h, t, measure)
        for h, t in zip(heads, texts, strict=True)
        if h and not NUMBER_HEAD.match(h) and not _NO_FIGURE.match(fold(h)) and _FIGURE.match(t) and t != measure
    ]
    timely = [c for c in found if years_in(c.head) & set(years)]
    return timely or found


def reading(row: Section, material: Material) -> str:
    """Returns a row of figures as one line, "name: head: figure unit; …"; "" for a row without figures."""
    found = figures(row, material)
    if not found:
        return ""
    name = next((text for text in _texts(row, material) if sum(c.isalpha() for c in text) > _NAME), "")
    return f"{name}: " + "; ".join(f"{cell.head}: {cell}" for cell in found)


def _texts(row: Section, material: Material) -> Sequence[str]:
    return [" ".join(material.cut(row, start, end).split()) for start, end in row.cells or ()]
