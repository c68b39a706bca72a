from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.fake import make_app

from qa.web import requests


def lines(tmp_path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (tmp_path / "data" / requests.NAME).read_text("utf-8").splitlines()]


def test_one_line_a_question_without_its_words(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path), raise_server_exceptions=False) as client:
        client.post("/api/ask", json={"question": "bí mật của tôi"})
        client.post("/api/ask", json={"question": "không có"})
        client.post("/api/ask", json={"question": "sai"})
        broken = client.post("/api/ask", json={"question": "hỏng"})
    found = lines(tmp_path)
    assert [line.get("mode") for line in found] == ["extractive", "abstained", None, None]
    assert [line.get("error") for line in found] == [None, None, "QaError", "ServerError"]
    assert found[0]["timings_ms"] == {"total": 5.0} and found[0]["index"] == "v-test"
    assert all(line["id"] and line["time"] and line["ms"] is not None for line in found)
    assert str(found[3]["id"]) in broken.json()["error"]
    assert "bí mật" not in (tmp_path / "data" / requests.NAME).read_text("utf-8")


def test_words_are_written_where_that_is_switched_on(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, settings={"log_questions": True})) as client:
        client.post("/api/ask", json={"question": "Ai ký?\nHai dòng"})
    assert [line["question"] for line in lines(tmp_path)] == ["Ai ký?\nHai dòng"]


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, settings={"log_requests": False})) as client:
        client.post("/api/ask", json={"question": "x"})
    assert not (tmp_path / "data" / requests.NAME).exists()


def test_it_is_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "_BYTES", 1_000)
    log = requests.RequestLog(tmp_path)
    for number in range(100):
        log.write(f"{number}", "x")
    log.close()
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == [requests.NAME, *(f"{requests.NAME}.{n}" for n in (1, 2, 3))]
    assert all(path.stat().st_size <= 1_000 for path in tmp_path.iterdir())


def test_a_log_that_cannot_be_written_stops_no_answer_and_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with caplog.at_level(logging.WARNING), TestClient(make_app(tmp_path)) as client:
        assert [client.post("/api/ask", json={"question": "x"}).status_code for _ in range(3)] == [200] * 3
    assert [r.message for r in caplog.records if "log of questions" in r.message][1:] == []
    assert any("log of questions" in r.message for r in caplog.records)
