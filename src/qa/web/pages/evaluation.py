"""The evaluation runs on this machine: figures by kind, and two runs side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from qa.errors import QaError
from qa.evaluation import compare as comparing
from qa.evaluation.report import MAIN, about_line, cell, table_rows
from qa.evaluation.store import read_run
from qa.web.auth import language_of, refuse
from qa.web.service import Service
from qa.web.site import page
from qa.web.texts import Texts, texts

router = APIRouter(include_in_schema=False)
_LISTED = 50


@router.get("/danh-gia")
def evaluation(request: Request, run: str = "", other: str = "") -> Response:
    """Returns the figures of a run (the newest by default) and its comparison with another."""
    service: Service = request.app.state.service
    runs = find_runs(service.settings.results)
    chosen = run if run in runs else next(iter(runs), "")
    values: dict[str, Any] = {"problem": "", "tables": [], "about": "", "overall": [], "comparison": None}
    if chosen:
        try:
            values.update(_figures(runs, chosen, other, texts(language_of(request))))
        except (QaError, KeyError, TypeError, ValueError) as error:
            faulty = QaError(texts(language_of(request))("eval_damaged", name=chosen))
            values["problem"] = str(error if isinstance(error, QaError) else faulty)
    report = bool(chosen) and _report(runs[chosen]).is_file()
    return page(
        request,
        "evaluation.html",
        runs=list(runs),
        chosen=chosen,
        other=other,
        report=report,
        **values,
    )


@router.get("/danh-gia/bao-cao")
def report(request: Request, run: str = "") -> Response:
    """Returns the report that the evaluation wrote beside a run."""
    service: Service = request.app.state.service
    runs = find_runs(service.settings.results)
    path = _report(runs[run]) if run in runs else None
    if path is None or not path.is_file():
        return refuse(request, 404, texts(language_of(request))("error_not_found"))
    return FileResponse(path, media_type="text/html; charset=utf-8")


def _report(run: Path) -> Path:
    return run.with_name("report.html")


def find_runs(folder: Path) -> dict[str, Path]:
    """Returns the runs under a folder by name, newest first."""
    found = [path for path in folder.rglob("run.json") if path.is_file()] if folder.is_dir() else []
    newest = sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
    return {path.parent.relative_to(folder).as_posix(): path for path in newest[:_LISTED]}


def _figures(runs: dict[str, Path], chosen: str, other: str, t: Texts) -> dict[str, Any]:
    shown = read_run(runs[chosen])
    every = shown["summary"]["by_kind"].get("all", {})
    overall = [(name, t.figure(name), cell(every[name]), every[name]["n"]) for name in MAIN if name in every]
    tables = [
        (title, *table_rows(shown["summary"][key], MAIN))
        for title, key in (("eval_by_kind", "by_kind"), ("eval_by_split", "by_split"))
    ]
    compared = comparing.compare(read_run(runs[other]), shown) if other in runs and other != chosen else None
    return {"tables": tables, "about": about_line(shown), "overall": overall, "comparison": compared}
