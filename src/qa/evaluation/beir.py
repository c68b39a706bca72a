"""Retrieval on a set in the BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` or `qrels/test.tsv`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.embedding import Embedder
from qa.errors import QaError
from qa.evaluation.beir_index import LEGS, Article, BeirIndex, Report
from qa.evaluation.figures import RANKS
from qa.evaluation.metrics import retrieval, statistics
from qa.evaluation.runner import peak_memory_mb


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A set: its articles, its questions that have judgements, and the relevant articles of each."""

    name: str
    articles: list[Article]
    queries: dict[str, str]
    relevant: dict[str, set[str]]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        raise QaError(
            f"Không có tệp {path}; bộ BEIR gồm corpus.jsonl, queries.jsonl và qrels.tsv hoặc qrels/test.tsv."
        )
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise QaError(f"Không đọc được {path}: {error}.") from error


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields id and record of each line of a JSON-lines file."""
    for number, line in _lines(path):
        try:
            record = json.loads(line)
            key = record.get("_id", record.get("id"))
            if key is None or not isinstance(record.get("text"), str):
                raise ValueError("thiếu “id” hoặc “text”")
        except (ValueError, AttributeError) as error:
            raise QaError(f"{path}, dòng {number}: {error}.") from error
        yield str(key), record


def _judgements(folder: Path) -> dict[str, set[str]]:
    path = folder / "qrels.tsv"
    if not path.is_file():
        path = folder / "qrels" / "test.tsv"
    relevant: dict[str, set[str]] = {}
    for number, line in _lines(path):
        fields = line.rstrip("\n").split("\t")
        if number == 1 and not fields[-1].strip().lstrip("-").isdigit():
            continue  # the header
        try:
            query, article, score = fields[0], fields[-2], int(fields[-1])
        except (IndexError, ValueError):
            raise QaError(
                f"{path}, dòng {number}: cần ba cột query-id, corpus-id, score cách nhau bằng tab."
            ) from None
        if score > 0:
            relevant.setdefault(query, set()).add(article)
    return relevant


def read(folder: Path) -> BeirSet:
    """Reads a set.

    Raises:
        QaError: naming the missing file or the bad line.
    """
    articles = [
        Article(key, str(record.get("title") or ""), record["text"])
        for key, record in _records(folder / "corpus.jsonl")
    ]
    relevant = _judgements(folder)
    queries = {key: record["text"] for key, record in _records(folder / "queries.jsonl") if key in relevant}
    if not articles or not queries:
        raise QaError(f"Bộ {folder} không có bài nào hoặc không có câu hỏi nào có qrels.")
    return BeirSet(folder.resolve().name, articles, queries, relevant)


def evaluate(
    folder: Path, embedder: Embedder, cache: Path, leg: str = "fusion", report: Report | None = None
) -> dict[str, Any]:
    """Builds the index of a set (or takes it from the cache) and measures retrieval.

    R@k, MRR (over the first ten) and nDCG@10 are means over the questions with judgements.

    Args:
        folder: the set.
        embedder: the embedding engine.
        cache: where throw-away indexes are kept, by content.
        leg: "fusion", "dense" or "bm25".
        report: progress.
    """
    if leg not in LEGS:
        raise QaError(f"--leg phải là một trong {', '.join(LEGS)}.")
    data = read(folder)
    index = BeirIndex.build(data.articles, embedder, cache, report)
    figures: dict[str, list[float]] = {}
    latencies = []
    for key, question in data.queries.items():
        start = time.perf_counter()
        ranking = index.search(question, leg)
        latencies.append((time.perf_counter() - start) * 1000)
        for name, value in _figures(data.relevant[key], ranking[:10]).items():
            figures.setdefault(name, []).append(value)
    return {
        "set": data.name,
        "leg": leg,
        "engine": embedder.engine,
        "documents": len(data.articles),
        "passages": index.size,
        "queries": len(data.queries),
        **{name: round(statistics.mean(values), 4) for name, values in figures.items()},
        "build_s": round(index.build_seconds, 1),
        "passages_per_s": round(index.size / index.build_seconds, 1),
        "query_p50_ms": round(statistics.percentile(latencies, 50), 2),
        "query_p95_ms": round(statistics.percentile(latencies, 95), 2),
        "peak_memory_mb": peak_memory_mb(),
    }


def _figures(relevant: set[str], ranking: list[str]) -> dict[str, float]:
    ranks = retrieval.ranks_of(relevant, ranking)
    found = {f"R@{k}": retrieval.recall(ranks, k) for k in RANKS}
    return found | {"MRR": retrieval.reciprocal_rank(ranks), "nDCG@10": retrieval.ndcg(ranks, 10)}
