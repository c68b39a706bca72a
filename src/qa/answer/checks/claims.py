"""What a question claims, and its sources have in all words, but of another year."""

from __future__ import annotations

import re

from qa.answer.choosing import alternatives, asked_terms
from qa.answer.citing import Citations
from qa.answer.grounding import bound
from qa.answer.material import Material
from qa.records import Citation
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import spelled_terms

HELD = 0.95  # share of the question that one quote must hold to be said to affirm it
ALL_BUT = 0.85  # … of what it says besides a year that may be wrong
# A question that states a thing and wants it confirmed; "… có … không?" states nothing.
_STATED = re.compile(
    r"\b(?:phai|dung) (?:khong|chu)$|^co (?:phai|dung)\b|\b(?:a|ha|u|nhi)$|\b(?:is|was|are) it true\b|\bright$"
)
# Of a date or alone; not of a document's number ("Nghị quyết số 145/2023/NQ-HĐND").
_YEAR = re.compile(r"(?<![\d.,])20\d\d(?![\d/])")


def claims(query: Query) -> bool:
    """Whether a question takes something for granted, or states it and asks whether it is so."""
    return query.asks_for("explanation") or _STATED.search(fold(query.text).rstrip(" ?.!")) is not None


def holding(query: Query, quote: str, material: Material, literally: bool = False) -> float:
    """Returns the share of a question (0–1) that a quote holds, in its own words or in official ones for them."""
    formal = {} if literally else alternatives(query)
    return (1.0 - query.untranslated) * bound(asked_terms(query, material), formal, spelled_terms(quote))


def misdated(query: Query, citations: Citations, material: Material) -> bool:
    """Whether a question claims of a year what its sources, in all other words, tell of others.

    "Vì sao đến năm 2027 phải đạt 12 người trên một vạn dân?" of "Đến năm 2025 … đạt 12 người trên một vạn dân".
    """
    if not _YEAR.search(query.text) or not claims(query):
        return False
    same = [cited for cited in citations.found if holding(query, cited.quote, material) >= ALL_BUT]
    return bool(same) and all(years_apart(query, cited, material) for cited in same)


def years_apart(query: Query, cited: Citation, material: Material) -> bool:
    """Whether a quote names years, and neither it nor anything above it one that the question states.

    Also those compared with ("tăng 10% so với năm 2022" of "so với năm 2020"). The document's own year is stated.
    """
    section = material.index.section(cited.section_id)
    above = [higher.heading for higher in material.ancestors(section)] if section else []
    header = material.header(cited.doc_id)
    said = {year for text in (cited.quote, *above, header.date or "", header.title) for year in _YEAR.findall(text)}
    return _YEAR.search(cited.quote) is not None and not said.issuperset(_YEAR.findall(query.text))
