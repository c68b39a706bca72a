from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.fake import TASK

from qa.web.ordering import COLUMNS, ordered, vietnamese_key


@pytest.mark.parametrize(
    "words",
    [
        # TCVN and the dictionaries: letters with hats after the plain one, đ after d, tones last.
        ["a", "á", "ă", "ắ", "â", "b", "d", "da", "đ", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["ban", "bàn", "bản", "bãn", "bán", "bạn", "bao"],
        ["Quý 2", "Quý 10", "Sở Du lịch", "Sở Đầu tư", "Sở Tài chính", "Sở Y tế", "UBND", "Ủy ban"],
        ["9", "10", "2021 - 2025", "2021 - 2030", "Hằng năm", "Năm 2025", "Năm 2030"],
    ],
)
def test_vietnamese_order(words: list[str]) -> None:
    assert sorted(words, key=vietnamese_key) == words


def test_those_that_say_nothing_come_last_either_way() -> None:
    tasks = [replace(TASK, task_id=time, time=time) for time in ("", "Năm 2030", "-", "Năm 2025")]
    assert [task.time for task in ordered(tasks, "time")] == ["Năm 2025", "Năm 2030", "", "-"]
    assert [task.time for task in ordered(tasks, "time", True)] == ["Năm 2030", "Năm 2025", "", "-"]


@given(st.lists(st.text(max_size=8), max_size=6), st.sampled_from(["", "number", *COLUMNS]), st.booleans())
def test_no_task_is_lost_or_made_up(names: list[str], sort: str, down: bool) -> None:
    tasks = [replace(TASK, task_id=str(at), task=name, lead=(name,)) for at, name in enumerate(names)]
    found = ordered(tasks, sort, down)
    assert sorted(task.task_id for task in found) == sorted(task.task_id for task in tasks)
    if sort not in COLUMNS:
        assert found == tasks
