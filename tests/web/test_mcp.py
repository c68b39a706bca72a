import json
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient
from tests.web.fake import DOC, GOAL, TASK

from qa.settings import Settings
from qa.web.mcp import make_server

HEADERS = {"accept": "application/json, text/event-stream"}


def call(client: TestClient, method: str, **params: object) -> dict[str, object]:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    result: dict[str, object] = client.post("/mcp", json=body, headers=HEADERS).json()["result"]
    return result


def use(client: TestClient, name: str, **arguments: object) -> object:
    result = call(client, "tools/call", name=name, arguments=arguments)
    assert not result.get("isError"), result
    return result.get("structuredContent") or json.loads(result["content"][0]["text"])  # type: ignore[index]


def test_tools_are_the_four_and_read_only(client: TestClient) -> None:
    tools = call(client, "tools/list")["tools"]
    assert {tool["name"] for tool in tools} == {"ask", "search", "tasks", "show"}  # type: ignore[union-attr, index]
    assert all(tool["annotations"]["readOnlyHint"] for tool in tools)  # type: ignore[union-attr, index]


def test_tools_answer_like_the_api(client: TestClient) -> None:
    assert use(client, "ask", question="x") == client.post("/api/ask", json={"question": "x"}).json()
    assert use(client, "search", query="x")["result"][0]["text"] == GOAL  # type: ignore[index]
    assert use(client, "tasks", agency="so khcn")["result"][0]["task_id"] == TASK.task_id  # type: ignore[index]
    assert use(client, "show", id=f"{DOC}#I/1")["text"] == GOAL  # type: ignore[index]


def test_errors_are_sentences(client: TestClient) -> None:
    result = call(client, "tools/call", name="show", arguments={"id": "khong-co"})
    assert result["isError"] and "khong-co" in json.dumps(result, ensure_ascii=False)


@pytest.mark.parametrize(("llm", "told"), [("", "Every answer is verbatim"), ("openai:m", "by a language model")])
def test_it_says_whether_a_model_writes_the_answers(llm: str, told: str) -> None:
    service = SimpleNamespace(settings=Settings(llm=llm))
    assert told in (make_server(service).instructions or "")  # type: ignore[arg-type]
