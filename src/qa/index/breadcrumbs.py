"""Breadcrumbs: the document, part and headings above a passage, in one line."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.records import Document, Part, Section

SEPARATOR = " › "
GAP = "…"
_SPACE = re.compile(r"\s+")
# An introducing item has no heading of its own; its first words stand for one.
_INTRODUCTION_WORDS = 20
_COMPONENT_WORDS = 40
# Enough of a title to tell documents apart; whole titles, alike as they are, cost more than they gave.
_TITLE_WORDS = 12


def document_name(document: Document) -> str:
    """Returns the short name of a document: "Quyết định 123/QĐ-UBND năm 2023, tỉnh Bắc Ninh"."""
    name = document.kind or shorten(document.title, _INTRODUCTION_WORDS)
    if document.number:
        name += f" {document.number}"
    if document.date:
        name += f" năm {document.date[:4]}"
    place = _place(document)
    return f"{name}, {place}" if place else name


def components(document: Document, ancestors: list[Section], start: int, columns: str = "") -> list[str]:
    """Returns the components of the breadcrumb of a place in a document.

    Args:
        document: the document.
        ancestors: the sections above the place, outermost first.
        start: its offset, which tells the part of the document.
        columns: the head of the table that the place is a row of.
    """
    title = _title(document, start)
    names = [
        document_name(document),
        title,
        *(_section_name(each, document.text) for each in ancestors),
        columns,
    ]
    kept: list[str] = []
    for name in (shorten(_SPACE.sub(" ", each).strip(" :;,"), _COMPONENT_WORDS) for each in names):
        if name and (not kept or name.casefold() != kept[-1].casefold()):
            kept.append(name)
    return kept


def part_at(document: Document, offset: int) -> Part | None:
    """Returns the innermost part of a document that holds an offset."""
    holding = [part for part in document.parts if part.start <= offset < part.end]
    return min(holding, key=lambda part: part.end - part.start, default=None)


def fit(names: list[str], count: Callable[[str], int], limit: int) -> str:
    """Joins the components, shortened in the middle until they take at most `limit` tokens.

    The document and the innermost heading are kept longest: the components between them give way first, from
    the outside in, then words from the middle of what is left.
    """
    joined = SEPARATOR.join(names)
    if count(joined) <= limit:
        return joined
    inner = names[1:-1]
    while inner:
        inner = inner[1:]
        joined = SEPARATOR.join([names[0], GAP, *inner, names[-1]])
        if count(joined) <= limit:
            return joined
    words = len(joined.split())
    while words > 2 and count(joined) > limit:
        words = words * 3 // 4
        joined = shorten(joined, words)
    return joined if count(joined) <= limit else ""


def shorten(text: str, words: int) -> str:
    """Returns text with words cut from its middle so that about `words` are left."""
    all_words = text.split()
    if len(all_words) <= words:
        return text
    head = max(1, words * 2 // 3)
    tail = max(0, words - head)
    return " ".join([*all_words[:head], GAP, *(all_words[-tail:] if tail else [])])


def _title(document: Document, start: int) -> str:
    """Returns the beginning of the title of the part at an offset; with its kind, but for the main part."""
    part = part_at(document, start)
    words = (part.title if part else document.title).split()
    title = " ".join(words[:_TITLE_WORDS]) + (f" {GAP}" if len(words) > _TITLE_WORDS else "")
    return f"{part.kind} {title}" if part and part.key else title


def _section_name(section: Section, text: str) -> str:
    if section.heading:
        return f"{section.label} {section.heading}".strip() if section.label else section.heading
    if section.kind == "table-head":
        return ""
    words = text[section.start : section.end].split()
    return " ".join(words[:_INTRODUCTION_WORDS]) + (f" {GAP}" if len(words) > _INTRODUCTION_WORDS else "")


def _place(document: Document) -> str:
    """Returns "tỉnh X" or "thành phố X" as the issuer has it, else the province's bare name."""
    if not document.province:
        return ""
    named = re.search(
        rf"(tỉnh|thành phố|TP\.?)\s+{re.escape(document.province)}", document.issuer, re.IGNORECASE
    )
    return f"{named.group(1).lower()} {document.province}" if named else document.province
