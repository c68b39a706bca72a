"""How numbers are told from figures, and lists from each other. All text is invented."""

from .invented import paths, plan, reference, text, warned


def test_a_number_before_a_figure_counts_where_it_is_awaited() -> None:
    found = plan(
        "I. MỤC TIÊU", "1. Đến năm 2025", "1.1. Trồng 500 ha rừng.", "1.2. 100% xã có vườn ươm.", "1.3. Giữ rừng."
    )
    assert paths(found) == ["I", "I/1", "I/1/1.1", "I/1/1.2", "I/1/1.3"]
    assert reference(found, "100% xã").startswith("khoản 1.2 mục 1 Phần I Kế hoạch")
    assert not warned(found)


def test_a_list_may_begin_with_a_number_before_a_figure() -> None:
    found = plan("I. MỤC TIÊU", "1. 100% xã có vườn ươm.", "2. 50% hộ tham gia.")
    assert paths(found) == ["I", "I/1", "I/2"]


def test_a_figure_that_no_list_awaits_is_no_number() -> None:
    found = plan(
        "I. KINH PHÍ", "1. Ngân sách tỉnh.", "4. 500 triệu đồng từ ngân sách trung ương.", "2. Ngân sách huyện."
    )
    assert paths(found) == ["I", "I/1", "I/1/d1", "I/2"]
    assert text(found, "I/1/d1").startswith("4. 500 triệu")


def test_an_agency_of_few_letters_heads_its_tasks() -> None:
    found = plan(
        "I. PHÂN CÔNG", "SỞ TÀI CHÍNH", "- Bố trí vốn.", "SỞ Y TẾ", "- Trồng cây thuốc.", "TỔ 1A", "- Trồng tre."
    )
    assert reference(found, "cây thuốc").startswith("gạch đầu dòng thứ 1, mục “SỞ Y TẾ” Phần I")
    assert "I/de-muc-3" not in paths(found)


OUTER_ROMAN = ("I. MỤC TIÊU", "1. Trồng rừng.", "II. NHIỆM VỤ", "A. GIỐNG", "1. Chọn giống.", "2. Ươm giống.", "B. ĐẤT")


def test_letters_stand_under_the_roman_numbers_that_come_first() -> None:
    found = plan(*OUTER_ROMAN, "1. Làm đất.", "III. KINH PHÍ", "- Ngân sách tỉnh.")
    assert paths(found)[2:] == ["II", "II/A", "II/A/1", "II/A/2", "II/B", "II/B/1", "III", "III/g1"]
    assert reference(found, "Làm đất").startswith("mục 1 mục B Phần II Kế hoạch")
    assert not warned(found)


def test_roman_numbers_stand_under_the_letters_that_come_first() -> None:
    found = plan("A. MỤC TIÊU", "I. Chung", "1. Trồng rừng.", "B. NHIỆM VỤ", "I. Giống", "1. Chọn giống.")
    assert paths(found) == ["A", "A/I", "A/I/1", "B", "B/I", "B/I/1"]
    assert reference(found, "Chọn giống").startswith("mục 1 mục I Phần B Kế hoạch")


def test_letters_after_an_introduction_in_roman_numbers_are_outer_where_these_start_anew() -> None:
    found = plan("I. MỞ ĐẦU", "- Rừng.", "A. MỤC TIÊU", "I. Chung", "- Trồng.", "B. NHIỆM VỤ", "I. Giống", "- Ươm.")
    assert reference(found, "Ươm").startswith("gạch đầu dòng thứ 1, mục I Phần B")


def test_numbers_that_run_through_all_headings_are_numbers() -> None:
    found = plan(*OUTER_ROMAN, "3. Làm đất.", "4. Bón phân.", "C. NƯỚC", "5. Tưới.", "6. Tiêu.")
    assert paths(found)[6:] == ["II/B", "II/B/3", "II/B/4", "II/C", "II/C/5", "II/C/6"]
    assert not warned(found) and not [s for s in found.sections if s.inferred]


def test_numbers_run_through_roman_chapters_too() -> None:
    found = plan(
        "I. GIỐNG", "1. Chọn.", "2. Ươm.", "3. Chăm.", "II. ĐẤT", "4. Cày.", "5. Bón.", "III. NƯỚC", "6. Tưới."
    )
    assert paths(found) == ["I", "I/1", "I/2", "I/3", "II", "II/4", "II/5", "III", "III/6"]
    assert not warned(found) and not [s for s in found.sections if s.inferred]


def test_agencies_in_small_letters_head_the_bullets_below_them() -> None:
    lines = ("II. TỔ CHỨC THỰC HIỆN", "Sở Tài chính", "- Bố trí vốn.", "Sở Y tế, Công an tỉnh", "- Trồng cây thuốc.")
    found = plan("I. MỤC TIÊU", "- Trồng rừng.", *lines, "III. KINH PHÍ", "- Ngân sách tỉnh.")
    assert paths(found)[2:] == ["II", *(f"II/de-muc-{k}{g}" for k in (1, 2) for g in ("", "/g1")), "III", "III/g1"]
    assert reference(found, "cây thuốc").startswith("gạch đầu dòng thứ 1, mục “Sở Y tế, Công an tỉnh” Phần II")


def test_what_else_stands_above_bullets_is_a_paragraph() -> None:
    one = plan("I. TỔ CHỨC", "Sở Tài chính", "- Bố trí vốn.", "Việc khác", "- Trồng tre.", "Sở Y tế giúp", "- Dân.")
    assert paths(one) == ["I", "I/d1", "I/g1", "I/d2", "I/g2", "I/d3", "I/g3"]


def test_tasks_numbered_by_name_are_headings() -> None:
    lines = ("Nhiệm vụ 1: Chọn giống", "Chọn keo.", "Nhiệm vụ 2: Ươm giống", "1. Làm bầu.", "2. Gieo hạt.")
    more = (
        "II. ĐẤT",
        "Nhiệm vụ 3: Làm đất",
        "1. Cày.",
        "2. Bón.",
        "Nhiệm vụ 4. Trồng",
        "1. Đào hố.",
        "III. VỐN",
        "- Tỉnh.",
    )
    found = plan("I. GIỐNG", *lines, *more)
    assert [p for p in paths(found) if p.count("/") < 2] == [
        *("I", "I/nhiem-vu-1", "I/nhiem-vu-2", "II", "II/nhiem-vu-3", "II/nhiem-vu-4", "III", "III/g1")
    ]
    assert reference(found, "Gieo hạt").startswith("mục 2 Nhiệm vụ 2 Phần I Kế hoạch")
    assert not warned(found) and not [s for s in found.sections if s.inferred]


def test_tasks_numbered_by_name_under_numbers() -> None:
    found = plan("I. VIỆC", "1. Giống", "Dự án 1: Vườn ươm", "a) Keo.", "Dự án 2: Rừng giống", "2. Đất", "Dự án 3: Bón")
    assert paths(found) == [
        *("I", "I/1", "I/1/du-an-1", "I/1/du-an-1/a", "I/1/du-an-2", "I/2", "I/2/du-an-3"),
    ]


def test_a_programme_known_by_its_number_is_no_heading() -> None:
    found = plan("I. VIỆC", "1. Thực hiện các đề án:", "Đề án 06: dữ liệu rừng.", "2. Giống.")
    assert paths(found) == ["I", "I/1", "I/1/d1", "I/2"]
