"""What holds for every command: wrong use, settings, failures of the program itself, pipes, encodings."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from qa.cli import options
from qa.settings import get_settings

from .conftest import Command

MAIN = [sys.executable, "-c", "from qa.cli import main; main()"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["foo"], "Không có lệnh 'foo'"),
        (["ask", "--foo"], "Không có tùy chọn --foo"),
        (["show"], "Thiếu MÃ"),
        (["search", "x", "-k", "many"], "Giá trị của -k không hợp lệ"),
        (["docs", "too", "much"], "Lệnh chưa đúng"),
    ],
)
def test_wrong_use_is_said_in_vietnamese(qa: Command, arguments: list[str], words: str) -> None:
    result = qa(*arguments)
    assert result.status == 2
    assert words in result.err
    assert "--help" in result.err
    assert result.out == ""


def test_every_command_has_help(qa: Command) -> None:
    listed = qa("--help").out
    commands = re.findall(r"^  ([a-z]+) +\S", listed.partition("Commands:")[2], re.MULTILINE)
    assert {"index", "docs", "show", "search", "ask", "tasks", "eval", "serve", "doctor", "users"} <= set(
        commands
    )
    for command in commands:
        assert qa(command, "--help").status == 0


def test_version(qa: Command) -> None:
    assert re.fullmatch(r"qa \d+\.\d+\.\d+\n", qa("version").out)


@pytest.mark.parametrize("content", ["threads = 0", "[broken", 'port = "x"'])
def test_a_wrong_setting_is_named(qa: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "qa.toml").write_text(content)
    get_settings.cache_clear()
    result = qa("docs")
    assert result.status == 2
    assert content.split()[0].strip("[") in result.err or "qa.toml" in result.err


def test_a_failure_of_the_program_has_a_number(qa: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(index: Path | None) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(options, "opened_index", fail)
    result = qa("docs")
    assert result.status == 70
    assert re.search(r"mã [0-9a-f]{8}", result.err)
    assert "secret" not in result.err


def test_users(qa: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("mat-khau-dai\n"))
    assert qa("users", "add", "an", "--role", "administrator", "--file", tmp_path / "users.json").status == 0
    assert "mat-khau-dai" not in (tmp_path / "users.json").read_text()
    assert qa("users", "remove", "an", "--file", tmp_path / "users.json").status == 0
    assert qa("users", "remove", "an", "--file", tmp_path / "users.json").status == 2


def test_a_short_password(qa: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("abc\n"))
    result = qa("users", "add", "an", "--file", tmp_path / "users.json")
    assert result.status == 2
    assert not (tmp_path / "users.json").exists()


def test_serving_a_network_needs_a_login(qa: Command, index: Path) -> None:
    result = qa("serve", "--host", "0.0.0.0", "--index", index)
    assert result.status == 2
    assert "qa users add" in result.err


def test_a_console_that_knows_no_vietnamese(index: Path) -> None:
    result = subprocess.run(
        [*MAIN, "docs", "--index", str(index)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert result.returncode == 0
    assert "Bắc Ninh" in result.stdout.decode("utf-8")


def test_a_pipe_that_closes_early_is_no_error(index: Path) -> None:
    command = [*MAIN, "show", "bac-ninh-qd-123-2023", "--json", "--index", str(index)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait()
    process.stderr.close()


def test_warnings_of_the_program_go_to_the_log(tmp_path: Path) -> None:
    """A file that breaks a reader is logged with its traceback, which no user sees."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    state = tmp_path / "state"
    result = subprocess.run(
        [*MAIN, "index"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "XDG_STATE_HOME": str(state)},
        check=False,
    )
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert b"a.pdf" in result.stderr
    assert (state / "qa" / "log" / "qa.log").is_file()


def test_asking_imports_nothing_that_it_does_not_need(index: Path) -> None:
    """Each of these would cost a first answer between a tenth of a second and five seconds."""
    code = (
        "import sys; from qa.cli.running import run; run(sys.argv[1:]);"
        "print(*[m for m in sys.modules if '.' not in m], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, "docs", "--index", str(index)],
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {
        "torch",
        "sentence_transformers",
        "gradio",
        "langchain",
        "pandas",
        "matplotlib",
        "rich",
        "scipy",
        "onnx",
    }
    assert heavy & set(result.stderr.split()) == set()
