"""Waiting, stopping and failing, with an assistant that does so on demand."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from tests.browser.conftest import ask, open_chat
from tests.web.fake import FakeAssistant, make_app

pytestmark = pytest.mark.browser


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Any]:
    assistant = FakeAssistant()
    made = make_app(tmp_path, assistant, with_gradio=True, only_local=True)
    server = uvicorn.Server(uvicorn.Config(made, port=0, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield SimpleNamespace(address=f"http://127.0.0.1:{port}", assistant=assistant)
    assistant.hold.set()
    server.should_exit = True
    thread.join(10)


def test_slow_answer_can_be_stopped_and_asked_again(fake: Any, page: Any) -> None:
    open_chat(page, fake)
    page.fill("#question textarea", "câu hỏi chậm")
    page.click("#send")
    waiting = page.locator("#log .turn.waiting")
    waiting.wait_for()
    assert "Đang tìm trong 1 văn bản" in waiting.inner_text()
    page.click("#stop")
    page.wait_for_selector("#log .turn.stopped")
    assert page.locator("#log .question p").inner_text() == "câu hỏi chậm"
    page.wait_for_selector("#send")
    fake.assistant.hold.set()
    page.locator("#log [data-act=again]").click()
    page.wait_for_selector("#log .turn.done")
    assert page.locator("#log .turn").count() == 1


def test_first_sentence_is_shown_before_the_answer_is_complete(fake: Any, page: Any) -> None:
    open_chat(page, fake)
    page.fill("#question textarea", "trả lời từng câu")
    page.click("#send")
    page.wait_for_selector("#log .turn.waiting .text:has-text('Câu thứ nhất.')")
    assert page.locator("#log .turn .actions").count() == 0
    fake.assistant.hold.set()
    page.wait_for_selector("#log .turn.done")
    assert "Câu thứ nhất" not in page.locator("#log .turn .text").inner_text()  # the answer takes its place


def test_new_conversation_while_an_answer_is_under_way(fake: Any, page: Any) -> None:
    open_chat(page, fake)
    page.fill("#question textarea", "câu hỏi chậm")
    page.click("#send")
    page.locator("#log .turn.waiting").wait_for()
    page.click("#new")
    page.wait_for_selector("#send")
    page.wait_for_selector("#log .welcome")
    fake.assistant.hold.set()
    ask(page, "x")
    assert page.locator("#log .question p").all_inner_texts() == ["x"]


def test_failure_is_a_sentence_with_an_id(fake: Any, page: Any, caplog: pytest.LogCaptureFixture) -> None:
    open_chat(page, fake)
    turn = ask(page, "câu hỏng")
    sentence = turn.locator(".text").inner_text()
    failure = re.search(r"mã ([0-9a-f]{8})", sentence)
    assert failure and failure[1] in caplog.text
    assert "secret detail" not in page.content()


def test_hostile_answer_and_quote_stay_text(fake: Any, page: Any) -> None:
    open_chat(page, fake)
    turn = ask(page, "x")
    assert "<script>window.hacked = 1</script>" in turn.locator(".text").inner_text()
    assert page.locator("#panel mark").inner_text() == "12 phòng thí nghiệm [xem](javascript:alert(1))"
    page.reload()
    page.wait_for_selector("#panel mark")
    assert page.locator("#content script, #content img, #content a[href^=javascript]").count() == 0
