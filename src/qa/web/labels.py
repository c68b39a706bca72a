"""What a document is called in lists."""

from __future__ import annotations

from qa.records import Document


def document_label(document: Document) -> str:
    """Returns kind, number, province and year."""
    number = f"số {document.number}" if document.number else ""
    year = (document.date or "")[:4]
    return " ".join(part for part in (document.kind, number, document.province, year and f"({year})") if part)
