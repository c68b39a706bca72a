"""Spaces that Tesseract overlooks in narrow columns ("2021-", "hộtài"): seen as white between the letters of a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from qa.documents.encodings import is_syllable
from qa.documents.pdf_page import Word

# White this wide, in parts of the size of print, is a space; between letters it is half as much at the most.
_SPACE = 0.27
_DASHES = "-–"
_DARK = 150


def split_at_gaps(image: Any, words: Iterable[Word], dpi: int) -> list[Word]:
    """Returns the words, cut where the picture shows a space and the letters allow one."""
    return [piece for word in words for piece in _pieces(image, word, dpi)]


def _pieces(image: Any, word: Word, dpi: int) -> Iterator[Word]:
    cuts = _cuts(word.text)
    gaps = _gaps(image, word, dpi) if cuts else []
    at, x0 = 0, word.x0
    for left, right in gaps:
        share = ((left + right) / 2 - word.x0) / max(word.x1 - word.x0, 0.1)
        cut = min(cuts, key=lambda c: abs(c / len(word.text) - share))
        if cut > at and abs(cut / len(word.text) - share) < 0.2:
            yield replace(word, text=word.text[at:cut], x0=x0, x1=left)
            at, x0 = cut, right
    yield replace(word, text=word.text[at:], x0=x0)


def _cuts(text: str) -> list[int]:
    """Where a word may be two: beside a dash at a figure, or between two syllables that together are none."""
    cuts = [
        cut
        for cut in range(1, len(text))
        if (text[cut] in _DASHES and text[cut - 1].isdigit()) or (text[cut - 1] in _DASHES and text[cut].isdigit())
    ]
    if cuts:
        return cuts
    whole = text.strip(".,;:()“”")
    if len(whole) < 4 or not whole.isalpha() or whole.isupper() or is_syllable(whole):
        return []
    start = text.index(whole)
    return [
        start + cut
        for cut in range(1, len(whole))
        if whole[cut:].islower() and is_syllable(whole[:cut]) and is_syllable(whole[cut:])
    ]


def _gaps(image: Any, word: Word, dpi: int) -> list[tuple[float, float]]:
    """The wide white gaps within a word's box, in points."""
    import numpy as np

    points = 72 / dpi
    box = (word.x0 / points, word.top / points, word.x1 / points, word.bottom / points)
    ink = (np.asarray(image.crop(tuple(map(int, box)))) < _DARK).any(axis=0)
    dark = np.flatnonzero(ink)
    ends = np.flatnonzero(np.diff(dark) > _SPACE * word.size / points)
    return [(word.x0 + dark[i] * points, word.x0 + dark[i + 1] * points) for i in ends]
