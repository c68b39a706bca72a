"""Places of a document that answers quote: runs of its text, and sections prepared for choosing sentences."""

from __future__ import annotations

from dataclasses import dataclass

from qa.index.wording import Terms
from qa.records import Section


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim run of a document: `document.text[start:end]`, inside `section`."""

    section: Section
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A section's own text, prepared for choosing sentences.

    Attributes:
        section: the section.
        text: its own text.
        spans: (start, end) of its sentences in the document.
        terms: terms of each sentence, as printed and folded.
        whole: those of the whole text.
        above: those of the headings over it.
        years: years named in each sentence; those of the headings, of a table's head, or of a plan for one year in the
            document's title, where it names none.
        reading: a row of figures with the heads of its columns; "" for other text.
    """

    section: Section
    text: str
    spans: tuple[tuple[int, int], ...]
    terms: tuple[Terms, ...]
    whole: Terms
    above: Terms
    years: tuple[frozenset[int], ...]
    reading: str = ""

    def sentence(self, at: int) -> str:
        """Returns a sentence by its place."""
        start, end = self.spans[at]
        return self.text[start - self.section.start : end - self.section.start]
