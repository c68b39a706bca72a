"""How well a question and the sources of its answer fit together, in whatever way the answer was composed."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain

from qa.answer.choosing import alternatives, asked_terms
from qa.answer.citing import Citations, touches
from qa.answer.material import Material
from qa.answer.spans import Unit
from qa.answer.weighing import weight_of
from qa.index.store import NARROW
from qa.records import Hit
from qa.search import Query
from qa.vietnamese import fold

# E5's cosines of a question and its best passage: questions on something else lie near the first, most answered ones
# above the second (docs/decisions.md).
NO_KIN, KIN = 0.80, 0.88
KIN_ENGLISH = 0.86  # for a question in English, which the model understands less well
# "trong các kế hoạch này", "tỉnh nào": the question is about the documents, without naming one.
ABOUT_THE_CORPUS = re.compile(
    r"\b(?:ke hoach|van ban|quyet dinh|chuong trinh|tai lieu) (?:nay|tren|da nap)\b"
    r"|\b(?:cac|moi|nhung|tung) (?:tinh|ke hoach|van ban|dia phuong)\b|\b(?:tinh|dia phuong|ke hoach|van ban) nao\b"
    r"|\b(?:these|the|all|which) (?:plans|documents|provinces)\b|\bwhich (?:plan|document|province)\b"
)
RARE_HELD = 2.8  # rare words, of which an answer holds all that is wanted
ENGLISH = 1.5  # the words of a dictionary are common ones
RARE_WORDS = 10  # of a score of ln(1 + passages) each, as BM25 gives a word that one short passage has


def grounding(
    query: Query, hits: Sequence[Hit], covered: float, citations: Citations, material: Material
) -> dict[str, float]:
    """Returns the signals that every draft has, each 0–1.

    Args:
        query: the question.
        hits: what was found for it.
        covered: share of the question's weight (0–1) that the place quoted, with the headings above it, holds.
        citations: the quotes.
        material: the open index.

    scoped: the question names, or its asker has chosen, a document or a province, or it speaks of the documents.
    kin: cosine of the best passage, scaled from what unrelated questions have (0) to what answered ones have (1).
    held: how much of the question is covered (`held`).
    matched: BM25 score of the best passage quoted, as a share of what ten rare words found in it would have, times
        `kin`. The other shares are of the question: of a long one much is found where a third is, of a short one
        little where half is. But words alone prove nothing where the meaning is far: long questions on something else.
    """
    best = max((hit.dense for hit in hits), default=0.0)
    kin = min(1.0, max(0.0, (best - NO_KIN) / ((KIN_ENGLISH if query.english else KIN) - NO_KIN)))
    searched = _searched(query, material)
    return {
        "scoped": _scoped(query, material),
        "kin": kin,
        "held": held(covered, _weight(query, material) * (ENGLISH if query.english else 1.0), searched),
        "matched": matched(_lexical(hits, citations), searched, kin),
    }


def held(covered: float, weight: float, passages: int) -> float:
    """Returns max(min(1, covered · weight / (2.8 · rare)), 2 · covered − 1): rare words, or all of a short question.

    The share alone says little: half of "Giá vàng ở …?" is one word that many texts have, half of a long question is
    much.

    Args:
        covered: share of a question's weight that is found.
        weight: of all its words.
        passages: by which words are weighed; `rare` is the weight of a word that one of them has.
    """
    rare = weight_of(1, passages)
    return max(0.0, min(1.0, covered * weight / (RARE_HELD * rare)), 2.0 * covered - 1.0)


def matched(lexical: float, passages: int, kin: float) -> float:
    """Returns kin · min(1, lexical / (10 · ln(1 + passages))): a BM25 score on one scale for any corpus."""
    return kin * min(1.0, lexical / (RARE_WORDS * math.log1p(passages)))


def _weight(query: Query, material: Material) -> float:
    """The weight of the question's words."""
    return sum(weight for term, weight in asked_terms(query, material).items() if "_" not in term)


def _lexical(hits: Sequence[Hit], citations: Citations) -> float:
    """The best BM25 score of the passages that hold some of a quote."""
    cited: dict[str, list[tuple[int, int]]] = {}
    for citation in citations.found:
        cited.setdefault(citation.doc_id, []).append((citation.start, citation.end))
    of_documents = ((hit, cited.get(hit.passage.doc_id, ())) for hit in hits)
    held = (hit.lexical for hit, places in of_documents if any(touches(hit.passage, *place) for place in places))
    return max(held, default=0.0)


def _searched(query: Query, material: Material) -> int:
    """How many passages words are weighed by (see `weighing`): those of a few documents, or all."""
    narrow = query.docs is not None and len(query.docs) <= NARROW
    return len(material.index.store.keys(query.docs)) if narrow else material.index.count()


def placed_in(query: Query, units: Iterable[Unit], material: Material) -> float:
    """Returns the weight of the question's words that sections hold in company, with the headings above them (0–1)."""
    terms = asked_terms(query, material)
    formal = alternatives(query)
    wanted = {*terms, *chain.from_iterable(chain.from_iterable(formal.values()))}
    held: set[str] = set()
    for unit in units:
        held |= wanted & unit.whole
        held |= wanted & unit.above
    return (1.0 - query.untranslated) * bound(terms, formal, held)


def _scoped(query: Query, material: Material) -> float:
    """Half for a corpus of one document, whose users have no reason to name it."""
    if query.docs is not None or ABOUT_THE_CORPUS.search(fold(query.text)):
        return 1.0
    return 0.5 if len(material.index.headers()) == 1 else 0.0


def bound(
    terms: Mapping[str, float], formal: Mapping[str, Sequence[frozenset[str]]], held: Container[str]
) -> float:
    """Returns the share of the words' weight that is held in company.

    Vietnamese writes the syllables of a word apart: a syllable found without the one beside it is, more often than
    not, part of another word.

    Args:
        terms: the question's words and pairs of neighbours ("a_b"), with their weights.
        formal: for some of the words, the terms of official expressions that may stand for them.
        held: the terms of the text that is to hold them.
    """
    words = [t for t in terms if "_" not in t]
    pairs: dict[str, list[str]] = {}
    for pair in terms:
        if "_" in pair:
            for word in pair.split("_"):
                pairs.setdefault(word, []).append(pair)
    total = sum(terms[w] for w in words)
    got = 0.0
    for word in words:
        own = pairs.get(word)
        found = any(p in held for p in own) if own else word in held
        if found or any(all(t in held for t in phrase) for phrase in formal.get(word, ())):
            got += terms[word]
    return got / total if total else 0.0
