"""A small world for the tests of the index: a hashing embedder, a grammar of two line types, documents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from qa.errors import QaError
from qa.index.prepare import Makers
from qa.index.store import Bundle
from qa.records import Block, Document, Passage, RawDocument, Section, Source, Task
from qa.tasks import Extraction

DIMENSION = 16


@dataclass
class HashEmbedder:
    """Bags of hashed words; a token is a word, and the prefix takes one more."""

    name: str = "fake"
    engine: str = "hash"
    dimension: int = DIMENSION
    max_tokens: int = 60
    fingerprint: str = "fake-1"
    embedded: list[str] = field(default_factory=list)

    def embed_queries(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([_vector(text) for text in texts])

    def embed_passages(self, texts: Sequence[str], progress: Any = None) -> np.ndarray:
        self.embedded += texts
        for _ in texts:
            if progress:
                progress(1)
        return np.stack([_vector(text) for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 1 for text in texts]


def _vector(text: str) -> np.ndarray:
    total = np.full(DIMENSION, 1e-3, dtype=np.float32)
    for word in text.lower().split():
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
        total += np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
    return total / np.linalg.norm(total)


def read(path: Path) -> RawDocument:
    """A text file, one block a line; "BAD" stands for a file that no reader can read."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("BAD"):
        raise QaError(f"Tệp {path.name} không đọc được.")
    if text.startswith("BUG"):
        raise ZeroDivisionError("a defect")
    return RawDocument(tuple(Block(line) for line in text.splitlines() if line.strip()), "txt")


@dataclass(frozen=True)
class Parsed:
    document: Document
    sections: tuple[Section, ...]


def parse(raw: RawDocument, source: Source, facts: dict[str, Any]) -> Parsed:
    """The first line is the id, "# …" a heading, any other line a paragraph under the heading above it."""
    doc_id = raw.blocks[0].text
    lines = [block.text for block in raw.blocks[1:]]
    text, sections, parent = "\n".join(lines), [], None
    at = 0
    for n, line in enumerate(lines):
        heading = line.startswith("# ")
        section = Section(
            section_id=f"{doc_id}#{n}", doc_id=doc_id, label="", heading=line[2:] if heading else "",
            kind="heading" if heading else "paragraph", path=(str(n),), start=at, end=at + len(line),
            parent=None if heading else parent,
        )  # fmt: skip
        sections.append(section)
        parent = section.section_id if heading else parent
        at += len(line) + 1
    return Parsed(document(doc_id, text, source, province=facts.get("province", "")), tuple(sections))


def document(doc_id: str, text: str, source: Source | None = None, **more: Any) -> Document:
    fields: dict[str, Any] = {
        "doc_id": doc_id, "kind": "Kế hoạch", "number": "1/KH-UBND", "issuer": "UBND tỉnh Ninh Hải",
        "province": "Ninh Hải", "date": "2024-05", "title": "Phát triển", "signer": None, "legal_bases": (),
        "source": source or Source(f"{doc_id}.txt", "0" * 64, "txt"), "text": text,
    }  # fmt: skip
    return Document(**(fields | more))


def extract(of: Document, sections: Sequence[Section]) -> Extraction:
    """Each paragraph with the words "chủ trì" is a task."""
    tasks = [
        Task(
            task_id=f"{s.section_id}@1", doc_id=of.doc_id, section_id=s.section_id, province=of.province,
            task=of.text[s.start : s.end], lead=(), coordinate=(), owner=(), time="", result="",
            source_kind="org-section", quote=of.text[s.start : s.end], start=s.start, end=s.end,
        )
        for s in sections
        if "chủ trì" in of.text[s.start : s.end]
    ]  # fmt: skip
    return Extraction(tuple(tasks), ())


def makers() -> Makers:
    return Makers(read, parse, extract)


def bundle(doc_id: str, texts: Sequence[str], crumbs: Sequence[str] | None = None) -> Bundle:
    """A document whose passages are the texts, one section each."""
    crumbs = crumbs or [""] * len(texts)
    sections, passages, at = [], [], 0
    for n, (text, crumb) in enumerate(zip(texts, crumbs, strict=True)):
        section_id = f"{doc_id}#{n}"
        span = (at, at + len(text))
        sections.append(Section(section_id, doc_id, "", "", "paragraph", (str(n),), *span))
        passages.append(Passage(section_id, doc_id, section_id, (section_id,), text, *span, crumb))
        at += len(text) + 1
    whole = document(doc_id, "\n".join(texts))
    return Bundle(whole, tuple(sections), tuple(passages), extract(whole, sections).tasks)


def write_corpus(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
