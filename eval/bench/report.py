"""Writes eval/results/performance.md and growth.svg from the figures of the parts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import plot

_TITLES = {"local": "One user", "rivals": "Beside other ways", "growth": "Growth", "load": "Many users"}


def write(cache: Path, results: Path) -> None:
    """Writes the report from the parts that have been measured."""
    parts = {name: json.loads(p.read_text()) for name in _TITLES if (p := cache / f"{name}.json").is_file()}
    texts = [_HEAD]
    for name, part in parts.items():
        texts += [f"## {_TITLES[name]}", _about(part), _WRITERS[name](part)]
    (results / "performance.md").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    if "growth" in parts:
        (results / "growth.svg").write_text(_plot(parts["growth"]["figures"]), encoding="utf-8")


_HEAD = """# Performance

Written by `make bench` (`eval/bench/`). Medians of repeated runs, the least and greatest in brackets; what is compared
was measured in turn in one run, so ratios hold better than single times do. The load of the machine before and after
each part stands with it: above about half its cores, times are those of a busy machine."""


def _about(part: dict[str, Any]) -> str:
    about = part["about"]
    quick = " **Quick run, no figures to keep.**" if about["quick"] else ""
    return (
        f"{about['date']}, commit {about['commit']}, {about['system']}, {about['cpu']}; load {about['load_before']} → "
        f"{about['load_after']}; took {about['took_s']} s.{quick}"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Returns a Markdown table; the first column is text."""
    lines = [list(head), ["---", *["---:"] * (len(head) - 1)], *([_shown(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _shown(cell: Any) -> str:
    if isinstance(cell, dict):  # a spread
        return f"{_shown(cell['median'])} ({_shown(cell['min'])}–{_shown(cell['max'])})"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell >= 100 else f"{cell:.1f}" if cell >= 10 else f"{cell:.2f}"
    return str(cell)


def _local(part: dict[str, Any]) -> str:
    figures = part["figures"]
    warm, page, disk = figures["warm"], figures["page"], figures["installed"]
    cold = [(name, one["wall_s"], one["cpu_s"]) for name, one in figures["cold"].items()]
    cold.append(("page served after `qa serve`", page["served_s"], ""))
    cold.append(("first question answerable", page["ready_s"], ""))
    modes = [(name, one["n"], one["p50"], one["p95"], one["p99"]) for name, one in warm["modes"].items()]
    stages = [(name, one["p50"], one["p95"]) for name, one in warm["stages"].items()]
    floor = warm["embed_ms"] + warm["flat_search_ms"]
    floors = [
        ("the model's forward pass alone", warm["forward_ms"]),
        ("a question embedded (tokens, forward pass, norm)", warm["embed_ms"]),
        (f"the vectors read once ({_shown(warm['vectors_mb'])} MB)", warm["read_vectors_ms"]),
        ("exact search of the vectors", warm["flat_search_ms"]),
        ("search of the terms", warm["terms_search_ms"]),
    ]
    ratio = warm["modes"]["all"]["p50"] / floor
    indexing = [(name, one["wall_s"], one["peak_mb"]) for name, one in figures["indexing"].items()]
    memory = [
        ("Python with numpy", warm["bare_mb"]), ("asking, idle", warm["idle_mb"]),
        ("asking, after all questions", warm["serving_mb"]), ("`qa serve`, idle", page["idle_mb"]),
    ]  # fmt: skip
    largest = ", ".join(f"{name} {size:.0f}" for name, size in disk["largest_mb"].items())
    return "\n\n".join([
        table(("cold, seconds", "wall", "CPU"), cold),
        table(("warm `ask` by mode, ms", "n", "p50", "p95", "p99"), modes),
        table(("stage, ms", "p50", "p95"), stages),
        table(("floor, ms", "p50"), floors),
        f"Warm p50 is **{ratio:.2f}×** an embedded question and an exact search.",
        table(("`qa index` (4 documents), whole process", "seconds", "peak MB"), indexing),
        table(("resident memory", "MB"), memory),
        f"Installed: packages {disk['packages_mb']:.0f} MB ({largest}); prepared model {disk['model_mb']:.0f} MB, of "
        f"which {disk['model_in_use_mb']:.0f} MB are loaded; the program {disk['source_mb']:.1f} MB; the index "
        f"{disk['index_mb']:.1f} MB.",
    ])  # fmt: skip


def _rivals(part: dict[str, Any]) -> str:
    names = ("Hit@5", "R@10", "MRR", "facts", "citation_recall", "p50_ms", "p95_ms")
    names += ("cpu_p50_ms", "cpu_p95_ms", "index_s", "index_cpu_s", "more_mb")
    figures, every = part["figures"]["systems"], part["figures"]["every"]
    rows = [(name, *(one[n] for n in names)) for name, one in figures.items() if "failed" not in one]
    failed = [f"{name} did not run: {one['failed'][:200]}" for name, one in figures.items() if "failed" in one]
    qa, plain = figures["qa"], figures.get("plain (torch)", {})
    said = []
    if "p50_ms" in plain:
        said = [
            f"The plain pipeline on torch takes **{plain['p50_ms'] / qa['p50_ms']:.1f}×** the time for a question "
            f"(**{plain['cpu_p50_ms'] / qa['cpu_p50_ms']:.1f}×** the CPU time), and to index the four documents "
            f"{plain['index_s'] / qa['index_s']:.1f}× (CPU {plain['index_cpu_s'] / qa['index_cpu_s']:.1f}×; `qa` also "
            "parses them and makes the register; models loaded before)."
        ]
    notes = (
        "`qa` composes an answer, checks it and may refuse; the others show their best piece and cite its section. "
        f"{'All gold questions' if every == 1 else f'One gold question in {every}'}; model and weights are the same "
        "everywhere, on torch (plain, txtai) or on this project's engine. "
        "Each runs in a process of its own; all are asked each question in turn. CPU time is that of all its threads. "
        "`more_mb`: memory it took with its model."
    )
    return "\n\n".join([table(("system", *names), rows), *said, *failed, notes])


def _growth(part: dict[str, Any]) -> str:
    sizes, found = part["figures"]["sizes"], part["figures"]["unchanged"]
    names = {
        "documents": "documents", "p50_ms": "ask p50 ms", "p95_ms": "ask p95 ms",
        "cpu_p50_ms": "CPU p50 ms", "cpu_p95_ms": "CPU p95 ms", "flat_search_ms": "vectors ms",
        "terms_search_ms": "terms ms", "read_vectors_ms": "floor: vectors read ms", "serving_mb": "resident MB",
        "disk_mb": "disk MB", "build_s": "build s", "update_s": "update s", "open_s": "open s",
    }  # fmt: skip
    rows = [(f"{int(one['passages']):,}", *(float(one[n]) for n in names)) for one in sizes.values()]
    first, last = next(iter(sizes.values())), list(sizes.values())[-1]
    near = [
        (f"{int(one['passages']):,}: {name}", v["recall"], v["p50_ms"], v["mb"], v["build_s"])
        for one in sizes.values()
        for name, v in one["neighbours"].items()
    ]
    parts = [
        table(("passages", *names.values()), rows),
        f"In CPU time of the process p95 at {int(last['passages']):,} passages is "
        f"**{last['cpu_p95_ms'] / first['cpu_p95_ms']:.2f}×** that at {int(first['passages']):,}; on the wall clock "
        f"{last['p95_ms'] / first['p95_ms']:.2f}×, which on a busy machine says most of the others' work (see the load "
        "above; `open s` and the times of the searches alike). Each question is asked once, so little that it needs is "
        "in memory. Documents are copies of the four, text recombined (`eval/bench/synthetic.py`); build is storing "
        "alone, without reading, parsing and embedding; update is one document more.",
        "![growth](growth.svg)",
        f"{part['figures']['files']:,} unchanged documents are checked in {_shown(found['second check'])} s; "
        f"{_shown(found['first check'])} s the first time, when all are hashed.",
    ]
    if alone := part["figures"].get("alone"):
        parts.append(_alone(alone))
    if near:
        parts.append(table(("approximate search of the vectors", "recall@10", "p50 ms", "MB", "build s"), near))
    return "\n\n".join(parts)


def _alone(alone: dict[str, Any]) -> str:
    names = ("p50_ms", "p95_ms", "mb", "recall_10", "recall_100", "train_s")
    rows = [(f"vectors, {name}", *(one.get(n, "") for n in names)) for name, one in alone["vectors"].items()]
    terms = alone["terms"]
    rows.append(("terms", terms["p50_ms"], terms["p95_ms"], terms["disk_mb"], "", "", terms["build_s"]))
    head = ("search alone, 100 results", "p50 ms", "p95 ms", "MB", "recall@10", "recall@100", "made in s")
    return (
        f"{alone['passages']:,} passages, the two searches alone (`eval/bench/alone.py`: a whole index of this size "
        f"would take hours):\n\n{table(head, rows)}"
    )


def _load(part: dict[str, Any]) -> str:
    figures = part["figures"]
    names = ("answered_per_s", "p50_ms", "p95_ms", "worst_ms", "resident_mb")
    doors = {"api": "POST /api/ask", "stream": "the same as a stream, like the chat", "page": "GET / (the chat's page)"}
    runs = figures["runs"]
    rows = [(doors[r["kind"]], r["users"], *(float(r[n]) for n in names), _ends(r["ends"])) for r in runs]
    fair = [(name, float(r["answered_per_s"]), float(r["p95_ms"]), _ends(r["ends"]))
            for name, r in figures["while_indexing"].items()]  # fmt: skip
    soak, stop = figures["soak"], figures["stopping"]
    return "\n\n".join([
        f"Each row {figures['seconds']} s on one server; a client told “busy” waits 0.2 s and asks again.",
        table(("door", "users", "answers/s", "p50 ms", "p95 ms", "worst ms", "resident MB", "ends"), rows),
        table(("4 users", "answers/s", "p95 ms", "ends"), fair),
        f"SIGTERM under 8 users: stopped in {stop['seconds']:.1f} s ({_ends(stop['ends'])}; refused connections: "
        "after it had stopped).",
        _soak(soak),
    ])  # fmt: skip


def _soak(soak: dict[str, Any]) -> str:
    memory = soak["memory"]
    middle = [mb for _, mb in memory[len(memory) // 4 :]] or [0.0]
    tenths, worst = ", ".join(_shown(ms) for ms in soak["p95_tenths"]), _shown(soak["worst_ms"])
    return (
        f"Soak: {soak['users']} users for {soak['seconds']:.0f} s: {_ends(soak['ends'])}; p95 {_shown(soak['p95_ms'])} "
        f"ms, by tenths of the time {tenths}; worst {worst} ms. Memory: {memory[0][1]:.0f} MB first, "
        f"{min(middle):.0f}–{max(middle):.0f} MB in the last three quarters."
    )


def _ends(ends: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(ends.items()))


def _plot(figures: dict[str, Any]) -> str:
    sizes, alone = figures["sizes"], figures.get("alone")
    at = [one["passages"] for one in sizes.values()]
    series = {"ask p95": "p95_ms", "ask p50": "p50_ms", "vectors": "flat_search_ms", "terms": "terms_search_ms"}
    found = {name: list(zip(at, [one[key] for one in sizes.values()], strict=True)) for name, key in series.items()}
    if alone:
        found["vectors"].append((alone["passages"], alone["vectors"]["exact"]["p50_ms"]))
        found["terms"].append((alone["passages"], alone["terms"]["p50_ms"]))
        near = [
            (one["passages"], figures["p50_ms"])
            for one in sizes.values()
            for name, figures in one["neighbours"].items()
            if "nprobe 64" in name
        ]
        last = alone["vectors"]["QA_VECTORS=approximate"]["p50_ms"]
        found["vectors, approximate"] = [*near, (alone["passages"], last)]
    return plot.lines(found, "passages", "ms")


_WRITERS = {"local": _local, "rivals": _rivals, "growth": _growth, "load": _load}
