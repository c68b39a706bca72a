"""`qa corpus`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli import options
from qa.cli.console import print_json, progress, say, terminal_columns
from qa.cli.console import show as print_text
from qa.cli.options import IndexOption, JsonOption
from qa.errors import QaError

if TYPE_CHECKING:
    from qa.health import DocumentHealth, Report
    from qa.index.grouping import CountTokens
    from qa.settings import Settings

corpus = typer.Typer(help="Kho văn bản.", no_args_is_help=True, rich_markup_mode=None)


@corpus.callback()
def group() -> None:
    """Kho văn bản."""


@corpus.command("check")
def check(
    as_json: JsonOption = False,
    html: Annotated[Path | None, typer.Option("--html", help="ghi thêm một trang HTML vào tệp này")] = None,
    folder: Annotated[Path | None, typer.Option("--corpus", help="thư mục văn bản")] = None,
    index: IndexOption = None,
) -> None:
    """Báo tình trạng từng văn bản đã nạp; trạng thái 1 nếu có lỗi cần xử lý."""
    from qa.health import examine, to_html
    from qa.index.changed import changed_files
    from qa.records import to_dict

    settings = options.settings_with(index)
    opened = options.opened_index(index)
    changed = changed_files(folder or settings.corpus, settings.index, opened.manifest)
    with progress({"check": "Kiểm tra"}) as advance:
        count = _counter(settings)
        report = examine(opened, count, changed, lambda done, total: advance("check", done, total))
    if html is not None:
        _write(html, to_html(report))
    if as_json:
        print_json(to_dict(report))
    else:
        _print(report)
    if not report.healthy:
        raise typer.Exit(1)


def _counter(settings: Settings) -> CountTokens | None:
    """Returns the model's own count of tokens, or None where there is no model: the rest can be checked without."""
    from qa.embedding import load

    try:
        return load(settings).count_tokens
    except QaError as error:
        say(str(error))
        return None


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise QaError(f"Không ghi được {path}: hãy chọn nơi khác cho --html.", detail=str(error)) from error
    say(f"Đã ghi {path}.")


def _print(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table

    heads = ("Văn bản", "Trang", "Ký tự", "Có dấu", "Quét", "Chưa đọc", "Mục", "Giữa dòng", "Bao phủ", "Đoạn",
             "Quá dài", "Mục ngờ", "Việc", "Thiếu chủ trì")  # fmt: skip
    table = Table(show_lines=False)
    for n, head in enumerate(heads):
        table.add_column(head, justify="right" if n else "left", overflow="fold")
    for one in report.documents:
        table.add_row(*_row(one))
    Console(width=max(terminal_columns(), 150)).print(table)
    for one in report.documents:
        kinds = ", ".join(f"{kind} {count}" for kind, count in one.sections.items())
        print_text(f"**{one.doc_id}** ({one.path}): {kinds}")
        for text in _lines(one):
            print_text(text, "  ")
    for left_out in report.left_out:
        print_text(f"{'·' if left_out.of else '✗'} {left_out.path}: {left_out.reason}")
    for path in report.changed:
        print_text(f"✗ {path}: đã thêm, đổi hoặc xóa từ lần lập chỉ mục; hãy chạy: qa index")
    print_text("Không có lỗi." if report.healthy else "Có lỗi cần xử lý (✗).")


def _row(one: DocumentHealth) -> tuple[str, ...]:
    return (
        one.doc_id,
        "–" if one.pages is None else str(one.pages),
        str(one.characters),
        f"{100 * one.vietnamese:.1f} %",
        str(len(one.scanned)),
        str(len(one.unread)),
        str(sum(one.sections.values())),
        str(one.inner_markers),
        f"{100 * one.coverage:.2f} %",
        str(one.passages),
        "–" if one.long_passages is None else str(one.long_passages),
        str(len(one.doubtful)),
        str(one.tasks),
        str(len(one.rows_without_lead)),
    )


def _lines(one: DocumentHealth) -> list[str]:
    return [
        *(f"✗ {text}" for text in one.problems),
        *(f"→ {text}" for text in one.related),
        *(f"· Đề mục cần xem lại: {text}" for text in one.doubtful),
        *(f"· Dòng bảng không nêu chủ trì: {text}" for text in one.rows_without_lead),
        *(f"· {text}" for text in one.remarks),
    ]
