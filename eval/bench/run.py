"""`make bench`: measures everything and writes eval/results/performance.md.

    python eval/bench/run.py [--quick] [--only local|rivals|growth|load]... [--sizes 400,10000] [--rounds 3]
        [--soak 600]

Each part leaves its figures in eval/cache/bench/*.json; the report is written from all that are there. The machine
should have nothing else to do; how busy it was is written into the report.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import report
from common import HERE, QA, ROOT, child, command, commit, environment_with, machine, percentile, questions

CACHE = ROOT / "eval/cache/bench"
# Threads of OpenMP (torch) that wait by turning in a circle take the cores from whatever else runs.
_PASSIVE = {"OMP_WAIT_POLICY": "PASSIVE"}
_RIVALS = ("nom-vn==0.2.37", "txtai==9.14.0")


def main() -> None:
    """Runs the parts asked for."""
    given = _arguments()
    CACHE.mkdir(parents=True, exist_ok=True)
    index = CACHE / "index"
    command([*QA, "index", "--index", str(index)])
    parts: dict[str, Callable[[], Any]] = {
        "local": lambda: _local(index, given.quick),
        "rivals": lambda: _rivals(index, 40 if given.quick else given.every),
        "growth": lambda: _growth(index, given.quick, given.sizes, given.rounds),
        "load": lambda: _load(index, given.quick, given.soak),
    }
    for name in given.only or parts:
        about = machine() | {"commit": commit(), "quick": given.quick}
        started = time.perf_counter()
        print(f"{name} …", file=sys.stderr, flush=True)
        figures = parts[name]()
        about |= {"took_s": round(time.perf_counter() - started), "load_after": round(os.getloadavg()[0], 2)}
        (CACHE / f"{name}.json").write_text(json.dumps({"about": about, "figures": figures}, indent=1))
        report.write(CACHE, ROOT / "eval/results")  # after each part: what was measured is kept if a later one fails


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a few minutes, to try the scripts; no figures to keep")
    parser.add_argument("--only", action="append", choices=["local", "rivals", "growth", "load"])
    parser.add_argument("--sizes", default="", help="passages, with commas")
    parser.add_argument("--every", type=int, default=1, help="each n-th gold question is put to the rivals")
    parser.add_argument("--rounds", type=int, default=3, help="how often each size is measured")
    parser.add_argument("--soak", type=float, default=600, help="seconds of steady load while memory is watched")
    return parser.parse_args()


def _local(index: Path, quick: bool) -> Any:
    import local

    return local.measure(index, repeats=2 if quick else 5, every=16 if quick else 1)


def _rivals(index: Path, every: int) -> Any:
    python, given = _rivals_python(), ("--index", str(index), "--every", str(every))
    found: dict[str, Any] = {}
    running: dict[str, subprocess.Popen[str]] = {}
    for name in child("rivals.py", *given, python=python):
        print(f"  {name} …", file=sys.stderr, flush=True)
        started = [python, str(HERE / "rivals.py"), *given, "--system", name]
        process = subprocess.Popen(
            started, env=environment_with(_PASSIVE), cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        found[name] = _answered(process)
        if "failed" not in found[name]:
            running[name] = process
    times: dict[str, list[list[float]]] = {name: [] for name in running}
    asked = [one["question"] for one in questions(4 * min(every, 4))]
    for question in [*asked[:3], *asked]:
        for name, process in running.items():
            assert process.stdin is not None
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            times[name].append(_answered(process))
    for name, process in running.items():
        process.communicate()
        wall, cpu = zip(*times[name][3:], strict=True)
        found[name] |= {"p50_ms": percentile(wall, 0.5), "p95_ms": percentile(wall, 0.95)}
        found[name] |= {"cpu_p50_ms": percentile(cpu, 0.5), "cpu_p95_ms": percentile(cpu, 0.95)}
    return {"every": every, "systems": found}


def _answered(process: subprocess.Popen[str]) -> Any:
    """Returns the next line of JSON; what libraries print besides is passed over."""
    assert process.stdout is not None
    for line in process.stdout:
        try:
            return json.loads(line)
        except ValueError:
            continue
    return {"failed": f"ended with status {process.wait()}"}


def _rivals_python() -> str:
    """Makes an environment that sees the product's packages and has the rivals besides."""
    place = CACHE / "rivals"
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        here = next(path for path in sys.path if path.endswith("site-packages"))
        packages = next(place.glob("lib/python*/site-packages"))
        (packages / "product.pth").write_text(here + "\n")
        install = [str(python), "-m", "pip", "install", "--quiet", "-c", str(ROOT / "constraints.txt")]
        for rival in _RIVALS:  # one that cannot be had is left out of the table
            subprocess.run([*install, rival], check=False)
    return str(python)


def _growth(index: Path, quick: bool, sizes: str, rounds: int) -> Any:
    import growth

    chosen = [int(size) for size in sizes.split(",") if size] or ([400, 6_000] if quick else [400, 10_000, 100_000])
    with tempfile.TemporaryDirectory() as place:
        unchanged = growth.unchanged(500 if quick else 10_000, Path(place))
    found = growth.measure(index, CACHE, chosen, 1 if quick else rounds, 16 if quick else 2)
    alone = child("alone.py", "--index", str(index), "--passages", "20000" if quick else "1000000")
    return {"sizes": found, "unchanged": unchanged, "files": 500 if quick else 10_000, "alone": alone}


def _load(index: Path, quick: bool, soak: float) -> Any:
    import load

    found = load.measure(index, 2 if quick else 10)
    return found | {"soak": load.soak(index, 5 if quick else soak)}


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    shutil.rmtree(CACHE / "index", ignore_errors=True)
    main()
