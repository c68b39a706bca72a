"""The time that the stages of an answer take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Times the stages of one answer in milliseconds."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what runs inside; a stage may have several parts."""
        start = time.perf_counter()
        yield
        self._stages[name] = self._stages.get(name, 0.0) + time.perf_counter() - start

    def done(self) -> dict[str, float]:
        """Returns the stages and the total."""
        seconds = {**self._stages, "total": time.perf_counter() - self._start}
        return {name: round(1000 * each, 2) for name, each in seconds.items()}
