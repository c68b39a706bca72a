"""Words of two syllables: what a syllable can be beside its neighbours."""

from __future__ import annotations

from functools import cache
from sys import intern

from qa.vietnamese.names import data_lines
from qa.vietnamese.text import fold, unify_tone

_FILE = "compounds.txt"
# They stand beside anything, so that a neighbour says nothing about them.
_ANYWHERE = frozenset(
    "để từ là và có bị được cho theo các những này khi đã đến tại trên như với về do bởi sau mà thì nên đó ở của"
    " một hai ba bốn năm sáu bảy tám chín mười sẽ cả mỗi mọi hay hoặc tới vào ra lên xuống cùng nếu thế nào ấy".split()
)


def other_spellings(before: str, word: str, after: str) -> frozenset[str]:
    """Returns how a syllable would be written if it and a neighbour were one word, as it stands being none.

    "tỉnh" before "gọn" gives {"tinh"}; "tỉnh" before "ủy" nothing, since "tỉnh ủy" is a word.

    Args:
        before: the syllable before, "" if there is none.
        word: the syllable, in any case.
        after: the syllable after, "" if there is none.
    """
    before, word, after = (unify_tone(part).lower() for part in (before, word, after))
    if word in _ANYWHERE:
        return frozenset()
    left = {second for first, second in _alike(before, word) if first == before}
    right = {first for first, second in _alike(word, after) if second == after}
    found = left | right
    return frozenset() if word in found else frozenset(found)


def is_word(first: str, second: str, marked: bool = True) -> bool:
    """Whether two syllables are one word together.

    Args:
        first: the one.
        second: the other, in any case.
        marked: they are to be written so; without, diacritics do not count.
    """
    alike = _alike(first, second)
    return (unify_tone(first).lower(), unify_tone(second).lower()) in alike if marked else bool(alike)


def is_part(syllable: str, marked: bool = True) -> bool:
    """Whether a syllable, as it is written or its diacritics aside, is part of some word of two."""
    return unify_tone(syllable).lower() in parts() if marked else fold(syllable) in _folded_parts()


def _alike(first: str, second: str) -> tuple[tuple[str, str], ...]:
    return _table().get((fold(first), fold(second)), ())


@cache
def parts() -> frozenset[str]:
    """Returns all syllables of which there are words of two."""
    return frozenset(syllable for words in _table().values() for word in words for syllable in word)


@cache
def _folded_parts() -> frozenset[str]:
    return frozenset(syllable for key in _table() for syllable in key)


@cache
def _table() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """The words by what is left of them without marks."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    text = unify_tone("\n".join(data_lines(_FILE)))
    for line, plain in zip(text.split("\n"), fold(text).split("\n"), strict=True):
        first, second = map(intern, line.split())  # words share their syllables
        one, two = plain.split()
        key = (intern(one), intern(two))
        found[key] = (*found.get(key, ()), (first, second))
    return found
