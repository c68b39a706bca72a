from __future__ import annotations

import dataclasses
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from qa.errors import QaError
from qa.index import build, open_index, versions
from qa.index.passages import PassageOptions
from qa.index.prepare import Makers

from .fakes import HashEmbedder, makers, parse, read, write_corpus

FILES = {
    "a/mot.txt": "mot\n# I. Mục tiêu\nTăng trưởng 10,7% mỗi năm\nSở Y tế chủ trì",
    "b/hai.txt": "hai\n# I. Nhiệm vụ\nPhát triển khoa học\nSở Tài chính chủ trì",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", FILES)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(corpus: Path, index: Path, embedder: HashEmbedder | None = None, **more):
    return build(corpus, index, embedder=embedder or HashEmbedder(), **({"makers": makers} | more))


def content(index: Path) -> dict[str, list[str]]:
    """What can be asked of an index: the texts of its passages, by document, found by both searches."""
    opened = open_index(index)
    try:
        everything = opened.passages()
        vector = HashEmbedder().embed_queries(["khoa học"])[0]
        assert len(opened.search_vector(vector, 1000)) == len(everything)
        assert {h.doc_id for h in opened.headers()} == {passage.doc_id for passage in everything}
        for passage in everything:
            found = opened.fetch([key for key, _ in opened.search_tokens(passage.text, 3, [passage.doc_id])])
            assert passage in found
        return {d.doc_id: [p.text for p in opened.passages([d.doc_id])] for d in opened.documents()}
    finally:
        opened.close()


def test_an_index_holds_what_the_corpus_holds(corpus, index):
    report = run(corpus, index)
    assert (report.documents, report.added, report.failed, report.warnings) == (2, 2, (), ())
    assert (report.sections, report.tasks, report.embedded) == (6, 2, report.passages)
    assert content(index) == {"mot": ["\n".join(FILES["a/mot.txt"].splitlines()[1:])],
                              "hai": ["\n".join(FILES["b/hai.txt"].splitlines()[1:])]}  # fmt: skip
    opened = open_index(index)
    assert [task.task for task in opened.tasks(["hai"])] == ["Sở Tài chính chủ trì"]
    assert opened.document("mot").source.path == "a/mot.txt"
    assert opened.section("hai#1").kind == "paragraph" and opened.section("hai#9") is None
    assert opened.vocabulary()["chủ"] == 2
    assert opened.search_tokens("so y te", 1, folded=True)[0][0] == opened.search_tokens("Sở Y tế", 1)[0][0]


def test_an_unchanged_corpus_needs_neither_model_nor_parser(corpus, index):
    run(corpus, index)
    before = versions.current_version(index)

    def no_makers() -> Makers:
        raise AssertionError("nothing should be read")

    embedder = HashEmbedder()
    report = run(corpus, index, embedder, makers=no_makers)
    assert (report.documents, report.unchanged, report.added, embedder.embedded) == (2, 2, 0, [])
    assert versions.current_version(index) == before


def test_a_touched_file_is_not_read_again(corpus, index):
    run(corpus, index)
    os.utime(corpus / "a/mot.txt", (1, 1))
    report = run(corpus, index)
    assert (report.unchanged, report.replaced) == (2, 0)


def test_a_file_with_an_old_time_and_new_content_of_the_same_size_is_noticed(corpus, index):
    path = corpus / "a/mot.txt"
    run(corpus, index)
    path.write_text(FILES["a/mot.txt"].replace("10,7%", "99,9%"), encoding="utf-8")
    assert run(corpus, index).replaced == 1
    assert "99,9%" in content(index)["mot"][0]


def test_times_prove_a_file_unchanged_only_when_they_can(corpus, index):
    # A time in the future proves nothing: the clock went backwards, or will tick past it unseen.
    path, ahead = corpus / "a/mot.txt", time.time() + 3600
    os.utime(path, (ahead, ahead))
    run(corpus, index)
    path.write_text(FILES["a/mot.txt"].replace("10,7%", "99,9%"), encoding="utf-8")
    os.utime(path, (ahead, ahead))
    assert run(corpus, index).replaced == 1


def test_only_what_changed_is_embedded(corpus, index):
    run(corpus, index)
    body = FILES["a/mot.txt"] + "\n# II. Mới\nNội dung mới"
    write_corpus(corpus, {"a/mot.txt": body, "c.txt": "ba\nvăn bản ba"})
    embedder = HashEmbedder()
    report = run(corpus, index, embedder)
    assert (report.added, report.replaced, report.unchanged, report.removed) == (1, 1, 1, 0)
    assert [text.splitlines()[-1] for text in embedder.embedded] == ["Nội dung mới", "văn bản ba"]
    assert list(content(index)) == ["mot", "hai", "ba"]


def test_removed_files_leave_the_index(corpus, index):
    run(corpus, index)
    (corpus / "a/mot.txt").unlink()
    report = run(corpus, index)
    assert (report.documents, report.removed, report.unchanged) == (1, 1, 1)
    assert list(content(index)) == ["hai"]


def test_a_moved_file_keeps_its_vectors(corpus, index):
    run(corpus, index)
    (corpus / "a/mot.txt").rename(corpus / "z.txt")
    embedder = HashEmbedder()
    report = run(corpus, index, embedder)
    assert (report.added, report.removed, embedder.embedded) == (1, 1, [])
    assert open_index(index).document("mot").source.path == "z.txt"


def test_facts_are_given_to_the_parser_and_a_changed_fact_is_noticed(corpus, index):
    write_corpus(corpus, {"corpus.toml": '["a/mot.txt"]\nprovince = "Ninh Hải"\n'})
    assert run(corpus, index).documents == 2
    assert open_index(index).document("mot").province == "Ninh Hải"
    write_corpus(corpus, {"corpus.toml": '["a/mot.txt"]\nprovince = "Sơn Hà"\n["gone.txt"]\nnote = "x"\n'})
    report = run(corpus, index)
    assert (report.replaced, report.unchanged) == (1, 1)
    assert "gone.txt" in report.warnings[0]
    assert open_index(index).document("mot").province == "Sơn Hà"


def test_changed_options_cut_all_documents_anew(corpus, index):
    run(corpus, index)
    report = run(corpus, index, options=PassageOptions(passage_tokens=5))
    assert report.replaced == 2
    assert len(content(index)["mot"]) == 2


def test_updating_gives_what_building_anew_gives(corpus, index, tmp_path):
    run(corpus, index)
    write_corpus(corpus, {"0.txt": "mot\nmột văn bản khác cùng mã", "b/hai.txt": "hai\nnội dung đổi hẳn"})
    updated, fresh = run(corpus, index), run(corpus, tmp_path / "fresh")
    assert content(index) == content(tmp_path / "fresh")
    assert updated.warnings == fresh.warnings and updated.passages == fresh.passages
    one, other = open_index(index), open_index(tmp_path / "fresh")
    terms = ["một", "văn", "bản", "sở"]
    scores = [[score for _, score in each.search_tokens(terms, 9)] for each in (one, other)]
    assert scores[0] == pytest.approx(scores[1])
    assert [e.doc_id for e in one.manifest.documents] == [e.doc_id for e in other.manifest.documents]


def test_namesakes_are_told_apart_in_the_order_of_paths(corpus, index):
    write_corpus(corpus, {"c.txt": "mot\n# I. Khác\nvăn bản khác chủ trì"})
    report = run(corpus, index)
    assert report.documents == 3 and "mot-2" in report.warnings[0] and report.warnings[0].startswith("c.txt")
    opened = open_index(index)
    assert opened.document("mot").source.path == "a/mot.txt"
    assert [s.section_id for s in opened.sections("mot-2")] == ["mot-2#0", "mot-2#1"]
    assert opened.sections("mot-2")[1].parent == "mot-2#0"
    assert (
        {t.doc_id for t in opened.tasks(["mot-2"])}
        == {p.doc_id for p in opened.passages(["mot-2"])}
        == {"mot-2"}
    )


@pytest.mark.parametrize("copy", [FILES["a/mot.txt"], FILES["a/mot.txt"] + "\n\n"])
def test_the_same_document_twice_is_indexed_once(corpus, index, copy):
    write_corpus(corpus, {"c.txt": copy})
    report = run(corpus, index)
    assert report.documents == 2 and "c.txt" in report.warnings[0] and "a/mot.txt" in report.warnings[0]
    (corpus / "a/mot.txt").unlink()
    assert run(corpus, index).documents == 2
    assert open_index(index).document("mot").source.path == "c.txt"


def test_a_file_that_fails_does_not_stop_the_others(corpus, index):
    write_corpus(corpus, {"bad.txt": "BAD", "bug.txt": "BUG"})
    report = run(corpus, index)
    assert report.documents == 2
    assert [failure.path for failure in report.failed] == ["bad.txt", "bug.txt"]
    assert all(failure.path in failure.reason for failure in report.failed)
    again = run(corpus, index)
    assert (again.unchanged, len(again.failed)) == (2, 2)


def test_strict_makes_a_failure_an_error_and_keeps_the_old_index(corpus, index):
    run(corpus, index)
    write_corpus(corpus, {"bad.txt": "BAD", "c.txt": "ba\nvăn bản ba"})
    with pytest.raises(QaError, match=r"bad\.txt"):
        run(corpus, index, strict=True)
    assert list(content(index)) == ["mot", "hai"]


def test_a_document_that_can_no_longer_be_read_stays_as_it_was(corpus, index):
    run(corpus, index)
    write_corpus(corpus, {"a/mot.txt": "BAD"})
    report = run(corpus, index)
    assert [failure.path for failure in report.failed] == ["a/mot.txt"] and report.documents == 2
    assert "10,7%" in content(index)["mot"][0]
    write_corpus(corpus, {"a/mot.txt": FILES["a/mot.txt"]})
    assert run(corpus, index).failed == ()


@pytest.mark.parametrize("files", [None, {}, {"corpus.toml": "", "README.md": "x", ".hidden.txt": "mot\nx"}])
def test_an_empty_or_missing_corpus_is_refused_and_the_index_stays(corpus, index, files):
    run(corpus, index)
    shutil.rmtree(corpus)
    if files is not None:
        corpus.mkdir()
        write_corpus(corpus, files)
    with pytest.raises(QaError, match=str(corpus)):
        run(corpus, index)
    assert list(content(index)) == ["mot", "hai"]


def test_a_corpus_of_nothing_but_failures_is_refused(corpus, index):
    write_corpus(corpus, {"a/mot.txt": "BAD", "b/hai.txt": "BAD"})
    with pytest.raises(QaError, match="2 tệp"):
        run(corpus, index)
    with pytest.raises(QaError, match="qa index"):
        open_index(index)


@pytest.mark.parametrize("text", ['["a/mot.txt"\n', "a = 1\n"])
def test_a_broken_corpus_toml_is_named(corpus, index, text):
    write_corpus(corpus, {"corpus.toml": text})
    with pytest.raises(QaError, match=r"corpus\.toml"):
        run(corpus, index)


def test_a_file_that_changes_while_it_is_read_is_read_again(corpus, index):
    reads = []

    def changing(path: Path):
        raw = read(path)
        if path.name == "mot.txt":
            reads.append(path)
            if len(reads) == 1:
                path.write_text("mot\nnội dung sau cùng", encoding="utf-8")
        return raw

    run(corpus, index, makers=lambda: dataclasses.replace(makers(), read=changing))
    assert len(reads) == 2
    assert content(index)["mot"] == ["nội dung sau cùng"]


def test_a_file_that_never_stops_changing_fails(corpus, index):
    def changing(path: Path):
        raw = read(path)
        if path.name == "mot.txt":
            path.write_text(path.read_text(encoding="utf-8") + "\nthêm", encoding="utf-8")
        return raw

    report = run(corpus, index, makers=lambda: dataclasses.replace(makers(), read=changing))
    assert [failure.path for failure in report.failed] == ["a/mot.txt"]


def test_another_model_is_refused_until_rebuilt(corpus, index):
    run(corpus, index)
    other = HashEmbedder(fingerprint="fake-2")
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})
    for work in (lambda: run(corpus, index, other), lambda: open_index(index, embedder_fingerprint="fake-2")):
        with pytest.raises(QaError, match=r"mô hình nhúng.*qa index --rebuild"):
            work()
    assert run(corpus, index, other, rebuild=True).embedded == 3
    assert open_index(index, embedder_fingerprint="fake-2").manifest.model.fingerprint == "fake-2"


def test_a_model_that_cannot_be_loaded_fails_the_run_not_the_files(corpus, index, monkeypatch):
    def missing(settings):
        raise QaError("không có mô hình")

    monkeypatch.setattr("qa.embedding.load", missing)
    with pytest.raises(QaError, match=r"^không có mô hình$"):
        build(corpus, index, makers=makers)


# Faults: whatever happens, the old index answers, and the next run recovers.


@pytest.mark.parametrize(
    ("target", "error", "words"),
    [
        ("qa.index.embedded.EmbeddedStore.add", OSError(errno.ENOSPC, "No space left on device"), "Hết chỗ"),
        (
            "qa.index.database.Database.commit",
            sqlite3.OperationalError("database or disk is full"),
            "Hết chỗ",
        ),
        (
            "qa.index.vectors.VectorIndex.save",
            RuntimeError("write error: No space left on device"),
            "Hết chỗ",
        ),
        ("qa.index.lexical.LexicalIndex.commit", ValueError("IoError: No space left on device"), "Hết chỗ"),
        ("qa.index.versions.publish", OSError(errno.ENOSPC, "No space left on device"), "Hết chỗ"),
        ("qa.index.versions.replace_text", OSError(errno.EROFS, "Read-only file system"), "quyền ghi"),
        ("shutil.copytree", PermissionError(errno.EACCES, "Permission denied"), "quyền ghi"),
        ("qa.index.versions.checksums", OSError(errno.EMFILE, "Too many open files"), "quá nhiều tệp"),
    ],
)
def test_when_writing_fails_the_old_index_stays_and_the_next_run_succeeds(
    corpus, index, monkeypatch, target, error, words
):
    run(corpus, index)
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})

    def fails(*args, **kwargs):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(target, fails)
        with pytest.raises(QaError, match=words) as caught:
            run(corpus, index)
    assert str(index) in str(caught.value) or "ulimit" in str(caught.value)
    assert list(content(index)) == ["mot", "hai"]
    assert len([path for path in index.iterdir() if path.is_dir()]) == 1
    run(corpus, index)
    assert list(content(index)) == ["mot", "hai", "ba"]


def test_a_folder_that_cannot_be_written_is_named(corpus, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(QaError, match=str(tmp_path / "file")):
        run(corpus, tmp_path / "file" / "index")


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from index.fakes import HashEmbedder, makers
    from qa.index import build, update, versions
    left = int(sys.argv[3])
    def step(*args):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    def counted(function):
        def run(*args, **kwargs):
            step()
            result = function(*args, **kwargs)
            step()
            return result
        return run
    for owner, name in [(versions, "_sync"), (versions, "replace_text"), (versions, "checksums"),
                        (versions, "remove_others"), (update.EmbeddedStore, "add"),
                        (update.EmbeddedStore, "remove"), (update.EmbeddedStore, "commit")]:
        setattr(owner, name, counted(getattr(owner, name)))
    build(Path(sys.argv[1]), Path(sys.argv[2]), embedder=HashEmbedder(), makers=makers, progress=step)
    print("done")
    """
)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_killed_at_any_point_the_index_is_the_old_one_or_the_new_one(corpus, index, tmp_path):
    run(corpus, index)
    script = tmp_path / "killed.py"
    script.write_text(KILLED.format(tests=str(Path(__file__).parents[1])))
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba", "b/hai.txt": "hai\nđổi"})
    seen = set()
    # Primes spread the deaths over the run; the last number is beyond its end.
    for steps in (0, 1, 3, 5, 7, 11, 13, 17, 23, 29, 31, 37, 41, 43, 47, 53, 1000):
        done = subprocess.run(
            [sys.executable, script, corpus, index, str(steps)], capture_output=True, text=True
        )
        assert done.returncode in (-9, 0), done.stderr
        texts = content(index)
        old = {"mot": texts["mot"], "hai": ["\n".join(FILES["b/hai.txt"].splitlines()[1:])]}
        assert texts in (old, {"mot": texts["mot"], "hai": ["đổi"], "ba": ["văn bản ba"]})
        seen.add(len(texts))
        if len(texts) == 3:
            break
    assert seen == {2, 3}
    again = run(corpus, index)
    assert (again.documents, again.embedded) == (3, 0)
    assert len([path for path in index.iterdir() if path.is_dir()]) == 1


def test_a_second_process_waits_or_says_so(corpus, index):
    with versions.write_lock(index, 1), pytest.raises(QaError, match="tiến trình khác"):
        run(corpus, index, wait=0.1)

    started, finished = threading.Event(), []

    def second() -> None:
        started.set()
        finished.append(run(corpus, index, wait=60))

    thread = threading.Thread(target=second)
    with versions.write_lock(index, 1):
        thread.start()
        started.wait()
        assert not finished
    thread.join()
    assert finished[0].documents == 2


def test_an_open_index_answers_while_it_is_replaced(corpus, index):
    run(corpus, index)
    opened = open_index(index)
    vector = HashEmbedder().embed_queries(["Sở Y tế"])[0]
    write_corpus(corpus, {"c.txt": "ba\nvăn bản ba"})
    run(corpus, index)
    found = opened.fetch(
        [key for key, _ in opened.search_vector(vector, 5) + opened.search_tokens("Sở Y tế", 5)]
    )
    assert {passage.doc_id for passage in found} == {"mot", "hai"}
    assert opened.sections("mot") and opened.document("hai").text and len(opened.tasks()) == 2


def test_a_damaged_index_is_made_anew_without_being_asked(corpus, index):
    run(corpus, index)
    (index / versions.current_version(index) / "records.sqlite").write_bytes(b"")
    report = run(corpus, index)
    assert report.added == 2 and "hỏng" in report.warnings[0]
    assert list(content(index)) == ["mot", "hai"]


def test_what_the_parser_is_given(corpus, index):
    given = {}

    def watching(raw, source, facts):
        given[source.path] = source
        return parse(raw, source, facts)

    run(corpus, index, makers=lambda: dataclasses.replace(makers(), parse=watching))
    assert sorted(given) == ["a/mot.txt", "b/hai.txt"]
    assert given["a/mot.txt"].format == "txt" and len(given["a/mot.txt"].sha256) == 64
