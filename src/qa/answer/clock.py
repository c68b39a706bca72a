"""The time that the stages of an answer take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")


class Clock:
    """Times the stages of one answer in milliseconds."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._stages: dict[str, float] = {}
        self._within = 0.0  # seconds of stages inside the one that is timed

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what runs inside; a stage may have several parts, and the time of one inside it is not its own."""
        start, before, self._within = time.perf_counter(), self._within, 0.0
        yield
        took = time.perf_counter() - start
        self._stages[name] = self._stages.get(name, 0.0) + took - self._within
        self._within = before + took

    def timed(self, name: str, work: Callable[[], _T]) -> Callable[[], _T]:
        """Returns work that is timed as a stage when it is done."""

        def done() -> _T:
            with self.stage(name):
                return work()

        return done

    def done(self) -> dict[str, float]:
        """Returns the stages and the total."""
        seconds = {**self._stages, "total": time.perf_counter() - self._start}
        return {name: round(1000 * each, 2) for name, each in seconds.items()}
