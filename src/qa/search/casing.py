"""Questions typed all in capitals, in the letters that they would else be typed in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from qa.vietnamese import fold
from qa.vietnamese.abbreviations import meanings
from qa.vietnamese.compounds import is_part
from qa.vietnamese.english import is_english
from qa.vietnamese.syllables import is_syllable
from qa.vietnamese.synonyms import official
from qa.vietnamese.text import put_in

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
# A word that has its capital from where it stands: at the start of a sentence or an item, before a word without one.
_INITIAL = re.compile(r"(?:^|[.;:?!\n“\"(–+-])\s*(?P<word>[^\W\d_]+)(?=\s+[^\W\d_])")
_AI = re.compile(r"\bAI\b")
LONGEST_ABBREVIATION = 6
_NEXT, _BEFORE = re.compile(r"\s?[,/]\s?(?P<word>\w+)"), re.compile(r"(?P<word>\w+)\s?[,/]\s?$")
_VOWEL = re.compile("[aeiouy]")
_LONGEST_NAME = 12  # words


def calm(text: str) -> str:
    """Returns a text typed all in capitals in lower case, any other as it is.

    Short words that are not spelt like Vietnamese syllables ("FDI", "KH&CN") stay: they are abbreviations. In
    English that says nothing, and none stays.
    """
    if not text.isupper():
        return text
    if is_english(text.lower()):
        return text.lower()
    return WORD.sub(lambda m: m.group() if _is_abbreviation(m.group()) or _among_them(m) else m.group().lower(), text)


def asking(text: str) -> str:
    """Returns a question folded, to look for asking words in it: "AI" in capitals is not "ai" (who)."""
    return fold(text if text.isupper() else _AI.sub("a.i", text))


def meant(text: str, *words: str) -> str:
    """Returns a question without the syllables that differ from some words in their diacritics alone.

    What is folded and searched for "số" then, or for "giá", is not found in "cơ sở" or "Gia Lai". A question that was
    typed without any diacritics stays as it is.
    """
    if fold(text) == text.lower():
        return text
    spelled = {fold(word): word for word in words}
    if spelled.keys().isdisjoint(WORD.findall(fold(text))):
        return text
    return WORD.sub(
        lambda m: "-" if spelled.get(fold(m.group()), m.group().lower()) != m.group().lower() else m.group(), text
    )


def without_shouts(text: str, known: Callable[[str], bool], mended: Callable[[str], str]) -> str:
    """Returns a text with those words in lower case that are left in capitals and are no abbreviations ("HACKER").

    What has no vowel is one ("SKHĐT"), unless it is a slip.

    Args:
        text: a text that was typed in capitals.
        known: whether a word is one of the documents', or the short form of an agency.
        mended: mends the spelling of a text, words in capitals aside.
    """
    for match in WORD.finditer(text):
        word = match.group()
        if len(word) < 3 or not word.isupper() or meanings(word):
            continue
        if known(word) and not official(word.lower()):  # an everyday word ("robot") is no abbreviation
            continue
        lower = put_in(text, [(*match.span(), word.lower())])
        if _VOWEL.search(fold(word)) or mended(lower) != lower:
            text = lower
    return text


def recased(text: str, sources: Iterable[str]) -> str:
    """Returns a text with its words in capitals or not as the sources write them, compared without diacritics.

    Args:
        text: in lower case.
        sources: what documents say that may be on the same things.

    A name is known by its words together: the longest run of two words or more that stands in a source takes its
    letters, the more frequent ones where sources differ. A word that stands in none with its neighbour takes capitals
    only where all sources have them and it is not spelt like a Vietnamese syllable ("Internet").
    """
    places: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
    for source in sources:
        lines = (calm(line) for line in source.split("\n"))  # a heading in capitals shows no one's
        words = WORD.findall(_INITIAL.sub(_without_capital, "\n".join(lines)))
        for at, word in enumerate(words):
            places[fold(word)].append((words, at))
    found = list(WORD.finditer(text))
    written: list[str] = []
    while len(written) < len(found):
        at = len(written)
        written += _run([fold(m.group()) for m in found[at : at + _LONGEST_NAME]], places) or [found[at].group()]
    pairs = zip(found, written, strict=True)
    return put_in(text, ((match.start(), match.end(), _in_letters_of(match.group(), like)) for match, like in pairs))


def _run(folded: list[str], places: dict[str, list[tuple[list[str], int]]]) -> list[str]:
    """The longest run of words from the first on that a source has, as most sources write it; empty if none has it."""
    best = 0
    written: Counter[tuple[str, ...]] = Counter()
    for words, at in places.get(folded[0], ()):
        length = 1
        while length < len(folded) and at + length < len(words) and fold(words[at + length]) == folded[length]:
            length += 1
        if length > best:
            best, written = length, Counter()
        if length == best:
            written[tuple(words[at : at + length])] += 1
    if best == 1 and (is_syllable(folded[0]) or any(words[0].islower() for words in written)):
        return []
    return list(written.most_common(1)[0][0]) if written else []


def _without_capital(match: re.Match[str]) -> str:
    following = match.string[match.end() :].lstrip()
    whole = match.group()
    return whole.lower() if following[:1].islower() and match["word"][1:].islower() else whole


def _in_letters_of(word: str, like: str) -> str:
    if len(word) != len(like):
        return word
    return "".join(c.upper() if other.isupper() else c.lower() for c, other in zip(word, like, strict=True))


def _among_them(match: re.Match[str]) -> bool:
    """Whether "AI" stands in a row of abbreviations: "AI, IOT"; elsewhere in capitals it is "ai" (who)."""
    after, before = _NEXT.match(match.string, match.end()), _BEFORE.search(match.string[: match.start()])
    return match.group() == "AI" and any(found and _is_abbreviation(found["word"]) for found in (after, before))


def _is_abbreviation(word: str) -> bool:
    parts = word.split("&")
    short = all(part.isalpha() and len(part) <= LONGEST_ABBREVIATION for part in parts)
    return short and not all(is_syllable(part) and is_part(part, marked=False) for part in parts)
