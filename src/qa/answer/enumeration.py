"""Enumerations inside one sentence ("gồm: A, B, C và D"), taken apart into their items."""

from __future__ import annotations

import re
from collections.abc import Collection

from qa.vietnamese import search_terms

LEAST = 3
LONGEST_WORDS = 9  # of an item between commas; between semicolons an item may be a clause
NAME = 4  # words of a name
SUBJECT = 2  # terms of the question that its introduction must hold
BEFORE = 140  # characters before an enumeration in which its subject is looked for
# What introduces an enumeration and hardly anything else; after "các" or "là" commas mostly part clauses.
_LEAD = re.compile(
    r":\s|\b(?:bao gồm|gồm có|gồm|như là|như|nhất là|đặc biệt là|cụ thể là|chủ yếu là)\s", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:(?:các|những|một số)(?:\s+loại)?|và|hoặc)\s+")
_END = re.compile(r"[.](?=\s|$)|\n|:(?=\s)")
_OPEN_END = re.compile(r",?\s*(?:\.{2,}|…|v\.\s?v\.?)")
# What comes after the last item and is no part of it: purpose, manner, place.
_AFTER = re.compile(
    r"\s+(?:nhằm|để|góp phần|phù hợp|phục vụ|bảo đảm|đảm bảo|đáp ứng|trên địa bàn|trong đó|theo hướng|theo quy định"
    r"|đạt|có hàm lượng)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_AND = re.compile(r"\s+(?:và|hoặc)\s+")
_COMMA = re.compile(r",(?=\s)(?![^()]*\))")
_SEMICOLON = re.compile(r";(?![^()]*\))")
Item = tuple[int, int]


def items(text: str, asked: Collection[str], kind: str = "") -> list[Item]:
    """Returns where the items of a sentence's enumeration stand, or nothing where it has none on the matter.

    Args:
        text: a sentence.
        asked: the folded terms of the question; of several enumerations the one is taken whose introduction holds
            most of them.
        kind: what the items are in the question's words, "lĩnh vực" of "những lĩnh vực nào": it introduces them too.
    """
    best: tuple[tuple[int, int], list[Item]] = ((0, 0), [])
    named = re.finditer(rf"\b{re.escape(kind)}\s", text, re.IGNORECASE) if kind else ()
    for lead in (*_LEAD.finditer(text), *named):
        found = _run(text, lead.end(), lead.group().startswith(":"))
        if len(found) < LEAST:
            continue
        before = set(search_terms(text[max(0, lead.start() - BEFORE) : found[0][0] + 1], folded=True))
        rank = (len(before & set(asked)), len(found))
        if rank[0] >= SUBJECT and rank > best[0]:
            best = (rank, found)
    return best[1]


def open_ended(text: str, found: list[Item]) -> bool:
    """Whether the document lets an enumeration go on ("A, B, C,…")."""
    return bool(found) and _OPEN_END.match(text, found[-1][1]) is not None


def _run(text: str, start: int, after_colon: bool) -> list[Item]:
    """The items from a place on, up to the end of the sentence."""
    end = min((m.start() for m in (_END.search(text, start), _OPEN_END.search(text, start)) if m), default=len(text))
    clauses = _cut(text, start, end, _SEMICOLON)
    if len(clauses) >= LEAST:
        return _names_apart(text, clauses) if after_colon else []
    stop = text.find(";", start, end)
    names = _cut(text, start, end if stop < 0 else stop, _COMMA)
    if len(names) < 2:
        return []
    names = _last_taken_apart(text, names)
    short = [_shortened(text, item) for item in names]
    return short if all(_words(text, item) <= LONGEST_WORDS for item in short) else []


def _names_apart(text: str, clauses: list[Item]) -> list[Item]:
    """The clauses, or the names in them where semicolons and commas part nothing but names: "Israel; Nhật Bản, Lào"."""
    names = [name for clause in clauses for name in _cut(text, *clause, _COMMA)]
    return names if all(text[name[0]].isupper() and _words(text, name) <= NAME for name in names) else clauses


def _cut(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Item]:
    cuts = [m.span() for m in separator.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [item for item in (_stripped(text, *pair) for pair in pairs) if item[0] < item[1]]


def _last_taken_apart(text: str, names: list[Item]) -> list[Item]:
    """The last item is two where it is joined by "và" and both sides could stand alone."""
    start, end = names[-1]
    joint = _AND.search(text, start, end)
    if joint is None or joint.start() == start:
        return names
    left, right = (start, joint.start()), (joint.end(), end)
    if _words(text, left) < 2 or text[end : end + 2].strip() in ("…", "..", ",…", ",."):
        return names
    return [*names[:-1], left, right]


def _shortened(text: str, item: Item) -> Item:
    """An item without the article before it and the clause after it."""
    article = _ARTICLE.match(text, *item)
    start = article.end() if article and article.end() < item[1] else item[0]
    tail = _AFTER.search(text, start, item[1])
    return (start, tail.start()) if tail and tail.start() > start else (start, item[1])


def _stripped(text: str, start: int, end: int) -> Item:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return (start, end)


def _words(text: str, item: Item) -> int:
    return len(text[item[0] : item[1]].split())
