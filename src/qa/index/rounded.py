"""The nearest vectors found exactly in a quarter of the reading: first of all rows rounded to one byte a number.

Reading is what a scan of many rows takes its time for. Those nearest by the rounded numbers are scored by the true
ones; how far rounding may have moved any row is known, so it can be said whether one of the others could be nearer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from qa.index.store import Vectors

faiss: Any = _faiss  # its stubs do not know the Python layer over the C++ classes

LEAST = 20_000  # rows; fewer are read in two milliseconds
_SCORED = 1_024  # rows that are scored exactly
_BLOCK = 20_000
_SLACK = 1e-5  # what sums of 32-bit floats may be off

Found = tuple[NDArray[np.int64], Vectors]


class Rounded:
    """All rows, less their mean, in steps of one size.

    Args:
        codes: the rows in steps, 0–255.
        middle: the mean row.
        step: length of a step.
        slip: how far a row lies at most from its rounded one.
        longest: the greatest length of a row.
    """

    def __init__(self, codes: NDArray[np.uint8], middle: Vectors, step: float, slip: float, longest: float) -> None:
        self._middle, self._step, self._slip, self._longest = middle, step, slip, longest
        count, width = codes.shape
        # The distance of two rows of bytes is summed in whole numbers.
        self._index = faiss.IndexScalarQuantizer(width, faiss.ScalarQuantizer.QT_8bit_direct, faiss.METRIC_L2)
        faiss.copy_array_to_vector(codes.reshape(-1), self._index.codes)
        self._index.ntotal = count

    @classmethod
    def of(cls, vectors: Vectors) -> Rounded:
        """Rounds all rows."""
        middle: Vectors = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
        blocks = [slice(start, start + _BLOCK) for start in range(0, len(vectors), _BLOCK)]
        widest = max(float(np.abs(vectors[block] - middle).max()) for block in blocks)
        step = max(2 * widest / 255, 1e-9)
        codes = np.empty(vectors.shape, dtype=np.uint8)
        slip = longest = 0.0
        for block in blocks:
            codes[block] = _steps(vectors[block], middle, step)
            away = vectors[block] - _middled(codes[block], middle, step)
            slip = max(slip, float(np.linalg.norm(away, axis=1).max()))
            longest = max(longest, float(np.linalg.norm(vectors[block], axis=1).max()))
        return cls(codes, middle, step, slip, longest)

    @classmethod
    def load(cls, path: Path) -> Rounded:
        """Reads what `save` wrote."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(kept["codes"], kept["middle"], *map(float, kept["sizes"]))

    def save(self, path: Path) -> None:
        """Writes a file."""
        with path.open("wb") as file:
            sizes = np.array([self._step, self._slip, self._longest])
            codes = faiss.vector_to_array(self._index.codes).reshape(self._index.ntotal, -1)
            np.savez(file, codes=codes, middle=self._middle, sizes=sizes)

    def nearest(
        self, query: Vectors, k: int, allowed: NDArray[np.int64] | None, score: Callable[[NDArray[np.int64]], Vectors]
    ) -> Found | None:
        """Returns rows that hold the k with the highest inner product, with their scores; None if that is not proved.

        Args:
            query: the question's vector.
            k: how many.
            allowed: rows that may be returned; None for all.
            score: returns the inner products of some rows with the query.
        """
        if k > _SCORED // 2:
            return None
        steps = _steps(query, self._middle, self._step)
        # FAISS would start threads for it, which go on turning in a circle long after the 3 ms that it takes.
        faiss.omp_set_num_threads(1)
        only = _only(allowed, self._index.ntotal)
        far, near = self._index.search(steps.astype(np.float32)[None], _SCORED, params=only)
        rows: NDArray[np.int64] = np.sort(near[0][near[0] >= 0])
        scores = score(rows)
        if len(rows) < _SCORED:  # all that there are
            return rows, scores
        moved = self._slip + float(np.linalg.norm(query - _middled(steps, self._middle, self._step)))
        least = max(0.0, float(far[0, -1]) ** 0.5 * self._step - moved)  # distance of the rows left out, at least
        best = (float(query @ query) + self._longest**2 - least**2) / 2  # and their score, at most
        return (rows, scores) if best + _SLACK < np.partition(scores, -k)[-k] else None


def _steps(vectors: Vectors, middle: Vectors, step: float) -> NDArray[np.uint8]:
    steps: NDArray[np.uint8] = np.clip(np.rint((vectors - middle) / step + 127.5), 0, 255).astype(np.uint8)
    return steps


def _middled(codes: NDArray[np.uint8], middle: Vectors, step: float) -> Vectors:
    rows: Vectors = (codes.astype(np.float32) - 127.5) * np.float32(step) + middle
    return rows


def _only(allowed: NDArray[np.int64] | None, count: int) -> Any:
    """Returns what keeps a search to some rows, with what it rests on; None for all."""
    if allowed is None:
        return None
    mask = np.zeros(count, dtype=bool)
    mask[allowed] = True
    params = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little")))
    return params
