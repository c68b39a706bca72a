"""An index of the second corpus (invented documents of other provinces): real parser, hashed vectors, no model."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.index.fakes import HashEmbedder

from qa.answer.material import Material
from qa.index import Index, build, open_index
from qa.settings import Settings

FILES = Path(__file__).parent / "fixtures" / "corpus2"
PLAN, RESOLUTION = "phu-tho-kh-318-2024", "dong-thap-nq-47-2024"


def copy_texts(folder: Path) -> Path:
    """Puts the documents of the second corpus into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in FILES.glob("*.txt"):
        shutil.copy(path, folder)
    return folder


def embedder() -> HashEmbedder:
    """The embedder of `index`."""
    return HashEmbedder(max_tokens=400)


@cache
def index() -> Index:
    """The index, made once in a process."""
    folder = Path(_HOLD.name)
    corpus = copy_texts(folder / "corpus")
    build(corpus, folder / "index", settings=Settings(), embedder=embedder())
    return open_index(folder / "index")


@cache
def material() -> Material:
    """What answers are made of, over that index."""
    return Material(index())


_HOLD = TemporaryDirectory()
