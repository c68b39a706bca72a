"""Sections → passages: the units that are embedded, indexed and retrieved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from qa.index.breadcrumbs import components, fit
from qa.index.grouping import HEADINGS, CountTokens, Grouper, ancestors
from qa.records import Document, Passage, Section
from qa.vietnamese import sentences

_LONGEST_TOKEN = 20  # characters; only bounds a search


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

    def cut(self) -> list[Passage]:
        joined = Grouper(
            self.document, self.sections, self.by_id, self.count_tokens, self.options.passage_tokens, self.limit
        ).grouped()
        return [passage for group in joined for passage in self._passages_of(group)]

    def _passages_of(self, group: list[Section]) -> Iterator[Passage]:
        content = [s for s in group if s.kind not in HEADINGS] or group[-1:]
        named = self._common(content)
        above = self._above(named) if named in content else [*self._above(named), named]
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

    def _above(self, section: Section) -> list[Section]:
        return ancestors(section, self.by_id)

    def _common(self, content: list[Section]) -> Section:
        """Returns the only section, or the innermost one over (or among) all of them."""
        if len(content) == 1:
            return content[0]
        lines = [[*self._above(section), section] for section in content]
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
