"""Forms to be filled in, which follow a decision or its appendices. All text is invented."""

import pytest

from qa.documents.layout import blocks_from_lines
from qa.records import Block, RawDocument, Source
from qa.structure import ParsedDocument, parse

DECISION = """\
ỦY BAN NHÂN DÂN TỈNH HÀ GIANG
Số: 12/QĐ-UBND
Hà Giang, ngày 05 tháng 3 năm 2024
QUYẾT ĐỊNH
Về việc hỗ trợ doanh nghiệp đổi mới công nghệ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Hồ sơ gồm đơn theo Mẫu số 01 và báo cáo theo Mẫu số 02.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""
FORMS = """\
Mẫu số 01
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐƠN ĐỀ NGHỊ HỖ TRỢ
Kính gửi: Sở Khoa học và Công nghệ
Tên doanh nghiệp: ..............................
1. Nội dung đề nghị: ..............................
ĐẠI DIỆN DOANH NGHIỆP
Mẫu số 02: Báo cáo kết quả
Căn cứ Quyết định số ..... ngày .....;
QUYẾT ĐỊNH
I. KẾT QUẢ
Doanh thu tăng thêm: ..............................
"""
APPENDIX = """\
PHỤ LỤC {number}
(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Hà Giang)
"""


def of(text: str) -> ParsedDocument:
    blocks = tuple(Block(text=line) for line in text.splitlines())
    return parse(RawDocument(blocks=blocks, format="txt"), Source("invented.txt", "0", "txt"))


def holding(found: ParsedDocument, words: str) -> str:
    return next(s.section_id.partition("#")[2] for s in found.sections if words in found.document.text[s.start : s.end])


def test_each_form_is_a_part_of_its_own_with_its_title() -> None:
    found = of(DECISION + FORMS)
    assert [(p.kind, p.title) for p in found.document.parts[1:]] == [
        ("Mẫu số 01", "ĐƠN ĐỀ NGHỊ HỖ TRỢ"),
        ("Mẫu số 02", "Báo cáo kết quả"),
    ]
    assert holding(found, "Tên doanh nghiệp").startswith("mau-01/")
    assert holding(found, "Doanh thu tăng thêm").startswith("mau-02/")
    first = next(s for s in found.sections if "Tên doanh nghiệp" in found.document.text[s.start : s.end])
    assert first.reference.endswith(
        "Mẫu số 01 ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05/3/2024 của UBND tỉnh Hà Giang"
    )


def test_what_a_form_says_is_not_said_of_the_document() -> None:
    document = of(DECISION + FORMS).document
    assert (document.number, document.kind, document.signer) == ("12/QĐ-UBND", "Quyết định", "Nguyễn Văn An")
    assert len(document.legal_bases) == 1
    assert "QUYẾT ĐỊNH" not in {part.title for part in document.parts}


def test_forms_of_two_appendices_keep_apart() -> None:
    found = of(DECISION + APPENDIX.format(number="I") + FORMS + APPENDIX.format(number="II") + FORMS)
    kinds = ["Phụ lục I", "Mẫu số 01 Phụ lục I", "Mẫu số 02 Phụ lục I"]
    kinds += ["Phụ lục II", "Mẫu số 01 Phụ lục II", "Mẫu số 02 Phụ lục II"]
    assert [part.kind for part in found.document.parts[1:]] == kinds
    firsts = {s.path[0] for s in found.sections if s.reference.startswith("Mẫu số 01")}
    assert firsts == {"phu-luc-I-mau-01", "phu-luc-II-mau-01"}


def test_an_appendix_without_its_attaching_line_ends_the_forms_before_it() -> None:
    found = of(DECISION + FORMS + "PHỤ LỤC II\nDANH SÁCH ĐƠN VỊ\n1. Trường Cao đẳng Kỹ thuật\n")
    assert holding(found, "Trường Cao đẳng").startswith("phu-luc-II/")


def test_a_list_of_forms_is_no_form() -> None:
    listed = "Mẫu số 01: Đơn đề nghị hỗ trợ\nMẫu số 02: Báo cáo kết quả\n"
    found = of(DECISION + APPENDIX.format(number="I") + listed + FORMS)
    assert [part.kind for part in found.document.parts[2:]] == ["Mẫu số 01 Phụ lục I", "Mẫu số 02 Phụ lục I"]


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Mẫu 1a", "mau-1a"),
        ("MẪU SỐ: 03", "mau-03"),
        ("Biểu mẫu số 2", "mau-2"),
        ("Mẫu B1-2-ĐĐK", "mau-b1-2-ddk"),
        ("Biểu số 05/KHCN", "mau-05-khcn"),
        ("Mẫu số IV - Phiếu đánh giá", "mau-iv"),
        ("Mẫu số 07 (dùng cho tổ chức)", "mau-07"),
    ],
)
def test_labels_of_forms(label: str, key: str) -> None:
    found = of(f"{DECISION}{label}\nPHIẾU ĐÁNH GIÁ HỒ SƠ\nHọ và tên: ....................\n")
    assert holding(found, "Họ và tên").startswith(f"{key}/")


@pytest.mark.parametrize(
    "line",
    [
        "Mẫu số 01 được nộp tại Sở Khoa học và Công nghệ.",
        "Mẫu này dùng cho tổ chức",
        "Mẫu số 01 và Mẫu số 02 kèm theo",
        "Biểu quyết",
    ],
)
def test_what_only_begins_like_a_form(line: str) -> None:
    assert [p.kind for p in of(DECISION + line + "\n").document.parts] == ["Quyết định"]


def test_no_form_begins_before_the_signature() -> None:
    text = DECISION.replace("Điều 2.", "Mẫu số 01\nĐiều 2.")
    assert len(of(text).document.parts) == 1


def test_a_label_over_a_table_of_the_text_begins_no_form() -> None:
    scheme = """\
ĐỀ ÁN
PHÁT TRIỂN DU LỊCH
(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 3 năm 2024)
Phần thứ nhất
KINH PHÍ
Tổng kinh phí là 30 tỷ đồng, phân kỳ như sau:
Biểu 01. Phân kỳ kinh phí
Năm\tNS tỉnh\tCộng
2025\t9,5\t10,5
2026\t11,0\t19,5
Phần thứ hai
TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: bố trí vốn.
"""
    blocks = blocks_from_lines((DECISION + scheme).split("\n"))
    found = parse(RawDocument(tuple(blocks), "txt"), Source("x.txt", "0", "txt"))
    assert [part.key for part in found.document.parts] == ["", "de-an"]
    assert holding(found, "19,5") == "de-an/phan-nhất/hang-2"
    assert holding(found, "bố trí vốn") == "de-an/phan-hai/1"
