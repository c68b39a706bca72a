"""Chooses the sentences that answer a question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from qa.answer import values
from qa.answer.figures import row_names, tables
from qa.answer.material import Material
from qa.answer.spans import Unit
from qa.index import Index
from qa.records import Hit
from qa.search import Query
from qa.search.stopwords import MEASURE_WORDS, TALK_WORDS, TARGET_VERBS
from qa.structure.markers import UPPER
from qa.vietnamese import fold, search_terms
from qa.vietnamese.synonyms import official

# Shares of a sentence's score; chosen on the gold set's dev split (docs/decisions.md).
COVERED, RANK, TYPE, PERIOD = 0.58, 0.22, 0.10, 0.10
NAMED_NUMBER = 0.10  # added for the numbers of the question that a sentence states
EXACT = 0.03  # added, times what is covered, for a sum where money is asked for, a percentage where a share is
MENTIONED = 0.4  # added for a sentence that mentions the document asked about, which the corpus does not hold
DEFINED = 0.10  # added for a sentence that says what the thing asked about is
# Credit of a word that stands not in the sentence but in its section, or in a heading above.
SECTION_CREDIT, HEADING_CREDIT = 0.6, 0.6
# Credit of an everyday word of the question whose official word stands there instead.
SYNONYM_CREDIT = 0.8
TALK_WORD = 0.2  # weight of a word that speech is filled with against another one
# "Số sáng chế …" is told by "03-05 sáng chế": the figure is the measure.
MEASURE = re.compile(
    r"(?:^|(?<=[,;:] )|(?<=\bvề )|(?<=\btiêu )|(?<=\bđạt )|(?<=\btăng )|(?<=\bnâng ))"
    r"(?:số(?: lượng)?|t[ỷỉ] (?:lệ|trọng)|mức|tổng(?: số)?)(?= \w)",
    re.IGNORECASE,
)
TARGET_VERB = 0.2  # weight of "phấn đấu" and its like against another word
OF_ANOTHER = 0.7  # what a row of a table keeps of its score that is of another place or thing than is asked about
BASIS = 0.85  # what a sentence on the documents that this one is based on keeps of its score
UNTIMELY = 0.85  # what a sentence on other years keeps of its score
DEFINITION = re.compile(
    r"(?:the nao la|khai niem|dinh nghia(?: cua)?|giai thich)\s+(.+?)(?:\s+la gi)?$"
    r"|(.+?)\s+(?:la gi|nghia la gi|co nghia la gi|duoc hieu (?:la gi|the nao|nhu the nao))$"
)
CODE = re.compile(r"(?<![\w/-])[A-ZĐ]{2,4}-\d\d?(?![\w/-])", re.IGNORECASE)
GENERATION = re.compile(r"\d[gd]")  # "5G", "3D": names, and no figures
ACRONYM = re.compile(rf"\b[{UPPER}]{{2,}}(?:&[{UPPER}]+)?\b")
SHORT_NAME = re.compile(rf"\b[{UPPER}][^\W\d_]*[{UPPER}][^\W\d_]*\b")  # "VssID", too
# Sections of a document's frame answer questions on its header only.
FRAME = ("title", "letterhead", "recipients", "signature", "table-head")


class Choice(NamedTuple):
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
    places = (f"tỉnh {name}" for name in query.provinces)  # the paper of a city has no "tỉnh" in it
    narrowing = (*places, *query.provinces, *(d.printed for d in query.documents if d.docs))
    weighted = material.words.weighted(query.spelled, narrowing, query.docs)
    told = alternatives(query)
    return {
        term: weight * (TALK_WORD if term not in told and _is_talk(term) else share)
        for term, weight in weighted.items()
        if (share := _share(term))
    }


@lru_cache(maxsize=4_000)
def _is_talk(term: str) -> bool:
    """Whether a term is, or has, a word that speech is filled with."""
    return any(word in TALK_WORDS for word in term.split("_"))


@lru_cache(maxsize=4_000)
def _share(term: str) -> float:
    """What of its weight a word keeps in a question; 0 for one that is left out."""
    if any(c.isdigit() for c in term) and not GENERATION.fullmatch(term):
        return 0.0  # a figure in the question is a premise to check, not a word that the answer must hold
    return TARGET_VERB if term in TARGET_VERBS else 0.5 if fold(term) in MEASURE_WORDS else 1.0


def alternatives(query: Query) -> dict[str, list[frozenset[str]]]:
    """Returns, for the terms of the everyday expressions of a question, the terms of the official ones."""
    return dict(_alternatives(query.spelled, query.folded))


@lru_cache(maxsize=32)  # several parts of an answer ask
def _alternatives(text: str, folded: bool) -> dict[str, list[frozenset[str]]]:
    found: dict[str, list[frozenset[str]]] = {}
    for everyday in official(text):
        formal = [frozenset(search_terms(phrase, folded=folded)) for phrase in everyday.value]
        for term in search_terms(text[everyday.start : everyday.end]):
            found.setdefault(term, []).extend(formal)
    return found


def choose(query: Query, hits: Sequence[Hit], material: Material) -> list[Choice]:
    """Returns the sentences of the retrieved passages, best first."""
    asked = what_is_asked(query, material)
    numbers = values.named_numbers(query)
    defines = _definition_of(query)
    spells = spelling_of(query)
    mentions = mention_of(query) or code_of(query)
    counts = query.asks_for("quantity")
    exact = values.values_asked(query) if counts else []
    kinds = values.kinds_asked(query)
    years = frozenset(query.years)
    others = row_names.Others(query)
    best_rank = max((h.score for h in hits), default=1.0) or 1.0  # the search may still go on: not before it is needed
    found = []
    for unit, hit in material.of_hits(hits):
        if unit.section.kind in FRAME and not query.metadata:
            continue
        of = tables.of_row(unit.section, material) if unit.reading else None
        other = of is not None and others.has(*of)
        ranked = RANK * hit.score / best_rank
        for at, held in enumerate(asked.held(unit)):
            covered = held / asked.total
            told = unit.reading or unit.sentence(at) if kinds or exact else ""
            typed = not kinds or values.holds_any(kinds, told)
            timely = bool(years & unit.years[at]) if years else None  # None: no year is asked for
            period = 0.5 if timely is None or _of_another_period(query, unit.years[at]) else float(timely)
            score = COVERED * covered + ranked + TYPE * typed + PERIOD * period
            if numbers:
                said = unit.sentence(at)
                score += NAMED_NUMBER * sum(values.states(said, *n) for n in numbers) / len(numbers)
            if exact and values.shows_any(exact, told):
                score += EXACT * covered
            if mentions and mentions.search(unit.sentence(at)):
                score += MENTIONED
            if (defines and defines.search(fold(unit.sentence(at)))) or (spells and spells.search(unit.sentence(at))):
                score += DEFINED
            if unit.section.kind == "heading":
                score *= 0.8
            elif unit.section.kind == "basis" and not (query.metadata or query.documents):
                score *= BASIS  # titles of other documents, and what this one is on
            if timely is False:
                score *= UNTIMELY
            if other:
                score *= OF_ANOTHER
            if (counts or kinds in ([values.LASTS], [values.TIMED])) and not typed:
                score *= 0.85
            found.append(Choice(unit, at, score, covered, typed, timely, hit))
    return sorted(found, key=lambda c: (-c.score, c.unit.section.start, c.at))


def _of_another_period(query: Query, years: frozenset[int]) -> bool:
    """Whether years are those of a period that shares but one end with the only one asked for: 2021–2030, 2021–2025."""
    asked = {year for period in query.periods for year in period} if len(query.periods) == 1 else set()
    return len(years) > 1 and len(asked & years) == 1


def what_is_asked(query: Query, material: Material) -> Asked:
    """Returns the terms of a question that a sentence is to hold; a measure is told by its figure."""
    unmeasured = replace(query, spelled=MEASURE.sub(" ", query.spelled)) if query.asks_for("quantity") else query
    return Asked(asked_terms(unmeasured, material), alternatives(query))


def mention_of(query: Query) -> re.Pattern[str] | None:
    """Returns how the documents are printed that a question names and the corpus does not hold; None if none is."""
    strange = [named.number for named in query.documents if not named.docs]
    return re.compile(rf"(?<![\d/])(?:{'|'.join(strange)})\s?[/-]\s?[^\W_]") if strange else None


def code_of(query: Query) -> re.Pattern[str] | None:
    """Returns the pattern of the codes by which a question names programmes or projects, "CT-06"; None if by none."""
    codes = "|".join(code.upper() for code in CODE.findall(query.text))
    return re.compile(rf"(?<!\w)(?:{codes})(?!\w)") if codes else None


def spelling_of(query: Query) -> re.Pattern[str] | None:
    """Returns how a text gives an abbreviation of a question beside its words: "… toàn cầu (GII)", "STEM (…)"."""
    short = "|".join(map(re.escape, dict.fromkeys(SHORT_NAME.findall(query.text))))
    asked = query.asks_for("definition") and short
    return re.compile(rf"\((?:{short})\)|\b(?:{short}) \([^\W\d]") if asked else None


def _definition_of(query: Query) -> re.Pattern[str] | None:
    """What the definition of the thing that a question asks for begins with: its name, then "là"."""
    asked = DEFINITION.match(fold(query.text).strip(" ?.")) if query.asks_for("definition") else None
    name = next((g for g in asked.groups() if g), "").strip(" \"'“”") if asked else ""
    return re.compile(rf"^(?:\W|\d|[a-z]\))*{re.escape(name)}\W*\s(?:la|gom|bao gom|duoc hieu)\b") if name else None


class Asked:
    """The terms of a question, each with its weight and with official words that may stand for it."""

    def __init__(self, terms: Mapping[str, float], formal: Mapping[str, Sequence[frozenset[str]]]) -> None:
        self.total = sum(terms.values()) or 1.0
        self.names, self.weights = terms.keys(), tuple(terms.values())
        self._credits = [(t, SECTION_CREDIT * w, HEADING_CREDIT * w) for t, w in terms.items()]
        self._alone = [(t, w, HEADING_CREDIT * w) for t, w in terms.items()]
        self._formal = [formal.get(term, ()) for term in terms]
        # By one of their terms, a pair if they have one: most texts have not even that.
        self._phrases: dict[str, set[frozenset[str]]] = {}
        for words in {words for others in self._formal for words in others if words}:
            self._phrases.setdefault(max(words, key=lambda term: ("_" in term, term)), set()).add(words)

    def reach(self, index: Index) -> float:
        """Returns the share of the weight (0–1) that is left where nothing counts that the index has nowhere."""
        known = index.known(chain(self.names, *chain.from_iterable(self._formal)))
        return Shares(self, [0.0] * len(self.names), self._formal).held(known) / self.total

    def held(self, unit: Unit) -> list[float]:
        """Returns the weight of the terms that each sentence of a unit, its section and the headings above hold."""
        whole, above = unit.whole, unit.above
        inside, over = self._phrases_in(whole), self._phrases_in(above)
        if unit.terms[0] is whole and not inside and not over:  # one sentence, as most have
            return [sum([w if t in whole else b if t in above else 0.0 for t, w, b in self._alone])]
        shares = self._around(unit, inside, over)
        return [shares.held(sentence) for sentence in unit.terms]

    def _around(self, unit: Unit, inside: Set[frozenset[str]], over: Set[frozenset[str]]) -> Shares:
        """Returns what the terms count for in the sentences of a unit with official words in it, or above it."""
        whole, above = unit.whole, unit.above
        shares = [a if t in whole else b if t in above else 0.0 for t, a, b in self._credits]
        if not inside and not over:
            return Shares(self, shares, ())
        formal = [[words for words in others if words in inside] for others in self._formal]
        for at, (weight, own, others) in enumerate(zip(self.weights, formal, self._formal, strict=True)):
            if own:
                shares[at] = max(shares[at], SYNONYM_CREDIT * SECTION_CREDIT * weight)
            elif any(words in over for words in others):
                shares[at] = max(shares[at], SYNONYM_CREDIT * HEADING_CREDIT * weight)
        return Shares(self, shares, formal if inside else ())

    def _phrases_in(self, terms: Set[str]) -> Set[frozenset[str]]:
        """Returns the official words that a text has all of."""
        if self._phrases.keys().isdisjoint(terms):
            return frozenset()
        return {words for key, phrases in self._phrases.items() if key in terms for words in phrases if words <= terms}


class Shares(NamedTuple):
    """What the terms of a question count for in any sentence of a section.

    Attributes:
        asked: the terms.
        around: what of each counts for a sentence that lacks it, since the section or a heading above has it or its
            official words.
        formal: for each term the official words that the section has, as a sentence then may; empty if it has none.
    """

    asked: Asked
    around: Sequence[float]
    formal: Sequence[Sequence[frozenset[str]]]

    def held(self, sentence: Set[str]) -> float:
        """Returns the weight of the terms that a sentence, its section and the headings above hold."""
        names, weights = self.asked.names, self.asked.weights
        if not self.formal:
            return sum([w if t in sentence else a for t, w, a in zip(names, weights, self.around, strict=True)])
        found = 0.0
        for term, weight, around, others in zip(names, weights, self.around, self.formal, strict=True):
            if term in sentence:
                found += weight
            elif others and any(words <= sentence for words in others):
                found += max(around, SYNONYM_CREDIT * weight)
            else:
                found += around
        return found
