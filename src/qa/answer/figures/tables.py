"""Tables of figures as a whole: their heads column by column, what each row is called, the unit of their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qa.index.wording import years_in
from qa.structure.tables import FIGURE, GROUP_NUMBER, NOTHING, NUMBER_HEAD, PERIOD, ROW_NUMBER, numbers_columns
from qa.vietnamese import fold

if TYPE_CHECKING:
    from qa.answer.material import Material
    from qa.records import Section

PLAIN = re.compile(r"^\d+(?:\.\d{3})*(?:,\d+)?(?:\s?%)?$")
TOTAL = re.compile(
    r"^(?:tong(?: cong| so)?|cong|ca (?:nam|giai doan|thoi ky|tinh|nuoc)|toan (?:tinh|thanh pho)|chung)\b"
    r"(?! \w* ?(?:tac|hoa)\b)"
)
MEASURE = re.compile(r"^(?:don vi(?: tinh)?|dvt|dv tinh)$")
# What is told in the cells of such a column is a time or a name, though a cell may look like a figure ("2024 - 2027").
_NO_FIGURE = re.compile(
    r"^(?:thoi|tien do|lo trinh|ngay|hoan thanh|han\b|moc |ket qua|san pham|ghi chu|nhiem vu|noi dung|nam \w+ thanh)"
)
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*(?P<unit>[^()\n.;:]{1,40}?)\s*(?:[).;\n]|$)", re.IGNORECASE)
# The head of such a column says itself what is counted in it: the unit of the table is that of the sums beside it.
OWN_UNIT = re.compile(r"\(|%|^(?:so|ty le|ti le|dien tich|dan so|ty trong)\b")
_CAPTION = 200  # characters
_MOSTLY = 0.6  # of the cells of a column of figures


class Row(NamedTuple):
    """A row: its section, its cells on one line each, and what it is called."""

    section: Section
    texts: tuple[str, ...]
    name: str
    total: bool = False
    group: bool = False


@dataclass(frozen=True)
class Table:
    """A table, as a rule of figures.

    Attributes:
        heads: the rows of its head, the last time it is printed.
        titles: the head of each column, as far as it is printed over several rows: "Hồ sơ trực tuyến – 2024".
        rows: those that have as many cells as the head.
        named: the column that says what a row is about.
        figures: the columns of figures.
        measured: the column that has the unit of each row; None if there is none.
        unit: the unit of all sums in it, and the section above it that says so; "" and None if none does.
        caption: what stands right above it, if that is short.
    """

    heads: tuple[Section, ...]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    named: int
    figures: tuple[int, ...]
    measured: int | None
    unit: str = ""
    unit_line: Section | None = None
    caption: str = ""

    def measure(self, row: Row, at: int) -> str:
        """Returns the unit of a figure that its own cell and its head do not say."""
        if self.measured is not None:
            return row.texts[self.measured]
        return "" if OWN_UNIT.search(fold(self.titles[at])) or "%" in row.texts[at] else self.unit


def of_document(doc_id: str, material: Material) -> list[Table]:
    """Returns the tables of a document that have columns of figures, in their order."""
    return [table for table in material.lists(doc_id) if table.figures]


def lists_of(doc_id: str, material: Material) -> list[Table]:
    """Returns all tables of a document with heads, also those of words alone, in their order."""
    return [table for run in _runs(doc_id, material) if (table := _table(*run, material)) is not None]


def rows_of(doc_id: str, material: Material) -> dict[str, tuple[Table, Row]]:
    """Returns the rows of these tables by section, each with its table."""
    return {row.section.section_id: (table, row) for table in material.tables(doc_id) for row in table.rows}


def of_row(row: Section, material: Material) -> tuple[Table, Row] | None:
    """Returns the table that a row stands in with the row; None where it stands in none of figures."""
    if row.kind != "table-row":
        return None
    return material.rows(row.doc_id).get(row.section_id)


def texts_of(row: Section, material: Material) -> tuple[str, ...]:
    """Returns the cells of a row, each on one line."""
    return tuple(" ".join(material.cut(row, start, end).split()) for start, end in row.cells or ())


def number(text: str) -> float | None:
    """Returns the value of a cell that holds one plain figure ("1.680", "52,8", "75 %"); None for any other."""
    if not PLAIN.match(text):
        return None
    return float(text.rstrip(" %").replace(".", "").replace(",", "."))


def _runs(doc_id: str, material: Material) -> Iterator[tuple[list[Section], list[Section], Section | None]]:
    """Yields the heads and rows of each table, with the section before it.

    The same head again is that of a new page: the rows go on.
    """
    heads: list[Section] = []
    rows: list[Section] = []
    before: Section | None = None
    last = ""
    of_tables = {section.section_id: section for section in material.index.of_kinds(doc_id, "table-head", "table-row")}
    for section_id, kind in material.index.kinds(doc_id).items():
        if section := of_tables.get(section_id):
            new = kind == "table-head" and rows and _words(section, material) not in _all_words(heads, material)
            if rows and (new or section.parent != rows[-1].parent):
                yield heads, rows, before
                heads, rows = [], []
            if kind == "table-row":
                if heads:
                    rows.append(section)
            elif not rows:
                if not heads or heads[-1].parent != section.parent:
                    before = material.index.section(last) if last else None
                    heads = []
                heads.append(section)
        last = section_id
    if rows:
        yield heads, rows, before


def _words(head: Section, material: Material) -> str:
    return "|".join(texts_of(head, material)).lower()


def _all_words(heads: Sequence[Section], material: Material) -> list[str]:
    return [_words(head, material) for head in heads]


def _table(heads: list[Section], rows: list[Section], before: Section | None, material: Material) -> Table | None:
    width = len(heads[-1].cells or ())
    heads = [h for h in heads if len(h.cells or ()) == width and not numbers_columns(texts_of(h, material))]
    if not heads:
        return None
    titles = _titles([texts_of(head, material) for head in heads])
    cells = [(row, texts_of(row, material)) for row in rows if len(row.cells or ()) == width]
    texts = [own for _, own in cells]
    numbers = {at for at in range(width) if _numbers(titles[at], [own[at] for own in texts])}
    named = next((at for at in range(width) if at not in numbers and any(own[at] for own in texts)), None)
    if named is None:
        return None
    measured = next((at for at in range(width) if at != named and MEASURE.match(fold(titles[at]))), None)
    rest = [at for at in range(width) if at not in numbers and at not in (named, measured) and titles[at]]
    figures = tuple(at for at in rest if _of_figures(titles[at], [own[at] for own in texts]))
    unit, line, caption = _above(before, material)
    found = tuple(_row(section, own, named, numbers, figures) for section, own in cells)
    return Table(tuple(heads), titles, found, named, figures, measured, unit, line, caption)


def _titles(heads: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The head of each column: a cell over several columns is printed once, and holds for those without one beside it.

    Where the row below has a cell.
    """
    found = [[text] if text else [] for text in heads[-1]]
    for upper, lower in reversed(list(pairwise(heads))):
        over = ""
        for at, text in enumerate(upper):
            over = text or (over if lower[at] else "")
            if over and over not in found[at]:
                found[at].insert(0, over)
    return tuple(" – ".join(parts) for parts in found)


def _numbers(title: str, texts: Sequence[str]) -> bool:
    """Whether a column only numbers the rows."""
    filled = [text for text in texts if text]
    if title and not NUMBER_HEAD.match(title):
        return False
    return bool(title) or (bool(filled) and all(ROW_NUMBER.match(text) for text in filled))


def _of_figures(title: str, texts: Sequence[str]) -> bool:
    filled = [text for text in texts if not NOTHING.match(text)]
    share = sum(bool(FIGURE.match(text)) for text in filled) / (len(filled) or 1)
    if _NO_FIGURE.match(fold(title)):
        return bool(filled) and not fold(title).startswith(("thoi", "ngay", "han")) and all(map(_counts, filled))
    return share >= _MOSTLY and not all(map(PERIOD.match, filled))


def _counts(text: str) -> bool:
    return FIGURE.match(text) is not None and not PERIOD.match(text)


def _row(section: Section, texts: tuple[str, ...], named: int, numbers: set[int], figures: Sequence[int]) -> Row:
    # A row over others has its name in the first cell where the numbers stand, or a number of another kind there.
    name = texts[named] or next((text for text in texts if sum(c.isalpha() for c in text) > 1), "")
    before = [texts[at] for at in numbers if texts[at]]
    group = any(GROUP_NUMBER.match(text) for text in before)
    return Row(section, texts, name, TOTAL.match(fold(name)) is not None, group)


def _above(before: Section | None, material: Material) -> tuple[str, Section | None, str]:
    """The unit of a table with the section right above it that says it ("Đơn vị tính: tỷ đồng"), and its caption.

    Where that line has the unit alone, the caption is the paragraph above it.
    """
    if before is None or before.kind not in ("paragraph", "title", "heading", "item", "unit-line"):
        return "", None, ""
    text = material.text(before).strip()
    found = _UNIT.search(text.split("\n")[-1])
    caption = text
    if found and found.start() == 0 and "\n" not in text:
        earlier, _ = material.beside(before)
        caption = material.text(earlier[-1]) if earlier and earlier[-1].kind in ("paragraph", "title") else ""
    caption = caption if len(caption) < _CAPTION else ""
    return (found["unit"], before, caption) if found else ("", None, caption)


def is_period(name: str) -> bool:
    """Whether a row is called by a year or a period."""
    return PERIOD.match(name) is not None and bool(years_in(name))
