"""How much the words of a question weigh: by how few passages hold them."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from qa.index import Index
from qa.index.store import NARROW
from qa.search.stopwords import FOLDED_STOPWORDS, STOPWORDS
from qa.vietnamese import fold, search_terms

_UNHELD = 6.4  # the weight of a word that no passage holds, however many there are
_QUESTIONS = 32  # whose terms are kept while they are answered


class Words:
    """The words of an open index, with their weights."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._frequency: dict[str, int] | None = None
        self._count = 1
        self._pairs: frozenset[str] | None = None
        self.weighted = lru_cache(maxsize=_QUESTIONS)(self._weighted)

    def weight(self, term: str) -> float:
        """Returns ln((N + 1) / (df + ½)) of a term, at least 0.1; a pair weighs a quarter of both together."""
        return self.weights((term,))[term]

    def weights(self, terms: Iterable[str], docs: Sequence[str] | None = None) -> dict[str, float]:
        """Returns the weights of terms (`weight`) by how many passages hold them, of a few documents or of all."""
        words = {term: term.split("_") for term in terms}
        alone = dict.fromkeys(word for pair in words.values() for word in pair)
        held: Mapping[str, float]
        if docs and len(docs) <= NARROW:
            held, count = self._held(alone, docs), len(self.index.store.keys(docs))
        else:
            held, count = self._frequencies(), self._count
        weigh = {word: weight_of(held.get(word, 0), count) for word in alone}
        return {
            term: weigh[term] if len(pair) == 1 else 0.25 * sum(weigh[word] for word in pair)
            for term, pair in words.items()
        }

    def _held(self, words: Iterable[str], docs: Sequence[str]) -> dict[str, float]:
        """Returns how many passages of documents hold each word, one typed without diacritics in any spelling.

        Where only the headings above have it, a passage counts half: a document's title is in all of its breadcrumbs,
        and its words are still what some of its sections are about and others are not.
        """
        plain = {word for word in words if word == fold(word)}
        held: dict[str, float] = {}
        for some, folded in ((plain, True), (set(words) - plain, False)):
            whole = self.index.holding(some, docs, folded, "terms")
            text = self.index.holding([word for word in some if whole[word]], docs, folded, "body")
            held |= {word: (whole[word] + text.get(word, 0)) / 2 for word in some}
        return held

    def _weighted(self, text: str, leave_out: tuple[str, ...], docs: tuple[str, ...] | None) -> dict[str, float]:
        """Returns the terms of a question (`question_terms`) with their weights."""
        return self.weights(question_terms(text, leave_out), docs)

    def knows(self, term: str) -> bool:
        """Whether a word, or a pair of words, occurs anywhere in the index."""
        if "_" not in term:
            return term in self._frequencies()
        if self._pairs is None:
            pairs = [t for t in self.index.vocabulary(pairs=True) if "_" in t]
            self._pairs = frozenset(pairs) | frozenset(map(fold, pairs))
        return term in self._pairs

    def _frequencies(self) -> dict[str, int]:
        if self._frequency is None:
            found: dict[str, int] = {}
            for word, count in self.index.vocabulary().items():
                for key in {word, fold(word)}:
                    found[key] = found.get(key, 0) + count
            self._frequency = found
            self._count = max([1, *found.values()])
        return self._frequency


def weight_of(held: float, passages: int) -> float:
    """Returns 6.4 · ln((N + 1) / (df + ½)) / ln((N + 1) / ½), at least 0.1: of a word that df of N passages hold."""
    return max(0.1, _UNHELD * math.log((passages + 1) / (held + 0.5)) / math.log((passages + 1) / 0.5))


def question_terms(text: str, leave_out: Sequence[str] = ()) -> list[str]:
    """Returns the terms of a question that carry it: content words, and pairs of neighbours without stopwords.

    Args:
        text: the question, with or without diacritics.
        leave_out: expressions, such as a province's name, that narrow the search and need not stand in the answer.
    """
    return list(_question_terms(text, tuple(leave_out)))


@lru_cache(maxsize=_QUESTIONS)
def _question_terms(text: str, leave_out: tuple[str, ...]) -> tuple[str, ...]:
    plain = fold(text)
    for phrase in leave_out:
        for match in _whole(fold(phrase)).finditer(plain):
            text = text[: match.start()] + "." * (match.end() - match.start()) + text[match.end() :]
    stopwords = FOLDED_STOPWORDS if fold(text) == text.lower() else STOPWORDS
    kept = []
    for marked in search_terms(text):
        words = marked.split("_")
        if not any(word in stopwords or word in FOLDED_STOPWORDS for word in words):
            kept.append(marked)
    return tuple(dict.fromkeys(kept))


@lru_cache(maxsize=1_000)  # names of provinces, agencies and documents
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")


def without_words(terms: Mapping[str, float], words: Collection[str]) -> dict[str, float]:
    """Returns the terms none of whose syllables is one of some words, folded."""
    return {term: weight for term, weight in terms.items() if not any(fold(x) in words for x in term.split("_"))}
