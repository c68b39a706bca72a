"""Searching several documents together finds in each what searching it alone finds."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from tests import second

from qa.search import Retriever, understand
from qa.search import retriever as module

QUESTIONS = ["kinh phí hỗ trợ hợp tác xã", "chuyển đổi số đất đai", "ho tro doanh nghiep", "thời gian hoàn thành"]


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    return Retriever(second.index(), second.embedder())


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("k", [1, 3, 10])
def test_together_as_alone_in_turn(retriever: Retriever, question: str, k: int) -> None:
    docs = [header.doc_id for header in second.index().headers()]
    query = understand(question, second.index().headers(), ())
    alone = [retriever.search(question, k, (doc_id,)) for doc_id in docs]
    expected = [hit for rank in zip_longest(*alone) for hit in rank if hit is not None]
    assert retriever.retrieve_each(query, docs, k) == expected


@pytest.mark.parametrize("question", QUESTIONS)
def test_two_threads_find_what_one_finds(retriever: Retriever, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGE", 0)
    both = Retriever(second.index(), second.embedder())
    docs = [header.doc_id for header in second.index().headers()]
    query = understand(question, second.index().headers(), ())
    assert both.search(question) == retriever.search(question)
    assert both.retrieve_each(query, docs) == retriever.retrieve_each(query, docs)


def test_many_documents_share_what_a_comparison_looks_at(retriever: Retriever, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [header.doc_id for header in second.index().headers()]
    query = understand(QUESTIONS[0], second.index().headers(), ())
    monkeypatch.setattr(module, "_TOGETHER", 2 * len(docs))
    assert len(retriever.retrieve_each(query, docs, 10)) == 2 * len(docs)
    monkeypatch.setattr(module, "_TOGETHER", 0)
    assert {hit.passage.doc_id for hit in retriever.retrieve_each(query, docs, 10)} == set(docs)
