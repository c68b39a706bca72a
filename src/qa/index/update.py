"""One run of `qa index`: what has changed is read, embedded and stored; the rest is taken over."""

from __future__ import annotations

import dataclasses
import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from qa.embedding.base import Embedder
from qa.errors import QaError
from qa.index import versions
from qa.index.corpus import CorpusFile
from qa.index.embedded import EmbeddedStore
from qa.index.manifest import (
    MANIFEST,
    Entry,
    LeftOut,
    Manifest,
    Model,
    packaged_tuning,
    refuse_differences,
    tokenizer_fingerprint,
)
from qa.index.passages import PassageOptions
from qa.index.prepare import Makers, Prepared, Preparer
from qa.index.relations import find_relations
from qa.index.report import BuildReport, Failure, warnings_of
from qa.index.reuse import PassageVectors, old_index
from qa.records import Relation
from qa.settings import Settings

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with a stage ("read", "embed", "write"), how much of it is done, and how much there is."""

_BATCH = 4096  # passages embedded at once: enough to sort by length, little enough to hold in memory
_T = TypeVar("_T")


class Update:
    """A run; whoever makes one holds the lock on the folder.

    Args:
        directory: folder of the index.
        settings: say which model embeds.
        facts: the tables of corpus.toml.
        makers: gives reader, parser and task extractor.
        options: how passages are cut.
        embedder: used instead of loading the model of the settings.
    """

    def __init__(
        self,
        directory: Path,
        settings: Settings,
        facts: dict[str, dict[str, Any]],
        makers: Callable[[], Makers],
        options: PassageOptions,
        embedder: Embedder | None,
    ) -> None:
        self.progress: Progress = lambda stage, done, total: None
        self._directory = directory
        self._settings = settings
        self._options = options
        self._embedder = embedder
        self._preparer = Preparer(facts, makers, options, self._model)
        self._version = versions.new_version(directory)
        self._store: EmbeddedStore | None = None
        self._old: Manifest | None = None
        self._old_version: Path | None = None
        self._entries: list[Entry] = []
        self._pending: list[Prepared] = []
        self._waiting = 0  # passages in `_pending`
        self._warnings: list[str] = []
        self._failed: list[Failure] = []
        self._copies: list[LeftOut] = []
        self._relations: tuple[Relation, ...] = ()
        self._vectors = PassageVectors(self._model, directory)
        self._added = self._replaced = self._unchanged = 0

    def run(self, files: list[CorpusFile], rebuild: bool, strict: bool) -> BuildReport:
        """Makes the index hold these files and nothing else; see `build`."""
        if not rebuild:
            self._take_over()
        versions.remove_others(self._directory, versions.version_in_use(self._directory))
        try:
            self._read_all(files)
            self._refuse_failures(strict)
            gone = self._gone()
            if self._old is None or self._store or self._pending or gone:
                self._flush()
                self._publish(gone)
            else:
                self._relations = self._old.relations
                self._refresh(self._old)
            return self._report()
        finally:
            self._close()
            if versions.version_in_use(self._directory) != self._version.name:
                shutil.rmtree(self._version, ignore_errors=True)

    def _model(self) -> Embedder:
        """Returns the model, loaded when it is first needed: an unchanged corpus never needs it."""
        if self._embedder is None:
            from qa.embedding import load

            self._embedder = load(self._settings)
        if self._old is not None:
            refuse_differences(self._old, self._embedder.fingerprint)
        return self._embedder

    # What can be kept

    def _take_over(self) -> None:
        """Finds the old index, to keep of it what has not changed; a damaged one is made anew."""
        found, remark = old_index(self._directory)
        self._warnings += [remark] if remark else []
        if found is None:
            return
        manifest, version = found
        self._old, self._old_version = manifest, version
        self._vectors.old_version = version
        asked = (manifest.model.asked_model, manifest.model.asked_engine)
        if self._embedder is not None or asked != (self._settings.model, self._settings.engine):
            self._model()

    # Reading

    def _read_all(self, files: list[CorpusFile]) -> None:
        known = {entry.path: entry for entry in self._old.documents} if self._old else {}
        paths = {file.path for file in files}
        self._warnings += [
            f'corpus.toml nói về "{path}" nhưng thư mục văn bản không có tệp đó.'
            for path in self._preparer.facts
            if path not in paths
        ]
        for n, file in enumerate(files, 1):
            self._read(file, known.get(file.path))
            self.progress("read", n, len(files))
            if self._waiting >= _BATCH:
                self._flush()

    def _read(self, file: CorpusFile, old: Entry | None) -> None:
        preparer = self._preparer
        if old and preparer.unchanged(file, old):
            self._entries.append(preparer.keep(file, old))
            self._unchanged += 1
            return
        draft = self._attempt(file, old, lambda: preparer.draft(file))
        if isinstance(draft, LeftOut):
            self._copies.append(draft)
            self._warnings.append(f"{draft.path}: {draft.reason}")
        if draft is None or isinstance(draft, LeftOut):
            return
        self._model()  # outside of any attempt: without a model the run fails, not the file
        prepared = self._attempt(file, old, lambda: preparer.finish(file, draft))
        if prepared is None:
            return
        self._pending.append(prepared)
        self._waiting += len(prepared.bundle.passages)
        self._entries.append(prepared.entry)
        self._added += old is None
        self._replaced += old is not None

    def _attempt(self, file: CorpusFile, old: Entry | None, step: Callable[[], _T]) -> _T | None:
        """Returns what a step gives; None if it fails, which is noted and stops no other file."""
        try:
            return step()
        except QaError as error:
            logger.warning("%s: %s", file.path, error.detail or error)
            reason = str(error)
        except Exception:
            logger.exception("%s: failed", file.path)
            reason = f"Chương trình gặp lỗi khi xử lý tệp {file.path}: hãy gửi nhật ký cho người quản trị."
        if old and self._preparer.keeps_id(old):
            self._entries.append(self._preparer.keep(file, old, stale=True))
            reason += " Chỉ mục vẫn giữ bản đã đọc lần trước."
        self._failed.append(Failure(file.path, reason))
        return None

    def _refuse_failures(self, strict: bool) -> None:
        read = self._added + self._replaced + self._unchanged
        if not self._failed or (read and not strict):
            return
        reasons = "\n".join(f"- {failure.path}: {failure.reason}" for failure in self._failed[:10])
        raise QaError(f"Không lập được chỉ mục vì có {len(self._failed)} tệp không đọc được:\n{reasons}")

    def _gone(self) -> list[str]:
        """Returns the ids of the old index that the new one lacks."""
        now = {entry.doc_id for entry in self._entries}
        return [
            entry.doc_id for entry in (self._old.documents if self._old else ()) if entry.doc_id not in now
        ]

    # Embedding

    def _flush(self) -> None:
        """Embeds and stores the documents that wait."""
        pending, self._pending, self._waiting = self._pending, [], 0
        passages = [passage for each in pending for passage in each.bundle.passages]
        vectors = self._vectors.of(passages, lambda done, total: self.progress("embed", done, total))
        with versions.writing(self._directory):
            store = self._opened_store()
            at = 0
            for each in pending:
                rows = vectors[at : at + len(each.bundle.passages)]
                at += len(rows)
                store.remove([each.bundle.document.doc_id])
                store.add(each.bundle, rows)

    # Writing

    def _opened_store(self) -> EmbeddedStore:
        """Returns the store of the new version: a copy of the old one, or an empty one."""
        if self._store is None:
            approximate = self._settings.vectors == "approximate"
            if self._old_version is None:
                self._store = EmbeddedStore.create(self._version, self._model().dimension, approximate)
            else:
                leave = shutil.ignore_patterns(MANIFEST, "*.lock")
                shutil.copytree(self._old_version, self._version, ignore=leave)
                self._store = EmbeddedStore.open(self._version, True, approximate)
        return self._store

    def _publish(self, gone: list[str]) -> None:
        """Completes the new version and puts it into use."""
        self.progress("write", 0, 1)
        with versions.writing(self._directory):
            store = self._opened_store()
            store.remove(gone)
            store.commit()
            self._relations = tuple(find_relations(store))
            self._close()
            manifest = self._manifest()
            (self._version / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
            versions.publish(self._version)
        versions.remove_others(self._directory, self._version.name)
        self.progress("write", 1, 1)

    def _manifest(self) -> Manifest:
        if self._old is not None:
            made_by = self._old.model
        else:
            model, asked = self._model(), self._settings
            fields = (model.name, model.engine, model.dimension, model.max_tokens, model.fingerprint)
            made_by = Model(*fields, asked_model=asked.model, asked_engine=asked.engine)
        return Manifest(
            model=made_by,
            created_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            documents=tuple(self._entries),
            left_out=self._left_out(),
            relations=self._relations,
            tuning=packaged_tuning(),
            options=self._options,
            files=versions.checksums(self._version),
            tokenizer=tokenizer_fingerprint(),
        )

    def _refresh(self, old: Manifest) -> None:
        """Rewrites the manifest alone where only file times or the packaged tuning have changed."""
        entries, left_out = tuple(self._entries), self._left_out()
        new = dataclasses.replace(old, documents=entries, left_out=left_out, tuning=packaged_tuning())
        if new != old and self._old_version is not None:
            with versions.writing(self._directory):
                versions.replace_text(self._old_version / MANIFEST, new.to_json())

    def _left_out(self) -> tuple[LeftOut, ...]:
        failed = (LeftOut(failure.path, failure.reason) for failure in self._failed)
        return (*self._copies, *failed)

    def _report(self) -> BuildReport:
        entries, failed = self._entries, tuple(self._failed)
        paths = {entry.path for entry in entries}
        return BuildReport(
            documents=len(entries),
            sections=sum(entry.sections for entry in entries),
            passages=sum(entry.passages for entry in entries),
            tasks=sum(entry.tasks for entry in entries),
            added=self._added,
            replaced=self._replaced,
            unchanged=self._unchanged,
            removed=sum(entry.path not in paths for entry in (self._old.documents if self._old else ())),
            embedded=self._vectors.embedded,
            failed=failed,
            warnings=(*self._warnings, *warnings_of(entries, self._relations)),
        )

    def _close(self) -> None:
        self._vectors.close()
        if self._store is not None:
            self._store.close()
        self._store = None
