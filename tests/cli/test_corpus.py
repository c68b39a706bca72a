"""`qa corpus check` on the real documents."""

from pathlib import Path

import pytest
from tests.conftest import CORPUS

from .conftest import Command


def test_check_as_table(qa: Command, index: Path) -> None:
    result = qa("corpus", "check", "--index", index, "--corpus", CORPUS)
    assert result.status == 0
    assert "bac-ninh-qd-123-2023" in result.out and "100.00 %" in result.out and "Không có lỗi." in result.out


def test_check_as_json_and_page(qa: Command, index: Path, tmp_path: Path) -> None:
    result = qa("corpus", "check", "--json", "--html", tmp_path / "a.html", "--index", index, "--corpus", CORPUS)
    assert result.status == 0 and result.json["healthy"] is True
    assert {one["coverage"] for one in result.json["documents"]} == {1.0}
    assert "kon-tum-kh-2629-2023" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_changed_corpus_is_status_1(qa: Command, index: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "moi.txt").write_text("KẾ HOẠCH", encoding="utf-8")
    result = qa("corpus", "check", "--json", "--index", index)
    assert result.status == 1 and "moi.txt" in result.json["changed"]


@pytest.mark.parametrize("arguments", [["--index", "none"], ["--html", "none/a.html"]])
def test_bad_use_is_status_2(qa: Command, index: Path, arguments: list[str]) -> None:
    given = [] if "--index" in arguments else ["--index", index]
    result = qa("corpus", "check", "--corpus", CORPUS, *given, *arguments)
    assert result.status == 2 and result.err
