"""`qa index`: makes or updates an index so that it holds exactly what the corpus folder holds."""

from __future__ import annotations

import dataclasses
import errno
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.embedding.base import Embedder
from qa.errors import QaError
from qa.index import versions
from qa.index.corpus import CorpusFile, read_facts, scan
from qa.index.embedded import EmbeddedStore
from qa.index.manifest import (
    MANIFEST,
    DamagedIndexError,
    Entry,
    Manifest,
    Model,
    packaged_tuning,
    read_manifest,
    refuse_differences,
    tokenizer_fingerprint,
)
from qa.index.passages import PassageOptions, passage_input
from qa.index.prepare import Makers, Prepared, Preparer, real_makers
from qa.index.store import Vectors
from qa.records import Passage
from qa.settings import Settings, get_settings

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with a stage ("read", "embed", "write"), how much of it is done, and how much there is."""

_BATCH = 4096  # passages embedded at once: enough to sort by length, little enough to hold in memory


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed, and why (Vietnamese)."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What an index holds now, and what this run did; `embedded` counts the passages the model was run on."""

    documents: int
    sections: int
    passages: int
    tasks: int
    added: int
    replaced: int
    unchanged: int
    removed: int
    embedded: int
    failed: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


def build(
    corpus: Path | None = None,
    directory: Path | None = None,
    *,
    settings: Settings | None = None,
    rebuild: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
    makers: Callable[[], Makers] | None = None,
    options: PassageOptions | None = None,
    wait: float = 60.0,
) -> BuildReport:
    """Builds or updates an index; until it is complete the old one stays in use.

    Args:
        corpus: folder of the documents; by default that of the settings.
        directory: folder of the index; by default that of the settings.
        settings: say which model embeds.
        rebuild: start from nothing instead of keeping what has not changed.
        strict: a document that fails fails the whole run.
        progress: called as the work goes on.
        embedder: used instead of loading the model of the settings.
        makers: gives what is used instead of the real reader, parser and task extractor.
        options: how passages are cut.
        wait: seconds to wait for another process that is indexing.

    Raises:
        QaError: nothing could be indexed, the index cannot be written, or it was made with another model or
            tokeniser; the old index is as it was.
    """
    settings = settings or get_settings()
    corpus, directory = corpus or settings.corpus, directory or settings.index
    files = scan(corpus, directory)
    with _writing(directory), versions.write_lock(directory, wait):
        run = _Run(corpus, directory, settings, embedder, makers or real_makers, options or PassageOptions())
        run.progress = progress or run.progress
        run.strict = strict
        return run.update(files, rebuild)


class _Run:
    """One run of `qa index`, under the lock."""

    def __init__(
        self,
        corpus: Path,
        directory: Path,
        settings: Settings,
        embedder: Embedder | None,
        makers: Callable[[], Makers],
        options: PassageOptions,
    ) -> None:
        self.directory = directory
        self.settings = settings
        self.options = options
        self.strict = False
        self.progress: Progress = lambda stage, done, total: None
        self.warnings: list[str] = []
        self.failed: list[Failure] = []
        self.entries: list[Entry] = []
        self.pending: list[Prepared] = []
        self.embedded = self.added = self.replaced = self.unchanged = 0
        self.old: Manifest | None = None
        self.old_version: Path | None = None
        self.old_store: EmbeddedStore | None = None
        self.version = versions.new_version(directory)
        self.store: EmbeddedStore | None = None
        self._embedder = embedder
        self.preparer = Preparer(read_facts(corpus), makers, options, self.embedder)

    def update(self, files: list[CorpusFile], rebuild: bool) -> BuildReport:
        if not rebuild:
            self._take_over()
        versions.remove_others(self.directory, versions.version_in_use(self.directory))
        try:
            self._read_all(files)
            self._refuse_failures()
            gone = self._gone()
            if self.store or self.pending or gone or self.old is None:
                self._flush()
                self._finish(gone)
            elif self.old is not None:
                self._refresh(self.old)
            return self._report(gone)
        except BaseException:
            self._close()
            if versions.version_in_use(self.directory) != self.version.name:
                shutil.rmtree(self.version, ignore_errors=True)
            raise
        finally:
            self._close()

    def embedder(self) -> Embedder:
        """Returns the model, loaded when it is first needed: an unchanged corpus never needs it."""
        if self._embedder is None:
            from qa.embedding import load

            self._embedder = load(self.settings)
        if self.old is not None:
            refuse_differences(self.old, self._embedder.fingerprint)
        return self._embedder

    # What can be kept

    def _take_over(self) -> None:
        """Finds the old index, to keep of it what has not changed; a damaged one is made anew."""
        try:
            name = versions.current_version(self.directory)
            if name is None:
                return
            version = self.directory / name
            manifest = read_manifest(version)
            refuse_differences(manifest)
            versions.check_files(version, manifest)
        except DamagedIndexError as error:
            logger.warning("old index is damaged, building a new one: %s", error.detail)
            self.warnings.append("Chỉ mục cũ bị hỏng nên đã được lập lại từ đầu.")
            return
        self.old, self.old_version = manifest, version
        asked = (self.settings.model, self.settings.engine)
        if self._embedder is not None or asked != (manifest.model.asked_model, manifest.model.asked_engine):
            self.embedder()

    # Reading

    def _read_all(self, files: list[CorpusFile]) -> None:
        known = {entry.path: entry for entry in self.old.documents} if self.old else {}
        paths = {file.path for file in files}
        self.warnings += [
            f'corpus.toml nói về "{path}" nhưng không có tệp đó trong thư mục văn bản.'
            for path in self.preparer.facts
            if path not in paths
        ]
        for n, file in enumerate(files, 1):
            try:
                self._read(file, known.get(file.path))
            except QaError as error:
                logger.warning("%s: %s", file.path, error.detail or error)
                self._fail(file, str(error), known.get(file.path))
            except Exception:
                logger.exception("%s: failed", file.path)
                reason = f"Không xử lý được tệp {file.path} do lỗi của chương trình; xem nhật ký để báo lỗi."
                self._fail(file, reason, known.get(file.path))
            self.progress("read", n, len(files))
            if sum(len(each.bundle.passages) for each in self.pending) >= _BATCH:
                self._flush()

    def _read(self, file: CorpusFile, old: Entry | None) -> None:
        if old and self.preparer.unchanged(file, old):
            self.entries.append(self.preparer.keep(file, old))
            self.unchanged += 1
            return
        prepared = self.preparer.prepare(file)
        if isinstance(prepared, str):
            self.warnings.append(prepared)
            return
        self.pending.append(prepared)
        self.entries.append(prepared.entry)
        if old:
            self.replaced += 1
        else:
            self.added += 1

    def _fail(self, file: CorpusFile, reason: str, old: Entry | None) -> None:
        """Notes a failure; what the index already holds of the file stays."""
        if old and self.preparer.keeps_id(old):
            self.entries.append(self.preparer.keep(file, old, stale=True))
            reason += " Chỉ mục vẫn giữ bản đã đọc lần trước."
        self.failed.append(Failure(file.path, reason))

    def _refuse_failures(self) -> None:
        read = self.added + self.replaced + self.unchanged
        if not self.failed or (read and not self.strict):
            return
        reasons = "\n".join(f"- {failure.path}: {failure.reason}" for failure in self.failed[:10])
        raise QaError(f"Không lập được chỉ mục vì có {len(self.failed)} tệp không đọc được:\n{reasons}")

    def _gone(self) -> list[str]:
        """Returns the ids of the old index that the new one lacks."""
        now = {entry.doc_id for entry in self.entries}
        return [entry.doc_id for entry in (self.old.documents if self.old else ()) if entry.doc_id not in now]

    # Writing

    def _flush(self) -> None:
        """Embeds and stores the documents that wait."""
        store = self._store()
        pending, self.pending = self.pending, []
        vectors = self._vectors([passage for each in pending for passage in each.bundle.passages])
        at = 0
        for each in pending:
            rows = vectors[at : at + len(each.bundle.passages)]
            at += len(rows)
            store.remove([each.bundle.document.doc_id])
            store.add(each.bundle, rows)

    def _vectors(self, passages: list[Passage]) -> Vectors:
        """Returns the vectors of passages: of the old index where it has the same text, else embedded."""
        inputs = [passage_input(passage) for passage in passages]
        vectors: Vectors = np.zeros((len(inputs), self.embedder().dimension), dtype=np.float32)
        kept = self._old_vectors({passage.doc_id for passage in passages})
        missing = []
        for row, text in enumerate(inputs):
            if text in kept:
                vectors[row] = kept[text]
            else:
                missing.append(row)
        if missing:
            total = self.embedded + len(missing)

            def count(batch: int) -> None:
                self.embedded += batch
                self.progress("embed", self.embedded, total)

            vectors[missing] = self.embedder().embed_passages([inputs[row] for row in missing], count)
            self.embedded = total
        return vectors

    def _old_vectors(self, docs: set[str]) -> dict[str, Vectors]:
        if self.old_version is None:
            return {}
        if self.old_store is None:
            self.old_store = EmbeddedStore.open(self.old_version)
        keys = self.old_store.keys(docs)
        rows = self.old_store.vectors(keys)
        return {passage_input(p): row for p, row in zip(self.old_store.fetch(keys), rows, strict=True)}

    def _store(self) -> EmbeddedStore:
        """Returns the store of the new version: a copy of the old one, or an empty one."""
        if self.store is None:
            if self.old_version is None:
                self.store = EmbeddedStore.create(self.version, self.embedder().dimension)
            else:
                shutil.copytree(
                    self.old_version, self.version, ignore=shutil.ignore_patterns(MANIFEST, "*.lock")
                )
                self.store = EmbeddedStore.open(self.version, writable=True)
        return self.store

    def _finish(self, gone: list[str]) -> None:
        """Completes the new version and puts it into use."""
        store = self._store()
        self.progress("write", 0, 1)
        store.remove(gone)
        store.commit()
        self._close()
        manifest = Manifest(
            model=self._model(),
            created_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            documents=tuple(self.entries),
            tuning=packaged_tuning(),
            options=self.options,
            files=versions.checksums(self.version),
            tokenizer=tokenizer_fingerprint(),
        )
        (self.version / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        versions.publish(self.version)
        versions.remove_others(self.directory, self.version.name)
        self.progress("write", 1, 1)

    def _model(self) -> Model:
        if self.old is not None:
            return self.old.model
        model, asked = self.embedder(), self.settings
        fields = (model.name, model.engine, model.dimension, model.max_tokens, model.fingerprint)
        return Model(*fields, asked_model=asked.model, asked_engine=asked.engine)

    def _refresh(self, old: Manifest) -> None:
        """Rewrites the manifest alone where only file times or packaged tuning have changed."""
        new = dataclasses.replace(old, documents=tuple(self.entries), tuning=packaged_tuning())
        if new != old and self.old_version is not None:
            versions.replace_text(self.old_version / MANIFEST, new.to_json())

    def _report(self, gone: list[str]) -> BuildReport:
        entries = self.entries
        paths = {entry.path for entry in entries}
        return BuildReport(
            documents=len(entries),
            sections=sum(entry.sections for entry in entries),
            passages=sum(entry.passages for entry in entries),
            tasks=sum(entry.tasks for entry in entries),
            added=self.added,
            replaced=self.replaced,
            unchanged=self.unchanged,
            removed=sum(entry.path not in paths for entry in (self.old.documents if self.old else ())),
            embedded=self.embedded,
            failed=tuple(self.failed),
            warnings=(*self.warnings, *(f"{e.path}: {w}" for e in entries for w in e.warnings)),
        )

    def _close(self) -> None:
        for store in (self.store, self.old_store):
            if store is not None:
                store.close()
        self.store = self.old_store = None


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    """Turns the errors of file systems and stores into words that help."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError, ValueError) as error:
        raise QaError(
            f"{_reason(directory, error)} Chỉ mục cũ vẫn nguyên vẹn.", detail=repr(error)
        ) from error


def _reason(directory: Path, error: Exception) -> str:
    code, text = getattr(error, "errno", None), str(error).lower()
    if code in (errno.ENOSPC, errno.EDQUOT) or "no space left" in text or "disk is full" in text:
        return f"Hết chỗ trên đĩa khi ghi vào {directory}: hãy giải phóng dung lượng rồi chạy lại qa index."
    if code in (errno.EACCES, errno.EPERM, errno.EROFS) or "readonly" in text or "permission denied" in text:
        return f"Không có quyền ghi vào {directory}: hãy cấp quyền ghi hoặc chọn thư mục khác bằng --index."
    if code == errno.EMFILE:
        return "Chương trình mở quá nhiều tệp: hãy tăng giới hạn (ulimit -n) rồi chạy lại qa index."
    return f"Không ghi được chỉ mục vào {directory} ({error}): hãy kiểm tra thư mục rồi chạy lại qa index."
