"""The rounded rows beside the true ones: they find what a scan of all finds, to the bit, or say nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.index import rounded
from qa.index.rounded import Rounded
from qa.index.vectors import VectorIndex

WIDTH = 32


def clustered(count: int, seed: int, spread: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    middles = rng.standard_normal((20, WIDTH)) + 2  # all to one side, as embeddings of one language are
    rows = middles[rng.integers(0, 20, count)] + spread * rng.standard_normal((count, WIDTH))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@settings(deadline=None)
@given(
    count=st.integers(1, 400),
    seed=st.integers(0, 99),
    spread=st.sampled_from([0.0, 0.01, 0.5, 3.0]),
    k=st.integers(1, 40),
    share=st.sampled_from([None, 0.1, 0.7]),
    looked=st.sampled_from([4, 32, 128]),
)
def test_what_it_finds_holds_the_nearest(count, seed, spread, k, share, looked):
    rows = clustered(count, seed, spread)
    query = clustered(1, seed + 1, 1.0)[0]
    rng = np.random.default_rng(seed)
    allowed = None if share is None else np.flatnonzero(rng.random(count) < share)
    scores = rows @ query
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rounded, "_SCORED", looked)
        found = Rounded.of(rows).nearest(query, k, allowed, lambda chosen: scores[chosen])
    if found is None:
        return
    mine, theirs = found
    those = np.arange(count) if allowed is None else allowed
    assert set(mine.tolist()) <= set(those.tolist()) and (theirs == scores[mine]).all()
    best = np.sort(scores[those])[::-1][:k]
    assert (np.sort(theirs)[::-1][: len(best)] == best).all()


def test_it_finds_what_lies_apart_and_says_nothing_of_what_it_cannot_tell_apart(monkeypatch):
    monkeypatch.setattr(rounded, "_SCORED", 64)
    apart = clustered(2_000, 3, 0.5)
    scores = apart @ apart[7]
    found = Rounded.of(apart).nearest(apart[7], 5, None, lambda chosen: scores[chosen])
    assert found is not None and 7 in found[0]
    alike = clustered(2_000, 3, 0.0)  # a hundred of each
    assert Rounded.of(alike).nearest(alike[7], 5, None, lambda chosen: (alike @ alike[7])[chosen]) is None
    assert Rounded.of(apart).nearest(apart[7], 33, None, lambda chosen: scores[chosen]) is None


def test_an_index_searched_by_it_answers_as_one_that_scans_all(tmp_path: Path, monkeypatch):
    rows, keys = clustered(3_000, 5, 0.5), np.arange(1, 9_001, 3, dtype=np.int64)
    plain = VectorIndex.create(WIDTH)
    plain.add(keys, rows)
    monkeypatch.setattr(rounded, "LEAST", 1_000)
    plain.save(tmp_path / "vectors.faiss")
    quick = VectorIndex.load(tmp_path / "vectors.faiss")
    monkeypatch.setattr("qa.index.vectors._THREADED", 0)
    for number in range(40):
        allowed = keys[number % 7 :: 5] if number % 2 else None
        assert quick.search(rows[number], 20, allowed) == plain.search(rows[number], 20, allowed)
    changed = VectorIndex.load(tmp_path / "vectors.faiss", writable=True)
    changed.remove(keys[:2_500])
    changed.save(tmp_path / "vectors.faiss")
    assert not (tmp_path / "vectors.u8").exists() and len(VectorIndex.load(tmp_path / "vectors.faiss")) == 500
