"""How the documents of a corpus belong together: what replaces, amends or rests on what, and what is there twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Protocol

from qa.records import Document, Relation, Section
from qa.vietnamese import fold

SET_ASIDE = frozenset({"replaces", "repeals", "final-of", "copy-of"})
"""Relations of which the other document is answered from only where it is asked for by name."""

# Numbers that each province gives anew: who issued the document must be known too.
_LOCAL = re.compile(r"(?:ubnd|hdnd|tu|vp|s[a-z]{2,})$")
_DRAFT = re.compile(r"\bdu thao\b")
_SHINGLE = 3
_SAME_TEXT = 0.5  # of all runs of three words; two documents that share a number share far more, or next to nothing
_SAME_TITLE = 0.6


class Texts(Protocol):
    """Where the documents lie: the store of an index."""

    def headers(self) -> list[Document]:
        """Returns all documents without their texts, in the order of their paths."""
        ...

    def document(self, doc_id: str) -> Document | None:
        """Returns one document with its text."""
        ...

    def sections(self, doc_id: str) -> list[Section]:
        """Returns the sections of a document."""
        ...


def find_relations(texts: Texts) -> list[Relation]:
    """Returns what relates each two documents of a corpus; the preferred or newer one is `doc_id`."""
    headers = texts.headers()
    by_number: dict[str, list[Document]] = defaultdict(list)
    for header in headers:
        if header.number:
            by_number[_key(header.number)].append(header)
    twins = list(_twins(headers, texts))
    pairs = {frozenset((r.doc_id, r.other)) for r in twins}
    said = (r for header in headers for r in _said(header, by_number))
    return [*twins, *(r for r in said if frozenset((r.doc_id, r.other)) not in pairs)]


def _said(header: Document, by_number: dict[str, list[Document]]) -> Iterator[Relation]:
    """What a document itself says of others of the corpus."""
    changed = set()
    for change in header.changes:
        other = _named(header, change.number, change.date, change.text, by_number)
        if other is not None and not _before(header, other):
            changed.add(other.doc_id)
            yield Relation(change.action, header.doc_id, other.doc_id, change.section_id, change.text)
    for basis in header.legal_bases:
        other = _named(header, basis.number, basis.date, basis.text, by_number) if basis.number else None
        if other is not None and other.doc_id not in changed:
            changed.add(other.doc_id)
            yield Relation("based-on", header.doc_id, other.doc_id, basis.section_id, basis.text)


def _named(
    citing: Document, number: str, date: str | None, text: str, by_number: dict[str, list[Document]]
) -> Document | None:
    """The document of the corpus that is named, if it is surely that one."""
    key = _key(number)
    for other in by_number.get(key, ()):
        local = other.province and _LOCAL.search(key)
        here = not local or other.province == citing.province or fold(other.province) in fold(text)
        if other.doc_id != citing.doc_id and here and _dates_agree(date, other.date):
            return other
    return None


def _twins(headers: Sequence[Document], texts: Texts) -> Iterator[Relation]:
    """Documents that are there twice, and drafts beside their final form."""
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for header in headers:
        groups[header.kind, fold(header.province or header.issuer)].append(header)
    shingles: dict[str, frozenset[tuple[str, ...]]] = {}
    for one, other in (pair for group in groups.values() for pair in _pairs(group)):
        kind = _twin_kind(one, other)
        if not kind:
            continue
        for each in (one, other):
            if each.doc_id not in shingles:
                shingles[each.doc_id] = _shingles(texts, each.doc_id)
        if _likeness(shingles[one.doc_id], shingles[other.doc_id]) >= _SAME_TEXT:
            first, second = _preferred_first(kind, one, other, texts)
            yield Relation(kind, first.doc_id, second.doc_id)


def _pairs(group: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """Pairs that may be twins: of one number, or of which one has none. All pairs would be far too many."""
    by_number: dict[str, list[Document]] = defaultdict(list)
    for document in group:
        by_number[_key(document.number or "")].append(document)
    for same in by_number.values():
        yield from combinations(same, 2)
    yield from ((blank, other) for blank in by_number.get("", ()) for other in group if other.number)


def _twin_kind(one: Document, other: Document) -> str:
    """What two documents of one kind and issuer would be to each other if their texts were alike."""
    if not _dates_agree(one.date, other.date):
        return ""
    if one.number and other.number:
        return "copy-of" if _key(one.number) == _key(other.number) and _is_draft(one) == _is_draft(other) else ""
    if not _titles_agree(one.title, other.title):
        return ""
    return "final-of" if one.number or other.number else "copy-of"


def _preferred_first(kind: str, one: Document, other: Document, texts: Texts) -> tuple[Document, Document]:
    if kind == "final-of":
        return (one, other) if one.number else (other, one)
    scanned = [any(section.ocr is not None for section in texts.sections(d.doc_id)) for d in (one, other)]
    return (other, one) if scanned[0] and not scanned[1] else (one, other)


def _is_draft(document: Document) -> bool:
    return bool(_DRAFT.search(fold(document.title)))


def _before(one: Document, other: Document) -> bool:
    """Whether a document is surely older than another."""
    return bool(one.date and other.date and one.date < other.date[: len(one.date)])


def _dates_agree(one: str | None, other: str | None) -> bool:
    """Whether two dates, as far as both go, are the same."""
    length = min(len(one or ""), len(other or ""))
    return (one or "")[:length] == (other or "")[:length]


def _titles_agree(one: str, other: str) -> bool:
    if not one or not other:
        return True
    a, b = _words(one), _words(other)
    return len(a & b) >= _SAME_TITLE * min(len(a), len(b))


@lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    return frozenset(fold(title).split())


def _shingles(texts: Texts, doc_id: str) -> frozenset[tuple[str, ...]]:
    document = texts.document(doc_id)
    words = re.findall(r"\w+", fold(document.text)) if document else []
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def _likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, len(one | other))


def _key(number: str) -> str:
    """A number without what is typed now one way, now another."""
    return re.sub(r"[\s–]", lambda found: "-" if found.group() == "–" else "", fold(number)).lstrip("0")
