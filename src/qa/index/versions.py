"""The folder of an index: versions side by side, and `CURRENT`, which names the one in use.

    index/
      CURRENT             "v-20250101T120000-1a2b3c4d", replaced in one step once a version is complete
      v-20250101T120000-1a2b3c4d/   manifest.json, records.sqlite, vectors.faiss, terms/
      .lock               held by the process that writes

A version never changes after it is named, so readers need no lock; a build that dies leaves a version that
nothing names, and the next build removes it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from qa.errors import QaError
from qa.index.manifest import MANIFEST, REBUILD, DamagedIndexError, Manifest, starved, unread

CURRENT = "CURRENT"
_PREFIX = "v-"
_LOCK = ".lock"
_PIECE = 1 << 20  # bytes read at once: they stay in the processor's cache between reading and summing


def current_version(directory: Path) -> str | None:
    """Returns the name of the version in use; None where there is no index."""
    try:
        name = (directory / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unread(directory, error) from error
    if not name.startswith(_PREFIX) or Path(name).name != name:
        raise DamagedIndexError(
            f"Chỉ mục bị hỏng (tệp {CURRENT}): {REBUILD}", detail=f"CURRENT holds {name[:80]!r}"
        )
    return name


def version_in_use(directory: Path) -> str | None:
    """Returns the name of the version in use; None where there is no index or what names it is damaged."""
    try:
        return current_version(directory)
    except QaError:
        return None


def new_version(directory: Path) -> Path:
    """Returns a name for the next version, unused whatever the clock says."""
    return directory / f"{_PREFIX}{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"


def publish(version: Path) -> None:
    """Makes a complete version the one in use: all on disk first, then `CURRENT` in one step."""
    for path in [*_files(version), version / MANIFEST]:
        _sync(path)
    for folder in [*(path for path in version.rglob("*") if path.is_dir()), version]:
        _sync(folder)
    replace_text(version.parent / CURRENT, version.name + "\n")


def replace_text(path: Path, text: str) -> None:
    """Writes a file in one step: afterwards it holds the old text or the new, never a mixture."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.write_text(text, encoding="utf-8")
        _sync(draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync(path.parent)


def remove_others(directory: Path, keep: str | None) -> None:
    """Removes all versions but one, and drafts; what cannot be removed now is left for the next time."""
    for path in directory.iterdir():
        if path.name.startswith(_PREFIX) and path.name != keep and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f".{CURRENT}."):
            path.unlink(missing_ok=True)


@contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Turns the errors of file systems and stores into words that help."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError, ValueError) as error:
        raise QaError(
            f"{_reason(directory, error)} Chỉ mục cũ vẫn nguyên vẹn.", detail=repr(error)
        ) from error


@contextmanager
def write_lock(directory: Path, wait: float) -> Iterator[None]:
    """Holds the right to write to an index folder; waits for another process up to `wait` seconds."""
    lock = FileLock(directory / _LOCK)
    with writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise QaError(
                f"Một tiến trình khác đang lập chỉ mục trong {directory}: hãy đợi nó xong rồi chạy lại."
            ) from error
    try:
        yield
    finally:
        lock.release()


def checksums(version: Path) -> dict[str, tuple[int, int, str]]:
    """Returns size, CRC-32 and SHA-256 of each file of a version, the manifest aside."""
    return {
        path.relative_to(version).as_posix(): (path.stat().st_size, _crc32(path), _sha256(path))
        for path in _files(version)
    }


def check_files(version: Path, manifest: Manifest, thorough: bool = False) -> None:
    """Compares the files of a version with its manifest.

    A CRC-32 finds every accident to a file at more than a gigabyte a second, so that no index is too large to be
    checked each time it is opened; SHA-256 takes twice as long and finds intent too.

    Args:
        version: its folder.
        manifest: its manifest.
        thorough: compare the SHA-256 too.

    Raises:
        DamagedIndexError: a file is missing or differs.
    """
    # Summing gives up the interpreter's lock, so two threads take half the time.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: _check_file(version, name, manifest.files[name], thorough), manifest.files))


def _check_file(version: Path, name: str, known: tuple[int, int, str], thorough: bool) -> None:
    path, (size, crc, digest) = version / name, known
    try:
        same = path.stat().st_size == size and _crc32(path) == crc and (not thorough or _sha256(path) == digest)
    except FileNotFoundError as error:
        raise DamagedIndexError(
            f"Chỉ mục bị hỏng (thiếu tệp {name}): {REBUILD}", detail=str(error)
        ) from error
    except OSError as error:  # no proof of damage: building anew for want of a file handle would be wrong
        raise unread(version, error) from error
    if not same:
        raise DamagedIndexError(
            f"Chỉ mục bị hỏng (tệp {name} đã bị thay đổi): {REBUILD}", detail=str(path)
        )


def _files(version: Path) -> list[Path]:
    # tantivy's lock files are empty and come and go.
    return sorted(p for p in version.rglob("*") if p.is_file() and p.name != MANIFEST and p.suffix != ".lock")


def _crc32(path: Path) -> int:
    found, piece = 0, memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(piece):
            found = zlib.crc32(piece[:count], found)
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot sync a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(directory: Path, error: Exception) -> str:
    code, text = getattr(error, "errno", None), str(error).lower()
    if code in (errno.ENOSPC, errno.EDQUOT) or "no space left" in text or "disk is full" in text:
        return f"Hết chỗ trên đĩa khi ghi vào {directory}: hãy giải phóng dung lượng rồi chạy lại qa index."
    if code in (errno.EACCES, errno.EPERM, errno.EROFS) or "readonly" in text or "permission denied" in text:
        return f"Không có quyền ghi vào {directory}: hãy cấp quyền ghi hoặc chọn thư mục khác bằng --index."
    if starved(error):
        return "Chương trình mở quá nhiều tệp: hãy tăng giới hạn (ulimit -n) rồi chạy lại qa index."
    return f"Không ghi được chỉ mục vào {directory} ({error}): hãy kiểm tra thư mục rồi chạy lại qa index."
