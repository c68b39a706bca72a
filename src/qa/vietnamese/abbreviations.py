"""Abbreviations of official documents, written out and shortened."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from qa.vietnamese.names import Found, Phrases, data_lines
from qa.vietnamese.text import fold, put_in
from qa.vietnamese.tokens import search_terms

_FILE = "abbreviations.tsv"


def expand(text: str) -> list[str]:
    """Returns what else to search for: the full forms of the abbreviations in text (NFC), and the reverse.

    "chỉ tiêu ĐMST" gives ["đổi mới sáng tạo"]; "khoa học và công nghệ" gives ["KH&CN", "KHCN"]. Ambiguous ones
    give all their meanings, the usual one first, but are not given for a full form. Works without
    diacritics and in small letters ("dmst").
    """
    extra = [full for found in _abbreviations(text) for full in found.value]
    shorts = (short for found in _full_table().find(text) for short in found.value)
    extra += [short for short in shorts if len(meanings(short)) == 1]
    return list(dict.fromkeys(extra))


def spell_out(text: str) -> str:
    """Returns text (NFC) with each abbreviation that has one meaning written out, for embedding a question."""
    return put_in(text, ((f.start, f.end, f.value[0]) for f in _abbreviations(text) if len(f.value) == 1))


@lru_cache(maxsize=500)  # of the documents' quotes and headings: many answers have the same ones
def spelled_terms(text: str) -> frozenset[str]:
    """Returns the terms of a text as printed and without diacritics, its abbreviations written out as well."""
    spelled = spell_out(text)
    terms = search_terms(text if spelled == text else f"{text}\n{spelled}")
    # Folded as one text: a tenth of the time of folding term by term.
    return frozenset(terms) | frozenset(fold("\n".join(terms)).split("\n"))


def meanings(abbreviation: str) -> tuple[str, ...]:
    """Returns the full forms of an abbreviation, the usual one first; as it is typed ("DA", "ĐA"), if it is one so."""
    return _as_typed().get(abbreviation) or next(iter(_short_table().exact(abbreviation)), ())


def short_forms(phrase: str) -> tuple[str, ...]:
    """Returns the abbreviations of a full form."""
    return next(iter(_full_table().exact(phrase)), ())


def _abbreviations(text: str) -> list[Found[tuple[str, ...]]]:
    return [
        found
        for found in _short_table().find(text)
        if text[max(0, found.start - 1) : found.start] not in ("/", "-")  # a document's number: "569/QĐ-TTg"
        and (
            text[found.start : found.end] in _as_typed() or not _like_a_word(text[found.start : found.end])
        )
    ]


def _like_a_word(printed: str) -> bool:
    """Says whether a short form could be an ordinary syllable ("ca", "da", "tu") as it is typed here."""
    return len(printed) <= 3 and re.search("[aeiouy]", fold(printed)) is not None


@cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    lines = data_lines(_FILE)
    cells = [line.split("\t") for line in lines[1:]]
    return tuple((tuple(short.split(";")), tuple(full.split(";"))) for short, full in cells)


@cache
def _as_typed() -> dict[str, tuple[str, ...]]:
    return {short: fulls for shorts, fulls in _rows() for short in shorts}


@cache
def _short_table() -> Phrases[tuple[str, ...]]:
    phrases: Phrases[tuple[str, ...]] = Phrases()
    for shorts, fulls in _rows():
        for short in shorts:
            phrases.add(short, fulls)
    return phrases


@cache
def _full_table() -> Phrases[tuple[str, ...]]:
    merged: dict[str, list[str]] = {}
    for shorts, fulls in _rows():
        for full in fulls:
            merged.setdefault(full, []).extend(shorts)
    phrases: Phrases[tuple[str, ...]] = Phrases()
    for full, found in merged.items():
        phrases.add(full, tuple(found))
    return phrases
