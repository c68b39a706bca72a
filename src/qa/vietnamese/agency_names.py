"""The table of agencies, and how names in text and questions are matched with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from qa.vietnamese import provinces
from qa.vietnamese.names import UPPER, Mention, Phrases, remembered, table
from qa.vietnamese.text import fold, normalize, unify_tone

_FILE = "agencies.toml"
_EDGE = " \t\n.,;:-–—+*•“”\"'"


def canonical(name: str) -> str:
    """Returns the one spelling of an agency's name.

    The table's name where the table knows it, whatever the province after it ("sở kh&cn tỉnh Hà Nam" →
    "Sở Khoa học và Công nghệ"); otherwise the name as it stands, with its spaces, tones and the
    abbreviations of bodies ("UBND", "BQL") made uniform.
    """
    cleaned = re.sub(r"\s+", " ", normalize(name)).strip(_EDGE)
    for form in _without_tails(cleaned):
        if values := names_table().exact(form):
            return values[0]
    begun = next((found for found in names_table().find(cleaned) if found.start == 0), None)
    if begun is not None and _proper_end(cleaned, begun.end, begun.value):
        return f"{begun.value.removesuffix(' tỉnh')}{cleaned[begun.end :]}"
    # Twice: a capital put first can make an abbreviation of what was none ("vP" → "VP" → "Văn phòng").
    return _uniform(_uniform(cleaned))


@remembered
def find(text: str) -> list[Mention]:
    """Returns the agencies named in running text (NFC), the longest name at each place, in order.

    Names of the table in any spelling, case and without diacritics; and unknown names that begin with a word
    such as "Sở" or "Trung tâm" and go on in capitals.
    """
    known = [
        _whole(text, start, end, name)
        for start, end, name in names_table().find(text)
        if not _is_part(text, start, end)
    ]
    mentions = known + [
        m for m in _unknown(text) if not any(m.start < k.end and k.start < m.end for k in known)
    ]
    return sorted(mentions)


def _whole(text: str, start: int, end: int, name: str) -> Mention:
    """A name of the table, with the proper name behind it that makes it another agency's."""
    if further := _proper_end(text, end, name):
        return Mention(start, further, text[start:further], canonical(text[start:further]))
    return Mention(start, end, text[start:end], name)


def _proper_end(text: str, end: int, name: str) -> int:
    """Returns where the proper name behind a name of the table ends ("… Khu kinh tế Vũng Áng"); 0 if there is none."""
    proper = _proper().match(text, end) if name in _named() else None
    if proper is None or any(mention.start == 0 for mention in provinces.find(proper["words"])):
        return 0
    return proper.end()


@cache
def _proper() -> re.Pattern[str]:
    kinds = "|".join(table(_FILE)["nouns"]["zone_kind"])
    return re.compile(rf"(?: (?:{kinds}))? (?P<words>[{UPPER}]\w+(?: [{UPPER}]\w+)*)")


@cache
def _compounds() -> frozenset[str]:
    return frozenset(map(fold, table(_FILE)["heads"]["compounds"]))


def _is_part(text: str, start: int, end: int) -> bool:
    """Says whether a name is in a document's number ("12/TTr-SKHCN") or an ordinary word ends in its head.

    "Cơ sở y tế" is no department.
    """
    if text[max(0, start - 1) : start] in ("/", "-"):
        return True
    head = fold(text[start:end]).split(maxsplit=1)[0]
    before = fold(text[max(0, start - 20) : start])
    return any(f" {before}{head}".endswith(f" {compound}") for compound in _compounds())


def match(query: str) -> list[str]:
    """Returns the canonical names that someone who typed `query` may mean, best first.

    "khcn" without a head gives the department and the ministry; a sentence gives the agencies it names.
    """
    query = normalize(query).strip(_EDGE)
    for form in _without_tails(query):
        if values := names_table().exact(form) or sectors().exact(form):
            return list(dict.fromkeys(values))
    found = list(dict.fromkeys(mention.canonical for mention in find(query)))
    begun = fold(found[0] if found else canonical(query)) + " "
    return [name for name in canonical_names() if fold(name).startswith(begun)] or found


def is_group(name: str) -> bool:
    """Says whether a canonical name stands for a group ("Các sở, ban, ngành")."""
    return name in _groups() or fold(name).startswith("cac ")


@cache
def canonical_names() -> tuple[str, ...]:
    """Returns all canonical names of the table."""
    return tuple(dict.fromkeys(name for _, name in _spellings()))


@cache
def names_table() -> Phrases[str]:
    """Returns every spelling of every agency with its canonical name."""
    phrases: Phrases[str] = Phrases()
    for spelling, name in _spellings():
        for form in _expansions(spelling):
            phrases.add(form, name)
    return phrases


@cache
def _groups() -> frozenset[str]:
    return frozenset(entry["name"] for entry in table(_FILE)["agency"] if entry.get("group"))


@cache
def _named() -> frozenset[str]:
    return frozenset(entry["name"] for entry in table(_FILE)["agency"] if entry.get("named"))


@cache
def sectors() -> Phrases[str]:
    """Returns what departments and ministries deal with ("khoa học và công nghệ"), with their names."""
    phrases: Phrases[str] = Phrases()
    for sector in table(_FILE)["sector"]:
        for form in (sector["name"], *sector.get("short", ())):
            for head in sector["heads"]:
                phrases.add(form, f"{head} {sector['name']}")
    return phrases


def _spellings() -> Iterator[tuple[str, str]]:
    """Yields (spelling, canonical name) for the whole table."""
    for sector in table(_FILE)["sector"]:
        for head in sector["heads"]:
            yield from _sector_spellings(head, sector)
    for entry in table(_FILE)["agency"]:
        name = entry["name"]
        for spelling in (name, *entry.get("aliases", ())):
            yield spelling, name
            if entry.get("group") and spelling.startswith("Các "):
                yield spelling.removeprefix("Các "), name
            body = spelling if spelling[1].isupper() else spelling[0].lower() + spelling[1:]  # "UBND", but "các sở"
            yield from ((f"{chief} {body}", name) for chief in entry.get("chiefs", ()))
            if spelling.endswith(" tỉnh") and entry.get("bare", True) and spelling.count(" ") > 1:
                yield spelling.removesuffix(" tỉnh"), name


def _sector_spellings(head: str, sector: dict[str, Any]) -> Iterator[tuple[str, str]]:
    name = f"{head} {sector['name']}"
    for form in (sector["name"], *sector.get("short", ())):
        yield f"{head} {form}", name
        yield re.sub(r"[\W_]+", "", f"{head}{form}"), name
    if initials := sector.get("initials"):
        yield f"{head[0]}{initials}", name


def _expansions(spelling: str) -> Iterator[str]:
    """Yields a spelling with the abbreviations of bodies short, and written out."""
    forms = {spelling: None}
    for abbreviation, words in table(_FILE)["expand"].items():
        for form in list(forms):
            forms[re.sub(rf"\b{words}\b", abbreviation, form, flags=re.IGNORECASE)] = None
            forms[re.sub(rf"\b{abbreviation}\b", words, form)] = None
    yield from forms


_PROVINCE_LEVEL = re.compile(r"\s+(?:của\s+|cua\s+)?(?:tỉnh|tinh)$", re.IGNORECASE)


def _without_tails(name: str) -> Iterator[str]:
    """Yields a name, then without the province after it, as the province's ("Công an Yên Bái"), then without "tỉnh"."""
    yield name
    mentions = provinces.find(name)
    if mentions and mentions[-1].end == len(name) and mentions[-1].start > 0:
        name = name[: mentions[-1].start].strip(_EDGE)
        yield name
        yield f"{name} tỉnh"
    if tail := _PROVINCE_LEVEL.search(name):
        yield name[: tail.start()]


def _uniform(name: str) -> str:
    # A run of dashes is one: names are compared, and a second pass must change nothing.
    name = unify_tone(re.sub(r"\s+(?:-\s+)+", " - ", re.sub(r"[–—]", " - ", name)))
    for abbreviation in ("UBND", "HĐND", "BQL", "VP"):
        name = re.sub(rf"^{abbreviation}\b", table(_FILE)["expand"][abbreviation], name)
    return name[:1].upper() + name[1:]



@cache
def _unknown_name() -> re.Pattern[str]:
    """Returns the pattern of a head word followed by words in capitals, each with three more syllables at most."""
    heads = "|".join(sorted(map(re.escape, table(_FILE)["heads"]["words"]), key=len, reverse=True))
    stops = "|".join(table(_FILE)["heads"]["stops"])
    sectors = "|".join(re.escape(sector["name"]) for sector in table(_FILE)["sector"])
    link = rf"(?: |(?:,|,? (?:và|các|của|về|cho|tỉnh|thành phố|huyện|-)) (?!(?:{heads})(?!\w)))"
    syllable = rf"(?!(?:{stops})(?!\w)|(?i:{sectors})(?!\w))[^\W\d_{UPPER}]+"
    word = rf"[{UPPER}][\w&]*(?: {syllable}){{0,3}}"
    only_heads = rf"(?!(?:{heads})(?: (?:{heads}))*(?! [{UPPER}])(?!\w))"
    whole = rf"{only_heads}(?:{heads}) {word}(?:{link}{word})*(?i: (?:{sectors})(?!\w))?(?: tỉnh(?!\w))?"
    return re.compile(rf"(?<!\w){whole}")


def _unknown(text: str) -> Iterator[Mention]:
    for found in _unknown_name().finditer(text):
        yield Mention(found.start(), found.end(), found.group(), canonical(found.group()))
