"""Near spellings for words that no document has: slips, left-over Telex keys, missing spaces and diacritics."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from qa.vietnamese import compounds, provinces
from qa.vietnamese.syllables import is_syllable
from qa.vietnamese.text import fold, normalize, put_in, unify_tone
from qa.vietnamese.tokens import tokens

# What people write for one another: by ear, and by neighbouring keys of the Telex layout.
_SOUNDS_ALIKE = (
    ("ngh", "ng"), ("gh", "g"), ("tr", "ch"), ("s", "x"), ("d", "gi"), ("r", "gi"), ("d", "r"), ("l", "n"), ("c", "k"),
    ("c", "q"), ("i", "y"), ("n", "ng"), ("t", "c"), ("n", "nh"), ("ph", "f"), ("d", "z"), ("gi", "j"), ("qu", "w"),
)  # fmt: skip
_LETTERS = "abcdeghiklmnopqrstuvxy"
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX_LETTERS = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "dd": "đ"}


class Speller:
    """Proposes spellings from a vocabulary.

    Args:
        vocabulary: terms of `search_terms` (syllables and pairs "a_b", with diacritics) with how often they
            occur.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._counts = {unify_tone(normalize(term)).lower(): count for term, count in vocabulary.items()}
        self._by_folded: dict[str, list[str]] = {}
        for term in self._counts:
            if "_" not in term and term.isalpha():
                self._by_folded.setdefault(fold(term), []).append(term)
        self._folded_pairs = {fold(term): count for term, count in self._counts.items() if "_" in term}

    def knows(self, word: str) -> bool:
        """Says whether a word is in the vocabulary, as typed or, typed without diacritics, folded."""
        word = _lower(word)
        return word in self._counts or (word == fold(word) and word in self._by_folded)

    def suggest(
        self, word: str, before: str = "", after: str = "", limit: int = 3, alike: bool = False
    ) -> list[str]:
        """Returns the nearest spellings of an unknown word, best first; several words where spaces are missing.

        Nearest are: other diacritics, keys of Telex, what sounds alike, one letter more, less, other or two
        swapped. Within each the one that stands beside `before` or `after` in the documents comes first, then
        the more frequent. With `alike` nothing is looked for that does not sound alike.
        """
        word = _lower(word)
        found: dict[str, None] = {}
        for forms in islice(self._near(word), 2 if alike else None):
            terms = {term for form in forms for term in self._by_folded.get(form, ())} - found.keys()
            beside = {term: self._beside(before, term) + self._beside(term, after) for term in terms}
            found.update(dict.fromkeys(sorted(terms, key=lambda term: (-beside[term], -self._counts[term], term))))
            if len(found) >= limit:
                break  # what is farther is not even made
        if not found and not alike and (apart := self._apart(fold(word))):
            return [apart]
        return list(found)[:limit]

    def correct(self, text: str) -> str:
        """Returns text with each unknown word replaced by its nearest spelling, where that is plausible.

        What is a Vietnamese syllable as typed is only replaced by what sounds like it and makes a word with a
        neighbour: "mới xáng tạo" is mended, "hồ sơ" and "hệ số lương" stay though no document has them. What is merely
        spelt like one ("phối hơp") needs a neighbour in the documents, and so does what is some letters away.
        Names of provinces and words in capitals (names, abbreviations) stay, and text without diacritics gets none.
        """
        plain = fold(text) == text.lower()
        return put_in(text, list(self._mended(text, plain)))

    def _mended(self, text: str, plain: bool) -> Iterator[tuple[int, int, str]]:
        """Yields the places of unknown words with what is meant there."""
        words = tokens(text)
        named = [(mention.start, mention.end) for mention in provinces.find(text)]
        for position, (word, start, end) in enumerate(words):
            if not word.isalpha() or (len(word) > 1 and word.isupper()) or self.knows(word):
                continue
            if any(first <= start < last for first, last in named):
                continue
            before = words[position - 1].text if position else ""
            after = words[position + 1].text if position + 1 < len(words) else ""
            part = compounds.is_part(word, marked=not plain)
            for meant in self.suggest(word, before, after, limit=1, alike=part):
                if self._is_meant(meant, word, before, after, plain, part):
                    yield start, end, fold(meant) if plain else meant

    def _is_meant(self, meant: str, word: str, before: str, after: str, plain: bool, part: bool) -> bool:
        """Whether an unknown word (`part`: of some word of two) is so likely a slip that it may be replaced."""
        if part:
            pairs = [pair for pair in ((before, meant), (meant, after)) if self._beside(*pair)]
            return fold(meant) in _alike(fold(word)) and any(compounds.is_word(*pair, not plain) for pair in pairs)
        beside = (self._beside(before, meant) > 0) + (self._beside(meant, after) > 0)
        if is_syllable(word):
            return beside == 2 or (beside == 1 and fold(meant) == fold(word))
        if fold(meant) in (fold(word), fold(telex(word))) or " " in meant:
            return len(word) > 1
        # A short word with a vowel may be a foreign one ("lab"); without any it is a slip ("sng tạo").
        return beside > 0 and (len(word) > 3 or (len(word) == 3 and not re.search("[aeiouy]", fold(word))))

    def _beside(self, first: str, second: str) -> int:
        return self._folded_pairs.get(f"{fold(first)}_{fold(second)}", 0) if first and second else 0

    def _near(self, word: str) -> Iterator[set[str]]:
        """Yields folded forms of a word, the nearest first."""
        folded = fold(word)
        yield {folded, fold(telex(word))}
        yield set(_alike(folded))
        if len(folded) > 2:
            yield set(_edits(folded))

    def _apart(self, folded: str) -> str:
        """Returns words written together, taken apart into known ones with the fewest, most frequent words."""
        best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())] + [None] * len(folded)
        for end in range(2, len(folded) + 1):
            for start in range(max(0, end - 6), end - 1):
                head, piece = best[start], folded[start:end]
                if head is None or piece not in self._by_folded:
                    continue
                pair = self._folded_pairs.get(f"{head[2][-1]}_{piece}", 0) if head[2] else 0
                option = (head[0] + 1, head[1] - pair, (*head[2], piece))
                current = best[end]
                if current is None or option < current:
                    best[end] = option
        whole = best[-1]
        return " ".join(whole[2]) if whole and whole[0] > 1 else ""


@lru_cache(maxsize=20_000)  # questions repeat their words
def _lower(word: str) -> str:
    return unify_tone(normalize(word)).lower()


def telex(word: str) -> str:
    """Returns what the keys of a word typed in Telex stand for ("ddooir" → "đổi"), or the word itself."""
    keys = word.lower()
    tone = ""
    if match := re.fullmatch(r"(.*[aeiouyw].*?)([sfrxj])([a-z]*)", keys):
        keys, tone = match[1] + match[3], _TELEX_TONES[match[2]]
    keys = re.sub(r"uow|uwow", "ươ", keys)
    for pair, letter in _TELEX_LETTERS.items():
        keys = keys.replace(pair, letter)
    if keys + tone == word.lower():
        return word
    vowels = re.search("[aăâeêioôơuưy]+", keys)
    if not vowels or not tone:
        return keys
    marked = max((i for i in range(*vowels.span()) if keys[i] in "ăâêôơư"), default=vowels.start())
    return unify_tone(unicodedata.normalize("NFC", keys[: marked + 1] + tone + keys[marked + 1 :]))


def _alike(word: str) -> Iterator[str]:
    for one, other in _SOUNDS_ALIKE:
        for old, new in ((one, other), (other, one)):
            if word.startswith(old):
                yield new + word[len(old) :]
            if word.endswith(old):
                yield word[: -len(old)] + new


def _edits(word: str) -> Iterator[str]:
    """Yields every string one edit away."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
