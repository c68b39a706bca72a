"""Citations: numbered in order of first use, each with a quote that is checked against the text."""

from __future__ import annotations

import hashlib
import re

from qa import deadline
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.records import Citation, Passage, Section

LINE_BREAKS = re.compile(r"\s*\n\s*|\t")


class Citations:
    """Collects the citations of one answer."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.found: list[Citation] = []
        self._of: dict[str, list[Citation]] = {}

    def cite(self, span: Span) -> str:
        """Adds a citation, or finds it again, and returns its marker "[n]"."""
        deadline.check()
        section = span.section
        if not section.start <= span.start < span.end <= section.end:
            raise ValueError(f"a quote outside its section {section.section_id}")
        quote = self.material.cut(section, span.start, span.end)
        of_section = self._of.setdefault(section.section_id, [])
        for known in of_section:
            if quote in known.quote:
                return f"[{known.n}]"
        key = hashlib.sha256(f"{section.section_id}\0{span.start}\0{span.end}".encode()).hexdigest()[:12]
        citation = Citation(
            n=len(self.found) + 1,
            key=key,
            doc_id=section.doc_id,
            section_id=section.section_id,
            reference=section.reference,
            quote=quote,
            start=span.start,
            end=span.end,
            text=self.material.text(section),
            page=section.page,
        )
        self.found.append(citation)
        of_section.append(citation)
        return f"[{citation.n}]"

    def whole(self, section: Section) -> str:
        """Cites the whole of a section's own text; a heading that the text has lost leaves nothing to cite, and ""."""
        if section.start == section.end:
            return ""
        return self.cite(trimmed(self.material, Span(section, section.start, section.end)))

    def text(self, span: Span) -> str:
        """Returns a span's text on one line."""
        return one_line(self.material.cut(span.section, span.start, span.end))


def trimmed(material: Material, span: Span) -> Span:
    """Returns a span without blanks at its ends."""
    text = material.cut(span.section, span.start, span.end)
    start = span.start + len(text) - len(text.lstrip())
    return Span(span.section, start, max(start, span.start + len(text.rstrip())))


def one_line(text: str) -> str:
    """Returns a text with its line breaks and tabs as spaces."""
    return (LINE_BREAKS.sub(" ", text) if "\n" in text or "\t" in text else text).strip()


def touches(passage: Passage, start: int, end: int) -> bool:
    """Returns whether a passage holds some of a stretch of its document."""
    return start < passage.end and passage.start < end
