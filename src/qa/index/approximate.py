"""The nearest vectors found without looking at all: for corpora so large that looking at all takes too long.

FAISS' inverted lists with one byte a number (`IVF…,SQ8`), beside the exact vectors, which stay on disk and give what
is found its true score. What is not found is the price: see docs/decisions.md for how much that is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from qa.index.store import Vectors

faiss: Any = _faiss  # its stubs do not know the Python layer over the C++ classes

LEAST = 5_000  # vectors; of fewer, looking at all is quicker
WORTH = 200_000  # passages from which `qa doctor` proposes it
_PROBED = 64  # lists looked at
_PER_LIST = 40  # vectors that each list's middle is learnt from
_MORE = 2  # times as many as asked for are scored exactly


class Approximate:
    """Finds rows that are probably among the nearest."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def train(cls, vectors: Vectors, seed: int = 9) -> Approximate:
        """Learns the lists from some of the vectors and sorts all into them."""
        count, width = vectors.shape
        lists = int(4 * count**0.5)
        index = faiss.index_factory(width, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        some = np.random.default_rng(seed).permutation(count)[: _PER_LIST * lists]
        index.train(np.ascontiguousarray(vectors[np.sort(some)]))
        index.add(vectors)
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> Approximate:
        """Reads what `save` wrote."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Writes a file."""
        faiss.write_index(self._index, str(path))

    def candidates(self, query: Vectors, k: int, allowed: NDArray[np.int64] | None) -> NDArray[np.int64]:
        """Returns rising rows, of `allowed` only where given, among which the k nearest should be."""
        params = faiss.SearchParametersIVF(nprobe=_PROBED)
        if allowed is not None:
            mask = np.zeros(self._index.ntotal, dtype=bool)
            mask[allowed] = True
            # Both must live as long as the search: FAISS keeps no reference of its own.
            bits = np.packbits(mask, bitorder="little")
            selector = faiss.IDSelectorBitmap(bits)
            params = faiss.SearchParametersIVF(nprobe=_PROBED, sel=selector)
        _, rows = self._index.search(query.reshape(1, -1), _MORE * k, params=params)
        found: NDArray[np.int64] = np.sort(rows[0][rows[0] >= 0])
        return found
