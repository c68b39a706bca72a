"""A folder watched by hand-turned time: every "sleep" lets something happen to the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qa.errors import QaError
from qa.index.watch import watch


class Ended(Exception):
    pass


def watched(folder: Path, happenings: list[Callable[[], None]], update: Callable[[], None]) -> list[str]:
    """Runs until nothing more happens; returns what was reported."""
    reports: list[str] = []
    steps = iter(happenings)

    def sleep(_: float) -> None:
        step = next(steps, None)
        if step is None:
            raise Ended
        step()

    with pytest.raises(Ended):
        watch(folder, folder / "index", update, reports.append, sleep=sleep)
    return reports


def nothing() -> None:
    pass


def writes(path: Path, text: str = "b") -> Callable[[], None]:
    def write() -> None:
        path.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    return tmp_path


def test_one_run_at_the_start_and_one_for_each_change(folder: Path) -> None:
    runs: list[list[str]] = []
    watched(
        folder,
        [*[nothing] * 8, writes(folder / "b.txt"), *[nothing] * 8,
         (folder / "a.txt").unlink, *[nothing] * 8],
        lambda: runs.append(sorted(p.name for p in folder.glob("*.txt"))),
    )  # fmt: skip
    assert runs == [["a.txt"], ["a.txt", "b.txt"], ["b.txt"]]


def test_a_file_that_grows_is_waited_for(folder: Path) -> None:
    seen: list[int] = []
    file = folder / "b.txt"

    def grow() -> None:
        with file.open("a") as stream:
            stream.write("một phần nữa ")

    watched(
        folder,
        [*[nothing] * 4, *[grow] * 9, *[nothing] * 6],
        lambda: seen.append(file.stat().st_size if file.exists() else 0),
    )
    assert seen == [0, file.stat().st_size]


def test_corpus_toml_counts(folder: Path) -> None:
    runs: list[int] = []
    facts = folder / "corpus.toml"
    watched(
        folder,
        [*[nothing] * 4, writes(facts, "x = 1"), *[nothing] * 4],
        lambda: runs.append(1),
    )
    assert len(runs) == 2


@pytest.mark.parametrize(
    ("error", "said"), [(QaError("Hết chỗ trên đĩa."), "Hết chỗ"), (ZeroDivisionError(), "ngoài dự kiến")]
)
def test_an_error_is_reported_once_tried_again_and_does_not_end_the_watch(
    folder: Path, error: Exception, said: str
) -> None:
    runs: list[int] = []

    def update() -> None:
        runs.append(1)
        if len(runs) < 3:
            raise error

    (report,) = watched(folder, [nothing] * 300, update)
    assert said in report and len(runs) == 3


def test_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    runs: list[bool] = []
    watched(folder, [*[nothing] * 4, folder.mkdir, writes(folder / "a.txt"), *[nothing] * 4],
            lambda: runs.append(folder.exists()))  # fmt: skip
    assert runs == [False, True]
