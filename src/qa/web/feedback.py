"""What users say about answers, kept in SQLite so that it is on disk when it is acknowledged."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from qa.errors import QaError

_WAIT = 10.0  # seconds for another process that writes
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    turn TEXT NOT NULL, user TEXT NOT NULL, time TEXT NOT NULL, rating INTEGER NOT NULL, reason TEXT NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL, citations TEXT NOT NULL, record TEXT NOT NULL,
    settings TEXT NOT NULL, index_version TEXT NOT NULL, PRIMARY KEY (turn, user)
)
"""


class Cited(BaseModel):
    """A citation as feedback and exports carry it."""

    n: int
    doc_id: Annotated[str, Field(max_length=500)]
    section_id: Annotated[str, Field(max_length=1000)]
    reference: Annotated[str, Field(max_length=2000)]
    quote: Annotated[str, Field(max_length=60_000)]


class TurnRecord(BaseModel):
    """A question and its answer as the page hands them back."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{1,32}$")]
    question: Annotated[str, Field(max_length=60_000)]
    standalone_question: Annotated[str, Field(max_length=60_000)] = ""
    answer: Annotated[str, Field(max_length=200_000)]
    abstained: bool = False
    mode: Annotated[str, Field(max_length=50)] = ""
    confidence: float = 0.0
    index: Annotated[str, Field(max_length=100)] = ""
    written: Annotated[str, Field(max_length=2000)] = ""
    citations: list[Cited] = Field(default_factory=list, max_length=200)


class FeedbackBody(BaseModel):
    """A judgement of one answer: 1 good, -1 bad, with an optional reason."""

    turn: TurnRecord
    rating: Literal[1, -1]
    reason: Annotated[str, Field(max_length=2000)] = ""


class Feedback:
    """The store; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def add(self, body: FeedbackBody, user: str, settings: dict[str, Any]) -> None:
        """Keeps a judgement; a later one of the same user on the same answer takes its place.

        Raises:
            QaError: it could not be written.
        """
        turn = body.turn
        row = (
            turn.id,
            user,
            datetime.now(UTC).isoformat(timespec="seconds"),
            body.rating,
            body.reason.strip(),
            turn.question,
            turn.answer,
            json.dumps([cited.model_dump() for cited in turn.citations], ensure_ascii=False),
            turn.model_dump_json(),
            json.dumps(settings, ensure_ascii=False),
            turn.index,
        )
        try:
            with self._lock, self._open() as base:
                base.execute(f"INSERT OR REPLACE INTO feedback VALUES ({','.join('?' * len(row))})", row)
        except (sqlite3.Error, OSError) as error:
            raise QaError(
                f"Không ghi được góp ý vào {self._path}; hãy báo quản trị viên.", detail=str(error)
            ) from error

    def rows(self, limit: int = 100_000) -> list[dict[str, Any]]:
        """Returns the judgements, newest first."""
        if not self._path.exists():
            return []
        with self._lock, self._open() as base:
            found = base.execute("SELECT * FROM feedback ORDER BY time DESC, rowid DESC LIMIT ?", (limit,))
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

    def candidates(self) -> Iterator[str]:
        """Yields lines in the layout of the gold set, to be checked and completed by a person."""
        for number, row in enumerate(reversed(self.rows()), 1):
            record, cited = json.loads(row["record"]), json.loads(row["citations"])
            good = row["rating"] > 0
            line = {
                "id": f"feedback-{number:04d}",
                "question": record["standalone_question"] or row["question"],
                "kind": "unanswerable" if record["abstained"] and good else "fact",
                "docs": sorted({one["doc_id"] for one in cited}),
                "answer": row["answer"] if good else "",
                "must": [],
                "evidence": [
                    {key: one[key] for key in ("doc_id", "section_id", "quote")} for one in cited if good
                ],
                "evidence_mode": "all",
                "filter": {},
                "history": [],
                "difficulty": "medium",
                "note": f"{'👍' if good else '👎'} {row['reason']}".strip(),
            }
            yield json.dumps(line, ensure_ascii=False)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Opens the file for one transaction; FULL waits for the disk before a commit returns."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._path, timeout=_WAIT)
        try:
            base.execute("PRAGMA synchronous = FULL")
            with base:
                base.execute(_SCHEMA)
                yield base
        finally:
            base.close()
