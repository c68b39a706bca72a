"""Changing the corpus and building the index beside the one in use."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import secrets
import shutil
import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from qa.documents.detect import detect
from qa.errors import QaError
from qa.index import BuildReport, build
from qa.index.corpus import FACTS, CorpusFile, scan
from qa.settings import Settings
from qa.web.service import log_failure

logger = logging.getLogger(__name__)
TYPES = (".txt", ".pdf", ".docx", ".doc", ".rtf", ".html", ".htm")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass
class Progress:
    """What the build does now, or how the last one ended."""

    running: bool = False
    stage: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    report: BuildReport | None = None
    finished: float = 0.0
    again: bool = field(default=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Returns what the page polls."""
        report = self.report
        return {
            "running": self.running,
            "stage": self.stage,
            "done": self.done,
            "total": self.total,
            "error": self.error,
            "finished": self.finished,
            "failed": [f"{failure.path}: {failure.reason}" for failure in report.failed] if report else [],
            "warnings": list(report.warnings) if report else [],
            "documents": report.documents if report else 0,
            "passages": report.passages if report else 0,
        }


class Corpus:
    """The folder of documents as an administrator sees and changes it."""

    def __init__(self, settings: Settings) -> None:
        self._root = settings.corpus
        self._index = settings.index
        self._removed = settings.data / "removed"

    def files(self) -> list[CorpusFile]:
        """Returns the documents in the folder; none where it is empty."""
        try:
            return scan(self._root, self._index)
        except QaError:
            return []

    def folders(self) -> list[str]:
        """Returns the folders that hold documents."""
        return sorted({str(Path(file.path).parent) for file in self.files()} - {"."})

    def add(self, folder: str, name: str, content: IO[bytes]) -> str:
        """Puts a file into the folder, in the place of one with the same name; returns its path in the corpus.

        Raises:
            QaError: the name or the content is not that of a document that can be read.
        """
        place = "/".join(part for part in (_safe(item) for item in folder.split("/")) if part)
        safe = _safe(Path(name.replace("\\", "/")).name)
        if Path(safe).suffix.lower() not in TYPES:
            raise QaError(f"Tệp “{safe}” không thuộc loại đọc được ({', '.join(TYPES)}).")
        target = self._root / place / safe
        if not target.resolve().is_relative_to(self._root.resolve()):
            raise QaError("Thư mục này nằm ngoài corpus.")
        draft = target.with_name(f".{secrets.token_hex(6)}{target.suffix}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as out:
                shutil.copyfileobj(content, out)
                out.flush()
                os.fsync(out.fileno())
            self._examine(draft, safe)
            draft.replace(target)
        except OSError as error:
            raise QaError(f"Không ghi được tệp “{safe}” vào corpus.", detail=str(error)) from error
        finally:
            draft.unlink(missing_ok=True)
        return target.relative_to(self._root).as_posix()

    def remove(self, path: str) -> None:
        """Moves a document out of the folder, to `removed` beside the feedback, from where it can be taken back.

        Raises:
            QaError: there is no such document.
        """
        file = next((file for file in self.files() if file.path == path), None)
        if file is None:
            raise QaError(f"Không có tệp “{path[:200]}” trong corpus.")
        try:
            self._removed.mkdir(parents=True, exist_ok=True)
            shutil.move(
                file.location, self._removed / f"{time.strftime('%Y%m%dT%H%M%S')}-{file.location.name}"
            )
        except OSError as error:
            raise QaError(f"Không gỡ được tệp “{path[:200]}”.", detail=str(error)) from error

    def replace(self, path: str, name: str, content: IO[bytes]) -> str:
        """Puts a file in the place of a document, into the same folder; the old one goes where `remove` puts it.

        Raises:
            QaError: there is no such document, or the file cannot be one; then nothing is changed.
        """
        if not any(file.path == path for file in self.files()):
            raise QaError(f"Không có tệp “{path[:200]}” trong corpus.")
        added = self.add(str(Path(path).parent), name, content)
        if added != path:
            self.remove(path)
        return added

    def _examine(self, draft: Path, name: str) -> None:
        try:
            detect(draft)
        except QaError as error:
            raise QaError(str(error).replace(draft.name, name), detail=error.detail) from error


class Builder:
    """Builds the index in a process of its own, one at a time; questions go on being answered from the old one.

    Args:
        settings: where corpus and index lie.
        finished: called after a build that succeeded, to put the new index in use.
    """

    def __init__(self, settings: Settings, finished: Callable[[], None]) -> None:
        self._settings = settings
        self._finished = finished
        self._lock = threading.Lock()
        self.progress = Progress()

    def start(self, rebuild: bool = False) -> None:
        """Starts a build; one that is running is followed by another."""
        with self._lock:
            if self.progress.running:
                self.progress.again = True
                return
            self.progress = Progress(running=True)
        threading.Thread(target=self._run, args=(rebuild,), name="index-build", daemon=True).start()

    def _run(self, rebuild: bool) -> None:
        progress = self.progress
        try:
            self._build(rebuild, progress)
            if progress.report is not None:
                self._finished()
        except Exception:
            progress.error = f"Lập chỉ mục bị lỗi, mã {log_failure('index build')}; chỉ mục cũ vẫn được dùng."
        with self._lock:
            progress.running, progress.finished = False, time.time()
            again = progress.again
        if again:
            self.start()

    def _build(self, rebuild: bool, progress: Progress) -> None:
        # "spawn": an embedding engine's threads do not survive a fork.
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_build, args=(self._settings, rebuild, sender), daemon=True)
        process.start()
        sender.close()
        try:
            while True:
                kind, value = receiver.recv()
                if kind == "progress":
                    progress.stage, progress.done, progress.total = value
                elif kind == "report":
                    progress.report = value
                else:
                    progress.error = value
        except EOFError:
            process.join()
        if progress.report is None and not progress.error:
            progress.error = (
                "Tiến trình lập chỉ mục đã dừng giữa chừng; chỉ mục cũ vẫn được dùng. Hãy thử lại."
            )


def _build(settings: Settings, rebuild: bool, sender: Any) -> None:
    """Runs in the process of its own: sends progress, then a report or an error."""
    if hasattr(os, "nice"):
        os.nice(5)  # answers first
    try:
        report = build(
            settings.corpus,
            settings.index,
            settings=settings,
            rebuild=rebuild,
            progress=lambda stage, done, total: sender.send(("progress", (stage, done, total))),
        )
        sender.send(("report", report))
    except QaError as error:
        sender.send(("error", str(error)))


def _safe(name: str) -> str:
    """Returns a file name without what a file system or a shell could take for something else."""
    clean = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")[:150]
    if not clean or clean == FACTS or _WINDOWS.fullmatch(clean):
        return f"van-ban-{clean}" if clean else ""
    return clean
