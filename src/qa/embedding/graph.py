"""Writes the encoder as an ONNX graph, from numpy arrays alone: no torch, no export, no quantiser.

The graph takes `input_ids` and `attention_mask` and gives `last_hidden_state` (as every exporter names it)
and `sentence_embedding` (mean over the mask, L2-normalised). Attention and GELU are ONNX Runtime's fused
operators. Its fused norm is not used: it is three times slower than adding and normalising (CPU, 1.31), so
open the file with graph optimisation "basic", which does not put it back.

Between the embeddings and the pooling the tokens of all texts are rows of one table, and attention alone takes
them text by text: each node costs a microsecond or two, whatever it does, and a question takes some 7,000.

In the 8-bit forms each token's activations have their own scale. ONNX Runtime's own dynamic quantisation has
one scale for a whole batch: less exact (cosine to fp32 .9962, not .9993), and a text's vector would depend on
what else is in the batch.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from qa.embedding.q4 import Array, Q4File, Q4Tensor

Weights = Literal["fp32", "qint8", "quint8"]

_FUSED = "com.microsoft"


def build_graph(source: Q4File, weights: Weights) -> onnx.ModelProto:
    """Returns the encoder as an ONNX model.

    Args:
        source: the weights.
        weights: "fp32", or the 8-bit form of the linear layers: "qint8" (signed, for CPUs with VNNI and for
            Arm) or "quint8" (unsigned, exact on a CPU with AVX2 only).
    """
    return _Writer(source, weights).model()


class _Writer:
    def __init__(self, source: Q4File, weights: Weights) -> None:
        self.source = source
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        # Not ascontiguousarray: it makes a scalar one-dimensional.
        self.initializers.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def node(self, op: str, inputs: list[str], name: str, outputs: int = 1, **attributes: Any) -> str:
        names = [name, *(f"{name}.{i}" for i in range(1, outputs))]
        self.nodes.append(helper.make_node(op, inputs, names, name, **attributes))
        return name

    def fused(self, op: str, inputs: list[str], name: str, **attributes: Any) -> str:
        return self.node(op, inputs, name, domain=_FUSED, **attributes)

    def model(self) -> onnx.ModelProto:
        hidden_size = self.source.config.hidden
        self.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        rows = self.rows(self.embeddings())
        if self.weights != "fp32":
            self.quantisation_constants(rows)
        for layer in range(self.source.config.layers):
            rows = self.layer(f"l{layer}", rows)
        self.pool(self.node("Reshape", [rows, "hidden.shape"], "last_hidden_state"))
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [*axes, hidden_size])
            for name, axes in (("last_hidden_state", ["batch", "tokens"]), ("sentence_embedding", ["batch"]))
        ]
        graph = helper.make_graph(self.nodes, "encoder", inputs, outputs, self.initializers)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="qa")

    def rows(self, hidden: str) -> str:
        """Puts the tokens of all texts under one another, and notes the shapes that attention and pooling want."""
        self.node("Shape", ["input_ids"], "lead")
        for name, times in (("hidden", 1), ("joint", 3)):
            self.constant(f"{name}.width", np.array([times * self.source.config.hidden], np.int64))
            self.node("Concat", ["lead", f"{name}.width"], f"{name}.shape", axis=0)
        self.constant("rows.shape", np.array([-1, self.source.config.hidden], np.int64))
        return self.node("Reshape", [hidden, "rows.shape"], "rows")

    def embeddings(self) -> str:
        word = self.word_fp32() if self.weights == "fp32" else self.word_q4()
        self.constant("position.table", self.source.weights("emb.pos"))
        self.constant("type.row", self.source.weights("emb.type")[0])
        self.constant("start", np.array([0], np.int64))
        self.node("Shape", ["input_ids"], "length", start=1, end=2)
        self.node("Slice", ["position.table", "start", "length"], "position")
        self.node("Add", ["position", "type.row"], "place")
        self.node("Add", [word, "place"], "embedded")
        return self.norm("embedded", "emb.ln")

    def word_fp32(self) -> str:
        self.constant("word.table", self.source.weights("emb.word"))
        return self.node("Gather", ["word.table", "input_ids"], "word")

    def word_q4(self) -> str:
        """Looks the word embeddings up in their 4-bit form: exact, and an eighth of the bytes to load."""
        tensor = self.source.tensors["emb.word"]
        assert isinstance(tensor, Q4Tensor)
        config = self.source.config
        blocks = config.hidden // 32
        self.constant("word.nibbles", tensor.nibbles.reshape(config.vocabulary, blocks, 16))
        self.constant("word.scales", tensor.scales.reshape(config.vocabulary, blocks, 1))
        self.constant("word.15", np.array([15], np.uint8))
        self.constant("word.4", np.array([4], np.uint8))
        self.constant("word.8", np.array([8], np.float32))
        self.constant("word.shape", np.array([0, 0, config.hidden], np.int64))
        self.node("Gather", ["word.nibbles", "input_ids"], "word.packed")
        self.node("BitwiseAnd", ["word.packed", "word.15"], "word.low")
        self.node("BitShift", ["word.packed", "word.4"], "word.high", direction="RIGHT")
        self.node("Concat", ["word.low", "word.high"], "word.unpacked", axis=-1)
        self.node("Cast", ["word.unpacked"], "word.cast", to=TensorProto.FLOAT)
        self.node("Sub", ["word.cast", "word.8"], "word.centred")
        self.node("Gather", ["word.scales", "input_ids"], "word.scale16")
        self.node("Cast", ["word.scale16"], "word.scale", to=TensorProto.FLOAT)
        self.node("Mul", ["word.centred", "word.scale"], "word.blocks")
        return self.node("Reshape", ["word.blocks", "word.shape"], "word")

    def norm(self, x: str, name: str) -> str:
        weight = self.constant(f"{name}.w", self.source.weights(f"{name}.w"))
        bias = self.constant(f"{name}.b", self.source.weights(f"{name}.b"))
        epsilon = self.source.config.epsilon
        return self.node("LayerNormalization", [x, weight, bias], name, axis=-1, epsilon=epsilon)

    def add_and_norm(self, x: str, residual: str, name: str) -> str:
        bias = self.constant(f"{x}.b", self.source.weights(f"{x}.b"))
        self.node("Add", [x, bias], f"{x}.biased")
        self.node("Add", [f"{x}.biased", residual], f"{x}.summed")
        return self.norm(f"{x}.summed", name)

    def layer(self, prefix: str, x: str) -> str:
        projected = self.linear(self.attention(prefix, x), f"{prefix}.ao", [f"{prefix}.ao"])
        middle = self.add_and_norm(projected, x, f"{prefix}.aln")
        wide = self.linear(middle, f"{prefix}.fi", [f"{prefix}.fi"])
        bias = self.constant(f"{prefix}.fi.b", self.source.weights(f"{prefix}.fi.b"))
        active = self.fused("BiasGelu", [wide, bias], f"{prefix}.gelu")
        narrow = self.linear(active, f"{prefix}.fo", [f"{prefix}.fo"])
        return self.add_and_norm(narrow, middle, f"{prefix}.oln")

    def attention(self, prefix: str, x: str) -> str:
        parts = [f"{prefix}.{part}" for part in "qkv"]
        stacked = np.concatenate([self.source.weights(f"{part}.b") for part in parts])
        bias = self.constant(f"{prefix}.qkv.b", stacked)
        joint = self.linear(x, f"{prefix}.qkv", parts)
        self.node("Reshape", [joint, "joint.shape"], f"{prefix}.joint")
        self.node("Split", [f"{prefix}.joint"], f"{prefix}.split", 3, axis=-1, num_outputs=3)
        inputs = [f"{prefix}.split", f"{prefix}.split.1", f"{prefix}.split.2", bias, "mask"]
        heads = self.source.config.heads
        self.fused("MultiHeadAttention", inputs, f"{prefix}.attention", num_heads=heads)
        return self.node("Reshape", [f"{prefix}.attention", "rows.shape"], f"{prefix}.attended")

    def linear(self, x: str, name: str, parts: list[str]) -> str:
        """Multiplies by the weights of `parts` side by side, without the bias."""
        matrix = np.concatenate([self.source.weights(f"{part}.w") for part in parts]).T
        if self.weights == "fp32":
            return self.node("MatMul", [x, self.constant(f"{name}.w", matrix)], name)
        return self.linear_int8(x, name, matrix)

    def linear_int8(self, x: str, name: str, matrix: Array) -> str:
        """Multiplies 8-bit activations (one scale a token) by 8-bit weights (one scale a column)."""
        columns = matrix.shape[1]
        scale = np.abs(matrix).max(axis=0) / 127
        rounded = np.rint(matrix / scale)
        signed = self.weights == "qint8"
        stored = rounded.astype(np.int8) if signed else (rounded + 128).astype(np.uint8)
        zero = np.zeros(columns, np.int8) if signed else np.full(columns, 128, np.uint8)
        weights = [
            self.constant(f"{name}.w", stored),
            "int8.one",
            self.constant(f"{name}.w.scale", scale.astype(np.float32)),
            "int8.128",
            self.constant(f"{name}.w.zero", zero),
        ]
        quantised, token_scale = self.quantise(x)
        self.fused("MatMulIntegerToFloat", [quantised, *weights], f"{name}.unscaled")
        return self.node("Mul", [f"{name}.unscaled", token_scale], name)

    def quantisation_constants(self, rows: str) -> None:
        self.constant("int8.one", np.array(1, np.float32))
        self.constant("int8.128", np.array(128, np.uint8))
        self.constant("int8.last", np.array([1], np.int64))
        self.constant("int8.step", np.array([1 / 127], np.float32))
        # QuantizeLinear wants one zero point a row, and the rows are not known before.
        self.node("Shape", [rows], "int8.count", start=0, end=1)
        self.node("Expand", ["int8.128", "int8.count"], "int8.zeros")

    def quantise(self, x: str) -> tuple[str, str]:
        """Rounds each row of `x` to 8 bits around 128; returns the rows and their scales."""
        self.node("Abs", [x], f"{x}.abs")
        self.node("ReduceMax", [f"{x}.abs", "int8.last"], f"{x}.max", keepdims=1)
        scales = self.node("Mul", [f"{x}.max", "int8.step"], f"{x}.scales")
        self.node("Squeeze", [scales, "int8.last"], f"{x}.scale")
        inputs = [x, f"{x}.scale", "int8.zeros"]
        return self.node("QuantizeLinear", inputs, f"{x}.int8", axis=0), scales

    def pool(self, hidden: str) -> None:
        self.node("Cast", ["attention_mask"], "pool.mask2", to=TensorProto.FLOAT)
        self.constant("pool.minus1", np.array([-1], np.int64))
        self.constant("pool.one", np.array([1], np.int64))
        self.node("Unsqueeze", ["pool.mask2", "pool.minus1"], "pool.mask")
        self.node("Mul", [hidden, "pool.mask"], "pool.masked")
        # The sum has the direction of the mean: dividing by the count would be undone by the normalisation.
        self.node("ReduceSum", ["pool.masked", "pool.one"], "pool.sum", keepdims=0)
        self.node("LpNormalization", ["pool.sum"], "sentence_embedding", axis=-1, p=2)
