"""Sentences of Vietnamese official text."""

from __future__ import annotations

import re

# After these a full stop ends a shortened word, not a sentence.
_SHORTENED = frozenset({
    "tt", "tp", "tx", "kt", "tm", "tl", "tuq", "q", "p", "vd",
    "ts", "ths", "th.s", "pgs", "gs", "pgs.ts", "gs.ts", "tskh", "gs.tskh", "bs", "ks", "đc", "đ/c", "nxb",
})  # fmt: skip
# What stands alone before a full stop at the start of a sentence is its number, not a sentence.
_LABEL = re.compile(
    r"[-–+*•\s(“\"]*(?:(?:điều|khoản|mục|chương|phần|phụ lục|bảng|biểu|hình|bước|tiểu mục|số)\s+)?"
    r"(?:\d+(?:\.\d+)*|[ivxlc]+|[^\W\d_])\.",
    re.IGNORECASE,
)
_CLOSING = r"[\"'”’»)\]]*"
_CANDIDATE = re.compile(
    rf"(?P<break>[ \t]*[\n\t][\s]*)"
    rf"|(?P<strong>[!?][.!?…]*{_CLOSING})(?=\s)"
    rf"|(?P<stop>[.…]+{_CLOSING})(?=\s)"
    r"|(?<=[^\W\d_A-ZĐ]{2})(?P<tight>\.)(?=[^\W\d_]{2})"
)
_BULLET = re.compile(r"\s*(?:[-–—+*•]\s|[^\W_]{1,3}[.)]\s)")
_OPENING = " \t\"'“‘«([…"
_LAST_WORD = re.compile(r"[^\s(“\"]+\Z")


def sentences(text: str) -> list[tuple[int, int]]:
    """Returns the spans of the sentences of text, in order, covering every non-blank character.

    A full stop ends a sentence unless it belongs to a shortened word ("TP.", "KT.", "PGS."), to a label at
    the start ("1.", "Điều 2.") or a small letter follows; closing quotes and brackets go with it. A line
    break ends one too, unless the next line plainly goes on with it; a semicolon alone does not. A tab ends
    the cell of a table, and so a sentence.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if _ends(text, start, match):
            _append(spans, text, start, match.end())
            start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + piece.index(stripped[0])
        spans.append((begin, begin + len(stripped)))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if match["break"] is not None:
        return _line_ends(text, start, match)
    if match["strong"] is not None:
        return True
    following = _first_after(text, match.end())
    if match["tight"] is not None:
        return following.isupper() and text[match.end() + 1].islower()
    if following.islower() and not _BULLET.match(text, match.end()):
        return False
    if match["stop"][0] != "." or match["stop"].startswith(".."):
        return True
    sentence = text[start : match.start() + 1]
    if _LABEL.fullmatch(sentence):
        return False
    word = _LAST_WORD.search(text[max(start, match.start() - 12) : match.start()])
    return word is None or word.group().strip("*_").lower() not in _SHORTENED


def _line_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Says whether a line break (or tab) ends a sentence."""
    gap = match.group()
    if "\t" in gap or gap.count("\n") > 1 or match.end() == len(text):
        return True
    if _BULLET.match(text, match.end()):
        return True
    before = text[max(start, match.start() - 1) : match.start()]
    if before in (",", "-", "–"):
        return False
    return before in (".", ";", ":", "!", "?", "…") or not text[match.end()].islower()


def _first_after(text: str, position: int) -> str:
    """Returns the first character after a stop that tells whether a new sentence begins."""
    while position < len(text) and (text[position] in _OPENING or text[position].isspace()):
        position += 1
    return text[position] if position < len(text) else ""
