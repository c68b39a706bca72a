"""What happens to time, memory and disk as the corpus grows (see `synthetic.py` for what it grows with)."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np
import synthetic
from common import child, percentile

from qa.errors import QaError
from qa.index import open_index, versions

_NEIGHBOURS = 10
_QUERIES = 50


def measure(real: Path, cache: Path, sizes: list[int], rounds: int, every: int) -> dict[str, Any]:
    """Returns figures for each size: the sizes are measured in turn, `rounds` times, and medians given."""
    built = {size: _built(real, cache / f"growth-{size}", size) for size in sizes}
    runs: dict[int, list[dict[str, Any]]] = {size: [] for size in sizes}
    for _ in range(rounds):
        for size in sizes:
            index = cache / f"growth-{size}"
            runs[size].append(child("warm.py", "--index", str(index), "--every", str(every)))
    return {
        str(size): {
            **built[size],
            "p50_ms": statistics.median(run["modes"]["all"]["p50"] for run in runs[size]),
            "p95_ms": statistics.median(run["modes"]["all"]["p95"] for run in runs[size]),
            "p95_spread": [f(run["modes"]["all"]["p95"] for run in runs[size]) for f in (min, max)],
            "stages": runs[size][-1]["stages"],
            **{key: statistics.median(run[key] for run in runs[size]) for key in _PLAIN},
            "update_s": synthetic.update(cache / f"growth-{size}", real),
            "neighbours": approximate(cache / f"growth-{size}"),
        }
        for size in sizes
    }


_PLAIN = ("open_s", "serving_mb", "flat_search_ms", "terms_search_ms", "read_vectors_ms", "embed_ms", "documents",
          "cpu_p50_ms", "cpu_p95_ms")  # fmt: skip


def _built(real: Path, folder: Path, size: int) -> dict[str, float]:
    """Makes the index, or takes the one that an earlier run left if this program can still read it."""
    notes = folder / "made.json"
    try:
        open_index(folder).close()
        kept: dict[str, float] = json.loads(notes.read_text(encoding="utf-8"))
        return kept
    except (QaError, OSError, ValueError):
        made = synthetic.make(real, folder, size)
        notes.write_text(json.dumps(made), encoding="utf-8")
        return made


def approximate(folder: Path) -> dict[str, dict[str, float]]:
    """Returns time, memory and recall of FAISS' approximate indexes beside the exact scan of the same vectors."""
    import faiss

    faiss.omp_set_num_threads(2)
    index = open_index(folder)
    vectors = index.store.vectors(index.store.keys())  # type: ignore[attr-defined]
    count, width = vectors.shape
    if count < 5_000:
        return {}
    rng = np.random.default_rng(1)
    queries = vectors[rng.integers(0, count, _QUERIES)] + 0.5 * rng.standard_normal((_QUERIES, width)) / width**0.5
    queries = (queries / np.linalg.norm(queries, axis=1, keepdims=True)).astype(np.float32)
    exact, times = _asked(lambda q: [key for key, _ in index.search_vector(q, _NEIGHBOURS)], queries)
    first = {key: row for row, key in enumerate(index.store.keys())}  # type: ignore[attr-defined]
    truth = [{first[key] for key in keys} for keys in exact]
    found = {"exact": {"p50_ms": percentile(times, 0.5), "recall": 1.0, "mb": vectors.nbytes / 1e6, "build_s": 0.0}}
    lists = int(4 * count**0.5)
    for name, key, setting in (
        ("HNSW32, efSearch 64", "HNSW32", "efSearch=64"),
        (f"IVF{lists},SQ8, nprobe 16", f"IVF{lists},SQ8", "nprobe=16"),
        (f"IVF{lists},SQ8, nprobe 64", f"IVF{lists},SQ8", "nprobe=64"),
    ):
        start = time.perf_counter()
        other = faiss.index_factory(width, key, faiss.METRIC_INNER_PRODUCT)
        other.train(vectors[rng.permutation(count)[: 40 * lists]])
        other.add(vectors)
        built = time.perf_counter() - start
        faiss.ParameterSpace().set_index_parameters(other, setting)
        rows, times = _asked(lambda q, other=other: other.search(q[None], _NEIGHBOURS)[1][0].tolist(), queries)
        recall = statistics.mean(len(truth[n] & set(row)) / _NEIGHBOURS for n, row in enumerate(rows))
        size = faiss.serialize_index(other).nbytes / 1e6
        found[name] = {"p50_ms": percentile(times, 0.5), "recall": recall, "mb": size, "build_s": built}
    return found


def _asked(search: Any, queries: Any) -> tuple[list[Any], list[float]]:
    rows, times = [], []
    for query in [*queries[:3], *queries]:
        start = time.perf_counter()
        rows.append(search(query))
        times.append((time.perf_counter() - start) * 1000)
    return rows[3:], times[3:]


def unchanged(files: int, place: Path) -> dict[str, float]:
    """Returns the seconds that `build` takes to see that nothing has changed in so many small documents."""
    from tiny import Embedder, makers

    from qa.index import build

    corpus, index = place / "corpus", place / "index"
    for number in range(files):
        path = corpus / str(number % 100) / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"d{number}\nKế hoạch số {number}", encoding="utf-8")
    build(corpus, index, embedder=Embedder(), makers=makers)
    time.sleep(2.1)  # until file times can be told apart
    found = {}
    for name in ("first check", "second check"):
        start = time.perf_counter()
        report = build(corpus, index, embedder=Embedder(), makers=makers)
        assert report.unchanged == files
        found[name] = time.perf_counter() - start
    versions.remove_others(index, None)
    return found
