"""What the search side asks of a store of passages, whichever engine holds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.index.wording import DocumentTerms, Terms, Wording
from qa.records import Document, Passage, Section, Task

Vectors = NDArray[np.float32]
Scored = tuple[int, float]
"""The key of a passage in its store, and its score. Keys are positive, and stable while a document stays."""

FIELDS = ("terms", "body", "crumb")
"""Lexical fields: `body` is the passage's text, `crumb` its breadcrumb, `terms` both as one. Each has a twin
without diacritics."""

NARROW = 8
"""Documents of a filter up to which words are weighed by how many passages of these documents hold them, so that what
else the store holds changes nothing in an answer on them (docs/decisions.md)."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document with all that was made of it; the unit that is added to and removed from a store."""

    document: Document
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tasks: tuple[Task, ...] = ()


class Store(Protocol):
    """Passages with their vectors and terms, and the records around them.

    A filter (`docs`) is applied before scoring: `k` results come back whenever the documents named hold that
    many. None means all documents; an empty collection means none; unknown ids are ignored. Results are
    ordered by falling score, equal scores by rising key.
    """

    dimension: int

    def add(self, bundle: Bundle, vectors: Vectors) -> None:
        """Adds a document; `vectors` holds one normalised row for each of its passages, in order."""
        ...

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Removes documents and all that belongs to them; unknown ids are ignored."""
        ...

    def commit(self) -> None:
        """Makes what was added and removed visible to searches and lasting on disk."""
        ...

    def close(self) -> None:
        """Frees files and connections."""
        ...

    def search_vector(self, vector: Vectors, k: int, docs: Collection[str] | None = None) -> list[Scored]:
        """Returns the k passages with the highest inner product, exactly."""
        ...

    def search_tokens(
        self,
        terms: Mapping[str, float],
        k: int,
        docs: Collection[str] | None = None,
        folded: bool = False,
        weights: Mapping[str, float] | None = None,
        required: Collection[str] = (),
    ) -> list[Scored]:
        """Returns the k best passages by BM25.

        Args:
            terms: terms as `search_terms` makes them, each with its weight.
            k: how many.
            docs: the filter.
            folded: search the fields without diacritics (`terms` must be folded too).
            weights: weight of each field of `FIELDS`; `{"terms": 1.0}` if not given.
            required: those of the terms that a passage must hold, in each of the fields.
        """
        ...

    def headers(self) -> list[Document]:
        """Returns all documents without their texts (`text` is ""), in the order of their paths."""
        ...

    def document(self, doc_id: str) -> Document | None:
        """Returns one document with its text."""
        ...

    def terms(self, doc_id: str) -> DocumentTerms:
        """Returns the terms of a document's sections (`spelled_terms`)."""
        ...

    def worded(self, section_ids: Sequence[str]) -> list[tuple[Section, Wording]]:
        """Returns sections with what was cut of them when they were added, in any order; unknown ids are ignored."""
        ...

    def above(self, section_ids: Sequence[str], among: frozenset[str] | None = None) -> dict[str, Terms]:
        """Returns for sections the terms of the headings over each and of its part's title; unknown ids are left out.

        Args:
            section_ids: the sections.
            among: only terms of these are wanted: quicker where many sections are read.
        """
        ...

    def heading_terms(self, section: Section) -> Terms:
        """Returns the terms of a section's heading and label."""
        ...

    def task_terms(self, task_ids: Sequence[str], among: frozenset[str] | None = None) -> dict[str, Terms]:
        """Returns the terms of tasks and their results, by their ids, unknown ones left out; `among`: see `above`."""
        ...

    def sections(self, doc_id: str) -> list[Section]:
        """Returns the sections of a document in their order."""
        ...

    def kinds(self, doc_id: str) -> dict[str, str]:
        """Returns the kinds of a document's sections by their ids, in their order."""
        ...

    def headed(self, doc_id: str, kind: str = "") -> list[Section]:
        """Returns those sections of a document that have a heading, in their order; of one kind, if one is given."""
        ...

    def section(self, section_id: str) -> Section | None:
        """Returns one section."""
        ...

    def listed(self, section_ids: Sequence[str]) -> list[Section]:
        """Returns some sections, in any order; unknown ids are ignored."""
        ...

    def fetch(self, keys: Sequence[int]) -> list[Passage]:
        """Returns the passages of some keys, in the order asked for."""
        ...

    def passage(self, passage_id: str) -> Passage | None:
        """Returns one passage by its id."""
        ...

    def passages_at(self, doc_id: str, start: int, end: int) -> list[Passage]:
        """Returns the passages that hold some of a stretch of a document, in order."""
        ...

    def keys(self, docs: Collection[str] | None = None) -> list[int]:
        """Returns the keys of all passages in the order of documents and offsets."""
        ...

    def owners(self, keys: Sequence[int]) -> list[str]:
        """Returns the documents of some passages, in the order asked for."""
        ...

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """Returns the vectors of some passages, one row each."""
        ...

    def tasks(self, docs: Collection[str] | None = None) -> list[Task]:
        """Returns the tasks in the order of documents and offsets."""
        ...

    def holding(
        self, terms: Iterable[str], docs: Collection[str] | None = None, folded: bool = False, field: str = "terms"
    ) -> dict[str, int]:
        """Returns the number of passages of some documents that hold each term in a field of `FIELDS`."""
        ...

    def known(self, terms: Iterable[str]) -> frozenset[str]:
        """Returns those of some terms that a section may hold (`worded`): the others none does, and no heading."""
        ...

    def vocabulary(self, pairs: bool = False) -> dict[str, int]:
        """Returns the words of the texts (and pairs "a_b"), lower case, with the number of passages that hold each."""
        ...
