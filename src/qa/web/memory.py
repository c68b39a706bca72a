"""Memory that a server gives back, where the C library is glibc; elsewhere nothing happens."""

from __future__ import annotations

import ctypes
from typing import Any

_ARENA_MAX = -8  # M_ARENA_MAX of <malloc.h>
_ARENAS = 2


def share() -> None:
    """Lets all threads take memory from two pools: one for each of forty threads keeps what its first answers took."""
    _call("mallopt", _ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Returns to the system what was needed to open model and index, and is needed no more."""
    _call("malloc_trim", 0)


def _call(name: str, *values: int) -> None:
    try:
        function: Any = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError, TypeError):  # another C library
        return
    function(*values)
