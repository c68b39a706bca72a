from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.fake import FakeAssistant, make_app


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(tmp_path: Path, assistant: FakeAssistant) -> Iterator[TestClient]:
    with TestClient(make_app(tmp_path, assistant), raise_server_exceptions=False) as made:
        yield made
