"""What belongs together in a sentence: a figure with the words beside it.

A sentence of a plan gives several figures, one a clause: "internet đạt trên 80%, hộ nghèo còn dưới 5%". All words of
"hộ nghèo đạt trên 80%" stand in it, and yet it is false. So a figure of a claim must stand in a clause that says,
together with the clauses of the sentence that hold no figure, what the claim says beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.generate.facts import Facts, known_from, number, wording
from qa.generate.words import (
    Text,
    agent_words,
    content,
    content_of,
    elliptic_words,
    frame_words,
    missing_decisive,
    new_words,
    read,
)

NEW_WORDS_ALLOWED = 0.3
_CUT = re.compile(r"[;:\n\t]|,(?=\s)|(?<!\d)\s[-–—]\s|\s[-–—]\s(?!\d)")
_ROW = re.compile(r"([^;:\n]):(\s*[^;:\n]*\d)")
_JOINT = re.compile(r"\s(?=(?:và|còn|nhưng|song)\s)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)]|[IVX]+\.|[-–—+*•])\s+")
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?")
_MONTH = re.compile(r"\d{1,2}/\d{4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMPARED = re.compile(r"so với.*", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,]*(?:%?-\d[\d.,]*)?%?")
_AFTERWARDS = re.compile(r"\W*(?:[^\W\d]+\s+){0,3}?trở (lên|xuống)")
_CHANGED_TO = re.compile(r"(?:tăng|nâng|giảm|hạ)\b[^,;]*?\b(?:còn|xuống|lên|đến|tới)\s+(?:\w+\s+){0,2}$")
_CHANGED_FROM = re.compile(r"(?:tăng|nâng|giảm|hạ)\s+từ\s+$")
_CHANGED_BY = re.compile(r"(?:tăng|nâng|giảm|hạ)\s+(?:\w+\s+){0,2}$")


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    figures: frozenset[str]


def misplaced_figure(claim: str, unit: str, over: Sequence[Text], beside: Sequence[Text] = ()) -> str:
    """Returns a figure that a claim puts in other company than a sentence does; "" if there is none.

    Args:
        claim: what is said.
        unit: one sentence.
        over: the headings over it, which say of all figures under them what they are about.
        beside: what else may be said with it: its province and its reference.
    """
    said = clauses(unit)
    for at, clause in enumerate(parts := clauses(claim)):
        mine = read(", ".join(each.text for each in (*_leading(parts, at), clause)))
        for figure in sorted(clause.figures):
            places = [n for n, each in enumerate(said) if figure in _known(each)]
            named = [n for n in places if _names_subject(mine, said, n)]
            kept = [n for n in named if _keeps_company(mine, figure, said, n, over, beside)]
            if places and (not kept or _fits_another(mine, figure, said, kept, over, beside)):
                return figure
    return ""


def _names_subject(mine: Text, said: Sequence[_Clause], at: int) -> bool:
    """Tells whether a claim has a word of what stands before a figure, where a sentence gives several figures."""
    if sum(bool(each.figures) for each in said) < 2:
        return True
    subject = set(content_of(_before_figure(said[at]))) - elliptic_words() - frame_words()
    return not subject or bool(subject.intersection(mine.syllables))


def _fits_another(
    mine: Text, figure: str, said: Sequence[_Clause], kept: Sequence[int], over: Sequence[Text], beside: Sequence[Text]
) -> bool:
    """Tells whether another figure would do as well in a claim: then it does not say what its own is of.

    "Đạt 30%" is no answer from a sentence that gives 20 % of one thing and 30 % of another.
    """
    place = next(_places(mine.lower, figure), None)
    if place is None:
        return False
    for n, each in enumerate(said):
        for other in each.figures - figures(mine.facts) if n not in kept else ():
            if other.endswith("%") != figure.endswith("%") or "/" in other + figure:
                continue
            swapped = read(mine.plain[: place[0]] + other + mine.plain[place[1] :])
            if _keeps_company(swapped, other, said, n, over, beside):
                return True
    return False


def opens(claim: Text, unit: Text) -> bool:
    """Tells whether a claim has the words that a sentence opens with, so that no subject is cut off."""
    opening = content_of(_LABEL.sub("", unit.plain))[:2]
    return all(word in claim.syllables for word in opening)


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[_Clause, ...]:
    """Returns the clauses of a sentence; two figures joined by "và" are in two."""
    found: list[_Clause] = []
    text = _LABEL.sub("", text, count=1)
    if len(_ROW.findall(text)) > 1:  # "năm 2023: 40 tỷ; năm 2024: 55 tỷ": each label belongs to its own figure
        text = _ROW.sub(r"\1 \2", text)
    for piece in _CUT.split(text):
        parts = [_clause(part) for part in _JOINT.split(piece)]
        joined = parts[:1]
        for part in parts[1:]:
            if joined[-1].figures and part.figures:
                joined.append(part)
            else:
                joined[-1] = _clause(f"{joined[-1].text} {part.text}")
        found += [part for part in joined if part.text.strip()]
    return tuple(found)


def figures(facts: Facts) -> frozenset[str]:
    """Returns the amounts and days of a text: its numbers but for years and the numbers of articles and items."""
    labelled = {value for label, value in facts.quantities if not label[0].isdigit()}
    amounts = {each for each in facts.numbers if not _YEARS.fullmatch(each) and each not in labelled}
    return frozenset(amounts | {date for date in facts.dates if not _MONTH.fullmatch(date)})


def years(facts: Facts) -> frozenset[str]:
    """Returns the years of a text; not those that something is only compared with."""
    compared = {value for label, value in facts.quantities if label == "so với"}
    found = {year for each in facts.numbers if _YEARS.fullmatch(each) for year in each.split("-")}
    return frozenset(found - compared)


def _clause(text: str) -> _Clause:
    return _Clause(text, figures(read(text).facts))


def _known(clause: _Clause) -> frozenset[str]:
    facts = known_from(read(clause.text).facts)
    return facts.numbers | facts.dates


def _leading(parts: Sequence[_Clause], at: int) -> list[_Clause]:
    """Returns the clauses without a figure that a claim puts before one with a figure, and those at its beginning."""
    first = next((n for n, each in enumerate(parts) if each.figures), 0)
    start = at
    while start and not parts[start - 1].figures:
        start -= 1
    return [*parts[: min(first, at)], *parts[max(start, first) : at]]


def _keeps_company(
    mine: Text, figure: str, said: Sequence[_Clause], at: int, over: Sequence[Text], beside: Sequence[Text]
) -> bool:
    """Tells whether a clause says of its figure what a claim says of it."""
    own = read(said[at].text)
    if years(own.facts) and years(mine.facts) and not years(own.facts) & years(mine.facts):
        return False
    known = _qualified(own, figure)
    if not all((kind, change) in known or (kind, "") in known for kind, change in _qualified(mine, figure)):
        return False
    # A word that stands in another clause only is not just new: it is another figure's.
    strangers = {syllable for each in said for syllable in content(read(each.text))} - elliptic_words()
    strangers -= frame_words() - agent_words()
    for text in _company(said, at, figures(mine.facts)):
        around = (text, *over)
        if mine.facts.numbers - frozenset().union(*(known_from(each.facts).numbers for each in (*around, *beside))):
            continue
        if strangers.intersection(mine.syllables).difference(*(each.syllables for each in around)):
            continue
        new, longest = new_words(mine, (*around, *beside))
        few = len(longest) < 2 and len(new) <= NEW_WORDS_ALLOWED * len(content(mine))
        if few and not missing_decisive(mine, text):
            return True
    return False


def _company(said: Sequence[_Clause], at: int, wanted: frozenset[str]) -> Iterator[Text]:
    """Yields what belongs to a clause: those without a figure, and what it leaves unsaid since one before it has it."""
    beside = [each.text for each in said if not each.figures]
    if not years(read(said[at].text).facts):
        beside += _time_before(said, at)
    beside += _subject_before(said, at)
    yield read(", ".join([*beside, said[at].text]))
    # A claim may join neighbouring clauses if it has all their figures.
    for start in range(at + 1):
        for end in range(at + 1, len(said) + 1):
            run = said[start:end]
            if len(run) > 1 and frozenset().union(*(each.figures for each in run)) <= wanted:
                yield read(", ".join([*beside, *(each.text for each in run)]))


def _time_before(said: Sequence[_Clause], at: int) -> list[str]:
    """Returns the years that the clauses before one name last, where they stand before a figure."""
    for each in reversed(said[:at]):
        found = years(read(_before_figure(each)).facts)
        if found:
            return [f"đến năm {year}" for year in sorted(found)]
    return []


def _subject_before(said: Sequence[_Clause], at: int) -> list[str]:
    """Returns what a clause that says no more than "đến năm 2030 đạt 45%" is about: the subject of the one before."""
    while at and not set(content_of(_COMPARED.sub("", said[at].text))) - elliptic_words():
        at -= 1
        if set(content_of(before := _before_figure(said[at]))) - elliptic_words():
            return [_YEAR.sub("", before)]
    return []


def _before_figure(clause: _Clause) -> str:
    """Returns what a clause says before its first figure, years aside."""
    plain = read(clause.text).plain
    first = min((start for figure in clause.figures for start, _ in _places(plain.lower(), figure)), default=len(plain))
    return plain[:first]


def _qualified(text: Text, figure: str) -> set[tuple[str, str]]:
    """Returns how a figure is qualified ("least", "most", …), and whether something changes to it, by it or from it."""
    found = set()
    for start, end in _places(text.lower, figure):
        before, after = text.lower[:start], text.lower[end:]
        match = _hedges().search(before)
        kind = _hedge_kinds()[match[1]] if match else ""
        if beyond := _AFTERWARDS.match(after):
            kind = "least" if beyond[1] == "lên" else "most"
        changes = ((_CHANGED_FROM, "from"), (_CHANGED_TO, "to"), (_CHANGED_BY, "by"))
        found.add((kind, next((name for pattern, name in changes if pattern.search(before)), "")))
    return found or {("", "")}


def _places(plain: str, figure: str) -> Iterator[tuple[int, int]]:
    for match in _FIGURE.finditer(plain):
        text = match.group().rstrip(".,")
        spelled = "-".join(number(part.strip("%")) for part in text.split("-")) + ("%" if text.endswith("%") else "")
        if spelled == figure:
            yield match.start(), match.start() + len(text)
    at = plain.find(figure) if not figure[0].isdigit() else -1
    if at >= 0:
        yield at, at + len(figure)


@cache
def _hedge_kinds() -> dict[str, str]:
    return {word: kind for kind, words in wording()["hedges"].items() for word in words}


@cache
def _hedges() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_hedge_kinds(), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)({words})\s+(?:(?:từ|mức|là|đạt|ngày|năm)\s+)*$")
