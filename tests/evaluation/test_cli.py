import json

import pytest
from typer.testing import CliRunner

from qa.evaluation import cli, systems

from .conftest import DOC, FakeAssistant, FakeEmbedder, FakeIndex, gold, good_answer


@pytest.fixture
def command(monkeypatch, tmp_path):
    """Runs `qa eval` in an empty folder over the fake index and assistant."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(systems, "open_index", lambda index: FakeIndex())
    monkeypatch.setattr(systems, "open_assistant", lambda index: FakeAssistant({gold().question: good_answer()}))
    monkeypatch.setattr("qa.embedding.load", lambda settings=None: FakeEmbedder())

    def run(*arguments):
        return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def gold_file(tmp_path):
    from qa.evaluation import gold as golds

    path = tmp_path / "gold.jsonl"
    questions = [gold(id="q1"), gold(id="q2", split="dev", kind="list", question="Khác?")]
    golds.save(questions, path)
    return path


def test_a_run_writes_everything(command, gold_file, tmp_path):
    result = command("--gold", gold_file, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"run.json", "report.md", "report.html"}
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in run["questions"]] == ["q1", "q2"]
    assert "R@5" in result.output


def test_selection_and_json(command, gold_file):
    result = command("--gold", gold_file, "--split", "test", "--kind", "fact", "--id", "q1", "--json")
    data = json.loads(result.stdout)
    assert data["summary"]["by_kind"]["all"]["facts"]["n"] == 1
    assert data["times"]["p50_ms"] >= 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--split", "train"], "--split"),
        (["--kind", "riddle"], "riddle"),
        (["--id", "zzz"], "zzz"),
        (["--gold", "nowhere.jsonl"], "nowhere.jsonl"),
        (["--gate", "--thresholds", "nowhere.toml"], "nowhere.toml"),
        (["--beir", "nowhere"], "corpus.jsonl"),
        (["--llm", "gpt"], "nhà cung cấp:tên mô hình"),
        (["compare", "a.json", "b.json"], "a.json"),
    ],
)
def test_wrong_use_is_named_with_status_2(command, gold_file, arguments, said):
    if "--gold" not in arguments and arguments[0] != "compare":
        arguments = ["--gold", str(gold_file), *arguments]
    result = command(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_bad_gold_line_stops_the_run_and_leaves_the_last_one(command, gold_file, tmp_path):
    assert command("--gold", gold_file).exit_code == 0
    kept = (tmp_path / "eval/runs/last/run.json").read_bytes()
    gold_file.write_text(gold_file.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    result = command("--gold", gold_file)
    assert result.exit_code == 2
    assert "dòng 3" in result.output
    assert (tmp_path / "eval/runs/last/run.json").read_bytes() == kept


@pytest.mark.parametrize(("bound", "status"), [(0.5, 0), (0.6, 1)])
def test_the_gate_sets_the_status(command, gold_file, tmp_path, bound, status):
    limits = tmp_path / "thresholds.toml"
    limits.write_text(f"[at_least.all]\nfacts = {bound}\n", encoding="utf-8")
    result = command("--gold", gold_file, "--gate", "--thresholds", limits)
    assert result.exit_code == status


def test_a_half_written_baseline_run_is_named(command, gold_file, tmp_path):
    (tmp_path / "kept.json").write_text('{"questions": [{"id"', encoding="utf-8")
    (tmp_path / "thresholds.toml").write_text('baseline = "kept.json"\n', encoding="utf-8")
    result = command("--gold", gold_file, "--gate", "--thresholds", tmp_path / "thresholds.toml")
    assert result.exit_code == 2
    assert "kept.json" in result.output


def test_compare_two_runs(command, gold_file):
    command("--gold", gold_file, "--out", "one")
    command("--gold", gold_file, "--split", "test", "--out", "two")
    result = command("compare", "one/run.json", "two/run.json", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["only_before"] == ["q2"]


def test_baseline_puts_three_systems_side_by_side(command, gold_file, tmp_path):
    result = command("--gold", gold_file, "--baseline", "--out", tmp_path / "out", "--json")
    assert result.exit_code == 0, result.output
    tables = json.loads(result.stdout)
    assert list(tables) == ["qa", "splitter + dense", "splitter + dense + BM25 (RRF)"]
    assert all(table["R@5"]["n"] == 2 for table in tables.values())


def test_fill_then_lint(command, tmp_path):
    part = tmp_path / "part.jsonl"
    line = {
        "id": "q1", "question": "Bao nhiêu?", "kind": "fact", "docs": [DOC], "answer": "35%", "must": [["35%"]],
        "evidence": [{"doc_id": DOC, "section_id": "", "quote": "đạt 35%"}],
    }  # fmt: skip
    part.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    assert command("fill", part, "--gold", "gold.jsonl").exit_code == 0
    assert f"{DOC}#I/1" in (tmp_path / "gold.jsonl").read_text(encoding="utf-8")
    result = command("lint", "--gold", "gold.jsonl")
    # Nothing is wrong but that a set of one question has too few of every kind.
    assert result.exit_code == 2
    assert "q1" not in result.output
    assert "loại “fact” chỉ có 1 câu" in result.output


def test_beir_prints_one_object(command, tmp_path):
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text(
        '{"id": "a", "text": "một hai"}\n{"id": "b", "text": "ba"}\n', "utf-8"
    )
    (folder / "queries.jsonl").write_text('{"id": "q", "text": "hai"}\n', "utf-8")
    (folder / "qrels.tsv").write_text("q\ta\t1\n", "utf-8")
    result = command("--beir", folder, "--json", "--leg", "bm25")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert (figures["R@1"], figures["MRR"]) == (1, 1)
    assert {"build_s", "passages_per_s", "query_p50_ms", "query_p95_ms", "peak_memory_mb"} <= set(figures)
