"""What a sentence says that can be checked to the letter: numbers, dates, document numbers, names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from qa.generate.hostile import visible
from qa.vietnamese import agencies, normalize, provinces, tokens, unify_tone

# In words, since a word is compared; a closing bracket of markup is no sign.
_SIGN = re.compile(r"[≤≥<>$€£¥~≈±](?![/a-zA-Z!])")
_NEGATIVE = re.compile(r"(?<=[^\W\d] )[-−](?=\d)")
_DASHES = re.compile(r"[‐‑‒–—―−]")
_TIGHT = re.compile(r"(?<=\d)\s*([-/])\s*(?=\d)")
_PERCENT = re.compile(r"(?<=[\d\w])\s*(?:%|phần trăm)", re.IGNORECASE)
_DATE = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?![\d/])", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s+(\d{1,2})(?:\s+năm\s+|\s*[/-]\s*)(\d{4})", re.IGNORECASE)
_SPAN = re.compile(r"(?<![\d/.,-])(\d[\d.,]*)(%?)\s+(?:đến|tới)\s+(?:năm\s+)?(\d[\d.,]*)(%?)(?![\d/])", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_RANGE = re.compile(r"(\d[\d.,]*)%?-(\d[\d.,]*)(%?)")
# "03 (ba) lớp": the number in words between a number and its unit.
_BEFORE_UNIT = r"\s*(?:\([^\W\d]+\)\s*)?"
_NEXT = re.compile(rf"{_BEFORE_UNIT}([^\W\d_]+)")
_RATE = re.compile(r"(\d[\d.,]*%?)/([a-zà-ỹđ]+)(?![\w/-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
# What a number counts may also stand before it; a year may be written as the end of a span.
_LABELLED = re.compile(
    r"(?<!\w)(so với)\s+(?:năm\s+)?(\d+)(?![\d/-])"
    r"|(?<!\w)(?P<label>điều|khoản|mục|phần|chương|phụ lục|quý|tháng|ngày|năm)\s+(?P<n>\d{1,3})(?![\d/%-])",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?<![\w.])[IVXLC]+(?![\w&])")
_WEB = re.compile(
    r"\S*(?:https?:|www\.|://|@)\S*|<[^>\s][^>]*>|!\[|\]\(|[^\s\d]+\.(?:com|net|org|vn|info|io)\b\S*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The checkable contents of a text, each in one spelling.

    `numbers` hold percentages ("45%"), ranges ("45-47%"), years and plain numbers; `quantities` pairs of a
    number and its unit; `strange` what policy text does not have: addresses, markup, letters of other scripts.
    """

    dates: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    quantities: frozenset[tuple[str, str]] = frozenset()
    codes: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    strange: frozenset[str] = frozenset()

    def __or__(self, other: Facts) -> Facts:
        return Facts(*(getattr(self, field.name) | getattr(other, field.name) for field in fields(Facts)))


@cache
def wording() -> dict[str, Any]:
    """Returns the word lists of `data/wording.toml`."""
    text = files("qa.generate").joinpath("data/wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def comparable(text: str) -> str:
    """Returns text in the form in which claims and sources are compared; its case is kept.

    Compatibility forms and foreign digits become plain ones, invisible characters and loose marks go, dashes,
    ranges, percentages and dates get one spelling.
    """
    text = visible(unicodedata.normalize("NFKC", normalize(text)))
    text = "".join(map(_plain, text))
    text = _NEGATIVE.sub("âm ", _SIGN.sub(lambda m: f" {wording()['signs'][m[0]]} ", text))
    text = unify_tone(_DASHES.sub("-", text))
    text = " ".join(text.split())
    text = _PERCENT.sub("%", _TIGHT.sub(r"\1", text))
    text = _DAY.sub(r"\1/\2", _MONTH.sub(r"\1/\2", _DATE.sub(r"\1/\2/\3", text)))
    return _SPAN.sub(lambda m: f"{m[1]}-{m[3]}{m[4] or m[2]}", text)


def facts_of(text: str) -> Facts:
    """Returns the checkable contents of a text."""
    text = comparable(text)
    dates: set[str] = set()
    numbers: set[str] = set()
    quantities: set[tuple[str, str]] = set()
    codes: set[str] = set()
    for token in tokens(text):
        if not any(char.isdigit() for char in token.text):
            continue
        _sort_token(token.text, dates, numbers, codes)
        if "/" not in token.text and (unit := _unit_at(text, token.end, bool(_YEAR.fullmatch(token.text)))):
            quantities.update((number, unit) for number in _ends(token.text))
    numbers.update(_number_words(text))
    quantities.update((number(match[1]), f"/{match[2]}") for match in _RATE.finditer(text))
    labelled = (match.groups() for match in _LABELLED.finditer(text))
    quantities.update(((a or c).lower(), number(b or d)) for a, b, c, d in labelled)
    codes.update(roman.group() for roman in _ROMAN.finditer(text))
    # "123/QĐ-UBND" names a document, not an agency.
    names = re.sub(r"\S*/\S*", " ; ", text)
    return Facts(
        dates=frozenset(dates),
        numbers=frozenset(numbers),
        quantities=frozenset(quantities),
        codes=frozenset(codes),
        agencies=frozenset(mention.canonical.casefold() for mention in agencies.find(names)),
        provinces=frozenset(mention.canonical for mention in provinces.find(names)),
        strange=frozenset(_strange(text)),
    )


def known_from(source: Facts) -> Facts:
    """Returns a source's facts with what follows from them: the year of a date, the ends of a span of years."""
    numbers = set(source.numbers)
    for number in source.numbers:
        if "-" in number and not number.endswith("%"):
            numbers.update(number.split("-"))
        if not number.isdigit():
            continue
        numbers.update(word for word, value in wording()["digits"].items() if str(value) == number)
    numbers.update(str(wording()["digits"][word]) for word in source.numbers if word in wording()["digits"])
    dates = set(source.dates)
    for date in source.dates:
        parts = date.split("/")
        if len(parts[-1]) == 4:
            numbers.add(parts[-1])
            dates.update(("/".join(parts[-2:]), "/".join(parts[:2])))
    numbers.update(code.split("/")[0] for code in source.codes if "/" in code)
    return source | Facts(numbers=frozenset(numbers), dates=frozenset(dates))


def _plain(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _sort_token(token: str, dates: set[str], numbers: set[str], codes: set[str]) -> None:
    """Files one token with a digit under what it is."""
    token = token.replace(" ", "")
    if match := _NUMERIC_DATE.fullmatch(token):
        dates.add("/".join(str(int(part)) for part in match.groups()))
    elif re.fullmatch(r"\d+(?:/\d+)+", token):
        dates.add("/".join(str(int(part)) for part in token.split("/")))
    elif match := _RANGE.fullmatch(token):
        numbers.add(f"{number(match[1])}-{number(match[2])}{match[3]}")
    elif re.fullmatch(r"\d[\d.,]*%?", token):
        numbers.add(number(token.rstrip("%")) + ("%" if token.endswith("%") else ""))
    else:
        codes.add(re.sub(r"(?<!\d)0+(?=\d)", "", token.casefold()))


def number(text: str) -> str:
    """Returns a number without thousands' dots and leading zeros."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        text = text.replace(".", "")
    return re.sub(r"^0+(?=\d)", "", text)


def _ends(token: str) -> list[str]:
    return [number(part) for part in re.findall(r"\d+(?:[.,]\d+)*", token)]


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word: group[0] for group in wording()["units"] for word in group}
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"{_BEFORE_UNIT}({words})(?!\w)", re.IGNORECASE), names


def _unit_at(text: str, position: int, is_year: bool) -> str:
    """Returns the unit after a number: one of the table, or (but not for a year) the syllable that follows."""
    pattern, names = _units()
    if match := pattern.match(text, position):
        return names[match.group(1).lower()]
    after = None if is_year else _NEXT.match(text, position)
    unit = after.group(1).lower() if after else ""
    return "" if unit in wording()["function_words"].split() else unit


@cache
def _number_pattern() -> re.Pattern[str]:
    words = "|".join(wording()["number_words"].split())
    no_number = "|".join(wording()["not_numbers"])
    return re.compile(
        rf"(?<![\w])(?!(?:{no_number})(?!\w))(?:{words})(?:[ -](?:{words}|một|năm|tư|linh|lẻ)(?!\w))*(?![\w])"
    )


def _number_words(text: str) -> Iterator[str]:
    """Yields the numbers written in words; after figures they are a unit."""
    lowered = text.lower()
    for match in _number_pattern().finditer(lowered):
        if not re.search(r"\d\s?$", lowered[: match.start()]):
            yield match.group()


def _strange(text: str) -> Iterable[str]:
    yield from _WEB.findall(text)
    if "..." in text:  # what is left out may be what matters
        yield "..."
    for char in text:
        if char.isalpha() and not unicodedata.name(char, "").startswith("LATIN"):
            yield char
