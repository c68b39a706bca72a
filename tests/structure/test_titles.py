"""Where titles and headings end. All text is invented."""

from .invented import document, paths, plan, text

DECISION = (
    "Số: 7/QĐ-UBND",
    "Lai Châu, ngày 02 tháng 3 năm 2024",
    "QUYẾT ĐỊNH",
    "Phê duyệt Đề án trồng rừng",
    "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
    "Điều 1. Phê duyệt Đề án trồng rừng.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Lò Văn An",
)
ATTACHED = "(Kèm theo Quyết định số 7/QĐ-UBND ngày 02 tháng 3 năm 2024)"


def test_a_heading_in_capitals_below_the_title_s_last_line_is_no_title() -> None:
    lines = ("ĐỀ ÁN", "TRỒNG RỪNG PHÒNG HỘ", ATTACHED, "SỰ CẦN THIẾT", "Rừng giữ nước.", "MỤC TIÊU", "Trồng 500 ha.")
    found = document(*DECISION, *lines)
    assert found.document.parts[1].title == "TRỒNG RỪNG PHÒNG HỘ"
    own = [p for p in paths(found) if p.startswith("de-an/")]
    assert own == [f"de-an/de-muc-{k}{d}" for k in (1, 2) for d in ("", "/d1")]
    assert text(found, "de-an/de-muc-1") == "SỰ CẦN THIẾT"


def test_a_title_may_stand_below_that_line() -> None:
    found = document(*DECISION, "PHỤ LỤC I", ATTACHED, "DANH MỤC GIỐNG CÂY RỪNG", "1. Keo", "2. Thông")
    assert found.document.parts[1].title == "DANH MỤC GIỐNG CÂY RỪNG"


def test_a_sum_that_is_divided_is_no_heading() -> None:
    lines = ("1. Tổng kinh phí là 40 tỷ đồng, trong đó: tỉnh 30 tỷ đồng.", "2. Vốn 30 tỷ đồng gồm: vay; góp.")
    found = plan("I. KINH PHÍ", *lines, "3. Sở Tài chính: Bố trí vốn.", "4. Hồ sơ gồm: đơn; bản đồ.")
    assert [s.heading for s in found.sections if s.parent] == ["", "", "Sở Tài chính", "Hồ sơ gồm"]
