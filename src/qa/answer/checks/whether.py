"""What a yes-no question asks the being of ("Tỉnh có cấp học bổng không?"): a place without it settles nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from qa.answer.checks import kinds
from qa.answer.checks.kinds import alike
from qa.answer.checks.unmentioned import FORMAL, two_syllables
from qa.search import Query
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, provinces
from qa.vietnamese.syllables import is_syllable
from qa.vietnamese.synonyms import official

# What is asked stands behind the last "có"; "có phải …" puts a statement, which is corrected where it is wrong.
_ASKED = re.compile(r"(?:^|.*\s)có\s+(?!phải\b|đúng\b)(?P<what>.+?)(?:,? hay)? không\W*$")
_PLAIN = re.compile(r"^(?!.*\b(?:có|phải|đúng|chăng)\b)(?P<what>.+?)(?:,? hay)? không\W*$")
_NAME = re.compile(rf"(?<![\w-])[{UPPER}][a-z]{{2,}}(?: [{UPPER}][^\W\d_]+)*(?![\w-])")  # "Halal", "Ford"
_FOREIGN = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")  # "visa", "biogas"
# What else is asked, or under what conditions.
_MORE = re.compile(r"\b(?:bao nhiêu|mấy|nào|ai|đâu|vì sao|tại sao|thế nào|gì|sao|bao giờ|bao lâu)\b")
_CASE = re.compile(r"(?:,|\b(?:khi|nếu|lúc|trong trường hợp|theo|như|so với|trước|sau|từ|thì|mà|để)\b)")
EVERYDAY = 2  # expressions, up to which a question is taken to be in the documents' own words


def things(query: Query, text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yields the nouns and names of which a yes-no question asks, and what is done unless a text may put it otherwise.

    Each with the official expressions for the everyday one that it is part of.

    Args:
        query: the question.
        text: the same as its sentences are compared.
    """
    lower = text.lower()
    if not query.asks_for("yes-no") or _MORE.search(lower):
        return
    words = list(two_syllables(text))
    everyday = official(text)
    # "thanh niên học nghề" has no "niên học".
    whole = [m for m in everyday if not any(a < m.start < b or a < m.end < b for a, b, _ in words)]
    if len(everyday) > EVERYDAY and len(whole) > FORMAL:
        return
    asked = _ASKED.match(lower) or _PLAIN.match(lower)
    if not asked:
        return
    begin, end = asked.span("what")
    if case := _CASE.search(lower, begin, end):
        end = case.start()
    apart = [(m.start, m.end) for m in (*agencies.find(text), *provinces.find(text))]
    for start, stop, word in _words(text, words):
        if begin <= start and stop <= end and not any(a < stop and start < b for a, b in apart):
            yield word, [phrase for m in everyday if m.start < stop and start < m.end for phrase in m.value]


def _words(text: str, words: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Those of a text's words of two syllables, its nouns of one, and its names, that must be told."""
    verbs, nouns = _table()
    alone = (m for m in re.finditer(r"\w+", text) if not any(a <= m.start() < b for a, b, _ in words))
    yield from ((start, stop, word) for start, stop, word in words if alike(word) not in verbs)
    yield from ((m.start(), m.end(), m.group().lower()) for m in alone if alike(m.group()) in nouns)
    yield from ((m.start(), m.end(), m.group()) for m in _FOREIGN.finditer(text) if not is_syllable(m.group()))
    yield from ((m.start(), m.end(), m.group()) for m in _NAME.finditer(text) if m.start())
    yield from ((at := text.index(name), at + len(name), name) for name in kinds.names(text))


@cache
def _table() -> tuple[frozenset[str], frozenset[str]]:
    """The verbs that need not stand in a text, and the nouns of one syllable that must."""
    read = tomllib.loads(files("qa.answer.checks").joinpath("data/whether.toml").read_text(encoding="utf-8"))
    return frozenset(map(alike, read["words"])), frozenset(map(alike, read["nouns"]))
