"""Scores of many rows are computed by another library than those of few: both must say the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.index import vectors
from qa.index.vectors import VectorIndex


def made(count: int, width: int, seed: int) -> tuple[VectorIndex, np.ndarray]:
    rows = np.random.default_rng(seed).standard_normal((count, width)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    index = VectorIndex.create(width)
    index.add(np.arange(0, 3 * count, 3, dtype=np.int64), rows)
    return index, rows


@settings(deadline=None)
@given(count=st.integers(1, 300), width=st.sampled_from([4, 16, 384]), seed=st.integers(0, 99), data=st.data())
def test_many_rows_score_like_few(count, width, seed, data):
    index, rows = made(count, width, seed)
    query = rows[seed % count]
    allowed = data.draw(st.none() | st.lists(st.integers(0, count - 1), min_size=1, unique=True))
    keys = None if allowed is None else 3 * np.array(allowed, dtype=np.int64)
    few = index.search(query, 10, keys)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "_THREADED", 0)
        many = index.search(query, 10, keys)
    exact = rows.astype(np.float64) @ query.astype(np.float64)
    assert len(few) == len(many) == min(10, count if keys is None else len(keys))
    for (_, one), (key, other) in zip(few, many, strict=True):
        assert one == pytest.approx(other, abs=2e-6) and other == pytest.approx(exact[key // 3], abs=2e-6)


def test_rows_added_and_removed_later_are_searched_as_they_are_then():
    index, rows = made(50, 16, 1)
    assert index.search(rows[7], 1)[0][0] == 21
    index.remove(np.array([21], dtype=np.int64))
    assert index.search(rows[7], 50)[0][0] != 21 and len(index.search(rows[7], 99)) == 49
    index.add(np.array([900], dtype=np.int64), rows[7:8])
    assert index.search(rows[7], 1)[0][0] == 900
