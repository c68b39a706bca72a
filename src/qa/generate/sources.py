"""The passages that a generated answer may rest on."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qa.records import Document, Hit, Section

# No vowels and no look-alikes, so that a key never spells a word; the "k" and the digits make it look like a key.
_LETTERS = "bcdfghjmnpqrstvwxz"
_DIGITS = "23456789"


def new_key(taken: Iterable[str] = ()) -> str:
    """Returns an opaque key that no document can know: "kpw47"."""
    known = set(taken)
    while True:
        key = (
            "k"
            + "".join(secrets.choice(_LETTERS) for _ in range(2))
            + "".join(secrets.choice(_DIGITS) for _ in range(2))
        )
        if key not in known:
            return key


@dataclass(frozen=True, slots=True)
class Source:
    """One passage as the model sees it and as sentences are checked against it.

    Attributes:
        doc_id: the document, and `section_id` the section that the citation will name.
        text: verbatim, `Document.text[start : start + len(text)]`.
        reference: the official citation.
        province: of the document.
        context: the headings above the passage, or its breadcrumb; names in it count as said.
        section_text: the text of the cited section, for the citation record; the passage's text if empty.
        key: opaque; made for each request, so that no text can know it.
    """

    doc_id: str
    section_id: str
    text: str
    start: int
    reference: str = ""
    province: str = ""
    context: str = ""
    section_text: str = ""
    page: int | None = None
    key: str = field(default_factory=new_key)

    @classmethod
    def from_hit(cls, hit: Hit, section: Section, document: Document) -> Source:
        """Makes a source of a retrieved passage and the section and document that it belongs to."""
        passage = hit.passage
        return cls(
            doc_id=passage.doc_id,
            section_id=passage.section_id,
            text=passage.text,
            start=passage.start,
            reference=section.reference,
            province=document.province,
            context=passage.breadcrumb,
            section_text=document.text[section.start : section.end],
            page=passage.page,
        )


def with_own_keys(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Returns sources whose keys all differ."""
    taken: dict[str, None] = {}
    keyed = []
    for source in sources:
        key = source.key if source.key not in taken else new_key(taken)
        taken[key] = None
        keyed.append(source if key == source.key else replace(source, key=key))
    return tuple(keyed)
