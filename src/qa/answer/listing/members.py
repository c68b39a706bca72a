"""The members of a list: what stands under a heading, or under a row that heads a group."""

from __future__ import annotations

import re
from itertools import takewhile

from qa.answer.material import Material
from qa.records import Section
from qa.vietnamese import fold

CLOSING = re.compile(r"\W*tren day la\b")
# "(Chủ trì: Sở X; phối hợp: …)": who has the task that the items before it are of.
UNIT = re.compile(r"\W*(?:(?:co quan|don vi) )?(?:chu tri|thuc hien|phoi hop)(?: thuc hien)?\s*:")
TOTAL = re.compile(r"\W*(?:tong(?: cong| so)?|cong)\b")


def members(section: Section, material: Material) -> list[Section]:
    """The members of a list: the children of a heading, or, where it has one level of headings, those headings."""
    if section.kind == "table-row":
        return _rows_below(section, material)
    children = [c for c in material.children(section) if c.kind in ("item", "paragraph", "heading", "table-row")]
    if children and children[0].kind == "paragraph" and material.text(children[0]).rstrip().endswith(":"):
        children = children[1:]  # what leads in is no member
    if children and CLOSING.match(fold(material.text(children[-1]))):
        children = children[:-1]  # nor is what closes the document
    while len(children) > 2 and UNIT.match(fold(material.text(children[-1]))):
        children = children[:-1]
    return children if len(children) >= 2 else []


def _rows_below(group: Section, material: Material) -> list[Section]:
    """The rows under one that heads a group, up to the next such row or the table's sum."""
    _, after = material.beside(group)
    rows = takewhile(lambda row: row.kind == "table-row" and not row.heading, after)
    return list(takewhile(lambda row: not TOTAL.match(fold(material.text(row))), rows))
