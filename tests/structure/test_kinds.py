"""Headers of other kinds of documents and issuers, set as real ones of each kind are."""

import pytest

from qa.records import Block, Document, RawDocument, Source
from qa.structure import parse
from qa.structure.references import document_reference

MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
END = ["Điều 1. Công bố các danh mục sau.", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."]


def parsed(*lines: str) -> Document:
    return parse(RawDocument(tuple(Block(line) for line in lines), "txt"), Source("a.txt", "0", "txt")).document


def header(document: Document) -> tuple[object, ...]:
    return document.kind, document.number, document.issuer, document.date, document.title, document.signer


CASES = {
    "a ministry's decision": (
        ["BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Số: 16/QĐ-BLĐTBXH", *MOTTO, "Hà Nội, ngày 24 tháng 01 năm 2025",
         "QUYẾT ĐỊNH", "Về việc công bố danh mục", "Căn cứ Luật Việc làm ngày 16 tháng 11 năm 2013;", "QUYẾT ĐỊNH:",
         *END, "BỘ TRƯỞNG", "Đào Ngọc Dung"],
        ("Quyết định", "16/QĐ-BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội", "2025-01-24",
         "Về việc công bố danh mục", "Đào Ngọc Dung"),
    ),
    "a circular whose letterhead has lost its capitals": (
        ["Bộ Tài chính cộng hòa xã hội chủ nghĩa việt nam", "Độc lập - Tự do - Hạnh phúc",
         "Số: 08 /2001/TT-BTC -----------", "Hà nội, ngày 18 tháng 1 năm 2001", "thông tư",
         "Hướng dẫn bổ sung quy định về thuế", "- Căn cứ vào Nghị định số 30/1998/NĐ-CP ngày 13/5/1998;",
         "Điều 1. Phạm vi.", "bộ trưởng", "Vũ Văn Ninh"],
        ("Thông tư", "08/2001/TT-BTC", "Bộ Tài chính", "2001-01-18", "Hướng dẫn bổ sung quy định về thuế",
         "Vũ Văn Ninh"),
    ),
    "a decree whose authority's line follows the title": (
        ["Chính phủ", "Số: 28 /2003/NĐ-CP", *MOTTO, "Hà Nội, ngày 31 tháng 3 năm 2003", "Nghị định của chính phủ",
         "Quy định việc phát hành công trái", "Chính phủ", "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;",
         "Nghị Định:", "Điều 1. Phạm vi.", "thủ tướng chính phủ", "(Đã ký)", "Phan Văn Khải"],
        ("Nghị định", "28/2003/NĐ-CP", "Chính phủ", "2003-03-31", "Quy định việc phát hành công trái",
         "Phan Văn Khải"),
    ),
    "a decision as the gazette heads it": (
        ["Quyết định", "của Thủ tướng Chính phủ số 115/2004/QĐ-TTg ngày 25 tháng 6 năm 2004 về việc sửa đổi Quy chế",
         "Thủ tướng Chính phủ", "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;", "Quyết định:", *END],
        ("Quyết định", "115/2004/QĐ-TTg", "Thủ tướng Chính phủ", "2004-06-25", "Về việc sửa đổi Quy chế", None),
    ),
    "a notice of a ministry, signed on its behalf with a stamp's mark": (
        ["BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Số: 45/TB-BKHCN", *MOTTO, "Hà Nội, ngày 02 tháng 3 năm 2024", "THÔNG BÁO",
         "Kết quả xét chọn nhiệm vụ", "Điều 1. Kết quả.", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "[daky] Trần Văn Tùng"],
        ("Thông báo", "45/TB-BKHCN", "Bộ Khoa học và Công nghệ", "2024-03-02", "Kết quả xét chọn nhiệm vụ",
         "Trần Văn Tùng"),
    ),
    "a resolution of a people's council": (
        ["HỘI ĐỒNG NHÂN DÂN", "TỈNH YÊN BÁI", "Số: 12/NQ-HĐND", *MOTTO, "Yên Bái, ngày 10 tháng 7 năm 2024",
         "NGHỊ QUYẾT", "Về chính sách hỗ trợ chăn nuôi", "HỘI ĐỒNG NHÂN DÂN TỈNH YÊN BÁI",
         "Căn cứ Luật Chăn nuôi ngày 19 tháng 11 năm 2018;", "QUYẾT NGHỊ:", "Điều 1. Phạm vi.", "CHỦ TỊCH",
         "Tạ Văn Long"],
        ("Nghị quyết", "12/NQ-HĐND", "HĐND tỉnh Yên Bái", "2024-07-10", "Về chính sách hỗ trợ chăn nuôi",
         "Tạ Văn Long"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_header(case: str) -> None:
    lines, expected = CASES[case]
    assert header(parsed(*lines)) == expected


def test_a_list_with_its_own_line_of_attachment_is_a_part() -> None:
    lines, _ = CASES["a ministry's decision"]
    title = "DANH MỤC VĂN BẢN HẾT HIỆU LỰC"
    found = parsed(*lines, title, "(Ban hành kèm theo Quyết định số 16/QĐ-BLĐTBXH ngày 24/01/2025)", "A. TOÀN BỘ")
    assert [(part.key, part.kind, part.title) for part in found.parts][1:] == [
        ("danh-muc", "Danh mục", "VĂN BẢN HẾT HIỆU LỰC")
    ]


def test_a_heading_in_capitals_without_that_line_is_none() -> None:
    lines, _ = CASES["a ministry's decision"]
    assert len(parsed(*lines[:-2], "DANH MỤC VĂN BẢN HẾT HIỆU LỰC", "A. TOÀN BỘ", *lines[-2:]).parts) == 1


def test_an_appendix_in_a_file_of_its_own_knows_what_it_belongs_to() -> None:
    found = parsed(
        "Phụ lục III",
        "BẢNG CHỮ VIẾT TẮT",
        "(Kèm theo Nghị định số 30/2020/NĐ-CP",
        "ngày 05 tháng 3 năm 2020 của Chính phủ)",
        "I. TÊN LOẠI VĂN BẢN",
        "1. Nghị quyết viết tắt là NQ.",
    )
    assert header(found) == ("Phụ lục III", None, "Chính phủ", "2020-03-05", "BẢNG CHỮ VIẾT TẮT", None)
    (basis,) = found.legal_bases
    assert (basis.kind, basis.number, basis.date) == ("Nghị định", "30/2020/NĐ-CP", "2020-03-05")
    assert found.doc_id == "chinh-phu-phu-luc-iii-2020"


@pytest.mark.parametrize("letterhead", [[], ["ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG"]])
def test_a_programme_in_a_file_of_its_own_has_the_number_of_its_decision(letterhead: list[str]) -> None:
    found = parsed(
        *letterhead,
        "ĐỀ ÁN",
        "Phát triển chợ nông thôn",
        "(Phê duyệt kèm theo Quyết định số 714/QĐ-UBND ngày 18 tháng 6 năm 2024 của Chủ tịch UBND tỉnh Hà Giang)",
        "I. MỤC TIÊU",
        "1. Xây mới 12 chợ.",
    )
    assert (found.kind, found.number, found.date) == ("Đề án", "714/QĐ-UBND", "2024-06-18")
    whole = "Đề án ban hành kèm theo Quyết định số 714/QĐ-UBND ngày 18/6/2024 của UBND tỉnh Hà Giang"
    assert document_reference(found) == whole


def test_a_title_in_capitals_that_begins_like_an_office_and_a_name_with_an_apostrophe() -> None:
    found = parsed(
        "ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG",
        "Số: 9/2024/QĐ-UBND",
        "Đắk Nông, ngày 5 tháng 6 năm 2024",
        "QUYẾT ĐỊNH",
        "BAN HÀNH QUY ĐỊNH VỀ CHỢ NÔNG THÔN",
        "ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG",
        "Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;",
        "QUYẾT ĐỊNH:",
        *END,
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Y H'Liên Niê",
    )
    assert (found.title, found.signer) == ("BAN HÀNH QUY ĐỊNH VỀ CHỢ NÔNG THÔN", "Y H'Liên Niê")


def test_numbers_of_the_national_assembly_are_whole() -> None:
    lines, _ = CASES["a ministry's decision"]
    lines = [line.replace("Căn cứ Luật Việc làm ngày 16 tháng 11 năm 2013;",
             "Căn cứ Nghị quyết số 03/2021/UBTVQH15 ngày 24 tháng 9 năm 2021;") for line in lines]  # fmt: skip
    (basis,) = parsed(*lines).legal_bases
    assert (basis.number, basis.date) == ("03/2021/UBTVQH15", "2021-09-24")
