"""Articles of regulations that set an agency a deadline, and what in them charges nobody."""

from qa.records import Task
from qa.tasks import extract

from .helpers import parse_text, roles

RULES = """ỦY BAN NHÂN DÂN TỈNH

Số: 8/QĐ-UBND

QUYẾT ĐỊNH

Ban hành quy định

Điều 1. Giải thích từ ngữ

1. Vườn giống là vườn do Chủ tịch Ủy ban nhân dân tỉnh công nhận và giao Sở Xây dựng quản lý trước ngày 01 tháng 3.

Điều 2. Đề xuất vườn giống

1. Trước ngày 15 tháng 02 hằng năm, Sở Y tế thông báo yêu cầu đề xuất trên Cổng thông tin điện tử.

2. Tổ chức, cá nhân gửi phiếu đề xuất trước ngày 30 tháng 4 hằng năm.

3. Sở Y tế xem xét phiếu đề xuất theo thứ tự.

Điều 3. Công nhận

Giám đốc Sở Y tế ký quyết định công nhận trong thời hạn 10 ngày làm việc.
"""


def tasks_of(text: str) -> list[Task]:
    parsed = parse_text(text)
    return extract(parsed.document, parsed.sections)


def test_articles_charge_agencies_that_they_name_and_set_a_time() -> None:
    assert [(roles(task)[2], task.time) for task in tasks_of(RULES)] == [
        (("Sở Y tế",), "Trước ngày 15 tháng 02 hằng năm"),
        (("Giám đốc Sở Y tế",), "trong thời hạn 10 ngày làm việc"),
    ]


def test_who_is_charged_may_stand_after_what_is_to_be_done() -> None:
    plan = "Số: 9/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. KINH PHÍ\n\n"
    text = "Kinh phí năm 2027 do Sở Y tế phối hợp với Sở Tài chính rà soát, trình trước ngày 30 tháng 9 năm 2026."
    (task,) = tasks_of(plan + text)
    assert (task.task, roles(task), task.time) == (
        text,
        ((), ("Sở Tài chính",), ("Sở Y tế",)),
        "trước ngày 30 tháng 9 năm 2026",
    )
    assert tasks_of(plan + "Kinh phí năm 2027 do Sở Tài chính cấp trước ngày 30 tháng 9 năm 2026.") == []


def test_a_heading_of_schools_is_a_list_of_bodies() -> None:
    rows = tasks_of(
        "Số: 9/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế: Chủ trì tiêm chủng.\n\n"
        "2. Các trường đại học, cao đẳng: Thành lập câu lạc bộ bơi; bố trí sân tập."
    )
    assert [task.owner for task in rows] == [(), ("Các trường đại học, cao đẳng",)]
