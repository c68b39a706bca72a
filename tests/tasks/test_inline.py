"""Tasks whose agencies stand in the running text: "… . Sở X chủ trì, phối hợp với Sở Y, hoàn thành trong …"."""

import pytest

from qa.records import Task
from qa.tasks import extract

from .helpers import parse_text, roles

PLAN = """Số: 12/KH-UBND

KẾ HOẠCH

Thử nghiệm

I. NHIỆM VỤ

{}

II. KINH PHÍ

Ngân sách tỉnh."""


def tasks_of(*paragraphs: str) -> list[Task]:
    parsed = parse_text(PLAN.format("\n\n".join(paragraphs)))
    found = extract(parsed.document, parsed.sections)
    for task in found:
        assert parsed.document.text[task.start : task.end] == task.quote
    return found


def test_the_task_stands_before_the_sentence_that_says_who_leads() -> None:
    (task,) = tasks_of(
        "Lắp 40 trạm đo mưa. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND các huyện, hoàn thành trong quý"
        " II/2026."
    )
    assert task.task == "Lắp 40 trạm đo mưa."
    assert roles(task) == (("Sở Xây dựng",), ("Sở Tài chính", "UBND các huyện"), ())
    assert task.time == "hoàn thành trong quý II/2026"


def test_on_a_line_of_its_own() -> None:
    (task,) = tasks_of("Lắp 40 trạm đo mưa.", "Sở Xây dựng chủ trì, thực hiện thường xuyên.")
    assert (task.task, task.lead, task.time) == ("Lắp 40 trạm đo mưa.", ("Sở Xây dựng",), "thường xuyên")


def test_several_leads_in_one_sentence_each_with_what_it_leads() -> None:
    tasks = tasks_of(
        "a) Phát động phong trào đọc sách: Sở Giáo dục và Đào tạo chủ trì mở thư viện số, Tỉnh đoàn chủ trì quyên góp"
        " 5.000 cuốn sách; Sở Y tế chủ trì, phối hợp với Công an tỉnh tập huấn sơ cứu; Báo Tây Ninh mở chuyên mục trước"
        " ngày 30/6/2026."
    )
    assert [roles(task) for task in tasks] == [
        (("Sở Giáo dục và Đào tạo",), (), ()),
        (("Tỉnh đoàn",), (), ()),
        (("Sở Y tế",), ("Công an tỉnh",), ()),
        ((), (), ("Báo Tây Ninh",)),
    ]
    assert [task.time for task in tasks] == ["", "", "", "trước ngày 30/6/2026"]
    assert tasks[0].task.startswith("Phát động phong trào") and tasks[1].task.startswith("Tỉnh đoàn chủ trì quyên góp")


def test_an_order_within_a_paragraph() -> None:
    (task,) = tasks_of("Nội dung: mua 30 bộ cảm biến. Giao Sở Công Thương chủ trì, trình trong tháng 9/2026.")
    assert task.task == "Nội dung: mua 30 bộ cảm biến. Giao Sở Công Thương chủ trì, trình trong tháng 9/2026."
    assert (task.lead, task.time) == (("Sở Công Thương",), "trong tháng 9/2026")


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị chủ trì nhiệm vụ chịu trách nhiệm trước pháp luật.",
        "Dự án do doanh nghiệp chủ trì thực hiện được hỗ trợ 30% kinh phí.",
        "Cơ quan, tổ chức, đơn vị được giao chủ trì nhiệm vụ công bố nhu cầu tuyển chọn.",
        "Mỗi nhiệm vụ phải rõ đơn vị chủ trì; không giao một nhiệm vụ cho hai cơ quan cùng chủ trì.",
    ],
)
def test_whoever_leads_is_nobody(text: str) -> None:
    assert tasks_of(text) == []


@pytest.mark.parametrize(
    ("closing", "time"),
    [
        ("các nhiệm vụ này hoàn thành trong năm 2027.", "hoàn thành trong năm 2027"),
        ("thời gian thực hiện từ năm 2026 đến năm 2028.", "từ năm 2026 đến năm 2028"),
    ],
)
def test_a_closing_clause_on_the_time_speaks_of_all_clauses(closing: str, time: str) -> None:
    tasks = tasks_of(
        "Sở Y tế chủ trì mua 20 xe; Công an tỉnh chủ trì lắp 60 camera trước ngày 30/6/2026; Tỉnh đoàn chủ trì"
        f" trồng 9.000 cây; {closing}"
    )
    assert [task.time for task in tasks] == [time, "trước ngày 30/6/2026", time]
    assert tasks[-1].task == "Tỉnh đoàn chủ trì trồng 9.000 cây"


def test_an_order_within_a_sentence_that_does_not_say_who_leads() -> None:
    (task,) = tasks_of(
        "Thống nhất chủ trương mở rộng bến cảng; giao Sở Xây dựng phối hợp với Sở Tài chính trình phương án trước ngày"
        " 15/8/2026."
    )
    assert roles(task) == ((), ("Sở Tài chính",), ("Sở Xây dựng",))
    assert task.time == "trước ngày 15/8/2026"
    assert task.task.startswith("Thống nhất chủ trương mở rộng bến cảng; giao Sở Xây dựng")


@pytest.mark.parametrize(
    "text",
    [
        "Đất được giao Sở Xây dựng năm 2019 nay thu hồi.",
        "Nâng cấp tuyến giao thông nông thôn; giao đơn vị tư vấn lập hồ sơ.",
    ],
)
def test_what_is_given_to_somebody_is_no_order(text: str) -> None:
    assert tasks_of(text) == []


def test_another_office_between_the_agency_and_the_word_for_leading() -> None:
    (task,) = tasks_of(
        "Xây bảo tàng số. Giao Sở Văn hóa, Thể thao và Du lịch làm chủ đầu tư, chủ trì, phối hợp với Sở Xây dựng"
        " thực hiện; khởi công trong quý I/2027."
    )
    assert roles(task) == (("Sở Văn hóa, Thể thao và Du lịch",), ("Sở Xây dựng",), ())
    assert task.time == "trong quý I/2027"


def test_a_sentence_with_a_deadline_charges_the_agency_that_it_begins_with() -> None:
    lead_in = "Bảo đảm nguồn lực cho Kế hoạch."
    (task,) = tasks_of(
        f"{lead_in} Hằng năm, theo đề nghị của huyện, Sở Y tế phối hợp với Sở Tài chính lập dự toán trước ngày 25/7."
    )
    assert roles(task) == ((), ("Sở Tài chính",), ("Sở Y tế",))
    assert task.time == "Hằng năm; trước ngày 25/7"
    assert task.task.startswith("Hằng năm, theo")


@pytest.mark.parametrize(
    "text",
    [
        "Các cơ sở y tế bố trí nhân viên hỗ trợ người bệnh.",  # no time, none named
        "Các dự án chậm tiến độ thực hiện cắt giảm trước ngày 30/6/2026.",  # nobody
        "Trên cơ sở Chiến lược quốc gia, các đơn vị, địa phương triển khai các nhiệm vụ sau:",
        "Hệ thống đưa vào vận hành trước ngày 30/6/2026.",
    ],
)
def test_a_sentence_without_a_deadline_or_an_agency_charges_nobody(text: str) -> None:
    assert tasks_of(text) == []


def test_a_clause_that_names_its_agency_charges_it() -> None:
    (task,) = tasks_of("c) Khuyến khích doanh nghiệp lập quỹ; Cục Thuế tỉnh hướng dẫn, tháo gỡ vướng mắc về thuế.")
    assert (task.owner, task.time) == (("Cục Thuế tỉnh",), "")
    assert task.task == "Cục Thuế tỉnh hướng dẫn, tháo gỡ vướng mắc về thuế."


@pytest.mark.parametrize("heading", ["KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "TRÌNH TỰ, THỦ TỤC", "MỤC TIÊU"])
def test_what_was_done_or_is_aimed_at_is_no_task(heading: str) -> None:
    text = PLAN.replace("NHIỆM VỤ", heading).format("Sở Y tế hoàn thành 20 trạm y tế trước ngày 30/6/2024.")
    parsed = parse_text(text)
    assert extract(parsed.document, parsed.sections) == []


LISTED = """Số: 12/KH-UBND

KẾ HOẠCH

Thử nghiệm

I. NHIỆM VỤ

1. Mở rộng bệnh viện vùng với các nội dung:

a) Xây khoa cấp cứu 60 giường;
{}
b) Mua máy chụp cộng hưởng từ.
Đơn vị chủ trì: Sở Y tế; Thời gian: Quý I/2027.

2. Đào tạo 40 bác sĩ.
"""


def test_labels_that_close_a_list_speak_of_the_whole_list() -> None:
    parsed = parse_text(LISTED.format(""))
    (task,) = extract(parsed.document, parsed.sections)
    assert (task.lead, task.time) == (("Sở Y tế",), "Quý I/2027")
    assert task.task.split("\n") == [
        "Mở rộng bệnh viện vùng với các nội dung:",
        "Xây khoa cấp cứu 60 giường;",
        "Mua máy chụp cộng hưởng từ.",
    ]


def test_labels_of_one_item_among_others_with_their_own_speak_of_it_alone() -> None:
    parsed = parse_text(LISTED.format("Đơn vị chủ trì: Sở Xây dựng; Thời gian: Quý IV/2026.\n"))
    tasks = extract(parsed.document, parsed.sections)
    assert [(task.task, task.lead) for task in tasks] == [
        ("Xây khoa cấp cứu 60 giường;", ("Sở Xây dựng",)),
        ("Mua máy chụp cộng hưởng từ.", ("Sở Y tế",)),
    ]


def test_in_brackets_a_time_without_a_label_is_no_coordinator() -> None:
    (task,) = tasks_of(
        "1. Xây trạm đo mưa tại xã Phước Vinh.",
        "(Chủ trì: Sở Xây dựng; phối hợp: Sở Tài chính, UBND huyện Châu Thành; hoàn thành trước ngày 31/12/2027).",
    )
    assert roles(task) == (("Sở Xây dựng",), ("Sở Tài chính", "UBND huyện Châu Thành"), ())
    assert task.time == "hoàn thành trước ngày 31/12/2027"


@pytest.mark.parametrize(
    ("line", "expected", "time"),
    [
        (
            "Giao: Tỉnh Đoàn tổ chức; Hội Nông dân tỉnh và Sở Nội vụ phối hợp; bắt đầu từ năm 2024.",
            ((), ("Hội Nông dân tỉnh", "Sở Nội vụ"), ("Tỉnh Đoàn",)),
            "bắt đầu từ năm 2024",
        ),
        (
            "Giao: Sở Nội vụ; Sở Tài chính bố trí kinh phí; hoàn thành năm 2025.",
            ((), (), ("Sở Nội vụ", "Sở Tài chính")),
            "hoàn thành năm 2025",
        ),
    ],
)
def test_who_is_named_before_phoi_hop_coordinates(line: str, expected: tuple[tuple[str, ...], ...], time: str) -> None:
    (task,) = tasks_of("1. Tổ chức cuộc thi thả diều hai năm một lần.", line)
    assert task.task == "Tổ chức cuộc thi thả diều hai năm một lần."
    assert (roles(task), task.time) == (expected, time)


@pytest.mark.parametrize(
    ("line", "expected", "time"),
    [
        (
            "Ban Quản lý Khu kinh tế tỉnh chủ trì; Cục Hải quan tỉnh, Sở Y tế phối hợp; thực hiện năm 2025 - 2027.",
            (("Ban Quản lý Khu kinh tế tỉnh",), ("Cục Hải quan tỉnh", "Sở Y tế"), ()),
            "năm 2025 - 2027",
        ),
        ("Sở Công Thương chủ trì, Sở Y tế phối hợp.", (("Sở Công Thương",), ("Sở Y tế",), ()), ""),
        (
            "Giao Sở Xây dựng làm đầu mối; Hội Nông dân tỉnh cùng tham gia; kết thúc trước 31/10/2026.",
            (("Sở Xây dựng",), ("Hội Nông dân tỉnh",), ()),
            "trước 31/10/2026",
        ),
        ("Sở Y tế chịu trách nhiệm.", ((), (), ("Sở Y tế",)), ""),
        (
            "Sở Ngoại vụ phối hợp với Sở Y tế thực hiện trong 6 tháng đầu năm.",
            ((), ("Sở Y tế",), ("Sở Ngoại vụ",)),
            "trong 6 tháng đầu năm",
        ),
        ("Văn phòng UBND tỉnh chủ trì; hạn cuối: 31/5/2026.", (("Văn phòng UBND tỉnh",), (), ()), "31/5/2026"),
    ],
)
def test_a_sentence_that_says_only_who_has_its_task_before_it(
    line: str, expected: tuple[tuple[str, ...], ...], time: str
) -> None:
    for lines in (["1. Lắp kho lạnh tại cửa khẩu.", f"* {line}"], [f"1. Lắp kho lạnh tại cửa khẩu. {line}"]):
        (task,) = tasks_of(*lines)
        assert (task.task, roles(task), task.time) == ("Lắp kho lạnh tại cửa khẩu.", expected, time)


def test_a_paragraph_that_closes_bullets_speaks_of_all() -> None:
    (task,) = tasks_of("1. Năng lượng", "- Dự báo sản lượng.", "- Đánh giá hydro xanh.", "Sở Công Thương chủ trì.")
    assert task.task == "Dự báo sản lượng.\nĐánh giá hydro xanh."


@pytest.mark.parametrize(
    "line",
    [
        "Đơn vị chủ trì thực hiện là Sở Y tế, phối hợp với Công an tỉnh; trình UBND tỉnh trước ngày 30/9/2026.",
        "Cơ quan được giao chủ trì: Sở Y tế; cùng phối hợp có Công an tỉnh; trình UBND tỉnh trước ngày 30/9/2026.",
        "Đơn vị tổ chức: Sở Y tế chủ trì; Công an tỉnh phối hợp; trình UBND tỉnh trước ngày 30/9/2026.",
        "Chủ trì: Sở Y tế, phối hợp với Công an tỉnh; thời gian: trình UBND tỉnh trước ngày 30/9/2026.",
        "Cơ quan chủ trì: Sở Y tế. Các đơn vị cùng thực hiện: Công an tỉnh. Thời gian: trình UBND tỉnh trước ngày"
        " 30/9/2026.",
    ],
)
def test_labels_that_say_who_leads(line: str) -> None:
    (task,) = tasks_of("1. Xây dựng quy chế thử nghiệm.", f"* {line}")
    assert (task.task, roles(task)) == ("Xây dựng quy chế thử nghiệm.", (("Sở Y tế",), ("Công an tỉnh",), ()))
    assert task.time == "trình UBND tỉnh trước ngày 30/9/2026"


def test_who_carries_something_out_owns_it_and_what_a_body_is_is_no_task() -> None:
    (task,) = tasks_of(
        "1. Đào tạo 1.500 lượt cán bộ, do Trường Chính trị Lê Duẩn thực hiện.",
        "2. Trung tâm Đổi mới sáng tạo Đông Hà là đơn vị sự nghiệp công lập thuộc Sở Y tế, có bốn chức năng.",
    )
    assert roles(task) == ((), (), ("Trường Chính trị Lê Duẩn",))


def test_agencies_below_a_heading_that_is_missing_have_their_duties() -> None:
    text = PLAN.format("Trồng rừng.") + (
        "\n\nIV. TRÁCH NHIỆM\n\n1. Sở Y tế: Bố trí kinh phí kịp thời.\n\n2. Sở Nội vụ: Đề xuất khen thưởng."
    ).replace("IV. TRÁCH NHIỆM\n\n", "")
    parsed = parse_text(text + "\n\nIV. PHỤ TRÁCH\n\nKhông.")
    found = extract(parsed.document, parsed.sections)
    assert [task.owner for task in found] == [("Sở Y tế",), ("Sở Nội vụ",)]


def test_the_role_of_the_agency_above_is_no_agency() -> None:
    text = PLAN.format("Trồng rừng.") + (
        "\n\nIII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\n- Cơ quan đầu mối tổ chức thực hiện Mục III."
    )
    parsed = parse_text(text)
    (task,) = extract(parsed.document, parsed.sections)
    assert roles(task) == (("Sở Y tế",), (), ())
