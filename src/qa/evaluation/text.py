"""How the evaluation compares texts: one strict normalisation, used by every metric."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from qa.vietnamese import unify_tone

_DASHES = re.compile(r"[‐‑‒–—―−]")
_TIGHT = re.compile(r"(?<=\d)\s*([-/])\s*(?=\d)")
_PERCENT = re.compile(r"(?<=\d)\s+%")
_MARKER = re.compile(r"[\[【]\d+(?:\s*,\s*\d+)*[\]】]")
_MARKUP = re.compile(r"\*\*|__|</?[a-z]+>|`|(?m:^\s*(?:#{1,6}|>)\s+)")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?(?:/[^\W\d_][\w-]*)?")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*%?|[^\W_]+")
# A run of equal tokens shorter than this proves nothing: stock phrases are this long.
_MIN_RUN = 8
_COVERED = 0.8


def matching(text: str) -> str:
    """Returns a text in the form in which facts, quotes and numbers are compared.

    NFC, lower case, tone placement unified, one kind of dash and of space, "45 – 47 %" as "45-47%".
    """
    text = unify_tone(unicodedata.normalize("NFC", text)).lower()
    text = _DASHES.sub("-", text)
    text = " ".join(text.split())
    return _PERCENT.sub("%", _TIGHT.sub(r"\1", text))


def plain(markdown: str) -> str:
    """Returns an answer without its citation markers and its Markdown emphasis."""
    return _MARKUP.sub("", _MARKER.sub("", markdown))


def numbers(text: str) -> list[str]:
    """Returns the numbers, dates and document numbers of a text, in order, normalised.

    A range gives both ends ("45-47%": "45", "47"), a date its parts. Leading zeros and a full stop that groups
    thousands do not count ("08" is "8", "1.500" is "1500"), nor does the sign "%".
    """
    found = []
    for match in _NUMBER.finditer(matching(text)):
        token = match.group()
        parts = token.split("/") if re.fullmatch(r"\d+(?:/\d+)+", token) else [token]
        for part in parts:
            part = re.sub(r"^0+(?=\d)", "", part.rstrip("%"))
            found.append(re.sub(r"\.(?=\d{3}(?:\D|$))", "", part))
    return found


def tokens(text: str) -> list[str]:
    """Returns the words and numbers of a text in comparable form."""
    return _TOKEN.findall(matching(text))


def contains_phrase(text: str, phrase: str) -> bool:
    """Tells whether a text holds a phrase whole: "5%" is not in "15%", "2,5%" or "2-5%".

    Both are taken as they are after `matching`.
    """
    haystack, needle = matching(text), matching(phrase)
    if not needle:
        return False
    before = r"(?<!\w)(?<!\d[.,])" + (r"(?<!\d-)" if needle[0].isdigit() and "%" in needle else "")
    after = r"(?!\w)(?![.,]\d)" if needle[-1].isalnum() else ""
    return re.search(before + re.escape(needle) + after, haystack) is not None


class Coverage:
    """How much of a quote the passages seen so far hold.

    A quote is held when a passage contains it word for word (spaces and punctuation aside), or when the
    passages together hold, in runs of at least eight tokens, 80 % of its tokens and every one of its numbers.
    The second case is for a quote that a splitter cut; a paragraph that differs in a year or a figure
    never passes.
    """

    def __init__(self, quote: str) -> None:
        self._tokens = tokens(quote)
        self._text = f" {' '.join(self._tokens)} "
        self._covered = [False] * len(self._tokens)
        self.found = False

    def add(self, passage: str) -> bool:
        """Takes one more passage; tells whether the quote is held now."""
        if self.found or not self._tokens:
            return self.found
        words = tokens(passage)
        if self._text in f" {' '.join(words)} ":
            self.found = True
            return True
        self._mark(words)
        numbers_held = all(
            held for token, held in zip(self._tokens, self._covered, strict=True) if token[0].isdigit()
        )
        self.found = numbers_held and sum(self._covered) >= _COVERED * len(self._tokens)
        return self.found

    def _mark(self, passage: Sequence[str]) -> None:
        matcher = SequenceMatcher(None, self._tokens, passage, autojunk=False)
        for block in matcher.get_matching_blocks():
            if block.size >= min(_MIN_RUN, len(self._tokens)):
                self._covered[block.a : block.a + block.size] = [True] * block.size
