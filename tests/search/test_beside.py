"""A second thread helps one question at a time; whoever finds it busy does the work itself."""

from __future__ import annotations

import os
import threading

import pytest

from qa.search import beside as module
from qa.search.beside import Beside


@pytest.fixture(autouse=True)
def _whatever_else_runs(monkeypatch):
    monkeypatch.setattr(module, "_LATE", 10.0)


def test_work_is_done_in_another_thread():
    beside = Beside()
    assert beside(threading.get_ident)() != threading.get_ident()


def test_whoever_finds_the_thread_busy_does_the_work_itself():
    beside, go = Beside(), threading.Event()
    first = beside(lambda: go.wait(10))
    second = beside(threading.get_ident)
    assert second() == threading.get_ident()
    go.set()
    assert first()


def test_an_error_reaches_who_waits_and_the_thread_is_free_again():
    beside = Beside()

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        beside(fail)()
    assert beside(threading.get_ident)() != threading.get_ident()


def test_the_thread_leaves_the_core_of_who_asks_but_for_a_while_after_it_had_to_wait_for_another(monkeypatch):
    beside, left = Beside(), []
    monkeypatch.setattr(module, "_core", lambda: 0)
    monkeypatch.setattr(module, "_leave", left.append)
    monkeypatch.setattr(module, "_LATE", -1.0)
    beside(threading.get_ident)()
    monkeypatch.setattr(module, "_LATE", 10.0)
    assert left.pop() == 0
    found = []
    for _ in range(module._STAYS[0] + 2):
        beside(threading.get_ident)()
        found.append(len(left))
    assert found == [0] * module._STAYS[0] + [1, 2]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="asks Linux")
def test_a_thread_that_leaves_a_core_may_come_back_to_it():
    before = os.sched_getaffinity(0)
    module._leave(min(before))
    assert os.sched_getaffinity(0) == before
