"""What documents tell of one that they rest on, and that the corpus does not hold: its date, issuer and title."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def _said_of(basis: LegalBasis) -> str:
    """What the line of a basis says of this one document: from its number up to that of another."""
    _, _, said = basis.text.partition(basis.number or "")
    other = _NEXT.search(said)
    return said[: other.start()] if other else said
