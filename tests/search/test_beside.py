"""A second thread helps one question at a time; whoever finds it busy does the work itself."""

from __future__ import annotations

import threading

import pytest

from qa.search.beside import Beside


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
