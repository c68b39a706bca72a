"""Damaged bytes of every format: an error with a sentence, or a document; nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents import render

from qa.documents import read
from qa.errors import QaError
from qa.records import Block, RawDocument

LEGACY = Path(__file__).parents[1] / "fixtures" / "legacy"
BLOCKS = [
    Block("Điều 1. Phạm vi."),
    Block("STT\tViệc", cells=("STT", "Việc")),
    Block("1\tRà soát", cells=("1", "Rà soát")),
]
RUNS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("originals")
    made = {
        "pdf": render.pdf(BLOCKS, folder / "a.pdf"),
        "docx": render.docx(BLOCKS, folder / "a.docx"),
        "html": render.web_page(BLOCKS, folder / "a.html"),
        "doc": LEGACY / "2003-02144qd.doc",
        "rtf": LEGACY / "2003-A06.rtf",
        "txt": LEGACY / "2003-A06.txt",
    }
    return {kind: path.read_bytes() for kind, path in made.items()}


def survives(path: Path) -> None:
    try:
        raw = read(path)
    except QaError as error:
        assert str(error)
    else:
        assert isinstance(raw, RawDocument)
        assert all("\x00" not in b.text for b in raw.blocks)


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "doc", "rtf", "txt"])
@RUNS
@given(data=st.data())
def test_damaged_bytes(kind: str, originals: dict[str, bytes], tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(originals[kind])
    places = st.integers(0, len(content) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=30)):
        content[at] = value
    if data.draw(st.booleans()):
        del content[data.draw(places) :]
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(content))
    survives(path)


@RUNS
@given(text=st.text(max_size=2000))
def test_random_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8", errors="ignore")
    survives(path)


@pytest.mark.parametrize(
    "start", [b"%PDF-1.4\n", b"{\\rtf1 ", b"<html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
@RUNS
@given(rest=st.binary(max_size=1500))
def test_random_bytes_behind_each_signature(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(start + rest)
    survives(path)
