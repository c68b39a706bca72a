"""Choosing an engine, on a model so small that it is prepared in milliseconds."""

import json
import subprocess
import sys

import numpy as np
import pytest

from embedding.tiny import tiny_model
from qa.embedding import load
from qa.embedding.folder import write_folder
from qa.embedding.onnx_engine import OnnxEmbedder, choose_file, supports
from qa.embedding.q4 import read_q4
from qa.errors import QaError
from qa.settings import Settings


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "weights.bin").write_bytes(tiny_model()[0])
    folder = tmp_path / "tiny-e5"
    folder.mkdir()
    write_folder(read_q4(tmp_path / "weights.bin"), folder, lambda what: None)
    # 16 positions, not 512
    config = folder / "sentence_bert_config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"max_seq_length": 16}))
    return folder


def opened(folder, engine="auto"):
    return load(Settings(model=str(folder), engine=engine))


def test_a_folder_with_onnx_files_is_served_without_torch(folder):
    program = (
        "import sys; from qa.embedding import load; from qa.settings import Settings;"
        "load(Settings(model=sys.argv[1])).embed_queries(['ab']);"
        "sys.exit(int('torch' in sys.modules or 'sentence_transformers' in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program, str(folder)]).returncode == 0


def test_engines_have_names_and_fingerprints_of_their_own(folder):
    whole, small = opened(folder, "onnx-fp32"), opened(folder, "onnx-int8")
    assert whole.engine == "onnx-fp32"
    assert "int8" in small.engine
    assert whole.fingerprint != small.fingerprint
    assert whole.fingerprint == opened(folder, "onnx-fp32").fingerprint


def test_the_fingerprint_follows_weights_and_prefixes(folder, tmp_path):
    before = opened(folder, "onnx-fp32").fingerprint
    prompts = folder / "config_sentence_transformers.json"
    original = prompts.read_text()
    prompts.write_text(original.replace("query: ", "câu hỏi: "))
    assert opened(folder, "onnx-fp32").fingerprint != before
    prompts.write_text(original)
    (tmp_path / "other.bin").write_bytes(tiny_model(seed=1)[0])
    (tmp_path / "other").mkdir()
    write_folder(read_q4(tmp_path / "other.bin"), tmp_path / "other", lambda what: None)
    other = tmp_path / "other" / "onnx" / "model.onnx"
    (folder / "onnx" / "model.onnx").write_bytes(other.read_bytes())
    assert opened(folder, "onnx-fp32").fingerprint != before


def test_rows_are_unit_vectors_in_the_order_of_the_texts(folder):
    embedder = opened(folder, "onnx-fp32")
    texts = ["ab", "a b a b a", "", "b", "ba"]
    done = []
    vectors = embedder.embed_passages(texts, done.append)
    assert vectors.dtype == np.float32
    assert sum(done) == len(texts)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, row in zip(texts, vectors, strict=True):
        np.testing.assert_allclose(embedder.embed_passages([text])[0], row, atol=1e-5)


def test_questions_and_passages_get_their_own_prefix(folder):
    embedder = opened(folder, "onnx-fp32")
    assert not np.allclose(embedder.embed_queries(["ab"]), embedder.embed_passages(["ab"]))


def test_nothing_gives_no_rows(folder):
    embedder = opened(folder)
    assert embedder.embed_queries([]).shape == (0, 64)
    assert embedder.embed_passages([]).shape == (0, 64)
    assert embedder.count_tokens([]) == []


def test_text_beyond_the_limit_does_not_reach_the_vector(folder):
    embedder = opened(folder, "onnx-fp32")
    assert embedder.max_tokens == 16
    assert embedder.count_tokens(["ab " * 100])[0] > 100
    np.testing.assert_allclose(
        embedder.embed_passages(["ab " * 100]), embedder.embed_passages(["ab " * 50]), atol=1e-6
    )


def test_a_nul_does_not_cut_the_text(folder):
    embedder = opened(folder, "onnx-fp32")
    assert not np.allclose(embedder.embed_queries(["a\0b"]), embedder.embed_queries(["a"]))
    np.testing.assert_allclose(embedder.embed_queries(["a\0b"]), embedder.embed_queries(["a b"]), atol=1e-6)


def test_an_exporter_s_graph_is_pooled_as_the_folder_says(folder, monkeypatch):
    embedder = OnnxEmbedder(folder, "tiny-e5", "onnx-fp32", 1)
    inside = embedder.embed_queries(["ab b", "a"])
    monkeypatch.setattr(embedder, "_output", "last_hidden_state")
    np.testing.assert_allclose(embedder.embed_queries(["ab b", "a"]), inside, atol=1e-5)


def test_a_model_with_more_than_pooling_is_not_for_this_engine(folder):
    assert supports(folder)
    modules = json.loads((folder / "modules.json").read_text())
    dense = {"idx": 3, "name": "3", "path": "3_Dense", "type": "sentence_transformers.models.Dense"}
    (folder / "modules.json").write_text(json.dumps([*modules, dense]))
    assert not supports(folder)


def test_a_missing_onnx_file_names_the_setting(folder):
    (folder / "onnx" / "model.onnx").unlink()
    with pytest.raises(QaError, match="QA_ENGINE"):
        choose_file(folder, "onnx-fp32")


def test_a_cpu_without_a_suited_form_gets_fp32(folder, monkeypatch):
    monkeypatch.setattr("qa.embedding.onnx_engine.int8_form", lambda: None)
    assert choose_file(folder, "auto")[1] == "onnx-fp32"


def test_a_damaged_file_is_named(folder):
    (folder / "onnx" / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(QaError, match=str(folder)):
        opened(folder, "onnx-fp32")


@pytest.mark.parametrize(
    ("model", "engine", "says"),
    [
        ("./không/có", "auto", "QA_MODEL"),
        ("/nowhere/at/all", "auto", "QA_MODEL"),
        ("BAAI/bge-m3", "onnx-int8", "QA_ENGINE"),
        ("multilingual-e5-small", "gpu", "QA_ENGINE"),
    ],
)
def test_wrong_settings_say_what_to_set(model, engine, says):
    with pytest.raises(QaError, match=says):
        load(Settings(model=model, engine=engine))
