"""Large indexes for measuring growth: real documents and their like, recombined from real Vietnamese text.

Each copy of a real document keeps its tree, headings and tasks; the running text of its sections is cut from
somewhere else in the documents, to the same length, so that every offset stays true. Copies are spread over the
provinces. Vectors are those of real passages, moved a little. What is *not* real is therefore the sense of the
text; its words, lengths, numbers of sections and tasks are.
"""

from __future__ import annotations

import dataclasses
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from qa.index import open_index, versions
from qa.index.embedded import EmbeddedStore
from qa.index.manifest import MANIFEST
from qa.index.store import Bundle
from qa.records import Document, Passage, Section
from qa.vietnamese import provinces

_NOISE = 0.25  # length of the random vector added to a unit vector: cosine to the real one about .97
_LOOSE = ("item", "paragraph", "table-row")  # sections whose text may be exchanged


class Copies:
    """Makes documents after the pattern of those of a real index."""

    def __init__(self, real: Path, seed: int = 9) -> None:
        self._index = open_index(real)
        self.manifest = self._index.manifest
        self.dimension = self.manifest.model.dimension
        self._random, self._numbers = random.Random(seed), np.random.default_rng(seed)
        self._originals = [self._original(header.doc_id) for header in self._index.headers()]
        self._pool = " ".join(" ".join(bundle.document.text.split()) for bundle, _ in self._originals)
        self._vectors = np.concatenate([rows for _, rows in self._originals])
        self._provinces = list(provinces.names_former())

    def _original(self, doc_id: str) -> tuple[Bundle, Any]:
        index = self._index
        document = index.document(doc_id)
        assert document is not None
        found = index.sections(doc_id), index.passages([doc_id]), index.tasks([doc_id])
        return Bundle(document, *map(tuple, found)), index.vectors(index.store.keys([doc_id]))

    def documents(self, passages: int) -> Iterator[tuple[Bundle, Any]]:
        """Yields the real documents, then copies, until there are so many passages."""
        made = 0
        for bundle, rows in self._originals:
            made += len(rows)
            yield bundle, rows
        number = 0
        while made < passages:
            number += 1
            bundle = self.copy(number)
            made += len(bundle.passages)
            yield bundle, self.rows(len(bundle.passages))

    def copy(self, number: int) -> Bundle:
        """Returns a document like one of the real ones, with another number, province and text."""
        pattern, _ = self._originals[number % len(self._originals)]
        old, new_id = pattern.document, f"sao-{number}"
        province = self._provinces[number % len(self._provinces)]
        text = self._text(pattern)
        label = f"{number}/{(old.number or '1/KH-UBND').partition('/')[2]}"
        document = dataclasses.replace(
            old, doc_id=new_id, number=label, province=province, issuer=f"UBND tỉnh {province}", text=text,
            source=dataclasses.replace(old.source, path=f"sao/{number}.txt"), legal_bases=(),
        )  # fmt: skip

        def renamed(name: str) -> str:
            return name.replace(old.doc_id, new_id, 1)

        sections = tuple(self._section(s, document, renamed) for s in pattern.sections)
        passages = tuple(self._passage(p, old, document, renamed) for p in pattern.passages)
        tasks = tuple(
            dataclasses.replace(
                t, task_id=renamed(t.task_id), doc_id=new_id, section_id=renamed(t.section_id), province=province
            )
            for t in pattern.tasks
        )
        return Bundle(document, sections, passages, tasks)

    def rows(self, count: int) -> Any:
        """Returns vectors near those of real passages."""
        near = self._vectors[self._numbers.integers(0, len(self._vectors), count)]
        noise = self._numbers.standard_normal(near.shape).astype(np.float32)
        moved = near + _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        return moved / np.linalg.norm(moved, axis=1, keepdims=True)

    def _text(self, pattern: Bundle) -> str:
        kept = {task.section_id for task in pattern.tasks}
        text = pattern.document.text
        pieces, at = [], 0
        for section in sorted(pattern.sections, key=lambda s: s.start):
            start = section.start + len(section.label) + 1
            if section.kind in _LOOSE and section.section_id not in kept and section.end - start > 40:
                pieces += [text[at:start], self._slice(section.end - start)]
                at = section.end
        return "".join(pieces) + text[at:]

    def _slice(self, length: int) -> str:
        start = self._pool.index(" ", self._random.randrange(len(self._pool) - length - 100)) + 1
        return self._pool[start : start + length]

    @staticmethod
    def _section(section: Section, document: Document, renamed: Any) -> Section:
        parent = section.parent and renamed(section.parent)
        return dataclasses.replace(
            section, section_id=renamed(section.section_id), doc_id=document.doc_id, parent=parent
        )

    @staticmethod
    def _passage(passage: Passage, old: Document, document: Document, renamed: Any) -> Passage:
        crumb = passage.breadcrumb.replace(old.province, document.province)
        return dataclasses.replace(
            passage, passage_id=renamed(passage.passage_id), doc_id=document.doc_id,
            section_id=renamed(passage.section_id), section_ids=tuple(map(renamed, passage.section_ids)),
            text=document.text[passage.start : passage.end],
            breadcrumb=crumb.replace(old.number or "\0", document.number or ""),
        )  # fmt: skip


def make(real: Path, directory: Path, passages: int) -> dict[str, float]:
    """Makes an index of so many passages in an empty folder; returns how long that took and how big it is."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    copies, version = Copies(real), versions.new_version(directory)
    seconds = count = documents = 0.0
    started = time.perf_counter()
    store = EmbeddedStore.create(version, copies.dimension)
    seconds += time.perf_counter() - started
    for bundle, rows in copies.documents(passages):
        started = time.perf_counter()
        store.add(bundle, rows)
        seconds += time.perf_counter() - started
        count, documents = count + len(rows), documents + 1
    started = time.perf_counter()
    store.commit()
    store.close()
    publish(version, copies.manifest)
    seconds += time.perf_counter() - started
    return {"passages": count, "documents": documents, "build_s": round(seconds, 2), "disk_mb": disk_mb(version)}


def update(directory: Path, real: Path) -> float:
    """Adds one document to an index the way `qa index` does once it has read and embedded it; returns the seconds."""
    copies = Copies(real, seed=10)
    bundle = copies.copy(9_999_999)
    rows = copies.rows(len(bundle.passages))
    started = time.perf_counter()
    old = directory / (versions.current_version(directory) or "")
    version = versions.new_version(directory)
    shutil.copytree(old, version, ignore=shutil.ignore_patterns(MANIFEST, "*.lock"))
    store = EmbeddedStore.open(version, writable=True)
    store.remove([bundle.document.doc_id])  # an index kept from an earlier run has it
    store.add(bundle, rows)
    store.commit()
    store.close()
    publish(version, copies.manifest)
    versions.remove_others(directory, version.name)
    return time.perf_counter() - started


def publish(version: Path, like: Any) -> None:
    """Completes a version and puts it into use."""
    manifest = dataclasses.replace(like, files=versions.checksums(version), documents=())
    (version / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    versions.publish(version)


def disk_mb(folder: Path) -> float:
    """Returns the size of a folder."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)
