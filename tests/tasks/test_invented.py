"""Invented documents of other provinces, each with the rows that a reader would write down."""

from pathlib import Path

import pytest

from qa.tasks import examine

from .helpers import FIXTURES, differences, load_rows, pair, parse_text

DOCUMENTS = sorted(FIXTURES.glob("*.txt"))
OTHERS = sorted((Path(__file__).parents[1] / "fixtures" / "corpus2").glob("*.txt"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_rows(path: Path) -> None:
    parsed = parse_text(path.read_text(encoding="utf-8"))
    found = examine(parsed.document, parsed.sections)
    pairs, missing, spurious = pair(load_rows(path.with_suffix(".jsonl")), found.tasks)
    assert missing == []
    assert [task.task for task in spurious] == []
    assert {task.task_id: diff for row, task in pairs if (diff := differences(row, task))} == {}


def test_resolution_assigns_by_articles() -> None:
    (path,) = [path for path in OTHERS if path.stem.startswith("nghi-quyet")]
    parsed = parse_text(path.read_text(encoding="utf-8"))
    tasks = examine(parsed.document, parsed.sections).tasks
    assert [(task.lead, task.coordinate, task.owner, task.time) for task in tasks] == [
        (
            ("Sở Thông tin và Truyền thông",),
            ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
            (),
            "trước ngày 31 tháng 3 hằng năm",
        ),
        (("Sở Nông nghiệp và Phát triển nông thôn",), ("Sở Công Thương", "Liên minh Hợp tác xã tỉnh"), (), ""),
        ((), (), ("Sở Tài chính",), ""),
        ((), (), ("Ủy ban nhân dân cấp huyện",), "trước ngày 30 tháng 11 hằng năm"),
        ((), (), ("Ủy ban nhân dân tỉnh",), "sơ kết vào năm 2027; tổng kết vào năm 2030"),
        (
            (),
            (),
            (
                "Thường trực Hội đồng nhân dân tỉnh",
                "các Ban Hội đồng nhân dân tỉnh",
                "các Tổ đại biểu",
                "đại biểu Hội đồng nhân dân tỉnh",
            ),
            "",
        ),
    ]


def rows_of(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]]:
    parsed = parse_text(text)
    tasks = examine(parsed.document, parsed.sections).tasks
    return [(task.task, task.lead, task.coordinate, task.owner, task.time) for task in tasks]


def test_introduction_gives_its_roles_to_the_items_below_it() -> None:
    rows = rows_of(
        "Số: 5/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
        "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính:\n\n- Xây dựng bệnh viện vùng.\n\n- Mua thuốc dự phòng.\n\n"
        "2. Sở Nội vụ, Sở Tư pháp tổ chức thực hiện các việc sau:\n\n- Rà soát biên chế.\n\n"
        "- Chủ trì tuyển dụng bác sĩ."
    )
    assert rows == [
        ("Xây dựng bệnh viện vùng.", ("Sở Y tế",), ("Sở Tài chính",), (), ""),
        ("Mua thuốc dự phòng.", ("Sở Y tế",), ("Sở Tài chính",), (), ""),
        ("Rà soát biên chế.", (), (), ("Sở Nội vụ", "Sở Tư pháp"), ""),
        ("Chủ trì tuyển dụng bác sĩ.", ("Sở Nội vụ", "Sở Tư pháp"), (), (), ""),
    ]


def test_closing_formula_is_no_task() -> None:
    rows = rows_of(
        "Số: 5/QĐ-UBND\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Đề án.\n\nĐiều 2. Tổ chức thực hiện\n\n"
        "1. Sở Y tế kiểm tra việc thực hiện.\n\n"
        "2. Giám đốc các sở, Chủ tịch UBND các huyện chịu trách nhiệm thi hành Quyết định này."
    )
    assert rows == [("Sở Y tế kiểm tra việc thực hiện.", (), (), ("Sở Y tế",), "")]


def test_duties_of_persons_are_no_tasks_of_agencies() -> None:
    rows = rows_of(
        "Số: 5/2026/NĐ-CP\n\nNGHỊ ĐỊNH\n\nThử\n\nĐiều 1. Trách nhiệm của chuyên gia\n\n1. Tuân thủ pháp luật.\n\n"
        "Điều 2. Trách nhiệm của Bộ Nội vụ\n\n1. Hướng dẫn thực hiện."
    )
    assert rows == [("Hướng dẫn thực hiện.", (), (), ("Bộ Nội vụ",), "")]


def test_labels_as_numbered_lines_with_one_for_the_task() -> None:
    rows = rows_of(
        "Số: 5/NQ-CP\n\nNGHỊ QUYẾT\n\nThử\n\nI. NHIỆM VỤ BỔ SUNG\n\nBổ sung nhiệm vụ như sau:\n\n"
        "1. Tên nhiệm vụ: Xây dựng mạng lưới chuyên gia.\n\n2. Cơ quan chủ trì: Bộ Tư pháp.\n\n"
        "3. Cơ quan phối hợp: Các bộ, ngành.\n\n4. Thời gian hoàn thành: Quý IV/2026."
    )
    assert rows == [
        ("Xây dựng mạng lưới chuyên gia.", ("Bộ Tư pháp",), ("Các bộ, ngành",), (), "Quý IV/2026"),
    ]


def test_order_outside_an_organisation_section() -> None:
    parsed = parse_text(
        "Số: 5/QĐ-UBND\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Đề án kèm theo.\n\n"
        "Điều 2. Giao Sở Y tế chủ trì, phối hợp với Bảo hiểm xã hội tỉnh tổ chức thực hiện Đề án.\n\n"
        "Điều 3. Giao thông nông thôn được ưu tiên đầu tư."
    )
    (task,) = examine(parsed.document, parsed.sections).tasks
    assert (task.lead, task.coordinate) == (("Sở Y tế",), ("Bảo hiểm xã hội tỉnh",))


def organised(*items: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]]:
    return rows_of("Số: 5/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. TỔ CHỨC THỰC HIỆN\n\n" + "\n\n".join(items))


def test_each_part_of_an_item_that_names_its_own_agency_is_a_task() -> None:
    rows = organised(
        "1. Sở Nội vụ là cơ quan đầu mối tiếp nhận hồ sơ; tổng hợp trước ngày 20/6/2027; Sở Tài chính bố trí kinh phí;"
        " Cục Thuế tỉnh xác nhận nghĩa vụ thuế. Đề nghị Hội Nông dân tỉnh phối hợp với Tỉnh đoàn giám sát."
    )
    assert rows == [
        (
            "Sở Nội vụ là cơ quan đầu mối tiếp nhận hồ sơ; tổng hợp trước ngày 20/6/2027",
            ("Sở Nội vụ",),
            (),
            (),
            "trước ngày 20/6/2027",
        ),
        ("Sở Tài chính bố trí kinh phí", (), (), ("Sở Tài chính",), ""),
        ("Cục Thuế tỉnh xác nhận nghĩa vụ thuế.", (), (), ("Cục Thuế tỉnh",), ""),
        (
            "Đề nghị Hội Nông dân tỉnh phối hợp với Tỉnh đoàn giám sát.",
            (),
            ("Tỉnh đoàn",),
            ("Hội Nông dân tỉnh",),
            "",
        ),
    ]


def test_parts_of_an_item_with_roles_of_their_own_are_tasks_each_with_its_time() -> None:
    rows = organised(
        "1. Sở Y tế",
        "- Chủ trì mua xe cứu thương trước ngày 30/6/2027; phối hợp với Công an tỉnh xây dựng tổng đài.",
        "- Rà soát kho thuốc; chủ trì lập đề án trạm y tế.",
        "- Chủ trì tiêm chủng; phối hợp với Sở Nội vụ, Tỉnh đoàn.",
        "- Chủ trì lập bản đồ dịch tễ; phối hợp với Sở Xây dựng kiểm tra nguồn nước; hoàn thành trước ngày 01/9/2027.",
    )
    health = ("Sở Y tế",)
    assert rows == [
        ("Chủ trì mua xe cứu thương trước ngày 30/6/2027", health, (), (), "trước ngày 30/6/2027"),
        ("phối hợp với Công an tỉnh xây dựng tổng đài.", (), ("Công an tỉnh",), health, ""),
        ("Rà soát kho thuốc", (), (), health, ""),
        ("chủ trì lập đề án trạm y tế.", health, (), (), ""),
        ("Chủ trì tiêm chủng; phối hợp với Sở Nội vụ, Tỉnh đoàn.", health, ("Sở Nội vụ", "Tỉnh đoàn"), (), ""),
        ("Chủ trì lập bản đồ dịch tễ", health, (), (), "trước ngày 01/9/2027"),
        (
            "phối hợp với Sở Xây dựng kiểm tra nguồn nước; hoàn thành trước ngày 01/9/2027.",
            (),
            ("Sở Xây dựng",),
            health,
            "trước ngày 01/9/2027",
        ),
    ]


def test_a_label_for_coordinators_alone_leaves_the_lead_to_the_heading_above() -> None:
    rows = organised("1. Sở Y tế", "a) Chủ trì phun thuốc diệt muỗi. Đơn vị phối hợp: Tỉnh đoàn, Sở Nội vụ.")
    assert [row[1:4] for row in rows] == [(("Sở Y tế",), ("Tỉnh đoàn", "Sở Nội vụ"), ())]
    rows = organised("1. Sở Y tế", "a) Chủ trì phun thuốc diệt muỗi.", "- Cơ quan phối hợp: Tỉnh đoàn.")
    assert [row[1:4] for row in rows] == [(("Sở Y tế",), ("Tỉnh đoàn",), ())]


def test_a_label_for_the_time_in_an_item() -> None:
    rows = organised("1. Sở Y tế", "a) Chủ trì phun thuốc diệt muỗi ở 40 xã. Thời gian thực hiện: 2026 - 2028.")
    assert rows[0][4] == "2026 - 2028"


def test_a_list_of_agencies_over_semicolons_is_one_list() -> None:
    rows = organised("1. Sở Y tế phối hợp với Sở Tài chính; Sở Nội vụ; Công an tỉnh kiểm tra các trạm; báo cáo.")
    assert [(row[2], row[3]) for row in rows] == [(("Sở Tài chính", "Sở Nội vụ", "Công an tỉnh"), ("Sở Y tế",))]


def test_an_item_under_an_agency_charges_another_too() -> None:
    rows = organised(
        "1. Sở Y tế",
        "- Chủ trì mua thiết bị; theo dõi tiến độ. Ủy ban nhân dân huyện Tam Nông bố trí đất.",
        "- Đào tạo bác sĩ.",
    )
    assert [(row[1], row[3]) for row in rows] == [
        (("Sở Y tế",), ()),
        ((), ("Ủy ban nhân dân huyện Tam Nông",)),
        ((), ("Sở Y tế",)),
    ]


def test_words_before_a_colon_that_are_no_agency() -> None:
    rows = organised("1. Thông tin, báo cáo: các sở, ngành gửi kết quả về Sở Y tế trước ngày 05 tháng 7 hằng năm.")
    assert rows[0][3:] == (("các sở, ngành",), "trước ngày 05 tháng 7 hằng năm")


def test_the_section_on_reporting_charges_agencies() -> None:
    rows = rows_of(
        "Số: 5/KH-UBND\n\nKẾ HOẠCH\n\nThử\n\nI. CHẾ ĐỘ BÁO CÁO\n\nCác sở, ngành gửi báo cáo về Sở Y tế trước ngày 22"
        " hằng tháng.\n\nII. NHIỆM VỤ\n\n1. Nâng cao chất lượng khám bệnh."
    )
    assert [(row[3], row[4]) for row in rows] == [(("Các sở, ngành",), "trước ngày 22 hằng tháng")]


def test_a_number_alone_and_a_sanction_are_no_tasks() -> None:
    rows = organised(
        "1. Sở Y tế",
        "Mua 20 xe cứu thương.",
        "7",
        "2. Tổ chức, cá nhân vi phạm thì theo mức độ xử lý kỷ luật theo quy định.",
    )
    assert [row[0] for row in rows] == ["Mua 20 xe cứu thương."]
