"""Mends what Tesseract misreads in numbers of headings, where the neighbours leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.records import Block

_LISTS = {
    "roman": ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"),
    "letter": tuple("abcdđeghiklmnopqrstuvxy"),
}
_HEADS = {"roman": re.compile(r"^([IVX]{1,5})(\.)(?=\s)"), "letter": re.compile(r"^([a-zđ])([.)])(?=\s)")}
# What may be a misread number: a short word before one that begins a text.
_MAYBE = re.compile(r"^([^\s\-–—+*•]{1,5}?)[.,)]?\s+(?=[^\W\d_a-zà-ỹđ])")
_LOOKS_LIKE = {"i": "¡1l!í", "l": "1I|", "đ": "dð", "e": "cé", "g": "øq8", "f": "0ƒíÍ", "o": "0", "b": "6", "h": "n"}
_UPSIDE_DOWN_I = re.compile(r"^¡(?=[).])")


def mend_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Returns the blocks with numbers put right that break a sequence which both neighbours show, and what was done.

    "I. … II. … II. … IV." can only be "I. … II. … III. … IV."; "e) … 0 … g)" has lost its "f)". Only text from OCR is
    touched. What was done names the page, what was read and what it was made.
    """
    done = [
        replace(b, text=_UPSIDE_DOWN_I.sub("i", b.text)) if b.ocr is not None and b.cells is None else b for b in blocks
    ]
    mends: list[str] = []
    for kind in _LISTS:
        heads = [(i, m) for i, b in enumerate(done) if b.cells is None and (m := _HEADS[kind].match(b.text))]
        for i, block in enumerate(done):
            match = _MAYBE.match(block.text) if block.ocr is not None and block.cells is None else None
            before = next((m for at, m in reversed(heads) if at < i), None)
            after = next((m for at, m in heads if at > i), None)
            if match is None or before is None or after is None:
                continue
            number = _between(kind, before.group(1), after.group(1))
            right = number + before.group(2)
            if number and match.group().strip() != right and _may_be(kind, match.group(1), number):
                mends.append(f"trang {block.page or '?'}: «{match.group().strip()}» → «{right}»")
                done[i] = replace(block, text=f"{right} {block.text[match.end() :]}")
                heads = [(at, m) for at, b in enumerate(done) if b.cells is None and (m := _HEADS[kind].match(b.text))]
    return done, mends


def _between(kind: str, first: str, last: str) -> str:
    """The one number that is missing between two; "" if none or more are."""
    numbers = _LISTS[kind]
    if (first, last) in (("e", "g"), ("i", "k")):
        # Letters that some lists have and most leave out.
        return chr(ord(first) + 1)
    if first not in numbers or last not in numbers or numbers.index(last) != numbers.index(first) + 2:
        return ""
    return numbers[numbers.index(first) + 1]


def _may_be(kind: str, read: str, number: str) -> bool:
    """Whether what was read can be this number: itself without its dot, a Roman one, a letter that looks alike."""
    if kind == "roman":
        return bool(re.fullmatch(r"[IVXLl1|]{1,5}", read)) and not read.isdecimal()
    return read.rstrip(").,") == number or read.rstrip(").,") in tuple(_LOOKS_LIKE.get(number, ""))
