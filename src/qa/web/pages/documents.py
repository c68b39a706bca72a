"""The documents: the list, and each document to be read, searched, linked to and printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import FileResponse, RedirectResponse, Response

from qa.errors import QaError
from qa.index.links import links
from qa.records import Document, Section
from qa.web.markup import marked, occurrences
from qa.web.service import NoDocumentError, Service
from qa.web.site import page

router = APIRouter(include_in_schema=False)


@dataclass
class Node:
    """A heading in the outline, with the headings under it."""

    section: Section
    children: list[Node] = field(default_factory=list)


@router.get("/van-ban")
def documents(request: Request) -> Response:
    """Returns the list of documents."""
    return _list(request)


@router.get("/van-ban/{doc_id}")
def by_path(doc_id: str) -> Response:
    """Leads the long form of a document's address to the short one."""
    return RedirectResponse(f"/?doc={quote(doc_id, safe='')}", 307)


@router.get("/van-ban/{doc_id}/tep")
def original(request: Request, doc_id: str) -> Response:
    """Returns the file as received."""
    service: Service = request.app.state.service
    document = service.live.get().index.document(doc_id)
    root = service.settings.corpus.resolve()
    path = (root / document.source.path).resolve() if document else root
    if document is None or not path.is_file() or root not in path.parents:
        raise NoDocumentError("Không còn tệp gốc của văn bản này trên máy chủ.")
    return FileResponse(path, media_type="application/octet-stream", filename=Path(document.source.path).name)


@router.get("/doc")
def reader(request: Request, doc: str = "", trich: str = "", tim: str = "") -> Response:
    """Returns a document's text with an anchor for each section; `trich` is a quote, `tim` words to find."""
    service: Service = request.app.state.service
    try:
        index = service.live.get().index
    except QaError as error:
        return _list(request, problem=str(error), status=503)
    document = index.document(doc)
    if document is None:
        return _list(request, missing=True, status=404)
    sections = index.sections(doc)
    quoted = _span(trich, document)
    found = occurrences(document.text, tim[:200])
    return page(
        request,
        "document.html",
        document=document,
        related=links(index, doc),
        outline=_outline(sections),
        groups=_groups(document, sections, [*found, *quoted]),
        words=tim[:200].strip(),
        found=len(found),
        first=_holder(sections, found),
    )


def _list(request: Request, problem: str = "", missing: bool = False, status: int = 200) -> Response:
    service: Service = request.app.state.service
    found = service.documents()
    index = service.live.get().index if found else None
    counts = {document.doc_id: len(index.sections(document.doc_id)) for document in found if index}
    related = {document.doc_id: links(index, document.doc_id) for document in found if index}
    return page(
        request,
        "documents.html",
        status,
        documents=found,
        counts=counts,
        related=related,
        problem=problem,
        missing=missing,
    )


def _span(text: str, document: Document) -> list[tuple[int, int]]:
    start, _, end = text.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(text) < 20):
        return []
    return [(int(start), min(int(end), len(document.text)))]


def _holder(sections: list[Section], found: list[tuple[int, int]]) -> str:
    """Returns the anchor of the first section that holds a place found."""
    for section in sections:
        if found and section.start <= found[0][0] < section.end:
            return anchor(section)
    return ""


def anchor(section: Section) -> str:
    """Returns what stands after "#" in a section's id: its anchor in the page."""
    return section.section_id.partition("#")[2]


def _outline(sections: list[Section]) -> list[Node]:
    """Returns the headings as a tree."""
    nodes: dict[str, Node] = {}
    top: list[Node] = []
    by_id = {section.section_id: section for section in sections}
    for section in sections:
        if section.kind not in ("heading", "title") and not section.label.startswith("Điều"):
            continue
        node = nodes[section.section_id] = Node(section)
        parent = section.parent
        while parent is not None and parent not in nodes:
            parent = by_id[parent].parent if parent in by_id else None
        (nodes[parent].children if parent else top).append(node)
    return top


def _groups(
    document: Document, sections: list[Section], spans: list[tuple[int, int]]
) -> list[dict[str, Any]]:
    """Returns the text in its order: runs of table rows as tables, all else section by section."""
    depths: dict[str, int] = {}
    for section in sections:
        depths[section.section_id] = depths.get(section.parent or "", 0) + 1 if section.parent else 1
    groups: list[dict[str, Any]] = []
    for is_table, run in groupby(sections, key=lambda section: bool(section.cells)):
        shown: list[dict[str, Any]] = [
            {
                "section": section,
                "anchor": anchor(section),
                "level": min(6, depths[section.section_id] + 1),
                "depth": min(6, depths[section.section_id] - 1),
                "html": _html(document, section.start, section.end, spans),
                "cells": [_html(document, start, end, spans) for start, end in section.cells or ()],
            }
            for section in run
        ]
        width = max(len(item["cells"]) for item in shown)
        groups.append({"table": is_table, "sections": shown, "width": width})
    return groups


def _html(document: Document, start: int, end: int, spans: list[tuple[int, int]]) -> Markup:
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    return Markup(marked(document.text[start:end], inside))  # nosec B704: escaped inside
