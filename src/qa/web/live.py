"""The assistant in use, and how a newer index takes its place without a question waiting for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from qa.errors import QaError
from qa.index import Index
from qa.records import Answer, Hit, Turn
from qa.web.texts import texts

logger = logging.getLogger(__name__)
_POLL = 2.0  # seconds between looks at which version of the index is in use
_GRACE = 120.0  # seconds that an answer under way may still use the index that was replaced


class AssistantLike(Protocol):
    """What the web app needs of `qa.assistant.Assistant`; tests bring their own."""

    @property
    def index(self) -> Index:
        """The open index."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        docs: Collection[str] = (),
        on_text: Callable[[str], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Answer:
        """Answers a question."""
        ...

    def search(self, question: str, k: int = 10, docs: Collection[str] = ()) -> list[Hit]:
        """Returns the k best passages."""
        ...

    def task_sections(self, words: str) -> list[str]:
        """Returns the sections of the tasks that words describe, best first."""
        ...

    def close(self) -> None:
        """Frees the index."""
        ...


class Live:
    """Opens the assistant in the background, hands it out, and swaps it when the index has a new version.

    Args:
        open_assistant: opens the index in use.
        version: names the version in use, None where there is no index.
    """

    def __init__(
        self, open_assistant: Callable[[], AssistantLike], version: Callable[[], str | None]
    ) -> None:
        self._open = open_assistant
        self._version = version
        self._current: AssistantLike | None = None
        self._opened: str | None = None
        self._error: QaError | None = None
        self._settled = threading.Event()
        self._refreshing = threading.Lock()
        self._stop = threading.Event()

    def start(self) -> None:
        """Opens the assistant in a thread and keeps watching the index."""
        threading.Thread(target=self._watch, name="index-watch", daemon=True).start()

    def stop(self) -> None:
        """Stops watching and closes the assistant."""
        self._stop.set()
        if self._current is not None:
            self._current.close()

    def get(self, timeout: float = 60.0) -> AssistantLike:
        """Returns the assistant, waiting for it while the program starts.

        Raises:
            QaError: there is no usable index, or it is still being opened.
        """
        self._settled.wait(timeout)
        if self._current is not None:
            return self._current
        raise self._error or QaError(texts("vi")("error_starting"))

    @property
    def ready(self) -> bool:
        """Whether questions can be answered."""
        return self._current is not None

    def refresh(self) -> None:
        """Opens the version of the index in use if another is open; on failure the open one stays."""
        with self._refreshing:
            version = self._version()
            if self._current is not None and version == self._opened:
                return
            try:
                fresh = self._open()
            except QaError as error:
                if self._current is None and str(self._error) != str(error):
                    logger.warning("no usable index: %s (%s)", error, error.detail)
                self._error = error
                self._settled.set()
                return
            old, self._current, self._opened, self._error = self._current, fresh, version, None
            self._settled.set()
            logger.info("index %s is in use", version)
            if old is not None:
                timer = threading.Timer(_GRACE, old.close)
                timer.daemon = True
                timer.start()

    def _watch(self) -> None:
        while True:
            try:
                self.refresh()
            except Exception:
                logger.exception("opening the index failed")
                self._error = self._error or QaError(
                    "Không mở được chỉ mục; hãy chạy `qa doctor` để biết lý do."
                )
                self._settled.set()
            if self._stop.wait(_POLL):
                return
