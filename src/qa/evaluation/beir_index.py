"""A throw-away index of a BEIR set, kept by content; a build that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.embedding import Embedder, Vectors
from qa.evaluation.store import write_json
from qa.index.lexical import LexicalIndex, weighted_terms
from qa.index.manifest import packaged_tuning
from qa.index.vectors import VectorIndex
from qa.records import Passage
from qa.search import Tuning
from qa.search.retriever import normalised
from qa.vietnamese import TOKENIZER, fold, sentences

LEGS = ("fusion", "dense", "bm25")
# Passages embedded between two points from which a build can go on.
_SHARD = 1024
_DEPTH = 100
_LAYOUT = 1
Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a set."""

    key: str
    title: str
    text: str


def pieces(article: Article, embedder: Embedder) -> list[str]:
    """Returns an article's text in pieces that fit the model together with the title.

    Cut between sentences, a sentence that is too long between words. Nothing is left out.
    """
    if _fits(embedder, article.title, article.text):
        return [article.text]
    units = [article.text[start:end] for start, end in sentences(article.text)]
    found: list[str] = []
    for unit in units:
        joined = f"{found[-1]} {unit}" if found else unit
        if found and _fits(embedder, article.title, joined):
            found[-1] = joined
        else:
            found += _halves(embedder, article.title, unit)
    return found


def _halves(embedder: Embedder, title: str, text: str) -> list[str]:
    words = text.split()
    if len(words) < 2 or _fits(embedder, title, text):
        return [text]
    middle = len(words) // 2
    return [
        piece
        for half in (words[:middle], words[middle:])
        for piece in _halves(embedder, title, " ".join(half))
    ]


def _fits(embedder: Embedder, title: str, text: str) -> bool:
    return embedder.count_tokens([_input(title, text)])[0] <= embedder.max_tokens


def _input(title: str, text: str) -> str:
    return f"{title}\n{text}" if title else text


def _passages(articles: Sequence[Article], embedder: Embedder) -> list[Passage]:
    found: list[Passage] = []
    counts: list[int] = []
    for at in range(
        0, len(articles), _SHARD
    ):  # a tokenizer's output for a whole corpus would fill the memory
        counts += embedder.count_tokens([_input(a.title, a.text) for a in articles[at : at + _SHARD]])
    for article, count in zip(articles, counts, strict=True):
        texts = [article.text] if count <= embedder.max_tokens else pieces(article, embedder)
        found += [
            Passage(f"{article.key}~{n}", article.key, article.key, (), text, 0, len(text), article.title)
            for n, text in enumerate(texts)
        ]
    return found


class BeirIndex:
    """Vectors and terms of the passages of a set; articles are scored by their best passage."""

    def __init__(self, folder: Path, embedder: Embedder, keys: list[str], build_seconds: float) -> None:
        self._embedder = embedder
        self._keys = keys
        self.build_seconds = build_seconds
        self.tuning = Tuning.from_manifest(packaged_tuning())
        self._vectors = VectorIndex.create(embedder.dimension)
        matrix = np.concatenate([np.load(path) for path in sorted((folder / "shards").glob("*.npy"))])
        self._vectors.add(np.arange(1, len(keys) + 1, dtype=np.int64), matrix)
        self._lexical = LexicalIndex(folder / "terms")

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self._keys)

    @classmethod
    def build(
        cls, articles: Sequence[Article], embedder: Embedder, cache: Path, report: Report | None = None
    ) -> BeirIndex:
        """Builds the index of some articles, or opens it if the cache has it whole.

        Args:
            articles: the corpus.
            embedder: the engine; another engine has another index.
            cache: the folder of all throw-away indexes.
            report: called with a label, what is done and the total.
        """
        folder = cache / f"beir-{_digest(articles, embedder)}"
        done = folder / "done.json"
        if not done.is_file():
            seconds, keys = _build(folder, articles, embedder, report)
            write_json(done, {"seconds": seconds, "keys": keys})
        facts = json.loads(done.read_text(encoding="utf-8"))
        return cls(folder, embedder, facts["keys"], facts["seconds"])

    def search(self, question: str, leg: str = "fusion") -> list[str]:
        """Returns the articles of the best passages, best first, each once."""
        folded = question.lower() == fold(question)
        lexical = [] if leg == "dense" else self._search_terms(question, folded)
        dense = [] if leg == "bm25" else self._search_vectors(question)
        scores = fuse(dense, lexical, self.tuning.dense_folded if folded else self.tuning.dense)
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        return list(dict.fromkeys(self._keys[key - 1] for key in ranked))

    def _search_vectors(self, question: str) -> list[tuple[int, float]]:
        return self._vectors.search(self._embedder.embed_queries([question])[0], _DEPTH)

    def _search_terms(self, question: str, folded: bool) -> list[tuple[int, float]]:
        terms = weighted_terms(question, folded)
        return self._lexical.search(terms, _DEPTH, None, folded, {"terms": 1.0})


def fuse(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]], share: float = 0.5
) -> dict[int, float]:
    """Returns share · dense + (1 − share) · lexical for each key, as the retriever adds them."""
    first, second = normalised(dict(dense)), normalised(dict(lexical))
    keys = {*first, *second}
    return {key: share * first.get(key, 0.0) + (1 - share) * second.get(key, 0.0) for key in keys}


def _digest(articles: Sequence[Article], embedder: Embedder) -> str:
    digest = hashlib.sha256(f"{_LAYOUT} {TOKENIZER} {embedder.fingerprint}".encode())
    for article in articles:
        digest.update(json.dumps([article.key, article.title, article.text]).encode())
    return digest.hexdigest()[:16]


def _build(
    folder: Path, articles: Sequence[Article], embedder: Embedder, report: Report | None
) -> tuple[float, list[str]]:
    """Embeds shard by shard, then writes the terms; returns the seconds of all runs together and the keys."""
    start = time.perf_counter()
    shards = folder / "shards"
    shards.mkdir(parents=True, exist_ok=True)
    passages = _passages(articles, embedder)
    inputs = [_input(passage.breadcrumb, passage.text) for passage in passages]
    earlier = 0.0
    for at in range(0, len(inputs), _SHARD):
        path = shards / f"{at:08d}.npy"
        clock = path.with_suffix(".seconds")
        if path.is_file() and clock.is_file():
            earlier += float(clock.read_text(encoding="utf-8"))
        else:
            began = time.perf_counter()
            _save(path, embedder.embed_passages(inputs[at : at + _SHARD]))
            clock.write_text(str(time.perf_counter() - began), encoding="utf-8")
        if report:
            report("Nhúng", min(at + _SHARD, len(inputs)), len(inputs))
    _write_terms(folder / "terms", passages, report)
    return earlier + time.perf_counter() - start, [passage.doc_id for passage in passages]


def _save(path: Path, vectors: Vectors) -> None:
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        np.save(file, vectors)
    part.replace(path)


def _write_terms(folder: Path, passages: Sequence[Passage], report: Report | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    index = LexicalIndex(folder, writable=True)
    for key, passage in enumerate(passages, 1):
        index.add(key, passage)
        if report and key % _SHARD == 0:
            report("Từ", key, len(passages))
    index.commit()
    index.close()
