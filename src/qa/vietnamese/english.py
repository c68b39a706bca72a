"""English questions: recognised, and given Vietnamese words for the lexical search."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from qa.vietnamese import provinces
from qa.vietnamese.abbreviations import meanings
from qa.vietnamese.names import Found, Phrases, data_lines
from qa.vietnamese.syllables import is_syllable
from qa.vietnamese.text import fold, put_in

_FILE = "english.tsv"

# Short English words that would also pass for Vietnamese syllables, but hardly stand together in Vietnamese.
_ENGLISH = frozenset(
    {
        "the",
        "in",
        "to",
        "who",
        "when",
        "on",
        "an",
        "any",
        "many",
        "me",
        "can",
        "main",
        "not",
        "than",
        "a",
        "by",
        "at",
        "aim",
        "much",
        "such",
    }
)
_WORD = re.compile(r"[^\W\d_]+")
# Words that open a question in English and are no Vietnamese syllables.
_OPENS = re.compile(r"\s*(?:is|are|was|were|does|did|will|has|have|should|what|which|how|why|where)\s", re.IGNORECASE)
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile("[^aeiou][aeiou][bdgklmnprt]$")  # "stop": "stopped", "travel": "travelling"
# What ends a phrasal verb, of which the first word takes the endings ("burn down": "burned down").
_PARTICLES = frozenset({"away", "back", "down", "in", "off", "on", "out", "over", "to", "up", "with"})


@lru_cache(maxsize=32)  # several parts of an answer ask
def is_english(text: str) -> bool:
    """Says whether a question is in English rather than in Vietnamese with or without diacritics.

    A heuristic: the share of words that cannot be Vietnamese syllables, names and abbreviations aside.
    """
    text = unicodedata.normalize("NFC", text)
    foreign = common = vietnamese = 0
    opens = _OPENS.match(text) is not None  # "Is it true that …": three syllables of both languages
    places = [(m.start, m.end) for m in provinces.find(text)]  # "kon tum" is spelt like no syllables
    for found in _WORD.finditer(text):
        word = found.group()
        if any(start <= found.start() < end for start, end in places):
            continue
        folded = fold(word)
        if word.lower() != folded and not word[0].isupper():
            vietnamese += 1
        elif not _VOWEL.search(folded) or (word.isupper() and not text.isupper()):
            continue
        elif not is_syllable(folded):
            foreign += not meanings(word)  # "ocop", "tfp" are the asker's in either language
        elif folded in _ENGLISH or opens:
            common += 1
        elif word[0].islower() or text.isupper():
            vietnamese += 1
    return foreign > 0 and foreign + common > vietnamese + (1 if vietnamese else 0)


def to_vietnamese(question: str) -> str:
    """Returns the words of an English question in Vietnamese, for a lexical search only: it is no translation.

    The longest terms of the table are taken first; names, numbers and unknown words stay as they are.
    """
    question = _plain(unicodedata.normalize("NFC", question))
    words = put_in(question, ((start, end, f" {words} ") for start, end, words in _found(question)))
    return re.sub(r"\s+", " ", words).strip(" ?.!,")


def term_pairs(question: str) -> list[tuple[str, str]]:
    """Returns the terms of the table in an English question, each with its Vietnamese words ("" for none), in order."""
    question = _plain(unicodedata.normalize("NFC", question))
    return [(question[start:end], words) for start, end, words in _found(question)]


def _found(question: str) -> list[Found[str]]:
    places = provinces.find(question)  # "Can Tho", "Dong Nai": no verb and no currency
    return [f for f in _table().find(question) if not any(p.start < f.end and f.start < p.end for p in places)]


def _plain(text: str) -> str:
    """Returns English text without possessive endings and apostrophes, and compounds in two words."""
    without = re.sub(r"['’]", "", re.sub(r"(?<=[a-z])['’]s\b", "", text))
    return re.sub(r"(?<=[a-zA-Z])-(?=[a-zA-Z])", " ", without)


@cache
def _table() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    lines = data_lines(_FILE)
    terms = [line.split("\t") for line in lines[1:]]
    for english, vietnamese in terms:
        phrases.add(_plain(english), "" if vietnamese == "-" else vietnamese)
    for english, vietnamese in terms:  # after the terms themselves, which come first where both are the same
        if vietnamese != "-":
            for form in _inflected(_plain(english)):
                phrases.add(form, vietnamese)
    return phrases


def _inflected(english: str) -> tuple[str, ...]:
    """The plural of a term; of one word or a phrasal verb also the forms of a verb ("survey": "surveying")."""
    verb, _, rest = english.partition(" ")
    if not verb.isalpha() or (rest and rest not in _PARTICLES):
        return (_plural(english),)
    stem = verb.removesuffix("e")
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    forms = [_plural(verb), stem + "ing", past]
    if _DOUBLED.search(verb):
        forms += [verb + verb[-1] + "ing", verb + verb[-1] + "ed"]
    return (*(f"{form} {rest}" for form in forms), _plural(english)) if rest else tuple(forms)


def _plural(english: str) -> str:
    if re.search(r"[^aeiou]y$", english):
        return english[:-1] + "ies"
    return english + ("es" if english.endswith(("s", "x", "ch", "sh")) else "s")
