"""The relations of documents put into words and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.index.relations import SET_ASIDE
from qa.records import Document, Relation
from qa.structure.references import document_reference

if TYPE_CHECKING:
    from qa.index.opened import Index

# What the first document is to the second, and the second to the first.
_WORDS = {
    "replaces": ("thay thế", "được thay thế bởi"),
    "amends": ("sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi"),
    "repeals": ("bãi bỏ", "bị bãi bỏ bởi"),
    "based-on": ("căn cứ", "là căn cứ của"),
    "final-of": ("là bản chính thức của dự thảo", "là dự thảo của"),
    "copy-of": ("cùng văn bản với tệp", "cùng văn bản với"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as seen from one document.

    Attributes:
        kind: that of the relation.
        forward: this document is the relation's first one (the newer, or the one that rests on the other).
        words: what this document is to the other, Vietnamese.
        doc_id: the other document.
        reference: its official citation.
        section_id: the section that says so; "" where none does.
        text: what it says, verbatim.
    """

    kind: str
    forward: bool
    words: str
    doc_id: str
    reference: str
    section_id: str
    text: str


def links(index: Index, doc_id: str) -> list[Link]:
    """Returns how a document belongs to others of the corpus, what it does itself first."""
    found = sorted(index.relations(doc_id), key=lambda relation: relation.doc_id != doc_id)
    return [_link(index, relation, relation.doc_id == doc_id) for relation in found]


def remarks(index: Index, doc_ids: Iterable[str]) -> list[str]:
    """Returns what a reader of these documents should know: newer ones that change them, older ones left aside."""
    found = []
    for doc_id in doc_ids:
        found_here = links(index, doc_id)
        own = _reference(index, doc_id) if found_here else ""
        for link in found_here:
            if link.kind == "based-on" or (link.forward and (link.kind not in SET_ASIDE or link.kind == "copy-of")):
                continue
            told = "; câu trả lời theo văn bản mới" if link.forward else ""
            found.append(f"{own} {link.words} {link.reference}{told}.")
    return list(dict.fromkeys(found))


def _link(index: Index, relation: Relation, forward: bool) -> Link:
    other = relation.other if forward else relation.doc_id
    return Link(
        kind=relation.kind,
        forward=forward,
        words=_WORDS[relation.kind][0 if forward else 1],
        doc_id=other,
        reference=_reference(index, other, with_file=relation.kind == "copy-of"),
        section_id=relation.section_id,
        text=relation.text,
    )


def _reference(index: Index, doc_id: str, with_file: bool = False) -> str:
    document: Document | None = next((d for d in index.headers() if d.doc_id == doc_id), None)
    if document is None:
        return doc_id
    return document.source.path if with_file else document_reference(document)
