"""Chooses the sentences that answer a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.answer import values
from qa.answer.material import Material, Unit, question_terms
from qa.records import Hit
from qa.search import Query
from qa.search.stopwords import MEASURE_WORDS, TARGET_VERBS
from qa.vietnamese import fold, search_terms
from qa.vietnamese.synonyms import official

# Shares of a sentence's score; chosen on the gold set's dev split (docs/decisions.md).
COVERED, RANK, TYPE, PERIOD = 0.58, 0.22, 0.10, 0.10
NAMED_NUMBER = 0.10  # added for the numbers of the question that a sentence states
DEFINED = 0.10  # added for a sentence that says what the thing asked about is
# Credit of a word that stands not in the sentence but in its section, or in a heading above.
SECTION_CREDIT, HEADING_CREDIT = 0.6, 0.6
# Credit of an everyday word of the question whose official word stands there instead.
SYNONYM_CREDIT = 0.8
TARGET_VERB = 0.2  # weight of "phấn đấu" and its like against another word
UNTIMELY = 0.85  # what a sentence on other years keeps of its score
DEFINITION = re.compile(
    r"(?:the nao la|khai niem|dinh nghia(?: cua)?|giai thich)\s+(.+?)(?:\s+la gi)?$"
    r"|(.+?)\s+(?:la gi|nghia la gi|co nghia la gi|duoc hieu (?:la gi|the nao|nhu the nao))$"
)
# Sections of a document's frame answer questions on its header only.
FRAME = ("title", "letterhead", "recipients", "signature", "table-head")


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence with its score.

    Attributes:
        unit: its section.
        at: its place among the section's sentences.
        score: what sentences are ordered by (0–1).
        covered: share of the question's weight that the sentence, its section and headings hold (0–1).
        typed: it holds a value of the kind asked for.
        timely: it speaks of the period asked for (None if none was).
        hit: the passage that brought it.
    """

    unit: Unit
    at: int
    score: float
    covered: float
    typed: bool
    timely: bool | None
    hit: Hit

    @property
    def doc_id(self) -> str:
        """The document that the sentence stands in."""
        return self.unit.section.doc_id

    @property
    def text(self) -> str:
        """The sentence, or a row of figures with the heads of its columns."""
        return self.unit.reading or self.unit.sentence(self.at)


def asked_terms(query: Query, material: Material) -> dict[str, float]:
    """Returns the terms of a question with their weights, without what merely narrows the search."""
    narrowing = [*query.provinces, *(d.printed for d in query.documents if d.docs)]
    terms = question_terms(query.spelled, leave_out=narrowing)
    # A figure in the question is a premise to check, not a word that the answer must hold.
    return {
        term: material.weight(term)
        * (TARGET_VERB if term in TARGET_VERBS else 0.5 if fold(term) in MEASURE_WORDS else 1.0)
        for term in terms
        if not any(c.isdigit() for c in term)
    }


def alternatives(query: Query) -> dict[str, list[frozenset[str]]]:
    """Returns, for the terms of the everyday expressions of a question, the terms of the official ones."""
    found: dict[str, list[frozenset[str]]] = {}
    text = query.spelled
    for everyday in official(text):
        formal = [frozenset(search_terms(phrase, folded=query.folded)) for phrase in everyday.value]
        for term in search_terms(text[everyday.start : everyday.end]):
            found.setdefault(term, []).extend(formal)
    return found


def choose(query: Query, hits: Sequence[Hit], material: Material) -> list[Choice]:
    """Returns the sentences of the retrieved passages, best first."""
    terms = asked_terms(query, material)
    formal = alternatives(query)
    total = sum(terms.values()) or 1.0
    best_rank = max((h.score for h in hits), default=1.0) or 1.0
    numbers = values.named_numbers(query)
    defines = _definition_of(query)
    found = []
    for unit, hit in material.of_hits(hits):
        if unit.section.kind in FRAME and not query.metadata:
            continue
        for at, sentence in enumerate(unit.terms):
            covered = _covered(terms, formal, sentence, unit) / total
            typed = values.holds(unit.reading or unit.sentence(at), query)
            timely = _timely(query, unit.years[at])
            score = (
                COVERED * covered
                + RANK * hit.score / best_rank
                + TYPE * typed
                + PERIOD * (0.5 if timely is None else float(timely))
            )
            if numbers:
                said = unit.sentence(at)
                score += NAMED_NUMBER * sum(values.states(said, *n) for n in numbers) / len(numbers)
            if defines and defines.search(fold(unit.sentence(at))):
                score += DEFINED
            if unit.section.kind == "heading":
                score *= 0.8
            if timely is False:
                score *= UNTIMELY
            if not typed and query.asks_for("quantity"):
                score *= 0.85
            found.append(Choice(unit, at, score, covered, typed, timely, hit))
    return sorted(found, key=lambda c: (-c.score, c.unit.section.start, c.at))


def _definition_of(query: Query) -> re.Pattern[str] | None:
    """What the definition of the thing that a question asks for begins with: its name, then "là"."""
    asked = DEFINITION.match(fold(query.text).strip(" ?.")) if query.asks_for("definition") else None
    name = next((g for g in asked.groups() if g), "").strip(" \"'“”") if asked else ""
    return re.compile(rf"^(?:\W|\d|[a-z]\))*{re.escape(name)}\W*\s(?:la|gom|bao gom|duoc hieu)\b") if name else None


def _covered(
    terms: Mapping[str, float], formal: Mapping[str, Sequence[frozenset[str]]], sentence: frozenset[str], unit: Unit
) -> float:
    """The weight of the question's terms that a sentence, its section and the headings above hold."""
    total = 0.0
    places = ((sentence, 1.0), (unit.whole, SECTION_CREDIT), (unit.above, HEADING_CREDIT))
    for term, weight in terms.items():
        credit = next((share for held, share in places if term in held), 0.0)
        if credit < SYNONYM_CREDIT and term in formal:
            other = next((share for held, share in places if any(words <= held for words in formal[term])), 0.0)
            credit = max(credit, SYNONYM_CREDIT * other)
        total += credit * weight
    return total


def _timely(query: Query, years: frozenset[int]) -> bool | None:
    """Whether a sentence speaks of the years asked for; None where the question names none."""
    if not query.years:
        return None
    return bool(years & set(query.years))
