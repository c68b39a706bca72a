"""A figure that a question states and its sources have too, but of another year, or of another thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.choosing import asked_terms
from qa.answer.citing import Citations, one_line
from qa.answer.dated import Dated, dated
from qa.answer.material import Material
from qa.answer.values import quantities, quantity_spans
from qa.index.wording import without_compared, years_in
from qa.search import Query
from qa.search.query import content_words
from qa.vietnamese.abbreviations import spelled_terms

_STOP = re.compile(r"[;,]\s|\.\s+(?=[^\W\d_])|$")
_PARTS = re.compile(r";\s|\.\s+(?=[^\W\d_])")
# What stands with any figure: verbs of targets and their like.
_ANY = frozenset("nam giai doan dat tang giam toi thieu da it nhat trung binh hon khoang tong so hang do".split())


def figures(text: str) -> set[str]:
    """Returns the numbers of a text, without zeros in front ("05" is "5")."""
    return {figure.lstrip("0") or "0" for figure in re.findall(r"\d+(?:,\d+)?", text)}


def mistimed(query: Query, citations: Citations) -> str:
    """Returns the first quantity of a question that its sources state of other years only, and others of those asked.

    "30% vào năm 2025" of "20% (năm 2025), 30% (năm 2030)".
    """
    found: list[tuple[set[str], Dated | None]] = []
    for citation in citations.found if query.years else ():
        text = one_line(citation.quote)
        times = {(one.start, one.end): one for one in dated(text)}
        found += [(figures(text[a:b]), times.get((a, b))) for a, b in quantity_spans(text)]
    if not any(time and time.within(query.years) for _, time in found):
        return ""
    own_years = {(one.start, one.end): range(one.years[0], one.years[1] + 1) for one in dated(query.text)}
    for span in quantity_spans(query.text):
        stated = query.text[slice(*span)].strip()
        years = own_years.get(span, query.years)  # "giảm từ 45% năm 2025 xuống 40% năm 2030"
        times_of_it = [time for own, time in found if figures(stated) <= own]
        if times_of_it and all(time and not time.within(years) for time in times_of_it):
            return stated
    return ""


def of_another_time(query: Query, citations: Citations, material: Material) -> str:
    """Returns the first quantity of a question that its sources have only with years that it does not name.

    "Vì sao phải tự chủ 100% từ năm 2026?" of "tự chủ 100% chi thường xuyên từ năm 2029".
    """
    stated = quantities(query.text) if query.years else []
    places = [(c.section_id, part) for c in citations.found if stated for part in _PARTS.split(one_line(c.quote))]
    for quantity in stated:
        having = [(place, part) for place, part in places if figures(quantity) <= _quantified(part)]
        if having and all(_of_other_years(query, *one, material) for one in having):
            return quantity
    return ""


def _quantified(text: str) -> set[str]:
    return {figure for quantity in quantities(text) for figure in figures(quantity)}


def _of_other_years(query: Query, section_id: str, part: str, material: Material) -> bool:
    """Whether a part of a quote names years, and neither it nor a heading above one that the question names."""
    section = material.index.section(section_id)
    above = [higher.heading for higher in material.ancestors(section)] if section else []
    said = {year for text in (part, *above) for year in years_in(text)}
    return bool(years_in(without_compared(part))) and said.isdisjoint(query.years)


def misattributed(query: Query, citations: Citations, material: Material) -> str:
    """Returns the first quantity of a question that its sources state only of another thing than it asks about.

    "Cấp huyện đạt 75%" of "cấp huyện đạt 80%, cấp xã đạt 75%": the part of the sentence with the figure has a subject
    of its own, and less of the question than another part with a figure.
    """
    asked = {term for term in asked_terms(query, material) if "_" not in term}
    parts = [found for c in citations.found for found in _parts(one_line(c.quote))]
    for stated in quantities(query.text):
        having = [part for part, found in parts if figures(stated) <= found]
        others = [asked & spelled_terms(part) for part, found in parts if not figures(stated) <= found]
        if having and all(_of_another_thing(part, asked, others) for part in having):
            return stated
    return ""


def _parts(text: str) -> list[tuple[str, set[str]]]:
    """The parts of a text that go with each of its quantities, with its figures.

    Each runs from behind the one before to the next stop behind its quantity: the commas of "khoa học, công nghệ, đổi
    mới sáng tạo 64 tỷ đồng" part nothing.
    """
    found, begin = [], 0
    spans = quantity_spans(text)
    for at, (start, end) in enumerate(spans):
        last = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        stop = _STOP.search(text, end, last)
        until = stop.start() if stop else last
        found.append((text[begin:until], figures(text[start:end])))
        begin = until
    return found


def _of_another_thing(part: str, asked: set[str], others: Sequence[set[str]]) -> bool:
    held = asked & spelled_terms(part)
    if not any(held < other for other in others):
        return False
    return any(word not in _ANY and word.isalpha() and word not in asked for word in content_words(part))
