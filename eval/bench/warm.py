"""Asks an open assistant: times by mode and stage, memory, and the floors under them. Prints JSON."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from common import percentile, questions, resident_mb, times_ms


def main() -> None:
    """Measures one index."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="each n-th gold question")
    parser.add_argument("--passes", type=int, default=1)
    given = parser.parse_args()
    from qa.assistant import Assistant

    bare = resident_mb()
    start = time.perf_counter()
    assistant = Assistant.open(given.index)
    opened = time.perf_counter() - start
    asked = questions(given.every)
    for one in asked[:10]:
        assistant.ask(one["question"])
    idle = resident_mb()
    found, cpu = [], []
    for one in asked * given.passes:
        start = time.process_time()  # two threads may work on one question
        found.append(ask(assistant, one["question"]))
        cpu.append((time.process_time() - start) * 1000)
    result = {
        "open_s": opened, "passages": len(assistant.index.store.keys()), "documents": len(assistant.index.headers()),
        "bare_mb": bare, "idle_mb": idle, "serving_mb": resident_mb(), "modes": by_mode(found),
        "cpu_p50_ms": percentile(cpu, 0.5), "cpu_p95_ms": percentile(cpu, 0.95), **stages(found),
        **floors(assistant, [one["question"] for one in asked]),
    }  # fmt: skip
    print(json.dumps(result))


def ask(assistant: Any, question: str) -> tuple[str, float, dict[str, float]]:
    """Returns the mode of an answer, its milliseconds and those of its stages."""
    start = time.perf_counter()
    answer = assistant.ask(question)
    return answer.mode, (time.perf_counter() - start) * 1000, answer.timings_ms


def by_mode(found: list[tuple[str, float, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Returns percentiles for each mode, and for all."""
    modes = sorted({mode for mode, _, _ in found})
    groups = {"all": [ms for _, ms, _ in found]} | {m: [ms for mode, ms, _ in found if mode == m] for m in modes}
    return {
        name: {"n": len(ms), "p50": percentile(ms, 0.5), "p95": percentile(ms, 0.95), "p99": percentile(ms, 0.99)}
        for name, ms in groups.items()
    }


def stages(found: list[tuple[str, float, dict[str, float]]]) -> dict[str, Any]:
    """Returns percentiles of each stage."""
    names = dict.fromkeys(name for _, _, timings in found for name in timings)
    values = {name: [timings[name] for _, _, timings in found if name in timings] for name in names}
    return {"stages": {n: {"p50": percentile(v, 0.5), "p95": percentile(v, 0.95)} for n, v in values.items()}}


def floors(assistant: Any, asked: list[str]) -> dict[str, Any]:
    """Returns what no implementation can go below: the model's forward pass alone, and reading the vectors once."""
    embedder, index = assistant.retriever.embedder, assistant.index
    rows = [embedder._ids(embedder.prefixes.query, [text])[0] for text in asked]
    vectors = embedder.embed_queries(asked[:64])
    matrix = index.store._vectors._view()
    once = min(times_ms(lambda _: matrix.sum(), 5))
    terms = [text.lower() for text in asked]
    return {
        "forward_ms": percentile(times_ms(lambda n: embedder._run([rows[n]]), len(rows)), 0.5),
        "embed_ms": percentile(times_ms(lambda n: embedder.embed_queries([asked[n]]), len(asked)), 0.5),
        "vectors_mb": matrix.nbytes / 1e6,
        "read_vectors_ms": once,
        "flat_search_ms": percentile(times_ms(lambda n: index.search_vector(vectors[n], 100), len(vectors)), 0.5),
        "terms_search_ms": percentile(times_ms(lambda n: index.search_tokens(terms[n], 100), len(terms)), 0.5),
    }


if __name__ == "__main__":
    main()
