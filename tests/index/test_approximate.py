"""The approximate search beside the exact one: what it finds has its true score, and filters hold before scoring."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from qa.doctor import _vectors
from qa.index import approximate, build, open_index
from qa.index.vectors import VectorIndex
from qa.settings import Settings

from .fakes import HashEmbedder, makers, write_corpus

COUNT, WIDTH = 6_000, 32


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    rng = np.random.default_rng(3)
    middles = rng.standard_normal((200, WIDTH))
    return unit(middles[rng.integers(0, 200, COUNT)] + 0.3 * rng.standard_normal((COUNT, WIDTH)))


@pytest.fixture(scope="module")
def both(vectors: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> tuple[VectorIndex, VectorIndex, Path]:
    place = tmp_path_factory.mktemp("vectors")
    keys = np.arange(1, 3 * COUNT + 1, 3, dtype=np.int64)  # with gaps, as after removals
    made = VectorIndex.create(WIDTH)
    made.add(keys, vectors)
    for name, wanted in (("exact", False), ("near", True)):
        (place / name).mkdir()
        made.save(place / name / "vectors.faiss", wanted)
    return VectorIndex.load(place / "exact/vectors.faiss"), VectorIndex.load(place / "near/vectors.faiss"), place


def questions(vectors: np.ndarray, count: int = 40) -> np.ndarray:
    rng = np.random.default_rng(5)
    return unit(vectors[rng.integers(0, COUNT, count)] + 0.2 * rng.standard_normal((count, WIDTH)))


def test_nearly_all_of_the_nearest_are_found_with_their_true_scores(both, vectors):
    exact, near, _ = both
    kept = []
    for question in questions(vectors):
        truth, found = dict(exact.search(question, 50)), near.search(question, 50)
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
        everything = dict(exact.search(question, COUNT))
        assert all(score == pytest.approx(everything[key], abs=2e-6) for key, score in found)
        kept.append(len(truth.keys() & dict(found).keys()) / 50)
    assert np.mean(kept) > 0.9


@pytest.mark.parametrize("share", [0.001, 0.04, 0.06, 0.5, 1.0])
def test_a_filter_holds_before_scoring_and_fills_up(both, vectors, share):
    exact, near, _ = both
    every = np.arange(1, 3 * COUNT + 1, 3, dtype=np.int64)
    allowed = np.sort(np.random.default_rng(7).permutation(every)[: max(1, int(share * COUNT))])
    for question in questions(vectors, 5):
        found = near.search(question, 100, allowed)
        assert len(found) == min(100, len(allowed)) and set(dict(found)) <= set(allowed.tolist())
        if share < 0.05:  # few: exact
            assert found == exact.search(question, 100, allowed)


def test_asked_for_more_than_the_lists_give_it_looks_at_all(both, vectors):
    exact, near, _ = both
    question = questions(vectors, 1)[0]
    assert near.search(question, COUNT) == exact.search(question, COUNT)


def test_rows_come_back_exactly_and_a_change_is_searched(both, vectors, tmp_path):
    _, _, place = both
    changed = VectorIndex.load(place / "near/vectors.faiss", writable=True)
    assert (changed.rows(np.array([1, 4], dtype=np.int64)) == vectors[:2]).all()
    changed.remove(np.array([1], dtype=np.int64))
    changed.save(tmp_path / "vectors.faiss", True)
    again = VectorIndex.load(tmp_path / "vectors.faiss")
    assert len(again) == COUNT - 1
    assert 1 not in dict(again.search(vectors[0], 20)) and dict(again.search(vectors[1], 20))[4] == pytest.approx(1.0)


def test_a_small_corpus_stays_exact_whatever_is_set(tmp_path):
    corpus = write_corpus(tmp_path / "corpus", {"mot.txt": "mot\nSở Y tế chủ trì"})
    build(corpus, tmp_path / "index", settings=Settings(vectors="approximate"), embedder=HashEmbedder(), makers=makers)
    index = open_index(tmp_path / "index")
    assert not index.approximate and index.count() == 1


def test_the_setting_makes_it_a_change_keeps_it_and_taking_it_back_removes_it(tmp_path, monkeypatch):
    monkeypatch.setattr("qa.index.vectors.LEAST", 2)
    files = {"mot.txt": "mot\n" + "\n".join(f"việc {n} của sở {n % 7}" for n in range(300))}
    corpus, place = write_corpus(tmp_path / "corpus", files), tmp_path / "index"

    def run(vectors: Any) -> Any:
        build(corpus, place, settings=Settings(vectors=vectors), embedder=HashEmbedder(), makers=makers)
        return open_index(place)

    index = run("approximate")
    key = index.store.keys()[7]
    assert index.approximate and index.search_vector(index.vectors([key])[0], 3)[0][0] == key
    index.close()
    write_corpus(corpus, {"hai.txt": "hai\nviệc khác hẳn"})
    index = run("approximate")
    found = index.search_vector(HashEmbedder().embed_queries(["việc khác hẳn"])[0], 1)
    assert index.approximate and index.fetch([found[0][0]])[0].doc_id == "hai"
    index.close()
    write_corpus(corpus, {"ba.txt": "ba\nthêm nữa"})
    assert not run("exact").approximate


@pytest.mark.parametrize(
    ("setting", "count", "has", "words"),
    [
        ("exact", 1_000, False, ""),
        ("exact", approximate.WORTH, False, "QA_VECTORS=approximate"),
        ("approximate", approximate.WORTH, False, "qa index --rebuild"),
        ("approximate", approximate.WORTH, True, ""),
        ("approximate", 100, False, ""),
    ],
)
def test_the_doctor_proposes_it_where_it_pays(setting, count, has, words):
    index: Any = SimpleNamespace(count=lambda: count, approximate=has)
    advice = [check.advice for check in _vectors(Settings(vectors=setting), index)]
    assert words in advice[0] if words else advice == []
