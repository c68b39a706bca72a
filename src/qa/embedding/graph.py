"""Writes the encoder as an ONNX graph, from numpy arrays alone: no torch, no export, no quantiser.

The graph takes `input_ids` and `attention_mask` and gives `last_hidden_state` (as every exporter names it) and
`sentence_embedding` (mean over the mask, L2-normalised). Attention, GELU and the norms with their residual are
ONNX Runtime's fused operators.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from qa.embedding.q4 import Array, Q4File, Q4Tensor

Weights = Literal["fp32", "qint8", "quint8", "q4"]

_FUSED = "com.microsoft"


def build_graph(source: Q4File, weights: Weights) -> onnx.ModelProto:
    """Returns the encoder as an ONNX model.

    Args:
        source: the weights.
        weights: how the linear layers compute. "fp32"; "qint8" and "quint8" (8-bit weights by column, 8-bit
            activations; signed wants VNNI or Arm, unsigned is the exact form on a CPU with AVX2 only).
    """
    return _Writer(source, weights).model()


class _Writer:
    def __init__(self, source: Q4File, weights: Weights) -> None:
        self.source = source
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], name: str, outputs: int = 1, **attributes: Any) -> str:
        names = [name, *(f"{name}.{i}" for i in range(1, outputs))]
        self.nodes.append(helper.make_node(op, inputs, names, name, **attributes))
        return name

    def fused(self, op: str, inputs: list[str], name: str, **attributes: Any) -> str:
        return self.node(op, inputs, name, domain=_FUSED, **attributes)

    def model(self) -> onnx.ModelProto:
        config = self.source.config
        self.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        hidden = self.embeddings()
        for layer in range(config.layers):
            hidden = self.layer(f"l{layer}", hidden)
        self.node("Identity", [hidden], "last_hidden_state")
        self.pool(hidden)
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [
                helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"])
                for n in ("input_ids", "attention_mask")
            ],
            [
                helper.make_tensor_value_info(
                    "last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", config.hidden]
                ),
                helper.make_tensor_value_info(
                    "sentence_embedding", TensorProto.FLOAT, ["batch", config.hidden]
                ),
            ],
            self.initializers,
        )
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="qa")

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
        return self.node(
            "LayerNormalization", [x, weight, bias], name, axis=-1, epsilon=self.source.config.epsilon
        )

    def skip_norm(self, x: str, residual: str, name: str, bias_of: str) -> str:
        weight = self.constant(f"{name}.w", self.source.weights(f"{name}.w"))
        bias = self.constant(f"{name}.b", self.source.weights(f"{name}.b"))
        added = self.constant(f"{bias_of}.b", self.source.weights(f"{bias_of}.b"))
        inputs = [x, residual, weight, bias, added]
        return self.fused("SkipLayerNormalization", inputs, name, epsilon=self.source.config.epsilon)

    def layer(self, prefix: str, x: str) -> str:
        attended = self.attention(prefix, x)
        projected = self.linear(attended, f"{prefix}.ao", [f"{prefix}.ao"])
        middle = self.skip_norm(projected, x, f"{prefix}.aln", f"{prefix}.ao")
        wide = self.linear(middle, f"{prefix}.fi", [f"{prefix}.fi"])
        bias = self.constant(f"{prefix}.fi.b", self.source.weights(f"{prefix}.fi.b"))
        active = self.fused("BiasGelu", [wide, bias], f"{prefix}.gelu")
        narrow = self.linear(active, f"{prefix}.fo", [f"{prefix}.fo"])
        return self.skip_norm(narrow, middle, f"{prefix}.oln", f"{prefix}.fo")

    def attention(self, prefix: str, x: str) -> str:
        heads = self.source.config.heads
        parts = [f"{prefix}.{part}" for part in "qkv"]
        bias = self.constant(
            f"{prefix}.qkv.b", np.concatenate([self.source.weights(f"{part}.b") for part in parts])
        )
        if self.weights == "fp32":
            matrix = self.constant(f"{prefix}.qkv.w", self.stacked(parts))
            return self.fused("Attention", [x, matrix, bias, "mask"], f"{prefix}.attention", num_heads=heads)
        if self.weights in ("qint8", "quint8"):
            quantised = self.quantise(x)
            matrix, scale, zero = self.quantised_weights(f"{prefix}.qkv", parts)
            inputs = [quantised, matrix, bias, f"{quantised}.1", scale, "mask", f"{quantised}.2", zero]
            return self.fused("QAttention", inputs, f"{prefix}.attention", num_heads=heads)
        joint = self.linear(x, f"{prefix}.qkv", parts)
        self.node("Split", [joint], f"{prefix}.split", 3, axis=-1, num_outputs=3)
        split = [f"{prefix}.split", f"{prefix}.split.1", f"{prefix}.split.2"]
        return self.fused(
            "MultiHeadAttention", [*split, bias, "mask"], f"{prefix}.attention", num_heads=heads
        )

    def stacked(self, parts: list[str]) -> Array:
        return np.concatenate([self.source.weights(f"{part}.w") for part in parts]).T

    def linear(self, x: str, name: str, parts: list[str]) -> str:
        """Multiplies by the weights of `parts` side by side, without the bias."""
        if self.weights == "fp32":
            return self.node("MatMul", [x, self.constant(f"{name}.w", self.stacked(parts))], name)
        if self.weights == "q4":
            return self.linear_q4(x, name, parts)
        quantised = self.quantise(x)
        matrix, scale, zero = self.quantised_weights(name, parts)
        self.node("MatMulInteger", [quantised, matrix, f"{quantised}.2", zero], f"{name}.int")
        self.node("Cast", [f"{name}.int"], f"{name}.cast", to=TensorProto.FLOAT)
        self.node("Mul", [f"{quantised}.1", scale], f"{name}.scale")
        return self.node("Mul", [f"{name}.cast", f"{name}.scale"], name)

    def quantise(self, x: str) -> str:
        return self.node("DynamicQuantizeLinear", [x], f"{x}.quantised", 3)

    def quantised_weights(self, name: str, parts: list[str]) -> tuple[str, str, str]:
        matrix = self.stacked(parts)
        scale = np.abs(matrix).max(axis=0) / 127
        rounded = np.rint(matrix / scale)
        signed = self.weights == "qint8"
        stored = rounded.astype(np.int8) if signed else (rounded + 128).astype(np.uint8)
        zero = np.zeros(len(scale), np.int8) if signed else np.full(len(scale), 128, np.uint8)
        return (
            self.constant(f"{name}.w", stored),
            self.constant(f"{name}.ws", scale.astype(np.float32)),
            self.constant(f"{name}.wz", zero),
        )

    def linear_q4(self, x: str, name: str, parts: list[str]) -> str:
        tensors = [self.source.tensors[f"{part}.w"] for part in parts]
        nibbles = np.concatenate([t.nibbles for t in tensors if isinstance(t, Q4Tensor)])
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1)  # in order
        packed = values[:, 0::2] | (values[:, 1::2] << 4)
        scales = np.concatenate([t.scales for t in tensors if isinstance(t, Q4Tensor)]).astype(np.float32)
        k = self.source.weights(f"{parts[0]}.w").shape[1]
        n = len(packed) // (k // 32)
        w = self.constant(f"{name}.w", packed.reshape(n, k // 32, 16))
        s = self.constant(f"{name}.ws", scales.reshape(-1))
        return self.fused("MatMulNBits", [x, w, s], name, K=k, N=n, bits=4, block_size=32, accuracy_level=4)

    def pool(self, hidden: str) -> None:
        self.node("Cast", ["attention_mask"], "pool.mask2", to=TensorProto.FLOAT)
        self.constant("pool.minus1", np.array([-1], np.int64))
        self.constant("pool.one", np.array([1], np.int64))
        self.node("Unsqueeze", ["pool.mask2", "pool.minus1"], "pool.mask")
        self.node("Mul", [hidden, "pool.mask"], "pool.masked")
        # The sum has the direction of the mean: dividing by the count would be undone by the normalisation.
        self.node("ReduceSum", ["pool.masked", "pool.one"], "pool.sum", keepdims=0)
        self.node("LpNormalization", ["pool.sum"], "sentence_embedding", axis=-1, p=2)
