from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from qa.errors import QaError
from qa.index import build, open_index, versions
from qa.index.manifest import MANIFEST, Manifest, read_manifest
from qa.index.opened import bound

from .fakes import HashEmbedder, makers, write_corpus


@pytest.fixture
def index(tmp_path: Path) -> Path:
    corpus = write_corpus(
        tmp_path / "corpus", {"mot.txt": "mot\nSở Y tế chủ trì", "hai.txt": "hai\nnội dung hai"}
    )
    build(corpus, tmp_path / "index", embedder=HashEmbedder(), makers=makers)
    return tmp_path / "index"


def version(index: Path) -> Path:
    return index / versions.current_version(index)


def change_manifest(index: Path, **changes) -> None:
    """Rewrites the manifest as a program with other ways would have written it."""
    manifest: Manifest = read_manifest(version(index))
    (version(index) / MANIFEST).write_text(dataclasses.replace(manifest, **changes).to_json())


@pytest.mark.parametrize("place", ["nothing", "a/b/c"])
def test_a_missing_index_says_which_command_makes_one(tmp_path, place):
    with pytest.raises(QaError, match=r"Chưa có chỉ mục.*qa index"):
        open_index(tmp_path / place)


def test_a_folder_that_is_a_file_is_no_index(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(QaError, match="Chưa có chỉ mục"):
        open_index(tmp_path / "file")


def test_every_damaged_file_is_found_and_named(index):
    names = [path.relative_to(version(index)) for path in version(index).rglob("*") if path.is_file()]
    assert {"manifest.json", "records.sqlite", "vectors.faiss"} <= {str(name) for name in names}
    for name in names:
        path = version(index) / name
        if path.suffix == ".lock":
            continue
        whole = path.read_bytes()
        damages = [whole[: len(whole) // 2], None]
        if whole:
            middle = len(whole) // 2
            damages.append(whole[:middle] + bytes([whole[middle] ^ 4]) + whole[middle + 1 :])
        for damaged in damages:
            if damaged == whole:
                continue
            path.unlink() if damaged is None else path.write_bytes(damaged)
            with pytest.raises(QaError, match=f"{name.name}.*qa index --rebuild"):
                open_index(index)
            path.write_bytes(whole)
    open_index(index).verify()


@pytest.mark.parametrize("text", ["", "nonsense", "v-gone", "v-../../etc", "../v-x", "v-\x00"])
def test_a_damaged_pointer_is_told(index, text):
    (index / versions.CURRENT).write_text(text)
    with pytest.raises(QaError, match="qa index --rebuild"):
        open_index(index)


def test_damage_after_opening_is_found_by_verify(index):
    opened = open_index(index)
    path = version(index) / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
    with pytest.raises(QaError, match=r"vectors\.faiss"):
        opened.verify()


@pytest.mark.parametrize("place", [0, 1, 70_000_001, -1])
def test_one_bit_of_a_large_file_is_found_at_open(index, place):
    path = version(index) / "vectors.faiss"
    with path.open("ab") as file:
        file.write(bytes(70_000_000))  # FAISS reads no further than its own end
    change_manifest(index, files=versions.checksums(version(index)))
    open_index(index).close()
    with path.open("r+b") as file:
        file.seek(place % path.stat().st_size)
        old = file.read(1)[0]
        file.seek(place % path.stat().st_size)
        file.write(bytes([old ^ 16]))
    with pytest.raises(QaError, match=r"vectors\.faiss"):
        open_index(index)


def test_a_change_made_to_fit_the_quick_checksum_is_found_by_verify(index):
    path = version(index) / "vectors.faiss"
    files = versions.checksums(version(index))
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
    size, crc, _ = versions.checksums(version(index))["vectors.faiss"]
    change_manifest(index, files=files | {"vectors.faiss": (size, crc, files["vectors.faiss"][2])})
    with pytest.raises(QaError, match=r"vectors\.faiss"):
        open_index(index).verify()


@pytest.mark.parametrize(
    ("changes", "words"), [({"tokenizer": "other"}, "bộ tách từ"), ({"schema": 0}, "phiên bản khác")]
)
def test_an_index_made_another_way_is_refused_with_what_differs(index, changes, words):
    change_manifest(index, **changes)
    with pytest.raises(QaError, match=f"{words}.*qa index --rebuild"):
        open_index(index)


def test_an_index_of_an_earlier_program_is_made_anew_by_the_next_run(index, tmp_path):
    change_manifest(index, schema=1)
    with pytest.raises(QaError, match="phiên bản khác"):
        open_index(index)
    report = build(tmp_path / "corpus", index, embedder=HashEmbedder(), makers=makers)
    assert report.added == 2 and any("phiên bản trước" in warning for warning in report.warnings)
    open_index(index).close()


def test_an_index_of_a_later_program_is_left_alone(index, tmp_path):
    change_manifest(index, schema=99)
    with pytest.raises(QaError, match="phiên bản khác"):
        build(tmp_path / "corpus", index, embedder=HashEmbedder(), makers=makers)


def test_another_embedder_is_refused(index):
    open_index(index, embedder_fingerprint="fake-1").close()
    with pytest.raises(QaError, match=r"mô hình nhúng.*qa index --rebuild"):
        open_index(index, embedder_fingerprint="fake-2")


def test_all_that_differs_is_named_at_once(index):
    change_manifest(index, tokenizer="other")
    with pytest.raises(QaError, match="bộ tách từ và mô hình nhúng"):
        open_index(index, embedder_fingerprint="fake-2")


def test_the_manifest_tells_what_the_index_was_made_of(index):
    plain = json.loads((version(index) / MANIFEST).read_text())
    assert (
        plain["model"]["fingerprint"] == "fake-1" and plain["model"]["dimension"] == HashEmbedder().dimension
    )
    assert [entry["path"] for entry in plain["documents"]] == ["hai.txt", "mot.txt"]
    assert all(len(entry["sha256"]) == 64 for entry in plain["documents"])
    assert {"schema", "tokenizer", "tuning", "options", "created_at"} <= plain.keys()


def test_an_index_in_a_read_only_place_opens(index):
    before = sorted(path for path in index.rglob("*"))
    opened = open_index(index)
    assert opened.search_tokens("Sở Y tế", 3) and opened.passages() and opened.tasks()
    # nothing was written, so no right to write is needed
    assert sorted(path for path in index.rglob("*")) == before


def test_an_index_can_be_moved(index, tmp_path):
    shutil.move(index, tmp_path / "chỉ mục #2?")
    assert len(open_index(tmp_path / "chỉ mục #2?").passages()) == 2


def test_a_version_replaced_while_it_is_being_opened_gives_way_to_the_new_one(index, monkeypatch):
    old = version(index)
    newer = old.with_name("v-newer")
    read = read_manifest

    def replaced_meanwhile(directory):
        if directory == old and old.exists():
            old.rename(newer)
            (index / versions.CURRENT).write_text("v-newer\n")
        return read(directory)

    monkeypatch.setattr("qa.index.opening.read_manifest", replaced_meanwhile)
    assert open_index(index).version == "v-newer"


def test_records_are_kept_once_read(index):
    opened = open_index(index)
    assert opened.document("mot") is opened.document("mot")
    assert opened.passages()[0] is opened.passages()[0]
    assert opened.sections("mot") is opened.sections("mot")
    opened.close()
    # what was read needs no file any more
    assert opened.passages() and opened.section("mot#0") and opened.document("mot")


@pytest.mark.model
def test_sections_with_a_heading_are_the_same_however_they_are_read(real_index):
    apart, after = open_index(real_index), open_index(real_index)
    assert any(apart.headed(header.doc_id) for header in apart.headers())
    for header in apart.headers():
        headed = [section for section in after.sections(header.doc_id) if section.heading]
        of_kind = [section for section in headed if section.kind == "heading"]
        assert apart.headed(header.doc_id, "heading") == of_kind  # read alone
        assert apart.headed(header.doc_id) == after.headed(header.doc_id) == headed
        assert apart.headed(header.doc_id, "heading") == of_kind  # picked out of what is read


def test_unknown_names_give_nothing(index):
    opened = open_index(index)
    assert opened.document("x") is None and opened.section("x") is None and opened.passage("x") is None
    assert opened.sections("x") == [] == opened.passages(["x"]) == opened.tasks(["x"])
    with pytest.raises(KeyError):
        opened.fetch([99])
    with pytest.raises(KeyError):
        opened.vectors([99])


def test_a_cache_stays_within_its_bound_however_much_comes_at_once():
    cache: dict[int, int] = {}
    for first in range(0, 5_000, 500):
        bound(cache, 1_000, 500)
        cache.update(dict.fromkeys(range(first, first + 500), 0))
        assert len(cache) <= 1_000
    assert 4_999 in cache


def test_passages_are_counted_once(index, monkeypatch):
    opened = open_index(index)
    assert opened.count() == len(opened.passages()) > 0
    monkeypatch.setattr(opened.store, "keys", None)
    assert opened.count() > 0
