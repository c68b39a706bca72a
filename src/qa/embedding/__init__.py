"""Text to vectors: one interface over ONNX Runtime and sentence-transformers."""

from __future__ import annotations

import re
from pathlib import Path

from qa.embedding.base import Embedder, Vectors
from qa.embedding.prepare import BUILTIN, SOURCE_SHA256, VECTORS, prepare_model
from qa.errors import QaError
from qa.settings import Settings, get_settings

__all__ = ["Embedder", "Vectors", "load", "prepare_model"]

_ENGINES = ("auto", "onnx-int8", "onnx-fp32", "sentence-transformers")
_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")


def load(settings: Settings | None = None) -> Embedder:
    """Opens the embedding model that the settings name, preparing the built-in one if need be.

    Raises:
        QaError: the model or engine is unknown, missing, damaged or cannot be downloaded.
    """
    settings = settings or get_settings()
    if settings.engine not in _ENGINES:
        raise QaError(f"QA_ENGINE='{settings.engine}' không hợp lệ. Các giá trị: {', '.join(_ENGINES)}.")
    if settings.model == BUILTIN:
        return _open(prepare_model(settings), settings, checksum=f"{SOURCE_SHA256}/{VECTORS}")
    folder = Path(settings.model).expanduser()
    if folder.is_dir():
        return _open(folder, settings)
    if not _HUB_ID.fullmatch(settings.model) or settings.model.startswith("."):
        raise QaError(
            f"Không có thư mục mô hình '{settings.model}'. Hãy sửa QA_MODEL: tên có sẵn ({BUILTIN}), mã trên Hugging "
            "Face Hub (ví dụ BAAI/bge-m3) hoặc một thư mục."
        )
    if settings.engine.startswith("onnx"):
        raise QaError(
            f"QA_ENGINE={settings.engine} chỉ dùng cho thư mục có tệp ONNX. Hãy đặt QA_ENGINE=auto."
        )
    return _sentence_transformers(settings.model, settings)


def _open(folder: Path, settings: Settings, checksum: str = "") -> Embedder:
    from qa.embedding.onnx_engine import OnnxEmbedder, supports

    wanted = settings.engine
    if wanted == "sentence-transformers" or (wanted == "auto" and not supports(folder)):
        return _sentence_transformers(str(folder), settings)
    if not supports(folder):
        raise QaError(
            f"Mô hình trong {folder} không chạy được bằng ONNX. Hãy đặt QA_ENGINE=sentence-transformers."
        )
    return OnnxEmbedder(folder, settings.model, wanted, settings.threads, checksum)


def _sentence_transformers(model: str, settings: Settings) -> Embedder:
    from qa.embedding.st_engine import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(model, settings.model, settings.threads)
