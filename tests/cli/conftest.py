"""The command on the real documents with a model made of hashes: no test here waits for the real one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import CORPUS
from tests.index.fakes import HashEmbedder

from qa.cli.running import run
from qa.settings import Settings, get_settings


@dataclass
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Result]


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from qa.index import build

    directory = tmp_path_factory.mktemp("cli") / "index"
    embedder = HashEmbedder(max_tokens=512)
    build(CORPUS, directory, settings=Settings(), embedder=embedder)
    return directory


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working folder, no variables of the developer's, the model of hashes."""
    import os

    import qa.assistant
    import qa.embedding

    for name in [name for name in os.environ if name.startswith("QA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(qa.embedding, "load", lambda settings=None: HashEmbedder(max_tokens=512))
    monkeypatch.setattr(qa.assistant, "load", lambda settings=None: HashEmbedder(max_tokens=512))
    get_settings.cache_clear()


@pytest.fixture
def qa(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command; no traceback may ever be seen."""

    def command(*arguments: str | Path) -> Result:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Result(status, out, err)

    return command
