"""How `qa eval` prints and keeps its figures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer

from qa.evaluation import gate as gating
from qa.evaluation import report, store


def as_json(data: dict[str, Any]) -> None:
    """Prints figures as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1))


def table(title: str, figures: dict[str, report.Table]) -> None:
    """Prints tables of figures as one."""
    from rich.console import Console
    from rich.table import Table

    head, rows = report.table_rows(figures, report.MAIN)
    rows_shown = Table(*head, title=title, show_lines=False)
    for row in rows:
        rows_shown.add_row(*row)
    width = None if sys.stdout.isatty() else 400
    Console(width=width).print(rows_shown)


def write(result: dict[str, Any], out: Path) -> None:
    """Keeps a run and its report."""
    store.write_json(out / "run.json", result)
    report.write(result, out)


def tables(figures: dict[str, report.Table], title: str, path: Path, json_wanted: bool) -> None:
    """Keeps and prints tables of figures."""
    store.write_json(path, figures)
    if json_wanted:
        as_json(figures)
    else:
        table(title, figures)


def judge(result: dict[str, Any], limits: gating.Thresholds) -> None:
    """Says what is worse than it may be, and ends with status 1 if anything is."""
    kept = store.read_run(limits.baseline) if limits.baseline else None
    found = gating.violations(result, limits, kept)
    for violation in found:
        typer.echo(violation, err=True)
    typer.echo("Cổng: " + ("đóng" if found else "mở"), err=True)
    if found:
        raise typer.Exit(1)
