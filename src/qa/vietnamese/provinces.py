"""Provinces: the 63 former ones and the 34 since 1 July 2025, in text and in time."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from qa.vietnamese.names import Mention, Phrases, Succession, remembered, table
from qa.vietnamese.text import fold, put_in

_FILE = "provinces.toml"
_SHORTENED = re.compile(r"(?<![\w/&-])[A-ZĐ][A-ZĐ][a-zà-ỹ]+(?![\w/&-])")


@cache
def names_today() -> tuple[str, ...]:
    """Returns the 34 provinces and cities of today."""
    return tuple(entry["name"] for entry in table(_FILE)["province"])


@cache
def names_former() -> tuple[str, ...]:
    """Returns the 63 provinces and cities up to 30 June 2025."""
    renamed = {entry["new"]: entry["old"] for entry in table(_FILE)["renamed"]}
    return tuple(
        name
        for entry in table(_FILE)["province"]
        for name in entry.get("from", [renamed.get(entry["name"], entry["name"])])
    )


def canonical(name: str) -> str | None:
    """Returns the province that all of `name` is ("tỉnh Hà Nam", "TPHCM"), or None."""
    bare = re.sub(r"^(?:tỉnh|thành phố|tp\.?|tinh|thanh pho)\s+", "", name.strip(" .,"), flags=re.IGNORECASE)
    values = _phrases().exact(name.strip(" .,")) or _phrases().exact(bare)
    return values[0] if values else None


@remembered
def find(text: str) -> list[Mention]:
    """Returns the provinces named in text (NFC), in order.

    Names are recognised in any case, without diacritics and without spaces ("hanam"). Names that are also
    ordinary words ("hòa bình", "da nang") count only in capitals or after a word such as "tỉnh"; longer
    expressions ("Thái Bình Dương", "Chủ tịch Hồ Chí Minh") do not count.
    """
    mentions = []
    for start, end, name in _phrases().find(text):
        if name and (name not in _common() or _is_meant(text, start, end, name)):
            mentions.append(Mention(start, end, text[start:end], name))
    return mentions


@lru_cache(maxsize=500)
def successor(name: str) -> Succession | None:
    """Returns what a former province belongs to today, or None where nothing was merged or renamed.

    `new` equals `old` for a province that kept its name and took in others (see `parts`).
    """
    for entry in table(_FILE)["renamed"]:
        if entry["old"] == name:
            return Succession(name, entry["new"], entry["date"], entry["basis"], (name,))
    merger = table(_FILE)["merger"]
    for entry in table(_FILE)["province"]:
        parts = tuple(entry.get("from", ()))
        if name in parts:
            return Succession(name, entry["name"], merger["date"], merger["basis"], parts)
    return None


def predecessors(name: str) -> tuple[str, ...]:
    """Returns the former provinces that a province of today was made of ("Huế": Thừa Thiên Huế)."""
    for entry in table(_FILE)["renamed"]:
        if entry["new"] == name:
            return (str(entry["old"]),)
    for entry in table(_FILE)["province"]:
        if entry["name"] == name:
            return tuple(entry.get("from", (name,)))
    return ()


def by_name(question: str) -> str:
    """Returns a question with names of provinces for what people call them ("Đất Cảng") and how they shorten them.

    "BThuận" is the one province whose name is of two words, the first in B and the second "Thuận".
    """
    question = put_in(question, _nicknames().find(question, marked=True))
    return _SHORTENED.sub(lambda match: _shortened().get(fold(match.group()), match.group()), question)


@cache
def _shortened() -> dict[str, str]:
    """Provinces by the first letter of their first word with their second, where only one has both."""
    found: dict[str, list[str]] = {}
    for name in names_former():
        words = name.split()
        if len(words) == 2:
            found.setdefault(fold(words[0][0] + words[1]), []).append(name)
    return {short: names[0] for short, names in found.items() if len(names) == 1}


@cache
def _nicknames() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for name, nicknames in table(_FILE)["nicknames"].items():
        for nickname in nicknames:
            phrases.add(nickname, name)
    return phrases


@cache
def _phrases() -> Phrases[str]:
    """Returns all spellings of all provinces; expressions that are no province have the value ""."""
    data = table(_FILE)
    spellings = {name: [name] for name in (*names_today(), *names_former())}
    for name, aliases in data["aliases"].items():
        spellings[name] += aliases
    phrases: Phrases[str] = Phrases()
    for name, forms in spellings.items():
        for form in forms:
            phrases.add(form, name)
            if " " in form:
                phrases.add(re.sub(r"\W+", "", form), name)
    for expression in data["context"]["not_a_province"]:
        phrases.add(expression, "")
    return phrases


@cache
def _common() -> dict[str, bool]:
    """Returns the names that are like ordinary words; True where they are so with diacritics too."""
    common = table(_FILE)["common"]
    return dict.fromkeys(common["folded"], False) | dict.fromkeys(common["always"], True)


@cache
def _before(group: str) -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in table(_FILE)["context"][group])
    return re.compile(rf"(?:^|\W)(?:{words})\W{{1,2}}$")


def _is_meant(text: str, start: int, end: int, name: str) -> bool:
    """Says whether a name that could be ordinary words stands for the province here."""
    printed, always = text[start:end], _common()[name]
    if not always and (fold(printed) != printed.lower() or " " not in printed.strip() or start == 0):
        return True
    before = fold(text[max(0, start - 20) : start])
    if _before("before").search(before) or (not always and _before("before_weak").search(before)):
        return True
    return printed.istitle() and not text.isupper()
