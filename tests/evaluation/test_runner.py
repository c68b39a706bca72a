import dataclasses
import json

import pytest

from qa.evaluation import runner, store
from qa.evaluation.gold import Evidence
from qa.evaluation.runner import run

from .conftest import DOC, TASK, FakeAssistant, citation, gold, good_answer, passages


def evaluate(questions, answers, sections, **options):
    assistant = FakeAssistant(answers)
    result = run(
        lambda: assistant,
        questions,
        sections,
        canonical=lambda name: name,
        about={"system": "fake"},
        **options,
    )
    return result, assistant


def row_of(question, answer, sections):
    result, _ = evaluate([question], {question.question: answer}, sections)
    return result["questions"][0]


def test_a_right_answer(sections):
    row = row_of(gold(), good_answer(), sections)
    assert row["right"] is True
    assert row["faults"] == []
    assert row["ranks"] == [2]
    assert row["figures"] == {
        "R@1": 0, "R@3": 1, "R@5": 1, "R@10": 1, "Hit@5": 1, "MRR": 0.5, "nDCG@10": pytest.approx(0.63093, abs=1e-5),
        "facts": 1, "fact_share": 1, "number_fidelity": 1, "numbers_grounded": 1, "ids_valid": 1,
        "quotes_verbatim": 1, "citation_recall": 1, "citation_precision": 1, "evidence_cited": 1,
        "citation_relevance": 1, "refused_answerable": 0, "crag": 1,
    }  # fmt: skip


def test_a_wrong_answer_is_taken_apart(sections):
    wrong = good_answer(
        answer="Tỷ lệ đổi mới đạt 50% [1], tăng 99 lần.",
        citations=(dataclasses.replace(citation(1, "I/2", "tỷ lệ đổi mới đạt 50%"), quote="tỷ lệ đạt 50%"),),
        passages=passages("I/2"),
    )
    row = row_of(gold(), wrong, sections)
    assert row["right"] is False
    assert row["figures"]["crag"] == -1
    said = "\n".join(row["faults"])
    for part in (
        "Thiếu ý: 35%",
        "Số không có nguồn: 99",
        "[1] không đúng nguyên văn",
        "5 đoạn đầu",
        "chưa bao hết",
    ):
        assert part in said


def test_refusals(sections):
    refused = evaluate([gold()], {}, sections)[0]["questions"][0]
    assert (refused["figures"]["refused_answerable"], refused["figures"]["crag"]) == (1, 0)
    assert refused["figures"]["facts"] == 0
    assert "Từ chối câu có câu trả lời" in refused["faults"]
    nothing = {"kind": "unanswerable", "must": (), "evidence": ()}
    honest = evaluate([gold(**nothing)], {}, sections)[0]["questions"][0]
    assert (honest["figures"]["refused_unanswerable"], honest["right"], honest["faults"]) == (1, True, [])
    made_up = row_of(gold(**nothing), good_answer(), sections)
    assert (made_up["figures"]["refused_unanswerable"], made_up["figures"]["crag"]) == (0, -1)
    assert made_up["faults"]


def test_ownership_and_lists(sections):
    expect = {"lead": ["Sở Khoa học và Công nghệ"], "items": ["xây dựng đề án"]}
    question = gold(must=(), expect=expect, evidence=(Evidence(DOC, f"{DOC}#II/1", "xây dựng đề án"),))
    row = row_of(question, good_answer(tasks=(TASK,)), sections)
    assert (row["figures"]["ownership"], row["figures"]["list_f1"], row["right"]) == (1, 1, True)
    row = row_of(question, good_answer(tasks=()), sections)
    assert (row["figures"]["ownership"], row["right"]) == (0, False)


def test_one_failing_question_does_not_stop_the_others(sections):
    questions = [gold(id="a", question="Hỏng?"), gold(id="b")]
    result, _ = evaluate(
        questions, {"Hỏng?": ValueError("boom"), questions[1].question: good_answer()}, sections
    )
    assert [row["right"] for row in result["questions"]] == [False, True]
    assert "ValueError: boom" in result["questions"][0]["error"]


def test_history_and_filter_reach_the_assistant(sections):
    question = gold(history=(("Trước?", "Sau."),), filter=(DOC,))
    _, assistant = evaluate([question], {}, sections)
    ((_, history, docs),) = assistant.asked
    assert [(turn.question, turn.answer) for turn in history] == [("Trước?", "Sau.")]
    assert docs == (DOC,)


def test_the_same_run_gives_the_same_bytes_times_aside(sections, tmp_path):
    questions = [gold(id="a"), gold(id="b", question="Khác?")]
    for name in ("one", "two"):
        result, _ = evaluate(questions, {questions[0].question: good_answer()}, sections)
        assert result["times"].pop("per_question_ms").keys() == {"a", "b"}
        result["times"] = {}
        store.write_json(tmp_path / name, result)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_summary_by_kind_and_split(sections):
    questions = [gold(id="a"), gold(id="b", kind="list", split="dev", question="Khác?")]
    result, _ = evaluate(questions, {questions[0].question: good_answer()}, sections)
    by_kind = result["summary"]["by_kind"]
    assert list(by_kind) == ["fact", "list", "all"]
    assert by_kind["fact"]["facts"] == {"n": 1, "mean": 1, "low": 1, "high": 1}
    assert by_kind["all"]["facts"]["mean"] == 0.5
    assert result["summary"]["by_split"]["dev"]["facts"]["mean"] == 0
    assert result["summary"]["decisions"]["answered"] == 1
    json.dumps(result)


def module_level_assistant():
    """For the processes: what they call must be importable."""
    return FakeAssistant({gold().question: good_answer()})


def test_several_processes_give_the_same_rows(sections):
    questions = [gold(id=f"q{n}") for n in range(4)]
    options = {"canonical": str, "about": {}}
    alone = run(module_level_assistant, questions, sections, **options)
    shared = run(module_level_assistant, questions, sections, jobs=2, **options)
    assert shared["questions"] == alone["questions"]


def test_memory_is_measured():
    assert runner.peak_memory_mb() > 1
