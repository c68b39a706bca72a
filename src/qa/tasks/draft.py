"""A task before it is verified, and the view of a document that the extractors share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from qa.records import Document, Section

Span = tuple[int, int]

_LABEL = re.compile(
    r"^\s*(?:[-+*•–]\s*|\(?(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*|[IVXLC]+)[.)]\s+|\d{1,2}(?:\.\d{1,2})+\s+|Điều\s+\d+\s*[.:]\s*)",
)
# Sections in which no task stands: they end what was begun before them.
CLOSED = {"title", "preamble", "basis", "recipients", "signature"}


@dataclass(slots=True)
class Draft:
    """What an extractor has read; `evidence` are the spans in which every field must be found."""

    section: Section
    start: int
    end: int
    task: str
    source_kind: str
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    time: str = ""
    result: str = ""
    evidence: list[Span] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class View:
    """A document with its sections in order and what the extractors ask about them."""

    def __init__(self, document: Document, sections: list[Section]) -> None:
        self.text = document.text
        self.sections = sorted((s for s in sections if s.kind != "furniture"), key=lambda s: s.start)
        self._by_id = {section.section_id: section for section in self.sections}
        self._at = {(section.start, section.end): section.section_id for section in self.sections}

    def text_of(self, section: Section) -> str:
        """Returns the whole text of a section."""
        return self.text[section.start : section.end]

    def body_span(self, section: Section) -> Span:
        """Returns the section's span without its label and surrounding blanks."""
        text = self.text_of(section)
        start = section.start
        if section.label and text.lstrip().startswith(section.label):
            start += len(text) - len(text.lstrip()) + len(section.label)
        elif match := _LABEL.match(text):
            start += match.end()
        while start < section.end and self.text[start] in " \t\n.:)-–":
            start += 1
        return start, start + len(self.text[start : section.end].rstrip())

    def body(self, section: Section) -> str:
        """Returns the section's text without its label."""
        start, end = self.body_span(section)
        return self.text[start:end]

    def sections_at(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Returns the ids of the sections that have these spans, each once."""
        return tuple(dict.fromkeys(self._at[span] for span in spans if span in self._at))

    def ancestors(self, section: Section) -> list[Section]:
        """Returns the sections above a section, the nearest first."""
        found: list[Section] = []
        parent = section.parent
        while parent is not None and parent in self._by_id and len(found) < 32:
            found.append(self._by_id[parent])
            parent = self._by_id[parent].parent
        return found


def squeeze(text: str) -> str:
    """Returns text with every run of blanks as one space."""
    return " ".join(text.split())
