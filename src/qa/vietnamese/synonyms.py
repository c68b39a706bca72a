"""Everyday words and what official documents write for them."""

from __future__ import annotations

from functools import cache

from qa.vietnamese.names import Found, Phrases, data_lines
from qa.vietnamese.text import fold

_FILE = "synonyms.tsv"


def official(text: str) -> list[Found[tuple[str, ...]]]:
    """Returns the everyday expressions in text (NFC) from left to right, each with the official words for it.

    "công ty" gives ("doanh nghiệp",). An official word is not given its everyday form: documents do not write it.
    Works without diacritics, but in a text that has some a word without is one without ("Tre" is not "trễ"). The
    longest at a place wins, and none lies within another.
    """
    return _table().find(text, marked=fold(text) != text.lower(), overlapping=True)


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
