"""The vectors: an exact FAISS index whose ids are the keys of the passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from qa.index.store import Scored, Vectors

faiss: Any = _faiss  # its stubs do not know the Python layer over the C++ classes


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
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        params = None
        if allowed is not None:
            mask = np.zeros(int(self._keys()[-1]) + 1, dtype=bool)
            mask[allowed] = True
            selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
            params = faiss.SearchParameters(sel=selector)
        scores, keys = self._index.search(query, k, params=params)
        found = [(int(key), float(score)) for key, score in zip(keys[0], scores[0], strict=True) if key >= 0]
        return sorted(found, key=lambda scored: (-scored[1], scored[0]))

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

    def _view(self) -> Vectors:
        flat = faiss.downcast_index(self._index.index)
        view: Vectors = faiss.rev_swig_ptr(flat.get_xb(), len(self) * self.dimension)
        return view.reshape(len(self), self.dimension)
