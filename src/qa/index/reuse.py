"""What an old index gives to a new one: its manifest, and the vectors of passages with the same text."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np

from qa.embedding.base import Embedder
from qa.index import versions
from qa.index.embedded import EmbeddedStore
from qa.index.manifest import DamagedIndexError, Manifest, OlderIndexError, read_manifest, refuse_differences
from qa.index.passages import passage_input
from qa.index.store import Vectors
from qa.records import Passage

logger = logging.getLogger(__name__)


def old_index(directory: Path) -> tuple[tuple[Manifest, Path] | None, str]:
    """Returns the manifest and the folder of the version in use, and a remark; None where it must be made anew."""
    try:
        name = versions.current_version(directory)
        if name is None:
            return None, ""
        version = directory / name
        manifest = read_manifest(version)
        refuse_differences(manifest)
        versions.check_files(version, manifest)
    except DamagedIndexError as error:
        logger.warning("the old index is damaged, building a new one: %s", error.detail)
        return None, "Chỉ mục cũ bị hỏng nên đã được lập lại từ đầu."
    except OlderIndexError as error:
        logger.warning("the old index has an older schema, building a new one: %s", error)
        return None, "Chỉ mục cũ do phiên bản trước của chương trình tạo nên đã được lập lại từ đầu."
    return (manifest, version), ""


class PassageVectors:
    """Makes the vectors of passages: those of the old index where it has the same text, else of the model.

    Args:
        model: gives the model, which is loaded only where there is a new text.
        directory: folder of the index.

    Attributes:
        old_version: the version to take vectors over from; None for none.
        embedded: how many passages the model was run on.
    """

    def __init__(self, model: Callable[[], Embedder], directory: Path) -> None:
        self.old_version: Path | None = None
        self.embedded = 0
        self._model = model
        self._directory = directory
        self._old: EmbeddedStore | None = None

    def of(self, passages: list[Passage], progress: Callable[[int, int], None]) -> Vectors:
        """Returns the vectors of passages, one row each; says how many of all new ones are done."""
        inputs = [passage_input(passage) for passage in passages]
        kept = self._kept({passage.doc_id for passage in passages})
        new = [row for row, text in enumerate(inputs) if text not in kept]
        total = self.embedded + len(new)

        def count(batch: int) -> None:
            self.embedded += batch
            progress(self.embedded, total)

        embedded = iter(self._model().embed_passages([inputs[row] for row in new], count) if new else ())
        self.embedded = total
        rows = [kept[text] if text in kept else next(embedded) for text in inputs]
        return np.array(rows, dtype=np.float32) if rows else np.empty((0, 0), dtype=np.float32)

    def _kept(self, docs: set[str]) -> dict[str, Vectors]:
        if self.old_version is None or not docs:
            return {}
        if self._old is None:
            with versions.writing(self._directory):
                self._old = EmbeddedStore.open(self.old_version)
        keys = self._old.keys(docs)
        rows = self._old.vectors(keys)
        return {passage_input(p): row for p, row in zip(self._old.fetch(keys), rows, strict=True)}

    def close(self) -> None:
        """Closes the old index."""
        if self._old is not None:
            self._old.close()
        self._old = None
