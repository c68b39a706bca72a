"""A question's vector is made once, in a second thread while other things are done, and made again after a failure."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from tests import second
from tests.index.fakes import HashEmbedder

from qa.search import Retriever, understand

QUESTION = "Kinh phí hỗ trợ hợp tác xã?"
QUERY = understand(QUESTION, ())


@dataclass
class Watched(HashEmbedder):
    """Keeps the threads that embedded, and fails as often as it is told to."""

    max_tokens: int = 400
    fails: int = 0
    threads: list[int] = field(default_factory=list)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        self.threads.append(threading.get_ident())
        if len(self.threads) <= self.fails:
            raise MemoryError
        return super().embed_queries(texts)


def test_a_vector_is_made_once_and_in_another_thread():
    embedder = Watched()
    retriever = Retriever(second.index(), embedder)
    retriever.ahead(QUESTION)
    found = retriever.retrieve(QUERY)
    assert found == retriever.retrieve(QUERY) == Retriever(second.index(), second.embedder()).retrieve(QUERY)
    assert len(embedder.threads) == 1 and embedder.threads[0] != threading.get_ident()


def test_a_question_that_could_not_be_embedded_is_tried_again():
    embedder = Watched(fails=1)
    retriever = Retriever(second.index(), embedder)
    retriever.ahead(QUESTION)
    with pytest.raises(MemoryError):
        retriever.retrieve(QUERY)
    assert retriever.retrieve(QUERY)
