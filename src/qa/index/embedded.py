"""The store that needs no server: SQLite for records, FAISS for vectors, tantivy for terms, in one folder."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.index.database import Database, Place
from qa.index.lexical import LexicalIndex
from qa.index.opened import bound
from qa.index.store import Bundle, Scored, Vectors
from qa.index.vectors import VectorIndex
from qa.index.wording import DocumentTerms, Terms, Wording, wording
from qa.records import Document, Passage, Section, Task

RECORDS, VECTORS, TERMS = "records.sqlite", "vectors.faiss", "terms"
# Above this share of removed passages the lexical index is written anew: otherwise they still count in the
# document frequencies until tantivy merges its segments.
_STALE_SHARE = 0.02
# Passages kept in memory once read; about 3 kB each.
_CACHED = 20_000
_CACHED_HEADS = 2_000  # sections side by side share the words of the headings above them; about 20 kB each
_CACHED_DOCUMENTS = 300  # whose sections' headings are kept; about 60 kB each


class EmbeddedStore:
    """Implements `qa.index.store.Store` in a folder. Reading is safe from several threads."""

    def __init__(self, directory: Path, vectors: VectorIndex, writable: bool, approximate: bool = False) -> None:
        self._approximate = approximate
        self._directory = directory
        self._vectors = vectors
        self.dimension = vectors.dimension
        self._database = Database(directory / RECORDS, writable)
        self._terms = LexicalIndex(directory / TERMS, writable)
        self._ranges = self._database.key_ranges()
        # While writing: the ranges as they will be, the keys that go, and the next key (never one of those).
        self._live = dict(self._ranges)
        self._dead: list[NDArray[np.int64]] = []
        self._next = self._database.next_key()
        self._cache: dict[int, Passage] = {}
        self._firsts: list[tuple[int, str]] | None = None
        self._heads: dict[Place, Terms] = {}
        self._headings = lru_cache(maxsize=_CACHED_DOCUMENTS)(self._database.headings)
        self._kinds = lru_cache(maxsize=_CACHED_DOCUMENTS)(self._database.kinds)
        self._extents = lru_cache(maxsize=_CACHED_DOCUMENTS)(self._database.extents)

    @classmethod
    def create(cls, directory: Path, dimension: int, approximate: bool = False) -> EmbeddedStore:
        """Makes an empty store in an empty folder, open for writing; `approximate`: see `VectorIndex.save`."""
        (directory / TERMS).mkdir(parents=True)
        return cls(directory, VectorIndex.create(dimension), True, approximate)

    @classmethod
    def open(cls, directory: Path, writable: bool = False, approximate: bool = False) -> EmbeddedStore:
        """Opens the store of a folder."""
        return cls(directory, VectorIndex.load(directory / VECTORS, writable), writable, approximate)

    def add(self, bundle: Bundle, vectors: Vectors) -> None:
        """Adds a document; see `Store`."""
        if vectors.shape != (len(bundle.passages), self.dimension):
            raise ValueError(
                f"{vectors.shape} vectors for {len(bundle.passages)} passages of {self.dimension}"
            )
        keys = self._database.add(bundle, self._next)
        self._live[bundle.document.doc_id] = (self._next, len(keys))
        self._next += len(keys)
        self._vectors.add(keys, vectors)
        for key, passage in zip(keys, bundle.passages, strict=True):
            self._terms.add(int(key), passage)

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Removes documents; see `Store`."""
        known = [doc_id for doc_id in dict.fromkeys(doc_ids) if doc_id in self._live]
        self._dead.append(_keys(self._live.pop(doc_id) for doc_id in known))
        self._terms.remove(known)
        self._database.remove(known)

    def commit(self) -> None:
        """Writes everything to the folder; see `Store`."""
        self._database.commit()
        self._ranges = self._database.key_ranges()
        self._firsts = None
        self._cache.clear()
        self._heads.clear()
        self._headings.cache_clear()
        self._kinds.cache_clear()
        self._extents.cache_clear()
        dead = np.concatenate([np.empty(0, dtype=np.int64), *self._dead])
        self._dead.clear()
        self._vectors.remove(dead)
        self._vectors.save(self._directory / VECTORS, self._approximate)
        self._terms.commit()
        if len(dead) > _STALE_SHARE * len(self._vectors):
            self._terms.clear()
            for key in self.keys():
                self._terms.add(key, self.fetch([key])[0])
            self._terms.commit()

    def close(self) -> None:
        """Frees files and connections."""
        self._terms.close()
        self._database.close()

    def search_vector(self, vector: Vectors, k: int, docs: Collection[str] | None = None) -> list[Scored]:
        """Returns the k passages with the highest inner product; see `Store`."""
        docs = self._filter(docs)
        return self._vectors.search(vector, k, None if docs is None else self._allowed(docs))

    def search_tokens(
        self,
        terms: Mapping[str, float],
        k: int,
        docs: Collection[str] | None = None,
        folded: bool = False,
        weights: Mapping[str, float] | None = None,
        required: Collection[str] = (),
    ) -> list[Scored]:
        """Returns the k best passages by BM25; see `Store`."""
        return self._terms.search(terms, k, self._filter(docs), folded, weights or {"terms": 1.0}, required)

    def headers(self) -> list[Document]:
        """Returns all documents without their texts."""
        return self._database.headers()

    def document(self, doc_id: str) -> Document | None:
        """Returns one document with its text."""
        return self._database.document(doc_id)

    def terms(self, doc_id: str) -> DocumentTerms:
        """Returns the terms of a document's sections; see `Store`."""
        return self._database.terms(doc_id)

    def worded(self, section_ids: Sequence[str]) -> list[tuple[Section, Wording]]:
        """Returns sections with what was cut of them when they were added; see `Store`."""
        found = self._database.worded(section_ids)
        above, vocabulary = self._above({(s.doc_id, head) for s, head, _ in found}), self._database.vocabulary
        return [(s, wording(words, s, above[s.doc_id, head], vocabulary)) for s, head, words in found]

    def above(self, section_ids: Sequence[str], among: frozenset[str] | None = None) -> dict[str, Terms]:
        """Returns for sections the terms of the headings over each; see `Store`."""
        places = self._database.heads(section_ids)
        wanted = set(places.values())
        found = self._above(wanted) if among is None else self._database.above(list(wanted), among)
        return {section_id: found[place] for section_id, place in places.items()}

    def _above(self, places: Set[Place]) -> dict[Place, Terms]:
        """Returns the terms of headings by where they are kept; those not read before are read together."""
        found = {place: terms for place in places if (terms := self._heads.get(place)) is not None}
        if missing := list(places - found.keys()):
            read = self._database.above(missing)
            bound(self._heads, _CACHED_HEADS, len(read))
            self._heads.update(read)
            found.update(read)
        return found

    def heading_terms(self, section: Section) -> Terms:
        """Returns the terms of a section's heading and label."""
        return self._headings(section.doc_id).get(section.section_id, frozenset())

    def task_terms(self, task_ids: Sequence[str], among: frozenset[str] | None = None) -> dict[str, Terms]:
        """Returns the terms of tasks and their results; see `Store`."""
        return self._database.task_terms(task_ids, among)

    def sections(self, doc_id: str) -> list[Section]:
        """Returns the sections of a document in their order."""
        return self._database.sections(doc_id)

    def kinds(self, doc_id: str) -> dict[str, str]:
        """Returns the kinds of a document's sections by their ids, in their order."""
        return self._kinds(doc_id)

    def headed(self, doc_id: str, kind: str = "") -> list[Section]:
        """Returns those sections of a document that have a heading, in their order; see `Store`."""
        return self._database.headed(doc_id, kind)

    def section(self, section_id: str) -> Section | None:
        """Returns one section."""
        return self._database.section(section_id)

    def listed(self, section_ids: Sequence[str]) -> list[Section]:
        """Returns some sections, in any order; unknown ids are ignored."""
        return self._database.listed(section_ids)

    def fetch(self, keys: Sequence[int]) -> list[Passage]:
        """Returns the passages of some keys, in the order asked for."""
        cache = self._cache
        missing = [key for key in keys if key not in cache]
        found = self._database.passages(missing) if missing else {}
        passages = [found[key] if key in found else cache[key] for key in keys]
        if len(cache) + len(found) <= _CACHED:
            cache.update(found)
        return passages

    def passage(self, passage_id: str) -> Passage | None:
        """Returns one passage by its id."""
        return next(iter(self.fetch(self._database.keys_of(passage_id))), None)

    def passages_at(self, doc_id: str, start: int, end: int) -> list[Passage]:
        """Returns the passages that hold some of a stretch of a document."""
        return self.fetch([key for key, first, last in self._extents(doc_id) if first < end and last > start])

    def keys(self, docs: Collection[str] | None = None) -> list[int]:
        """Returns the keys of all passages in the order of documents and offsets."""
        if docs is not None and len(docs) == 1:
            wanted: Iterable[str] = [doc_id for doc_id in docs if doc_id in self._ranges]
        else:
            wanted = self._ranges if docs is None else [doc_id for doc_id in self._ranges if doc_id in docs]
        keys: list[int] = _keys(self._ranges[doc_id] for doc_id in wanted).tolist()
        return keys

    def owners(self, keys: Sequence[int]) -> list[str]:
        """Returns the documents of some passages, in the order asked for."""
        if self._firsts is None:
            self._firsts = sorted((first, doc_id) for doc_id, (first, count) in self._ranges.items() if count)
        return [self._firsts[bisect_right(self._firsts, key, key=itemgetter(0)) - 1][1] for key in keys]

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """Returns the vectors of some passages, one row each."""
        return self._vectors.rows(np.asarray(keys, dtype=np.int64))

    def tasks(self, docs: Collection[str] | None = None) -> list[Task]:
        """Returns the tasks in the order of documents and offsets."""
        return self._database.tasks(docs)

    def holding(
        self, terms: Iterable[str], docs: Collection[str] | None = None, folded: bool = False, field: str = "terms"
    ) -> dict[str, int]:
        """Returns the number of passages of some documents that hold each term; see `Store`."""
        return self._terms.holding(terms, self._filter(docs), folded, field)

    def known(self, terms: Iterable[str]) -> frozenset[str]:
        """Returns those of some terms that a section may hold; see `Store`."""
        return self._database.vocabulary.known(terms)

    def vocabulary(self, pairs: bool = False) -> dict[str, int]:
        """Returns the words of the texts with the number of passages that hold each."""
        return self._terms.vocabulary(pairs)

    def _filter(self, docs: Collection[str] | None) -> Collection[str] | None:
        """Returns a filter, or None for one that lets everything through: searching without is quicker."""
        if docs is None or len(docs) < len(self._ranges):
            return docs
        return None if self._ranges.keys() <= set(docs) else docs

    def _allowed(self, docs: Collection[str]) -> NDArray[np.int64]:
        return _keys(self._ranges[doc_id] for doc_id in set(docs) if doc_id in self._ranges)


def _keys(ranges: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    parts = [np.arange(first, first + count, dtype=np.int64) for first, count in ranges]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
