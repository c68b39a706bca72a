"""Work done in a second thread while this one does something else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


class Beside:
    """One helping thread, for whoever finds it free: where many ask, the cores have enough to do without it."""

    def __init__(self) -> None:
        self._free = threading.Semaphore()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="beside")

    def __call__(self, work: Callable[[], _T]) -> Callable[[], _T]:
        """Starts some work if the thread is free, and returns once it has begun.

        Args:
            work: what is to be done; worth it only if most of its time passes outside of Python.

        Returns:
            What waits for the result; the work itself where the thread is busy.
        """
        if not self._free.acquire(blocking=False):
            return work
        begun = threading.Event()
        waits = self._thread.submit(self._done, work, begun).result
        begun.wait()  # else it would begin when this thread next leaves Python, some milliseconds later
        return waits

    def _done(self, work: Callable[[], _T], begun: threading.Event) -> _T:
        begun.set()
        try:
            return work()
        finally:
            self._free.release()
