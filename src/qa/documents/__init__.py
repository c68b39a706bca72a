"""Files in, blocks out: one reader a format, chosen by what the file holds and not by its name."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

from qa.documents.detect import detect
from qa.records import RawDocument

# format → "module:function"; imported only when a file needs it, since some readers are heavy.
READERS = {
    "txt": "qa.documents.text:read",
}


def read(path: Path) -> RawDocument:
    """Reads any supported file.

    Raises:
        QaError: the file is missing, unreadable, empty or of a type that cannot be read; says which and what to do.
    """
    module, function = READERS[detect(path)].split(":")
    reader: Callable[[Path], RawDocument] = getattr(importlib.import_module(module), function)
    return reader(path)
