"""What the machine does to an index: the old one stays whole, the damage is named, the next run recovers.

Killed at many points, a folder that cannot be written, two builds at once: `tests/index/test_build.py`; a damaged
model cache: `tests/embedding/test_prepare.py`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.index.fakes import HashEmbedder, makers, write_corpus

from qa.errors import QaError
from qa.index import build, open_index, versions
from qa.index.manifest import DamagedIndexError

FILES = {"a/mot.txt": "mot\n# I. Y tế\nSở Y tế chủ trì.", "b/hai.txt": "hai\n# I. Học\nSở Giáo dục phối hợp."}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("faults")
    write_corpus(place / "corpus", FILES)
    run(place / "corpus", place / "index")
    return place / "corpus", place / "index"


@pytest.fixture
def own(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    for source, name in zip(made, ("corpus", "index"), strict=True):
        shutil.copytree(source, tmp_path / name)
    return tmp_path / "corpus", tmp_path / "index"


def run(corpus: Path, index: Path, **options):
    return build(corpus, index, embedder=HashEmbedder(), **{"makers": makers, **options})


def documents(index: Path) -> list[str]:
    opened = open_index(index)
    try:
        return [header.doc_id for header in opened.headers()]
    finally:
        opened.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bit_and_any_cut_is_found_at_open_and_named(made, data):
    index = made[1]
    version = index / versions.current_version(index)
    every = sorted(p for p in version.rglob("*") if p.is_file() and p.suffix != ".lock" and p.stat().st_size)
    path = data.draw(st.sampled_from(every))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 8))
    # Bit 8 does not exist: it stands for the file cut there.
    damaged = whole[:at] if bit == 8 else whole[:at] + bytes([whole[at] ^ (1 << bit)]) + whole[at + 1 :]
    try:
        path.write_bytes(damaged)
        with pytest.raises(QaError, match="qa index --rebuild") as caught:
            open_index(index)
        assert path.name in str(caught.value) or not isinstance(caught.value, DamagedIndexError)
    finally:
        path.write_bytes(whole)


LIMITED = textwrap.dedent(
    """
    import resource, signal, sys
    from pathlib import Path
    sys.path.insert(0, {root!r})
    from tests.index.fakes import HashEmbedder, makers
    from qa.errors import QaError
    from qa.index import build, open_index
    corpus, index, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    import faiss, tantivy, sqlite3, qa.index.update
    open_index(index).close()  # what is imported late is imported now
    if what == "size":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), resource.RLIM_INFINITY))
    else:
        import os
        kept = [os.open(os.devnull, os.O_RDONLY) for _ in range(8)]
        free = os.open(os.devnull, os.O_RDONLY)
        os.close(free)
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free + int(sys.argv[4]), most))
    try:
        if what == "open":
            open_index(index)
        else:
            build(corpus, index, embedder=HashEmbedder(), makers=makers)
        print("done")
    except QaError as error:
        print("refused:", error)
    """
)


def limited(own: tuple[Path, Path], tmp_path: Path, what: str, amount: int) -> str:
    script = tmp_path / "limited.py"
    script.write_text(LIMITED.format(root=str(Path(__file__).parents[2])), encoding="utf-8")
    command = [sys.executable, str(script), *map(str, own), what, str(amount)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
@pytest.mark.parametrize("most", [0, 500, 5_000, 20_000, 60_000])
def test_when_no_more_can_be_written_the_old_index_stays(own, tmp_path, most):
    corpus, index = own
    write_corpus(corpus, {"c.txt": "ba\n" + "văn bản ba rất dài " * 2000})
    said = limited(own, tmp_path, "size", most)
    assert said.startswith("refused:") and "Chỉ mục cũ vẫn nguyên vẹn" in said
    assert documents(index) == ["mot", "hai"]
    assert run(corpus, index).added == 1
    assert documents(index) == ["mot", "hai", "ba"]


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
@pytest.mark.parametrize("handles", [0, 1, 2, 3])
def test_out_of_file_handles_is_said_and_is_not_damage(own, tmp_path, handles):
    said = limited(own, tmp_path, "open", handles)
    assert said.startswith("done") or "hỏng" not in said, said
    assert handles > 1 or "ulimit -n" in said
    assert documents(own[1]) == ["mot", "hai"]


@pytest.mark.skipif(os.name == "nt", reason="resource limits")
@pytest.mark.parametrize("handles", [1, 3, 5])
def test_a_build_out_of_file_handles_leaves_the_old_index(own, tmp_path, handles):
    corpus, index = own
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})
    limited(own, tmp_path, "build", handles)
    assert documents(index)[:2] == ["mot", "hai"]
    run(corpus, index)
    assert documents(index) == ["mot", "hai", "ba"]


def test_a_clock_that_goes_backwards_does_no_harm(own, monkeypatch):
    corpus, index = own
    before = versions.current_version(index)
    write_corpus(corpus, {"b/hai.txt": "hai\n# I. Học\nSở Giáo dục chủ trì.."})
    os.utime(corpus / "b/hai.txt", (0, 0))
    real = time.gmtime
    monkeypatch.setattr(time, "gmtime", lambda *given: real(given[0] if given else 86_400))
    assert run(corpus, index).replaced == 1
    after = versions.current_version(index)
    assert after != before and after < before  # the name tells the wrong day, and is in use all the same
    opened = open_index(index)
    assert "chủ trì.." in opened.document("hai").text


@pytest.mark.parametrize("when", ["before", "while it is read"])
def test_a_corpus_that_vanishes_leaves_the_index(own, when):
    corpus, index = own
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})

    def vanishing():
        shutil.rmtree(corpus, ignore_errors=True)
        return makers()

    if when == "before":
        shutil.rmtree(corpus)
        with pytest.raises(QaError):
            run(corpus, index)
    else:
        report = run(corpus, index, makers=vanishing)
        assert report.failed and report.failed[0].path == "c.txt"
    assert documents(index) == ["mot", "hai"]


def test_two_servers_follow_one_index(own):
    from qa.web.live import Live

    corpus, index = own
    servers = [Live(lambda: _Opened(index), lambda: versions.current_version(index)) for _ in range(2)]
    for server in servers:
        server.refresh()
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})
    run(corpus, index)
    # Each goes on answering from what it has open, though its files have been removed…
    assert [len(server.get().index.documents()) for server in servers] == [2, 2]
    for server in servers:
        server.refresh()
    assert [len(server.get().index.documents()) for server in servers] == [3, 3]
    for server in servers:
        server.stop()


class _Opened:
    def __init__(self, index: Path) -> None:
        self.index = open_index(index)

    def close(self) -> None:
        self.index.close()


def test_a_locked_database_is_read_all_the_same(own):
    index = own[1]
    path = index / versions.current_version(index) / "records.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        opened = open_index(index)
        assert opened.document("mot").text
        other.rollback()
    other.close()


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_index_is_opened_and_not_written(own):
    corpus, index = own
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})
    for path in [index, *index.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        assert documents(index) == ["mot", "hai"]
        with pytest.raises(QaError, match="quyền ghi"):
            run(corpus, index)
    finally:
        for path in [index, *index.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o200)
