from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the corpus, made with the real model once in a run; read only. Wants `@pytest.mark.model`."""
    from qa.index import build
    from qa.settings import Settings

    directory = tmp_path_factory.mktemp("real") / "index"
    build(CORPUS, directory, settings=Settings())
    return directory
