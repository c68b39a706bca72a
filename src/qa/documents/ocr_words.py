"""Looks again at words of a scan that make no sense beside their neighbours ("tỉnh gọn", "doanh nghiệp EDI").

A word is only ever replaced by another reading of the same picture: language says where to look, not what is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from qa.documents.ocr_again import read_again
from qa.documents.ocr_lines import Line
from qa.documents.pdf_page import Word
from qa.vietnamese.abbreviations import meanings
from qa.vietnamese.compounds import other_spellings

# How a line is read once more: the size, how far it is blurred (in points), and the room for marks over it (in parts
# of its height). Each of them settles words that the others do not.
_LOOKS = (
    (0.6, 0.0, 0.0), (0.7, 0.0, 0.0), (1.15, 0.0, 0.0), (4 / 3, 0.0, 0.0),
    (0.6, 0.48, 0.0), (1.6, 0.29, 0.0), (1.0, 0.0, 0.15),
)  # fmt: skip
# A word that was read with more certainty than this is what it is, odd as it may be.
_CERTAIN = 0.955
_PARTS = re.compile(r"^(\W*)(\w(?:[\w&-]*\w)?)(\W*)$")
# Capitals that are taken for one another.
_LOOK_ALIKE = ("EF", "TF", "TI", "OQ", "OD", "UV", "CG", "BR", "DĐ", "IL")
_SHORTEST, _LONGEST = 2, 6


def look_again(image: Any, lines: Sequence[Line], dpi: int) -> tuple[list[Line], list[str]]:
    """Returns the lines with senseless words replaced where another reading has one that makes sense.

    Args:
        image: the grey picture.
        lines: what was read from it.
        dpi: its resolution.

    Returns:
        The lines, and what was replaced ("«tỉnh gọn» → «tinh gọn»").
    """
    lines = [list(line) for line in lines]
    flat = [word for line in lines for word in line]
    doubts = {id(flat[i]): spellings for i, spellings in senseless(flat).items()}
    asked = [line for line in lines if any(id(word) in doubts for word in line)]
    readings = [_look(image, asked, dpi, *look) for look in _LOOKS] if asked else []
    mends: dict[str, None] = {}
    for at, line in enumerate(asked):
        for i, word in enumerate(line):
            found = _found(word, doubts.get(id(word), frozenset()), [reading[at] for reading in readings])
            if found:
                before = _shown(line, i)
                word.text = found
                mends[f"«{before}» → «{_shown(line, i)}»"] = None
    return lines, list(mends)


def senseless(words: Sequence[Word]) -> dict[int, frozenset[str]]:
    """Returns the places of words that may be misread, each with what it could be instead, in small letters."""
    parts = [_parts(word.text) for word in words]
    found: dict[int, frozenset[str]] = {}
    for i, (opening, core, closing) in enumerate(parts):
        if not core.isalpha() or (words[i].confidence or 0.0) > _CERTAIN:
            continue
        before = parts[i - 1][1] if i and not parts[i - 1][2] and not opening else ""
        after = parts[i + 1][1] if i + 1 < len(parts) and not closing and not parts[i + 1][0] else ""
        # A name does not go on with a word in small letters, nor the other way round.
        before = before if before[:1].isupper() or not core[0].isupper() else ""
        after = after if core[0].isupper() or not after[:1].isupper() else ""
        if spellings := other_spellings(before, core, after) or _abbreviations(core):
            found[i] = spellings
    return found


def _look(image: Any, lines: Sequence[Line], dpi: int, scale: float, blur: float, room: float) -> list[Line]:
    from PIL import ImageFilter

    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur * dpi / 72))
    if room:
        lines = [[replace(word, top=word.top - room * (word.bottom - word.top)) for word in line] for line in lines]
    return read_again(image, lines, dpi, scale)


def _abbreviations(core: str) -> frozenset[str]:
    """Known abbreviations that look like an unknown one ("EDI": "FDI")."""
    if not (core.isupper() and _SHORTEST <= len(core) <= _LONGEST) or meanings(core):
        return frozenset()
    others = {
        core[:i] + other + core[i + 1 :]
        for i, letter in enumerate(core)
        for group in _LOOK_ALIKE
        if letter in group
        for other in group.replace(letter, "")
    }
    return frozenset(other.lower() for other in others if meanings(other))


def _found(word: Word, spellings: frozenset[str], readings: Sequence[Line]) -> str:
    """The likeliest of the spellings that stands at the word's place in another reading; "" if none does."""
    opening, core, closing = _parts(word.text)
    there = [_parts(w.text)[1] for line in readings for w in line if word.x0 < (w.x0 + w.x1) / 2 < word.x1]
    seen = Counter(text.lower() for text in there if text.lower() in spellings and len(text) == len(core))
    if not seen:
        return ""
    best = seen.most_common(1)[0][0]
    return opening + "".join(b.upper() if c.isupper() else b for b, c in zip(best, core, strict=True)) + closing


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before a word, the word, and what stands behind it."""
    match = _PARTS.match(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


def _shown(line: Line, i: int) -> str:
    return " ".join(word.text for word in line[max(0, i - 1) : i + 2])
