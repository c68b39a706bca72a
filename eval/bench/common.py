"""What every part of the benchmark needs: medians with their spread, memory of a process, commands run and timed."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
QA = [str(Path(sys.executable).with_name("qa"))]


def percentile(values: Sequence[float], share: float) -> float:
    """Returns the value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Returns median, least and greatest of repeated runs."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values), "runs": len(values)}


def times_ms(work: Callable[[int], Any], repeats: int) -> list[float]:
    """Returns the milliseconds of each of some runs; `work` is given the number of the run."""
    found = []
    for number in range(repeats):
        start = time.perf_counter()
        work(number)
        found.append((time.perf_counter() - start) * 1000)
    return found


def command(arguments: Sequence[str], environment: dict[str, str] | None = None, cwd: Path = ROOT) -> dict[str, float]:
    """Runs a command to its end; returns wall seconds, CPU seconds and peak resident megabytes.

    Raises:
        RuntimeError: it failed; with what it said.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        arguments, env=environment_with(environment), cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode(errors="replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)}: status {process.returncode}\n{said[-2000:]}")
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    wall = time.perf_counter() - start
    return {"wall_s": wall, "cpu_s": used.ru_utime + used.ru_stime, "peak_mb": peak}


def child(script: str, *arguments: str, python: str = sys.executable, environment: dict[str, str] | None = None) -> Any:
    """Runs a script of this folder in a process of its own and returns the JSON that it prints last."""
    done = subprocess.run(
        [python, str(HERE / script), *arguments],
        env=environment_with(environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{script} {' '.join(arguments)}:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def environment_with(more: dict[str, str] | None) -> dict[str, str]:
    """Returns the environment for a child: this checkout's package, no look-ups at a model hub."""
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", **(more or {})}


def resident_mb(pid: int | str = "self") -> float:
    """Returns the resident memory of a process; 0 where the system does not tell it this way."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def folder_mb(folder: Path) -> float:
    """Returns the size of the files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()) / 1e6


def questions(every: int = 1) -> list[dict[str, Any]]:
    """Returns the gold questions that need no history and no filter; of them each n-th."""
    lines = (ROOT / "eval/gold.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    return [one for one in found if not one.get("history") and not one.get("filter")][::every]


def machine() -> dict[str, Any]:
    """Returns what the figures were taken on, and how busy it was."""
    model = ""
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return {
        "date": time.strftime("%Y-%m-%d %H:%M"),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "cpu": f"{os.cpu_count()} × {model}" if model else f"{os.cpu_count()} cores",
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def commit() -> str:
    """Returns the commit measured, with "+" where files differ from it; "" outside of a checkout."""
    try:
        run = ["git", "-C", str(ROOT)]
        head = subprocess.run([*run, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
        dirty = subprocess.run([*run, "status", "--porcelain", "src"], capture_output=True, text=True).stdout.strip()
        return head + ("+" if dirty else "")
    except OSError:
        return ""
