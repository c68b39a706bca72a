import pytest

from qa.errors import QaError
from qa.records import Hit, Passage
from qa.search import rerank as module
from qa.search.rerank import DEPTH, rerank
from qa.settings import Settings


def hits(count):
    return [Hit(Passage(f"p{n}", "d", "d#1", ("d#1",), f"đoạn {n}", 0, 6, "mục"), 1.0 - n / 100) for n in range(count)]


class Backwards:
    """Scores the last pair highest."""

    def __init__(self):
        self.pairs = []

    def predict(self, pairs, **options):
        self.pairs += pairs
        return list(range(len(pairs)))


def test_off_by_default_and_then_nothing_is_loaded(monkeypatch):
    monkeypatch.setattr(module, "_open", lambda *args: pytest.fail("loaded"))
    assert rerank("hỏi", hits(5), Settings()) == hits(5)
    assert rerank("hỏi", hits(1), Settings(reranker="m")) == hits(1)


def test_reorders_the_first_and_leaves_the_rest(monkeypatch):
    model = Backwards()
    monkeypatch.setattr(module, "_open", lambda *args: model)
    found = rerank("hỏi", hits(DEPTH + 3), Settings(reranker="m"))
    names = [hit.passage.passage_id for hit in found]
    assert names == [f"p{n}" for n in reversed(range(DEPTH))] + [f"p{n}" for n in range(DEPTH, DEPTH + 3)]
    assert [hit.score for hit in found] == [hit.score for hit in hits(DEPTH + 3)]
    assert model.pairs[0] == ("hỏi", "mục\nđoạn 0")


@pytest.mark.model
def test_a_model_that_cannot_be_opened_is_named(tmp_path):
    with pytest.raises(QaError, match="QA_RERANKER"):
        rerank("hỏi", hits(3), Settings(reranker=str(tmp_path)))
