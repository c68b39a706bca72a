"""Things of a kind that a question names, and a text that tells of another one of the row or by another name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

from qa.answer.values import DOC_NUMBER
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, provinces
from qa.vietnamese.text import put_in, unify_tone

_SAME_VOWEL = tuple(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_CLAUSE = re.compile(r"[;\n]|\.\s")
_AROUND = re.compile(r"\(\?[^)]*\)")
_OR_MORE = re.compile(r"\btrở lên\b|\btrở xuống\b")
# Names that a text has as they are or not at all: two words with capitals, "tiếng Thái", "ISO 27001", "VietGAP". Not
# the place of who asks ("ở Măng Đen").
_NAME = re.compile(
    rf"(?<![.?!:–-] )(?<!^)(?<!\bở )(?<!\b[Gg]iải )(?<!\w)(?:[{UPPER}][^\W\d_{UPPER}]+(?: [{UPPER}][^\W\d_{UPPER}]+)+"
    rf"|(?<=\btiếng )[{UPPER}]\w+|(?:ISO|TCVN|QCVN|IEC) ?\d+|[{UPPER}][a-z]+[{UPPER}]\w+)(?!\w)"
)


_PLACE = re.compile(
    rf"\b(?:tại|huyện|thị xã|thành phố|thị trấn|xã|phường|quận)\s+(?P<name>[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*)+)"
)


WHICH = " nào"


class Kind(NamedTuple):
    """One of a row of kinds: what it is called, and the pattern of its spellings in a text made `alike`."""

    name: str
    pattern: re.Pattern[str]


def names(text: str) -> list[str]:
    """Returns the proper names in a question that are not of provinces, agencies or documents."""
    found = list(_NAME.finditer(text))
    if not found:
        return []
    taken = [(m.start, m.end) for m in (*provinces.find(text), *agencies.find(text))]
    taken += [m.span() for m in DOC_NUMBER.finditer(text)]
    return [
        name.group()
        for name in found
        if not any(start < name.end() and name.start() < end for start, end in taken)
    ]


def places(text: str) -> list[str]:
    """Returns the names of districts, communes and other places in a text that are no provinces."""
    named = list(_PLACE.finditer(text))
    apart = [(m.start, m.end) for m in (*provinces.find(text), *agencies.find(text))] if named else []
    return [m["name"] for m in named if not any(a < m.end("name") and m.start("name") < b for a, b in apart)]


def rows_asked(text: str) -> list[tuple[list[Kind], list[Kind]]]:
    """Returns, for each row of kinds of which a question names some, those that it names and the whole row."""
    if _OR_MORE.search(text):
        return []
    asked = alike(_without_agencies(text))
    if not _any_kind().search(asked):
        return []  # most questions; some hundred searches less
    rows = [([kind for kind in row if kind.pattern.search(asked)], row) for row in _rows()]
    return [(named, row) for named, row in rows if named]


def things_asked(lower: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yields the things of which a question (in small letters) asks which one, each with what shows that one is told.

    "Ban quản lý nào …": what stands right before "nào".
    """
    for asked, shows in _things() if WHICH in lower else ():
        if found := asked.search(lower):
            yield found["noun"], shows or re.compile(rf"\b{re.escape(alike(found['noun']))}\b")


def another_told(rows: Iterable[tuple[list[Kind], list[Kind]]], quotes: str, held: str) -> str:
    """Returns a kind asked about that a place has not, where its quotes tell of another one of the row; or "".

    Args:
        rows: of `rows_asked`.
        quotes: what is quoted.
        held: the quotes and all around that they depend on, `alike`.
    """
    told = alike(_without_agencies(quotes)) if rows else ""
    for named, row in rows:
        if not any(kind.pattern.search(held) for kind in named) and any(kind.pattern.search(told) for kind in row):
            return named[0].name
    return ""


def apart(rows: Iterable[tuple[list[Kind], list[Kind]]], places: Sequence[str]) -> str:
    """Returns the last of the kinds, one of each row, that a question joins and no single place has all of; or "".

    "đăng ký nhãn hiệu ở nước ngoài" is told neither by what is said of trade marks at home nor of inventions abroad.
    """
    named = [asked[0] for asked, _ in rows if len(asked) == 1]
    if len(named) < 2 or any(all(kind.pattern.search(place) for kind in named) for place in places):
        return ""
    each = all(any(kind.pattern.search(place) for place in places) for kind in named)
    return named[-1].name if each else ""


def crossed(rows: Iterable[tuple[list[Kind], list[Kind]]], quotes: str) -> str:
    """Returns the last of two kinds that a question joins, where a quote tells of each only with another one; or "".

    "Bao nhiêu cho mỗi nhãn hiệu ở nước ngoài?" of "06 triệu cho mỗi nhãn hiệu trong nước; 60 triệu cho mỗi sáng chế ở
    nước ngoài".
    """
    asked = [(named[0], row) for named, row in rows if len(named) == 1]
    clauses = [_kinds_in(clause, asked) for clause in _CLAUSE.split(alike(quotes))] if len(asked) > 1 else []
    for (first, row), (last, others) in combinations(asked, 2):
        of_first = [found - {first} for found in clauses if first in found]
        of_last = [found - {last} for found in clauses if last in found]
        first_with_another = of_first and all(found & {*others} and last not in found for found in of_first)
        if first_with_another and of_last and all(found & {*row} for found in of_last):
            return last.name
    return ""


def _kinds_in(clause: str, asked: Sequence[tuple[Kind, list[Kind]]]) -> set[Kind]:
    return {kind for _, row in asked for kind in row if kind.pattern.search(clause)}


def _without_agencies(text: str) -> str:
    """A text without names of agencies: "Hội Liên hiệp Phụ nữ" speaks of no women."""
    return put_in(text, ((m.start, m.end, " . ") for m in agencies.find(text)))


def alike(text: str) -> str:
    """A text in small letters, its tone marks and its i and y, which are written either way, in one form."""
    said = unify_tone(text).lower()
    for y, i in _SAME_VOWEL:  # `translate` takes 50 times as long
        said = said.replace(y, i)
    return said


@cache
def _any_kind() -> re.Pattern[str]:
    return re.compile("|".join(kind.pattern.pattern for row in _rows() for kind in row))


@cache
def _things() -> list[tuple[re.Pattern[str], re.Pattern[str] | None]]:
    read = tomllib.loads(files("qa.answer.checks").joinpath("data/things_asked.toml").read_text(encoding="utf-8"))
    return [
        (
            re.compile(rf"(?:^|(?<=[\s,(]))(?P<noun>{noun}){WHICH}\b"),
            None if shows == "SAME" else re.compile(alike(shows)),
        )
        for noun, shows in read["which"].items()
    ]


@cache
def _rows() -> list[list[Kind]]:
    read = tomllib.loads(files("qa.answer.checks").joinpath("data/kinds.toml").read_text(encoding="utf-8"))
    return [[_kind(spellings) for spellings in row] for row in read.values()]


def _kind(spellings: str) -> Kind:
    return Kind(_AROUND.sub("", spellings).partition("|")[0], re.compile(rf"\b(?:{alike(spellings)})\b"))
