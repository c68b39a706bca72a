"""Opens the index of a folder, or says which command mends it."""

from __future__ import annotations

import time
from pathlib import Path

from qa.errors import QaError
from qa.index import versions
from qa.index.embedded import EmbeddedStore
from qa.index.manifest import REBUILD, DamagedIndexError, read_manifest, refuse_differences, starved, unread
from qa.index.opened import Index
from qa.settings import get_settings

_ATTEMPTS = 3


def open_index(directory: Path | None = None, *, embedder_fingerprint: str | None = None) -> Index:
    """Opens the index of a folder.

    Args:
        directory: the folder; by default that of the settings.
        embedder_fingerprint: of the embedder that will embed questions, if it is loaded.

    Raises:
        QaError: there is no index, it is damaged, or it was made with another model, tokeniser or version of
            the program; says which command mends it.
    """
    directory = Path(directory or get_settings().index)
    for attempt in range(_ATTEMPTS):
        name = versions.current_version(directory)
        if name is None:
            raise QaError(f"Chưa có chỉ mục trong {directory}: hãy chạy: qa index")
        try:
            return _open(directory, name, embedder_fingerprint)
        except DamagedIndexError:
            # A build may have replaced the version, and removed it, since CURRENT was read.
            if versions.current_version(directory) == name or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.05)
    raise AssertionError("unreachable")


def _open(directory: Path, name: str, fingerprint: str | None) -> Index:
    version = directory / name
    manifest = read_manifest(version)
    refuse_differences(manifest, fingerprint)
    versions.check_files(version, manifest)
    try:
        store = EmbeddedStore.open(version)
    except Exception as error:  # whatever an engine says of files that it did not write
        if starved(error):
            raise unread(version, error) from error
        raise DamagedIndexError(f"Chỉ mục bị hỏng (không mở được): {REBUILD}", detail=repr(error)) from error
    return Index(directory, name, manifest, store)
