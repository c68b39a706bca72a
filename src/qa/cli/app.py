"""The commands of `qa`, put together. What a command needs is imported when it runs, so that each starts fast."""

from __future__ import annotations

from typing import Annotated

import typer

from qa import __version__
from qa.cli import asking, keeping, reading, register, serving
from qa.cli.console import print_json
from qa.cli.corpus import corpus
from qa.cli.options import JsonOption

app = typer.Typer(
    name="qa",
    help="Hỏi đáp văn bản chính sách cấp tỉnh, có trích dẫn nguyên văn; chạy ngoại tuyến.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich would cost every command a tenth of a second
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def options(
    debug: Annotated[bool, typer.Option("--debug", help="hiện nhật ký và lỗi chi tiết (cho người phát triển)")] = False,
) -> None:
    """Hỏi đáp văn bản chính sách cấp tỉnh, có trích dẫn nguyên văn; chạy ngoại tuyến."""
    if debug:
        from qa.cli.running import log_to_terminal

        log_to_terminal()


app.command("index")(keeping.index)
app.command("docs")(reading.docs)
app.command("show")(reading.show)
app.command("search")(asking.search)
app.command("ask")(asking.ask)
app.command("tasks")(register.tasks)
app.command("serve")(serving.serve)
app.add_typer(serving.users, name="users")
app.add_typer(corpus, name="corpus")
app.command("doctor")(keeping.doctor)


@app.command("eval", add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def evaluate(context: typer.Context) -> None:
    """Đánh giá trợ lý trên bộ câu hỏi chuẩn (qa eval --help)."""
    from qa.evaluation.cli import app as evaluation

    raise typer.Exit(evaluation(list(context.args), prog_name="qa eval", standalone_mode=False) or 0)


@app.command()
def version(as_json: JsonOption = False) -> None:
    """Phiên bản của chương trình."""
    if as_json:
        print_json({"version": __version__})
    else:
        typer.echo(f"qa {__version__}")
