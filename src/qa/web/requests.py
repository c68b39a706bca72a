"""The log of questions: one JSON object a line, rotated, without the question's words unless that is switched on."""

from __future__ import annotations

import json
import logging
import threading
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)
NAME = "requests.jsonl"
_BYTES, _KEPT = 5_000_000, 3


class RequestLog:
    """Writes one line a question, whatever door it came through and however it ended.

    Args:
        folder: where the file lies; it is made when the first line is written.
        questions: write the words of questions too.
    """

    def __init__(self, folder: Path, questions: bool = False) -> None:
        self._path = folder / NAME
        self._questions = questions
        self._lock = threading.Lock()
        self._handler: RotatingFileHandler | None = None
        self._failed = False

    def write(self, id: str, question: str, **fields: Any) -> None:
        """Writes a line; a log that cannot be written is said once in the program's own log and stops no answer."""
        line: dict[str, Any] = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "id": id, **fields}
        if self._questions:
            line["question"] = question
        else:
            line["characters"] = len(question)
        record = logging.makeLogRecord({"msg": json.dumps(line, ensure_ascii=False), "levelno": logging.INFO})
        try:
            with self._lock:
                self._opened().emit(record)
        except OSError as error:
            if not self._failed:
                logger.warning("the log of questions cannot be written: %s", error)
            self._failed = True

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            if self._handler is not None:
                self._handler.close()
                self._handler = None

    def _opened(self) -> RotatingFileHandler:
        if self._handler is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(self._path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
            self._handler.setFormatter(logging.Formatter("%(message)s"))
            self._handler.handleError = self._unwritten  # type: ignore[method-assign]
        return self._handler

    def _unwritten(self, record: logging.LogRecord) -> None:
        """Takes the place of logging's own report, which prints a traceback."""
        if not self._failed:
            logger.warning("the log of questions cannot be written", exc_info=True)
        self._failed = True
