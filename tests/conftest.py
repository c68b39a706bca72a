import os
from pathlib import Path

import pytest
from hypothesis import settings

# The suite that judges a change tries the same examples each time, so that a change is not judged by another's luck;
# `make fuzz` looks for new ones, and what it finds becomes an example of its own.
settings.register_profile("judge", derandomize=True, deadline=None)  # a test never asserts a time
settings.register_profile("search", max_examples=500, deadline=None)
settings.load_profile("search" if os.environ.get("QA_FUZZ") else "judge")

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the corpus, made with the real model once in a run; read only. Wants `@pytest.mark.model`."""
    from qa.index import build
    from qa.settings import Settings

    directory = tmp_path_factory.mktemp("real") / "index"
    build(CORPUS, directory, settings=Settings())
    return directory
