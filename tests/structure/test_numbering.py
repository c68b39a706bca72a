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
