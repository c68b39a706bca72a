"""`qa index` and `qa doctor`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli import options
from qa.cli.console import print_json, progress, say
from qa.cli.console import show as print_text
from qa.cli.options import IndexOption, JsonOption

if TYPE_CHECKING:
    from qa.index.report import BuildReport

_STAGES = {"read": "Đọc văn bản", "embed": "Tính véc-tơ", "write": "Ghi chỉ mục"}


def index(
    corpus: Annotated[Path | None, typer.Option("--corpus", help="thư mục văn bản")] = None,
    index: IndexOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="làm lại từ đầu")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="một văn bản lỗi là cả lần chạy lỗi")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="theo dõi thư mục, cập nhật mỗi khi có thay đổi")] = False,
    as_json: JsonOption = False,
) -> None:
    """Tạo hoặc cập nhật chỉ mục của thư mục văn bản."""
    from qa.index import build

    settings = options.settings_with(index)

    def update(again: bool = False) -> None:
        with progress(_STAGES) as advance:
            report = build(corpus, settings=settings, rebuild=rebuild and not again, strict=strict, progress=advance)
        _print_report(report, as_json)

    if watch:
        _watch(corpus or settings.corpus, settings.index, update)
    else:
        update()


def _watch(corpus: Path, directory: Path, update: Callable[[bool], None]) -> None:
    """Updates the index until Ctrl-C, which is how a watch ends and no error."""
    from qa.index.watch import watch

    runs = 0

    def run() -> None:
        nonlocal runs
        runs += 1
        update(runs > 1)

    say(f"Đang theo dõi {corpus}; nhấn Ctrl-C để dừng.")
    try:
        watch(corpus, directory, run, lambda error: say(f"LỖI: {error}"))
    except KeyboardInterrupt:
        say("Đã dừng theo dõi; chỉ mục vẫn nguyên vẹn.")


def _print_report(report: BuildReport, as_json: bool) -> None:
    from qa.records import to_dict

    if as_json:
        print_json(to_dict(report))
        return
    typer.echo(
        f"{report.documents} văn bản, {report.sections} mục, {report.passages} đoạn, {report.tasks} nhiệm vụ "
        f"(mới {report.added}, thay {report.replaced}, giữ {report.unchanged}, bỏ {report.removed})."
    )
    for failure in report.failed:
        say(f"LỖI {failure.path}: {failure.reason}")
    for warning in report.warnings:
        say(f"Lưu ý: {warning}")


def doctor(as_json: JsonOption = False, index: IndexOption = None) -> None:
    """Kiểm tra máy, mô hình, văn bản, chỉ mục; nói cần làm gì."""
    from qa.doctor import examine
    from qa.records import to_dict

    checks = examine(options.settings_with(index))
    if as_json:
        print_json([to_dict(check) for check in checks])
    else:
        signs = {"ok": "✓", "note": "·", "bad": "✗"}
        for check in checks:
            print_text(f"{signs[check.state]} {check.name}: {check.finding}")
            if check.advice:
                print_text(f"→ {check.advice}", "    ")
    if any(check.state == "bad" for check in checks):
        raise typer.Exit(1)
