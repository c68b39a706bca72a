"""Files in, blocks out: one reader a format, chosen by what the file holds and not by its name."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from pathlib import Path

from qa.documents.detect import detect
from qa.errors import QaError
from qa.records import RawDocument

logger = logging.getLogger(__name__)

# format → "module:function"; imported only when a file needs it, since some readers are heavy.
READERS = {
    "doc": "qa.documents.doc:read",
    "docx": "qa.documents.docx:read",
    "html": "qa.documents.html:read",
    "pdf": "qa.documents.pdf:read",
    "rtf": "qa.documents.rtf:read",
    "txt": "qa.documents.text:read",
}


def read(path: Path) -> RawDocument:
    """Reads any supported file.

    Raises:
        QaError: the file is missing, unreadable, empty, damaged or of a type that cannot be read; says which and
            what to do.
    """
    kind = detect(path)
    module, function = READERS[kind].split(":")
    reader: Callable[[Path], RawDocument] = getattr(importlib.import_module(module), function)
    try:
        raw = reader(path)
    except (QaError, MemoryError):
        raise
    except Exception as error:  # a library met bytes that its authors did not foresee
        logger.warning("reader %s failed on %s: %s: %s", kind, path.name, type(error).__name__, error)
        logger.debug("traceback", exc_info=True)
        raise QaError(
            f"Tệp {path.name} bị hỏng hoặc có cấu trúc lạ, không đọc được: hãy mở bằng phần mềm đã tạo ra nó, "
            "lưu lại rồi thử lại.",
            detail=f"{type(error).__name__}: {error}",
        ) from error
    if not raw.blocks and not raw.warnings:
        raise QaError(f"Tệp {path.name} không có chữ nào: hãy lấy lại bản đầy đủ.")
    return raw
