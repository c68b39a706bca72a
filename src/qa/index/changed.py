"""Which files of a corpus folder an index no longer tells the truth about."""

from __future__ import annotations

from pathlib import Path

from qa.index.corpus import scan
from qa.index.manifest import Manifest


def changed_files(corpus: Path, directory: Path, manifest: Manifest) -> list[str]:
    """Returns the files that were added, changed or removed since an index was made; not those it left out.

    Raises:
        QaError: the folder is missing, or a file cannot be opened.
    """
    indexed = {entry.path: entry.sha256 for entry in manifest.documents}
    left_out = {each.path for each in manifest.left_out}
    now = {file.path: file for file in scan(corpus, directory)}
    new = [path for path in now if path not in indexed and path not in left_out]
    gone = [path for path in (*indexed, *left_out) if path not in now]
    other = [path for path, sha256 in indexed.items() if path in now and now[path].sha256() != sha256]
    return sorted({*new, *gone, *other})
