import csv
import io
import json
import logging
import threading
import time
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from starlette.testclient import TestClient
from tests.web.fake import DOC, GOAL, HEADING, TASK, FakeAssistant, make_app


def ask(client: TestClient, question: str, **more: object) -> object:
    return client.post("/api/ask", json={"question": question, **more})


def test_ask_returns_the_answer_record(client: TestClient) -> None:
    answer = ask(client, "Bao nhiêu phòng?").json()
    assert answer["mode"] == "extractive" and not answer["abstained"]
    assert answer["citations"][0]["quote"] in answer["citations"][0]["text"]


def test_ask_hands_over_history_and_documents(client: TestClient, assistant: FakeAssistant) -> None:
    ask(client, "Còn 2030?", history=[{"question": "a", "answer": "b"}], docs=[DOC])
    question, history, docs = assistant.asked[-1]
    assert (question, history[0].question, history[0].answer, docs) == ("Còn 2030?", "a", "b", (DOC,))


def test_ask_as_events_gives_text_then_the_answer(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "x"}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        dict(line.split(": ", 1) for line in block.split("\n"))
        for block in response.text.strip().split("\n\n")
    ]
    assert [event["event"] for event in events] == ["text", "answer"]
    assert json.loads(events[1]["data"])["answer"] == json.loads(events[0]["data"])["text"]


@pytest.mark.parametrize(
    ("question", "status"), [("", 400), ("  \n", 400), ("a" * 2001, 400), ("câu sai", 400), ("hỏng", 500)]
)
def test_bad_questions_get_a_sentence(client: TestClient, question: str, status: int) -> None:
    response = ask(client, question)
    assert response.status_code == status
    assert response.json()["error"].endswith((".", "…"))
    assert "secret" not in response.text and "Traceback" not in response.text


def test_failure_shows_an_id_that_stands_in_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        sentence = ask(client, "hỏng").json()["error"]
    failure = sentence.rstrip(".").rsplit(" ", 1)[1]
    assert len(failure) == 8 and failure in caplog.text and "secret detail" in caplog.text


def test_errors_as_events_carry_the_sentence(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "câu sai"}, headers={"accept": "text/event-stream"})
    assert response.text.startswith("event: error\n") and "không dùng được" in response.text


def test_unknown_document_is_named(client: TestClient) -> None:
    response = ask(client, "x", docs=["khong-co"])
    assert response.status_code == 404 and "khong-co" in response.json()["error"]


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"{}", b'{"question": 5}', b'{"question": "a", "history": "x"}']
)
def test_bad_json_is_refused_with_a_sentence(client: TestClient, body: bytes) -> None:
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 422 and response.json()["error"].startswith("Yêu cầu không hợp lệ")


def test_search_and_documents_and_sections(client: TestClient) -> None:
    hits = client.get("/api/search", params={"q": "phòng", "k": 1}).json()
    assert hits[0]["text"] == GOAL and hits[0]["score"] == 0.5
    assert [document["doc_id"] for document in client.get("/api/documents").json()] == [DOC]
    heading = client.get(f"/api/sections/{quote(DOC + '#I', safe='/')}").json()
    assert heading["text"] == f"{HEADING}\n{GOAL}"
    assert [inside["id"] for inside in heading["sections"]] == [f"{DOC}#I", f"{DOC}#I/1"]
    section = client.get(f"/api/sections/{quote(DOC + '#I/1', safe='/')}").json()
    assert section["text"] == GOAL
    assert len(client.get(f"/api/sections/{DOC}").json()["sections"]) == 4
    assert client.get("/api/sections/none").status_code == 404
    assert client.get(f"/api/sections/{DOC}%23none").status_code == 404


def test_search_in_an_unknown_province_finds_nothing(client: TestClient) -> None:
    assert client.get("/api/search", params={"q": "x", "province": "Không Tỉnh"}).json() == []


def test_tasks_in_three_formats(client: TestClient) -> None:
    assert [task["task_id"] for task in client.get("/api/tasks?agency=so+khcn&role=lead").json()] == [
        TASK.task_id
    ]
    assert client.get("/api/tasks?agency=so+khcn&role=coordinate").json() == []
    rows = list(csv.reader(io.StringIO(client.get("/api/tasks?format=csv").content.decode("utf-8-sig"))))
    assert rows[1][3] == "Sở Khoa học và Công nghệ"
    book = openpyxl.load_workbook(io.BytesIO(client.get("/api/tasks?format=xlsx").content))
    assert book.active["D2"].value == "Sở Khoa học và Công nghệ"
    assert client.get("/api/tasks?role=boss").status_code == 422


def test_health_and_metrics(client: TestClient) -> None:
    ask(client, "x")
    assert client.get("/healthz").json()["status"] == "ok"
    figures = client.get("/metrics").text
    assert 'qa_answers_total{mode="extractive"} 1.0' in figures and "qa_ready 1.0" in figures


def test_openapi_describes_each_route_with_an_example(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()
    for path in ("/api/ask", "/api/search", "/api/tasks", "/api/documents", "/api/sections/{id}", "/healthz"):
        assert path in paths["paths"]
    assert paths["components"]["schemas"]["AskBody"]["examples"]
    for path, methods in paths["paths"].items():
        for route in methods.values():
            assert all("example" in media for media in route["responses"]["200"]["content"].values()), path
            assert "error" in route["responses"]["4XX"]["content"]["application/json"]["example"]


def test_too_many_questions_from_one_client(tmp_path: Path) -> None:
    with TestClient(make_app(tmp_path, settings={"questions_per_minute": 2})) as client:
        assert [ask(client, "x").status_code for _ in range(3)] == [200, 200, 429]
        refused = ask(client, "x")
        assert int(refused.headers["retry-after"]) > 0 and "Hãy đợi" in refused.json()["error"]


def test_busy_is_said_at_once_and_in_the_asked_language(tmp_path: Path) -> None:
    fake = FakeAssistant()
    with TestClient(make_app(tmp_path, fake, settings={"queue": 1, "threads": 1})) as client:
        slow = [threading.Thread(target=ask, args=(client, "chậm")) for _ in range(2)]
        for thread in slow:
            thread.start()
        while "qa_questions_inside 2.0" not in client.get("/metrics").text:
            time.sleep(0.005)
        busy = client.post("/api/ask?lang=en", json={"question": "x"})
        fake.hold.set()
        for thread in slow:
            thread.join()
        assert busy.status_code == 503 and "Many people" in busy.json()["error"]


def test_feedback_is_stored_with_all_that_belongs_to_it(client: TestClient, tmp_path: Path) -> None:
    cited = {"n": 1, "doc_id": DOC, "section_id": f"{DOC}#I/1", "reference": "r", "quote": "12 phòng"}
    turn = {"id": "ab12", "question": "q", "answer": "a [1]", "index": "v-test", "citations": [cited]}
    assert client.post("/api/feedback", json={"turn": turn, "rating": 1}).json() == {"status": "ok"}
    assert (
        client.post("/api/feedback", json={"turn": turn, "rating": -1, "reason": "thiếu <b>"}).status_code
        == 200
    )
    lines = client.get("/api/admin/feedback").text.splitlines()
    assert len(lines) == 1
    line = json.loads(lines[0])
    assert line["question"] == "q" and line["docs"] == [DOC] and line["note"] == "👎 thiếu <b>"
    page = client.get("/quan-tri").text
    assert "thiếu &lt;b&gt;" in page and "thiếu <b>" not in page


@pytest.mark.parametrize("change", [{"rating": 5}, {"turn": {}}, {"reason": "x" * 2001}])
def test_bad_feedback_is_refused(client: TestClient, change: dict[str, object]) -> None:
    body = {"turn": {"id": "ab", "question": "q", "answer": "a"}, "rating": 1, **change}
    assert client.post("/api/feedback", json=body).status_code == 422
    assert client.get("/api/admin/feedback").text == ""
