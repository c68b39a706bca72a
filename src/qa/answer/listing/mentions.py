"""Which documents mention a thing, and which do not: "Văn bản nào nhắc tới dược liệu?", "Tỉnh nào không nêu TFP?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qa.answer.checks.unmentioned import patterns_of, thing_named
from qa.answer.citing import Citations, trimmed
from qa.answer.comparison import untold
from qa.answer.draft import Draft
from qa.answer.duties.charged import few_asked
from qa.answer.material import QUOTABLE, Material
from qa.answer.spans import Span
from qa.answer.values import DOC_NUMBER
from qa.records import Section
from qa.search import Query
from qa.vietnamese import agencies, fold

WHICH = re.compile(
    r"^(?:(?:trong|o) [^,?]{3,60}, ?)?(?:(?:nhung|cac) )?"
    r"(?:van ban|tai lieu|ke hoach|quyet dinh|chuong trinh|nghi quyet|tinh|dia phuong) nao"
    r"(?: (?:co|cung|da|deu))?(?P<not> (?:khong|chua|chang)(?: he)?(?: co)?)?"
    r" (?:nhac|noi|de cap|ghi|vien dan|dan chieu|dan|(?P<state>neu))"
    r"(?: (?:gi|den|toi|ve|ro|noi dung))* (?P<thing>[^,;]+?)(?: (?:khong|vay|nhi|a))?(?:[,;] .*)?[ ?.!]*$"
)
_PLACES = 2  # quoted of a document
_LATE = frozenset({"basis", "preamble"})  # what a document rests on is quoted only where nothing else has the thing
_NOT_HELD, _HELD, _ALL = "Không ghi “{}”: {}.", "Có ghi:", "Tất cả các văn bản được hỏi đều ghi “{}”:"

Finds = Callable[[str], int]
"""Where a thing stands in a text; -1 for nowhere."""


def answer(query: Query, material: Material) -> Draft | None:
    """Quotes where each document mentions a thing, and names those that do not if these are asked for.

    None where something else is asked, where no document has the thing, and of many documents, which are not read.
    What is stated ("nêu") may be so in other words: there only those that do not have these are answered.
    """
    asked = WHICH.search(fold(query.text))
    if asked is None or query.english or query.folded or (asked["state"] and not asked["not"]):
        return None
    said = query.text[slice(*asked.span("thing"))]
    name = thing_named(said)
    finds = _finder(said, name)
    if finds is None:
        return None
    thing = name or said
    citations = Citations(material)
    held = {doc_id: _quoted(doc_id, finds, material, citations) for doc_id in few_asked(query, material)}
    blocks = [f"**{material.called(doc_id)}**:\n" + "\n".join(lines) for doc_id, lines in held.items() if lines]
    if not blocks:
        return None
    lacking = [material.called(doc_id) for doc_id, lines in held.items() if not lines]
    if lacking and asked["not"]:
        named = ", ".join(f"**{name}**" for name in lacking)
        blocks = [_NOT_HELD.format(thing, named), _HELD, *blocks]
    elif lacking:
        blocks.append(untold(query, lacking))
    elif asked["not"]:
        blocks.insert(0, _ALL.format(thing))
    return Draft("comparison", "\n\n".join(blocks), citations)


def _finder(said: str, name: str) -> Finds | None:
    """What finds in a text what a question says, be it an agency, a number or the name of a thing; None if none is."""
    if named := {mention.canonical for mention in agencies.find(said)}:
        last = fold(said).split()[-1]

        def of_agency(text: str) -> int:
            found = agencies.find(text) if last in fold(text) else []
            return next((mention.start for mention in found if mention.canonical in named), -1)

        return of_agency
    if numbers := DOC_NUMBER.findall(said):
        patterns = [re.compile(re.escape(fold(number))) for number in numbers]
    elif name:
        patterns = [re.compile(pattern) for pattern in patterns_of(name)]
    else:
        return None

    def of_words(text: str) -> int:
        plain = fold(text)
        places = [match.start() for pattern in patterns if (match := pattern.search(plain))]
        return min(places) if places and len(plain) == len(text) else -1

    return of_words


def _quoted(doc_id: str, finds: Finds, material: Material, citations: Citations) -> list[str]:
    sections = [s for s in material.index.sections(doc_id) if s.kind in QUOTABLE]
    found = list(_places(sections, finds, material))
    found.sort(key=lambda span: span.section.kind in _LATE)  # else in order
    return [f"- “{citations.text(span)}” {citations.cite(span)}" for span in found[:_PLACES]]


def _places(sections: list[Section], finds: Finds, material: Material) -> Iterator[Span]:
    """The sentences that have the thing, the first of each section."""
    for section in sections:
        at = finds(material.text(section))
        if at < 0:
            continue
        spans = material.unit(section.section_id).spans
        start, end = next((s for s in spans if s[0] <= section.start + at < s[1]), (section.start, section.end))
        yield trimmed(material, Span(section, start, end))
