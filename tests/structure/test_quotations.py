"""Amendments, which quote the wording of another document with its numbers. All text is invented."""

from .invented import document, paths, reference, warned

HEAD = (
    "HỘI ĐỒNG NHÂN DÂN TỈNH LAI CHÂU",
    "Số: 9/2024/NQ-HĐND",
    "Lai Châu, ngày 02 tháng 3 năm 2024",
    "NGHỊ QUYẾT",
    "Sửa đổi Quy định về trồng rừng",
    "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
)
ARTICLE = (
    "Điều 1. Sửa đổi Quy định về trồng rừng",
    "1. Bổ sung Điều 4a như sau:",
    "“Điều 4a. Hỗ trợ vườn ươm",
    "1. Vườn ươm được hỗ trợ 20 triệu đồng.",
    "a) Chi một lần.",
    "2. Hồ sơ theo mẫu “Đơn đề nghị” của huyện.”",
    "2. Bãi bỏ Điều 7.",
    "Điều 2. Nghị quyết có hiệu lực từ ngày ký.",
)


def test_numbers_inside_a_quotation_are_those_of_the_other_document() -> None:
    found = document(*HEAD, *ARTICLE)
    own = [p for p in paths(found) if p.startswith("dieu-")]
    assert own == ["dieu-1", *(f"dieu-1/1{x}" for x in ("", "/d1", "/d2", "/d3", "/d4")), "dieu-1/2", "dieu-2"]
    assert reference(found, "20 triệu").startswith("đoạn 2, khoản 1 Điều 1 Nghị quyết")
    assert not warned(found)


def test_a_quotation_may_begin_behind_the_words_that_announce_it() -> None:
    lines = (
        'Điều 1. Sửa đổi Điều 5 như sau: "1. Chi một lần.',
        '2. Chi bằng tiền.";',
        "Điều 2. Có hiệu lực từ ngày ký.",
    )
    assert [p for p in paths(document(*HEAD, *lines)) if p.startswith("dieu-")] == ["dieu-1", "dieu-1/d1", "dieu-2"]


def test_a_mark_that_nothing_closes_holds_nothing() -> None:
    lines = ("Điều 1. Nội dung", "1. Sửa đổi như sau:", "“1. Chi một lần.", "2. Bãi bỏ “Điều 7”.", "3. Bãi bỏ Điều 8.")
    own = [p for p in paths(document(*HEAD, *lines)) if p.startswith("dieu-")]
    assert own == ["dieu-1", "dieu-1/1", "dieu-1/1/d1", "dieu-1/2", "dieu-1/3"]


def test_a_word_in_quotation_marks_opens_none() -> None:
    lines = ("Điều 1. Nội dung", "1. Phong trào “Xanh hóa", "2. Chương trình của “Hội”.", "3. Lễ phát động” của tỉnh.")
    own = [p for p in paths(document(*HEAD, *lines)) if p.startswith("dieu-")]
    assert own == ["dieu-1", "dieu-1/1", "dieu-1/2", "dieu-1/3"]


def test_what_no_amendment_announces_is_no_quotation_of_paragraphs() -> None:
    lines = (
        "Điều 1. Nội dung",
        '1. Phát động phong trào: "Xanh hóa',
        "2. Trồng cây.",
        '3. Tổ chức "Tết trồng cây" và "Hội"."',
    )
    own = [p for p in paths(document(*HEAD, *lines)) if p.startswith("dieu-")]
    assert own == ["dieu-1", "dieu-1/1", "dieu-1/2", "dieu-1/3"]
