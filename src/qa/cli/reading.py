"""`qa docs` and `qa show`."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli import options
from qa.cli.console import print_json
from qa.cli.console import show as print_text
from qa.cli.options import IndexOption, JsonOption
from qa.errors import QaError

if TYPE_CHECKING:
    from qa.index import Index
    from qa.records import Document, Section

_NEAR = 5


def docs(as_json: JsonOption = False, index: IndexOption = None) -> None:
    """Liệt kê các văn bản đã nạp."""
    opened = options.opened_index(index)
    if as_json:
        print_json([_header(document) for document in opened.headers()])
        return
    for document in opened.headers():
        print_text(f"**{document.doc_id}**")
        print_text(_citation(document), "  ")
        if document.title:
            print_text(document.title, "  ")
        facts = {"Tỉnh": document.province, "Người ký": document.signer, "Tệp": document.source.path}
        print_text("; ".join(f"{name}: {value}" for name, value in facts.items() if value), "  ")


def show(
    identifier: Annotated[str, typer.Argument(metavar="MÃ", help="mã mục hoặc mã văn bản (xem: qa docs)")],
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Xem một mục (và những gì thuộc mục đó), hoặc cả văn bản."""
    opened = options.opened_index(index)
    document = opened.document(identifier.partition("#")[0])
    section = opened.section(identifier) if "#" in identifier else None
    if document is None or (section is None and "#" in identifier):
        raise QaError(_unknown(opened, identifier), status=1)
    if section is not None:
        _show_section(opened, document, section, as_json)
    elif as_json:
        sections = [_described(s) for s in opened.sections(document.doc_id)]
        print_json({**_header(document), "text": document.text, "sections": sections})
    else:
        print_text(_citation(document))
        print_text(document.text)


def _show_section(opened: Index, document: Document, section: Section, as_json: bool) -> None:
    sections = opened.sections(document.doc_id)
    inside = _under(sections, section)
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    text = document.text[start:end]
    crumbs = _breadcrumb(opened, document, section)
    if as_json:
        whole = {"breadcrumb": crumbs, "text": text, "sections": [_described(s) for s in inside]}
        print_json({**_described(section), "doc_id": document.doc_id, "start": start, "end": end, **whole})
    else:
        print_text(f"**{section.reference}**")
        print_text(" › ".join(crumbs))
        print_text(f"\n{text}")


def _under(sections: list[Section], top: Section) -> list[Section]:
    """Returns a section and everything under it, in order."""
    inside = {top.section_id}
    found = []
    for section in sections:  # a parent stands before its children
        if section.section_id in inside or section.parent in inside:
            inside.add(section.section_id)
            found.append(section)
    return found


def _breadcrumb(opened: Index, document: Document, section: Section) -> list[str]:
    """Returns the document and the headings over a section, outermost first, the section itself last."""
    crumbs: list[str] = []
    at: Section | None = section
    while at is not None:
        crumbs.append(" ".join(part for part in (at.label, at.heading) if part) or at.section_id.rpartition("/")[2])
        at = opened.section(at.parent) if at.parent else None
    return [_citation(document), *reversed(crumbs)]


def _described(section: Section) -> dict[str, Any]:
    from qa.records import to_dict

    return {"id": section.section_id, **to_dict(section)}


def _header(document: Document) -> dict[str, Any]:
    from qa.records import to_dict

    return {key: value for key, value in to_dict(document).items() if key != "text"}


def _citation(document: Document) -> str:
    from qa.structure.header import vietnamese_date

    number = f"số {document.number}" if document.number else "(không ghi số)"
    return " ".join([document.kind, number, vietnamese_date(document.date), "của", document.issuer])


def _unknown(opened: Index, identifier: str) -> str:
    """Says that there is no such id, and which ids look most like it."""
    doc_id = identifier.partition("#")[0]
    ids = [header.doc_id for header in opened.headers()]
    what = "văn bản"
    if "#" in identifier and doc_id in ids:
        ids, what = [section.section_id for section in opened.sections(doc_id)], "mục"
    near = difflib.get_close_matches(identifier, ids, _NEAR, cutoff=0.3) or ids[:_NEAR]
    return f"Không có {what} {identifier[:200]}. Gần nhất: {', '.join(near)}."
