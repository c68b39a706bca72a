import json
import re

import pytest

from qa.errors import QaError
from qa.evaluation import compare, gate, report, store
from qa.evaluation.runner import run

from .conftest import FakeAssistant, gold, good_answer, passages, refusal

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> | [x](javascript:alert(1)) \"'&"


def run_of(sections, answers, *questions):
    return run(lambda: FakeAssistant(answers), questions, sections, canonical=str, about={"system": "fake"})


@pytest.fixture
def good(sections):
    return run_of(sections, {gold().question: good_answer()}, gold(), gold(id="q2", question="Khác?"))


@pytest.fixture
def worse(sections):
    return run_of(
        sections, {gold().question: refusal(gold().question)}, gold(), gold(id="q2", question="Khác?")
    )


def test_reports_are_written_and_stand_alone(good, tmp_path):
    report.write(good, tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not re.search(r"(src|href)\s*=|@import|url\(", page)
    assert page.count("<svg") >= 6
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| all | 2 |" in text
    assert "`q2` Khác?" in text and "`q1`" not in text


def test_hostile_text_is_shown_and_not_obeyed(sections):
    answer = good_answer(HOSTILE, answer=HOSTILE, passages=passages("I/1"))
    result = run_of(sections, {HOSTILE: answer}, gold(id='"><b>', question=HOSTILE, answer=HOSTILE))
    page = report.html(result)
    assert "<script" not in page and "<img" not in page and "<b>&quot;" in page
    assert "&lt;script&gt;" in page
    text = report.markdown(result)
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\]\(", text)


def test_the_report_shows_what_was_wanted_and_what_came(worse):
    page = report.html(worse)
    for part in ("Tỷ lệ là 35%.", "tỷ lệ đổi mới đạt 35% số doanh nghiệp", "Không tìm thấy", "Từ chối câu"):
        assert part in page


def test_reading_a_run_back(good, tmp_path):
    store.write_json(tmp_path / "run.json", good)
    assert store.read_run(tmp_path / "run.json") == json.loads(json.dumps(good))


@pytest.mark.parametrize("content", ["", '{"questions": [', "[]", '{"questions": [{"id": 1}]}', "\0"])
def test_a_broken_run_is_named(tmp_path, content):
    path = tmp_path / "run.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QaError, match=r"run\.json"):
        store.read_run(path)
    with pytest.raises(QaError, match=r"none\.json"):
        store.read_run(tmp_path / "none.json")


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "run.json"
    store.write_text(path, "old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        store.write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_compare(good, worse):
    found = compare.compare(good, worse)
    assert found["by_kind"]["all"]["facts"] == {"n": 2, "before": 0.5, "after": 0, "p": 1}
    (change,) = found["changed"]
    assert (change["id"], change["right"]) == ("q1", [True, False])
    assert change["figures"]["facts"] == [1, 0]
    text = compare.markdown(found)
    assert "`q1` ✓ → ✗" in text
    assert "`q2`" not in text


def test_compare_uses_common_questions_only(good, sections):
    other = run_of(sections, {}, gold(id="q2", question="Khác?"), gold(id="q3"))
    found = compare.compare(good, other)
    assert (found["n"], found["only_before"], found["only_after"]) == (1, ["q1"], ["q3"])
    with pytest.raises(QaError):
        compare.compare(good, run_of(sections, {}, gold(id="q9")))


def limits(tmp_path, text):
    path = tmp_path / "thresholds.toml"
    path.write_text(text, encoding="utf-8")
    return gate.read(path)


def test_the_gate(good, worse, tmp_path):
    bounds = limits(tmp_path, "[at_least.test]\nfacts = 0.5\n[at_most.all]\nrefused_answerable = 0.5\n")
    assert gate.violations(good, bounds, None) == []
    found = gate.violations(worse, bounds, None)
    assert len(found) == 2
    assert "facts = 0.0" in found[0] and "refused_answerable = 1.0" in found[1]


def test_the_gate_keeps_what_was_right(good, worse, tmp_path):
    bounds = limits(tmp_path, "")
    (lost,) = gate.violations(worse, bounds, good)
    assert "q1" in lost
    allowed = limits(tmp_path, '[[allowed]]\nid = "q1"\nreason = "the question was wrong"\n')
    assert gate.violations(worse, allowed, good) == []
    assert gate.violations(good, bounds, worse) == []


@pytest.mark.parametrize(
    "text", ["x = [", "[at_least.all]\nfcats = 0.5", "[at_least.all]\nfacts = 'x'", "[[allowed]]\nid = 'q1'"]
)
def test_bad_thresholds_are_named(tmp_path, text):
    with pytest.raises(QaError, match=r"thresholds\.toml"):
        limits(tmp_path, text)
