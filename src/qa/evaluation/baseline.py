"""The plain pipeline that one would otherwise write, made to answer the same questions.

`RecursiveCharacterTextSplitter` 1000/200 over the documents' text, the same embedding model, exact FAISS search,
no structure; and the same with BM25 and reciprocal rank fusion. Having no language model, it answers with its
best chunk, and cites it; it never refuses.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.embedding import Embedder
from qa.evaluation.sections import Sections
from qa.evaluation.text import tokens
from qa.index.vectors import VectorIndex
from qa.records import Answer, Citation, Document, RankedPassage, Turn

_SIZE, _OVERLAP = 1000, 200
_SHOWN, _DEPTH = 10, 100
# The constant of Cormack et al. 2009, which everybody copies.
_RANK_CONSTANT = 60


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document."""

    doc_id: str
    text: str
    start: int


def split(document: Document) -> list[Chunk]:
    """Cuts a document as the splitter's defaults do."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=_SIZE, chunk_overlap=_OVERLAP, add_start_index=True)
    return [
        Chunk(document.doc_id, piece.page_content, piece.metadata["start_index"])
        for piece in splitter.create_documents([document.text])
    ]


class Bm25:
    """BM25 (k1 1.5, b 0.75) over lower-case words, as people usually have it."""

    def __init__(self, texts: Sequence[str], k1: float = 1.5, b: float = 0.75) -> None:
        bags = [tokens(text) for text in texts]
        lengths = np.array([len(bag) for bag in bags], dtype=float)
        self._norm = k1 * (1 - b + b * lengths / max(lengths.mean(), 1.0))
        self._k1 = k1
        self._counts: dict[str, dict[int, int]] = {}
        for at, bag in enumerate(bags):
            for token in bag:
                places = self._counts.setdefault(token, {})
                places[at] = places.get(at, 0) + 1

    def scores(self, question: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Returns the score of each text: Σ idf(t) · f (k1 + 1) / (f + k1 (1 − b + b · length / mean length))."""
        total = len(self._norm)
        found = np.zeros(total)
        for token in tokens(question):
            places = self._counts.get(token, {})
            weight = np.log(1 + (total - len(places) + 0.5) / (len(places) + 0.5))
            for at, count in places.items():
                found[at] += weight * count * (self._k1 + 1) / (count + self._norm[at])
        return found


def reciprocal_ranks(*rankings: Sequence[int]) -> dict[int, float]:
    """Returns Σ 1 / (60 + rank) over the rankings."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return scores


class Baseline:
    """The plain pipeline, as a system that the runner can ask."""

    def __init__(self, sections: Sections, embedder: Embedder, bm25: bool = False) -> None:
        self._sections = sections
        self._embedder = embedder
        self._chunks = [chunk for document in sections.documents.values() for chunk in split(document)]
        self._vectors = VectorIndex.create(embedder.dimension)
        rows = embedder.embed_passages([chunk.text for chunk in self._chunks])
        self._vectors.add(np.arange(1, len(rows) + 1, dtype=np.int64), rows)
        self._bm25 = Bm25([chunk.text for chunk in self._chunks]) if bm25 else None

    def rank(self, question: str, docs: Sequence[str] = ()) -> list[tuple[Chunk, float]]:
        """Returns the best chunks with their scores."""
        allowed = [at for at, chunk in enumerate(self._chunks) if not docs or chunk.doc_id in docs]
        keys = np.array(allowed, dtype=np.int64) + 1
        found = self._vectors.search(self._embedder.embed_queries([question])[0], _DEPTH, keys)
        scores = {key - 1: score for key, score in found}
        if self._bm25:
            weights = self._bm25.scores(question)
            lexical = sorted((at for at in allowed if weights[at] > 0), key=lambda at: (-weights[at], at))
            scores = reciprocal_ranks(list(scores), lexical[:_DEPTH])
        best = sorted(scores, key=lambda at: (-scores[at], at))[:_SHOWN]
        return [(self._chunks[at], scores[at]) for at in best]

    def ask(self, question: str, history: Sequence[Turn] = (), docs: Sequence[str] = ()) -> Answer:
        """Answers with the best chunk. The history is put in front of the question, as the plain way does."""
        start = time.perf_counter()
        standalone = " ".join([*(turn.question for turn in history), question])
        ranked = self.rank(standalone, docs)
        best = ranked[0][0]
        return Answer(
            question=question,
            standalone_question=standalone,
            answer=" ".join(re.sub(r"[\[\]]", "", best.text).split()) + " [1]",
            abstained=False,
            confidence=max(0.0, min(1.0, ranked[0][1])),
            mode="extractive",
            citations=(self._cite(best),),
            passages=tuple(RankedPassage(chunk.doc_id, "", chunk.text, score) for chunk, score in ranked),
            timings_ms={"total": (time.perf_counter() - start) * 1000},
        )

    def _cite(self, chunk: Chunk) -> Citation:
        """Cites the section at the chunk's first character: the plain pipeline knows no sections."""
        section = next(iter(self._sections.find(chunk.text, chunk.doc_id)), "")
        end = chunk.start + len(chunk.text)
        text = self._sections.text(section) if section else chunk.text
        return Citation(1, "1", chunk.doc_id, section, "", chunk.text, chunk.start, end, text)
