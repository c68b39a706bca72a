"""What every embedding engine offers, and the small things that engines share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]


class Embedder(Protocol):
    """Turns texts into L2-normalised vectors.

    Attributes:
        name: the model, as the settings name it.
        engine: how it computes ("onnx-qint8-avx512_vnni", "onnx-fp32", "sentence-transformers").
        dimension: length of a vector.
        max_tokens: longest input; what is beyond it does not reach the vector.
        fingerprint: changes with the weights, the engine and the prefixes. Vectors of different fingerprints
            must never be compared.
    """

    name: str
    engine: str
    dimension: int
    max_tokens: int
    fingerprint: str

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns one row per question."""
        ...

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Returns one row per passage; calls `progress` after each batch with the number of passages in it."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Returns the length of each passage in tokens, prefix and special tokens included, never truncated."""
        ...


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What a model wants in front of a question and of a passage."""

    query: str = ""
    passage: str = ""


E5_PREFIXES = Prefixes("query: ", "passage: ")


def prefixes_of(folder: Path, name: str) -> Prefixes:
    """Returns the prefixes a model folder asks for in its prompts; those of E5 if its name says that it is one."""
    return prefixes_from(read_json(folder / "config_sentence_transformers.json").get("prompts"), name)


def prefixes_from(prompts: object, name: str) -> Prefixes:
    """Returns the prefixes that a sentence-transformers `prompts` table gives."""
    if isinstance(prompts, dict) and any(prompts.values()):
        passage = next((prompts[key] for key in ("passage", "document", "corpus") if prompts.get(key)), "")
        return Prefixes(prompts.get("query") or "", passage)
    return E5_PREFIXES if "e5" in Path(name).name.lower().replace("_", "-").split("-") else Prefixes()


def read_json(path: Path) -> dict[str, object]:
    """Returns the object in a JSON file, or an empty one where there is no such file."""
    if not path.is_file():
        return {}
    value = json.loads(path.read_text(encoding="utf-8"))
    return value if isinstance(value, dict) else {}


def clean(text: str) -> str:
    """Makes a text safe for every tokenizer: NUL becomes a space, a lone surrogate a question mark."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def batches(lengths: Sequence[int], budget: int, largest: int) -> Iterator[list[int]]:
    """Groups indices of texts of similar length, longest first.

    Args:
        lengths: tokens of each text.
        budget: most tokens of a batch once it is padded to its longest text.
        largest: most texts of a batch.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and (len(batch) == largest or (len(batch) + 1) * lengths[batch[0]] > budget):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
