"""Tasks looked up by their time, in the ways that plans print it and people ask for it."""

import pytest
from tests.tasks.make import task

from qa.answer.duties.timed import tasks_at
from qa.search import understand

TASKS = [
    task(name, time=time, number=number)
    for number, (name, time) in enumerate(
        [
            ("a", "hoàn thành trong quý II/2025"),
            ("b", "Tháng 10/2025"),
            ("c", "2023 - 2024"),
            ("d", "Hằng năm"),
            ("e", "Năm 2026"),
            ("f", ""),
        ],
        1,
    )
]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Nhiệm vụ nào hoàn thành trong quý 2 năm 2025?", "a"),
        ("những nhiệm vụ nào phải xong trong tháng 10/2025", "b"),
        ("Việc nào hoàn thành trong năm 2025?", "ab"),
        ("Các việc phải hoàn thành trong năm 2025", "ab"),
        ("Những nhiệm vụ thực hiện kế hoạch năm 2025?", ""),  # the year is the plan's
        ("Nhiệm vụ nào có thời gian 2023-2024?", "c"),
        ("Những việc làm từ năm 2023 đến năm 2024 là gì?", "c"),
        ("Nhiệm vụ nào làm mỗi năm?", "d"),
        ("Nhiệm vụ nào có thời hạn riêng chứ không phải hằng năm?", "abce"),
        ("nhiem vu nao hoan thanh nam 2026", "e"),
        ("Nhiệm vụ nào hoàn thành trong quý III/2025?", ""),
        ("Nhiệm vụ nào thúc đẩy xuất khẩu năm 2025?", ""),  # asks for no time
        ("Cơ quan nào hoàn thành việc này năm 2025?", ""),
    ],
)
def test_tasks_at_a_time(question: str, expected: str) -> None:
    assert "".join(found.task for found in tasks_at(understand(question, ()), TASKS)) == expected
