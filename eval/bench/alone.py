"""The two searches alone at a size whose whole index would take hours to make: perturbed vectors, recombined terms.

Prints JSON. Vectors are made as in `synthetic.py`; the terms of a passage are a run of the terms of real ones, so that
lengths and frequencies are real and nothing need be cut.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from common import folder_mb, percentile, resident_mb

from qa.index import open_index
from qa.index.lexical import LexicalIndex, weighted_terms
from qa.index.vectors import VectorIndex
from qa.vietnamese import fold, search_terms

_NOISE, _ASKED, _DEPTH = 0.25, 50, 100


def main() -> None:
    """Measures one size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=1_000_000)
    given = parser.parse_args()
    index = open_index(given.index)
    real = index.vectors(index.store.keys())
    with tempfile.TemporaryDirectory() as place:
        vectors = _vectors(real, given.passages, Path(place))
        terms = _terms([p.text for p in index.passages()], given.passages, Path(place))
    print(json.dumps({"passages": given.passages, "vectors": vectors, "terms": terms}))


def _vectors(real: Any, count: int, place: Path) -> dict[str, dict[str, float]]:
    rng = np.random.default_rng(9)
    exact = VectorIndex.create(real.shape[1])
    for first in range(0, count, 50_000):
        size = min(50_000, count - first)
        exact.add(np.arange(first, first + size, dtype=np.int64), _moved(real[rng.integers(0, len(real), size)], rng))
    queries = _moved(real[rng.integers(0, len(real), _ASKED)], rng, 2 * _NOISE)
    start = time.perf_counter()
    exact.save(place / "vectors.faiss", approximate=True)
    made = time.perf_counter() - start
    truth, slow = _asked(exact, queries)
    del exact
    near = VectorIndex.load(place / "vectors.faiss")
    sizes = {kind: (place / f"vectors.{kind}").stat().st_size / 1e6 for kind in ("faiss", "ivf")}
    found, fast = _asked(near, queries)
    kept = [len(set(a) & set(b)) / _DEPTH for a, b in zip(truth, found, strict=True)]
    kept10 = [len(set(a[:10]) & set(b[:10])) / 10 for a, b in zip(truth, found, strict=True)]
    return {
        "exact": {"p50_ms": percentile(slow, 0.5), "p95_ms": percentile(slow, 0.95), "mb": sizes["faiss"]},
        "QA_VECTORS=approximate": {
            "p50_ms": percentile(fast, 0.5), "p95_ms": percentile(fast, 0.95), "mb": sizes["ivf"], "train_s": made,
            "recall_10": float(np.mean(kept10)), "recall_100": float(np.mean(kept)),
        },
    }  # fmt: skip


def _moved(rows: Any, rng: Any, length: float = _NOISE) -> Any:
    noise = rng.standard_normal(rows.shape).astype(np.float32)
    moved = rows + length * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)


def _asked(index: VectorIndex, queries: Any) -> tuple[list[list[int]], list[float]]:
    found, times = [], []
    for query in [*queries[:3], *queries]:
        start = time.perf_counter()
        found.append([key for key, _ in index.search(query, _DEPTH)])
        times.append((time.perf_counter() - start) * 1000)
    return found[3:], times[3:]


def _terms(texts: list[str], count: int, place: Path) -> dict[str, float]:
    folder = place / "terms"
    folder.mkdir()
    index, start = LexicalIndex(folder, writable=True), time.perf_counter()
    writer = index._writing()
    for key, (marked, folded) in enumerate(_runs(texts, count)):
        document = tantivy.Document()
        document.add_unsigned("key", key)
        document.add_text("doc", f"d{key // 60}")
        document.add_text("terms", marked)
        document.add_text("terms_folded", folded)
        writer.add_document(document)
    index.commit()
    made, before = time.perf_counter() - start, resident_mb()
    opened, times = LexicalIndex(folder), []
    asked = [weighted_terms(" ".join(text.split()[:14])) for text in texts[:_ASKED]]
    for terms in [*asked[:3], *asked]:
        start = time.perf_counter()
        opened.search(terms, _DEPTH, None, False, {"terms": 1.0})
        times.append((time.perf_counter() - start) * 1000)
    return {
        "p50_ms": percentile(times[3:], 0.5), "p95_ms": percentile(times[3:], 0.95), "build_s": made,
        "disk_mb": folder_mb(folder), "more_mb": resident_mb() - before,
    }  # fmt: skip


def _runs(texts: list[str], count: int) -> Iterator[tuple[str, str]]:
    pool = [term for text in texts for term in search_terms(text)]
    folded, lengths = [fold(term) for term in pool], [len(search_terms(text)) for text in texts]
    chance = random.Random(9)
    for _ in range(count):
        length = chance.choice(lengths)
        at = chance.randrange(max(1, len(pool) - length))
        yield " ".join(pool[at : at + length]), " ".join(folded[at : at + length])


if __name__ == "__main__":
    main()
