"""The least that `qa.index.build` can be given, for measuring what it does itself: no model, no parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa.index.prepare import Makers
from qa.records import Block, Document, RawDocument, Section, Source
from qa.tasks import Extraction


class Embedder:
    """Gives every text the same vector."""

    name, engine, dimension, max_tokens, fingerprint = "tiny", "none", 8, 400, "tiny"

    def embed_queries(self, texts: Sequence[str]) -> Any:
        return np.full((len(texts), 8), 8**-0.5, dtype=np.float32)

    def embed_passages(self, texts: Sequence[str], progress: Any = None) -> Any:
        return self.embed_queries(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


@dataclass(frozen=True)
class _Parsed:
    document: Document
    sections: tuple[Section, ...]


def _read(path: Path) -> RawDocument:
    return RawDocument(tuple(map(Block, path.read_text(encoding="utf-8").splitlines())), "txt")


def _parse(raw: RawDocument, source: Source, facts: dict[str, Any]) -> _Parsed:
    doc_id, text = raw.blocks[0].text, raw.blocks[1].text
    section = Section(f"{doc_id}#1", doc_id, "", "", "paragraph", ("1",), 0, len(text))
    return _Parsed(Document(doc_id, "", None, "", "", None, "", None, (), source, text), (section,))


def makers() -> Makers:
    """Returns reader, parser and extractor of files with an id on the first line and a text on the second."""
    return Makers(_read, _parse, lambda document, sections: Extraction((), ()))
