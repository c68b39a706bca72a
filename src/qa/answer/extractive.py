"""Answers made of the best sentences, verbatim, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.answer.checks.counted import lacks_value, of_another_unit, unsaid
from qa.answer.choosing import Choice, asked_terms, choose
from qa.answer.citing import Citations, one_line, trimmed
from qa.answer.draft import Draft
from qa.answer.emphasis import emphasised
from qa.answer.figures import cells, columns, row_names, tables
from qa.answer.listing import enumerated, lists
from qa.answer.listing.members import members
from qa.answer.material import Material
from qa.answer.picking import pick
from qa.answer.signals import signals
from qa.answer.spans import Span, Unit
from qa.index.wording import YEARS
from qa.records import Hit, Section
from qa.search import Query
from qa.vietnamese import agencies, fold

PER_PROVINCE = 0.86  # another document answers too from this share of the best score on
LOOKED, SAYING = 12, 0.75  # choices, and share of the best score, among which one is looked for that says what must be
# Share of the best one's cover, and of the question, that a sentence with the value asked for must hold.
AS_NEAR, HELD = 0.9, 0.25
ANNOUNCED = 12  # items that are quoted below the sentence that announces them
WHOLE = 520  # characters: a section up to this long is quoted whole
LONG_HEADING = 120  # characters: a longer one is a sentence of its own
# "thuộc lĩnh vực nào": the answer is the heading that the sentence stands under.
FIELD_ASKED = re.compile(
    r"\b(?:linh vuc|mang|nhom|nganh|huong|phan|muc)(?: [a-z]+){0,3} nao\b|\bwhich (?:field|area|part)\b"
)
LEADS = 0.08  # share of a question that the line over an item must add to be shown with it
# "… thì sao?", "… bị gì?": the line over a list of cases says what follows from them.
OUTCOME_ASKED = re.compile(r"\bthì (?:sao|bị)\b|\bbị (?:gì|sao|làm sao|xử lý|xử)\b|\bhậu quả\b")
PLAINLY = 0.2  # share of the question by which a sentence without a figure must be nearer to it


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Quotes the best sentences; per document where several answer as well and none was named."""
    choices = choose(query, hits, material)
    if not choices:
        return None
    if (kinds := lists.of_a_kind(query, choices, material)) is not None:
        return _listed(query, kinds, choices[0], material)
    if query.asks_for("list") and (first := enumerated.enumerating(query, choices)) is not None:
        choices = [first, *(choice for choice in choices if choice is not first)]
    beside = _beside_the_point(query, choices[0])
    lacking = beside or lacks_value(query, choices[0])
    if lacking and (first := _saying(query, choices, beside)) is not None:
        choices = [first, *(choice for choice in choices if choice is not first)]
    best = choices[0]
    if query.asks_for("list") and _heads_rows(best.unit.section, material):
        return _listed(query, best.unit.section, best, material)
    if (announced := lists.of_siblings(query, choices, material)) is not None:
        return _listed(query, announced, best, material)
    citations = Citations(material)
    docs = _documents(query, choices)
    blocks = [_block(query, d, choices, material, citations, len(docs) > 1 or query.docs is None) for d in docs]
    found = signals(query, best, material)
    if _told_without_figure(query, choices) or _told_of_other_years(query, choices):
        found["uncounted"] = 1.0
    return Draft("extractive", "\n\n".join(blocks), citations, found)


def _listed(query: Query, section: Section, best: Choice, material: Material) -> Draft:
    citations = Citations(material)
    text = lists.block(query, section, material, citations, several=False)
    return Draft("extractive", text, citations, signals(query, best, material))


def _heads_rows(section: Section, material: Material) -> bool:
    """Whether a section is the row of a table that heads a group of rows, which it stands for."""
    return section.kind == "table-row" and bool(section.heading) and len(members(section, material)) > 1


def _saying(query: Query, choices: Sequence[Choice], beside: bool) -> Choice | None:
    """The first of the choices near the best that says what a question is after, be it a penalty or a number.

    Args:
        query: the question.
        choices: its sentences, the best first.
        beside: whether the best is beside the point; else it lacks a value alone.
    """
    near = [choice for choice in choices[:LOOKED] if choice.score >= SAYING * choices[0].score]
    if beside:
        return next((choice for choice in near if not _beside_the_point(query, choice)), None)
    least = max(HELD, AS_NEAR * choices[0].covered)  # a figure of something else is worse than none
    near = [choice for choice in near if choice.covered >= least and not _beside_the_point(query, choice)]
    return next((choice for choice in near if not lacks_value(query, choice)), None)


def _beside_the_point(query: Query, choice: Choice) -> bool:
    return unsaid(query, choice) or of_another_unit(query, choice)


def _told_without_figure(query: Query, choices: Sequence[Choice]) -> bool:
    """Whether a figure is asked for and a sentence without any is on the matter, far more than the best with one."""
    if not query.asks_for("quantity"):
        return False
    plainly = max((choice.covered for choice in choices if not choice.typed), default=0.0)
    return plainly - choices[0].covered >= PLAINLY


def _told_of_other_years(query: Query, choices: Sequence[Choice]) -> bool:
    """Whether a figure is asked for and a sentence of other years is on the matter, far more than the best of these."""
    if not query.asks_for("quantity") or choices[0].timely is not True:
        return False
    of_others = (c.covered for c in choices if c.timely is False and c.typed and c.doc_id == choices[0].doc_id)
    return max(of_others, default=0.0) - choices[0].covered >= PLAINLY


def _documents(query: Query, choices: Sequence[Choice]) -> list[str]:
    """The documents to answer from: the best one, and those that answer as well."""
    best: dict[str, Choice] = {}
    for choice in choices:
        best.setdefault(choice.doc_id, choice)
    top = choices[0]
    several = query.docs is None or len(query.docs) > 1
    return [
        doc_id
        for doc_id, choice in best.items()
        if choice is top
        or (several and choice.score >= PER_PROVINCE * top.score and choice.covered >= 0.85 * top.covered)
    ]


def _block(
    query: Query, doc_id: str, choices: Sequence[Choice], material: Material, citations: Citations, named: bool
) -> str:
    own = _under_headings([c for c in choices if c.doc_id == doc_id])
    picked = enumerated.without_others(query, pick(query, own, material))
    # What a quoted sentence announces is listed below it, and is not quoted once more.
    told = {item.section_id for choice in picked for item in _announced(choice.unit, material)}
    picked = [choice for choice in picked if choice.unit.section.section_id not in told]
    lines = [quoted(query, choice, own, material, citations) for choice in picked]
    head = f"**{material.called(doc_id)}**" if named else ""
    if len(lines) == 1:
        return f"{head}: {lines[0]}" if head else lines[0]
    body = "\n".join(f"- {line}" for line in lines)
    return f"{head}:\n{body}" if head else body


def _under_headings(choices: list[Choice]) -> list[Choice]:
    """The choices with what stands under the best one before it, where that is a heading and says nothing itself."""
    heading = choices[0].unit.section
    if heading.kind != "heading" or len(choices[0].unit.text) >= LONG_HEADING:
        return choices
    below = next((c for c in choices if c.unit.section.parent == heading.section_id), None)
    if below is None:
        return choices
    return [below, *(c for c in choices if c is not below and c.unit.section is not heading)]


def quoted(query: Query, choice: Choice, own: Sequence[Choice], material: Material, citations: Citations) -> str:
    """The quote of a choice, with the heading it depends on and its marker."""
    spans = _extent(query, choice, own, material)
    context = _context(query, choice, " ".join(citations.text(s) for s in spans), material, citations)
    if choice.unit.reading:
        return context + _row(query, choice, spans[0], material, citations)
    quotes = [f"“{emphasised(citations.text(s), query)}” {citations.cite(s)}" for s in spans]
    whole = spans[-1].end >= trimmed(material, _own(choice.unit.section)).end
    below = _announced(choice.unit, material) if whole else []
    if not below:
        shown = enumerated.shown(query, spans, citations)
        return context + " ".join(quotes) + shown + _completed(query, choice.unit, material, citations)
    lines = [f"  - {one_line(material.text(item))} {citations.whole(item)}" for item in below]
    return "\n".join([context + " ".join(quotes), *lines])


def _announced(unit: Unit, material: Material) -> list[Section]:
    """The items below a section that ends by announcing them ("… gồm:")."""
    if not unit.text.rstrip().endswith(":"):
        return []
    below = [c for c in material.children(unit.section) if c.kind in ("item", "paragraph") and c.end > c.start]
    if not below and unit.section.kind == "paragraph":
        _, after = material.beside(unit.section)
        below = list(takewhile(lambda s: s.kind == "item" and s.end > s.start, after))
    return below[:ANNOUNCED]


def _own(section: Section) -> Span:
    return Span(section, section.start, section.end)


def _row(query: Query, choice: Choice, span: Span, material: Material, citations: Citations) -> str:
    """A row of figures, and what stands in the columns asked for, with their heads."""
    found = tables.of_row(choice.unit.section, material)
    assert found is not None, choice.unit.section.section_id
    table, row = found
    words = frozenset(row_names.plain(row.name, query.folded).split())
    wanted = columns.asked(query, table, words, material)
    shown = [cells.cell(table, row, at) for at in columns.texts_asked(query, table, row, words, material)]
    shown += [one for at in wanted if (one := cells.cell(table, row, at)).value]
    marks = citations.cite(span) + "".join(map(citations.whole, table.heads))
    said = cells.said(table, shown if wanted else [*shown, *cells.figures(table, row, query.years)], citations)
    return f"“{citations.text(span)}” {marks} — {said} {marks}"


def _extent(query: Query, choice: Choice, own: Sequence[Choice], material: Material) -> list[Span]:
    """What to quote of a section: all of it if it is short, else the best sentence and those that add to it."""
    section = choice.unit.section
    if section.end - section.start <= WHOLE or section.kind == "table-row":
        return [trimmed(material, Span(section, section.start, section.end))]
    terms = asked_terms(query, material)
    total = sum(terms.values()) or 1.0
    chosen = {choice.at}
    have = set(choice.unit.terms[choice.at])
    for other in own:
        if other.unit.section.section_id != section.section_id or other.at in chosen:
            continue
        new = sum(w for t, w in terms.items() if t in other.unit.terms[other.at] and t not in have) / total
        if (new >= 0.12 or other.score >= 0.92 * choice.score) and len(chosen) < 3:
            chosen.add(other.at)
            have |= other.unit.terms[other.at]
    spans: list[Span] = []
    for at in sorted(chosen):
        start, end = choice.unit.spans[at]
        if spans and not material.cut(section, spans[-1].end, start).strip():
            spans[-1] = Span(section, spans[-1].start, end)
        else:
            spans.append(Span(section, start, end))
    return spans


def _context(query: Query, choice: Choice, quote: str, material: Material, citations: Citations) -> str:
    """The headings that a quote depends on, cited: whose duty it is, the field and the period that it does not name."""
    if choice.unit.section.kind == "heading":
        return ""
    above = [parent for parent in material.ancestors(choice.unit.section) if 0 < len(parent.heading) < LONG_HEADING]
    dated = next((parent for parent in above if YEARS.search(parent.heading)), None)
    needed = [dated] if dated and not YEARS.search(quote) else []
    duty = next((parent for parent in above if _names_agency(parent.heading)), None)
    if duty and not {m.canonical for m in agencies.find(duty.heading)} & {m.canonical for m in agencies.find(quote)}:
        needed.append(duty)
    elif above and above[0] not in needed and FIELD_ASKED.search(fold(query.text)):
        needed.append(above[0])
    return "".join(f"*{one_line(parent.heading)}* {citations.whole(parent)} — " for parent in needed)


def _completed(query: Query, unit: Unit, material: Material, citations: Citations) -> str:
    """The line that an item completes, cited in brackets, where it says of the question what the item does not."""
    lead = _lead_in(unit.section, material) if unit.section.kind == "item" else None
    if lead is None:
        return ""
    held = material.unit(lead.section_id).whole
    terms = asked_terms(query, material)
    adds = sum(weight for term, weight in terms.items() if term in held and term not in unit.whole)
    if adds < LEADS * (sum(terms.values()) or 1.0) and not OUTCOME_ASKED.search(query.text.lower()):
        return ""
    return f" (“{one_line(material.text(lead))}” {citations.whole(lead)})"


def _lead_in(section: Section, material: Material) -> Section | None:
    """The short line before an item's list, or above it, that ends with a colon; None if it has none."""
    before = (s for s in material.before(section, "item") if s.end > s.start)
    lead = next(before, None) or next(iter(material.ancestors(section)), None)
    short = lead is not None and lead.end - lead.start <= LONG_HEADING
    return lead if lead and short and material.text(lead).rstrip().endswith(":") else None


def _names_agency(heading: str) -> bool:
    """Whether a heading is the name of an agency, or of several, and little else."""
    named = sum(m.end - m.start for m in agencies.find(heading))
    return named >= 0.6 * len(heading.strip())
