import ctypes

import pytest

from qa.web import memory


def test_memory_is_shared_and_given_back():
    memory.share()
    memory.give_back()


@pytest.mark.parametrize("error", [OSError, TypeError])
def test_another_c_library_is_left_alone(monkeypatch, error):
    def refuse(name):
        raise error("no such library")

    monkeypatch.setattr(ctypes, "CDLL", refuse)
    memory.share()
    memory.give_back()


def test_a_c_library_without_these_calls_is_left_alone(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.share()
    memory.give_back()
