"""How fast files of each format are read, and in how much memory.

Reads every file of the given folders, each in a process of its own and without what the cache holds of scans, and
writes a table under "## Reading" into a report: `python eval/reading.py FOLDER… [--out eval/results/formats.md]`.
"""

import argparse
import datetime
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HEADING = "## Reading"
# What stands for a page where the format has none.
PAGE = 2500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "eval/results/formats.md")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one)))
        return
    files = [p for folder in asked.folders for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".md"]
    if not files:
        parser.error("no files in these folders")
    by_format: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in files:
        found = apart(path)
        if found:
            by_format[found["format"]].append(found)
    print(text := report(by_format))
    kept = asked.out.read_text(encoding="utf-8") if asked.out.exists() else ""
    asked.out.write_text(f"{kept.partition(HEADING)[0].rstrip()}\n\n{text}".lstrip(), encoding="utf-8")


def apart(path: Path) -> dict[str, Any] | None:
    """Measures one file in a process of its own, so that its peak of memory is its own."""
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, __file__, "--one", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "QA_CACHE": cache})
    if done.returncode:
        print(f"{path.name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(path: Path) -> dict[str, Any]:
    from qa.documents import read
    from qa.records import Source
    from qa.structure import parse

    start, before = time.perf_counter(), processor()
    raw = read(path)
    seconds, cpu = time.perf_counter() - start, processor() - before
    parse(raw, Source(path.name, "", raw.format, raw.pages), {})
    letters = sum(len(block.text) for block in raw.blocks)
    return {
        "format": "scan" if raw.scanned else f"{raw.format} (text layer)" if raw.format == "pdf" else raw.format,
        "name": path.name,
        "pages": raw.pages or max(1.0, letters / PAGE),
        "seconds": seconds,
        "cpu": cpu,
        "megabytes": path.stat().st_size / 2**20,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def processor() -> float:
    """Seconds of processor used so far, Tesseract's included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def report(by_format: dict[str, list[dict[str, Any]]]) -> str:
    today, load = datetime.date.today(), os.getloadavg()[0]
    lines = [
        HEADING,
        "",
        f"Command: `python eval/reading.py FOLDER…` · {today} · load {load:.1f} on 2 cores. Reading alone, the start",
        "of its libraries included, nothing from the cache. A format without pages has one page for each",
        f"{PAGE} characters. Peak: resident memory of reading and parsing the largest file, without Tesseract.",
        "",
        "| format | files | pages | pages/s | CPU s a page | largest file | MB | peak MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, files in sorted(by_format.items()):
        pages, seconds = sum(f["pages"] for f in files), sum(f["seconds"] for f in files)
        largest = max(files, key=lambda f: f["megabytes"])
        speed, cpu = f"{pages / seconds:.1f}", f"{sum(f['cpu'] for f in files) / pages:.2f}"
        size, peak = f"{largest['megabytes']:.1f}", f"{largest['peak']:.0f}"
        cells = [name, len(files), f"{pages:.0f}", speed, cpu, largest["name"], size, peak]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
