"""`report.md` and `report.html`: a run, readable offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from qa.evaluation import plots, written
from qa.evaluation.figures import FIGURES
from qa.evaluation.store import write_text

# What fits a terminal and a page; the rest is in run.json.
MAIN = (
    "R@1",
    "R@5",
    "R@10",
    "MRR",
    "nDCG@10",
    "facts",
    "evidence_cited",
    "citation_recall",
    "citation_precision",
    "quotes_verbatim",
    "ownership",
    "list_f1",
    "refused_unanswerable",
    "refused_answerable",
    "crag",
)
Run = dict[str, Any]
Table = dict[str, dict[str, Any]]


def write(run: Run, folder: Path) -> None:
    """Writes both reports beside `run.json`."""
    write_text(folder / "report.md", markdown(run))
    write_text(folder / "report.html", html(run))


def cell(figure: dict[str, Any] | None) -> str:
    """Returns a figure with its interval: ".912 [.88–.94]"; "–" where there is none."""
    if figure is None:
        return "–"
    value = f"{figure['mean']:.3f}"
    return value if figure["low"] == figure["high"] else f"{value} [{figure['low']:.2f}–{figure['high']:.2f}]"


def questions_in(table: Table) -> int:
    """Returns how many questions a summary covers ("crag" is measured on each)."""
    return int(table.get("crag", {}).get("n", max((figure["n"] for figure in table.values()), default=0)))


def table_rows(tables: dict[str, Table], names: Sequence[str] = MAIN) -> tuple[list[str], list[list[str]]]:
    """Returns head and rows of a table with one row for each summary; figures that nobody has are left out."""
    used = [name for name in names if any(name in table for table in tables.values())]
    rows = [
        [label, str(questions_in(table)), *(cell(table.get(name)) for name in used)]
        for label, table in tables.items()
        if table
    ]
    return ["", "n", *used], rows


def markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns a Markdown table; a bar inside a cell is escaped."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(item.replace("|", "\\|") for item in line) + " |" for line in lines)


def markdown(run: Run) -> str:
    """Returns the report as Markdown: tables, and each failed question in a few lines."""
    summary, times = run["summary"], run["times"]
    parts = [
        f"# Evaluation: {run['about'].get('system', '')}",
        about_line(run),
        "## By kind",
        markdown_table(*table_rows(summary["by_kind"])),
        "## By split",
        markdown_table(*table_rows(summary["by_split"])),
        "## Decisions",
        decisions_line(summary["decisions"]),
        *(["## Language model", *written.lines(summary["model"])] if "model" in summary else []),
        f"Latency p50 {times['p50_ms']} ms, p95 {times['p95_ms']} ms; peak memory {times['peak_memory_mb']} MB.",
        "## Questions with faults",
    ]
    for row in failed(run):
        faults = "\n".join(f"  - {_one_line(fault)}" for fault in row["faults"])
        parts.append(f"- `{row['id']}` {_one_line(row['question'])}\n{faults}")
    return "\n\n".join(parts) + "\n"


def _one_line(text: str) -> str:
    """Returns text that cannot be taken for Markdown or HTML."""
    flat = escape(" ".join(text.split()), quote=False)
    return "".join(f"\\{char}" if char in "\\`*_[]|#" else char for char in flat)


def about_line(run: Run) -> str:
    """Returns the line that says what was run, when and where."""
    facts = {**run["about"], "date": run["times"]["date"], "machine": run["times"]["machine"]}
    return "; ".join(f"{name}: {value}" for name, value in facts.items() if value not in ("", None, [], {}))


def decisions_line(decisions: dict[str, Any]) -> str:
    """Returns the figures on confidence in one line."""
    area, error = decisions["risk_coverage_area"], decisions["calibration_error"]
    shown = [
        f"answered {decisions['answered']}",
        f"area under risk–coverage {area:.3f}" if area is not None else "",
        f"expected calibration error {error:.3f}" if error is not None else "",
    ]
    return ", ".join(part for part in shown if part) + "."


def failed(run: Run) -> list[dict[str, Any]]:
    """Returns the questions with a fault: first those answered wrongly."""
    rows = [row for row in run["questions"] if row["faults"]]
    return sorted(rows, key=lambda row: bool(row["right"]))


def html(run: Run) -> str:
    """Returns the report as one HTML page without outside parts; every text from outside is escaped."""
    summary = run["summary"]
    css = (files("qa.evaluation") / "data" / "report.css").read_text(encoding="utf-8")
    parts = [
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>Đánh giá</title><style>{css}</style></head><body>",
        f"<h1>Đánh giá: {escape(str(run['about'].get('system', '')))}</h1><p>{escape(about_line(run))}</p>",
        "<h2>Theo loại câu hỏi</h2>",
        _html_table(*table_rows(summary["by_kind"], FIGURES)),
        "<h2>Theo phần</h2>",
        _html_table(*table_rows(summary["by_split"], FIGURES)),
        *_plots(run),
        f"<p>{escape(decisions_line(summary['decisions']))}</p>",
        *(["<h2>Mô hình ngôn ngữ</h2>", *map(_pre, written.lines(summary["model"]))] if "model" in summary else []),
        f"<h2>Câu có lỗi ({len(failed(run))})</h2>",
        *(_html_question(row) for row in failed(run)),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _html_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th scope='col'>{escape(item)}</th>" for item in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(item)}</td>" for item in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _plots(run: Run) -> list[str]:
    summary, times = run["summary"], run["times"]
    found = []
    for name, title in (
        ("Hit@5", "Căn cứ trong 5 đoạn đầu"),
        ("facts", "Đủ ý"),
        ("evidence_cited", "Trích đúng căn cứ"),
    ):
        rows = [
            (kind, figure["mean"], figure["low"], figure["high"], f"(n={figure['n']})")
            for kind, table in summary["by_kind"].items()
            if (figure := table.get(name))
        ]
        if rows:
            found.append(plots.bars(title, rows))
    ranks = Counter(_first_rank(row["ranks"]) for row in run["questions"] if row["ranks"])
    order = [*map(str, range(1, 11)), "không"]
    found.append(plots.histogram("Hạng của căn cứ đầu tiên", [(label, ranks[label]) for label in order]))
    decisions = summary["decisions"]
    found.append(
        plots.curve(
            "Rủi ro theo độ phủ", [tuple(p) for p in decisions["risk_coverage"]], "độ phủ", "tỷ lệ sai"
        )
    )
    points = [(item[3], item[4]) for item in decisions["reliability"]]
    found.append(plots.curve("Độ tin cậy", points, "xác suất dự báo", "tỷ lệ đúng", diagonal=True))
    walls = [entry["wall_ms"] for entry in times["per_question_ms"].values()]
    found.append(plots.histogram("Thời gian trả lời (ms)", _latency_bins(walls)))
    return found


def _first_rank(ranks: Sequence[int | None]) -> str:
    found = [rank for rank in ranks if rank is not None]
    return str(min(found)) if found else "không"


def _latency_bins(walls: Sequence[float]) -> list[tuple[str, int]]:
    edges = (5, 10, 20, 40, 60, 80, 100, 200, 500)
    counts = Counter(next((edge for edge in edges if wall <= edge), None) for wall in walls)
    return [(f"≤{edge}", counts[edge]) for edge in edges] + [(f">{edges[-1]}", counts[None])]


def _html_question(row: dict[str, Any]) -> str:
    got, wanted = row["got"], row["wanted"]
    faults = "".join(f"<li>{escape(fault)}</li>" for fault in row["faults"])
    evidence = "".join(_pre(f"{item['section_id']}: {item['quote']}") for item in wanted["evidence"])
    cited = "".join(_pre(f"[{item['n']}] {item['section_id']}: {item['quote']}") for item in got["citations"])
    passages = "".join(
        _pre(f"{rank}. {item['section_id']} ({item['score']:.3f})\n{item['text']}")
        for rank, item in enumerate(got["passages"], 1)
    )
    mark = "✓" if row["right"] else "✗"
    return (
        f"<details id='{escape(row['id'], quote=True)}'><summary>{mark} <b>{escape(row['id'])}</b>"
        f" ({escape(row['kind'])}, {escape(row['split'])}) {escape(row['question'])}</summary>"
        f"<ul class='faults'>{faults}</ul><h4>Cần có</h4>{_pre(wanted['answer'])}{evidence}"
        f"<h4>Nhận được ({escape(got['mode'])}, {got['confidence']:.2f})</h4>{_pre(got['answer'])}{cited}"
        f"<details><summary>Các đoạn, hạng căn cứ {escape(str(row['ranks']))}</summary>{passages}</details></details>"
    )


def _pre(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
