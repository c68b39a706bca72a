"""Which neighbouring sections share a passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qa.index.breadcrumbs import part_at
from qa.records import Document, Section

CountTokens = Callable[[Sequence[str]], list[int]]

HEADINGS = frozenset({"heading", "title"})
_ALONE = frozenset({"table-row", "table-head"})
# Sections of one class may share a passage: a signature never joins the last task.
_FRONT = frozenset({"title", "preamble", "basis"})
_BACK = frozenset({"recipients", "signature"})


@dataclass(slots=True)
class _Node:
    """A section with those under it."""

    section: Section
    tokens: int
    children: list[_Node] = field(default_factory=list)

    def total(self) -> int:
        return self.tokens + sum(child.total() for child in self.children)

    def walk(self) -> Iterator[_Node]:
        yield self
        for child in self.children:
            yield from child.walk()


class Grouper:
    """Joins the sections of a document that stand in its text, in their order, to groups.

    Attributes:
        by_id: all sections, those without a text of their own too: they stand in the line of those below them.
        most: neighbouring small sections are joined up to this many tokens.
        limit: the model's longest input.
    """

    def __init__(
        self,
        document: Document,
        sections: Sequence[Section],
        by_id: dict[str, Section],
        count_tokens: CountTokens,
        most: int,
        limit: int,
    ) -> None:
        self.document = document
        self.sections = sections
        self.by_id = by_id
        self.count_tokens = count_tokens
        self.most = most
        self.limit = limit
        self.groups: list[list[Section]] = []
        self.open: list[Section] = []
        self.size = 0
        self.sealed = False

    def grouped(self) -> list[list[Section]]:
        """Returns the groups; furniture is in none and parts two."""
        for root in self._tree():
            self._place(root)
        self._close()
        return self.groups

    def _tree(self) -> list[_Node]:
        counts = self.count_tokens([self.document.text[s.start : s.end].strip() for s in self.sections])
        roots: list[_Node] = []
        line: list[_Node] = []  # from a root down to the section before
        for section, tokens in zip(self.sections, counts, strict=True):
            node = _Node(section, tokens)
            # A parent that other sections have closed cannot hold this one too: passages are contiguous.
            while line and line[-1].section.section_id != section.parent:
                line.pop()
            (line[-1].children if line else roots).append(node)
            line.append(node)
        return roots

    def _place(self, node: _Node) -> None:
        """Adds a node to the open group, or opens a new one."""
        section = node.section
        whole = node.total()
        if section.kind == "furniture":
            self._close()
        elif section.kind in HEADINGS:
            if not self._leads_only() or not self._under(self.open[-1], section):
                self._close()
            self._append(node)
        elif section.kind in _ALONE:
            keep = section.kind == "table-head" and self._leads_only()
            if not keep:
                self._close()
            self._append(node)
            self.sealed = True
        elif self._indivisible(node) and whole <= self.most:
            fits = self._leads_only() or self.size + whole <= self.most
            if not (fits and self._joins(section)):
                self._close()
            for each in node.walk():
                self._append(each)
            return
        else:
            sticks = section.kind == "unit-line" and self.size + node.tokens <= self.limit // 2
            if not self._joins(section) or not (self._leads_only() or sticks or self._room(node)):
                self._close()
            self._append(node)
        for child in node.children:
            self._place(child)

    def _indivisible(self, node: _Node) -> bool:
        return bool(node.children) and not any(
            each.section.kind in HEADINGS | _ALONE | {"furniture"} for each in node.walk()
        )

    def _room(self, node: _Node) -> bool:
        """Whether a section fits into the open group, together with the first of those it introduces."""
        first = node.children[0].total() if node.children else 0
        return self.size + node.tokens + first <= self.most

    def _joins(self, section: Section) -> bool:
        """Whether a section may share a passage with the open group, size aside."""
        if not self.open:
            return True
        last = self.open[-1]
        if self.sealed or part_at(self.document, last.start) != part_at(self.document, section.start):
            return False
        if last.kind in HEADINGS:
            return self._above(last, section) or _class(last) == _class(section) == "front"
        return self._heading_of(last) == self._heading_of(section) and _class(last) == _class(section)

    def _leads_only(self) -> bool:
        return bool(self.open) and all(section.kind in HEADINGS for section in self.open)

    def _under(self, upper: Section, lower: Section) -> bool:
        """Whether a heading's line may follow another's in one passage."""
        return self._above(upper, lower) or upper.kind == lower.kind == "title"

    def _above(self, upper: Section, lower: Section) -> bool:
        return any(each.section_id == upper.section_id for each in ancestors(lower, self.by_id))

    def _heading_of(self, section: Section) -> str | None:
        headings = [each.section_id for each in ancestors(section, self.by_id) if each.kind in HEADINGS]
        return headings[-1] if headings else None

    def _append(self, node: _Node) -> None:
        self.open.append(node.section)
        self.size += node.tokens

    def _close(self) -> None:
        if self.open:
            self.groups.append(self.open)
        self.open, self.size, self.sealed = [], 0, False


def ancestors(section: Section, by_id: dict[str, Section]) -> list[Section]:
    """Returns the sections above a section, outermost first."""
    above: list[Section] = []
    seen = {section.section_id}
    while section.parent in by_id and section.parent not in seen:
        section = by_id[section.parent]
        seen.add(section.section_id)
        above.append(section)
    return above[::-1]


def _class(section: Section) -> str:
    return "front" if section.kind in _FRONT else "back" if section.kind in _BACK else "body"
