"""Headers, written from the documents' first and last pages."""

from pathlib import Path

import pytest

from qa.documents import read
from qa.records import Source
from qa.structure import parse

from .conftest import Reader

COUNCIL_LAW = "Luật Tổ chức chính quyền địa phương"
AMENDING_LAW = "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
HEADERS = {
    "ha-nam-kh-2022": (
        "Kế hoạch",
        None,
        "UBND tỉnh Hà Nam",
        "Hà Nam",
        "2022-08",
        "Thực hiện Chiến lược phát triển khoa học, công nghệ và đổi mới sáng tạo đến năm 2030 trên địa bàn tỉnh Hà Nam",
        "Nguyễn Đức Vượng",
    ),
    "bac-ninh-qd-123-2023": (
        "Quyết định",
        "123/QĐ-UBND",
        "UBND tỉnh Bắc Ninh",
        "Bắc Ninh",
        "2023-04-05",
        "Ban hành Chương trình phát triển khoa học, công nghệ và đổi mới sáng tạo tỉnh Bắc Ninh giai đoạn 2023 -2025, "
        "định hướng đến năm 2030",
        "Ngô Tân Phụng",
    ),
    "binh-thuan-kh-4239-2021": (
        "Kế hoạch",
        "4239/KH-UBND",
        "UBND tỉnh Bình Thuận",
        "Bình Thuận",
        "2021-11-09",
        "TRIỂN KHAI CHƯƠNG TRÌNH PHÁT TRIỂN THỊ TRƯỜNG KHOA HỌC VÀ CÔNG NGHỆ ĐẾN NĂM 2030 CỦA TỈNH BÌNH THUẬN",
        "Nguyễn Minh",
    ),
    # The copy has lost its title and its signer's name.
    "kon-tum-kh-2629-2023": ("Kế hoạch", "2629/KH-UBND", "UBND tỉnh Kon Tum", "Kon Tum", "2023-08-15", "", None),
    "phu-tho-kh-318-2024": (
        "Kế hoạch",
        "318/KH-UBND",
        "UBND tỉnh Phú Thọ",
        "Phú Thọ",
        "2024-01-26",
        "Chuyển đổi số tỉnh Phú Thọ giai đoạn 2024 - 2026, định hướng đến năm 2030",
        "Đinh Công Lực",
    ),
    "dong-thap-nq-47-2024": (
        "Nghị quyết",
        "47/2024/NQ-HĐND",
        "HĐND tỉnh Đồng Tháp",
        "Đồng Tháp",
        "2024-07-12",
        "Quy định chính sách hỗ trợ chuyển đổi số trong nông nghiệp, doanh nghiệp nhỏ và vừa trên địa bàn tỉnh Đồng "
        "Tháp giai đoạn 2025 - 2030",
        "Lê Thị Thanh Mai",
    ),
}
BASES = {
    "ha-nam-kh-2022": [("Quyết định", "569/QĐ-TTg", "2022-05-11")],
    "bac-ninh-qd-123-2023": [
        (COUNCIL_LAW, None, "2015-06-19"),
        (AMENDING_LAW, None, "2019-11-22"),
        ("Luật Khoa học và công nghệ", None, "2013-06-18"),
        ("Nghị quyết", "29-NQ/TW", "2022-11-17"),
        ("Quyết định", "569/QĐ-TTg", "2022-05-11"),
        ("Chương trình hành động", "04-CTr/TU", "2020-11-20"),
        ("Nghị quyết", "52-NQ/TU", "2022-03-18"),
        ("Kết luận", "691-KL/TU", "2023-03-31"),
        ("Tờ trình", "32/TTr-SKHCCN", "2023-03-08"),
    ],
    "binh-thuan-kh-4239-2021": [
        ("Quyết định", "1158/QĐ-TTg", "2021-07-13"),
        ("Chương trình hành động", "06-CTr/TU", "2021-01-22"),
        ("Kế hoạch", "221-KH/TU", "2020-10-01"),
        ("Nghị quyết", "52-NQ/TW", None),
    ],
    "kon-tum-kh-2629-2023": [("Quyết định", "569/QĐ-TTg", "2022-05-11")],
    "phu-tho-kh-318-2024": [
        ("Luật Giao dịch điện tử", None, "2023-06-22"),
        ("Quyết định", "749/QĐ-TTg", "2020-06-03"),
        ("Nghị quyết", "27-NQ/TU", "2022-09-15"),
        ("Tờ trình", "09/TTr-STTTT", "2024-01-12"),
    ],
    "dong-thap-nq-47-2024": [
        (COUNCIL_LAW, None, "2015-06-19"),
        (AMENDING_LAW, None, "2019-11-22"),
        ("Luật Ngân sách nhà nước", None, "2015-06-25"),
        ("Luật Hỗ trợ doanh nghiệp nhỏ và vừa", None, "2017-06-12"),
        ("Quyết định", "749/QĐ-TTg", "2020-06-03"),
        ("Tờ trình", "96/TTr-UBND", "2024-06-24"),
    ],
}
PARTS = {
    "ha-nam-kh-2022": [("", "Kế hoạch")],
    "bac-ninh-qd-123-2023": [("", "Quyết định"), ("chuong-trinh", "Chương trình"), ("phu-luc", "Phụ lục")],
    "binh-thuan-kh-4239-2021": [("", "Kế hoạch"), ("phu-luc", "Phụ lục")],
    "kon-tum-kh-2629-2023": [("", "Kế hoạch")],
    "phu-tho-kh-318-2024": [("", "Kế hoạch"), ("phu-luc", "Phụ lục")],
    "dong-thap-nq-47-2024": [("", "Nghị quyết")],
}


@pytest.mark.parametrize("doc_id", HEADERS)
def test_header(readers: dict[str, Reader], doc_id: str) -> None:
    found = readers[doc_id].document
    header = (found.kind, found.number, found.issuer, found.province, found.date, found.title, found.signer)
    assert header == HEADERS[doc_id]


@pytest.mark.parametrize("doc_id", BASES)
def test_legal_bases(readers: dict[str, Reader], doc_id: str) -> None:
    reader = readers[doc_id]
    assert [(b.kind, b.number, b.date) for b in reader.document.legal_bases] == BASES[doc_id]
    for basis in reader.document.legal_bases:
        section = next(s for s in reader.sections if s.section_id == basis.section_id)
        assert section.kind == "basis"


@pytest.mark.parametrize("doc_id", PARTS)
def test_parts(readers: dict[str, Reader], doc_id: str) -> None:
    assert [(part.key, part.kind) for part in readers[doc_id].document.parts] == PARTS[doc_id]


def test_title_of_an_appendix_keeps_all_its_words(readers: dict[str, Reader]) -> None:
    appendix = readers["phu-tho-kh-318-2024"].document.parts[1]
    assert appendix.title == "DANH MỤC NHIỆM VỤ TRỌNG TÂM CHUYỂN ĐỔI SỐ TỈNH PHÚ THỌ GIAI ĐOẠN 2024 - 2026"


def test_what_the_text_leaves_out_is_said(readers: dict[str, Reader]) -> None:
    assert any("số" in warning for warning in readers["ha-nam-kh-2022"].document.warnings)
    assert any("người ký" in warning for warning in readers["kon-tum-kh-2629-2023"].document.warnings)
    assert readers["bac-ninh-qd-123-2023"].document.warnings == ()


def test_a_title_that_holds_number_and_date_in_plain_text(tmp_path: Path) -> None:
    """The gazette's way, line by line: no letterhead, and "Quyết định:" after a comma."""
    path = tmp_path / "quyet-dinh.txt"
    lines = (
        "Quyết định",
        "của Bộ trưởng Bộ Thương mại số 57/2003/QĐ-BTM",
        "ngày 09 tháng 5 năm 2003 về việc sửa đổi, bổ sung",
        "Quy chế tổ chức và hoạt động của",
        "Trung tâm Thông tin thị trường",
        "Bộ trưởng Bộ Thương mại",
        "Căn cứ Nghị định số 95/1993/NĐ-CP ngày 04 tháng 12 năm 1993 của Chính",
        "phủ quy định chức năng, nhiệm vụ của Bộ Thương mại;",
        "Theo đề nghị của Vụ trưởng Vụ Tổ chức cán bộ,",
        "Quyết định:",
        "Điều 1. Sửa đổi khoản 2 Điều 4 của Quy chế như sau:",
        '"2. Trung tâm có con dấu riêng."',
        "Điều 2. Quyết định này có hiệu lực sau 15 ngày kể từ ngày đăng Công",
        "báo.",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    found = parse(read(path), Source(path.name, "0", "txt"))
    document = found.document
    assert (document.kind, document.number, document.date) == ("Quyết định", "57/2003/QĐ-BTM", "2003-05-09")
    assert document.title == (
        "Về việc sửa đổi, bổ sung Quy chế tổ chức và hoạt động của Trung tâm Thông tin thị trường"
    )
    assert [s.path[0] for s in found.sections][-4:] == ["mo-dau-1", "dieu-1", "dieu-1", "dieu-2"]
    assert [b.number for b in document.legal_bases][:1] == ["95/1993/NĐ-CP"]
