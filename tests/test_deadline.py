"""The time that one answer may take."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from qa import deadline
from qa.deadline import OutOfTimeError


def work(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        deadline.check()


def test_without_a_limit_nothing_is_ended():
    work(0.02)


def test_work_over_its_time_is_ended_with_what_to_do():
    with pytest.raises(OutOfTimeError, match=r"0\.01 giây.*hỏi hẹp hơn"), deadline.limited(0.01):
        work(10)


def test_waiting_is_not_counted():
    with deadline.limited(0.05):
        time.sleep(0.1)
        deadline.check()


def test_a_limit_ends_with_what_it_was_set_for():
    with pytest.raises(OutOfTimeError), deadline.limited(0.001):
        work(10)
    work(0.01)


@pytest.mark.model
def test_a_question_over_its_time_gets_a_sentence_and_the_next_one_its_answer(real_index: Path):
    from qa.assistant import Assistant

    assistant = Assistant.open(real_index)
    try:
        assistant.answerer.seconds = 1e-6
        with pytest.raises(OutOfTimeError, match="chưa có câu trả lời"):
            assistant.ask("Ai ký Quyết định 123?")
        assistant.answerer.seconds = 30
        assert assistant.ask("Ai ký Quyết định 123?").citations
    finally:
        assistant.close()
