"""Tells a file's format by its first bytes."""

from __future__ import annotations

from pathlib import Path

from qa.errors import QaError


def detect(path: Path) -> str:
    """Returns the format of a file ("txt").

    Raises:
        QaError: missing, unreadable, empty or not a text.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        raise QaError(
            f"Không mở được tệp {path.name}: hãy kiểm tra tệp còn đó và có quyền đọc.", detail=str(error)
        ) from error
    if not head.strip():
        raise QaError(f"Tệp {path.name} trống: hãy lấy lại bản đầy đủ.")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise QaError(f"Tệp {path.name} không phải văn bản đọc được: hãy lưu lại dưới dạng .txt (UTF-8).")
    return "txt"
