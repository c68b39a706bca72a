"""What people see: text wrapped to the terminal, bold where it can be shown, progress bars; and JSON for programs."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

_WIDEST = 100
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-*•+]|\d+[.)])\s+")

Advance = Callable[[str, int, int], None]


def print_json(data: Any) -> None:
    """Prints pure JSON in UTF-8."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """Tells the user something that is not the result."""
    typer.echo(text, err=True)


def on_terminal() -> bool:
    """Whether a person reads along."""
    return sys.stdout.isatty()


def terminal_columns() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size().columns


def show(text: str, indent: str = "") -> None:
    """Prints Markdown for a person: wrapped and bold on a terminal, one line a paragraph elsewhere."""
    for line in text.split("\n"):
        typer.echo(_shown(line, indent))


class Stream:
    """Prints an answer while it comes in, a line as soon as it is complete; `text` is all of it."""

    def __init__(self) -> None:
        self._rest = ""
        self.text = ""

    def __call__(self, piece: str) -> None:
        """Takes a piece of text."""
        self.text += piece
        *lines, self._rest = (self._rest + piece).split("\n")
        for line in lines:
            show(line)

    def close(self) -> None:
        """Prints what is left."""
        if self._rest:
            show(self._rest)
        self._rest = ""


def _shown(line: str, indent: str) -> str:
    if not on_terminal():
        return indent + _BOLD.sub(r"\1", line)
    item = _ITEM.match(line)
    hanging = indent + " " * (item.end() if item else 0)
    # Never inside a word: identifiers are there to be copied.
    lines = textwrap.wrap(
        line, min(_WIDEST, terminal_columns()), initial_indent=indent, subsequent_indent=hanging,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return _BOLD.sub(lambda found: typer.style(found[1], bold=True), "\n".join(lines))


@contextmanager
def progress(labels: dict[str, str]) -> Iterator[Advance]:
    """Gives a function (stage, done, total) that moves progress bars; none are drawn where nobody looks.

    Args:
        labels: what each stage is called.
    """
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        known: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in known:
                known[stage] = bars.add_task(labels.get(stage, stage), total=total)
            bars.update(known[stage], completed=done, total=total)

        yield advance
