"""Puts right the marks that Tesseract misreads in official names and formulas ("Úy ban nhân dân", "QUYÉT ĐỊNH").

Only words that are the same without their marks are touched, only names that are fixed, and only text from OCR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from qa.records import Block
from qa.vietnamese import agencies, fold, unify_tone

# Whole lines of the layout that Nghị định 30/2020/NĐ-CP fixes.
_LINES = (
    "Nghị quyết", "Quyết định", "Quyết nghị", "Chỉ thị", "Quy chế", "Quy định", "Thông báo", "Hướng dẫn",
    "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Tờ trình", "Công điện", "Thông tư",
    "Nghị định", "Kết luận", "Chiến lược", "Danh mục", "Phụ lục", "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Độc lập - Tự do - Hạnh phúc", "Thủ tướng Chính phủ", "Chính phủ",
)  # fmt: skip
# Words within lines that mean nothing else with other marks; names of agencies come from their table.
_PHRASES = ("Ủy ban nhân dân", "Hội đồng nhân dân", "Chủ tịch nước", "thành phố", "có thẩm quyền", "kể từ ngày")
_LONG = 4
_ENDS = re.compile(r"^\W*|\W*$")


def mend_names(blocks: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """Returns the blocks with official names put right, and each name that was: what was read, and what it was made."""
    done: list[Block] = []
    mends: dict[str, None] = {}
    for block in blocks:
        if block.ocr is None:
            done.append(block)
            continue
        text = _mended(block.text, mends)
        cells = None if block.cells is None else tuple(text.split("\t"))
        done.append(replace(block, text=text, cells=cells))
    return done, list(mends)


def _mended(text: str, mends: dict[str, None]) -> str:
    folded = fold(text)
    for start, end, right in _found(text, folded):
        read = text[start:end]
        new = "".join(r.upper() if c.isupper() else r.lower() for c, r in zip(read, right, strict=True))
        if unify_tone(new).lower() != unify_tone(read).lower():
            mends[f"«{read}» → «{new}»"] = None
            text = text[:start] + new + text[end:]
    return text


def _found(text: str, folded: str) -> Iterable[tuple[int, int, str]]:
    """Where names stand, and how they are written."""
    bare = _ENDS.sub("", folded)
    if bare in _lines():
        start = folded.index(bare)
        yield start, start + len(bare), _lines()[bare]
    for match in _pattern().finditer(folded):
        right, start = _names()[match.group()], match.start()
        # "số y tế" is no "Sở Y tế": where the name has a capital, so must the text, unless it is one of the phrases.
        if right in _PHRASES or all(text[start + i].isupper() for i, c in enumerate(right) if c.isupper()):
            yield start, match.end(), right


@cache
def _lines() -> dict[str, str]:
    return {fold(line): line for line in _LINES}


@cache
def _names() -> dict[str, str]:
    known = [name.removesuffix(" tỉnh") for name in agencies.canonical_names()]
    return {fold(name): name for name in (*(n for n in known if len(n.split()) >= _LONG), *_PHRASES)}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
