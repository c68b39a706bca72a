"""Tokens with offsets, and the terms under which text is indexed and searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qa.vietnamese.text import fold, normalize, unify_tone

_QUESTION = 400  # characters
TOKENIZER = "vi-syllable-bigram-1"
"""Names how `search_terms` cuts text; an index made under another name must be rebuilt."""


class Token(NamedTuple):
    """A word, syllable, number or document number; `text` is verbatim at `start:end`."""

    text: str
    start: int
    end: int


_L = r"[^\W\d_][\u0300-\u036f]*"  # a letter, with the marks of decomposed text
_NUMBER = r"\d+(?:[.,]\d+)*"
_DASH = r"[-\u2010-\u2015\u2212]"
# The kinds of documents as they stand in document numbers; needed for numbers typed in lower case only.
_KIND = r"(?i:qđ|qd|nq|kh|nđ|nd|tt|ttlt|cttr|ctr|ct|tb|bc|hd|cđ|cd|ttr|cv|kl|qh|ub|bb|đa|da|pl)"
_CODE = rf"(?:[A-ZĐƯÐ][\w&]*[A-ZĐƯÐ][\w&]*|{_KIND}\d*(?!\w))"
_TOKEN = re.compile(
    rf"""
    (?=[^\W_])(?:  # most places begin none, and most tokens are letters alone: they are found in a quarter of the time
    [^\W\d_]++(?![&\u0300-\u036f]|[^\W_])
    | \d+[a-zA-Z]?(?:/\d{{4}})?/{_CODE}(?:[-/.][\w&]*[^\W\d_][\w&]*)*  # 569/QĐ-TTg, 45/2025/NĐ-CP
    | \d+-{_CODE}/[A-ZĐƯa-zđư]+                                    # 06-CTr/TU
    | \d+(?:/\d+)+                                                  # 09/11/2021, 11/2021
    | \d{{1,2}}[.-]\d{{1,2}}[.-]\d{{4}}(?!\w)                       # 09.11.2021
    | (?!\d+[^\W\d_]){_NUMBER}(?:[ ]?%)?(?:[ ]?{_DASH}[ ]?{_NUMBER}(?:[ ]?%)?)?  # 10,7%; 45 – 47 %; 2021-2025
    | {_L}(?:{_L}|\d)*(?:&(?:{_L}|\d)+)+                           # KH&CN
    | (?:{_L}|[^\W_])+                                             # syllables, H5N1, 4G
    )
    """,
    re.VERBOSE,
)


def tokens(text: str) -> list[Token]:
    """Returns the tokens of text in order: every letter and digit belongs to exactly one.

    Numbers stay whole with their sign, range or code ("10,7%", "45 – 47 %", "09/11/2021", "569/QĐ-TTg",
    "06-CTr/TU", "1.158"), as do "KH&CN" and "R&D". A hyphen between words separates them.
    """
    return list(_cut_again(text) if len(text) <= _QUESTION else _cut(text))


def _cut(text: str) -> Iterator[Token]:
    return (Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text))


_JOINS = ("", "-", "–")  # between neighbours: "y - dược" is "y dược", "Giao thông - Vận tải" has no dash elsewhere
# A question is cut by several parts of an answer.
_cut_again = lru_cache(maxsize=32)(lambda text: tuple(_cut(text)))


def search_terms(text: str, folded: bool = False) -> list[str]:
    """Returns the terms of text for a lexical index, the same for a document and for a question.

    Lower case, tone placement and final i/y unified ("kĩ" = "kỹ"); each token, the parts of compound tokens
    ("569/QĐ-TTg" also as 569, qđ, ttg; "45–47 %" as 45-47%, 45, 47; "KH&CN" as khcn, kh, cn), and pairs of
    neighbours, also across a dash, joined by "_". Numbers have one spelling ("05" = "5", "1.158" = "1158",
    "9/11/2021" = "ngày 09 tháng 11 năm 2021"). With `folded`, terms have no diacritics.
    """
    return list(_again(text, folded) if len(text) <= _QUESTION else _search_terms(text, folded))


def _search_terms(text: str, folded: bool) -> tuple[str, ...]:
    text = unify_tone(normalize(text)).lower()
    if folded:
        text = fold(text)
    terms: list[str] = []
    previous, previous_end = "", -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        forms = _forms(match.group())
        if previous and previous_end < start and text[previous_end:start].strip(" ") in _JOINS:
            terms.append(f"{previous}_{forms[0]}")
        terms.extend(forms)
        previous, previous_end = forms[0], end
    terms.extend(_written_dates(text))
    return tuple(terms)


# A question and the expressions that stand for its words are cut by several parts of an answer.
_again = lru_cache(maxsize=1_000)(_search_terms)


_ALPHANUMERIC = re.compile(r"[^\W_]+")
_I_SYLLABLE = re.compile(r"([hklmst])([iìíỉĩị])")
_I_TO_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_RANGE = re.compile(rf"({_NUMBER})%?{_DASH}({_NUMBER})%?")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WRITTEN_DATE = re.compile(r"(?:(?:ng[àa]y )?(\d{1,2}) )?th[áa]ng (\d{1,2}) n[ăa]m (\d{4})")


@lru_cache(maxsize=20_000)  # texts repeat their words
def _forms(token: str) -> tuple[str, ...]:
    """Returns a lower-case token's main form, then its other forms."""
    return tuple(_number_forms(token) if token[0].isdigit() else _word_forms(token))


def _number_forms(token: str) -> list[str]:
    token = token.replace(" ", "")
    if date := _DATE.fullmatch(token):
        day, month, year = date.groups()
        return [f"{int(day)}/{int(month)}/{year}", f"{int(month)}/{year}", year]
    if span := _RANGE.fullmatch(token):
        low, high = map(_number, span.groups())
        return [f"{low}-{high}" + ("%" if token.endswith("%") else ""), low, high]
    if "/" in token or any(char.isalpha() for char in token):
        pieces = [_number(piece) for piece in _ALPHANUMERIC.findall(token)]
        joined = _ALPHANUMERIC.sub(lambda m: _number(m.group()), token)
        return [joined, *(pieces if len(pieces) > 1 else [])]
    if token.endswith("%"):
        value = _number(token[:-1])
        return [value + "%", value]
    return [_number(token)]


def _word_forms(token: str) -> list[str]:
    if "&" in token:
        parts = token.split("&")
        return ["".join(parts), *(part for part in parts if len(part) > 1)]
    if _I_SYLLABLE.fullmatch(token):
        return [token.translate(_I_TO_Y)]
    return [token]


def _number(text: str) -> str:
    """Returns a number without thousands' dots and leading zeros."""
    if not text.isdecimal() and not _THOUSANDS.fullmatch(text):
        return text
    return text.replace(".", "").lstrip("0") or "0"


def _written_dates(text: str) -> Iterator[str]:
    """Yields the dates that stand in words, as the terms of a date in figures."""
    for match in _WRITTEN_DATE.finditer(text):
        day, month, year = match.groups()
        if day:
            yield f"{int(day)}/{int(month)}/{year}"
        yield f"{int(month)}/{year}"
