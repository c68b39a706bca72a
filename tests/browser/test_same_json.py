"""The API and the command return the same JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.parse
import urllib.request

import pytest
from tests.browser.conftest import ROOT, App

pytestmark = pytest.mark.model
SECTION = "bac-ninh-qd-123-2023#chuong-trinh/II/2"


def command(app: App, *arguments: str) -> object:
    line = [
        sys.executable,
        "-c",
        "from qa.cli import main; main()",
        *arguments,
        "--index",
        str(app.folder / "index"),
    ]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def api(app: App, path: str, **values: object) -> object:
    with urllib.request.urlopen(f"{app.address}{path}?{urllib.parse.urlencode(values)}") as response:
        return json.load(response)


def test_documents_sections_search_and_tasks(app: App) -> None:
    assert api(app, "/api/documents") == command(app, "docs", "--json")
    assert api(app, f"/api/sections/{urllib.parse.quote(SECTION)}") == command(app, "show", SECTION, "--json")
    doc_id = SECTION.partition("#")[0]
    assert api(app, f"/api/sections/{doc_id}") == command(app, "show", doc_id, "--json")
    assert api(app, "/api/search", q="kinh phí", k=3) == command(
        app, "search", "kinh phí", "-k", "3", "--json"
    )
    tasks = command(app, "tasks", "--agency", "Sở KH&CN", "--role", "lead", "--format", "json")
    assert api(app, "/api/tasks", agency="Sở KH&CN", role="lead") == tasks


def test_examples_of_the_openapi_description_have_the_fields_that_are_answered(app: App) -> None:
    described = api(app, "/openapi.json")["paths"]  # type: ignore[index]
    answered = {
        "/api/search": api(app, "/api/search", q="kinh phí"),
        "/api/tasks": api(app, "/api/tasks"),
        "/api/documents": api(app, "/api/documents"),
        "/api/sections/{id}": api(app, f"/api/sections/{urllib.parse.quote(SECTION)}"),
        "/healthz": api(app, "/healthz"),
    }
    for path, answer in answered.items():
        example = described[path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
        assert fields(example) <= fields(answer), path


def fields(answer: object) -> set[str]:
    """Returns the names of the fields of a record, or of the first of a list of records."""
    first = answer[0] if isinstance(answer, list) else answer
    assert isinstance(first, dict)
    return set(first)
