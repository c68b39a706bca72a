"""Enumerations inside one sentence ("gồm: A, B, C và D"), taken apart into their items."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import takewhile
from typing import NamedTuple

from qa.answer.listing.enumeration_cuts import (
    COMMA,
    OPEN_END,
    OTHERS,
    SEMICOLON,
    Item,
    between_commas,
    cut,
    end_of,
    last_taken_apart,
    names_apart,
    shortened,
    unlabelled,
    words_in,
)
from qa.structure.markers import UPPER
from qa.tasks.wording import word_pattern
from qa.vietnamese import search_terms

LEAST = 3
LONGEST_WORDS = 10  # of an item between commas; between semicolons an item may be a clause
LONGEST_BODY = 14  # of the name of a centre, a committee …
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
_BEFORE_NAMES = re.compile(r"(?<!phối hợp )\b(?:với|tại|ở|cho|ưu tiên|trong đó có)\s", re.IGNORECASE)
_BEFORE_SUMS = re.compile(r"\b(?:trong đó\s|mức(?: \w+){1,4}? (?=\d))", re.IGNORECASE)
# "là A; B; C": semicolons part things; "03 nhóm nghiên cứu về A, B và C": as many as are told.
_BEFORE_CLAUSES = re.compile(r"\blà\s", re.IGNORECASE)
_AFTER_COUNT = re.compile(r":\s|\b(?:về|là|cho|thuộc|gồm)\s", re.IGNORECASE)
_IN_BRACKETS = re.compile(r" \(([^()]*)\)")
_OBJECT = re.compile(r"\s+đối với\s")
_AFTER_NAMES = re.compile(
    r"\s+(?:\(sau đây|chưa|phải|được|trong|về|là|trước|sau|từ|đến|vào|theo|nhằm|để|phục vụ|với|bằng|trên địa bàn)\s.*$",
    re.DOTALL,
)
_ANY_COMMA = re.compile(r",(?=\s)")
_CAPITAL = re.compile(rf"[{UPPER}]")
_SUM = re.compile(r"\d\s*(?:%|tỷ|tỉ|triệu|nghìn|đồng)")
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_DIGIT = re.compile(r"\d")
# What each clause that states one is, whatever it is of.
_FIGURES = frozenset("con số|chỉ tiêu|mục tiêu".split("|"))
_COUNT = re.compile(rf"\b(\d{{1,2}}|(?<!các )(?<!những )(?:{'|'.join(_NUMBERS)})) (?![%\d])[^\d:;.,]+$")
# "các lĩnh vực ưu tiên, trọng điểm ở …": of what kind they are, and no names of them.
_QUALITIES = frozenset(
    "ưu tiên|trọng điểm|trọng tâm|then chốt|mũi nhọn|chủ lực|chủ yếu|chiến lược"
    "|tiên tiến|hiện đại|mới|cơ bản|quan trọng".split("|")
)
# Kinds of things that have no names of their own: names after "tại" or "với" are none of them.
_NAMELESS = frozenset(
    "lĩnh vực|ngành|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|tiêu chí|nội dung|hình thức|cách|việc|hoạt động"
    "|điều kiện".split("|")
)
# "công nghệ để phát triển …, …": the kind that is asked for, with something else said of it.
_GOES_ON = re.compile(r"(?:để|nhằm|và|của|cho|trong|với|theo|vào|là|được|phục vụ|phù hợp|từ|tại|ở|có)\s")
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
    runs = [run for run in _runs(text, kind, verb) if len(run.items) >= (2 if _two_do(run, text) else LEAST)]
    runs = [run for run in runs if _names_first(text[slice(*run.items[0])]) and not _are_points(run.items)]
    # "như nhà kính" introduces; "Như Thanh" is a name.
    runs = [run for run in runs if not any(_LEAD.match(text, at) and text[at].islower() for at, _ in run.items[1:])]
    for run in runs:
        longer = [other for other in runs if other.sure or not _all_of(kind, run, text)]
        if run.asked:
            longer = []  # the question's own words tell where it begins
        if any(_begins_within(run.items, other.items, text, kind) for other in longer):
            continue
        if any(_lies_in_one(run.items, other.items, text) for other in longer):
            continue
        held = len(set(search_terms(run.before, folded=True)) & set(asked))
        rank = (bool(kind) and run.before.rstrip(" :").lower().endswith(kind.lower()), held, len(run.items))
        if held >= (SUBJECT if run.sure else SURELY) and rank > best[0]:
            best = (rank, _with_kind(run.items, text, kind))
    return best


def _two_do(run: _Run, text: str) -> bool:
    """Whether two items are a list: as many as are told, or two bodies of one kind ("Trung tâm A, Trung tâm B")."""
    heads = [word_pattern("heads").match(text, start) for start, _ in run.items]
    kinds = {head.group() for head in heads if head is not None and head.group()[0].isupper()}
    return run.counted or (None not in heads and len(kinds) == 1)


def _names_first(item: str) -> bool:
    """Whether the first item is a thing: no quality, no purpose, and not what introduces the list itself."""
    return item.lower() not in _QUALITIES and not _GOES_ON.match(item) and not _LEAD.search(item)


def _all_of(kind: str, run: _Run, text: str) -> bool:
    """Whether the kind asked for stands before the items and in another of them: "làm chủ công nghệ A, công nghệ B"."""
    said = bool(kind) and run.before.rstrip().lower().endswith(kind.lower())
    return said and any(text[at:].lower().startswith(kind.lower()) for at, _ in run.items[1:])


def _are_points(items: list[Item]) -> bool:
    """Whether the letters of points are told, and no things: "quy định tại các điểm a, b, c và d khoản này"."""
    return sum(end - start == 1 for start, end in items) > 1


def _with_kind(items: list[Item], text: str, kind: str) -> list[Item]:
    """The items, the first with the kind before it where others say it too: "Bệnh viện A, Bệnh viện B"."""
    start, end = items[0]
    before = start - len(kind) - 1
    said = kind and text[max(0, before) : start].lower() == f"{kind.lower()} "
    again = sum(text[at:].lower().startswith(kind.lower()) for at, _ in items[1:])
    return [(before, end), *items[1:]] if said and again else items


def _begins_within(items: list[Item], others: list[Item], text: str, kind: str) -> bool:
    """Whether an enumeration begins inside an item of a longer one: "công nghệ" of "nông nghiệp công nghệ cao, …".

    Where the kind asked for is all that comes before the first item, it is no part of it: "lĩnh vực sấy lạnh, …".
    """
    over = next((at for at, (start, end) in enumerate(others) if start < items[0][0] and items[0][1] == end), None)
    if over is None or items[1:] != others[1 - len(items) :]:
        return False
    return over > 0 or text[others[0][0] : items[0][0]].strip().lower() != kind.lower()


def _lies_in_one(items: list[Item], others: list[Item], text: str) -> bool:
    """Whether an enumeration lies in one item of another whose items all begin alike: "công nghệ A, B; công nghệ C"."""
    alike = len(others) >= LEAST and len({_begins(text, other) for other in others}) == 1
    return alike and any(start <= items[0][0] and items[-1][1] <= end for start, end in others)


class _Run(NamedTuple):
    """An enumeration, what stands before it, and whether that introduces enumerations and little else, or counts it.

    `asked`: it is introduced by the verb with which the question asks ("thông qua những lực lượng nào").
    """

    before: str
    items: list[Item]
    sure: bool
    counted: bool = False
    asked: bool = False


def _runs(text: str, kind: str, verb: str) -> Iterator[_Run]:
    """The enumerations of a sentence."""
    readers = [reader for reader in _READERS if reader[0] is not _BEFORE_NAMES or kind.lower() not in _NAMELESS]
    of_verb = _readers_of(verb, False)
    for pattern, sure, read in (*readers, *_readers_of(kind, True), *of_verb):
        for lead in pattern.finditer(text):
            before = text[max(0, lead.start() - BEFORE) : lead.end()]
            asked = (pattern, sure, read) in of_verb
            yield _Run(before, read(text, lead), sure, counted=read is _as_many, asked=asked)
    clauses = cut(text, 0, len(text), SEMICOLON)
    counts = kind.lower() in _FIGURES and all(_DIGIT.search(text, *clause) for clause in clauses)
    if counts or (kind and all(kind.lower() in text[start : start + KIND_WITHIN].lower() for start, _ in clauses)):
        yield _Run(text[: clauses[0][1]] if clauses else "", [unlabelled(text, item) for item in clauses], True)


def _readers_of(words: str, sure: bool) -> list[_Reader]:
    """How to read what the question's own words introduce; one word alone, names and nothing else."""
    if not words:
        return []
    if " " not in words:
        return [(re.compile(rf"\b{re.escape(words)}\s", re.IGNORECASE), True, _names)] if sure else []
    return [(re.compile(rf"\b{re.escape(words)}\s", re.IGNORECASE), sure, _run if sure else _names_or_run)]


def open_ended(text: str, found: list[Item]) -> bool:
    """Whether the document lets an enumeration go on ("A, B, C,…", "A, B và các sản phẩm khác")."""
    return bool(found) and any(end.match(text, found[-1][1]) for end in (OPEN_END, OTHERS))


def _run(text: str, lead: re.Match[str]) -> list[Item]:
    """The items from a place on, up to the end of the sentence."""
    start, end = lead.end(), end_of(text, lead.end())
    clauses = cut(text, start, end, SEMICOLON)
    if len(clauses) >= LEAST and lead.group().startswith(":"):
        return names_apart(text, clauses)
    if len(clauses) >= LEAST and len({_begins(text, clause) for clause in clauses}) == 1:
        return clauses
    names = _up_to_object(text, between_commas(text, start, end))
    short = [shortened(text, item) for item in names]
    if _counted(text, lead) == len(short):
        return short
    told = list(takewhile(lambda item: words_in(text, item) <= LONGEST_WORDS, short))
    if len(told) == len(short):
        return short
    told = [*told[:LEAST], *takewhile(lambda item: not _acts(text, item), told[LEAST:])]
    names = _names(text, lead)  # what follows the last of them may be more than a name
    return told if len(told) >= LEAST and len(told) > len(names) else names


def _begins(text: str, item: Item) -> str:
    """The two syllables that an item begins with."""
    return " ".join(text[slice(*shortened(text, item))].lower().split()[:2])


def _up_to_object(text: str, names: list[Item]) -> list[Item]:
    """The items up to the one after which their common object is told: "nhà kính, thủy canh, IoT đối với rau, hoa"."""
    ended = [at for at, item in enumerate(names) if _OBJECT.search(text, *item)]
    if len(ended) != 1 or ended[0] < LEAST - 1:
        return names
    at = _OBJECT.search(text, *names[ended[0]])
    assert at is not None
    return [*names[: ended[0]], (names[ended[0]][0], at.start())]


def _acts(text: str, item: Item) -> bool:
    """Whether an item says what is done, and goes on after a list of things: "…, thực tế ảo, xây dựng dữ liệu …"."""
    return word_pattern("actions").match(text, item[0]) is not None


def _counted(text: str, lead: re.Match[str]) -> int:
    """How many items the words right before an introduction say there are: "03 phòng thí nghiệm trọng điểm: "; or 0."""
    found = _COUNT.search(text, max(0, lead.start() - COUNT_WITHIN), lead.start())
    number = found.group(1) if found else "0"
    return int(number) if number.isdigit() else _NUMBERS[number]


def _names(text: str, lead: re.Match[str]) -> list[Item]:
    """The names from a place on; the list ends with the first that says more ("tỉnh C trong đào tạo nhân lực, …")."""
    found: list[Item] = []
    for item in between_commas(text, lead.end(), end_of(text, lead.end())):
        name = shortened(text, item, _AFTER_NAMES)
        ended = name[1] < item[1]
        for part in last_taken_apart(text, [name]) if ended else [name]:
            body = word_pattern("heads").match(text, part[0]) is not None and text[part[0]].isupper()
            if words_in(text, part) > (LONGEST_BODY if body else LONGEST_WORDS) or not _CAPITAL.search(text, *part):
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
    stretch = (lead.end(), end_of(text, lead.end()))
    clauses = cut(text, *stretch, SEMICOLON)
    found = clauses if len(clauses) >= LEAST else cut(text, *stretch, COMMA)
    return found if all(_SUM.search(text, *item) for item in found) else []


def _clauses(text: str, lead: re.Match[str]) -> list[Item]:
    """The items from a place on where semicolons part nothing but short ones."""
    found = cut(text, lead.end(), end_of(text, lead.end()), SEMICOLON)
    return found if all(words_in(text, item) <= LONGEST_WORDS for item in found) else []


def _as_many(text: str, lead: re.Match[str]) -> list[Item]:
    """The items from a place on, where they are as many as the words before it say."""
    stretch = (lead.end(), end_of(text, lead.end()))
    several = between_commas(text, *stretch) or last_taken_apart(text, cut(text, *stretch, COMMA))
    found = [shortened(text, item) for item in several]
    return found if _counted(text, lead) == len(found) else []


def _in_brackets(text: str, lead: re.Match[str]) -> list[Item]:
    return cut(text, *lead.span(1), _ANY_COMMA)


# What introduces an enumeration, whether it introduces hardly anything else, and how the items are read.
_READERS: tuple[_Reader, ...] = (
    (_LEAD, True, _run),
    (_BEFORE_NAMES, False, _names),
    (_BEFORE_SUMS, False, _sums),
    (_BEFORE_CLAUSES, False, _clauses),
    (_AFTER_COUNT, False, _as_many),
    (_IN_BRACKETS, False, _in_brackets),
)
