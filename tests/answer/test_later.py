"""What a search finds is looked up once, when it is first needed."""

from __future__ import annotations

from qa.answer.clock import Clock
from qa.answer.later import Later
from qa.records import Hit


def test_a_search_ends_when_its_passages_are_needed_and_once():
    asked: list[int] = []

    def find() -> list[Hit]:
        asked.append(1)
        return []

    hits = Later(find)
    assert not asked
    assert len(hits) == 0 and list(hits) == [] and hits[:3] == [] and not hits
    assert asked == [1]


def test_the_time_of_a_stage_inside_another_is_not_that_ones(monkeypatch):
    now = iter(range(100))
    monkeypatch.setattr("time.perf_counter", lambda: next(now))
    clock = Clock()  # at 0
    with clock.stage("answer"):  # 1 to 4
        clock.timed("search", lambda: None)()  # 2 to 3
    assert clock.done() == {"search": 1000, "answer": 2000, "total": 5000}
