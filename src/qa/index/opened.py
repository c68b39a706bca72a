"""An index opened for asking."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any

from qa import deadline
from qa.index import versions
from qa.index.lexical import Query, weighted_terms
from qa.index.manifest import Manifest
from qa.index.register import Register
from qa.index.relations import SET_ASIDE
from qa.index.store import Scored, Store, Vectors
from qa.index.wording import DocumentTerms, Terms, Wording
from qa.records import Document, Passage, Relation, Section, Task

# Kept in memory once read: a document's text takes some 100 kB, its sections some 200 kB.
_CACHED_DOCUMENTS = 300
_CACHED_SECTIONS = 50_000


class Index:
    """The documents, their passages and tasks, and the two searches over them.

    Nothing in it changes while it is open, so what is read once is kept. Safe to use from several threads.

    Attributes:
        directory: the folder of the index.
        version: the version that is open.
        manifest: what it was made of and with.
        store: where it lies.
    """

    def __init__(self, directory: Path, version: str, manifest: Manifest, store: Store) -> None:
        self.directory = directory
        self.version = version
        self.manifest = manifest
        self.store = store
        self._headers: list[Document] | None = None
        self._documents: dict[str, Document | None] = {}
        self._sections: dict[str, list[Section]] = {}
        self._headed: dict[str, list[Section]] = {}
        self._by_id: dict[str, Section] = {}
        self._tasks: dict[str, list[Task]] | None = None
        self._places: dict[str, int] = {}  # of documents that have tasks
        self._vocabulary: dict[str, int] | None = None
        self._count: int | None = None

    # Records

    def headers(self) -> list[Document]:
        """Returns all documents without their texts (`text` is ""), in the order of their paths."""
        if self._headers is None:
            self._headers = self.store.headers()
        return self._headers

    def documents(self) -> list[Document]:
        """Returns all documents with their texts; `headers` does for everything but the texts."""
        found = (self.document(header.doc_id) for header in self.headers())
        return [document for document in found if document is not None]

    def document(self, doc_id: str) -> Document | None:
        """Returns one document, or None."""
        if doc_id not in self._documents:
            bound(self._documents)
            self._documents[doc_id] = self.store.document(doc_id)
        return self._documents[doc_id]

    def terms(self, doc_id: str) -> DocumentTerms:
        """Returns the terms of a document's sections, with and without diacritics."""
        return self.store.terms(doc_id)

    def worded(self, section_ids: Sequence[str]) -> dict[str, tuple[Section, Wording]]:
        """Returns sections with their sentences and terms, by their ids; unknown ids are left out."""
        bound(self._by_id, _CACHED_SECTIONS)
        found = self.store.worded(section_ids) if section_ids else []
        return {s.section_id: (self._by_id.setdefault(s.section_id, s), words) for s, words in found}

    def above(self, section_ids: Sequence[str], among: frozenset[str] | None = None) -> dict[str, Terms]:
        """Returns for sections the terms of the headings over each and of its part's title; see `Store.above`."""
        return self.store.above(section_ids, among)

    def heading_terms(self, section: Section) -> Terms:
        """Returns the terms of a section's heading and label."""
        return self.store.heading_terms(section)

    def task_terms(self, tasks: Sequence[Task], among: frozenset[str] | None = None) -> dict[str, Terms]:
        """Returns the terms of tasks and their results, by their ids; `among`: see `Store.above`."""
        return self.store.task_terms([task.task_id for task in tasks], among)

    def sections(self, doc_id: str) -> list[Section]:
        """Returns the sections of a document in their order; none for an unknown document."""
        if doc_id not in self._sections:
            bound(self._sections)
            bound(self._by_id, _CACHED_SECTIONS)
            sections = self.store.sections(doc_id)
            self._by_id.update((section.section_id, section) for section in sections)
            self._sections[doc_id] = sections
        return self._sections[doc_id]

    def kinds(self, doc_id: str) -> dict[str, str]:
        """Returns the kinds of a document's sections by their ids, in their order."""
        return self.store.kinds(doc_id)

    def of_kinds(self, doc_id: str, *kinds: str) -> list[Section]:
        """Returns those sections of a document that are of some kinds, in their order; the others are not read."""
        wanted = [section_id for section_id, kind in self.kinds(doc_id).items() if kind in kinds]
        if missing := [section_id for section_id in wanted if section_id not in self._by_id]:
            bound(self._by_id, _CACHED_SECTIONS, len(missing))
            self._by_id.update((section.section_id, section) for section in self.store.listed(missing))
        found = map(self.section, wanted)
        return [section for section in found if section is not None]

    def headed(self, doc_id: str, kind: str = "") -> list[Section]:
        """Returns those sections of a document that have a heading, in their order: a quarter of all.

        Args:
            doc_id: the document.
            kind: only those of this kind; no others are read for them.
        """
        if kind:
            known = self._headed.get(doc_id)
            if known is None:
                return self.store.headed(doc_id, kind)
            return [section for section in known if section.kind == kind]
        if doc_id not in self._headed:
            bound(self._headed)
            whole = self._sections.get(doc_id)
            headed = self.store.headed(doc_id) if whole is None else [section for section in whole if section.heading]
            self._headed[doc_id] = headed
        return self._headed[doc_id]

    def section(self, section_id: str) -> Section | None:
        """Returns one section, or None."""
        found = self._by_id.get(section_id)
        if found is None:
            found = self.store.section(section_id)
            if found is not None:
                bound(self._by_id, _CACHED_SECTIONS)
                self._by_id[section_id] = found
        return found

    def tasks(self, docs: Collection[str] | None = None) -> list[Task]:
        """Returns the tasks of some documents, or of all but those set aside, in the order of documents and offsets."""
        deadline.check()
        if docs is None:
            return list(self.register)
        found = self._tasks if self._tasks is not None else self._read_tasks()
        known = sorted((doc_id for doc_id in set(docs) if doc_id in found), key=self._places.__getitem__)
        return [task for doc_id in known for task in found[doc_id]]

    @cached_property
    def register(self) -> Register:
        """The tasks of all documents but those set aside: `tasks()`, not copied, with maps to its rows."""
        found = self._tasks if self._tasks is not None else self._read_tasks()
        return Register(chain.from_iterable(rows for doc_id, rows in found.items() if doc_id not in self.set_aside))

    def rows(self, docs: Collection[str] | None) -> Sequence[Task]:
        """Returns `tasks(docs)` for reading alone: of all documents the register itself."""
        deadline.check()
        return self.register if docs is None else self.tasks(docs)

    def _read_tasks(self) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
        for task in self.store.tasks():
            found.setdefault(task.doc_id, []).append(task)
        self._places = {doc_id: place for place, doc_id in enumerate(found)}
        self._tasks = found
        return found

    # Relations

    def relations(self, doc_id: str) -> list[Relation]:
        """Returns what relates a document to others, in either direction."""
        return [r for r in self.manifest.relations if doc_id in (r.doc_id, r.other)]

    @cached_property
    def set_aside(self) -> frozenset[str]:
        """The documents of which the corpus holds a newer form or another copy: used only where they are named."""
        return frozenset(r.other for r in self.manifest.relations if r.kind in SET_ASIDE)

    def _preferred(self, docs: Collection[str] | None) -> Collection[str] | None:
        if docs is not None or not self.set_aside:
            return docs
        return [header.doc_id for header in self.headers() if header.doc_id not in self.set_aside]

    # Passages

    def passages(self, docs: Collection[str] | None = None) -> list[Passage]:
        """Returns the passages of some documents, or of all, in the order of documents and offsets."""
        return self.store.fetch(self.store.keys(docs))

    def count(self) -> int:
        """Returns the number of passages."""
        if self._count is None:
            self._count = len(self.store.keys())
        return self._count

    @property
    def approximate(self) -> bool:
        """Whether broad searches of the vectors are approximate."""
        return any(name.endswith(".ivf") for name in self.manifest.files)

    def fetch(self, keys: Sequence[int]) -> list[Passage]:
        """Returns the passages that a search found, by their keys."""
        return self.store.fetch(keys)

    def passage(self, passage_id: str) -> Passage | None:
        """Returns one passage by its id, or None."""
        return self.store.passage(passage_id)

    def passages_at(self, doc_id: str, start: int, end: int) -> list[Passage]:
        """Returns the passages that hold some of a stretch of a document, in order."""
        return self.store.passages_at(doc_id, start, end)

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """Returns the vectors of some passages, one row each."""
        return self.store.vectors(keys)

    def search_vector(self, vector: Vectors, k: int, docs: Collection[str] | None = None) -> list[Scored]:
        """Returns (key, cosine) of the k nearest passages, best first.

        Args:
            vector: the question's normalised vector.
            k: how many.
            docs: search these documents only; None for all but those set aside, an empty collection for none.
        """
        deadline.check()
        return self.store.search_vector(vector, k, self._preferred(docs))

    def search_tokens(
        self,
        query: Query,
        k: int,
        docs: Collection[str] | None = None,
        folded: bool = False,
        weights: Mapping[str, float] | None = None,
        required: Collection[str] = (),
    ) -> list[Scored]:
        """Returns (key, BM25 score) of the k best passages, best first.

        Args:
            query: a text, terms as `search_terms` makes them, or terms with weights.
            k: how many.
            docs: search these documents only; None for all but those set aside, an empty collection for none.
            folded: compare without diacritics.
            weights: weights of the fields "terms" (breadcrumb and text as one), "body" and "crumb"; by
                default "terms" alone.
            required: those of the terms that a passage must hold.
        """
        deadline.check()
        docs = self._preferred(docs)
        return self.store.search_tokens(weighted_terms(query, folded), k, docs, folded, weights, required)

    def holding(
        self, terms: Iterable[str], docs: Collection[str] | None = None, folded: bool = False, field: str = "terms"
    ) -> dict[str, int]:
        """Returns the number of passages of some documents (by default of all) that hold each term in a field."""
        return self.store.holding(terms, docs, folded, field)

    def known(self, terms: Iterable[str]) -> frozenset[str]:
        """Returns those of some terms that any section may hold, or a heading over it; the others none does."""
        return self.store.known(terms)

    def vocabulary(self, pairs: bool = False) -> dict[str, int]:
        """Returns the words of the texts (and pairs "a_b"), lower case, with the number of passages that hold each."""
        if pairs:
            return self.store.vocabulary(pairs=True)
        if self._vocabulary is None:
            self._vocabulary = self.store.vocabulary()
        return self._vocabulary

    # Health

    def verify(self) -> None:
        """Compares every file with its checksum.

        Raises:
            QaError: a file is missing or damaged.
        """
        versions.check_files(self.directory / self.version, self.manifest, thorough=True)

    def close(self) -> None:
        """Frees files and connections."""
        self.store.close()


def bound(cache: dict[Any, Any], most: int = _CACHED_DOCUMENTS, coming: int = 1) -> None:
    """Makes room in a cache that holds as much as it should: freeing all of it at once would hold up one answer."""
    if len(cache) + coming > most:
        for key in list(islice(cache, max(most // 20 + 1, coming))):
            cache.pop(key, None)
