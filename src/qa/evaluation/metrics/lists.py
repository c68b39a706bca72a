"""How complete a list is, and how much of it was not asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.evaluation.text import plain, tokens
from qa.vietnamese import fold

_BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d+[.)])\s+(.*)$")
# A quoted sentence, after the heading that it stands under; names in quotation marks are none.
_QUOTATION = re.compile(r"^(?:[^“]* — )?“.*”\s*(?:—|$)")
# The share of a wanted item's words that an item must have, …
_SAME_ITEM = 0.8
# … in a stretch of at most so many times its length: a long sentence has most words somewhere.
_STRETCH = 2


@dataclass(slots=True)
class Item:
    """An item of a list as printed, with the items nested below it."""

    text: str
    below: list[Item] = field(default_factory=list)


def list_items(answer: str) -> list[Item]:
    """Returns the items of the lists in an answer, nested as they are indented; other lines end a list."""
    top: list[Item] = []
    open_items: list[tuple[int, Item]] = []
    for line in answer.splitlines():
        bullet = _BULLET.match(line)
        if bullet is None:
            if line[:1].strip():
                open_items.clear()
            continue
        indent, item = len(bullet.group(1)), Item(plain(bullet.group(2)))
        while open_items and open_items[-1][0] >= indent:
            open_items.pop()
        (open_items[-1][1].below if open_items else top).append(item)
        open_items.append((indent, item))
    return top


def list_f1(wanted: Sequence[str], got: Sequence[Item]) -> float:
    """Returns 2·TP / (2·TP + FP + FN) of a list.

    TP: wanted items that some item holds; FN: those that none holds. FP: items left over when as many as possible
    are given a wanted item of their own: what was not asked for costs, and so does what is said twice. An item
    holds a wanted one if a stretch of it, at most twice as long as that, has 80 % of its words and all its numbers.
    One item may hold several, as a point of a document may; a quoted sentence (“…”) counts for one of them only, since
    a list was asked for. What is nested belongs to the item above it, unless that is only its heading: a line that
    ends in a colon, a quoted sentence that is taken apart below, or a line with nothing wanted over one that has some.
    """
    bags = [_words(item) for item in wanted]
    held = [found for item in got for found in _held(bags, item)]
    true = len(set().union(*held)) if held else 0
    spurious = len(held) - _matched(held)
    return 2 * true / (true + spurious + len(wanted)) if true else 0.0


def _held(wanted: Sequence[list[str]], item: Item) -> list[set[int]]:
    """The numbers of the wanted items that an item holds: one set, or one for each item that it is the heading of."""
    words = _words(item.text)
    own = {at for at, bag in enumerate(wanted) if _holds(words, bag)}
    below = [found for child in item.below for found in _held(wanted, child)]
    quotes = _QUOTATION.match(item.text) is not None
    if below and (quotes or item.text.rstrip().endswith(":") or (not own and any(below))):
        return below
    if quotes:
        return [set(sorted(own)[:1])]
    return [own.union(*below)]


def _words(text: str) -> list[str]:
    return [fold(token) for token in tokens(text)]


def _holds(text: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether some stretch of a text has most words of a wanted item and every number of it."""
    bag = set(wanted)
    digits = {word for word in bag if word[0].isdigit()}
    if not bag or len(bag.intersection(text)) < _SAME_ITEM * len(bag):
        return False
    size = _STRETCH * len(wanted)
    stretches = (bag.intersection(text[at : at + size]) for at in range(max(1, len(text) - size + 1)))
    return any(digits <= found and len(found) >= _SAME_ITEM * len(bag) for found in stretches)


def _matched(held: Sequence[set[int]]) -> int:
    """How many sets can be given an element of their own: a maximum matching, by augmenting paths."""
    owner: dict[int, int] = {}

    def give(at: int, seen: set[int]) -> bool:
        for element in held[at] - seen:
            seen.add(element)
            if element not in owner or give(owner[element], seen):
                owner[element] = at
                return True
        return False

    return sum(give(at, set()) for at in range(len(held)))
