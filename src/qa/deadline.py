"""The time that one answer may take: a corpus may hold what no one foresaw, and one question must not stop the others.

The limit is set where a question comes in and looked at wherever something is read or cited, which no long piece of
work does without; so nothing has to be handed through.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from qa.errors import QaError

_end: ContextVar[tuple[float, float, float] | None] = ContextVar("deadline", default=None)


class OutOfTimeError(QaError):
    """An answer took longer than it may."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Lets what runs inside take so many seconds of this thread's time.

    The time of other threads is not counted: on a busy machine an answer waits, and that is not its fault.
    """
    token = _end.set((time.monotonic() + seconds, time.thread_time() + seconds, seconds))
    try:
        yield
    finally:
        _end.reset(token)


def check() -> None:
    """Ends work whose time is over.

    Raises:
        OutOfTimeError: it is.
    """
    limit = _end.get()
    # The clock on the wall costs little to read, and cannot be behind that of the thread.
    if limit is not None and time.monotonic() > limit[0] and time.thread_time() > limit[1]:
        raise OutOfTimeError(
            f"Câu hỏi này cần hơn {limit[2]:g} giây tính toán nên chương trình đã dừng, chưa có câu trả lời: "
            "hãy hỏi hẹp hơn, ví dụ nêu tỉnh hoặc số văn bản.",
            detail=f"over {limit[2]:g} s of computing",
        )
