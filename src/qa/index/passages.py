"""Sections → passages: the units that are embedded, indexed and retrieved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from qa.index.breadcrumbs import components, fit, part_at
from qa.records import Document, Passage, Section
from qa.vietnamese import sentences

CountTokens = Callable[[Sequence[str]], list[int]]

_HEADINGS = frozenset({"heading", "title"})
_LONGEST_TOKEN = 20  # characters; only bounds a search
_ALONE = frozenset({"table-row", "table-head"})
# Sections of one class may share a passage: a signature never joins the last task.
_FRONT = frozenset({"title", "preamble", "basis"})
_BACK = frozenset({"recipients", "signature"})


@dataclass(frozen=True, slots=True)
class PassageOptions:
    """How passages are cut; recorded in the manifest, since a change needs new passages.

    Attributes:
        passage_tokens: neighbouring small sections are joined up to this size.
        breadcrumb_share: the largest share of the model's limit that a breadcrumb may take.
    """

    passage_tokens: int = 200
    breadcrumb_share: float = 0.3


def passage_input(passage: Passage) -> str:
    """Returns what is embedded for a passage: its breadcrumb, then its text."""
    return f"{passage.breadcrumb}\n{passage.text}" if passage.breadcrumb else passage.text


def passages(
    document: Document,
    sections: Sequence[Section],
    count_tokens: CountTokens,
    limit: int,
    options: PassageOptions | None = None,
) -> list[Passage]:
    """Cuts a document into passages.

    Each section's text lies in exactly one passage (a section too long for the model in several, cut between
    sentences); furniture lies in none. A heading's line goes with the first passage under it.

    Args:
        document: the document.
        sections: its sections.
        count_tokens: the model's own count for an input, prefix and special tokens included.
        limit: the model's longest input.
        options: how to cut.
    """
    return _Cutter(document, sections, count_tokens, limit, options or PassageOptions()).cut()


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


class _Cutter:
    def __init__(
        self,
        document: Document,
        sections: Sequence[Section],
        count_tokens: CountTokens,
        limit: int,
        options: PassageOptions,
    ) -> None:
        self.document = document
        self.count_tokens = count_tokens
        self.limit = limit
        self.options = options
        self.sections = sorted((s for s in sections if self._text(s.start, s.end)), key=lambda s: s.start)
        # An inferred heading has no text of its own, but stands in the line of those below it.
        self.by_id = {section.section_id: section for section in sections}
        self.groups: list[list[Section]] = []
        self.open: list[Section] = []
        self.size = 0
        self.sealed = False

    def cut(self) -> list[Passage]:
        for root in self._tree():
            self._place(root)
        self._close()
        made: list[Passage] = []
        for group in self.groups:
            made.extend(self._passages_of(group))
        return made

    # Grouping: which sections share a passage

    def _tree(self) -> list[_Node]:
        counts = self.count_tokens([self._text(s.start, s.end) for s in self.sections])
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
        elif section.kind in _HEADINGS:
            if not self._leads_only() or not self._under(self.open[-1], section):
                self._close()
            self._append(node)
        elif section.kind in _ALONE:
            keep = section.kind == "table-head" and self._leads_only()
            if not keep:
                self._close()
            self._append(node)
            self.sealed = True
        elif self._indivisible(node) and whole <= self.options.passage_tokens:
            fits = self._leads_only() or self.size + whole <= self.options.passage_tokens
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
            each.section.kind in _HEADINGS | _ALONE | {"furniture"} for each in node.walk()
        )

    def _room(self, node: _Node) -> bool:
        """Whether a section fits into the open group, together with the first of those it introduces."""
        first = node.children[0].total() if node.children else 0
        return self.size + node.tokens + first <= self.options.passage_tokens

    def _joins(self, section: Section) -> bool:
        """Whether a section may share a passage with the open group, size aside."""
        if not self.open:
            return True
        last = self.open[-1]
        if self.sealed or part_at(self.document, last.start) != part_at(self.document, section.start):
            return False
        if last.kind in _HEADINGS:
            return self._above(last, section) or _class(last) == _class(section) == "front"
        return self._heading_of(last) == self._heading_of(section) and _class(last) == _class(section)

    def _leads_only(self) -> bool:
        return bool(self.open) and all(section.kind in _HEADINGS for section in self.open)

    def _under(self, upper: Section, lower: Section) -> bool:
        """Whether a heading's line may follow another's in one passage."""
        return self._above(upper, lower) or upper.kind == lower.kind == "title"

    def _above(self, upper: Section, lower: Section) -> bool:
        return any(each.section_id == upper.section_id for each in self._ancestors(lower))

    def _heading_of(self, section: Section) -> str | None:
        headings = [each.section_id for each in self._ancestors(section) if each.kind in _HEADINGS]
        return headings[-1] if headings else None

    def _ancestors(self, section: Section) -> list[Section]:
        """Returns the sections above a section, outermost first."""
        above: list[Section] = []
        seen = {section.section_id}
        while section.parent in self.by_id and section.parent not in seen:
            section = self.by_id[section.parent]
            seen.add(section.section_id)
            above.append(section)
        return above[::-1]

    def _append(self, node: _Node) -> None:
        self.open.append(node.section)
        self.size += node.tokens

    def _close(self) -> None:
        if self.open:
            self.groups.append(self.open)
        self.open, self.size, self.sealed = [], 0, False

    # Passages: spans, breadcrumbs, limits

    def _passages_of(self, group: list[Section]) -> Iterator[Passage]:
        content = [s for s in group if s.kind not in _HEADINGS] or group[-1:]
        named = self._common(content)
        above = self._ancestors(named) if named in content else [*self._ancestors(named), named]
        breadcrumb = self._breadcrumb(content[0], above)
        start, end = group[0].start, group[-1].end
        for n, (piece_start, piece_end) in enumerate(self._pieces(breadcrumb, start, end), 1):
            inside = tuple(s.section_id for s in group if s.start < piece_end and piece_start < s.end)
            yield Passage(
                passage_id=content[0].section_id + (f"~{n}" if n > 1 else ""),
                doc_id=self.document.doc_id,
                section_id=named.section_id,
                section_ids=inside,
                text=self.document.text[piece_start:piece_end],
                start=piece_start,
                end=piece_end,
                breadcrumb=breadcrumb,
                page=content[0].page,
            )

    def _common(self, content: list[Section]) -> Section:
        """Returns the only section, or the innermost one over (or among) all of them."""
        if len(content) == 1:
            return content[0]
        lines = [[*self._ancestors(section), section] for section in content]
        common = content[0]
        for level in zip(*lines, strict=False):
            if len({section.section_id for section in level}) > 1:
                break
            common = level[0]
        return common

    def _breadcrumb(self, first: Section, above: list[Section]) -> str:
        columns = ""
        if first.kind == "table-row":
            heads = [s for s in self.sections if s.kind == "table-head" and s.start < first.start]
            same = [s for s in heads if s.parent == first.parent]
            columns = " | ".join(self._cells(same[-1])) if same else ""
        names = components(self.document, above, first.start, columns)
        return fit(names, self._count, int(self.limit * self.options.breadcrumb_share))

    def _cells(self, head: Section) -> list[str]:
        if not head.cells:
            return [self.document.text[head.start : head.end].strip()]
        return [text for start, end in head.cells if (text := self.document.text[start:end].strip())]

    def _pieces(self, breadcrumb: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yields the span, cut between sentences where it is too long for the model."""
        start, end = self._trim(start, end)
        if self._fits(breadcrumb, start, end):
            yield start, end
            return
        text = self.document.text[start:end]
        ends = [start + stop for _, stop in sentences(text)] or [end]
        ends[-1] = end
        at = start
        while at < end:
            ahead = [e for e in ends if e > at]
            fitting = takewhile(partial(self._fits, breadcrumb, at), ahead)
            stop = max(fitting, default=0) or self._hard_stop(breadcrumb, at, ahead[0])
            piece = self._trim(at, stop)
            if piece[0] < piece[1]:
                yield piece
            at = stop

    def _hard_stop(self, breadcrumb: str, start: int, end: int) -> int:
        """Returns the end of the longest beginning of a sentence that fits, between words if possible."""
        low, high = start + 1, min(end, start + _LONGEST_TOKEN * self.limit)
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(breadcrumb, start, middle):
                low = middle
            else:
                high = middle - 1
        space = max(self.document.text.rfind(mark, start + 1, low + 1) for mark in " \t\n")
        return space if space > start else low

    def _fits(self, breadcrumb: str, start: int, end: int) -> bool:
        return self._count(f"{breadcrumb}\n{self.document.text[start:end]}") <= self.limit

    def _count(self, text: str) -> int:
        return self.count_tokens([text])[0]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.document.text[start:end]
        return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())

    def _text(self, start: int, end: int) -> str:
        return self.document.text[start:end].strip()


def _class(section: Section) -> str:
    return "front" if section.kind in _FRONT else "back" if section.kind in _BACK else "body"
