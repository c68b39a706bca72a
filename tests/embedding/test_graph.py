import math

import numpy as np
import onnx
import onnxruntime
import pytest

from embedding.tiny import EPSILON, HEADS, HIDDEN, LAYERS, tiny_model
from qa.embedding.graph import build_graph
from qa.embedding.q4 import read_q4


def bert(tensors, ids):
    """The encoder by its definition (Devlin et al. 2019), one text, mean pooling, L2 norm."""

    def norm(x, name):
        centred = x - x.mean(axis=-1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
        return centred / deviation * tensors[f"{name}.w"] + tensors[f"{name}.b"]

    def dense(x, name):
        return x @ tensors[f"{name}.w"].T + tensors[f"{name}.b"]

    erf = np.vectorize(math.erf)
    x = tensors["emb.word"][ids] + tensors["emb.pos"][: len(ids)] + tensors["emb.type"][0]
    x = norm(x, "emb.ln")
    for layer in range(LAYERS):
        q, k, v = (
            dense(x, f"l{layer}.{part}").reshape(len(ids), HEADS, -1).transpose(1, 0, 2) for part in "qkv"
        )
        weights = np.exp(q @ k.transpose(0, 2, 1) / math.sqrt(HIDDEN / HEADS))
        weights /= weights.sum(axis=-1, keepdims=True)
        context = (weights @ v).transpose(1, 0, 2).reshape(len(ids), HIDDEN)
        x = norm(dense(context, f"l{layer}.ao") + x, f"l{layer}.aln")
        wide = dense(x, f"l{layer}.fi")
        wide = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
        x = norm(dense(wide, f"l{layer}.fo") + x, f"l{layer}.oln")
    mean = x.mean(axis=0)
    return mean / np.linalg.norm(mean)


TEXTS = [[0, 5, 7, 9, 2], [0, 8, 2], [0, 4, 10, 6, 6, 5, 3, 2]]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    data, tensors = tiny_model()
    path = tmp_path_factory.mktemp("tiny") / "weights.bin"
    path.write_bytes(data)
    return read_q4(path), tensors


def run(source, weights, texts):
    model = build_graph(source, weights)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    length = max(map(len, texts))
    ids = np.array([text + [1] * (length - len(text)) for text in texts], np.int64)
    mask = np.array([[1] * len(text) + [0] * (length - len(text)) for text in texts], np.int64)
    return session.run(["sentence_embedding"], {"input_ids": ids, "attention_mask": mask})[0]


def test_fp32_computes_bert_by_its_definition(tiny):
    source, tensors = tiny
    expected = np.stack([bert(tensors, text) for text in TEXTS])
    np.testing.assert_allclose(run(source, "fp32", TEXTS), expected, atol=2e-5)


@pytest.mark.parametrize("weights", ["qint8", "quint8"])
def test_8_bit_forms_stay_close_to_the_definition(tiny, weights):
    source, tensors = tiny
    expected = np.stack([bert(tensors, text) for text in TEXTS])
    assert ((run(source, weights, TEXTS) * expected).sum(axis=1) > 0.999).all()


@pytest.mark.parametrize("weights", ["fp32", "qint8", "quint8"])
def test_a_vector_does_not_depend_on_the_rest_of_its_batch(tiny, weights):
    source, _ = tiny
    together = run(source, weights, TEXTS)
    alone = np.concatenate([run(source, weights, [text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)
