"""One user on one machine: cold starts, indexing, memory, sizes, and the floors under them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from common import QA, ROOT, child, command, environment_with, folder_mb, resident_mb, spread

_QUESTION = "Ai ký Quyết định 123?"
_ADDED = ROOT / "tests/fixtures/corpus2/ke-hoach-ubnd-phu-tho.txt"
# The least that can answer: the engine, the tokenizer, the two indexes.
_NEEDED = "import numpy, onnxruntime, tokenizers, faiss, tantivy, sqlite3"


def measure(index: Path, repeats: int, every: int) -> dict[str, Any]:
    """Returns all figures of this part; `every` thins out the questions."""
    return {
        "cold": cold(index, repeats),
        "page": page(index, max(2, repeats // 2)),
        "warm": child("warm.py", "--index", str(index), "--every", str(every), "--passes", "2"),
        "indexing": indexing(repeats),
        "installed": installed(index),
    }


def cold(index: Path, repeats: int) -> dict[str, Any]:
    """Returns the time of whole processes: an answer, and what no answer can do without."""
    runs: dict[str, list[str]] = {
        "qa ask": [*QA, "ask", _QUESTION, "--index", str(index)],
        "qa search": [*QA, "search", "kinh phí thực hiện", "--index", str(index)],
        "floor: engine, tokenizer and indexes imported, nothing done": [sys.executable, "-c", _NEEDED],
        "floor: Python alone": [sys.executable, "-c", "pass"],
    }
    for arguments in runs.values():
        command(arguments)  # files into the system's cache
    found: dict[str, list[dict[str, float]]] = {name: [] for name in runs}
    for _ in range(repeats):  # in turn, so that what else the machine does meets all alike
        for name, arguments in runs.items():
            found[name].append(command(arguments))
    return {
        name: {"wall_s": spread([o["wall_s"] for o in one]), "cpu_s": spread([o["cpu_s"] for o in one])}
        for name, one in found.items()
    }


def page(index: Path, repeats: int) -> dict[str, Any]:
    """Returns seconds from the command to the page served and to the first question answerable; idle memory."""
    served, ready, memory = [], [], []
    for _ in range(repeats):
        start = time.perf_counter()
        with server(index) as (process, port):
            served.append(_until(f"http://127.0.0.1:{port}/", start))
            ready.append(_until(f"http://127.0.0.1:{port}/healthz", start))
            time.sleep(1)
            memory.append(resident_mb(process.pid))
    return {"served_s": spread(served), "ready_s": spread(ready), "idle_mb": spread(memory)}


@contextmanager
def server(index: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Runs `qa serve` on a free port of this machine for as long as it is needed; then stops it in order."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        more = {"QA_DATA": data, "QA_QUESTIONS_PER_MINUTE": "1000000", **settings}
        arguments = [*QA, "serve", "--port", str(port), "--index", str(index)]
        process = subprocess.Popen(arguments, env=environment_with(more), cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            yield process, port
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_ready(port: int) -> None:
    """Waits until questions can be answered."""
    _until(f"http://127.0.0.1:{port}/healthz", time.perf_counter())


def _until(address: str, start: float) -> float:
    while time.perf_counter() - start < 120:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                response.read()
            return time.perf_counter() - start
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError(f"{address} did not answer")


def indexing(repeats: int) -> dict[str, Any]:
    """Returns the time and peak memory of `qa index`: from nothing, one document more, nothing new."""
    found: dict[str, list[dict[str, float]]] = {"from nothing": [], "one document added": [], "nothing changed": []}
    with tempfile.TemporaryDirectory() as place:
        corpus, index = Path(place) / "corpus", Path(place) / "index"
        shutil.copytree(ROOT / "corpus", corpus)
        run = [*QA, "index", "--corpus", str(corpus), "--index", str(index)]
        for _ in range(repeats):
            (corpus / _ADDED.name).unlink(missing_ok=True)
            found["from nothing"].append(command([*run, "--rebuild"]))
            shutil.copy(_ADDED, corpus)
            found["one document added"].append(command(run))
            found["nothing changed"].append(command(run))
    return {
        name: {"wall_s": spread([o["wall_s"] for o in one]), "peak_mb": spread([o["peak_mb"] for o in one])}
        for name, one in found.items()
    }


def installed(index: Path) -> dict[str, Any]:
    """Returns what lies on disk: packages (the largest by name), the prepared model, the index."""
    from qa.embedding.prepare import model_folder
    from qa.settings import get_settings

    packages = Path(next(path for path in sys.path if path.endswith("site-packages")))
    sizes = {folder.name: folder_mb(folder) for folder in packages.iterdir() if folder.is_dir()}
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:8]
    model = model_folder(get_settings())
    engine = [p for p in model.rglob("*.onnx") if "qint8" in p.name]
    return {
        "packages_mb": sum(sizes.values()), "largest_mb": dict(largest), "model_mb": folder_mb(model),
        "model_in_use_mb": sum(p.stat().st_size for p in engine) / 1e6, "index_mb": folder_mb(index),
        "source_mb": folder_mb(ROOT / "src/qa"), "cores": os.cpu_count(),
    }  # fmt: skip
