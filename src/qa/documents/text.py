"""Plain text → blocks."""

from __future__ import annotations

from pathlib import Path

from qa.documents.layout import blocks_from_lines
from qa.errors import QaError
from qa.records import RawDocument
from qa.vietnamese import normalize


def read(path: Path) -> RawDocument:
    """Reads a text file.

    Raises:
        QaError: unreadable, or no readable text in it.
    """
    text = normalize(_decode(path.read_bytes(), path.name))
    blocks = blocks_from_lines(text.split("\n"))
    if not blocks:
        raise QaError(f"Tệp {path.name} không có chữ nào: hãy lấy lại bản đầy đủ.")
    return RawDocument(blocks=tuple(blocks), format="txt")


def _decode(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise QaError(f"Tệp {name} không phải UTF-8: hãy mở bằng trình soạn thảo và lưu lại với mã UTF-8.")
