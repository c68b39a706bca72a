"""What documents tell of one that they name, and that the corpus does not hold: its date, issuer, title and matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.choosing import mention_of
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.header_questions import is_basis
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.records import Document, LegalBasis
from qa.search import Query

# How the line of a legal basis tells an attribute of the document that it names.
TOLD = {
    "date": re.compile(r"\bngày\s+\d"),
    "issuer": re.compile(r"\bcủa\s+[^\W\d_a-zà-ỹ]"),
    "title": re.compile(r"\b(?:ban hành|phê duyệt|về|quy định)\b"),
}
_NEXT = re.compile(r"\bsố:?\s*\d")  # another document in the same line
# Behind its number, what a document is on: "số 1693/KH-UBND ngày … của … về triển khai …".
_MATTER = re.compile(r"[^.;“”]{0,120}?\b(?:ban hành|phê duyệt|về|quy định|thông qua)\s")
MOST = 4  # documents that are quoted


def answer(query: Query, documents: Sequence[Document], material: Material) -> Draft | None:
    """Quotes the lines in which documents name the one asked about, where they tell all that is asked of it."""
    if not query.metadata or not set(query.metadata) <= TOLD.keys():
        return None
    citations, lines = Citations(material), []
    for document in documents:
        if query.docs is not None and document.doc_id not in query.docs:
            continue
        for basis in document.legal_bases:
            section = material.index.section(basis.section_id)
            if section is None or not is_basis(query.documents[0], basis):
                continue
            if all(TOLD[name].search(_said_of(basis)) for name in query.metadata):
                span = Span(section, section.start, section.end)
                lines.append(f"**{material.called(document.doc_id)}**: “{citations.text(span)}” {citations.cite(span)}")
                break
    return Draft("metadata", "\n\n".join(lines[:MOST]), citations, {"header": 1.0}) if lines else None


def about(query: Query, material: Material) -> Draft | None:
    """Quotes in each document the sentence that tells what the one asked about is on, or else the first to name it."""
    mention = mention_of(query)
    if mention is None:
        return None
    told: list[tuple[bool, Span]] = []
    for doc_id in dict.fromkeys(d for named in query.documents for d in material.near(named.number)):
        if query.docs is None or doc_id in query.docs:
            text = material.document(doc_id).text
            places = [(_MATTER.match(text, m.end()) is None, m.start()) for m in mention.finditer(text)]
            found = [(off, span) for off, at in places if (span := _sentence(doc_id, at, material)) is not None]
            # A short sentence says little else.
            told += sorted(found, key=lambda one: (one[0], one[1].end - one[1].start))[:1]
    telling = [span for off, span in told if not off] or [span for _, span in told]
    citations = Citations(material)
    lines = [
        f"**{material.called(span.section.doc_id)}**: “{citations.text(span)}” {citations.cite(span)}"
        for span in telling[:MOST]
    ]
    return Draft("extractive", "\n\n".join(lines), citations, {"header": 1.0}) if lines else None


def _sentence(doc_id: str, at: int, material: Material) -> Span | None:
    """The sentence of a document that stands at an offset."""
    sections = [s for s in material.index.sections(doc_id) if s.start <= at < s.end]
    for section in sections:
        for start, end in material.unit(section.section_id).spans:
            if start <= at < end:
                return Span(section, start, end)
    return None


def _said_of(basis: LegalBasis) -> str:
    """What the line of a basis says of this one document: from its number up to that of another."""
    _, _, said = basis.text.partition(basis.number or "")
    other = _NEXT.search(said)
    return said[: other.start()] if other else said
