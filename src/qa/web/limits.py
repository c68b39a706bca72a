"""Limits that keep one machine answering: how fast one client may ask, and how many questions may wait."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qa.errors import QaError

_CLIENTS = 10_000  # remembered at once; the one seen longest ago is forgotten first


class BusyError(QaError):
    """Too many questions wait already."""


class TooFastError(QaError):
    """One client asks faster than it may; `seconds` until it may again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class Rate:
    """A token bucket for each client: `per_minute` at once, refilled evenly."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._capacity = per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> int:
        """Takes one token; returns 0, or the whole seconds until there is one again."""
        now = self._clock()
        per_second = self._capacity / 60
        with self._lock:
            tokens, seen = self._buckets.pop(client, (float(self._capacity), now))
            tokens = min(self._capacity, tokens + (now - seen) * per_second)
            allowed = tokens >= 1
            self._buckets[client] = (tokens - 1 if allowed else tokens, now)
            while len(self._buckets) > _CLIENTS:
                self._buckets.popitem(last=False)
        return 0 if allowed else int((1 - tokens) / per_second) + 1

    def give_back(self, client: str) -> None:
        """Returns the token that the client's last call took."""
        with self._lock:
            tokens, seen = self._buckets.get(client, (float(self._capacity), self._clock()))
            self._buckets[client] = (min(self._capacity, tokens + 1), seen)


class Gate:
    """Lets `running` questions be answered at once and `waiting` more wait; refuses the rest at once.

    None waits longer than `patience` seconds.
    """

    def __init__(self, running: int, waiting: int, busy: str, patience: float = 30.0) -> None:
        self._patience = patience
        self._slots = threading.BoundedSemaphore(running)
        self._limit = running + waiting
        self._inside = 0
        self._lock = threading.Lock()
        self._busy = busy

    @property
    def inside(self) -> int:
        """Returns how many questions are being answered or wait."""
        return self._inside

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Waits for a slot.

        Raises:
            BusyError: too many wait already, or this one has waited too long.
        """
        with self._lock:
            if self._inside >= self._limit:
                raise BusyError(self._busy)
            self._inside += 1
        try:
            if not self._slots.acquire(timeout=self._patience):
                raise BusyError(self._busy)
            try:
                yield
            finally:
                self._slots.release()
        finally:
            with self._lock:
                self._inside -= 1
