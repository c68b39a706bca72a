"""Abbreviations that no table has, read from the documents' own words: "HSSK" where they say "hồ sơ sức khỏe"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from qa.search.stopwords import STOPWORDS
from qa.structure.markers import UPPER
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import meanings, spell_out

# Of three letters or fewer there is a chain of words for almost any: "GDP" would be "giám định pháp".
SHORT = re.compile(rf"(?<![\w/&-])[{UPPER}]{{4,6}}(?![\w/&-])")
# "đơn ĐK", "XD KH", "tăng tb": in small letters too, where they are no syllable.
_ANY = re.compile(rf"(?<![\w/&.,-])(?P<short>[{UPPER}]{{2,4}}|[bcdđghklmnpqrstvx]{{2,3}})(?![\w/&-]|,\w)")
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+)\s$"), re.compile(r"\s([^\W\d_]+)")
SURER = 4  # times as many passages must have the meaning beside its neighbour as any other
TRIED = 12  # chains of words that are looked for in the documents


class Acronyms:
    """Spells out abbreviations by the initials of words that stand side by side in the documents."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """Takes the words of the documents and their pairs ("hồ_sơ"), with the number of passages that have each."""
        self._words = words

    @cached_property
    def _by_initials(self) -> dict[str, list[tuple[str, str, int]]]:
        """The pairs by their initials; made for the first strange abbreviation, since few questions have one."""
        found: dict[str, list[tuple[str, str, int]]] = {}
        for pair, count in self._words.items():
            first, _, second = pair.partition("_")
            if first and second and first[0].isalpha() and second[0].isalpha():
                found.setdefault(fold(first[0]) + fold(second[0]), []).append((first, second, count))
        return found

    def settled(self, text: str) -> str:
        """Returns a question with the abbreviations of several meanings written out where their neighbours tell which.

        "KH triển khai" is a "kế hoạch", since documents write "hoạch triển" and not "học triển".
        """
        at = 0
        while match := _ANY.search(text, at):
            full = self._meant(text, match) or match["short"]
            text = text[: match.start()] + full + text[match.end() :]
            at = match.start() + len(full)
        return text

    def _meant(self, text: str, match: re.Match[str]) -> str:
        """The meaning of an abbreviation that its neighbours speak for; "" if none or several do."""
        found = meanings(match["short"])
        if len(found) < 2:
            return ""
        before, after = _word(_BEFORE.search(text, 0, match.start())), _word(_AFTER.match(text, match.end()))
        counts = []
        for full in found:
            words = full.lower().split()
            pairs = (f"{before}_{words[0]}", f"{words[-1]}_{after}")
            counts.append((sum(self._words.get(pair, 0) for pair in pairs), full))
        (most, full), (second, _) = sorted(counts, key=lambda c: -c[0])[:2]
        return full if most and most >= SURER * second else ""

    def spelled(self, text: str, known: Callable[[str], bool], stands: Callable[[str], bool]) -> str:
        """Returns a question with its strange abbreviations spelled out.

        Args:
            text: the question.
            known: whether the documents have a word, folded; an abbreviation that they use needs no spelling out.
            stands: whether words stand side by side, in this order, in a document.
        """

        def replaced(match: re.Match[str]) -> str:
            short = match.group()
            if known(fold(short)) or spell_out(short) != short:
                return short
            return next((words for words in self._chains(fold(short)) if stands(words)), short)

        return SHORT.sub(replaced, text)

    def _chains(self, letters: str) -> list[str]:
        """The chains of pairs with these initials, the most frequent first; by the rarest pair of each."""
        chains = [([a, b], n) for a, b, n in self._by_initials.get(letters[:2], ())]
        for at in range(1, len(letters) - 1):
            following: dict[str, list[tuple[str, int]]] = {}
            for a, b, n in self._by_initials.get(letters[at : at + 2], ()):
                following.setdefault(a, []).append((b, n))
            chains = [([*words, b], min(n, m)) for words, n in chains for b, m in following.get(words[-1], ())]
            chains = sorted(chains, key=lambda chain: -chain[1])[:400]
        return [" ".join(words) for words, _ in chains[:TRIED]]


def _word(beside: re.Match[str] | None) -> str:
    """The word beside an abbreviation; "" if it has none, or one that goes with any word."""
    word = beside[1].lower() if beside else ""
    return "" if word in STOPWORDS else word
