"""Lines that charge agencies with tasks by their numbers."""

import pytest

from qa.structure.markers import numbers_referred
from qa.tasks import extract

from .helpers import parse_text, roles

PLAN = """Số: 12/KH-UBND

KẾ HOẠCH

Thử nghiệm

2. NHIỆM VỤ

2.1. Hạ tầng

2.1.1. Lắp 40 trạm đo mưa. Hoàn thành trong năm 2026.

2.1.2. Kéo 12 km cáp quang.

2.1.3. Thay 300 công tơ.

Phân công thực hiện: Sở Xây dựng chủ trì nhiệm vụ 2.1.1, phối hợp với Sở Tài chính; Sở Công Thương chủ trì nhiệm vụ \
2.1.2 và 2.1.3; các đơn vị phối hợp gồm Công an tỉnh, Tỉnh đoàn.

2.2. Con người

2.2.1. Mở 10 lớp học.

2.2.2. Cử 5 người đi học.

Phân công thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Tài chính triển khai các nhiệm vụ tại mục 2.2.

3. KINH PHÍ

Ngân sách tỉnh."""


def test_each_task_has_the_agencies_that_its_number_is_given_to() -> None:
    parsed = parse_text(PLAN)
    all_share = ("Công an tỉnh", "Tỉnh đoàn")
    assert [(task.task, *roles(task)[:2]) for task in extract(parsed.document, parsed.sections)] == [
        ("Lắp 40 trạm đo mưa. Hoàn thành trong năm 2026.", ("Sở Xây dựng",), ("Sở Tài chính", *all_share)),
        ("Kéo 12 km cáp quang.", ("Sở Công Thương",), all_share),
        ("Thay 300 công tơ.", ("Sở Công Thương",), all_share),
        ("Mở 10 lớp học.", ("Sở Nội vụ",), ("Sở Tài chính",)),
        ("Cử 5 người đi học.", ("Sở Nội vụ",), ("Sở Tài chính",)),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Sở X chủ trì nhiệm vụ 3.4.1 và 3.4.2", ("3.4.1", "3.4.2")),
        ("chủ trì các nhiệm vụ tại mục 3.1, mục 3.3", ("3.1", "3.3")),
        ("chủ trì mua 3.400 máy, đạt 2.5 %", ()),
        ("chủ trì nhiệm vụ năm 2025", ()),
    ],
)
def test_numbers_in(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_referred(text) == numbers
