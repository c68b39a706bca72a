"""The lexical index: tantivy over terms that are made here.

tantivy only counts: it splits at spaces and scores BM25 (k1 1.2, b 0.75, not adjustable).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from qa.index.store import FIELDS, NARROW, Scored
from qa.records import Passage
from qa.vietnamese import fold, search_terms

_FOLDED = "_folded"
_HEAP_BYTES = 64_000_000
_SCOPES, _COUNTS = 64, 3_000  # sets of documents whose counts are kept, and how many of each
_APART = 16  # documents of a filter up to which each is a clause of its own
_ALL = ("", "")  # stands for all passages of documents


Query = str | Iterable[str] | Mapping[str, float]
"""A text, its terms, or its terms with weights."""


class LexicalIndex:
    """A folder with a tantivy index of passages.

    Args:
        directory: an existing folder; an index is created in it if it has none.
        writable: open for adding and removing.
    """

    def __init__(self, directory: Path, writable: bool = False) -> None:
        self._writer: Any = None
        self._counts: dict[frozenset[str], dict[tuple[str, str], int]] = {}
        if tantivy.Index.exists(str(directory)):
            self._index = tantivy.Index.open(str(directory))
        elif writable:
            self._index = tantivy.Index(_schema(), path=str(directory))
        else:
            raise FileNotFoundError(f"no tantivy index in {directory}")
        # A version of the index never changes once written, so nothing need watch the folder.
        self._index.config_reader(reload_policy="manual")
        self._reload()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def add(self, key: int, passage: Passage) -> None:
        """Adds a passage; it is found after `commit`."""
        document = tantivy.Document()
        document.add_unsigned("key", key)
        document.add_text("doc", passage.doc_id)
        crumb = _crumb_terms(passage.breadcrumb)
        body = " ".join(search_terms(passage.text))
        for name, terms in zip(FIELDS, (f"{crumb} {body}", body, crumb), strict=True):
            document.add_text(_field(name, False), terms)
            # Terms folded are the terms of the folded text, at a tenth of the time of cutting it again.
            document.add_text(_field(name, True), fold(terms))
        self._writing().add_document(document)

    def remove(self, doc_ids: Iterable[str]) -> None:
        """Removes all passages of some documents."""
        for doc_id in doc_ids:
            self._writing().delete_documents_by_term("doc", doc_id)

    def clear(self) -> None:
        """Removes all passages."""
        self._writing().delete_all_documents()

    def commit(self) -> None:
        """Writes what was added and removed."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
            self._reload()

    def close(self) -> None:
        """Gives up what was not committed, and the lock on the folder."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer = None

    def search(
        self,
        terms: Mapping[str, float],
        k: int,
        docs: Collection[str] | None,
        folded: bool,
        weights: Mapping[str, float],
        required: Collection[str] = (),
    ) -> list[Scored]:
        """Returns the k best passages; see `Store.search_tokens`."""
        k = min(k, len(self))
        if docs and len(docs) <= NARROW:
            terms = self._weighed_within(terms, docs, folded, required)
        occurs = dict.fromkeys(required, tantivy.Occur.Must)
        clauses = [
            (occurs.get(term, tantivy.Occur.Should), self._term(_field(name, folded), term, weight * weights[name]))
            for name in weights
            for term, weight in terms.items()
            if weight * weights[name] > 0
        ]
        if k <= 0 or not clauses or (docs is not None and not docs):
            return []
        query = tantivy.Query.boolean_query(clauses)
        if docs is not None:
            silent = tantivy.Query.const_score_query(self._of(docs), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, silent), (tantivy.Occur.Must, query)])
        hits = self._searcher.search(query, k, count=False).hits
        keys: list[Any] = self._searcher.fast_field_values("key", [address for _, address in hits])
        found = sorted((-score, key) for key, (score, _) in zip(keys, hits, strict=True))
        return [(key, -score) for score, key in found]

    def holding(
        self, terms: Iterable[str], docs: Collection[str] | None, folded: bool, field: str = "terms"
    ) -> dict[str, int]:
        """Returns the number of passages of some documents that hold each term; see `Store.holding`."""
        field = _field(field, folded)
        if docs is None:
            return {term: int(self._searcher.doc_freq(field, term)) for term in terms}
        terms, known = list(terms), self._counted(docs)
        missing = [term for term in terms if (field, term) not in known]
        wanted = self._of(docs) if missing else None
        known.update({(field, term): self._count(wanted, self._term(field, term, 1.0)) for term in missing})
        return {term: known[field, term] for term in terms}

    def _weighed_within(
        self, terms: Mapping[str, float], docs: Collection[str], folded: bool, required: Collection[str]
    ) -> dict[str, float]:
        """Returns weights times what turns tantivy's idf over all passages into that over the passages of `docs`.

        ln(1 + (N − n + ½) / (n + ½)), N passages of which n hold the term (BM25's, as tantivy has it). Terms that
        none of them holds are left out, but for those required.
        """
        within = self.holding(terms, docs, folded)
        terms = {term: weight for term, weight in terms.items() if within[term] or term in required}
        everywhere = self.holding(terms, None, folded)
        known = self._counted(docs)
        if _ALL not in known:
            known[_ALL] = self._count(self._of(docs))
        total, all_of_them = known[_ALL], len(self)
        return {
            term: weight * (_idf(total, within[term]) / _idf(all_of_them, everywhere[term]) if within[term] else 1.0)
            for term, weight in terms.items()
        }

    def _counted(self, docs: Collection[str]) -> dict[tuple[str, str], int]:
        """Returns the counts of some documents made before, by field and term; questions share words and documents."""
        scope = frozenset(docs)
        if len(self._counts) >= _SCOPES and scope not in self._counts:
            self._counts = {}
        known = self._counts.setdefault(scope, {})
        if len(known) >= _COUNTS:
            known = self._counts[scope] = {}
        return known

    def _count(self, *queries: Any) -> int:
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
        # None need be scored: a third of the time less.
        found: Any = self._searcher.search(tantivy.Query.const_score_query(query, 0.0), 1, count=True)
        return int(found.count)

    def _of(self, docs: Collection[str]) -> Any:
        """The filter of documents: of a few one by one, which tantivy walks through ten times as fast as a set."""
        if len(docs) > _APART:
            return tantivy.Query.term_set_query(self._schema, "doc", sorted(docs))
        each = [
            tantivy.Query.term_query(self._schema, "doc", doc_id, index_option="basic") for doc_id in sorted(docs)
        ]
        return each[0] if len(each) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in each])

    def vocabulary(self, pairs: bool = False) -> dict[str, int]:
        """Returns the single words of the texts (and pairs "a_b"), with the number of passages that hold each."""
        counted = self._searcher.terms_with_prefix("terms", "")
        return {term: count for term, count in counted if term.isalpha() or (pairs and "_" in term)}

    def _reload(self) -> None:
        self._index.reload()
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._counts = {}

    def _writing(self) -> Any:
        # One thread writes one segment in the order of adding: the same input gives the same index.
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        return self._writer

    def _term(self, field: str, term: str, weight: float) -> Any:
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def weighted_terms(query: Query, folded: bool = False) -> dict[str, float]:
    """Returns the terms of a query with their weights; a term counts as often as it stands."""
    if isinstance(query, Mapping):
        return {fold(term) if folded else term: weight for term, weight in query.items()}
    terms = search_terms(query, folded=folded) if isinstance(query, str) else query
    weighted: dict[str, float] = {}
    for term in terms:
        term = fold(term) if folded else term
        weighted[term] = weighted.get(term, 0.0) + 1.0
    return weighted


def _idf(total: int, holding: int) -> float:
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


@lru_cache(maxsize=256)
def _crumb_terms(breadcrumb: str) -> str:
    """Returns the terms of a breadcrumb, which neighbouring passages share."""
    return " ".join(search_terms(breadcrumb))


def _field(name: str, folded: bool) -> str:
    return name + _FOLDED if folded else name


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    builder.add_text_field("doc", tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        for folded in (False, True):
            builder.add_text_field(_field(name, folded), tokenizer_name="whitespace", index_option="freq")
    return builder.build()
