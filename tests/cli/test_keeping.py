"""`qa index`, `qa doctor`, and every way in which corpus and index can be bad."""

import json
import shutil
from pathlib import Path

import pytest
from tests.conftest import CORPUS

from qa import doctor
from qa.settings import Settings

from .conftest import Command

PLAN = (
    "Số: 7/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2024\nKẾ HOẠCH\nTrồng rừng\nI. MỤC TIÊU\n- Trồng 500 ha.\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAN, encoding="utf-8")
    return folder


def test_index_counts(qa: Command, corpus: Path) -> None:
    result = qa("index", "--json")
    assert result.status == 0
    assert {key: result.json[key] for key in ("documents", "added", "unchanged", "failed")} == {
        "documents": 1,
        "added": 1,
        "unchanged": 0,
        "failed": [],
    }
    again = qa("index", "--json").json
    assert (again["added"], again["unchanged"], again["embedded"]) == (0, 1, 0)


def test_index_for_people(qa: Command, corpus: Path, tmp_path: Path) -> None:
    result = qa("index", "--corpus", corpus, "--index", tmp_path / "other")
    assert result.out.startswith("1 văn bản, ")
    assert "nhiệm vụ" in result.out
    assert "người ký" in result.err  # the plan lacks a signer: a warning, on stderr
    assert qa("docs", "--json", "--index", tmp_path / "other").json[0]["number"] == "7/KH-UBND"


def test_no_bars_where_nobody_looks(qa: Command, corpus: Path) -> None:
    result = qa("index")
    assert "\x1b" not in result.out + result.err
    assert "\r" not in result.out + result.err


BAD_FILES = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 20,
    "program.exe": b"MZ\x90\x00" + b"\x00" * 200,
    "picture.pdf": b"%PDF-1.7 and nothing more",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_named_and_stops_no_other(qa: Command, corpus: Path, name: str) -> None:
    (corpus / name).write_bytes(BAD_FILES[name])
    result = qa("index")
    assert result.status == 0
    assert name in result.err
    assert len(qa("docs", "--json").json) == 1


def test_a_file_that_is_not_utf8_is_read_or_named(qa: Command, corpus: Path) -> None:
    (corpus / "b.txt").write_bytes(PLAN.replace("7/KH", "8/KH").encode("utf-16"))
    result = qa("index")
    assert result.status == 0
    assert "8/KH-UBND" in {document["number"] for document in qa("docs", "--json").json}


def test_a_file_that_cannot_be_opened(qa: Command, corpus: Path) -> None:
    (corpus / "gone.txt").symlink_to(corpus / "nowhere.txt")
    result = qa("index")
    assert result.status == 0
    assert "gone.txt" in result.err


def test_strict_makes_a_bad_file_an_error(qa: Command, corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    result = qa("index", "--strict")
    assert result.status == 2
    assert "empty.txt" in result.err


@pytest.mark.parametrize("state", ["missing", "empty", "all bad", "a file"])
def test_a_corpus_without_documents(qa: Command, tmp_path: Path, state: str) -> None:
    folder = tmp_path / "corpus"
    if state == "a file":
        folder.write_text("x")
    elif state != "missing":
        folder.mkdir()
        if state == "all bad":
            (folder / "empty.txt").write_bytes(b"")
    result = qa("index")
    assert result.status == 2
    assert result.err.strip()
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_bad_facts(qa: Command, corpus: Path) -> None:
    (corpus / "corpus.toml").write_text("[broken")
    result = qa("index")
    assert result.status == 2
    assert "corpus.toml" in result.err


COMMANDS = [("docs",), ("show", "a"), ("search", "kinh phí"), ("ask", "kinh phí?"), ("tasks",)]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_index_says_how_to_make_one(qa: Command, command: tuple[str, ...]) -> None:
    result = qa(*command)
    assert result.status == 2
    assert "qa index" in result.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_index_says_how_to_mend_it(
    qa: Command, index: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    shutil.copytree(index, tmp_path / "index")
    version = tmp_path / "index" / (tmp_path / "index" / "CURRENT").read_text().strip()
    (version / "manifest.json").write_text("{}")
    result = qa(*command)
    assert result.status == 2
    assert "qa index --rebuild" in result.err


# doctor


def states(checks: list[doctor.Check]) -> dict[str, str]:
    worst: dict[str, str] = {}
    for check in checks:
        if worst.get(check.name) != "bad":
            worst[check.name] = check.state
    return worst


@pytest.fixture
def machine(tmp_path: Path, index: Path) -> Settings:
    """Everything in order but for the model, which is a folder of the user's."""
    return Settings(corpus=CORPUS, index=index, model=str(tmp_path), cache=tmp_path / "cache")


def test_doctor_finds_nothing(machine: Settings) -> None:
    found = states(doctor.examine(machine))
    assert found["Chỉ mục"] == found["Văn bản"] == "ok"
    assert "bad" not in found.values()


def test_doctor_misses_the_model(machine: Settings) -> None:
    checks = doctor.examine(machine.model_copy(update={"model": "multilingual-e5-small"}))
    model = next(check for check in checks if check.name == "Mô hình nhúng")
    assert model.state == "bad"
    assert model.advice == "Chạy: python -m qa.embedding"


def test_doctor_misses_the_index(machine: Settings, tmp_path: Path) -> None:
    checks = doctor.examine(machine.model_copy(update={"index": tmp_path / "none"}))
    assert states(checks)["Chỉ mục"] == "bad"
    assert any("qa index" in check.finding for check in checks)


def test_doctor_sees_a_flipped_byte(machine: Settings, tmp_path: Path, index: Path) -> None:
    shutil.copytree(index, tmp_path / "copy")
    version = tmp_path / "copy" / (tmp_path / "copy" / "CURRENT").read_text().strip()
    largest = max(
        (path for path in version.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
    )
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    assert states(doctor.examine(machine.model_copy(update={"index": tmp_path / "copy"})))["Chỉ mục"] == "bad"


@pytest.mark.parametrize("change", ["added", "changed", "removed"])
def test_doctor_sees_that_the_corpus_has_changed(machine: Settings, tmp_path: Path, change: str) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(CORPUS, folder)
    file = folder / "ha-nam" / "ke-hoach-khcn-dmst-2030.txt"
    if change == "added":
        (folder / "new.txt").write_text(PLAN, encoding="utf-8")
    elif change == "changed":
        file.write_text(file.read_text(encoding="utf-8") + "\nThêm.", encoding="utf-8")
    else:
        file.unlink()
    checks = doctor.examine(machine.model_copy(update={"corpus": folder}))
    stale = [check for check in checks if check.name == "Chỉ mục" and check.state == "bad"]
    name = "new.txt" if change == "added" else "ke-hoach-khcn-dmst-2030.txt"
    assert len(stale) == 1 and name in stale[0].finding and stale[0].advice == "Chạy: qa index"


def test_doctor_sees_a_file_that_cannot_be_read(machine: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(CORPUS, folder)
    (folder / "empty.txt").write_bytes(b"")
    checks = doctor.examine(machine.model_copy(update={"corpus": folder}))
    assert any(check.state == "bad" and "empty.txt" in check.finding for check in checks)


def test_doctor_names_the_language_model_and_no_key(machine: Settings) -> None:
    settings = machine.model_copy(update={"llm": "ollama:qwen3:4b"})
    shown = json.dumps([str(check) for check in doctor.examine(settings)], ensure_ascii=False)
    assert "ollama:qwen3:4b" in shown


def test_doctor_command(qa: Command, tmp_path: Path) -> None:
    result = qa("doctor", "--json")
    assert result.status == 1
    assert {"name", "state", "finding", "advice"} == set(result.json[0])
    shown = qa("doctor").out
    assert "✗ Chỉ mục: Chưa có chỉ mục" in shown
    assert "qa index" in shown


def test_watch_ends_cleanly_on_ctrl_c(tmp_path: Path, corpus: Path) -> None:
    """The real process: it indexes, takes in a second file, and Ctrl-C ends it with status 0."""
    import os
    import signal
    import subprocess
    import sys
    import time

    code = (
        # A test run in the background ignores Ctrl-C, and so would its children.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import qa.embedding, sys\nfrom tests.index.fakes import HashEmbedder\n"
        "qa.embedding.load = lambda settings=None: HashEmbedder(max_tokens=512)\n"
        "import qa.index.watch as w\nw.watch.__kwdefaults__['interval'] = 0.1\n"
        "from qa.cli.running import run\nsys.exit(run(['index', '--watch']))"
    )
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().startswith("1 văn bản")
        time.sleep(0.5)
        (corpus / "b.txt").write_text(PLAN.replace("7/KH", "8/KH").replace("500", "700"), encoding="utf-8")
        assert process.stdout.readline().startswith("2 văn bản")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Đã dừng theo dõi" in err and "Traceback" not in err


def language_model(settings: Settings) -> list[doctor.Check]:
    return [check for check in doctor.examine(settings) if check.name == "Mô hình ngôn ngữ"]


def test_doctor_says_that_no_language_model_is_used(machine: Settings) -> None:
    (check,) = language_model(machine)
    assert check.state == "ok" and "Không dùng mô hình ngôn ngữ" in check.finding
    assert "Mô hình xếp hạng" not in states(doctor.examine(machine))


def test_doctor_says_which_language_model_is_used_and_where_it_runs(machine: Settings) -> None:
    import socket

    pytest.importorskip("langchain_ollama", reason="the extra ollama is not installed")
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://u:matkhau@127.0.0.1:{server.getsockname()[1]}"
        chosen = machine.model_copy(update={"llm": "ollama:qwen3:4b", "llm_base_url": url})
        (check,) = language_model(chosen)
        assert check.state == "note" and "qwen3:4b (ollama)" in check.finding and "trên máy này" in check.finding
        assert "matkhau" not in check.finding
    said, missing = language_model(chosen)
    assert said == check and missing.state == "bad" and "QA_LLM_BASE_URL" in missing.advice


@pytest.mark.parametrize(("llm", "part"), [("qwen3", "nhà cung cấp:tên mô hình"), ("anthropic:c", "pip install")])
def test_doctor_says_how_to_mend_a_language_model_that_cannot_be_opened(machine: Settings, llm: str, part: str) -> None:
    found = language_model(machine.model_copy(update={"llm": llm}))
    assert found[-1].state == "bad" and part in found[-1].finding


@pytest.mark.model
def test_doctor_says_that_a_reranker_cannot_be_opened(machine: Settings, tmp_path: Path) -> None:
    checks = doctor.examine(machine.model_copy(update={"reranker": str(tmp_path)}))
    (check,) = [check for check in checks if check.name == "Mô hình xếp hạng"]
    assert check.state == "bad" and "QA_RERANKER" in check.finding
