"""Enumerations inside one sentence ("gồm: A, B, C và D"), taken apart into their items."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import takewhile
from typing import NamedTuple

from qa.structure.markers import UPPER
from qa.tasks.wording import word_pattern
from qa.vietnamese import search_terms

LEAST = 3
LONGEST_WORDS = 9  # of an item between commas; between semicolons an item may be a clause
NAME = 4  # words of a name
SUBJECT = 2  # terms of the question that its introduction must hold
SURELY = 3  # and if that may introduce other things: two words and the pair of them
KIND_WITHIN = 40  # characters at the beginning of a clause in which it says of which kind it is
COUNT_WITHIN = 60  # characters before an enumeration in which the number of its items is looked for
BEFORE = 140  # characters before an enumeration in which its subject is looked for
# What introduces an enumeration and hardly anything else; after "các" or "là" commas mostly part clauses.
_LEAD = re.compile(
    r":\s|\b(?:bao gồm|gồm có|gồm|như là|như|nhất là|đặc biệt là|cụ thể là|chủ yếu là)\s", re.IGNORECASE
)
# What introduces other things too: names alone ("tại A, B và C"), sums alone ("trong đó A 5 tỷ, B 2 tỷ").
_BEFORE_NAMES = re.compile(r"(?<!phối hợp )\b(?:với|tại|ở|cho|ưu tiên)\s", re.IGNORECASE)
_BEFORE_SUMS = re.compile(r"\btrong đó\s", re.IGNORECASE)
_IN_BRACKETS = re.compile(r" \(([^()]*)\)")
_ARTICLE = re.compile(r"(?:(?:các|những|một số)(?:\s+loại)?|và|hoặc)\s+")
_END = re.compile(r"[.](?=\s|$)|\n|:(?=\s)")
_OPEN_END = re.compile(r",?\s*(?:\.{2,}|…|v\.\s?v\.?)")
_OTHERS = re.compile(r"\s+và (?:các|những|một số) [^,;]*? khác\b")
# What comes after the last item and is no part of it: purpose, manner, place.
_AFTER = re.compile(
    r"\s+(?:nhằm|để|góp phần|phù hợp|phục vụ|bảo đảm|đảm bảo|đáp ứng|trên địa bàn|trong đó|theo hướng|theo quy định"
    r"|đạt|có hàm lượng|(?:trước|sau|từ|đến|trong) (?:ngày|tháng|quý|năm) \S*\d"
    r"|và (?:các|những|một số) [^,;]* khác)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_NAMES = re.compile(
    r"\s+(?:\(sau đây|chưa|phải|được|trong|về|là|trước|sau|từ|đến|vào|theo|nhằm|để|phục vụ|với|bằng|trên địa bàn)\s.*$",
    re.DOTALL,
)
_AND = re.compile(r"\s+(?:và|hoặc)\s+")
_COMMA = re.compile(r",(?=\s)(?![^()]*\))")
_ANY_COMMA = re.compile(r",(?=\s)")
_SEMICOLON = re.compile(r";(?![^()]*\))")
_CAPITAL = re.compile(rf"[{UPPER}]")
_SUM = re.compile(r"\d\s*(?:%|tỷ|tỉ|triệu|nghìn|đồng)")
_COUNT = re.compile(r"\b(\d{1,2}) (?![%\d])[^\d:;.,]+$")
# "các lĩnh vực ưu tiên, trọng điểm ở …": of what kind they are, and no names of them.
_QUALITIES = frozenset(
    "ưu tiên|trọng điểm|trọng tâm|then chốt|mũi nhọn|chủ lực|chủ yếu|chiến lược"
    "|tiên tiến|hiện đại|mới|cơ bản|quan trọng".split("|")
)
# "công nghệ để phát triển …, …": the kind that is asked for, with something else said of it.
_GOES_ON = re.compile(r"(?:để|nhằm|và|của|cho|trong|với|theo|vào|là|được|phục vụ|phù hợp|từ|tại|ở|có)\s")
_LABEL = re.compile(r"[\w.]{1,6}[).] |[-+] ")
Item = tuple[int, int]
Rank = tuple[bool, int, int]
_Reader = tuple[re.Pattern[str], bool, Callable[[str, re.Match[str]], list[Item]]]


def find(text: str, asked: Collection[str], kind: str = "", verb: str = "") -> tuple[Rank, list[Item]]:
    """Returns where the items of a sentence's enumeration stand, after what enumerations are compared by.

    That is: the kind named, terms held, number of items. There are no items where it has no enumeration on the matter.

    Args:
        text: a sentence.
        asked: the folded terms of the question; of several enumerations the one is taken whose introduction holds
            most of them.
        kind: what the items are in the question's words, "lĩnh vực" of "những lĩnh vực nào": it introduces them too.
        verb: the words before that, "chế biến" of "chế biến những nông sản nào", which do so as well.
    """
    best: tuple[Rank, list[Item]] = ((False, 0, 0), [])
    runs = [run for run in _runs(text, kind, verb) if len(run.items) >= LEAST]
    runs = [run for run in runs if _names_first(text[slice(*run.items[0])])]
    for run in runs:
        if any(_begins_within(run.items, other.items, text, kind) for other in runs):
            continue
        held = len(set(search_terms(run.before, folded=True)) & set(asked))
        rank = (bool(kind) and run.before.rstrip(" :").lower().endswith(kind.lower()), held, len(run.items))
        if held >= (SUBJECT if run.sure else SURELY) and rank > best[0]:
            best = (rank, _with_kind(run.items, text, kind))
    return best


def _names_first(item: str) -> bool:
    """Whether the first item is a thing: no quality, no purpose, and not what introduces the list itself."""
    return item.lower() not in _QUALITIES and not _GOES_ON.match(item) and not _LEAD.search(item)


def _with_kind(items: list[Item], text: str, kind: str) -> list[Item]:
    """The items, the first with the kind before it where the others say it too: "Bệnh viện A, Bệnh viện B"."""
    start, end = items[0]
    before = start - len(kind) - 1
    said = kind and text[max(0, before) : start].lower() == f"{kind.lower()} "
    again = sum(text[at:].lower().startswith(kind.lower()) for at, _ in items[1:])
    return [(before, end), *items[1:]] if said and 2 * again >= len(items) - 1 else items


def _begins_within(items: list[Item], others: list[Item], text: str, kind: str) -> bool:
    """Whether an enumeration begins inside an item of a longer one: "công nghệ" of "nông nghiệp công nghệ cao, …".

    Where the kind asked for is all that comes before the first item, it is no part of it: "lĩnh vực sấy lạnh, …".
    """
    over = next((at for at, (start, end) in enumerate(others) if start < items[0][0] and items[0][1] == end), None)
    if over is None or items[1:] != others[1 - len(items) :]:
        return False
    return over > 0 or text[others[0][0] : items[0][0]].strip().lower() != kind.lower()


class _Run(NamedTuple):
    """An enumeration, what stands before it, and whether that introduces enumerations and little else."""

    before: str
    items: list[Item]
    sure: bool


def _runs(text: str, kind: str, verb: str) -> Iterator[_Run]:
    """The enumerations of a sentence."""
    for pattern, sure, read in (*_READERS, *_readers_of(kind, True), *_readers_of(verb, False)):
        for lead in pattern.finditer(text):
            yield _Run(text[max(0, lead.start() - BEFORE) : lead.end()], read(text, lead), sure)
    clauses = _cut(text, 0, len(text), _SEMICOLON)
    if kind and all(kind.lower() in text[start : start + KIND_WITHIN].lower() for start, _ in clauses):
        yield _Run(text[: clauses[0][1]] if clauses else "", [_unlabelled(text, item) for item in clauses], True)


def _readers_of(words: str, sure: bool) -> list[_Reader]:
    """How to read what the question's own words introduce; one word alone, names and nothing else."""
    if not words:
        return []
    if " " not in words:
        return [(re.compile(rf"\b{re.escape(words)}\s", re.IGNORECASE), True, _names)] if sure else []
    return [(re.compile(rf"\b{re.escape(words)}\s", re.IGNORECASE), sure, _run if sure else _names_or_run)]


def open_ended(text: str, found: list[Item]) -> bool:
    """Whether the document lets an enumeration go on ("A, B, C,…", "A, B và các sản phẩm khác")."""
    return bool(found) and any(end.match(text, found[-1][1]) for end in (_OPEN_END, _OTHERS))


def _run(text: str, lead: re.Match[str]) -> list[Item]:
    """The items from a place on, up to the end of the sentence."""
    start, end = lead.end(), _end(text, lead.end())
    clauses = _cut(text, start, end, _SEMICOLON)
    if len(clauses) >= LEAST and lead.group().startswith(":"):
        return _names_apart(text, clauses)
    names = _between_commas(text, start, end)
    short = [_shortened(text, item) for item in names]
    if _counted(text, lead) == len(short):
        return short
    told = list(takewhile(lambda item: _words(text, item) <= LONGEST_WORDS, short))
    if len(told) == len(short):
        return short
    told = [*told[:LEAST], *takewhile(lambda item: not _acts(text, item), told[LEAST:])]
    names = _names(text, lead)  # what follows the last of them may be more than a name
    return told if len(told) >= LEAST and len(told) > len(names) else names


def _acts(text: str, item: Item) -> bool:
    """Whether an item says what is done, and goes on after a list of things: "…, thực tế ảo, xây dựng dữ liệu …"."""
    return word_pattern("actions").match(text, item[0]) is not None


def _counted(text: str, lead: re.Match[str]) -> int:
    """How many items the words right before an introduction say there are: "03 phòng thí nghiệm trọng điểm: "; or 0."""
    found = _COUNT.search(text, max(0, lead.start() - COUNT_WITHIN), lead.start())
    return int(found.group(1)) if found else 0


def _names(text: str, lead: re.Match[str]) -> list[Item]:
    """The names from a place on; the list ends with the first that says more ("tỉnh C trong đào tạo nhân lực, …")."""
    found: list[Item] = []
    for item in _between_commas(text, lead.end(), _end(text, lead.end())):
        name = _shortened(text, item, _AFTER_NAMES)
        ended = name[1] < item[1]
        for part in _last_taken_apart(text, [name]) if ended else [name]:
            if _words(text, part) > LONGEST_WORDS or not _CAPITAL.search(text, *part):
                return found
            found.append(part)
        if ended:
            break
    return found


def _names_or_run(text: str, lead: re.Match[str]) -> list[Item]:
    found = _names(text, lead)
    return found if len(found) >= LEAST else _run(text, lead)


def _sums(text: str, lead: re.Match[str]) -> list[Item]:
    """The items from a place on, where each of them states a sum of money or a share."""
    stretch = (lead.end(), _end(text, lead.end()))
    clauses = _cut(text, *stretch, _SEMICOLON)
    found = clauses if len(clauses) >= LEAST else _cut(text, *stretch, _COMMA)
    return found if all(_SUM.search(text, *item) for item in found) else []


def _in_brackets(text: str, lead: re.Match[str]) -> list[Item]:
    return _cut(text, *lead.span(1), _ANY_COMMA)


def _end(text: str, start: int) -> int:
    """Where the sentence, or the part of it that may enumerate, ends."""
    return min((m.start() for m in (_END.search(text, start), _OPEN_END.search(text, start)) if m), default=len(text))


def _between_commas(text: str, start: int, end: int) -> list[Item]:
    """The items that commas part, up to a semicolon; none of fewer than two."""
    stop = text.find(";", start, end)
    names = _cut(text, start, end if stop < 0 else stop, _COMMA)
    return _last_taken_apart(text, names) if len(names) > 1 else []


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
    if _OTHERS.match(text, joint.start()):
        return [*names[:-1], left]  # "… và các sản phẩm khác do tỉnh công bố"
    if _words(text, left) < 2 or text[end : end + 2].strip() in ("…", "..", ",…", ",."):
        return names
    return [*names[:-1], left, right]


def _shortened(text: str, item: Item, after: re.Pattern[str] = _AFTER) -> Item:
    """An item without the article before it and the clause after it."""
    article = _ARTICLE.match(text, *item)
    start = article.end() if article and article.end() < item[1] else item[0]
    tail = after.search(text, start, item[1])
    return (start, tail.start()) if tail and tail.start() > start else (start, item[1])


def _unlabelled(text: str, item: Item) -> Item:
    label = _LABEL.match(text, *item)
    return (label.end() if label else item[0], item[1])


def _stripped(text: str, start: int, end: int) -> Item:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;"):
        end -= 1
    return (start, end)


def _words(text: str, item: Item) -> int:
    return len(text[item[0] : item[1]].split())


# What introduces an enumeration, whether it introduces hardly anything else, and how the items are read.
_READERS: tuple[_Reader, ...] = (
    (_LEAD, True, _run),
    (_BEFORE_NAMES, False, _names),
    (_BEFORE_SUMS, False, _sums),
    (_IN_BRACKETS, False, _in_brackets),
)
