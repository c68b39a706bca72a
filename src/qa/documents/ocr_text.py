"""Mends what Tesseract misreads in numbers of headings, where the neighbours leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.records import Block

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_HEADING = re.compile(r"^([IVX]{1,5})\.(?=\s)")
_UPSIDE_DOWN_I = re.compile(r"^¡(?=[).])")


def mend_numbers(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks with Roman numbers put right that break a sequence which both neighbours show.

    "I. … II. … II. … IV." can only be "I. … II. … III. … IV."; only text from OCR is touched.
    """
    done = [
        replace(b, text=_UPSIDE_DOWN_I.sub("i", b.text)) if b.ocr is not None and b.cells is None else b
        for b in blocks
    ]
    heads = [(i, m.group(1)) for i, b in enumerate(done) if b.cells is None and (m := _HEADING.match(b.text))]
    for k in range(1, len(heads) - 1):
        before, (i, found), after = heads[k - 1][1], heads[k], heads[k + 1][1]
        if before not in _ROMAN or after not in _ROMAN or done[i].ocr is None:
            continue
        first, last = _ROMAN.index(before), _ROMAN.index(after)
        right = _ROMAN[first + 1]
        if last == first + 2 and found != right:
            done[i] = replace(done[i], text=_HEADING.sub(f"{right}.", done[i].text, count=1))
            heads[k] = (i, right)
    return done
