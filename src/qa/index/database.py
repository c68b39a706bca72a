"""The records of an index in one SQLite file, each in the form that `coding` gives it.

The file is written by `qa index` alone, inside a version directory that nothing reads yet; afterwards it
never changes. So readers open it as immutable: no locks, no side files, and a read-only folder will do.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from qa import deadline
from qa.index.coding import LAYOUT, decode, decode_document, encode, encode_header, packed_text, unpacked_text
from qa.index.store import Bundle
from qa.index.vocabulary import Vocabulary
from qa.index.wording import Cutter, DocumentTerms, Terms, heading_text, pack, task_text, unpack
from qa.records import Document, Passage, Section, Task

_SCHEMA = """
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, path TEXT NOT NULL, record TEXT NOT NULL, text BLOB NOT NULL,
    first_key INTEGER NOT NULL, passages INTEGER NOT NULL);
CREATE TABLE sections (
    section_id TEXT PRIMARY KEY, doc_id TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
    record TEXT NOT NULL, head INTEGER NOT NULL, heading BLOB, words BLOB NOT NULL);
CREATE TABLE heads (doc_id TEXT NOT NULL, head INTEGER NOT NULL, words BLOB NOT NULL, PRIMARY KEY (doc_id, head));
CREATE TABLE terms (doc_id TEXT PRIMARY KEY, words BLOB NOT NULL);
CREATE TABLE vocabulary (first INTEGER PRIMARY KEY, terms BLOB NOT NULL);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, doc_id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, record TEXT NOT NULL,
    text BLOB NOT NULL);
CREATE TABLE tasks (
    task_id TEXT PRIMARY KEY, doc_id TEXT NOT NULL, position INTEGER NOT NULL, record TEXT NOT NULL,
    words BLOB NOT NULL);
CREATE INDEX sections_of ON sections (doc_id, position);
CREATE INDEX passages_of ON passages (doc_id, key, start, "end");
CREATE INDEX tasks_of ON tasks (doc_id, position);
"""
Place = tuple[str, int]
"""Where the terms of the headings over sections are kept: a document, and a number in it."""

_BATCH = 500  # values in one SQL list; SQLite's own limit is 999 in old builds


class Database:
    """One SQLite file, opened once; safe to use from several threads."""

    def __init__(self, path: Path, writable: bool = False) -> None:
        self._lock = threading.Lock()
        address = f"file:{quote(str(path.absolute()))}"
        if writable:
            fresh = not path.exists()
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            # The whole version is synced to disk before CURRENT names it; a crash before that discards it.
            self._connection.execute("PRAGMA synchronous = OFF")
            if fresh:
                self._connection.executescript(f"{_SCHEMA} PRAGMA user_version = {LAYOUT};")
        else:
            address += "?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        if self._rows("PRAGMA user_version") != [(LAYOUT,)]:
            raise ValueError(f"{path}: records of other fields than this program's")

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def commit(self) -> None:
        """Ends the transaction."""
        first, terms = self.vocabulary.added()
        if terms:
            self._connection.execute("INSERT INTO vocabulary VALUES (?, ?)", (first, packed_text("\n".join(terms))))
        self._connection.commit()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all sections, headings and tasks, read when the first of them is."""
        kept = self._rows("SELECT terms FROM vocabulary ORDER BY first")
        return Vocabulary([term for (terms,) in kept for term in unpacked_text(terms).split("\n")])

    def next_key(self) -> int:
        """Returns a key above all that are in use."""
        return int(self._rows("SELECT coalesce(max(key), 0) FROM passages")[0][0]) + 1

    def add(self, bundle: Bundle, first: int) -> NDArray[np.int64]:
        """Adds a document; the keys of its passages, which are returned, start at `first`."""
        document, doc_id = bundle.document, bundle.document.doc_id
        keys = np.arange(first, first + len(bundle.passages), dtype=np.int64)
        run = self._connection.executemany
        row = (doc_id, document.source.path, encode_header(document), packed_text(document.text), first, len(keys))
        run("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", [row])
        cutter = Cutter(document, bundle.sections, self.vocabulary)
        run(
            "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (s.section_id, doc_id, i, s.kind, encode(s), cutter.above(s), self._heading(s), cutter.wording(s))
                for i, s in enumerate(bundle.sections)
            ],
        )
        run("INSERT INTO heads VALUES (?, ?, ?)", [(doc_id, n, words) for n, words in enumerate(cutter.heads())])
        run("INSERT INTO terms VALUES (?, ?)", [(doc_id, cutter.document())])
        run(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (int(key), p.passage_id, doc_id, p.start, p.end, encode(p, "text"), packed_text(p.text))
                for key, p in zip(keys, bundle.passages, strict=True)
            ],
        )
        run(
            "INSERT INTO tasks VALUES (?, ?, ?, ?, ?)",
            [
                (t.task_id, doc_id, i, encode(t), pack(task_text(t), self.vocabulary))
                for i, t in enumerate(bundle.tasks)
            ],
        )
        return keys

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Removes documents and all that belongs to them."""
        for doc_id in doc_ids:
            for table in ("documents", "terms", "heads", "sections", "passages", "tasks"):
                # The table is one of those named above.
                self._connection.execute(f"DELETE FROM {table} WHERE doc_id = ?", (doc_id,))  # nosec B608

    def key_ranges(self) -> dict[str, tuple[int, int]]:
        """Returns (first key, number of passages) of each document, in the order of their paths."""
        rows = self._rows("SELECT doc_id, first_key, passages FROM documents ORDER BY path, doc_id")
        return {doc_id: (first, count) for doc_id, first, count in rows}

    def headers(self) -> list[Document]:
        """Returns all documents without their texts."""
        rows = self._rows("SELECT record FROM documents ORDER BY path, doc_id")
        return [decode_document(record, "") for (record,) in rows]

    def document(self, doc_id: str) -> Document | None:
        """Returns one document."""
        rows = self._rows("SELECT record, text FROM documents WHERE doc_id = ?", (doc_id,))
        return decode_document(rows[0][0], unpacked_text(rows[0][1])) if rows else None

    def terms(self, doc_id: str) -> DocumentTerms:
        """Returns the terms of a document's sections."""
        return DocumentTerms(self._rows("SELECT words FROM terms WHERE doc_id = ?", (doc_id,))[0][0])

    def worded(self, section_ids: Sequence[str]) -> list[tuple[Section, int, bytes]]:
        """Returns sections, where the terms of the headings over each are kept, and its own wording, packed."""
        found: list[tuple[Section, int, bytes]] = []
        for batch in _batches(section_ids):
            sql = f"SELECT record, head, words FROM sections WHERE section_id IN ({_marks(batch)})"  # nosec B608
            rows = self._rows(sql, batch)
            found += [(decode(Section, record), head, words) for record, head, words in rows]
        return found

    def headings(self, doc_id: str) -> dict[str, Terms]:
        """Returns the terms of the headings in a document, by their sections."""
        sql = "SELECT section_id, heading FROM sections WHERE doc_id = ? AND heading IS NOT NULL"
        return dict(unpack(self._rows(sql, (doc_id,)), self.vocabulary))

    def heads(self, section_ids: Sequence[str]) -> dict[str, Place]:
        """Returns where the terms above sections are kept."""
        found: dict[str, Place] = {}
        for batch in _batches(section_ids):
            sql = f"SELECT section_id, doc_id, head FROM sections WHERE section_id IN ({_marks(batch)})"  # nosec B608
            found.update((section_id, (doc_id, head)) for section_id, doc_id, head in self._rows(sql, batch))
        return found

    def above(self, places: Sequence[Place], among: frozenset[str] | None = None) -> dict[Place, Terms]:
        """Returns the terms of the headings over sections, all or those of `among`, by where they are kept."""
        found: dict[Place, Terms] = {}
        for batch in _batches(places, _BATCH // 2):
            marks = ",".join(["(?, ?)"] * len(batch))
            # A list of pairs after IN would make SQLite read the whole table.
            sql = f"""WITH wanted (doc_id, head) AS (VALUES {marks})
                SELECT doc_id, head, words FROM wanted CROSS JOIN heads USING (doc_id, head)"""  # nosec B608
            rows = self._rows(sql, [value for place in batch for value in place])
            found.update(unpack([((doc_id, head), words) for doc_id, head, words in rows], self.vocabulary, among))
        return found

    def task_terms(self, task_ids: Sequence[str], among: frozenset[str] | None) -> dict[str, Terms]:
        """Returns the terms of tasks and their results, all or those of `among`."""
        found: dict[str, Terms] = {}
        for batch in _batches(task_ids):
            sql = f"SELECT task_id, words FROM tasks WHERE task_id IN ({_marks(batch)})"  # nosec B608
            found.update(unpack(self._rows(sql, batch), self.vocabulary, among))
        return found

    def sections(self, doc_id: str) -> list[Section]:
        """Returns the sections of a document in their order."""
        rows = self._rows("SELECT record FROM sections WHERE doc_id = ? ORDER BY position", (doc_id,))
        return [decode(Section, record) for (record,) in rows]

    def kinds(self, doc_id: str) -> dict[str, str]:
        """Returns the kinds of a document's sections by their ids, in their order."""
        sql = "SELECT section_id, kind FROM sections WHERE doc_id = ? ORDER BY position"
        return dict(self._rows(sql, (doc_id,)))

    def headed(self, doc_id: str, kind: str = "") -> list[Section]:
        """Returns those sections of a document that have a heading, in their order; of one kind, if one is given."""
        of_kind = "kind = ? AND " if kind else ""
        sql = f"SELECT record FROM sections WHERE doc_id = ? AND {of_kind}heading IS NOT NULL ORDER BY position"  # nosec B608
        return [decode(Section, record) for (record,) in self._rows(sql, (doc_id, kind) if kind else (doc_id,))]

    def section(self, section_id: str) -> Section | None:
        """Returns one section."""
        rows = self._rows("SELECT record FROM sections WHERE section_id = ?", (section_id,))
        return decode(Section, rows[0][0]) if rows else None

    def listed(self, section_ids: Sequence[str]) -> list[Section]:
        """Returns some sections, in any order; unknown ids are ignored."""
        found: list[Section] = []
        for batch in _batches(section_ids):
            sql = f"SELECT record FROM sections WHERE section_id IN ({_marks(batch)})"  # nosec B608
            found += [decode(Section, record) for (record,) in self._rows(sql, batch)]
        return found

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Returns the passages of some keys."""
        found: dict[int, Passage] = {}
        for batch in _batches(keys):
            sql = f"SELECT key, record, text FROM passages WHERE key IN ({_marks(batch)})"  # nosec B608
            for key, record, text in self._rows(sql, batch):
                found[key] = decode(Passage, record, unpacked_text(text))
        return found

    def keys_of(self, passage_id: str) -> list[int]:
        """Returns the key of a passage, if there is one."""
        return [key for (key,) in self._rows("SELECT key FROM passages WHERE passage_id = ?", (passage_id,))]

    def extents(self, doc_id: str) -> list[tuple[int, int, int]]:
        """Returns (key, start, end) of the passages of a document."""
        sql = 'SELECT key, start, "end" FROM passages WHERE doc_id = ? ORDER BY key'
        return [(key, start, end) for key, start, end in self._rows(sql, (doc_id,))]

    def tasks(self, docs: Collection[str] | None) -> list[Task]:
        """Returns the tasks of some documents, or of all, in the order of paths and positions."""
        query = "SELECT t.record FROM tasks t JOIN documents d USING (doc_id)"
        order = " ORDER BY d.path, t.doc_id, t.position"
        if docs is None:
            return [decode(Task, record) for (record,) in self._rows(query + order)]
        tasks: list[Task] = []
        for batch in _batches(sorted(docs)):
            rows = self._rows(f"{query} WHERE t.doc_id IN ({_marks(batch)}){order}", batch)
            tasks += [decode(Task, record) for (record,) in rows]
        return tasks

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        deadline.check()
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def _heading(self, section: Section) -> bytes | None:
        return pack(heading_text(section), self.vocabulary) if section.heading else None


def _batches(values: Sequence[Any], most: int = _BATCH) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), most):
        yield values[start : start + most]


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))
