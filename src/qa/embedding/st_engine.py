"""Embeds with SentenceTransformer: any model of that library, on a GPU if there is one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.embedding.base import Progress, Vectors, clean, prefixes_from
from qa.errors import QaError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
# Of a large file only this much from both ends goes into the fingerprint: retraining changes every weight.
_SAMPLE = 1 << 20


class SentenceTransformerEmbedder:
    """Any model of sentence-transformers: a hub id or a folder.

    Args:
        model: hub id or folder.
        name: the model, as the settings name it.
        threads: most threads that torch uses on a CPU.
    """

    engine = "sentence-transformers"

    def __init__(self, model: str, name: str, threads: int) -> None:
        self._model = _open(model, threads)
        self.name = name
        self._prefixes = prefixes_from(self._model.prompts, name)
        self.max_tokens = int(self._model.max_seq_length or 512)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        parts = [_weights_id(model, self._model), self.engine, self._prefixes.query, self._prefixes.passage]
        self.fingerprint = hashlib.sha256("\n".join([*parts, str(self.max_tokens)]).encode()).hexdigest()[:32]

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns one L2-normalised row per question."""
        return self._embed(self._prefixes.query, texts, None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Returns one L2-normalised row per passage; tells `progress` the size of each batch that is done."""
        return self._embed(self._prefixes.passage, texts, progress)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Returns the length of each passage in tokens, prefix and special tokens included."""
        tokenizer: Any = self._model.tokenizer
        if not texts:
            return []
        inputs = [self._prefixes.passage + clean(text) for text in texts]
        return [len(ids) for ids in tokenizer(inputs, truncation=False, verbose=False)["input_ids"]]

    def _embed(self, prefix: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            inputs = [prefix + clean(texts[index]) for index in batch]
            # The prefix is already there: prompt="" keeps the model's default prompt away.
            vectors[batch] = self._model.encode(
                inputs, prompt="", batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            if progress is not None:
                progress(len(batch))
        return vectors


def _open(model: str, threads: int) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    try:
        return SentenceTransformer(model)
    except Exception as error:  # network, hub, file and format errors of four libraries
        raise QaError(
            f"Không mở được mô hình '{model}'. Hãy kiểm tra tên (mã trên Hugging Face Hub hoặc thư mục) và kết nối "
            "mạng, hoặc bỏ QA_MODEL để dùng mô hình có sẵn, không cần mạng.",
            detail=repr(error),
        ) from error


def _weights_id(model: str, opened: SentenceTransformer) -> str:
    """Identifies the weights: the commit of a hub model; sizes and ends of the files of a folder."""
    folder = Path(model).expanduser()
    if not folder.is_dir():
        config: Any = getattr(opened[0], "auto_model", None)
        return f"{model}@{getattr(getattr(config, 'config', None), '_commit_hash', None)}"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".safetensors", ".bin", ".json", ".model"}:
            digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
            with path.open("rb") as file:
                digest.update(file.read(_SAMPLE))
                file.seek(max(0, path.stat().st_size - _SAMPLE))
                digest.update(file.read(_SAMPLE))
    return digest.hexdigest()
