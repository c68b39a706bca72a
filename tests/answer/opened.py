"""Assistants on papers that tests write themselves."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant
from qa.index import build
from qa.settings import Settings


def assistant_on(paper: str, tmp_path_factory: pytest.TempPathFactory, *more: str) -> Assistant:
    """Builds an index of one paper, or of several, and opens it."""
    folder = tmp_path_factory.mktemp("paper")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in zip("abcdef", (paper, *more), strict=False):
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    build(corpus, folder / "index", settings=Settings())
    return Assistant.open(folder / "index")
