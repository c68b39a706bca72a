"""Section texts as the evaluation needs them: with their subtree, and found by a quote."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from qa.evaluation.gold import Evidence, GoldQuestion, split_of
from qa.records import Document, Section

# White space and the marks that readers may or may not keep (bold, cell borders) do not count in a quote.
_IGNORED = "*|"


class Store(Protocol):
    """What the evaluation reads of an index."""

    def documents(self) -> Sequence[Document]:
        """Returns all documents with their texts."""
        ...

    def sections(self, doc_id: str) -> Sequence[Section]:
        """Returns the sections of a document."""
        ...


def _compact(text: str) -> tuple[str, list[int]]:
    """Returns the text without what is ignored, and the offset in `text` of each character left."""
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace() and char not in _IGNORED]
    return "".join(char for char, _ in kept), [at for _, at in kept]


class Sections:
    """The sections of an index, each with the span of its whole subtree."""

    def __init__(self, store: Store) -> None:
        self.documents = {document.doc_id: document for document in store.documents()}
        self._own: dict[str, Section] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._compact = {key: _compact(document.text) for key, document in self.documents.items()}
        for doc_id in self.documents:
            self._read(store.sections(doc_id))

    def _read(self, sections: Iterable[Section]) -> None:
        sections = list(sections)
        for section in sections:
            self._own[section.section_id] = section
            self._spans[section.section_id] = (section.start, section.end)
        for section in sections:
            parent = section.parent
            seen = {section.section_id}
            while parent in self._own and parent not in seen:
                start, end = self._spans[parent]
                self._spans[parent] = (min(start, section.start), max(end, section.end))
                seen.add(parent)
                parent = self._own[parent].parent

    def __contains__(self, section_id: str) -> bool:
        return section_id in self._own

    def span(self, section_id: str) -> tuple[int, int]:
        """Returns the offsets of a section with everything under it."""
        return self._spans[section_id]

    def doc_id(self, section_id: str) -> str:
        """Returns the document of a section."""
        return self._own[section_id].doc_id

    def text(self, section_id: str) -> str:
        """Returns the verbatim text of a section with everything under it."""
        start, end = self._spans[section_id]
        return self.documents[self.doc_id(section_id)].text[start:end]

    def holds(self, section_id: str, quote: str) -> bool:
        """Tells whether a quote stands in a section or under it, white space and bold marks aside."""
        return _compact(unicodedata.normalize("NFC", quote))[0] in _compact(self.text(section_id))[0]

    def find(self, quote: str, doc_id: str) -> list[str]:
        """Returns the smallest section around each occurrence of a quote in a document."""
        needle = _compact(unicodedata.normalize("NFC", quote))[0]
        text, offsets = self._compact[doc_id]
        found, at = [], text.find(needle) if needle else -1
        while at >= 0:
            start, end = offsets[at], offsets[at + len(needle) - 1] + 1
            around = [
                key
                for key, section in self._own.items()
                if section.doc_id == doc_id and self._spans[key][0] <= start and end <= self._spans[key][1]
            ]
            if around:
                found.append(min(around, key=lambda key: self._spans[key][1] - self._spans[key][0]))
            at = text.find(needle, at + 1)
        return found


def fill(questions: Iterable[GoldQuestion], sections: Sections) -> tuple[list[GoldQuestion], list[str]]:
    """Writes into each question its split and the section of each quote.

    A document that the index does not have is looked for by the quote. Returns the questions and a sentence for
    each quote that stands nowhere, or in several places of which the first was taken.
    """
    filled, remarks = [], []
    for question in questions:
        evidence = []
        for item in question.evidence:
            located, remark = _locate(item, sections)
            evidence.append(located)
            if remark:
                remarks.append(f"{question.id}: {remark}")
        filled.append(replace(question, evidence=tuple(evidence), split=split_of(question.id)))
    return filled, remarks


def _locate(item: Evidence, sections: Sections) -> tuple[Evidence, str]:
    if item.section_id in sections and sections.holds(item.section_id, item.quote):
        return replace(item, doc_id=sections.doc_id(item.section_id)), ""
    known = [item.doc_id] if item.doc_id in sections.documents else list(sections.documents)
    places = [(doc_id, section_id) for doc_id in known for section_id in sections.find(item.quote, doc_id)]
    if not places:
        return replace(item, section_id=""), f"không tìm thấy trích dẫn “{item.quote[:80]}”"
    doc_id, section_id = places[0]
    remark = ""
    if len({section for _, section in places}) > 1:
        others = ", ".join(section for _, section in places[1:4])
        remark = f"trích dẫn “{item.quote[:60]}” có ở {len(places)} chỗ; lấy {section_id} (còn {others})"
    return replace(item, doc_id=doc_id, section_id=section_id), remark
