"""The corpus folder: which files it holds, and the facts that `corpus.toml` adds."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import QaError

FACTS = "corpus.toml"
_RACY_NS = 2_000_000_000  # file systems keep times as coarsely as two seconds
_NOT_DOCUMENTS = ("readme", "license", "licence", "thumbs.db", "desktop.ini", "~$")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus; `path` is relative to its folder, with "/".

    `mtime_ns` is 0 where the time cannot prove that a file is unchanged: it was written just now, or it lies
    in the future of this machine's clock.
    """

    path: str
    location: Path
    size: int
    mtime_ns: int

    def sha256(self) -> str:
        """Returns the hash of the content."""
        try:
            with self.location.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise QaError(
                f"Không mở được tệp {self.path}: hãy kiểm tra tệp còn đó và có quyền đọc.", detail=str(error)
            ) from error


def scan(corpus: Path, without: Path) -> list[CorpusFile]:
    """Returns the documents of a corpus folder in the order of their paths.

    Args:
        corpus: the folder.
        without: a folder to leave out (the index, if it lies inside).

    Raises:
        QaError: the folder is missing or holds no file.
    """
    if not corpus.is_dir():
        raise QaError(
            f"Không tìm thấy thư mục văn bản {corpus}: hãy tạo hoặc chỉ đúng thư mục bằng --corpus."
        )
    now = time.time_ns()
    files = []
    for folder, names, found in os.walk(corpus):
        names[:] = [
            n for n in names if not n.startswith(".") and (Path(folder) / n).resolve() != without.resolve()
        ]
        for name in found:
            if _is_document(name) and (file := _file(corpus, Path(folder) / name, now)):
                files.append(file)
    if not files:
        raise QaError(
            f"Thư mục {corpus} không có văn bản nào: hãy chép văn bản vào đó rồi chạy lại qa index."
        )
    return sorted(files, key=lambda file: file.path)


def read_facts(corpus: Path) -> dict[str, dict[str, Any]]:
    """Returns the tables of `corpus.toml` by path, dates as ISO text; {} where there is no such file.

    Raises:
        QaError: the file is not valid TOML, or holds something else than one table for each path.
    """
    path = corpus / FACTS
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise QaError(f"Tệp {path} không đọc được: {error}. Hãy sửa rồi chạy lại.") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise QaError(
                f'Tệp {path}: "{name}" phải là một bảng, ví dụ ["thu-muc/van-ban.txt"]. Hãy sửa rồi chạy lại.'
            )
    return {name: {key: _plain(value) for key, value in table.items()} for name, table in tables.items()}


def _is_document(name: str) -> bool:
    return name != FACTS and not name.startswith(".") and not name.lower().startswith(_NOT_DOCUMENTS)


def _file(corpus: Path, location: Path, now: int) -> CorpusFile | None:
    try:
        stat = location.stat()
    except OSError:
        return CorpusFile(_relative(corpus, location), location, -1, 0) if location.is_symlink() else None
    if not location.is_file():
        return None
    proven = stat.st_mtime_ns < now - _RACY_NS
    return CorpusFile(_relative(corpus, location), location, stat.st_size, stat.st_mtime_ns if proven else 0)


def _relative(corpus: Path, location: Path) -> str:
    # A name that is not UTF-8 reaches Python as lone surrogates, which no file of the index could hold.
    return location.relative_to(corpus).as_posix().encode("utf-8", "replace").decode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
