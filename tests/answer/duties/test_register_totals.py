"""Questions on all tasks of a document: who has most, which is due first, who leads any, and one that nobody has."""

from __future__ import annotations

import pytest
from tests.answer.duties.test_task_cells import PAPER
from tests.answer.opened import assistant_on

from qa.answer.duties.register_totals import due


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("Quý II/2025", (2025, 6, 31)),
        ("trước ngày 31 tháng 10 năm 2025", (2025, 10, 31)),
        ("Trước 30/9/2025", (2025, 9, 30)),
        ("Tháng 8/2024", (2024, 8, 31)),
        ("2025 - 2026", (2026, 12, 31)),
        ("tại kỳ họp giữa năm 2025", (2025, 6, 31)),
        ("Quý I/2025 - Quý III/2026", (2026, 9, 31)),
        ("trước ngày 10 tháng 12 hằng năm", None),
        ("Thường xuyên", None),
        ("", None),
    ],
)
def test_the_last_day_of_a_time(time, day):
    assert due(time) == day


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Sở nào ở Yên Bái chủ trì nhiều nhiệm vụ nhất?", ("**Sở Khoa học và Công nghệ**: hai nhiệm vụ",), "Bưu điện"),
        ("Nhiệm vụ nào của Yên Bái phải xong sớm nhất?", ("Khảo sát các điểm lõm sóng", "Quý II/2025"), "gian hàng"),
        ("Các cơ quan chủ trì ở Yên Bái là những cơ quan nào?", ("- Bưu điện tỉnh [", "- Cục Thống kê tỉnh ["), "sóng"),
        ("Ở Yên Bái cơ quan nào chủ trì xây dựng sân bay?", ("Không tìm thấy", "không nói đến việc này"), "gian hàng"),
    ],
)
def test_what_is_asked_of_the_whole_register(assistant, question, said, unsaid):
    answer = assistant.ask(question).answer
    assert all(words in answer for words in said) and unsaid not in answer


@pytest.mark.model
def test_the_count_of_who_has_most_is_the_one_told_of_it_alone(assistant):
    most = assistant.ask("Cơ quan nào ở Yên Bái được giao nhiều việc nhất?")
    alone = assistant.ask("Sở Khoa học và Công nghệ Yên Bái được giao những việc gì?")
    assert most.tasks == alone.tasks


@pytest.mark.model
def test_without_times_nothing_is_due_first(tmp_path_factory):
    undated = "KẾ HOẠCH\nphát triển du lịch tỉnh Yên Bái\n\nI. NHIỆM VỤ\n" + "".join(
        f"{at}. Sở {name}: chủ trì, phối hợp với Sở Nội vụ {work}.\n"
        for at, (name, work) in enumerate([("Y tế", "khám sức khỏe học sinh"), ("Công Thương", "mở phiên chợ")], 1)
    )
    answer = assistant_on(undated, tmp_path_factory).ask("Nhiệm vụ nào phải xong sớm nhất?")
    assert answer.abstained
    assert "Trong 2 nhiệm vụ của văn bản, không nhiệm vụ nào có ghi thời hạn" in answer.answer
