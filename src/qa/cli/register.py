"""`qa tasks`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa.cli import options
from qa.cli.console import on_terminal, say, terminal_columns
from qa.cli.console import show as print_text
from qa.cli.options import DocOption, IndexOption, ProvinceOption
from qa.errors import QaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Task
    from qa.tasks.register import Lookup

Format = Literal["table", "json", "csv", "xlsx"]
_TABLE_COLUMNS = 120  # seven columns of text need at least this


def tasks(
    agency: Annotated[str, typer.Option(help="cơ quan, viết kiểu nào cũng được: “Sở KH&CN”, “so khoa hoc”")] = "",
    role: Annotated[
        Literal["lead", "coordinate", "owner"] | None,
        typer.Option(help="lead: chủ trì; coordinate: phối hợp; owner: được giao"),
    ] = None,
    doc: DocOption = None,
    province: ProvinceOption = "",
    query: Annotated[str, typer.Option(help="nói về nhiệm vụ nào, bằng lời của bạn")] = "",
    deadline: Annotated[str, typer.Option(help="từ trong thời gian thực hiện: “2025”, “hằng năm”")] = "",
    form: Annotated[Format | None, typer.Option("--format", help="mặc định: theo đuôi của --out, rồi table")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="ghi vào tệp này")] = None,
    index: IndexOption = None,
) -> None:
    """Tra cứu nhiệm vụ: ai chủ trì, ai phối hợp, bao giờ xong."""
    form = form or _format_of(out)
    if form == "xlsx" and out is None and on_terminal():
        raise QaError("Bảng tính không in ra màn hình được: hãy thêm --out, ví dụ --out nhiem-vu.xlsx.")
    from qa.tasks.register import look_up

    assistant = options.opened_assistant(index) if query else None
    opened = assistant.index if assistant else options.opened_index(index)
    docs = options.narrowed(opened.headers(), doc, province)
    if not doc and opened.set_aside:
        docs = [held for held in docs if held not in opened.set_aside] or docs
        say(f"Không tính văn bản đã có bản mới hơn hoặc trùng: {', '.join(sorted(opened.set_aside))} (--doc để xem).")
    found = look_up(
        opened.tasks(docs or None),
        agency=agency,
        role=role or "",
        province=province,
        query=query,
        time=deadline,
        search=assistant.task_sections if assistant else None,
    )
    if found.tasks or form != "table":
        _write(found.tasks, form, out)
    for note in found.notes:
        say(note)
    if not found.tasks:
        raise QaError(_nothing(found), status=1)


def _format_of(out: Path | None) -> Format:
    formats: dict[str, Format] = {".json": "json", ".csv": "csv", ".xlsx": "xlsx"}
    return formats.get(out.suffix.lower(), "table") if out else "table"


def _write(found: Sequence[Task], form: Format, out: Path | None) -> None:
    if form == "table" and out is None:
        _print(found)
        return
    from qa.tasks import export

    if form == "csv":
        content = export.to_csv(found)
    elif form == "xlsx":
        content = export.to_xlsx(found)
    elif form == "json":
        content = (export.to_json(found) + "\n").encode()
    else:
        content = "\n".join(_lines(found)).encode() + b"\n"
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise QaError(f"Không ghi được tệp {out}: {error.strerror}.", detail=str(error)) from error
    say(f"{len(found)} nhiệm vụ đã ghi vào {out}")


def _print(found: Sequence[Task]) -> None:
    """Prints a table where the terminal is wide enough for one, else a list."""
    if on_terminal() and terminal_columns() >= _TABLE_COLUMNS:
        from rich.console import Console

        from qa.tasks.export import to_table

        Console().print(to_table(found))
        return
    for line in _lines(found):
        print_text(line.lstrip(), " " * (len(line) - len(line.lstrip())))


def _lines(found: Sequence[Task]) -> list[str]:
    lines = []
    for number, task in enumerate(found, 1):
        lines.append(f"{number}. {' '.join(task.task.split())}")
        facts = {
            "Chủ trì": "; ".join(task.lead),
            "Phối hợp": "; ".join(task.coordinate),
            "Được giao": "; ".join(task.owner),
            "Thời gian": task.time,
            "Kết quả": task.result,
            "Nguồn": task.reference,
        }
        lines += [f"   {name}: {' '.join(value.split())}" for name, value in facts.items() if value]
    return [*lines, f"{len(found)} nhiệm vụ"]


def _nothing(found: Lookup) -> str:
    from qa.tasks.export import shorten

    lines = ["Không có nhiệm vụ nào khớp."]
    if found.near_agencies:
        lines.append(f"Cơ quan có tên gần giống: {'; '.join(found.near_agencies)}.")
    if found.near_tasks:
        lines.append("Nhiệm vụ gần nhất:")
        lines += [f"- {shorten(task.task)} ({task.section_id})" for task in found.near_tasks]
    return "\n".join(lines)
