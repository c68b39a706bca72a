"""Diacritics for questions typed without: of the words that each syllable may be, those that stand together best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from qa.vietnamese import compounds, provinces
from qa.vietnamese.names import data_lines
from qa.vietnamese.synonyms import expressions
from qa.vietnamese.text import fold, put_in, unify_tone
from qa.vietnamese.tokens import Token, search_terms, tokens

# How often a word is taken to have been seen besides in the documents: any word, a common one, two neighbours that are
# one word, two that stand in a phrase of everyday language, or of those that questions are put in. Chosen on the dev
# questions, typed without diacritics.
_ANY, _COMMON, _WORD, _PHRASE, _ASKING = 0.2, 100.0, 2.0, 3.0, 9.0
_UNSEEN = 5.0  # times that any word is taken to have stood before one that was not seen behind it
_BEHIND = 0.7  # weight of how often a word stands behind another, against how often it stands anywhere
_FILE = "common.txt"


class Restorer:
    """Writes text without diacritics with them.

    Args:
        vocabulary: terms of the documents (syllables, and pairs "a_b", with diacritics) with how often they occur.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    def restored(self, text: str) -> str:
        """Returns text with diacritics; what is no known syllable stays, and so do words in capitals."""
        named = [(m.start, m.end, m.canonical) for m in provinces.find(text)]
        changes = [(start, end, name) for start, end, name in named if fold(name) == fold(text[start:end])]
        run: list[Token] = []
        for word in (*tokens(text), Token("", len(text), len(text))):
            known = word.text.isalpha() and not word.text.isupper()
            known = known and not any(start < word.end and word.start < end for start, end, _ in named)
            if run and not (known and text[run[-1].end : word.start].isspace()):
                changes += self._best(run)
                run = []
            if known:
                run.append(word)
        return put_in(text, sorted(changes))

    def _best(self, run: Sequence[Token]) -> list[tuple[int, int, str]]:
        """The likeliest words for neighbours, by dynamic programming (Viterbi)."""
        scores = {"": 0.0}
        came_from: list[dict[str, str]] = []  # for each word, by what it may be: what the word before it is then
        for typed in run:
            ways = {
                option: {first: score + self._likely(first, option) for first, score in scores.items()}
                for option in self._by_folded.get(fold(typed.text)) or [typed.text]
            }
            came_from.append({option: max(way, key=way.__getitem__) for option, way in ways.items()})
            scores = {option: max(way.values()) for option, way in ways.items()}
        word = max(scores, key=scores.__getitem__)
        changes = []
        for typed, before in zip(reversed(run), reversed(came_from), strict=True):
            changes.append((typed.start, typed.end, _cased(typed.text, word)))
            word = before[word]
        return changes

    def _seen(self, word: str) -> float:
        return _ANY + self._vocabulary.get(word, 0) + (_COMMON if word in _common() else 0.0)

    def _likely(self, first: str, second: str) -> float:
        """Log of the probability of a word behind another: its share there, and anywhere (Jelinek-Mercer)."""
        pair = f"{first}_{second}"
        together: float = self._vocabulary.get(pair, 0)
        if pair in self._said:
            together += _ASKING if pair in _asking() else _PHRASE
        if compounds.is_word(first, second):
            together += _WORD
        behind = together / max(self._seen(first) + _UNSEEN, together) if first else 0.0
        return math.log(_BEHIND * behind + (1 - _BEHIND) * self._seen(second) / self._total)

    @cached_property
    def _total(self) -> float:
        return sum(self._seen(word) for words in self._by_folded.values() for word in words)

    @cached_property
    def _said(self) -> frozenset[str]:
        return _asking().union(term for phrase in expressions() for term in search_terms(phrase))

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in dict.fromkeys((*self._syllables(), *sorted(compounds.parts()))):
            found.setdefault(fold(word), []).append(word)
        return found

    def _syllables(self) -> Iterator[str]:
        for term in (*_common(), *self._vocabulary, *sorted(self._said)):
            if term.isalpha():
                yield unify_tone(term)


@cache
def _common() -> dict[str, None]:
    """The common words in their order: of two that are as likely the first is taken."""
    return dict.fromkeys(word for line in _lines() for word in search_terms(line) if "_" not in word)


@cache
def _asking() -> frozenset[str]:
    return frozenset(term for phrase in _lines() for term in search_terms(phrase))


@cache
def _lines() -> tuple[str, ...]:
    return tuple(data_lines(_FILE))


def _cased(typed: str, word: str) -> str:
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word
