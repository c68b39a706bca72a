"""Embeds with ONNX Runtime and the tokenizers library: no torch on this path."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from qa.embedding.base import Prefixes, Progress, Vectors, batches, clean, prefixes_of, read_json
from qa.embedding.cpu import INT8_ARM, INT8_AVX2, INT8_VNNI, int8_form
from qa.embedding.unigram import Tokens, open_tokens
from qa.errors import QaError

# A batch of this many tokens keeps the cores busy; larger ones only take more memory.
_TOKENS_PER_BATCH = 2048
_TOKENS_ALONE = 512  # where each batch has one core
_TEXTS_PER_BATCH = 64

_INT8_FORMS = (INT8_VNNI, INT8_ARM, INT8_AVX2)


class OnnxEmbedder:
    """A model folder with an `onnx/` file, on the CPU.

    Args:
        folder: a sentence-transformers folder that `supports` accepts.
        name: the model, as the settings name it.
        engine: "onnx-int8" (the form that suits this CPU), "onnx-fp32", or "auto" (int8 if there is such a file).
        threads: most threads that a computation uses.
        checksum: identifies the weights of the built-in model; empty for another, whose file is read for it.
    """

    def __init__(self, folder: Path, name: str, engine: str, threads: int, checksum: str = "") -> None:
        # The tokenizers library reads this once, when it first works in parallel.
        os.environ.setdefault("RAYON_NUM_THREADS", str(threads))
        import onnxruntime

        file, self.engine = choose_file(folder, engine)
        self.name = name
        self._prefixes = prefixes_of(folder, name)
        self._pooling = _pooling_mode(folder)
        # The products of the built-in model in int8 are too small to be shared between cores: a question takes longer
        # on two than on one, and passages are embedded quicker in as many batches at a time (docs/decisions.md).
        self._workers = threads if checksum and self.engine != "onnx-fp32" else 1
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads if self._workers == 1 else 1
        options.inter_op_num_threads = 1
        # Threads that wait for work by turning in a circle take the cores from whatever else runs, this program first.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        if checksum:  # our own graph is fused by hand; see graph.py
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
            self._tokens = open_tokens(folder / "tokenizer.json")
        except Exception as error:  # both libraries raise their own, undocumented types
            raise QaError(
                f"Không mở được mô hình trong {folder}: tệp bị hỏng hoặc không đúng định dạng. Hãy xóa thư mục này "
                "để tạo lại, hoặc đặt QA_MODEL là mô hình khác.",
                detail=repr(error),
            ) from error
        self.max_tokens = _max_tokens(folder)
        self._pad, self._end = _pad_and_end(self._tokens)
        self._inputs = {value.name for value in self._session.get_inputs()}
        self._output = _output_name([value.name for value in self._session.get_outputs()])
        self.dimension = self._measure_dimension()
        weights = checksum or _sha256(file)
        parts = "\n".join(
            [weights, self.engine, self._prefixes.query, self._prefixes.passage, str(self.max_tokens)]
        )
        self.fingerprint = hashlib.sha256(parts.encode()).hexdigest()[:32]

    @property
    def prefixes(self) -> Prefixes:
        """What is put in front of questions and passages; the benchmark asks."""
        return self._prefixes

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Returns one L2-normalised row per question."""
        return self._embed(self._prefixes.query, texts, None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Returns one L2-normalised row per passage; tells `progress` the size of each batch that is done."""
        return self._embed(self._prefixes.passage, texts, progress)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Returns the length of each passage in tokens, prefix and special tokens included."""
        return [len(ids) for ids in self._ids(self._prefixes.passage, texts)]

    def _ids(self, prefix: str, texts: Sequence[str]) -> list[list[int]]:
        return self._tokens.ids([prefix + clean(text) for text in texts])

    def _embed(self, prefix: str, texts: Sequence[str], progress: Progress | None) -> Vectors:
        rows = [self._truncate(ids) for ids in self._ids(prefix, texts)]
        vectors = np.zeros((len(rows), self.dimension), dtype=np.float32)
        budget = _TOKENS_PER_BATCH if self._workers == 1 else _TOKENS_ALONE
        groups = list(batches([len(ids) for ids in rows], budget, _TEXTS_PER_BATCH))
        for batch, found in zip(groups, self._each([[rows[at] for at in batch] for batch in groups]), strict=True):
            vectors[batch] = found
            if progress is not None:
                progress(len(batch))
        return vectors

    def _each(self, groups: Sequence[list[list[int]]]) -> Iterator[Vectors]:
        """Yields the vectors of each batch, in order; some are computed at a time."""
        if self._workers == 1 or len(groups) == 1:
            yield from map(self._run, groups)
            return
        pool = ThreadPoolExecutor(self._workers)
        try:
            yield from pool.map(self._run, groups)
        finally:
            pool.shutdown(cancel_futures=True)

    def _truncate(self, ids: list[int]) -> list[int]:
        if len(ids) <= self.max_tokens:
            return ids
        return [*ids[: self.max_tokens - 1], self._end if self._end is not None else ids[self.max_tokens - 1]]

    def _run(self, rows: list[list[int]]) -> Vectors:
        length = max(len(ids) for ids in rows)
        ids = np.full((len(rows), length), self._pad, dtype=np.int64)
        mask = np.zeros((len(rows), length), dtype=np.int64)
        for row, values in enumerate(rows):
            ids[row, : len(values)] = values
            mask[row, : len(values)] = 1
        feed: dict[str, Any] = {
            "input_ids": ids,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(ids),
        }
        output = self._session.run([self._output], {key: feed[key] for key in self._inputs})[0]
        if output.ndim == 3:
            output = _pool(output, mask, self._pooling)
        norms = np.linalg.norm(output, axis=1, keepdims=True)
        vectors: Vectors = (output / np.maximum(norms, 1e-12)).astype(np.float32)
        return vectors

    def _measure_dimension(self) -> int:
        shape = next(value.shape for value in self._session.get_outputs() if value.name == self._output)
        if isinstance(shape[-1], int):
            return shape[-1]
        self.dimension = 0
        return int(self._run([[self._pad]]).shape[1])


def supports(folder: Path) -> bool:
    """Says whether this engine computes what the folder describes: an ONNX file, and mean or CLS pooling."""
    if not (folder / "tokenizer.json").is_file() or not any((folder / "onnx").glob("*.onnx")):
        return False
    modules = folder / "modules.json"
    if modules.is_file():
        import json

        kinds = {
            str(module.get("type", "")).rpartition(".")[2]
            for module in json.loads(modules.read_text("utf-8"))
        }
        if not kinds <= {"Transformer", "Pooling", "Normalize"}:
            return False
    return _pooling_mode(folder) in {"mean", "cls"}


def choose_file(folder: Path, engine: str) -> tuple[Path, str]:
    """Returns the ONNX file for an engine setting, and the full name of the engine.

    Raises:
        QaError: the folder has no such file.
    """
    whole = folder / "onnx" / "model.onnx"
    suited = int8_form()
    small = folder / "onnx" / f"model_{suited}.onnx"
    if engine == "onnx-int8" and suited is None:  # asked for by name, on a CPU that does not say what it has
        suited = next(
            (form for form in _INT8_FORMS if (folder / "onnx" / f"model_{form}.onnx").is_file()), None
        )
        small = folder / "onnx" / f"model_{suited}.onnx"
    if engine in {"auto", "onnx-int8"} and small.is_file():
        return small, f"onnx-{suited}"
    if engine in {"auto", "onnx-fp32"} and whole.is_file():
        return whole, "onnx-fp32"
    raise QaError(f"Thư mục {folder} không có tệp ONNX cho QA_ENGINE={engine}. Hãy đặt QA_ENGINE=auto.")


def _pooling_mode(folder: Path) -> str:
    config = read_json(folder / "1_Pooling" / "config.json")
    if isinstance(config.get("pooling_mode"), str):
        return str(config["pooling_mode"])
    chosen = [key for key, value in config.items() if key.startswith("pooling_mode_") and value is True]
    if not chosen or chosen == ["pooling_mode_mean_tokens"]:
        return "mean"
    return "cls" if chosen == ["pooling_mode_cls_token"] else "other"


def _pool(hidden: Vectors, mask: Any, mode: str) -> Vectors:
    if mode == "cls":
        first: Vectors = hidden[:, 0]
        return first
    weights = mask[:, :, None].astype(np.float32)
    mean: Vectors = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
    return mean


def _max_tokens(folder: Path) -> int:
    stated = read_json(folder / "sentence_bert_config.json").get("max_seq_length")
    limit = stated or read_json(folder / "tokenizer_config.json").get("model_max_length") or 512
    return min(int(str(limit)), 8192) if str(limit).isdigit() else 512


def _pad_and_end(tokens: Tokens) -> tuple[int, int | None]:
    ids = tokens.ids([""])[0]
    pad = next((number for name in ("<pad>", "[PAD]") if (number := tokens.id_of(name))), 0)
    return pad, ids[-1] if ids else None


def _output_name(names: list[str]) -> str:
    return next((name for name in ("sentence_embedding", "last_hidden_state") if name in names), names[0])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
