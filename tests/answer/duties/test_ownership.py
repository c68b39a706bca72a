"""What an agency is charged with, apart from the duties of others that only name it."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH CAO SƠN
Số: 15/KH-UBND
Cao Sơn, ngày 06 tháng 3 năm 2025
KẾ HOẠCH
Chăm sóc rừng ven sông năm 2025
I. NHIỆM VỤ
Phòng sạt lở. Giao Hội Nông dân tỉnh chủ trì trồng cỏ mái đê; Bộ Chỉ huy Quân sự tỉnh chủ trì thả phao cứu hộ.
II. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng
- Chủ trì kè ba đoạn bờ sông.
- Tham mưu giá đất bãi bồi.
2. Sở Nội vụ: Phối hợp với Sở Xây dựng, Sở Tài chính tuyển người trông rừng.
3. Sở Giáo dục và Đào tạo
- Đưa học sinh đi trồng cây mỗi xuân.
4. Sở Tài chính: Phối hợp với Sở Giáo dục và Đào tạo mua dụng cụ.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Đá

PHỤ LỤC
Danh mục nhiệm vụ
STT\tNội dung\tĐơn vị thực hiện\tĐơn vị phối hợp\tThời gian
1\tƯơm bần chua\tTỉnh đoàn\tSở Xây dựng\t2025
2\tThả cá giống\tSở Nội vụ\tTỉnh đoàn\t2025
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    ["Sở Xây dựng được giao những việc gì?", "Giao Sở Xây dựng những việc gì?", "Sở Xây dựng phải làm những gì?"],
)
def test_duties_of_others_that_name_an_agency_are_counted_apart(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [task.task.rstrip(".") for task in answer.tasks] == [
        "Chủ trì kè ba đoạn bờ sông",
        "Tham mưu giá đất bãi bồi",
        "Ươm bần chua",
    ]
    assert "ba nhiệm vụ" in answer.answer
    assert answer.answer.splitlines()[-1] == (
        "Ngoài ra, văn bản nêu cơ quan này phối hợp trong một nhiệm vụ của: Sở Nội vụ [5]."
    )
    assert "tuyển người trông rừng" in answer.citations[4].quote


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Sở Xây dựng tham gia những nhiệm vụ nào?", 4),
        ("Sở Xây dựng được giao chủ trì, phối hợp những việc gì?", 3),
    ],
)
def test_all_that_an_agency_has_a_part_in(assistant: Assistant, question: str, number: int) -> None:
    answer = assistant.ask(question)
    assert len(answer.tasks) == number and "Ngoài ra" not in answer.answer


def test_education_is_no_charge(assistant: Assistant) -> None:
    answer = assistant.ask("Sở Giáo dục và Đào tạo có những nhiệm vụ nào?")
    assert len(answer.tasks) == 2 and "Ngoài ra" not in answer.answer


def test_who_carries_out_a_task_leads_it_where_nobody_else_does(assistant: Assistant) -> None:
    answer = assistant.ask("Tỉnh đoàn chủ trì việc gì và phối hợp việc gì?")
    assert [task.task for task in answer.tasks] == ["Ươm bần chua", "Thả cá giống"]


def test_each_of_two_tasks_of_one_place(assistant: Assistant) -> None:
    answer = assistant.ask("Trồng cỏ mái đê và thả phao cứu hộ ven sông: mỗi việc giao cho ai?")
    assert {name for task in answer.tasks for name in task.lead} == {"Hội Nông dân tỉnh", "Bộ Chỉ huy Quân sự tỉnh"}


def test_whom_an_agency_works_with_is_told_with_its_tasks(assistant: Assistant) -> None:
    answer = assistant.ask("Sở Nội vụ phải làm việc gì, phối hợp với ai?")
    assert {task.task.rstrip(".").rpartition(", ")[2] for task in answer.tasks} == {
        "Sở Tài chính tuyển người trông rừng",
        "Thả cá giống",
    }


def test_an_idiom_for_who_leads(assistant: Assistant) -> None:
    answer = assistant.ask("Ai đứng mũi chịu sào việc kè bờ sông?")
    assert [name for task in answer.tasks for name in task.lead] == ["Sở Xây dựng"]
    answer = assistant.ask("Ai đứng mũi chịu sào tuyển người trông rừng?")
    assert answer.abstained and "không ghi cơ quan chủ trì" in answer.answer
