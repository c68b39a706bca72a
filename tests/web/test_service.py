"""Streaming, and stopping it, over an assistant whose model would go on for ever."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.web.fake import FakeAssistant

from qa.records import Answer
from qa.settings import Settings
from qa.web.service import Service


class Endless(FakeAssistant):
    """Tells one piece, then waits until it is cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = threading.Event()

    def ask(
        self,
        question: str,
        history: Any = (),
        docs: Any = (),
        on_text: Callable[[str], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Answer:
        assert on_text is not None and cancel is not None
        on_text("Mẩu đầu [1].")
        if cancel.wait(10):
            self.cancelled.set()
        return super().ask(question)


def service_over(assistant: FakeAssistant, tmp_path: Path) -> Service:
    live: Any = SimpleNamespace(get=lambda: assistant, ready=True)
    return Service(live, Settings(data=tmp_path))


def test_pieces_are_handed_on_as_they_come_and_stopping_reaches_the_model(tmp_path: Path) -> None:
    assistant, stop = Endless(), threading.Event()
    items = service_over(assistant, tmp_path).stream("Hỏi?", (), (), "", "vi", stop)
    assert next(items) == "Mẩu đầu [1]."
    stop.set()
    assert list(items) == [] and assistant.cancelled.wait(5)


def test_a_client_that_goes_away_stops_the_model(tmp_path: Path) -> None:
    assistant = Endless()
    items: Any = service_over(assistant, tmp_path).stream("Hỏi?", (), (), "", "vi")
    assert next(items) == "Mẩu đầu [1]."
    items.close()
    assert assistant.cancelled.wait(5)
