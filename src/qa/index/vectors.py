"""The vectors: an exact FAISS index whose ids are the keys of the passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from qa.index.store import Scored, Vectors

faiss: Any = _faiss  # its stubs do not know the Python layer over the C++ classes

_EQUAL = 1e-6  # scores nearer than this count as equal


class VectorIndex:
    """Normalised vectors, searched exactly by inner product."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._known: NDArray[np.int64] | None = None

    @classmethod
    def create(cls, dimension: int) -> VectorIndex:
        """Returns an empty index."""
        return cls(faiss.IndexIDMap(faiss.IndexFlatIP(dimension)))

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Reads an index file."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Writes an index file."""
        faiss.write_index(self._index, str(path))

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
            self._known = None

    def remove(self, keys: NDArray[np.int64]) -> None:
        """Removes the rows of some keys."""
        if len(keys):
            self._index.remove_ids(faiss.IDSelectorBatch(keys))
            self._known = None

    def search(self, vector: Vectors, k: int, allowed: NDArray[np.int64] | None = None) -> list[Scored]:
        """Returns the k nearest; with `allowed`, of those keys only (chosen before scoring)."""
        k = min(k, len(self) if allowed is None else len(allowed))
        if k <= 0:
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(-1)
        rows, scores = self._scan(query, k) if allowed is None else self._pick(query, k, allowed)
        # Equal texts must score equally, though sums of floats differ in the last bit with a row's place.
        found = zip(self._keys()[rows].tolist(), scores.astype(np.float64).round(6).tolist(), strict=True)
        return sorted(found, key=lambda scored: (-scored[1], scored[0]))

    def _scan(self, query: Vectors, k: int) -> tuple[NDArray[np.int64], Vectors]:
        """Scores all rows.

        One matrix product over FAISS's own memory gives the same numbers as `IndexFlatIP.search`, which reads
        the rows for a single query at a third of the speed (docs/decisions.md).
        """
        scores: Vectors = self._view() @ query
        cut = np.partition(scores, len(scores) - k)[len(scores) - k] - np.float32(_EQUAL)
        rows = np.flatnonzero(scores >= cut)
        order = np.lexsort((rows, -scores[rows].round(6)))[:k]
        return rows[order], scores[rows[order]]

    def _pick(self, query: Vectors, k: int, allowed: NDArray[np.int64]) -> tuple[NDArray[np.int64], Vectors]:
        """Scores the rows of some keys."""
        mask = np.zeros(len(self), dtype=bool)
        mask[np.searchsorted(self._keys(), allowed)] = True
        bits = np.packbits(mask, bitorder="little")
        params = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
        scores, rows = self._flat().search(query.reshape(1, -1), k, params=params)
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

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
        view: Vectors = faiss.rev_swig_ptr(self._flat().get_xb(), len(self) * self.dimension)
        return view.reshape(len(self), self.dimension)
