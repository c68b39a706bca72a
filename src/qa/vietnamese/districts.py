"""Districts and towns in questions, told by the province that they were in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from qa.vietnamese import provinces
from qa.vietnamese.compounds import is_word
from qa.vietnamese.names import UPPER, data_lines
from qa.vietnamese.text import fold

_KIND = r"(?:(?:thành phố|TP\.?|tx\.?|thị xã|thị trấn|huyện(?: đảo)?|quận|đảo)\s+)?"
# A name beside another word with a capital is part of a longer one: "Nguyễn Thanh Liêm", "Trường Đông Anh".
_NAME = re.compile(rf"(?<![\w.])(?i:{_KIND})(?P<name>[{UPPER}][\w']*(?:[ -][{UPPER}][\w']*)+)(?!\w)")

# What a plan lays on "UBND các huyện, thành phố" it lays on each: "UBND huyện Đăk Hà phải làm gì?"
_COMMITTEE = re.compile(r"(?:\bUBND|\b[ủỦuU][ỷỶyY] ban nhân dân|\b[ủỦuU][ỷỶyY] ban)\s+$")
_DISTRICT = re.compile(r"(?:thành phố|TP\.?|tx\.?|thị xã|huyện|quận)\s", re.IGNORECASE)
_CHARGED = re.compile(
    r"\s+(?:phải |cần |sẽ |có |thì |được )*"
    r"(?:giao\b|(?:những |các )?(?:nhiệm vụ|trách nhiệm|việc) |làm (?:những |các )?(?:gì|việc)\b|báo cáo\b)",
    re.IGNORECASE,
)


def by_province(question: str, known: Callable[[str], bool]) -> str:
    """Returns a question with the provinces of the districts that it names ("ở Phan Thiết": "ở Bình Thuận").

    Documents of a province hold for its districts, and seldom name them.

    Args:
        question: NFC.
        known: says whether a name stands in any document; such a name is left as it is.
    """
    named = [(mention.start, mention.end) for mention in provinces.find(question)]

    def told(match: re.Match[str]) -> str:
        name = match["name"]
        if any(start < match.end("name") and match.start("name") < end for start, end in named):
            return match.group()  # "Kiên Giang" is a province, and "Kiến Giang" a town of another
        first, _, rest = name.partition(" ")
        if _begins_sentence(match) and _key(name) not in _provinces():
            first, name = f"{first} ", rest  # "Ở Phan Thiết …"
        else:
            first = ""
        province = _provinces().get(_key(name))
        committees = _committees(match, first)
        # A committee that documents do not charge by its own name is one of those that they charge together.
        printed = [f"UBND {match.group()}", f"Ủy ban nhân dân {match.group()}"] if committees else [name]
        if province is None or any(map(known, printed)):
            return match.group()
        return f"{first}{committees}{province}"

    return _NAME.sub(told, question)


def _committees(match: re.Match[str], first: str) -> str:
    """What stands for the people's committee of a district, where one is asked about: those of its province."""
    kind, end = _DISTRICT.match(match.group()), match.string[match.end() :]
    before = match.string[: match.start()] + first
    if _COMMITTEE.search(before) and (kind or match.start() == match.start("name")):
        return "cấp huyện của "
    return "UBND cấp huyện của " if kind and _CHARGED.match(end) else ""


def titled(text: str) -> str:
    """Returns a text in small letters with its names of districts in capitals, but for those that are words too."""
    return _small_names().sub(lambda match: match.group().title(), text)


@cache
def _small_names() -> re.Pattern[str]:
    """The names in small letters, without those that are ordinary words ("liên quan")."""
    names = (name.lower() for line in data_lines("districts.tsv") for name in line.split("\t")[1].split(", "))
    kept = [name for name in names if not is_word(name.split()[0], name.split()[1])]
    # "Đăk Hà" is written as often as "Đắk Hà".
    either = "|".join(map(re.escape, sorted(kept, key=len, reverse=True))).replace("đắk", "đ[ắăa]k")
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _begins_sentence(match: re.Match[str]) -> bool:
    return match.start() == match.start("name") and not re.search(r"[^\s.?!]\s*$", match.string[: match.start()])


@cache
def _provinces() -> dict[str, str]:
    """The former provinces of districts, by the keys of their names."""
    found: dict[str, str] = {}
    for line in data_lines("districts.tsv"):
        province, names = line.split("\t")
        found.update((_key(name), province) for name in names.split(", "))
    return found


def _key(name: str) -> str:
    """A name as it is compared: "Đăk Hà" as "Đắk Hà", "Phú Quý" as "Phú Quí"."""
    return re.sub(r"y(?!\w)", "i", re.sub(r"[\W_]+", " ", fold(name)))
