from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from qa.assistant import Assistant
from qa.errors import QaError
from qa.records import Hit, Passage
from qa.search import Retriever
from qa.search import rerank as module
from qa.search.rerank import DEPTH, Reranker, ready, rerank
from qa.settings import Settings

from .cross_encoder import save


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


class Broken:
    def predict(self, pairs, **options):
        raise RuntimeError("out of memory")


def test_a_model_that_fails_while_it_runs_is_named(monkeypatch):
    monkeypatch.setattr(module, "_open", lambda *args: Broken())
    with pytest.raises(QaError, match="QA_RERANKER"):
        rerank("hỏi", hits(3), Settings(reranker="m"))


def test_after_a_failure_the_hits_stay_as_they_are_and_the_reason_is_kept(monkeypatch):
    tried = []
    monkeypatch.setattr(module, "_open", lambda *args: tried.append(args) or Broken())
    reranker = Reranker(Settings(reranker="m"))
    assert reranker.problem == ""
    assert reranker("hỏi", hits(3)) == reranker("hỏi", hits(3)) == hits(3)
    assert "QA_RERANKER" in reranker.problem and "thứ tự" in reranker.problem and len(tried) == 1


class TwentyFive:
    """An index of passages, each found by both searches; the first is best."""

    manifest = SimpleNamespace(tuning={})
    set_aside: frozenset[str] = frozenset()

    def count(self):
        return 25

    def search_vector(self, vector, depth, docs):
        return [(n, 1.0 - n / 100) for n in range(25)]

    def search_tokens(self, terms, depth, docs, folded=False):
        return [(n, 50.0 - n) for n in range(25)]

    def fetch(self, keys):
        return [hits(25)[key].passage for key in keys]

    def headers(self):
        return ()


class NoEmbedder:
    def embed_queries(self, texts):
        return np.zeros((len(texts), 2), dtype=np.float32)


def test_the_retriever_reorders_before_it_cuts():
    seen = []

    def backwards(question, found):
        seen.append((question, len(found)))
        return list(reversed(found))

    plain = Retriever(TwentyFive(), NoEmbedder()).search("kinh phí", 3)
    assert [hit.passage.passage_id for hit in plain] == ["p0", "p1", "p2"]
    found = Retriever(TwentyFive(), NoEmbedder(), reranker=backwards).search("kinh phí", 3)
    assert [hit.passage.passage_id for hit in found] == ["p19", "p18", "p17"] and seen == [("kinh phí", DEPTH)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save(tmp_path_factory.mktemp("cross-encoder"))


@pytest.mark.model
def test_the_order_is_that_of_the_cross_encoder(folder):
    from sentence_transformers import CrossEncoder

    texts = ["mục tiêu khoa học", "kinh phí", "doanh nghiệp và công nghệ", "sở tài chính là", "tỷ lệ năm đến"]
    given = [
        Hit(Passage(f"p{n}", "d", "d#1", ("d#1",), text, 0, len(text), "mục"), 1.0 - n / 100)
        for n, text in enumerate(texts)
    ]
    scores = CrossEncoder(str(folder)).predict([("kinh phí bao nhiêu", f"mục\n{text}") for text in texts])
    assert len({round(float(score), 6) for score in scores}) == len(texts)
    expected = [texts[at] for at in np.argsort(-scores)]
    settings = Settings(reranker=str(folder))
    ready(settings)
    assert [hit.passage.text for hit in rerank("kinh phí bao nhiêu", given, settings)] == expected
    reranker = Reranker(settings)
    with ThreadPoolExecutor(4) as pool:
        orders = list(pool.map(lambda _: [h.passage.text for h in reranker("kinh phí bao nhiêu", given)], range(8)))
    assert orders == [expected] * 8 and reranker.problem == ""


@pytest.mark.model
def test_a_classifier_of_several_labels_is_no_reranker(tmp_path):
    with pytest.raises(QaError, match="3 nhãn"):
        ready(Settings(reranker=str(save(tmp_path / "classifier", labels=3))))


@pytest.mark.model
def test_the_assistant_asks_it_and_does_without_it(real_index, folder, tmp_path):
    question = "Tỷ trọng đóng góp của TFP của Bắc Ninh giai đoạn 2023-2025 là bao nhiêu?"
    plain = Assistant.open(real_index, Settings())
    assert plain.reranker is None and plain.remarks == ()
    reordered = Assistant.open(real_index, Settings(reranker=str(folder)))
    first, other = ([hit.passage.passage_id for hit in each.search(question, DEPTH)] for each in (plain, reordered))
    assert sorted(first) == sorted(other) and first != other
    assert "QA_RERANKER" not in str(reordered.ask(question).notes) and reordered.remarks == ()
    broken = Assistant.open(real_index, Settings(reranker=str(tmp_path)))
    answer = broken.ask(question)
    assert answer.answer == plain.ask(question).answer and "QA_RERANKER" in answer.notes[-1]
    assert [hit.passage.passage_id for hit in broken.search(question, DEPTH)] == first
