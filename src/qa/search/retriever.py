"""Two searches and their fusion."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import zip_longest

from qa.embedding import Embedder
from qa.index import Index
from qa.index.store import NARROW, Scored, Vectors
from qa.records import Hit
from qa.search.asked import END_MARKS
from qa.search.beside import Beside
from qa.search.query import Query, as_read, understand
from qa.search.rerank import DEPTH, Rerank
from qa.search.tuning import Tuning
from qa.vietnamese import search_terms

# Documents searched one by one for a comparison; each costs two searches.
_EACH = 16
_TOGETHER = 80  # passages that a comparison looks at in all
_LARGE = 20_000  # passages, from which on a search of the vectors takes long enough to be worth a second thread
_COMING = 64  # vectors of questions that are kept: one is asked for more than once while it is answered

Legs = Callable[[], tuple[list[Scored], list[Scored]]]
"""Ends the two searches: what is near in meaning, and what has the words."""


class Retriever:
    """Finds passages for questions in an open index.

    Args:
        index: to search.
        embedder: makes the vectors of questions.
        tuning: by default that of the index.
        reranker: puts what was found in an order of its own; by default none does.
    """

    def __init__(
        self, index: Index, embedder: Embedder, tuning: Tuning | None = None, reranker: Rerank | None = None
    ) -> None:
        self.index = index
        self.embedder = embedder
        self.reranker = reranker
        self._embedding, self._searching = Beside(), Beside() if index.count() >= _LARGE else None
        self._coming = lru_cache(maxsize=_COMING)(self._begin)
        self.tuning = tuning or Tuning.from_manifest(index.manifest.tuning)

    def ahead(self, question: str) -> None:
        """Begins to make the vector of a question that will be searched for, while something else is done."""
        self._coming(_embedded_text(as_read(question)))

    def search(self, question: str, k: int = 10, docs: Collection[str] = ()) -> list[Hit]:
        """Returns the k best passages for a question, best first.

        Args:
            question: as typed.
            k: how many.
            docs: search these documents only; by default those that the question names, else all.
        """
        return self.retrieve(understand(question, self.index.headers(), docs, self.index.set_aside), k)

    def retrieve(self, query: Query, k: int = 10) -> list[Hit]:
        """Returns the k best passages for a question that has been understood."""
        return self.begun(query, k)()

    def begun(self, query: Query, k: int = 10) -> Callable[[], list[Hit]]:
        """Begins to retrieve, where that goes on while something else is done; returns what ends it."""
        legs = self._legs(query, self.tuning.depth)
        return lambda: self._ordered(query, k, legs)

    def retrieve_each(self, query: Query, docs: Collection[str], k: int = 10) -> list[Hit]:
        """Returns the k best passages of each document, taken in turn: first the best of each, then the second.

        Of more than `_EACH` documents those that hold the best passages of all are taken.
        """
        if len(docs) > _EACH:
            docs = self._best_documents(replace(query, docs=tuple(docs)))
        k = max(1, min(k, _TOGETHER // max(1, len(docs))))
        depth = k if self.reranker is None else max(k, DEPTH)
        legs = self._fused_each(query, docs, depth)
        if self.reranker is not None:
            legs = [self.reranker(query.text, leg)[:k] for leg in legs]
        return [hit for rank in zip_longest(*legs) for hit in rank if hit is not None]

    def _best_documents(self, query: Query) -> list[str]:
        """Returns the documents that hold the best passages of all."""
        dense, lexical = map(dict, self._legs(query, self.tuning.depth)())
        best = self._best(query, dense, lexical, 2 * self.tuning.depth)
        return list(dict.fromkeys(self.index.store.owners(list(best))))[:_EACH]

    def _fused_each(self, query: Query, docs: Collection[str], k: int) -> list[list[Hit]]:
        """Returns the best passages of each document, as a search of it alone would; two searches serve all."""
        owner = {key: doc for doc in docs for key in self.index.store.keys((doc,))}
        # Words weigh in each of a few documents as in a search of it alone.
        dense, lexical = self._legs(replace(query, docs=tuple(docs)), len(owner), apart=len(docs) <= NARROW)()

        def by_document(found: list[tuple[int, float]]) -> dict[str, dict[int, float]]:
            best: dict[str, dict[int, float]] = {doc: {} for doc in docs}
            for key, score in found:
                own = best[owner[key]]
                if len(own) < self.tuning.depth:
                    own[key] = score
            return best

        near, worded = by_document(dense), by_document(lexical)
        best = [self._best(query, near[doc], worded[doc], k) for doc in near]
        self.index.fetch([key for scores in best for key in scores])  # all at once
        return [self._hits(scores, near[doc], worded[doc]) for doc, scores in zip(near, best, strict=True)]

    def _ordered(self, query: Query, k: int, legs: Legs) -> list[Hit]:
        if self.reranker is None:
            return self._fused(query, k, legs)
        return self.reranker(query.text, self._fused(query, max(k, DEPTH), legs))[:k]

    def _fused(self, query: Query, k: int, legs: Legs) -> list[Hit]:
        """Adds the normalised scores of both legs; returns the k best passages."""
        dense, lexical = map(dict, legs())
        return self._hits(self._best(query, dense, lexical, k), dense, lexical)

    def _legs(self, query: Query, k: int, apart: bool = False) -> Legs:
        """Begins to search; returns what ends it, the search of the words, made while the question's vector is.

        Args:
            query: the question.
            k: how many passages.
            apart: search the words in each document by itself.
        """

        def near() -> list[Scored]:
            return self.index.search_vector(self._vector(query), k, query.docs)

        self._coming(_embedded_text(query.text))
        dense = self._searching(near) if self._searching else near

        def both() -> tuple[list[Scored], list[Scored]]:
            if apart:
                alone = (replace(query, docs=(doc_id,)) for doc_id in query.docs or ())
                lexical = [found for one in alone for found in self._lexical(one, self.tuning.depth)]
            else:
                lexical = self._lexical(query, k)
            return dense(), lexical

        return both

    def _best(self, query: Query, dense: dict[int, float], lexical: dict[int, float], k: int) -> dict[int, float]:
        """Returns the keys of the k best passages with their scores, best first."""
        tuning = self.tuning
        share = tuning.dense_folded if query.folded else tuning.dense
        if not lexical:
            share = 1.0
        a, b = normalised(dense), normalised(lexical)
        found = [(-share * a.get(key, 0.0) - (1 - share) * b.get(key, 0.0), key) for key in {*dense, *lexical}]
        return {key: -score for score, key in sorted(found)[:k]}

    def _hits(self, best: dict[int, float], dense: dict[int, float], lexical: dict[int, float]) -> list[Hit]:
        return [
            Hit(passage, score, dense.get(key, 0.0), lexical.get(key, 0.0))
            for (key, score), passage in zip(best.items(), self.index.fetch(list(best)), strict=True)
        ]

    def _vector(self, query: Query) -> Vectors:
        waits = self._coming(_embedded_text(query.text))
        try:
            return waits()
        except Exception:
            self._coming.cache_clear()  # the next one who asks shall try again
            raise

    def _begin(self, text: str) -> Callable[[], Vectors]:
        """Begins to embed a text, if the second thread is free; returns what waits for the vector, or makes it."""

        def embedded() -> Vectors:
            vector: Vectors = self.embedder.embed_queries([text])[0]
            return vector

        return cache(self._embedding(embedded))

    def _lexical(self, query: Query, depth: int) -> list[tuple[int, float]]:
        terms = query_terms(query, self.tuning.expansion, self.tuning.synonym)
        return self.index.search_tokens(terms, depth, query.docs, folded=query.folded)


def _embedded_text(text: str) -> str:
    # Capitals and the mark at the end move a vector, and say nothing.
    return text.lower().rstrip(END_MARKS)


def query_terms(query: Query, expansion: float, synonym: float = 0.0) -> dict[str, float]:
    """Returns the weighted terms of a question: its own, and at a lower weight what stands for them in documents.

    Args:
        query: the question.
        expansion: weight of what its abbreviations stand for.
        synonym: weight of the official words for its everyday ones.
    """
    from qa.vietnamese.abbreviations import expand
    from qa.vietnamese.synonyms import official

    weights: dict[str, float] = {}
    own = query.vietnamese or query.text
    for term in search_terms(own, folded=query.folded):
        weights[term] = weights.get(term, 0.0) + 1.0
    for variant in expand(query.text):
        for term in search_terms(variant, folded=query.folded):
            weights.setdefault(term, expansion)
    if synonym:
        for found in official(own):
            for phrase in found.value:
                for term in search_terms(phrase, folded=query.folded):
                    weights.setdefault(term, synonym)
    return weights


def normalised(scores: Mapping[int, float]) -> dict[int, float]:
    """Returns scores scaled to 0…1 over what was found, so that two legs can be added.

    (s − min) / (max − min) over the leg's own list; a list of one, or of equals, becomes 1.
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {key: (s - low) / (high - low) if high > low else 1.0 for key, s in scores.items()}


def reciprocal_ranks(*legs: Sequence[tuple[int, float]], constant: int = 60) -> dict[int, float]:
    """Returns the sum over legs of 1 / (constant + rank) (Cormack et al., SIGIR 2009): the ladder's rival."""
    fused: dict[int, float] = {}
    for leg in legs:
        for rank, (key, _) in enumerate(leg, 1):
            fused[key] = fused.get(key, 0.0) + 1 / (constant + rank)
    return fused
