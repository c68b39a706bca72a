"""Finds names from a table in running text, however they are typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, wraps
from importlib.resources import files
from operator import itemgetter
from sys import intern  # the phrases of a table share their words
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from qa.vietnamese.text import fold, unify_tone

T = TypeVar("T")
_REMEMBERED, _QUESTION = 32, 400  # texts, characters
_SENTENCES = 2_000  # texts whose names are remembered, some 600 bytes each
# The capitals of Latin script, Vietnamese ones among them, for character classes.
UPPER = "".join(filter(str.isupper, map(chr, [*range(0x41, 0x250), *range(0x1E00, 0x1F00)])))


class Mention(NamedTuple):
    """A name in text: `printed` is verbatim at `start:end`, `canonical` is the table's spelling."""

    start: int
    end: int
    printed: str
    canonical: str


class Succession(NamedTuple):
    """What a province or an agency has become.

    Attributes:
        old: the former name.
        new: the name of today; the same as `old` where the unit kept its name and took in others.
        date: ISO date from which it holds.
        basis: the legal basis, ready to be quoted.
        parts: the former units that went into `new`, `old` among them.
        note: Vietnamese; what of `old` went elsewhere, or what is not certain.
    """

    old: str
    new: str
    date: str
    basis: str
    parts: tuple[str, ...] = ()
    note: str = ""


class Found(NamedTuple, Generic[T]):
    """A phrase of a `Phrases` table, found at `start:end`."""

    start: int
    end: int
    value: T


def remembered(find: Callable[[str], Iterable[T]]) -> Callable[[str], list[T]]:
    """Returns a function that remembers what another found in the last short texts.

    A question is read by several parts of the program, each of which looks for the same names in it; the sentences and
    headings of the documents answer many questions.
    """
    again = lru_cache(maxsize=_SENTENCES)(lambda text: tuple(find(text)))

    @wraps(find)
    def found(text: str) -> list[T]:
        return list(again(text) if len(text) <= _QUESTION else find(text))

    return found


@cache
def table(name: str) -> dict[str, Any]:
    """Returns a TOML data file of this package."""
    return tomllib.loads(data_text(name))


def data_text(name: str) -> str:
    """Returns the text of a data file of this package."""
    return files("qa.vietnamese").joinpath("data", name).read_text(encoding="utf-8")


def data_lines(name: str) -> list[str]:
    """Returns the lines of a data file of this package, without the empty ones and remarks ("# …")."""
    return [line for line in data_text(name).splitlines() if line and not line.startswith("#")]


_WORD = re.compile(r"[^\W_]+")
_SPACE_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_SOFT_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*[-–—,&./]?[^\S\n]*\n?[^\S\n]*")


class _Node(Generic[T]):
    """A trie node; `near` edges want a space before the word, `far` edges also allow "-", ",", "&", "và"."""

    __slots__ = ("ends", "far", "near")

    def __init__(self) -> None:
        self.near: dict[str, _Node[T]] = {}
        self.far: dict[str, _Node[T]] = {}
        self.ends: list[tuple[tuple[str, ...], T]] = []


class _Words:
    """The words of a text, folded; the places of those of a text that can hold no phrase are never asked for.

    Attributes:
        text: the text.
        folded: its words without case or diacritics.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = fold(text)
        self.folded = _WORD.findall(self._plain)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """(start, end) of each word."""
        return [match.span() for match in _WORD.finditer(self._plain)]

    @cached_property
    def _marked(self) -> str:
        marked = unify_tone(self.text).lower()
        # Of another length: not NFC, or a letter whose lower case is two.
        return marked if len(self._plain) == len(marked) == len(self.text) else self._plain

    def marked(self, at: int) -> str:
        """Returns a word in lower case, tone placement unified."""
        start, end = self.spans[at]
        return self._marked[start:end]


class Phrases(Generic[T]):
    """A table of phrases with a value each, and the search for them in text.

    A phrase is recognised in any case, with or without diacritics (a word that has any must have the right
    ones), over a line break, and with "-", ",", "&", "và" or nothing wherever the phrase itself has one of
    these. The longest phrase at a place wins.

    A large table takes half a second to prepare, and a question needs few of its phrases: those that begin with a word
    are prepared when a text has that word.
    """

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()
        self._waiting: dict[str, list[tuple[str, T]]] = {}
        self._preparing = Lock()
        self._again = lru_cache(maxsize=_REMEMBERED)(self._found)

    def add(self, phrase: str, value: T) -> None:
        """Adds a phrase; a phrase may have several values, of which the first added wins in `find`."""
        if first := _WORD.search(phrase):
            self._waiting.setdefault(fold(first.group()), []).append((phrase, value))
            self._again.cache_clear()

    def _prepare(self, words: Collection[str]) -> None:
        """Prepares the phrases that begin with one of some words; a word is taken off the list when all are."""
        if any(word in self._waiting for word in words):
            with self._preparing:
                for word in words:
                    for phrase, value in self._waiting.get(word, ()):
                        self._insert(phrase, value)
                    self._waiting.pop(word, None)

    def _insert(self, phrase: str, value: T) -> None:
        node, end = self._root, 0
        words: list[str] = []
        soft = False
        typed = _Words(phrase)
        for at, folded in enumerate(typed.folded):
            gap = phrase[end : typed.spans[at][0]]
            end = typed.spans[at][1]
            soft = soft or bool(gap.strip())
            if folded == "va" and words:
                soft = True
                continue
            edges = node.far if soft and words else node.near
            node = edges.setdefault(intern(folded), _Node())
            words.append(intern(typed.marked(at)))
            soft = False
        if words:
            node.ends.append((tuple(words), value))

    def find(self, text: str, marked: bool = False, overlapping: bool = False) -> list[Found[T]]:
        """Returns the phrases in text (NFC) from left to right; none overlaps another.

        Args:
            text: what to search.
            marked: the text is typed with diacritics throughout: a word without any is one without any.
            overlapping: a phrase may begin inside another if it ends behind it.
        """
        search = self._again if len(text) <= _QUESTION else self._found
        return list(search(text, marked, overlapping))

    def _found(self, text: str, marked: bool, overlapping: bool) -> tuple[Found[T], ...]:
        words = _words_again(text) if len(text) <= _QUESTION else _Words(text)
        self._prepare(words.folded)
        starts = self._root.near
        found: list[Found[T]] = []
        free = end = 0
        for position in [at for at, word in enumerate(words.folded) if word in starts]:
            if position < free or not self._may_begin(words.folded, position):
                continue
            best = max(self._at(words, position, marked), key=itemgetter(0), default=None)
            if best is None:
                continue
            after, value = best
            if after > end:
                found.append(Found(words.spans[position][0], words.spans[after - 1][1], value))
                end = after
            free = position + 1 if overlapping else after
        return tuple(found)

    def _may_begin(self, folded: Sequence[str], first: int) -> bool:
        """Whether a phrase may start at a word, by that word and the next: most that start like one go no further."""
        node = self._root.near[folded[first]]
        if node.ends or first + 1 == len(folded):
            return bool(node.ends)
        following = folded[first + 1]
        return following in node.near or following in node.far or following == "va"

    def exact(self, text: str) -> list[T]:
        """Returns the values of the phrase that all of the text is."""
        words = _Words(text)
        self._prepare(words.folded[:1])
        if not words.folded or words.folded[0] not in self._root.near:
            return []
        return [value for after, value in self._at(words, 0) if after == len(words.folded)]

    def _at(self, words: _Words, first: int, strict: bool = False) -> Iterator[tuple[int, T]]:
        """Yields (index after the last word, value) for each phrase that starts at a word that one starts with."""
        root = self._root.near[words.folded[first]]
        states: list[tuple[_Node[T], int, tuple[str, ...]]] = [(root, first + 1, (words.marked(first),))]
        while states:
            node, position, typed = states.pop()
            for marked, value in node.ends:
                if typed == marked or (not strict and all(map(_same, typed, marked))):
                    yield position, value
            for edges, after in self._steps(words, position):
                if following := (node.far if edges == "far" else node.near).get(words.folded[after - 1]):
                    states.append((following, after, (*typed, words.marked(after - 1))))

    @staticmethod
    def _steps(words: _Words, position: int) -> Iterator[tuple[str, int]]:
        if position >= len(words.folded):
            return
        text, spans = words.text, words.spans
        gap = text[spans[position - 1][1] : spans[position][0]]
        plain = gap == " "
        if plain or (gap and _SPACE_GAP.fullmatch(gap)):
            yield "near", position + 1
        if plain or _SOFT_GAP.fullmatch(gap):
            yield "far", position + 1
            if words.folded[position] == "va" and position + 1 < len(words.folded):
                gap = text[spans[position][1] : spans[position + 1][0]]
                if _SPACE_GAP.fullmatch(gap):
                    yield "far", position + 2


# A question is searched for the phrases of ten tables.
_words_again = lru_cache(maxsize=_REMEMBERED)(_Words)


def _same(typed: str, marked: str) -> bool:
    return typed == marked or (typed == fold(typed) and typed == fold(marked))
