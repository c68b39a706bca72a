"""Documents, sections and hits as the JSON that the `qa` command, the HTTP API and the MCP server all return."""

from __future__ import annotations

from typing import Any

from qa.index import Index
from qa.index.links import links
from qa.records import Document, Hit, Section, to_dict
from qa.structure.header import vietnamese_date
from qa.structure.subtree import subtree


def header(document: Document) -> dict[str, Any]:
    """Returns a document's metadata, without its text."""
    return {key: value for key, value in to_dict(document).items() if key != "text"}


def header_with_links(index: Index, document: Document) -> dict[str, Any]:
    """Returns a document's metadata and, under "related", how it belongs to others of the corpus."""
    return {**header(document), "related": [to_dict(link) for link in links(index, document.doc_id)]}


def section(described: Section) -> dict[str, Any]:
    """Returns a section; `id` is its `section_id`."""
    return {"id": described.section_id, **to_dict(described)}


def hit(found: Hit) -> dict[str, Any]:
    """Returns a passage with its scores."""
    return {**to_dict(found.passage), "score": found.score, "dense": found.dense, "lexical": found.lexical}


def whole_document(index: Index, document: Document) -> dict[str, Any]:
    """Returns a document with its text and sections."""
    sections = [section(one) for one in index.sections(document.doc_id)]
    return {**header_with_links(index, document), "text": document.text, "sections": sections}


def whole_section(index: Index, document: Document, top: Section) -> dict[str, Any]:
    """Returns a section with the text of all that is under it, and where it stands."""
    inside = subtree(index.sections(document.doc_id), top)
    start, end = min(one.start for one in inside), max(one.end for one in inside)
    return {
        **section(top),
        "start": start,
        "end": end,
        "breadcrumb": breadcrumb(index, document, top),
        "text": document.text[start:end],
        "sections": [section(one) for one in inside],
    }


def breadcrumb(index: Index, document: Document, described: Section) -> list[str]:
    """Returns the document and the headings over a section, outermost first, the section itself last."""
    crumbs: list[str] = []
    at: Section | None = described
    while at is not None:
        crumbs.append(" ".join(part for part in (at.label, at.heading) if part) or at.section_id.rpartition("/")[2])
        at = index.section(at.parent) if at.parent else None
    return [citation(document), *reversed(crumbs)]


def citation(document: Document) -> str:
    """Returns how official papers name a document."""
    number = f"số {document.number}" if document.number else "(không ghi số)"
    return " ".join([document.kind, number, vietnamese_date(document.date), "của", document.issuer])
