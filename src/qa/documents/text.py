"""Plain text → blocks."""

from __future__ import annotations

from pathlib import Path

from qa.documents.encodings import decode
from qa.documents.layout import blocks_from_lines
from qa.documents.page_numbers import without_page_numbers
from qa.errors import QaError
from qa.records import RawDocument
from qa.vietnamese import normalize


def read(path: Path) -> RawDocument:
    """Reads a text file.

    Raises:
        QaError: unreadable, or no readable text in it.
    """
    text, _encoding = decode(path.read_bytes())
    blocks = blocks_from_lines(without_page_numbers(normalize(text).split("\n")))
    if not blocks:
        raise QaError(f"Tệp {path.name} không có chữ nào: hãy lấy lại bản đầy đủ.")
    return RawDocument(blocks=tuple(blocks), format="txt")
