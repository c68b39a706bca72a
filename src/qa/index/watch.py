"""Keeps an index up to date while files come and go."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from qa.errors import QaError
from qa.index.corpus import FACTS, scan

logger = logging.getLogger(__name__)

INTERVAL = 2.0  # seconds between looks; a file is complete when it is the same in two of them
_RETRY = 60.0  # seconds until a run that failed is tried again though no file has changed

Look = dict[str, tuple[int, int]]


def watch(
    corpus: Path,
    directory: Path,
    update: Callable[[], None],
    report: Callable[[str], None],
    *,
    interval: float = INTERVAL,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Updates an index now and whenever its corpus folder has changed; ends only by an exception such as Ctrl-C.

    A look at the folder costs no reading of files, and works on network drives, where the system reports no changes.

    Args:
        corpus: the folder.
        directory: folder of the index, left out if it lies inside.
        update: updates the index.
        report: is told what went wrong (Vietnamese), the same thing only once in a row.
        interval: seconds between looks.
        sleep: waits.
    """
    seen: Look | None = None
    error, waited = "", 0.0
    while True:
        now = _settled(corpus, directory, interval, sleep)
        if now != seen or (error and waited >= _RETRY):
            seen, waited = now, 0.0
            failed = _attempt(update)
            if failed and failed != error:
                report(failed)
            error = failed
        sleep(interval)
        waited += interval


def _attempt(update: Callable[[], None]) -> str:
    """Returns what went wrong; "" if nothing did."""
    try:
        update()
    except QaError as error:
        logger.warning("update failed: %s %s", error, error.detail)
        return str(error)
    except Exception:
        logger.exception("update failed")
        return "Chương trình gặp lỗi ngoài dự kiến khi lập chỉ mục; xem nhật ký. Chỉ mục cũ vẫn dùng được."
    return ""


def _settled(corpus: Path, directory: Path, interval: float, sleep: Callable[[float], None]) -> Look:
    """Looks at the folder until nothing in it changes between two looks: no file is half written."""
    before = _look(corpus, directory)
    while True:
        sleep(interval)
        now = _look(corpus, directory)
        if now == before:
            return now
        before = now


def _look(corpus: Path, directory: Path) -> Look:
    try:
        places = [file.location for file in scan(corpus, directory)]
    except QaError:
        places = []  # the update says what is wrong with the folder
    found: Look = {}
    for place in [*places, corpus / FACTS]:
        try:
            stat = place.stat()
        except OSError:
            continue
        found[str(place)] = (stat.st_size, stat.st_mtime_ns)
    return found
