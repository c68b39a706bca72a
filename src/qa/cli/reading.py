"""`qa docs` and `qa show`."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated

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
    from qa import describe
    from qa.index.links import links

    opened = options.opened_index(index)
    if as_json:
        print_json([describe.header_with_links(opened, document) for document in opened.headers()])
        return
    for document in opened.headers():
        print_text(f"**{document.doc_id}**")
        print_text(describe.citation(document), "  ")
        if document.title:
            print_text(document.title, "  ")
        facts = {"Tỉnh": document.province, "Người ký": document.signer, "Tệp": document.source.path}
        print_text("; ".join(f"{name}: {value}" for name, value in facts.items() if value), "  ")
        for link in links(opened, document.doc_id):
            print_text(f"→ {link.words} {link.reference} ({link.doc_id})", "  ")


def show(
    identifier: Annotated[str, typer.Argument(metavar="MÃ", help="mã mục hoặc mã văn bản (xem: qa docs)")],
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Xem một mục (và những gì thuộc mục đó), hoặc cả văn bản."""
    from qa import describe

    opened = options.opened_index(index)
    document = opened.document(identifier.partition("#")[0])
    section = opened.section(identifier) if "#" in identifier else None
    if document is None or (section is None and "#" in identifier):
        raise QaError(_unknown(opened, identifier), status=1)
    if section is not None:
        _show_section(opened, document, section, as_json)
    elif as_json:
        print_json(describe.whole_document(opened, document))
    else:
        print_text(describe.citation(document))
        print_text(document.text)


def _show_section(opened: Index, document: Document, section: Section, as_json: bool) -> None:
    from qa import describe

    whole = describe.whole_section(opened, document, section)
    if as_json:
        print_json(whole)
    else:
        print_text(f"**{section.reference}**")
        print_text(" › ".join(whole["breadcrumb"]))
        print_text(f"\n{whole['text']}")


def _unknown(opened: Index, identifier: str) -> str:
    """Says that there is no such id, and which ids look most like it."""
    doc_id = identifier.partition("#")[0]
    ids = [header.doc_id for header in opened.headers()]
    what = "văn bản"
    if "#" in identifier and doc_id in ids:
        ids, what = [section.section_id for section in opened.sections(doc_id)], "mục"
    near = difflib.get_close_matches(identifier, ids, _NEAR, cutoff=0.3) or ids[:_NEAR]
    return f"Không có {what} {identifier[:200]}. Gần nhất: {', '.join(near)}."
