"""What an English question wants counted, paid or told, and whether the Vietnamese place quoted has it."""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.answer.checks.kinds import alike
from qa.answer.checks.nouns_counted import is_counted
from qa.answer.values import MONEY, PERCENT
from qa.search import Query
from qa.vietnamese import agencies, fold, provinces
from qa.vietnamese.english import term_pairs

# Up to the verb or the preposition that ends the noun phrase behind "how many" or "which".
_ENDS = (
    r"(?=\s(?:does|do|did|will|would|is|are|was|were|be|has|have|had|must|should|can|could|may|shall|per|in|of|for|to"
    r"|on|at|by|from|with|under|between|within|against|about|into|over|during|after|before|through|without|among|that|which|who|when|each"
    r"|every|than|more|as|a|the)\b|[,;?]|\W*$)"
)
_COUNTED = re.compile(rf"\bhow many (?!(?:of|are|is|were|will|does|do)\b)(?P<noun>[a-z][a-z -]*?){_ENDS}")
_NAMED = re.compile(rf"(?:^|, )(?:[a-z]+ )?(?:what|which) (?:(?:is|are|was|were) the )?(?P<noun>[a-z][a-z -]*?){_ENDS}")
_TIMES = re.compile(r"\d\s+(?:lần|lượt(?! khách| người)|đợt|cuộc|phiên)\b")  # "diễn tập ít nhất 02 lần"
_FIGURE = re.compile(r"(?<![\w\[/])\d+(?!\w|\.\s|/20\d\d)(?<!20\d\d)|\b(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười)\b")
_PEOPLE = re.compile(
    r"\b(?:people|persons?|members?|staff|experts?|researchers?|engineers?|mentors?|advis[eo]rs?|consultants?|workers?"
    r"|employees|officials?|teachers?|students?|farmers?|technicians?|scientists?|jobs)\b"
)
_PAID = re.compile(
    r"\bhow (?:much (?:money|funding)?|large|big|high)\b[^?]*\b(?:pay|paid|cost|spend|spent|invest|fund|prize)"
)


def uncounted(query: Query, quotes: str) -> bool:
    """Whether an English question wants things counted, and no quote counts them."""
    counted = _COUNTED.search(query.text.lower())
    return counted is not None and not _tells_count(counted["noun"], quotes)


def lacking(query: Query, quotes: str, holds: Callable[[str], bool]) -> str:
    """Returns what a place lacks of that which an English question asks for, in the question's words; "" if nothing.

    Args:
        query: the question, in English.
        quotes: what is quoted.
        holds: whether the place, with the headings above it, has a Vietnamese noun or what shows its value, or the noun
            may stand for anything.
    """
    lower = query.text.lower()
    if (counted := _COUNTED.search(lower)) and not _FIGURE.search(quotes):
        return counted["noun"]
    if (paid := _PAID.search(lower)) and not (MONEY.search(quotes) or PERCENT.search(quotes)):
        return paid.group()
    named = _NAMED.search(lower)
    return "" if not named or _tells(named["noun"], holds) else named["noun"]


def _tells_count(noun: str, quotes: str) -> bool:
    terms, known = _translated(noun)
    said = alike(quotes)
    people = _PEOPLE.search(noun) is not None
    if not terms or (not people and _TIMES.search(said)):
        return True
    if not known:  # nothing can be said of its head
        return any(alike(term) in said for term in terms)
    words = [term.split() for term in terms]
    # "hộ gia đình" may be short for what is counted: "340 hộ nuôi tôm"; as typed, for "tư" (vấn) is not "từ".
    firsts = "|".join(re.escape(alike(word[0])) for word in words)
    if re.search(rf"\d[\d.,]*\s+(?:\w+\s)?(?:{firsts})\b", said):
        return True
    return is_counted([fold(" ".join(word[:2])) for word in words] + ["nguoi"] * people, quotes)


def _tells(noun: str, holds: Callable[[str], bool]) -> bool:
    """Whether a place has the head of a noun phrase, which stands last in English, or a word beside it."""
    terms, known = _translated(noun)
    if not terms or not known or holds(noun.split()[-1]) or any(map(agencies.find, terms)) or provinces.find(noun):
        return True
    parts = (part for words in map(str.split, terms) for part in (words, words[:2], words[-2:]))
    return any(holds(" ".join(part)) for part in parts)


def _translated(noun: str) -> tuple[list[str], bool]:
    """The Vietnamese words of a noun phrase, and whether its head, which stands last in English, is in the table."""
    terms = term_pairs(noun)
    known = any(english.lower().endswith(noun.split()[-1]) for english, _ in terms)
    return [words for _, words in terms if words], known
