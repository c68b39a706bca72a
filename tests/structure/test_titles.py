"""Where the title of a part ends. All text is invented."""

from .invented import document, paths, text

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
