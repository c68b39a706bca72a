"""`qa eval`: wiring only."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from qa.errors import QaError
from qa.evaluation import compare as comparing
from qa.evaluation import gate as gating
from qa.evaluation import gold as golds
from qa.evaluation import lint as linting
from qa.evaluation import report, runner, shown, store, systems, written
from qa.evaluation.sections import Sections, fill
from qa.settings import get_settings

app = typer.Typer(
    help="Đánh giá trợ lý trên bộ câu hỏi chuẩn.", invoke_without_command=True, no_args_is_help=False
)

GoldOption = Annotated[Path, typer.Option("--gold", help="bộ câu hỏi")]
IndexOption = Annotated[Path | None, typer.Option("--index", help="thư mục chỉ mục")]
JsonOption = Annotated[bool, typer.Option("--json", help="in JSON")]
GOLD = Path("eval/gold.jsonl")


@contextmanager
def _user_errors() -> Iterator[None]:
    """Prints what a user can mend, and ends with its status."""
    try:
        yield
    except QaError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(error.status) from error


@app.callback()
def run(
    context: typer.Context,
    gold: GoldOption = GOLD,
    split: Annotated[str, typer.Option(help="chỉ dev hoặc test")] = "",
    kind: Annotated[list[str] | None, typer.Option(help="chỉ loại câu hỏi này (lặp lại được)")] = None,
    ids: Annotated[list[str] | None, typer.Option("--id", help="chỉ câu hỏi này (lặp lại được)")] = None,
    index: IndexOption = None,
    out: Annotated[Path, typer.Option(help="nơi ghi run.json, report.md, report.html")] = Path(
        "eval/runs/last"
    ),
    jobs: Annotated[
        int, typer.Option(min=1, help="số tiến trình; nhiều hơn 1 làm thời gian đo kém đúng")
    ] = 1,
    ladder: Annotated[bool, typer.Option("--ladder", help="so từng thành phần tìm kiếm")] = False,
    baseline: Annotated[bool, typer.Option("--baseline", help="so với cách làm thông thường")] = False,
    gate: Annotated[
        bool, typer.Option("--gate", help="trạng thái 1 nếu kém hơn ngưỡng hoặc bản đã lưu")
    ] = False,
    thresholds: Annotated[Path, typer.Option(help="tệp ngưỡng cho --gate")] = Path("eval/thresholds.toml"),
    calibrate: Annotated[bool, typer.Option("--calibrate", help="chọn ngưỡng và trọng số trên dev")] = False,
    other: Annotated[
        list[Path] | None,
        typer.Option(help="với --calibrate: thư mục có corpus/ và gold.jsonl về văn bản khác (lặp lại được)"),
    ] = None,
    beir: Annotated[Path | None, typer.Option(help="đo tìm kiếm trên một bộ theo bố cục BEIR")] = None,
    leg: Annotated[str, typer.Option(help="với --beir: fusion, dense hoặc bm25")] = "fusion",
    engine: Annotated[str, typer.Option(help="với --beir: bộ máy nhúng")] = "",
    cache: Annotated[Path, typer.Option(help="với --beir: nơi giữ chỉ mục tạm")] = Path("eval/cache"),
    llm: Annotated[
        str, typer.Option("--llm", help='mô hình ngôn ngữ, như QA_LLM: "ollama:qwen3:4b", "openai:…"')
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Chạy đánh giá."""
    if context.invoked_subcommand:
        return
    with _user_errors():
        if beir is not None:
            _run_beir(beir, leg, engine, cache, as_json)
            return
        if split not in ("", *golds.SPLITS):
            raise QaError("--split phải là dev hoặc test.")
        if unknown := set(kind or ()) - set(golds.KINDS):
            raise QaError(f"Không có loại {', '.join(sorted(unknown))}; có: {', '.join(golds.KINDS)}.")
        limits = gating.read(thresholds) if gate else None
        questions = golds.select(golds.load(gold), split, kind or (), ids or ())
        if calibrate:
            from qa.embedding import load
            from qa.evaluation.calibrate import calibrate as choose

            others = [(systems.index_of(folder, cache), golds.load(folder / "gold.jsonl")) for folder in other or ()]
            shown.as_json(choose(systems.open_index(index), golds.load(gold), load(), systems.canonical, others=others))
            return
        if ladder:
            from qa.evaluation.ladder import climb

            shown.tables(climb(systems.open_index(index), questions), "Thang thành phần", out / "ladder.json", as_json)
            return
        about = {
            "command": shlex.join(["qa", "eval", *_arguments()]),
            "gold": runner.gold_facts(gold),
            "selection": {"split": split, "kinds": kind or [], "ids": ids or []},
        }
        llm = llm or get_settings().llm
        about |= {"llm": llm, "reranker": get_settings().reranker}
        asker = _Asker(index, questions, about, out, as_json, llm)
        if baseline:
            asker.beside_the_plain_way()
        else:
            asker.alone(jobs, limits)


@dataclass(frozen=True, slots=True)
class _Asker:
    """What every run that asks the gold questions has in common."""

    index: Path | None
    questions: list[golds.GoldQuestion]
    about: dict[str, Any]
    out: Path
    as_json: bool
    llm: str = ""

    def _run(
        self, name: str, factory: Callable[[], runner.System], sections: Sections, jobs: int = 1
    ) -> report.Run:
        about = {"system": name, **self.about}
        return runner.run(factory, self.questions, sections, canonical=systems.canonical, about=about, jobs=jobs)

    def _factory(self) -> Callable[[], runner.System]:
        if self.llm:
            return partial(systems.open_with_model, self.index, self.llm)
        return partial(systems.open_assistant, self.index)

    def alone(self, jobs: int, limits: gating.Thresholds | None) -> None:
        """Asks the assistant, reports, and judges if there are limits."""
        sections = Sections(systems.open_index(self.index))
        result = self._run("qa", self._factory(), sections, jobs)
        shown.write(result, self.out)
        if self.as_json:
            times = {key: value for key, value in result["times"].items() if key != "per_question_ms"}
            shown.as_json({"summary": result["summary"], "times": times})
        else:
            shown.table("Theo loại câu hỏi", result["summary"]["by_kind"])
            shown.table("Theo phần", result["summary"]["by_split"])
            typer.echo(report.decisions_line(result["summary"]["decisions"]))
            if "model" in result["summary"]:
                typer.echo("\n".join(written.lines(result["summary"]["model"])))
            times = result["times"]
            typer.echo(f"p50 {times['p50_ms']} ms, p95 {times['p95_ms']} ms; báo cáo: {self.out}")
        if limits is not None:
            shown.judge(result, limits)

    def beside_the_plain_way(self) -> None:
        """Asks the assistant and the two plain pipelines."""
        from qa.embedding import load
        from qa.evaluation.baseline import Baseline

        sections, embedder = Sections(systems.open_index(self.index)), load()
        rivals: dict[str, Callable[[], runner.System]] = {
            "qa": self._factory(),
            "splitter + dense": lambda: Baseline(sections, embedder),
            "splitter + dense + BM25 (RRF)": lambda: Baseline(sections, embedder, bm25=True),
        }
        tables = {}
        for at, (name, factory) in enumerate(rivals.items()):
            result = self._run(name, factory, sections)
            shown.write(result, self.out / f"baseline-{at}")
            tables[name] = result["summary"]["by_kind"]["all"]
        shown.tables(tables, "So với cách làm thông thường", self.out / "baseline.json", self.as_json)


def _arguments() -> list[str]:
    return sys.argv[2:] if sys.argv[1:2] == ["eval"] else sys.argv[1:]


def _run_beir(folder: Path, leg: str, engine: str, cache: Path, as_json: bool) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from qa.embedding import load
    from qa.evaluation.beir import evaluate

    settings = get_settings()
    embedder = load(settings.model_copy(update={"engine": engine}) if engine else settings)
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = bar.add_task(label, total=total)
            bar.update(tasks[label], completed=done)

        figures = evaluate(folder, embedder, cache, leg, show)
    if as_json:
        shown.as_json(figures)
    else:
        typer.echo("\n".join(f"{name:18} {value}" for name, value in figures.items()))


@app.command("lint")
def lint_command(gold: GoldOption = GOLD, index: IndexOption = None) -> None:
    """Kiểm tra bộ câu hỏi: trích dẫn, mục, id, must, loại, câu gần trùng."""
    with _user_errors():
        questions, found = golds.load_with_faults(gold)
        found += linting.faults(questions, Sections(systems.open_index(index)))
        for fault in found:
            typer.echo(fault, err=True)
        for first, second, share in linting.near_duplicates(questions):
            typer.echo(f"gần trùng ({share:.2f}): {first}, {second}", err=True)
        typer.echo(f"{len(questions)} câu, {len(found)} lỗi")
        if found:
            raise typer.Exit(2)


@app.command("fill")
def fill_command(
    parts: Annotated[
        list[Path] | None, typer.Argument(help="các phần cần gộp; mặc định là chính bộ câu hỏi")
    ] = None,
    gold: GoldOption = GOLD,
    index: IndexOption = None,
) -> None:
    """Gộp các phần, điền section_id và split, ghi vào bộ câu hỏi."""
    with _user_errors():
        questions = [question for part in parts or [gold] for question in golds.load(part)]
        filled, remarks = fill(questions, Sections(systems.open_index(index)))
        golds.save(filled, gold)
        for remark in remarks:
            typer.echo(remark, err=True)
        typer.echo(f"{len(filled)} câu, {len(remarks)} điều cần xem lại")


@app.command("compare")
def compare_command(before: Path, after: Path, as_json: JsonOption = False) -> None:
    """So hai lần chạy: khác biệt theo loại, kiểm định cặp, câu đã đổi."""
    with _user_errors():
        found = comparing.compare(store.read_run(before), store.read_run(after))
        if as_json:
            shown.as_json(found)
        else:
            typer.echo(comparing.markdown(found))


def main() -> None:
    """Runs the evaluation without the rest of the command line (`python eval/run.py`)."""
    app()
