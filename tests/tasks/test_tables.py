# ruff: noqa: E501 (a table of cases is easier to read with a case on a line)
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.records import Task
from qa.tasks import examine
from qa.tasks.tables import read_columns

from .helpers import parse_text, table_document

HEAD = ["STT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Kết quả", "Kinh phí"]
BODY = [
    ["1", "Xây dựng cổng dữ liệu mở", "Sở Nội vụ", "Sở Tài chính, Sở Tư pháp", "2026", "Một cổng", "2 tỷ đồng"],
    ["2", "Mở lớp tập huấn", "Sở Y tế, Sở Công Thương", "Các cơ quan, đơn vị liên quan", "Hằng năm", "Ba lớp", ""],
]
EXPECTED = [
    ("Xây dựng cổng dữ liệu mở", ("Sở Nội vụ",), ("Sở Tài chính", "Sở Tư pháp"), "2026", "Một cổng"),
    ("Mở lớp tập huấn", ("Sở Y tế", "Sở Công Thương"), ("Các cơ quan, đơn vị liên quan",), "Hằng năm", "Ba lớp"),
]


def fields(tasks: Sequence[Task]) -> list[tuple[object, ...]]:
    return [(task.task, task.lead, task.coordinate, task.time, task.result) for task in tasks]


def tasks_of(rows: Sequence[Sequence[str]]) -> tuple[Task, ...]:
    parsed = table_document(rows)
    return examine(parsed.document, parsed.sections).tasks


def as_lines(layout: str) -> list[str]:
    rows = [HEAD[:6], *(row[:6] for row in BODY)]
    if layout == "tabs":
        return ["\t".join(row) for row in rows]
    if layout == "pipes":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return [lines[0], "|---|---|---|---|---|---|", *lines[1:]]
    if layout == "blank lines between":
        return [line for row in rows for cell in row for line in (cell, "")]
    if layout == "bare lines":
        return [cell for row in rows for cell in row]
    return [line for row in rows for cell in row for line in (cell, "|")]


@pytest.mark.parametrize("layout", ["tabs", "pipes", "one cell a line", "blank lines between", "bare lines"])
def test_same_rows_through_any_layout(layout: str) -> None:
    text = "\n".join(["Số: 9/KH-UBND", "", "KẾ HOẠCH", "", "Thử bảng", "", "PHỤ LỤC", "", *as_lines(layout)])
    parsed = parse_text(text)
    assert fields(examine(parsed.document, parsed.sections).tasks) == EXPECTED


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(1, len(HEAD))))
def test_columns_in_any_order(order: list[int]) -> None:
    rows = [[row[0], *(row[at] for at in order)] for row in [HEAD, *BODY]]
    assert fields(tasks_of(rows)) == EXPECTED


def test_head_repeated_on_the_next_page() -> None:
    assert fields(tasks_of([HEAD, BODY[0], HEAD, BODY[1]])) == EXPECTED


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        (["TT", "Nhiệm vụ, giải pháp", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm"], "task lead coordinate result"),
        (["STT", "Tên công việc", "Cơ quan thực hiện", "Thời hạn hoàn thành"], "task owner time"),
        (["Số TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Tiến độ"], "task lead coordinate time"),
        (["STT", "Hoạt động", "Đơn vị chủ trì/phối hợp", "Thời gian"], "task both time"),
        (["STT", "NỘI DUNG", "CƠ QUAN CHỦ TRÌ THỰC HIỆN", "GHI CHÚ"], "task lead note"),
    ],
)
def test_columns_are_known_by_their_headings(head: list[str], roles: str) -> None:
    columns = read_columns([head])
    assert [columns.get(at) for at in range(1, len(head))] == roles.split()


@pytest.mark.parametrize(
    "head",
    [
        ["STT", "Văn bản hết hiệu lực", "Lý do hết hiệu lực", "Ngày hết hiệu lực"],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025"],
        ["STT", "Họ và tên", "Cơ quan", "Chức vụ"],
    ],
)
def test_tables_without_tasks_give_none(head: list[str]) -> None:
    assert tasks_of([head, ["1", "Một", "Hai", "2024"], ["2", "Ba", "Bốn", "2025"]]) == ()


def test_head_of_two_rows() -> None:
    rows = [
        ["STT", "Nhiệm vụ", "Phân công", "", "Thời gian"],
        ["", "", "Chủ trì", "Phối hợp", ""],
        ["1", "Lập bản đồ ngập", "Sở Xây dựng", "Sở Tài chính", "Quý I/2026"],
    ]
    assert fields(tasks_of(rows)) == [("Lập bản đồ ngập", ("Sở Xây dựng",), ("Sở Tài chính",), "Quý I/2026", "")]


def test_group_rows_and_numbered_columns_are_no_tasks() -> None:
    group = ["I", "Hạ tầng", "", "", "", "", ""]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"]
    assert fields(tasks_of([HEAD, numbers, group, *BODY])) == EXPECTED


def test_agency_of_a_merged_cell_is_taken_from_above_with_a_warning() -> None:
    merged = ["2", "Mở lớp tập huấn", "", "", "Hằng năm", "", ""]
    _, second = tasks_of([HEAD, BODY[0], merged])
    assert (second.lead, second.time) == (("Sở Nội vụ",), "Hằng năm")
    assert "ô gộp" in second.warnings[0]


@pytest.mark.parametrize("task", ["", "dữ liệu mở"])
def test_task_that_spans_two_rows_has_two_deadlines(task: str) -> None:
    second = ["", task, "Sở Nội vụ", "Sở Tư pháp", "2027", "Hai cổng", ""]
    _, found = tasks_of([HEAD, BODY[0], second])
    assert fields([found]) == [("Xây dựng cổng dữ liệu mở", ("Sở Nội vụ",), ("Sở Tư pháp",), "2027", "Hai cổng")]
    assert found.warnings


def test_remark_in_brackets_is_printed_but_not_canonical() -> None:
    row = ["1", "Mở chợ", "Sở KH&CN (về công nghệ) Sở Y tế (về an toàn)", "", "2026", "", ""]
    (task,) = tasks_of([HEAD, row])
    assert task.lead == ("Sở KH&CN (về công nghệ)", "Sở Y tế (về an toàn)")
    assert task.lead_canonical == ("Sở Khoa học và Công nghệ", "Sở Y tế")


def test_names_on_lines_of_their_own_in_a_cell() -> None:
    row = ["1", "Mở chợ", "- Sở Công Thương.\n- Hội Nông dân tỉnh.", "- Sở, ban, ngành.\n- UBND các huyện.", "2026", "", ""]
    (task,) = tasks_of([HEAD, row])
    assert task.lead == ("Sở Công Thương", "Hội Nông dân tỉnh")
    assert task.coordinate == ("Sở, ban, ngành", "UBND các huyện")


def test_one_column_for_both_roles() -> None:
    head = ["STT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian"]
    row = ["1", "Mở chợ", "Sở Công Thương chủ trì, phối hợp với Sở Tài chính và UBND các huyện", "2026"]
    (task,) = tasks_of([head, row])
    assert (task.lead, task.coordinate) == (("Sở Công Thương",), ("Sở Tài chính", "UBND các huyện"))


def test_a_table_whose_first_column_is_the_thing_to_be_done() -> None:
    rows = [
        ["STT", "Sản phẩm", "Hình thức bảo hộ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"],
        ["1", "Vải thiều Hùng Long", "Chỉ dẫn địa lý", "UBND huyện Đoan Hùng", "Sở Công Thương", "2024 - 2026"],
        ["2", "Chè Bảo Yên", "Nhãn hiệu tập thể", "Hợp tác xã chè Bảo Yên", "UBND huyện Thanh Ba", "2025"],
    ]
    assert fields(tasks_of(rows)) == [
        ("Vải thiều Hùng Long\nChỉ dẫn địa lý", ("UBND huyện Đoan Hùng",), ("Sở Công Thương",), "2024 - 2026", ""),
        ("Chè Bảo Yên\nNhãn hiệu tập thể", ("Hợp tác xã chè Bảo Yên",), ("UBND huyện Thanh Ba",), "2025", ""),
    ]


def test_a_table_of_nothing_but_numbers_before_its_agencies_is_none_of_tasks() -> None:
    assert read_columns([["STT", "Đơn vị chủ trì", "Thời gian"]]) == {}


AGENCIES_WITHOUT_NUMBERS = """\
Số: 9/KH-UBND

KẾ HOẠCH

Thử mục tổ chức

I. MỤC TIÊU

Bán hàng của tỉnh ở hai điểm.

II. TỔ CHỨC THỰC HIỆN

Sở Công Thương

- Chủ trì mở hai điểm bán hàng trước ngày 30/9 hằng năm.

- Phối hợp với Sở Y tế kiểm tra chất lượng.

Cục Quản lý thị trường tỉnh

- Chủ trì Tổ công tác liên ngành.

Trong quá trình thực hiện, nếu có vướng mắc thì báo cáo Ủy ban nhân dân tỉnh.
"""


def test_agencies_alone_on_their_lines_head_the_bullets_below() -> None:
    parsed = parse_text(AGENCIES_WITHOUT_NUMBERS)
    rows = [(t.lead, t.owner, t.coordinate, t.time) for t in examine(parsed.document, parsed.sections).tasks]
    assert rows == [
        (("Sở Công Thương",), (), (), "trước ngày 30/9 hằng năm"),
        ((), ("Sở Công Thương",), ("Sở Y tế",), ""),
        (("Cục Quản lý thị trường tỉnh",), (), (), ""),
    ]


def test_what_was_reached_is_no_product() -> None:
    head = ["STT", "Chỉ tiêu", "Kế hoạch năm 2026", "Kết quả 6 tháng", "Cơ quan chịu trách nhiệm"]
    (task,) = tasks_of([head, ["1", "Tỷ lệ hộ dùng nước sạch", "95%", "81%", "Sở Y tế"]])
    assert (task.owner, task.result) == (("Sở Y tế",), "")


@pytest.mark.parametrize("heading", ["Kết quả năm 2025", "Kết quả đạt được", "Kết quả 9 tháng"])
def test_a_column_of_what_was_done_holds_no_product(heading: str) -> None:
    (task,) = tasks_of([["STT", "Nhiệm vụ", "Cơ quan chủ trì", heading], ["1", "Trồng rừng", "Sở Y tế", "12 ha"]])
    assert (task.lead, task.result) == (("Sở Y tế",), "")


def test_whoever_builds_a_project_is_charged_with_it() -> None:
    head = ["TT", "Tên dự án", "Chủ đầu tư", "Địa điểm", "Thời gian thực hiện", "Tổng mức đầu tư"]
    rows = [head, ["1", "Cầu Đá Bạc", "Sở Xây dựng", "Huyện Đá Bạc", "2026 - 2028", "40"]]
    assert [(t.task, t.owner, t.time) for t in tasks_of(rows)] == [("Cầu Đá Bạc", ("Sở Xây dựng",), "2026 - 2028")]
