"""Work done in a second thread while this one does something else."""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

_T = TypeVar("_T")
_LATE = 0.002  # seconds: a thread that begins later than this had to wait for a core
_STAYS = 8, 128  # pieces of work, at least and at most, for which it then stays where Linux puts it


class Beside:
    """One helping thread, for whoever finds it free: where many ask, the cores have enough to do without it."""

    def __init__(self) -> None:
        self._free = threading.Semaphore()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="beside")
        self._stays, self._next = 0, _STAYS[0]

    def __call__(self, work: Callable[[], _T]) -> Callable[[], _T]:
        """Starts some work if the thread is free, and returns once it has begun.

        Args:
            work: what is to be done; worth it only if most of its time passes outside of Python.

        Returns:
            What waits for the result; the work itself where the thread is busy.
        """
        if not self._free.acquire(blocking=False):
            return work
        begun, asked = threading.Event(), time.perf_counter()
        waits = self._thread.submit(self._done, work, begun, None if self._stays > 0 else _core()).result
        begun.wait()  # else it would begin when this thread next leaves Python, some milliseconds later
        if self._stays > 0:
            self._stays -= 1
        elif time.perf_counter() - asked > _LATE:
            self._stays, self._next = self._next, min(2 * self._next, _STAYS[1])
        else:
            self._next = max(self._next // 2, _STAYS[0])
        return waits

    def _done(self, work: Callable[[], _T], begun: threading.Event, core: int | None) -> _T:
        if core is not None and core == _core():
            _leave(core)
        begun.set()
        try:
            return work()
        finally:
            self._free.release()


def _leave(core: int) -> None:
    """Moves this thread to another core.

    In a virtual machine Linux may take an idle core for one that the host has taken away. Then it has both threads take
    turns on one, and who is woken by the other stays there.
    """
    with suppress(OSError):
        may = os.sched_getaffinity(0)
        if others := may - {core}:
            os.sched_setaffinity(0, others)
            os.sched_setaffinity(0, may)


def _asking_for_the_core() -> Callable[[], int | None]:
    """Returns what tells the number of the core that a thread runs on; None where the system does not."""
    with suppress(AttributeError, OSError):
        if hasattr(os, "sched_setaffinity"):  # Linux
            asking: Callable[[], int] = ctypes.PyDLL(None).sched_getcpu
            return asking
    return lambda: None


_core = _asking_for_the_core()
