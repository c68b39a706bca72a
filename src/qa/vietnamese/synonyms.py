"""Everyday words and what official documents write for them."""

from __future__ import annotations

import re
from functools import cache

from qa.vietnamese import provinces
from qa.vietnamese.compounds import is_word
from qa.vietnamese.names import Found, Phrases, data_lines, remembered
from qa.vietnamese.text import fold

_FILE = "synonyms.tsv"
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+) $"), re.compile(r" ([^\W\d_]+)")


@remembered
def official(text: str) -> list[Found[tuple[str, ...]]]:
    """Returns the everyday expressions in text (NFC) from left to right, each with the official words for it.

    "công ty" gives ("doanh nghiệp",). An official word is not given its everyday form: documents do not write it.
    Works without diacritics, but in a text that has some a word without is one without ("Tre" is not "trễ"). The
    longest at a place wins, and none lies within another. A syllable alone is none where it is half of a word ("dịch
    vụ" is no "dịch"), nor is what a province's name is cut for ("Bình Thuận cho").
    """
    found = _table().find(text, marked=fold(text) != text.lower(), overlapping=True)
    names = [(name.start, name.end) for name in provinces.find(text)] if found else []
    return [
        f
        for f in found
        if not any(start < f.end and f.start < end for start, end in names) and not _half_of_word(text, f.start, f.end)
    ]


def _half_of_word(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    if " " in word:
        return False
    before, after = _BEFORE.search(text, 0, start), _AFTER.match(text, end)
    return bool((before and is_word(before[1], word)) or (after and is_word(word, after[1])))


def expressions() -> list[str]:
    """Returns all expressions of the table, official and everyday."""
    return [expression for formal, everyday in _rows() for expression in (formal, *everyday)]


def _rows() -> list[tuple[str, list[str]]]:
    lines = data_lines(_FILE)
    cells = [line.split("\t") for line in lines[1:]]
    return [(formal, everyday.split(";")) for formal, everyday in cells]


@cache
def _table() -> Phrases[tuple[str, ...]]:
    merged: dict[str, list[str]] = {}
    for formal, everyday in _rows():
        for word in everyday:
            merged.setdefault(word, []).append(formal)
    phrases: Phrases[tuple[str, ...]] = Phrases()
    for word, formals in merged.items():
        phrases.add(word, tuple(formals))
    return phrases
