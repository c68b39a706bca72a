"""Units of one part's body → a tree of nodes, by a stack of open lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.structure.gaps import missing_headings
from qa.structure.markers import (
    BULLETS,
    NAMED_KINDS,
    UNIT_LINE,
    Marker,
    candidates,
    is_capitals_heading,
    missing_between,
    numbers_referred,
    sentence_like,
)
from qa.structure.node import LEADING_KINDS, Node, code_of, goes_on
from qa.structure.survey import agency_headings, articles_outside, closing_start, letters_inside, quoted
from qa.structure.tables import TableReader, group_title, heads_by_place
from qa.structure.units import Unit

# A colon after a few words makes them a heading of the text behind it ("3. Sở Tài chính: Phối hợp …"), but not after a
# sum that is divided ("1. Tổng kinh phí là 40 tỷ đồng, gồm: …").
LEAD_IN = re.compile(r"^(?P<head>(?![^.;:]*\d[^.;:]*gồm:)[^.;:]{3,140})(?<!trong đó):\s+(?=\S)")
# Dots to write on, and how many lines with them make a form.
_BLANK, _FORM = "......", 3
# A line of a heading that cannot be its last.
UNFINISHED = re.compile(r"(?:[,–-]|\b(?:VÀ|CỦA|VỀ|TRONG|CHO|ĐẾN|THEO|TẠI|VỚI|CÁC))$")
MAX_GAP = 3
# The level of articles that hold chapters ("Điều 1. Phê duyệt Đề án …: I. MỤC TIÊU"): above those of plans.
_OUTSIDE = 2.5
# The level of capital letters under Roman numbers.
_INSIDE = 4.5
# The level of tasks numbered by name under a numbered heading ("1. Hạ tầng" – "Nhiệm vụ 1: …").
_BELOW_NUMBERS = 8


def build(units: Sequence[Unit], root: Node) -> list[Node]:
    """Returns the nodes of one part's body in reading order; `root` stands for the part and is not among them."""
    return _Builder(root, units).run()


class _Builder:
    def __init__(self, root: Node, units: Sequence[Unit]) -> None:
        self.stack = [root]
        self.units = units
        self.nodes: list[Node] = []
        self.tables = TableReader()
        self.heads = heads_by_place(units)
        self.quoted = quoted(units)
        self.letters_inside = letters_inside(units, self.quoted)
        self.lost = missing_headings(units, self.quoted, self.letters_inside)
        self.tail = closing_start(units)
        self.form = sum(_BLANK in u.text for u in units if u.cells is None) >= _FORM
        self.agencies = agency_headings(units)
        self.articles_outside = articles_outside(units)

    def run(self) -> list[Node]:
        for i, unit in enumerate(self.units):
            for marker in self.lost.get(i, []):
                place = Unit("", unit.start, unit.start, unit.page)
                self._open(marker, place, self._parent_by_rank(marker), inferred=True)
            self._take(i, unit)
        return self.nodes

    def _take(self, i: int, unit: Unit) -> None:
        if unit.cells is not None:
            self._row(unit, i in self.heads)
            return
        self.tables.close()
        if i in self.quoted:
            self._leaf(unit, "paragraph", "d", self._numbered_top())
            return
        if self._names_last(unit):
            return
        if UNIT_LINE.match(unit.text) or self._continues_unit_line(unit):
            self._leaf(unit, "unit-line", "u", self._referred(unit) or self._numbered_top())
            return
        for marker in candidates(unit.text):
            parent = self._parent(marker, i)
            if parent is not None:
                self._open(marker, unit, parent)
                return
        if not self.form and is_capitals_heading(unit.text) and i + 1 < len(self.units) and not self._wraps():
            self._open_bare(unit)
            return
        if i in self.agencies and not self.form:
            self._open_agency(unit)
            return
        self._leaf(unit, "paragraph", "d", self._paragraph_parent(i))

    def _wraps(self) -> bool:
        """Whether a line in capitals only goes on with a numbered heading in capitals on the line before."""
        last = self.nodes[-1] if self.nodes else None
        marker = last.marker if last else None
        return bool(last and marker and marker.type not in LEADING_KINDS and last.unit.text.isupper())

    def _open_bare(self, unit: Unit) -> None:
        """Opens a heading without a number, below the innermost numbered one; two lines in a row are one heading."""
        last = self.nodes[-1] if self.nodes else None
        if last is not None and last.kind == "heading" and last.marker is None:
            last.unit = replace(last.unit, text=f"{last.unit.text}\n{unit.text}", end=unit.end)
            last.heading = f"{last.heading} {unit.text.strip()}"
            return
        # Beside the one before it, whatever has been numbered in between; the first below the innermost numbered one.
        before = next((n.parent for n in self.stack if n.parent and n.marker is None), None)
        numbered = (n for n in reversed(self.stack) if n.parent is None or (n.marker and n.kind == "heading"))
        self._head(unit, before or next(numbered))

    def _open_agency(self, unit: Unit) -> None:
        """Opens an agency's heading in small letters, beside the one before it or below the innermost heading."""
        before = (n.parent for n in self.stack if n.parent and n.marker is None and not n.unit.text.isupper())
        above = (n for n in reversed(self.stack) if n.parent is None or n.kind == "heading")
        self._head(unit, next(before, None) or next(above))

    def _head(self, unit: Unit, parent: Node) -> None:
        """Opens a heading without a number under `parent`."""
        while self.stack[-1] is not parent:
            self.stack.pop()
        parent.counts["h"] = parent.counts.get("h", 0) + 1
        code, rank = f"de-muc-{parent.counts['h']}", parent.rank + 0.5
        node = Node("heading", code, unit, parent=parent, rank=rank, heading=unit.text.strip().rstrip(" :"))
        self.nodes.append(node)
        self.stack.append(node)

    def _parent(self, marker: Marker, i: int) -> Node | None:
        """The node under which a marker opens a section, or None if the sequence rejects it."""
        if marker.type in BULLETS:
            return self._parent_by_rank(marker)
        if marker.type == "dieu":
            return self._article_parent(marker)
        for node in reversed(self.stack):
            last = node.lists.get(marker.type, 0)
            if last and marker.value > last and missing_between(marker.type, last, marker.value) == 0:
                return node if self._fits_decimal(marker, node) else None
        parent = self._parent_by_rank(marker)
        last = parent.lists.get(marker.type, 0)
        if marker.value == 1:
            if marker.before_figure and (last or not self._fits_decimal(marker, parent)):
                return None
            announced = i > 0 and self.units[i - 1].text.rstrip().endswith(":") and self.stack[-1].rank >= marker.rank
            return self.stack[-1] if announced and last else parent
        if not self._fits_decimal(marker, parent) or marker.type == "upper" or marker.before_figure:
            return None
        if goes_on(marker, parent):
            return parent
        gap = missing_between(marker.type, last, marker.value)
        return parent if 0 < gap <= MAX_GAP and marker.value > last else None

    def _article_parent(self, marker: Marker) -> Node | None:
        """Articles are numbered through all chapters, so the last one of the whole part decides."""
        last = self.stack[0].lists.get("article", 0)
        if not 0 < marker.value - last <= MAX_GAP + 1:
            return None
        self.stack[0].lists["article"] = marker.value
        parent = self._parent_by_rank(marker)
        parent.lists["dieu"] = marker.value - 1 if marker.value == last + 1 else last
        return parent

    def _names_last(self, unit: Unit) -> bool:
        """Joins the name of a chapter, printed on the line below its number, to the chapter."""
        last = self.nodes[-1] if self.nodes else None
        if last is None or last.marker is None or last.marker.type not in LEADING_KINDS[:3]:
            return False
        if candidates(unit.text) or sentence_like(unit.text):
            return False
        if last.heading and not (UNFINISHED.search(last.heading) and unit.text.isupper()):
            return False  # only a name in capitals that is plainly not at its end goes on over another line
        last.unit = replace(last.unit, text=f"{last.unit.text}\n{unit.text}", end=unit.end)
        last.heading = f"{last.heading} {unit.text.strip()}".strip()
        return True

    def _fits_decimal(self, marker: Marker, parent: Node) -> bool:
        """Whether "2.1" stands under "2."; a decimal elsewhere is a number, not a marker."""
        if not marker.type.startswith("decimal"):
            return True
        owner = parent.marker
        while owner is not None and parent.parent is not None and owner.type in BULLETS:
            parent = parent.parent
            owner = parent.marker
        if owner is None or owner.type not in ("arabic", "decimal", "dieu", "roman"):
            return True
        return owner.type == "roman" or marker.parent_value == owner.label.strip(" .)/-–")

    def _parent_by_rank(self, marker: Marker) -> Node:
        rank = self._rank(marker)
        return next(node for node in reversed(self.stack) if node.rank < rank)

    def _rank(self, marker: Marker) -> float:
        """The level of a marker: that of its kind, unless this text has another order."""
        if marker.type == "upper" and self.letters_inside:
            return _INSIDE
        if marker.type in NAMED_KINDS and any(n.marker and n.marker.type in ("arabic", "decimal") for n in self.stack):
            return _BELOW_NUMBERS + marker.rank % 1
        return _OUTSIDE if marker.type == "dieu" and self.articles_outside else marker.rank

    def _open(self, marker: Marker, unit: Unit, parent: Node, *, inferred: bool = False) -> None:
        while self.stack[-1] is not parent:
            self.stack.pop()
        last = parent.lists.get(marker.type, 0)
        bullet = marker.type in BULLETS
        text = unit.text[marker.length :].strip()
        lead = LEAD_IN.match(text) if not bullet else None
        heading = not bullet and (inferred or marker.type in LEADING_KINDS[:3] or not sentence_like(unit.text))
        node = Node(
            kind="heading" if heading and not lead else "item",
            code=code_of(marker, parent),
            unit=unit,
            marker=marker,
            parent=parent,
            rank=max(self._rank(marker), parent.rank + 0.5),
            heading="" if inferred else lead["head"] if lead else text.rstrip(" :") if heading else "",
            label=marker.label,
            inferred=inferred,
        )
        if not bullet:
            if marker.value <= last:
                node.doubtful = f"đánh số lại từ {marker.label}"
            elif missing_between(marker.type, last, marker.value) and not goes_on(marker, parent):
                node.doubtful = f"nhảy số đến {marker.label}"
            parent.lists[marker.type] = marker.value
            if parent.parent is not None:
                parent.parent.below[marker.type] = marker.value
        self.nodes.append(node)
        self.stack.append(node)

    def _leaf(self, unit: Unit, kind: str, code: str, parent: Node) -> None:
        while self.stack[-1] is not parent:
            self.stack.pop()
        parent.counts[code] = parent.counts.get(code, 0) + 1
        self.nodes.append(Node(kind, f"{code}{parent.counts[code]}", unit, parent=parent, rank=99))

    def _row(self, unit: Unit, head: bool) -> None:
        parent = self._numbered_top()
        while self.stack[-1] is not parent:
            self.stack.pop()
        kind, code, label = self.tables.row(unit, head)
        heading = group_title(unit.text) if kind == "table-row" else ""
        self.nodes.append(Node(kind, code, unit, parent=parent, rank=99, heading=heading, label=label))

    def _numbered_top(self) -> Node:
        """The innermost open section that is not a bullet."""
        return next(n for n in reversed(self.stack) if n.marker is None or n.marker.type not in BULLETS)

    def _referred(self, unit: Unit) -> Node | None:
        """The open section over all that a line refers to: "3.2" for "Sở X chủ trì nhiệm vụ 3.2.1 và 3.2.2"."""
        numbers = numbers_referred(unit.text)
        labels = ((node, node.label.strip(" .)")) for node in reversed(self.stack) if node.label) if numbers else ()
        return next((n for n, own in labels if all(x == own or x.startswith(f"{own}.") for x in numbers)), None)

    def _continues_unit_line(self, unit: Unit) -> bool:
        """Whether a plain line goes on with a label that stood alone ("* Đơn vị thực hiện:" and its units below)."""
        if not self.nodes or self.nodes[-1].kind != "unit-line" or candidates(unit.text):
            return False
        labels = [n for n in self.nodes[-8:] if n.kind == "unit-line" and UNIT_LINE.match(n.unit.text)]
        label = labels[-1].unit.text
        return UNIT_LINE.match(label).end() >= len(label.rstrip())  # type: ignore[union-attr]

    def _paragraph_parent(self, i: int) -> Node:
        """Where a plain paragraph belongs: to the section that is open, or, closing the text, to its last chapter."""
        top = self._numbered_top()
        if i >= self.tail and self.nodes and self.nodes[-1] is not top:
            return self.stack[min(1, len(self.stack) - 1)]
        if top.kind == "item" and top is self.nodes[-1] and i >= self.tail:
            return self.stack[min(1, len(self.stack) - 1)]
        return top
