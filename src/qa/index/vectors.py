"""The vectors: an exact FAISS index whose ids are the keys of the passages, and perhaps an approximate one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from qa.index import rounded
from qa.index.approximate import LEAST, Approximate
from qa.index.rounded import Rounded
from qa.index.store import Scored, Vectors

faiss: Any = _faiss  # its stubs do not know the Python layer over the C++ classes

_EQUAL = 1e-6  # scores nearer than this count as equal
_NEAR, _ROUNDED = ".ivf", ".u8"
_THREADED = 400_000  # numbers in a matrix, from which on OpenBLAS may use more than one thread for it (1,200 rows)
_GATHERED = 0.05  # of the rows: copying more costs as much as scoring all


class VectorIndex:
    """Normalised vectors, searched by inner product: exactly, but for broad searches where `near` is given.

    Args:
        index: FAISS's.
        near: finds what is probably nearest.
        steps: proves what is nearest with less reading.
    """

    def __init__(self, index: Any, near: Approximate | None = None, steps: Rounded | None = None) -> None:
        self._index = index
        self._near = near
        self._steps = steps
        self._known: NDArray[np.int64] | None = None
        self._matrix: Vectors | None = None

    @classmethod
    def create(cls, dimension: int) -> VectorIndex:
        """Returns an empty index."""
        return cls(faiss.IndexIDMap(faiss.IndexFlatIP(dimension)))

    @classmethod
    def load(cls, path: Path, writable: bool = False) -> VectorIndex:
        """Reads an index file; with an approximate one beside it, vectors are read from disk as they are needed."""
        beside, steps = path.with_suffix(_NEAR), path.with_suffix(_ROUNDED)
        if writable or not beside.exists():  # FAISS cannot change what it reads from disk
            kept = steps.exists() and not writable
            return cls(faiss.read_index(str(path)), steps=Rounded.load(steps) if kept else None)
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC), Approximate.load(beside))

    def save(self, path: Path, approximate: bool = False) -> None:
        """Writes an index file, and an approximate one beside it where that is wanted and pays."""
        faiss.write_index(self._index, str(path))
        path.with_suffix(_NEAR).unlink(missing_ok=True)
        path.with_suffix(_ROUNDED).unlink(missing_ok=True)
        if approximate and len(self) >= LEAST:
            Approximate.train(self._view()).save(path.with_suffix(_NEAR))
        elif len(self) >= rounded.LEAST:
            Rounded.of(self._view()).save(path.with_suffix(_ROUNDED))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Width of a vector."""
        return int(self._index.d)

    def add(self, keys: NDArray[np.int64], vectors: Vectors) -> None:
        """Adds one row for each key; keys must rise and be higher than all that are there."""
        if len(keys):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), keys)
            self._known = self._matrix = self._steps = None

    def remove(self, keys: NDArray[np.int64]) -> None:
        """Removes the rows of some keys."""
        if len(keys):
            self._index.remove_ids(faiss.IDSelectorBatch(keys))
            self._known = self._matrix = self._steps = None

    def search(self, vector: Vectors, k: int, allowed: NDArray[np.int64] | None = None) -> list[Scored]:
        """Returns the k nearest; with `allowed`, of those keys only (chosen before scoring)."""
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0:
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(-1)
        rows, scores = self._scored(query, k, allowed)
        best, cosines = _best(scores, rows, k)
        return list(zip(self._keys()[best].tolist(), cosines.tolist(), strict=True))

    def _scored(
        self, query: Vectors, k: int, allowed: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.int64], Vectors]:
        """Returns rows that hold the k nearest, with their scores."""
        broad = allowed is None or len(allowed) >= _GATHERED * len(self)
        if broad and (self._near is not None or self._steps is not None):
            chosen = None if allowed is None else np.searchsorted(self._keys(), allowed)
            if self._near is not None:
                rows = self._near.candidates(query, k, chosen)
                if len(rows) >= k:
                    return rows, _products(self._view()[rows], query)
            elif self._steps is not None:
                # By the product that a scan of all would use: to the same bit.
                found = self._steps.nearest(query, k, chosen, lambda rows: _scanned(self._view()[rows], query))
                if found is not None:
                    return found
        return self._scan(query) if allowed is None else self._pick(query, allowed)

    def _scan(self, query: Vectors) -> tuple[NDArray[np.int64], Vectors]:
        """Scores all rows; `IndexFlatIP.search` reads them for a single query at a third of the speed."""
        return np.arange(len(self)), _products(self._view(), query)

    def _pick(self, query: Vectors, allowed: NDArray[np.int64]) -> tuple[NDArray[np.int64], Vectors]:
        """Scores the rows of some keys: of few by gathering them, of many with all the others."""
        rows = np.sort(np.searchsorted(self._keys(), allowed))
        few = len(rows) < _GATHERED * len(self)
        return rows, _products(self._view()[rows], query) if few else _products(self._view(), query)[rows]

    def rows(self, keys: NDArray[np.int64]) -> Vectors:
        """Returns the vectors of some keys, one row each."""
        if not len(keys):
            return np.empty((0, self.dimension), dtype=np.float32)
        known = self._keys()
        positions = np.searchsorted(known, keys)
        if positions.max() >= len(known) or (known[positions] != keys).any():
            raise KeyError("unknown passage key")
        picked: Vectors = self._view()[positions].copy()
        return picked

    def _keys(self) -> NDArray[np.int64]:
        # The rows keep the order of adding, so the keys rise and a key's row is found by bisection.
        if self._known is None:
            self._known = faiss.vector_to_array(self._index.id_map)
        return self._known

    def _flat(self) -> Any:
        return faiss.downcast_index(self._index.index)

    def _view(self) -> Vectors:
        if self._matrix is None:  # of FAISS's own memory, which moves when rows are added or removed
            view: Vectors = faiss.rev_swig_ptr(self._flat().get_xb(), len(self) * self.dimension)
            self._matrix = view.reshape(len(self), self.dimension)
        return self._matrix


def _products(matrix: Vectors, query: Vectors) -> Vectors:
    """Returns the inner product of each row with the query.

    Of many rows by FAISS and not by numpy, whose OpenBLAS starts threads for them that go on turning in a circle long
    after; reading memory takes one thread as long as two.
    """
    if matrix.size < _THREADED:
        few: Vectors = matrix @ query
        return few
    return _scanned(matrix, query)


def _scanned(matrix: Vectors, query: Vectors) -> Vectors:
    count, width = matrix.shape
    products = np.empty(count, dtype=np.float32)
    given = (faiss.swig_ptr(array) for array in (products, query, matrix))
    faiss.fvec_inner_products_ny(*given, width, count)
    return products


def _best(
    scores: Vectors, rows: NDArray[np.int64], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Returns the rows of the k highest scores with these, rounded, best first; of equal ones the lower rows."""
    cut = np.partition(scores, len(scores) - k)[len(scores) - k] - np.float32(_EQUAL)
    near = np.flatnonzero(scores >= cut)
    # Equal texts must score equally, though sums of floats differ in the last bit with a row's place.
    found, cosines = rows[near], scores[near].astype(np.float64).round(6)
    order = np.lexsort((found, -cosines))[:k]
    return found[order], cosines[order]
