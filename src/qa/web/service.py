"""Questions from any door (page, API, MCP): checked, limited, counted, and answered or refused with a sentence."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from qa import describe
from qa.errors import QaError
from qa.records import Answer, Document, Turn
from qa.settings import Settings
from qa.tasks.register import Lookup, look_up
from qa.tasks.since import province_names
from qa.web.limits import BusyError, Gate, Rate, TooFastError
from qa.web.live import Live
from qa.web.metrics import Metrics
from qa.web.pieces import pieces
from qa.web.requests import RequestLog
from qa.web.texts import texts

logger = logging.getLogger(__name__)
_LOOK = 0.05  # seconds between looks whether an answer was stopped


class ServerError(QaError):
    """Something failed that the user cannot mend; the sentence holds the id that stands in the log."""


class NoDocumentError(QaError):
    """An id that is not in the index."""


class Service:
    """What all pages and routes share."""

    def __init__(self, live: Live, settings: Settings) -> None:
        t = texts("vi")
        self.live = live
        self.settings = settings
        self.gate = Gate(settings.threads, settings.queue, t("error_busy"), settings.wait_seconds)
        self.rate = Rate(settings.questions_per_minute)
        self.requests = RequestLog(settings.data, settings.log_questions) if settings.log_requests else None
        self.metrics = Metrics(lambda: self.gate.inside, lambda: live.ready)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        docs: Sequence[str] = (),
        on_text: Callable[[str], None] | None = None,
        client: str = "",
        language: str = "vi",
        cancel: threading.Event | None = None,
    ) -> Answer:
        """Answers one question; `cancel` stops a language model, and the answer is given without it.

        Raises:
            QaError: a sentence in the user's language; `ServerError` where the program failed.
        """
        id, start = secrets.token_hex(4), time.perf_counter()
        try:
            answer = self._ask(id, question, history, docs, on_text, client, language, cancel)
        except QaError as error:
            self._log(id, question, start, error=type(error).__name__)
            raise
        version = str(getattr(self.live.get().index, "version", ""))
        self._log(id, question, start, mode=answer.mode, timings_ms=answer.timings_ms, index=version)
        return answer

    def _log(self, id: str, question: str, start: float, **fields: Any) -> None:
        """Writes the line of one question; `ms` counts the waiting too."""
        if self.requests is not None:
            self.requests.write(id, question, ms=round((time.perf_counter() - start) * 1000, 1), **fields)

    def _ask(
        self,
        id: str,
        question: str,
        history: Sequence[Turn],
        docs: Sequence[str],
        on_text: Callable[[str], None] | None,
        client: str,
        language: str,
        cancel: threading.Event | None,
    ) -> Answer:
        t = texts(language)
        try:
            self.check(question, client, language)
            self._known(docs)
            start = time.perf_counter()
            with self.gate.enter():
                answer = self.live.get().ask(
                    question, history=tuple(history), docs=tuple(docs), on_text=on_text, cancel=cancel
                )
            self.metrics.answered(answer.mode, time.perf_counter() - start)
            return answer
        except BusyError:
            self.metrics.failed("busy")
            raise BusyError(t("error_busy")) from None
        except QaError as error:
            self.metrics.failed(type(error).__name__)
            raise
        except Exception as error:
            self.metrics.failed("server")
            raise ServerError(t("error_server", id=log_failure("ask", id))) from error

    def documents(self) -> list[Document]:
        """Returns the documents without their texts; none where there is no index."""
        try:
            return self.live.get().index.headers()
        except QaError:
            return []

    def stream(
        self,
        question: str,
        history: Sequence[Turn],
        docs: Sequence[str],
        client: str,
        language: str,
        stop: threading.Event | None = None,
    ) -> Iterator[str | Answer | QaError]:
        """Yields the answer's sentences as they come, then the answer or the error; ends early on `stop`.

        The answer takes the place of the sentences: a language model's may fail its checks after some were shown.
        """
        stop = stop or threading.Event()
        items: queue.SimpleQueue[str | Answer | QaError] = queue.SimpleQueue()

        def say(text: str) -> None:
            for piece in pieces(text):
                items.put(piece)

        def work() -> None:
            try:
                items.put(self.ask(question, history, docs, say, client, language, stop))
            except QaError as error:
                items.put(error)

        threading.Thread(target=work, name="answer", daemon=True).start()
        try:
            while not stop.is_set():
                try:
                    item = items.get(timeout=_LOOK)
                except queue.Empty:
                    continue
                yield item
                if not isinstance(item, str):
                    return
        finally:
            stop.set()  # nobody waits any more: a language model need not go on

    def look_up(self, docs: Sequence[str] | None = None, **conditions: str) -> Lookup:
        """Looks tasks up by the conditions of `qa.tasks.register.look_up`, words by the search that questions use."""
        assistant = self.live.get()
        return look_up(assistant.index.tasks(docs), search=assistant.task_sections, **conditions)

    def show(self, id: str) -> dict[str, Any]:
        """Returns a section with its text, or a document with its sections.

        Raises:
            NoDocumentError: there is neither.
        """
        index = self.live.get().index
        document = index.document(id.partition("#")[0])
        if document is None:
            raise NoDocumentError(f"Không có văn bản “{id[:80]}”; danh sách ở /api/documents.")
        if "#" not in id:
            return describe.whole_document(index, document)
        found = index.section(id)
        if found is None:
            raise NoDocumentError(f"Văn bản {document.doc_id} không có mục “{id.partition('#')[2][:80]}”.")
        return describe.whole_section(index, document, found)

    def check(self, question: str, client: str, language: str) -> None:
        """Refuses a question that is empty, too long, or too soon after the last.

        Raises:
            QaError: what is wrong.
        """
        t, limit = texts(language), self.settings.question_limit
        if not question.strip():
            raise QaError(t("error_empty"))
        if len(question) > limit:
            raise QaError(t("error_long", length=len(question), limit=limit))
        seconds = self.rate.wait(client)
        if seconds:
            raise TooFastError(t("error_rate", seconds=seconds), seconds)

    def narrowed(self, docs: Sequence[str], province: str) -> tuple[str, ...] | None:
        """Returns the documents to search: () for all, None where no document is left."""
        self._known(docs)
        if not province:
            return tuple(docs)
        asked = province_names(province)
        names = (*asked.asked, *asked.former)
        found = (d.doc_id for d in self.documents() if d.province in names and (not docs or d.doc_id in docs))
        return tuple(found) or None

    def _known(self, docs: Sequence[str]) -> None:
        known = {document.doc_id for document in self.live.get().index.headers()} if docs else set()
        for doc_id in docs:
            if doc_id not in known:
                raise NoDocumentError(
                    f"Không có văn bản “{doc_id[:80]}” trong chỉ mục; xem danh sách ở trang Văn bản."
                )


def log_failure(where: str, id: str = "") -> str:
    """Logs the exception being handled under an id that is shown to the user, and returns the id."""
    failure = id or secrets.token_hex(4)
    logger.exception("error %s in %s", failure, where)
    return failure
