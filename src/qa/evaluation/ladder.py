"""The ladder: what each component of search adds, one row each, all on the same questions.

A row that does not help stays in the table; its component is then off by default. Questions with a history are
left out (a retriever sees one question).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.errors import QaError
from qa.evaluation.figures import retrieval_figures, summary
from qa.evaluation.gold import GoldQuestion
from qa.evaluation.metrics.retrieval import evidence_ranks
from qa.evaluation.metrics.statistics import SEED
from qa.index.vectors import VectorIndex
from qa.search.rerank import Rerank, rerank
from qa.search.retriever import Retriever, normalised, reciprocal_ranks
from qa.settings import Settings, get_settings
from qa.vietnamese import search_terms

if TYPE_CHECKING:
    from qa.embedding import Embedder
    from qa.index import Index, Scored
    from qa.records import Passage
    from qa.search import Query, Tuning

_SHOWN = 10
Leg = Callable[[GoldQuestion], "list[Scored]"]
Rank = Callable[[GoldQuestion], "list[Passage]"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of the ladder."""

    name: str
    rank: Rank


def climb(
    index: Index,
    questions: Sequence[GoldQuestion],
    embedder: Embedder | None = None,
    settings: Settings | None = None,
) -> dict[str, Any]:
    """Returns the retrieval figures of each rung: name → figure → n, mean, interval.

    Args:
        index: what is searched.
        questions: those with evidence and without history are asked.
        embedder: by default that of the settings.
        settings: a reranker that they name gets the last row; by default those of this process.

    Raises:
        QaError: no question can be asked, or the reranker cannot be opened.
    """
    from qa.embedding import load

    asked = [question for question in questions if question.evidence and not question.history]
    if not asked:
        raise QaError("Không có câu hỏi nào có evidence và không có history để so các thành phần.")
    embedder = embedder or load()
    settings = settings or get_settings()
    rungs = [*_bare(index, embedder), *_retriever(index, embedder)]
    if settings.reranker:
        # Not `Reranker`, which falls back: a row that is measured must be what its name says.
        reorder, tuned = partial(rerank, settings=settings), Retriever(index, embedder).tuning
        rank = _retrieved(index, embedder, tuned, lambda query: query, reorder)
        rungs.append(Rung(f"+ cross-encoder {settings.reranker}", rank))
    tables = {}
    for rung in rungs:
        rows = []
        for question in asked:
            ranks = evidence_ranks(question.evidence, rung.rank(question)[:_SHOWN])
            rows.append({"figures": retrieval_figures(question, ranks)})
        tables[rung.name] = summary(rows)
    return tables


def _docs(question: GoldQuestion) -> Sequence[str] | None:
    return question.filter or None


def _bare(index: Index, embedder: Embedder) -> list[Rung]:
    """The rungs below breadcrumbs: passages by their own text alone."""
    depth = 100
    passages = index.passages()
    bare = VectorIndex.create(embedder.dimension)
    keys = np.array(index.store.keys(), dtype=np.int64)
    order = np.argsort(keys)
    vectors = embedder.embed_passages([passages[at].text for at in order])
    bare.add(keys[order], vectors)
    dice = random.Random(SEED)

    def syllables(question: GoldQuestion) -> list[Scored]:
        terms = [term for term in search_terms(question.question) if "_" not in term]
        return index.search_tokens(terms, depth, _docs(question), weights={"body": 1.0})

    def bigrams(question: GoldQuestion) -> list[Scored]:
        return index.search_tokens(
            search_terms(question.question), depth, _docs(question), weights={"body": 1.0}
        )

    def dense(question: GoldQuestion) -> list[Scored]:
        allowed = (
            None
            if not question.filter
            else np.array(sorted(index.store.keys(question.filter)), dtype=np.int64)
        )
        return bare.search(embedder.embed_queries([question.question])[0], depth, allowed)

    def chance(question: GoldQuestion) -> list[Scored]:
        there = index.store.keys(_docs(question))
        return [(key, 0.0) for key in dice.sample(there, min(_SHOWN, len(there)))]

    def ranks(question: GoldQuestion) -> list[Scored]:
        return _by_score(reciprocal_ranks(dense(question), bigrams(question)))

    def sums(question: GoldQuestion) -> list[Scored]:
        first, second = normalised(dict(dense(question))), normalised(dict(bigrams(question)))
        return _by_score({key: first.get(key, 0.0) + second.get(key, 0.0) for key in {*first, *second}})

    legs: dict[str, Leg] = {
        "random": chance,
        "BM25, syllables": syllables,
        "BM25, syllables and bigrams": bigrams,
        "dense": dense,
        "fusion: reciprocal ranks": ranks,
        "fusion: sum of normalised scores": sums,
    }
    return [Rung(name, _fetched(index, leg)) for name, leg in legs.items()]


def _by_score(scores: dict[int, float]) -> list[Scored]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _fetched(index: Index, leg: Leg) -> Rank:
    return lambda question: index.fetch([key for key, _ in leg(question)[:_SHOWN]])


def _retriever(index: Index, embedder: Embedder) -> list[Rung]:
    """The rungs of the retriever itself, each with one more component switched on."""
    tuned = Retriever(index, embedder).tuning
    even = replace(tuned, dense=0.5, dense_folded=0.5, expansion=0.0, synonym=0.0)
    weighted = replace(even, dense=tuned.dense)
    folding = replace(weighted, dense_folded=tuned.dense_folded)
    spelled = replace(folding, expansion=tuned.expansion)
    steps: list[tuple[str, Tuning, Callable[[Query], Query]]] = [
        ("+ breadcrumbs", even, _plain),
        ("+ weights chosen on dev", weighted, _plain),
        ("+ folded field for folded questions", folding, lambda query: _plain(query, folded=query.folded)),
        ("+ abbreviations", spelled, lambda query: _plain(query, folded=query.folded)),
        ("+ official words for everyday ones", tuned, lambda query: _plain(query, folded=query.folded)),
        ("+ English words", tuned, lambda query: query if query.explicit else replace(query, docs=None)),
        ("+ scope named in the question (all)", tuned, lambda query: query),
    ]
    return [Rung(name, _retrieved(index, embedder, tuning, change)) for name, tuning, change in steps]


def _plain(query: Query, folded: bool = False) -> Query:
    docs = query.docs if query.explicit else None
    return replace(query, folded=folded, vietnamese="", docs=docs)


def _retrieved(
    index: Index,
    embedder: Embedder,
    tuning: Tuning,
    change: Callable[[Query], Query],
    reranker: Rerank | None = None,
) -> Rank:
    from qa.search import understand

    retriever = Retriever(index, embedder, tuning, reranker)

    def rank(question: GoldQuestion) -> list[Passage]:
        query = understand(question.question, index.headers(), question.filter)
        return [hit.passage for hit in retriever.retrieve(change(query), _SHOWN)]

    return rank
