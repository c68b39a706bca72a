"""Rows of a table of tasks asked for by where they stand; an agency's tasks of one part of the document."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH HẬU GIANG
Số: 61/KH-UBND
Hậu Giang, ngày 12 tháng 5 năm 2023
KẾ HOẠCH
Phát triển thủy lợi nội đồng giai đoạn 2023 - 2026
I. NHIỆM VỤ
1. Nạo vét kênh mương
a) Khảo sát 40 tuyến kênh cấp hai.
b) Đấu thầu nạo vét trong mùa khô.
2. Xây dựng khu mẫu tưới tiết kiệm, gồm các hạng mục:
- Bể chứa 500 m3;
- Đường ống dẫn nước;
- Tủ điều khiển tự động.
(Chủ trì: Sở Xây dựng; phối hợp: Sở Tài chính; hoàn thành trong năm 2025).
II. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng
- Hướng dẫn định mức nạo vét.
- Kiểm tra chất lượng cống đập.
- Công khai đơn giá vật liệu hằng quý.
2. Sở Tài chính: bố trí kinh phí duy tu trạm bơm.
PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 61/KH-UBND ngày 12 tháng 5 năm 2023)
TT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian
I\tNạo vét kênh mương\t\t\t
1\tNạo vét kênh Xà No\tSở Xây dựng\tSở Tài chính\t2023
2\tNạo vét kênh Lái Hiếu\tSở Giao thông vận tải\tSở Xây dựng\t2024
II\tTrạm bơm điện\t\t\t
3\tXây trạm bơm Vị Thủy\tSở Công Thương\tSở Tài chính\t2025
4\tXây trạm bơm Long Mỹ\tSở Nội vụ\tCông an tỉnh\t2026
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    ["Nhiệm vụ cuối cùng trong phụ lục là gì?", "Việc nằm ở cuối cùng trong bảng phụ lục do ai chủ trì?"],
)
def test_the_last_row_of_a_table_is_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "Xây trạm bơm Long Mỹ" in answer.answer
    assert "Sở Nội vụ" in answer.answer
    assert len(answer.tasks) == 1


@pytest.mark.parametrize(
    "question",
    [
        "Nhóm I trong phụ lục có những nhiệm vụ nào?",
        "Trong phụ lục, nhóm nạo vét kênh mương gồm những việc gì?",
        "Phụ lục có những nhiệm vụ nào thuộc nhóm nạo vét kênh mương?",
    ],
)
def test_the_rows_under_a_group_are_its_tasks(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [task.task for task in answer.tasks] == ["Nạo vét kênh Xà No", "Nạo vét kênh Lái Hiếu"]


def test_an_agencys_tasks_of_one_part_are_all_told(assistant: Assistant) -> None:
    answer = assistant.ask("Sở Xây dựng có bao nhiêu đầu việc trong mục tổ chức thực hiện, là những việc nào?")
    assert len(answer.tasks) == 3
    assert {task.source_kind for task in answer.tasks} == {"org-section"}


def test_who_has_a_task_is_no_item_of_its_list(assistant: Assistant) -> None:
    text = assistant.ask("Khu mẫu tưới tiết kiệm gồm những hạng mục nào?").answer
    assert "Tủ điều khiển tự động" in text and "phối hợp: Sở Tài chính" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Ai chủ trì nhiệm vụ số 2 của Hậu Giang?", "Sở Giao thông vận tải"),
        ("Sở Xây dựng phối hợp với ai trong nhiệm vụ số 1?", "Sở Tài chính"),
        ("nhiệm vụ 2 trong kế hoạch Hậu Giang thực hiện khi nào", "2024"),
    ],
)
def test_a_task_asked_for_by_its_number_is_the_row_of_the_table(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "ownership" and len(answer.tasks) == 1
    assert told in answer.answer and "khu mẫu" not in answer.answer
