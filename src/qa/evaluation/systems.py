"""What is evaluated: the indexes and the assistant, opened only when they are asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.evaluation import runner
from qa.settings import get_settings

if TYPE_CHECKING:
    from qa.index import Index


def open_index(index: Path | None) -> Index:
    """Opens an index; by default that of the settings."""
    from qa.index import open_index as opened

    return opened(index or get_settings().index)


def index_of(folder: Path, cache: Path) -> Index:
    """Builds or updates the index of a set of other documents, and opens it."""
    from qa.index import build

    place = cache / f"other-{folder.name}"
    build(folder / "corpus", place)
    return open_index(place)


def open_assistant(index: Path | None) -> runner.System:
    """Opens the assistant without a language model."""
    from qa.assistant import Assistant

    return Assistant.open(index)


def open_with_model(index: Path | None, llm: str) -> runner.System:
    """Opens the assistant with a language model."""
    from qa.assistant import Assistant
    from qa.evaluation.written import WithModel
    from qa.generate.models import open_model

    settings = get_settings().model_copy(update={"llm": llm})
    open_model(settings)  # a model that cannot be opened ends the run instead of falling back on each question
    return WithModel(Assistant.open(index, settings))


def canonical(name: str) -> str:
    """Returns an agency's name as names are compared."""
    from qa.vietnamese import agencies

    return agencies.canonical(name)
