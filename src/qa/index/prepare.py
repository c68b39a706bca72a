"""One file of the corpus → the records that an index holds of it, and whether they are still true."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from qa.embedding.base import Embedder
from qa.errors import QaError
from qa.index.corpus import CorpusFile
from qa.index.manifest import Entry, LeftOut, program_fingerprint
from qa.index.passages import PassageOptions, passages
from qa.index.store import Bundle
from qa.records import Document, RawDocument, Section, Source, Task

_ATTEMPTS = 2  # to read a file that changes meanwhile


class Parsed(Protocol):
    """What the structure parser returns."""

    @property
    def document(self) -> Document:
        """The document."""
        ...

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections."""
        ...


class Extracted(Protocol):
    """What the task extractor returns."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks."""
        ...

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is doubtful or was left out."""
        ...


@dataclass(frozen=True, slots=True)
class Makers:
    """Reader, parser and task extractor."""

    read: Callable[[Path], RawDocument]
    parse: Callable[[RawDocument, Source, dict[str, Any]], Parsed]
    extract: Callable[[Document, Sequence[Section]], Extracted]


def real_makers() -> Makers:
    """Returns those of this package, imported here because an unchanged corpus needs none of them."""
    from qa.documents import read
    from qa.structure import parse
    from qa.tasks import examine

    return Makers(read, parse, examine)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as the parser gives it."""

    document: Document
    sections: tuple[Section, ...]
    sha256: str
    text_sha256: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be embedded and stored, and its line in the manifest."""

    bundle: Bundle
    entry: Entry


class Preparer:
    """Reads the files of one run in the order of their paths.

    The order decides: of two files with the same content the first is indexed; of two documents with the same
    id the first keeps it and the second gets "-2".

    Args:
        facts: the tables of corpus.toml.
        makers: reader, parser and task extractor.
        options: how passages are cut.
        model: gives the model, which counts tokens.
    """

    def __init__(
        self,
        facts: dict[str, dict[str, Any]],
        makers: Callable[[], Makers],
        options: PassageOptions,
        model: Callable[[], Embedder],
    ) -> None:
        self.facts = facts
        self._makers = makers
        self._options = options
        self._model = model
        self._ids: set[str] = set()
        self._hashes: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def unchanged(self, file: CorpusFile, old: Entry) -> bool:
        """Whether the index's records of a file are what reading it again would give."""
        if old.state != self._state(file.path) or not self.keeps_id(old):
            return False
        if old.text_sha256 in self._texts or old.sha256 in self._hashes:
            return False
        if file.mtime_ns and (file.size, file.mtime_ns) == (old.size, old.mtime_ns):
            return True
        try:
            return file.size == old.size and file.sha256() == old.sha256
        except QaError:
            return False  # reading it will say why

    def keeps_id(self, old: Entry) -> bool:
        """Whether a document would get the id again that it has in the index."""
        return self._free_id(old.base_id) == old.doc_id

    def keep(self, file: CorpusFile, old: Entry, stale: bool = False) -> Entry:
        """Takes over the entry of a file; `stale` if the file has changed but could not be read."""
        self._claim(old)
        return old if stale else dataclasses.replace(old, mtime_ns=file.mtime_ns)

    def draft(self, file: CorpusFile) -> Draft | LeftOut:
        """Reads and parses a file; it is left out where it repeats one that came before.

        Raises:
            QaError: it cannot be read, holds no text, or changes all the time.
        """
        sha256, raw = self._read(file)
        if same := self._hashes.get(sha256):
            return LeftOut(file.path, f"giống hệt {same} nên không đưa vào chỉ mục lần nữa.", same)
        source = Source(file.path, sha256, raw.format, raw.pages, raw.unread, raw.scanned)
        parsed = self._makers().parse(raw, source, self.facts.get(file.path, {}))
        document = parsed.document
        if not document.text.strip():
            raise QaError(f"Tệp {file.path} không có chữ nào đọc được: hãy lấy lại bản đầy đủ.")
        text_sha256 = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()
        if same := self._texts.get(text_sha256):
            return LeftOut(file.path, f"cùng văn bản với {same} nên không đưa vào chỉ mục lần nữa.", same)
        extra = tuple(warning for warning in raw.warnings if warning not in document.warnings)
        return Draft(document, tuple(parsed.sections), sha256, text_sha256, extra + document.warnings)

    def finish(self, file: CorpusFile, draft: Draft) -> Prepared:
        """Cuts a document into passages, finds its tasks and settles its id."""
        document, sections, warnings = draft.document, draft.sections, draft.warnings
        base_id, doc_id = document.doc_id, self._free_id(document.doc_id)
        if doc_id != base_id:
            document, sections = _renamed(document, sections, doc_id)
            warnings += (f'trùng mã "{base_id}" với một văn bản khác nên được đặt mã "{doc_id}".',)
        model = self._model()
        made = passages(document, sections, model.count_tokens, model.max_tokens, self._options)
        found = self._makers().extract(document, sections)
        warnings += found.warnings
        bundle = Bundle(document, sections, tuple(made), found.tasks)
        entry = Entry(
            path=file.path,
            size=file.size,
            mtime_ns=file.mtime_ns,
            sha256=draft.sha256,
            state=self._state(file.path),
            doc_id=doc_id,
            base_id=base_id,
            text_sha256=draft.text_sha256,
            sections=len(bundle.sections),
            passages=len(bundle.passages),
            tasks=len(bundle.tasks),
            warnings=warnings,
        )
        self._claim(entry)
        return Prepared(bundle, entry)

    def _read(self, file: CorpusFile) -> tuple[str, RawDocument]:
        for _ in range(_ATTEMPTS):
            before = file.sha256()
            raw = self._makers().read(file.location)
            if file.sha256() == before:
                return before, raw
        raise QaError(
            f"Tệp {file.path} đang bị thay đổi trong lúc đọc: hãy chạy lại khi tệp đã được lưu xong."
        )

    def _free_id(self, base_id: str) -> str:
        doc_id, n = base_id, 1
        while doc_id in self._ids:
            n += 1
            doc_id = f"{base_id}-{n}"
        return doc_id

    def _claim(self, entry: Entry) -> None:
        self._ids.add(entry.doc_id)
        self._hashes.setdefault(entry.sha256, entry.path)
        self._texts.setdefault(entry.text_sha256, entry.path)

    def _state(self, path: str) -> str:
        made_from = [self.facts.get(path, {}), dataclasses.asdict(self._options), program_fingerprint()]
        return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:16]


def _renamed(
    document: Document, sections: tuple[Section, ...], doc_id: str
) -> tuple[Document, tuple[Section, ...]]:
    """Returns the same document under another id."""
    old = f"{document.doc_id}#"

    def renamed(section_id: str) -> str:
        return f"{doc_id}#{section_id.removeprefix(old)}"

    bases = tuple(dataclasses.replace(b, section_id=renamed(b.section_id)) for b in document.legal_bases)
    moved = tuple(
        dataclasses.replace(
            s, doc_id=doc_id, section_id=renamed(s.section_id), parent=s.parent and renamed(s.parent)
        )
        for s in sections
    )  # fmt: skip
    return dataclasses.replace(document, doc_id=doc_id, legal_bases=bases), moved
