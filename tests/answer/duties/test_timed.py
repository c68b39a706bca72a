"""Tasks looked up by their time, in the ways that plans print it and people ask for it."""

import pytest
from tests.tasks.make import task

from qa.answer.duties.timed import tasks_at
from qa.assistant import Assistant
from qa.search import understand

from ..opened import assistant_on

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


PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 91/KH-UBND
Tây Ninh, ngày 3 tháng 6 năm 2024
KẾ HOẠCH
Phát triển chợ đầu mối nông sản giai đoạn 2024 - 2028
I. MỤC TIÊU
Đến năm 2026 có 05 chợ đầu mối.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì quy hoạch các chợ đầu mối, hoàn thành trong quý III/2025.
2. Sở Tài chính: Bố trí vốn cho các chợ đầu mối trong giai đoạn 2024 - 2028.
3. VNPT Tây Ninh: Lắp đặt mạng không dây tại các chợ trước ngày 30 tháng 6 năm 2027.
4. UBND huyện Tân Châu: Giải phóng mặt bằng chợ biên giới, hoàn thành trong năm 2025.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Nhiệm vụ nào của Tây Ninh phải hoàn thành trong năm 2025?", ["quy hoạch", "Giải phóng mặt bằng"]),
        ("Các việc phải hoàn thành trong năm 2028 của tỉnh Tây Ninh", ["Bố trí vốn"]),
        ("Nhiệm vụ nào của Sở Công Thương Tây Ninh phải hoàn thành trong năm 2025?", ["quy hoạch"]),
        ("Nhiệm vụ nào hoàn thành trong năm 2026 ở Tây Ninh?", []),
        ("Nhiệm vụ nào của Sở Tài chính Tây Ninh phải hoàn thành trong năm 2025?", []),
    ],
)
def test_what_ends_in_a_year(assistant: Assistant, question: str, expected: list[str]) -> None:
    answer = assistant.ask(question)
    assert (len(answer.tasks), answer.abstained) == (len(expected), not expected)
    assert all(words in answer.answer for words in expected or ["Không nhiệm vụ nào", "2025"])
