"""What may happen to a server: told to stop under load, killed outright, left in the middle of an answer."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.fake import FakeAssistant, make_app

from qa import deadline
from qa.web import feedback

TURN = {"id": "ab12", "question": "q", "answer": "a [1]", "index": "v-test", "citations": []}
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = Path(__file__).with_name("serving.py")
    process = subprocess.Popen([sys.executable, str(script), str(tmp_path), str(port)])
    try:
        for _ in range(600):
            try:
                if call(port, "GET", "/healthz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield process, port
    finally:
        process.kill()
        process.wait()


def call(port: int, method: str, path: str, body: Any = None, kind: str = "application/json") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    connection.request(method, path, content, {"content-type": kind})
    response = connection.getresponse()
    return response.status, response.read()


def test_told_to_stop_under_load_it_finishes_what_it_has_and_stops(server: Any) -> None:
    process, port = server
    found: list[tuple[int, bytes]] = []
    crowd = [
        threading.Thread(target=lambda: found.append(call(port, "POST", "/api/ask", {"question": "x"})))
        for _ in range(4)
    ]
    for thread in crowd:
        thread.start()
    for _ in range(3000):
        if b"qa_questions_inside 4.0" in call(port, "GET", "/metrics")[1]:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    for thread in crowd:
        thread.join()
    assert [status for status, _ in found] == [200] * 4
    with pytest.raises(OSError):
        call(port, "GET", "/healthz")


def test_what_was_acknowledged_is_on_disk_after_kill_9(server: Any, tmp_path: Path) -> None:
    process, port = server
    assert call(port, "POST", "/api/feedback", {"turn": TURN, "rating": 1, "reason": "tốt"})[0] == 200
    content = "KẾ HOẠCH\nI. MỤC TIÊU\nVăn bản mới.".encode()
    parts = (
        b'--x\r\ncontent-disposition: form-data; name="files"; filename="moi.txt"\r\n\r\n' + content + b"\r\n--x--\r\n"
    )
    status, said = call(port, "POST", "/quan-tri/them", parts, "multipart/form-data; boundary=x")
    assert status == 303, said
    process.kill()
    process.wait()
    assert [row["reason"] for row in feedback.Feedback(tmp_path / "data/feedback.sqlite").rows()] == ["tốt"]
    assert [path.read_bytes() for path in (tmp_path / "corpus").rglob("moi.txt")] == [content]
    line = (tmp_path / "data").joinpath("feedback.sqlite")
    assert sqlite3.connect(line).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_question_that_is_given_up_frees_its_place(tmp_path: Path) -> None:
    fake = FakeAssistant()
    with TestClient(make_app(tmp_path, fake, settings={"threads": 1, "queue": 1})) as client:
        service = client.app.app.app.state.service  # type: ignore[attr-defined]
        stop = threading.Event()
        stop.set()
        assert list(service.stream("chậm", (), (), "c", "vi", stop)) == []
        fake.hold.set()
        while service.gate.inside:
            time.sleep(0.01)
        assert client.post("/api/ask", json={"question": "x"}).status_code == 200


def test_a_question_does_not_wait_for_ever(tmp_path: Path) -> None:
    fake = FakeAssistant()
    with TestClient(make_app(tmp_path, fake, settings={"threads": 1, "queue": 5, "wait_seconds": 0.05})) as client:
        slow = threading.Thread(target=client.post, args=("/api/ask",), kwargs={"json": {"question": "chậm"}})
        slow.start()
        while "qa_questions_inside 1.0" not in client.get("/metrics").text:
            time.sleep(0.005)
        busy = client.post("/api/ask", json={"question": "x"})
        fake.hold.set()
        slow.join()
        assert busy.status_code == 503 and "nhiều người hỏi" in busy.json()["error"]


def test_a_question_that_computes_too_long_ends_with_a_sentence_and_frees_its_place(tmp_path: Path) -> None:
    class Endless(FakeAssistant):
        def ask(self, *given: Any, **more: Any) -> Any:
            with deadline.limited(0.01):
                while True:
                    deadline.check()

    with TestClient(make_app(tmp_path, Endless(), settings={"threads": 1})) as client:
        for _ in range(3):
            said = client.post("/api/ask", json={"question": "x"})
            assert said.status_code == 503 and "hỏi hẹp hơn" in said.json()["error"]
        assert "qa_questions_inside 0.0" in client.get("/metrics").text


def test_feedback_that_another_process_keeps_from_being_written_is_not_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "_WAIT", 0.05)
    with TestClient(make_app(tmp_path), raise_server_exceptions=False) as client:
        assert client.post("/api/feedback", json={"turn": TURN, "rating": 1}).status_code == 200
        other = sqlite3.connect(tmp_path / "data/feedback.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        refused = client.post("/api/feedback", json={"turn": TURN, "rating": -1})
        assert refused.status_code == 400 and "Không ghi được góp ý" in refused.json()["error"]
        other.execute("ROLLBACK")
        other.close()
        assert client.post("/api/feedback", json={"turn": TURN, "rating": -1}).status_code == 200
