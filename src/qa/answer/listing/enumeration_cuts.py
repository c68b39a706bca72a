"""Stretches of a sentence cut into the items that commas or semicolons part."""

from __future__ import annotations

import re

NAME = 4  # words of a name
_ARTICLE = re.compile(r"(?:(?:các|những|một số)(?:\s+loại)?|và|hoặc)\s+")
_END = re.compile(r"[.](?=\s|$)|\n|:(?=\s)")
OPEN_END = re.compile(r",?\s*(?:\.{2,}|…|v\.\s?v\.?)")
OTHERS = re.compile(r"\s+và (?:các|những|một số) [^,;]*? khác\b")
_AND = re.compile(r"\s+(?:và|hoặc)\s+")
COMMA = re.compile(r",(?=\s)(?![^()]*\))")
SEMICOLON = re.compile(r";(?![^()]*\))")
_LABEL = re.compile(r"[\w.]{1,6}[).] |[-+] ")
# What comes after the last item and is no part of it: purpose, manner, place.
_AFTER = re.compile(
    r"(?<!không)\s+(?:nhằm|để|góp phần|phù hợp|phục vụ|bảo đảm|đảm bảo|đáp ứng|trên địa bàn|trong đó|theo hướng"
    r"|theo quy định|đạt|có hàm lượng|(?:trước|sau|từ|đến|trong) (?:ngày|tháng|quý|năm) \S*\d"
    r"|và (?:các|những|một số) [^,;]* khác)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
Item = tuple[int, int]


def end_of(text: str, start: int) -> int:
    """Where the sentence, or the part of it that may enumerate, ends."""
    return min((m.start() for m in (_END.search(text, start), OPEN_END.search(text, start)) if m), default=len(text))


def between_commas(text: str, start: int, end: int) -> list[Item]:
    """The items that commas part, up to a semicolon; none of fewer than two."""
    stop = text.find(";", start, end)
    names = cut(text, start, end if stop < 0 else stop, COMMA)
    return last_taken_apart(text, names) if len(names) > 1 else []


def names_apart(text: str, clauses: list[Item]) -> list[Item]:
    """The clauses, or the names in them where semicolons and commas part nothing but names: "Israel; Nhật Bản, Lào"."""
    names = [name for clause in clauses for name in cut(text, *clause, COMMA)]
    return names if all(text[name[0]].isupper() and words_in(text, name) <= NAME for name in names) else clauses


def cut(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Item]:
    """The items that a separator parts from one place to another, without blanks and stops around them."""
    cuts = [m.span() for m in separator.finditer(text, start, end)]
    edges = [start, *(edge for place in cuts for edge in place), end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [item for item in (_stripped(text, *pair) for pair in pairs) if item[0] < item[1]]


def last_taken_apart(text: str, names: list[Item]) -> list[Item]:
    """The last item is two where it is joined by "và" and both sides could stand alone."""
    if not names:
        return names
    start, end = names[-1]
    joint = _AND.search(text, start, end)
    if joint is None or joint.start() == start:
        return names
    left, right = (start, joint.start()), (joint.end(), end)
    if OTHERS.match(text, joint.start()):
        return [*names[:-1], left]  # "… và các sản phẩm khác do tỉnh công bố"
    if words_in(text, left) < 2 or text[end : end + 2].strip() in ("…", "..", ",…", ",."):
        return names
    return [*names[:-1], left, right]


def shortened(text: str, item: Item, after: re.Pattern[str] = _AFTER) -> Item:
    """An item without the article before it and the clause after it."""
    article = _ARTICLE.match(text, *item)
    start = article.end() if article and article.end() < item[1] else item[0]
    tail = after.search(text, start, item[1])
    return (start, tail.start()) if tail and tail.start() > start else (start, item[1])


def unlabelled(text: str, item: Item) -> Item:
    """An item without the label or dash before it."""
    label = _LABEL.match(text, *item)
    return (label.end() if label else item[0], item[1])


def _stripped(text: str, start: int, end: int) -> Item:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return (start, end)


def words_in(text: str, item: Item) -> int:
    """How many words an item has."""
    return len(text[item[0] : item[1]].split())
