"""Many users at once, on a server of this machine: throughput, waiting, errors, memory, fairness, stopping."""

from __future__ import annotations

import http.client
import json
import subprocess
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from common import QA, ROOT, environment_with, percentile, questions, resident_mb
from local import server, wait_ready

_PATIENCE = 0.2  # seconds that a client told "busy" waits before it asks again


class Users:
    """Clients that ask one question after another for a fixed time."""

    def __init__(self, port: int, kind: str, count: int) -> None:
        self._port, self._kind, self._count = port, kind, count
        self._asked = [one["question"] for one in questions(3)]
        self._lock = threading.Lock()
        self._times: list[float] = []
        self._at: list[float] = []  # seconds from the start at which each was answered
        self._statuses: Counter[str] = Counter()

    def run(self, seconds: float) -> dict[str, Any]:
        """Returns throughput, percentiles of what was answered, and how each request ended."""
        end = time.perf_counter() + seconds
        threads = [threading.Thread(target=self._one, args=(n, end), daemon=True) for n in range(self._count)]
        self._started = start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, times = time.perf_counter() - start, self._times or [0.0]
        return {
            "users": self._count, "seconds": took, "p95_tenths": self._tenths(took),
            "kind": self._kind, "answered_per_s": len(self._times) / took,
            "p50_ms": percentile(times, 0.5), "p95_ms": percentile(times, 0.95), "worst_ms": max(times),
            "ends": dict(self._statuses),
        }  # fmt: skip

    def _tenths(self, took: float) -> list[float]:
        """Returns the 95th percentile of each tenth of the time in which any question was answered."""
        slots: list[list[float]] = [[] for _ in range(11)]
        for at, ms in zip(self._at, self._times, strict=True):
            slots[int(10 * at / took)].append(ms)
        return [percentile(ms, 0.95) for ms in slots if ms]

    def _one(self, number: int, end: float) -> None:
        connection, at = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60), number
        while time.perf_counter() < end:
            at += self._count
            start = time.perf_counter()
            try:
                status = self._request(connection, self._asked[at % len(self._asked)])
            except (OSError, http.client.HTTPException) as error:
                status = type(error).__name__
                connection.close()
            with self._lock:
                self._statuses[status] += 1
                if status == "answered":
                    self._times.append((time.perf_counter() - start) * 1000)
                    self._at.append(time.perf_counter() - self._started)
            if status not in ("answered", "failed"):
                time.sleep(_PATIENCE)

    def _request(self, connection: http.client.HTTPConnection, question: str) -> str:
        headers = {"content-type": "application/json"}
        if self._kind == "page":
            connection.request("GET", "/")
        else:
            if self._kind == "stream":
                headers["accept"] = "text/event-stream"
            connection.request("POST", "/api/ask", json.dumps({"question": question}), headers)
        response = connection.getresponse()
        body = response.read()
        if response.status == 503 or (self._kind == "stream" and b"event: error" in body):
            return "busy" if "nhiều người hỏi".encode() in body else "failed"
        return "answered" if response.status == 200 else f"status {response.status}"


def measure(index: Path, seconds: float, users: tuple[int, ...] = (1, 4, 16, 64)) -> dict[str, Any]:
    """Returns the figures of each door and number of users, with the server's memory after each."""
    found = []
    with server(index) as (process, port):
        wait_ready(port)
        Users(port, "api", 2).run(2)
        for kind in ("api", "stream", "page"):
            for count in users:
                found.append(Users(port, kind, count).run(seconds) | {"resident_mb": resident_mb(process.pid)})
        fair = fairness(port, seconds)
        stop = stopping(process, port)
    return {"seconds": seconds, "runs": found, "while_indexing": fair, "stopping": stop}


def fairness(port: int, seconds: float) -> dict[str, Any]:
    """Returns what four users get alone, and while another process builds an index from nothing."""
    alone = Users(port, "api", 4).run(seconds)
    with tempfile.TemporaryDirectory() as place:
        build = ["nice", "-n", "5", *QA, "index", "--rebuild", "--index", place]  # as the web app runs it
        process = subprocess.Popen(
            build, cwd=ROOT, env=environment_with(None), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        busy = Users(port, "api", 4).run(seconds)
        process.wait()
    return {"alone": alone, "while indexing": busy}


def stopping(process: subprocess.Popen[bytes], port: int) -> dict[str, Any]:
    """Returns how long the server takes to stop under load, and what became of the questions under way."""
    crowd, found = Users(port, "api", 8), {}
    thread = threading.Thread(target=lambda: found.update(crowd.run(3)))
    thread.start()
    time.sleep(1)
    start = time.perf_counter()
    process.terminate()
    process.wait(30)
    took = time.perf_counter() - start
    thread.join()
    return {"seconds": took, "ends": found["ends"]}


def soak(index: Path, seconds: float, users: int = 64) -> dict[str, Any]:
    """Returns (seconds, resident MB) of a server that many users ask all the time, and what they got."""
    memory: list[tuple[float, float]] = []
    found: dict[str, Any] = {}
    with server(index) as (process, port):
        wait_ready(port)
        crowd = Users(port, "api", users)
        thread = threading.Thread(target=lambda: found.update(crowd.run(seconds)), daemon=True)
        thread.start()
        start = time.perf_counter()
        while thread.is_alive():
            memory.append((round(time.perf_counter() - start, 1), round(resident_mb(process.pid), 1)))
            thread.join(max(1.0, seconds / 60))
    return {"memory": memory, **found}
