"""Tesseract's lines of words: reading them from a picture, and their true height on the page."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from qa.documents.pdf_page import Word
from qa.vietnamese import normalize

LANGUAGE = "vie"
_SECONDS = 180

Line = list[Word]

# How far letters reach over and under the line they stand on, in parts of the size of print.
_X_HEIGHT, _TALL, _MARK, _BELOW = 0.48, 0.72, 0.19, 0.22
_FLAT = frozenset("acegmnopqrsuvwxyzı")
_DEEP = frozenset("gjpqyQ,;()[]{}/|")
# Letters of a line that is too short to be measured.
_FEW = 10
# Marks that stand on no line of their own.
_FLOATING = frozenset("-–—_.…'\"“”‘’*·•~^`°")


def read_lines(image: Any, dpi: int, mode: int) -> list[Line]:
    """Reads a picture with one of Tesseract's page segmentation modes; each word with its own box, in points."""
    import pytesseract

    # Tesseract's own threads fight with the second page's; one each is faster.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    data = pytesseract.image_to_data(
        image,
        lang=LANGUAGE,
        config=f"--psm {mode} --dpi {dpi}",
        output_type=pytesseract.Output.DICT,
        timeout=_SECONDS,
    )
    scale = 72 / dpi
    lines: list[Line] = []
    for i, level in enumerate(data["level"]):
        if level == 4:
            lines.append([])
        text = normalize(data["text"][i]).strip()
        if level != 5 or not text:
            continue
        left, width = data["left"][i] * scale, data["width"][i] * scale
        top, height = data["top"][i] * scale, data["height"][i] * scale
        confidence = max(float(data["conf"][i]), 0.0) / 100
        lines[-1].append(Word(text, left, left + width, top, top + height, height, confidence))
    return [line for line in lines if line]


def with_even_heights(lines: Iterable[Line]) -> list[Word]:
    """Returns the words, each as high as its line's print and not as its own letters.

    A box hugs its letters, so that "sau:" seems half the size of "Đổi". What the letters are tells how high the print
    is and where the line runs; prints of about the usual size get the same.
    """
    measured = [(line, *_print(line)) for line in lines]
    sizes = sorted(size for line, size, _ in measured for w in line for _ in w.text)
    usual = above = sizes[len(sizes) // 2] if sizes else 0.0
    for line, size, base in measured:
        even = usual if 0.75 * usual < size < 1.3 * usual else size
        # The box of a few letters often lacks the marks over them: they are as large as what they end.
        few = sum(len(w.text) for w in line) <= _FEW
        above = even = above if few and 0.55 * above < even < 1.3 * above else even
        for word in line:
            word.size, word.top, word.bottom = even, base - 0.95 * even, base + _BELOW * even
    return [word for line, *_ in measured for word in line]


def _print(line: Line) -> tuple[float, float]:
    """The size of a line's print and the height of the line that it stands on."""
    known = [(w, _reach(w.text)) for w in line if not set(w.text) <= _FLOATING] or [(w, _reach(w.text)) for w in line]
    sizes = [((w.bottom - w.top) / (over + under), len(w.text)) for w, (over, under) in known]
    size = _middle([s for s, weight in sizes for _ in range(weight)])
    return size, _middle([w.bottom - under * size for w, (_, under) in known for _ in w.text])


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


@cache
def _reach(text: str) -> tuple[float, float]:
    """How far a word reaches over and under its line."""
    over = under = 0.0
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base, marks = parts[0], parts[1:]
        height = _X_HEIGHT if base in _FLAT else _TALL
        above = sum(1 for m in marks if m not in "\u0323\u031b")
        over = max(over, height + _MARK * above)
        under = max(under, _BELOW if base in _DEEP or "\u0323" in marks else 0.0)
    return over or _TALL, under
