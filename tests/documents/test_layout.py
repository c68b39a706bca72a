"""Lines → paragraphs and rows."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CORPUS

from qa.documents.layout import blocks_from_lines
from qa.documents.wraps import paragraphs, wrap_width
from qa.vietnamese import normalize


def texts(*lines: str) -> list[str]:
    return [block.text for block in blocks_from_lines(lines)]


def rows(*lines: str) -> list[tuple[str, ...]]:
    return [block.cells for block in blocks_from_lines(lines) if block.cells is not None]


@pytest.mark.parametrize("first", ["trình phân bổ 9.850 triệu đồng (chi tiết tại", "trình theo quy định tại"])
def test_a_part_that_a_sentence_names_begins_no_paragraph(first: str) -> None:
    second = "Phụ lục II), gửi trước ngày 05 tháng 12"
    assert texts(first, second) == [f"{first} {second}"]


# Sentences that a page break has cut


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("đóng góp của năng suất tổng hợp là 20% (năm", "2025), 30% (năm 2030)"),
        ("quỹ phát triển khoa học và công nghệ", "trong doanh nghiệp; tạo thuận lợi"),
        ("đào tạo kiến thức,", "Kỹ năng về khoa học"),
        ("kế hoạch của Sở", "Khoa học và Công nghệ"),
        ("ban hành kèm theo Quyết định số", "123/QĐ-UBND ngày 05/4/2023"),
        ("hàng không rõ nguồn gốc phải tiêu hủy trong vòng", "48 giờ; kinh phí do ngân sách bảo đảm"),
    ],
)
def test_a_sentence_cut_in_two_is_joined(first: str, second: str) -> None:
    assert texts(first, "", second) == [f"{first} {second}"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trồng 500 ha rừng.", "Chăm sóc 900 ha."),
        ("Trồng 500 ha rừng;", "chăm sóc 900 ha."),
        ("Các nhiệm vụ sau:", "trồng rừng"),
        ("Chuẩn bị giống và", "- Trồng rừng"),
        ("Mục 1. Quan điểm", "Người dân là chủ thể"),
        ("Chuẩn bị giống và", "2. Trồng rừng"),
        ("Chuẩn bị giống và", "b) trồng rừng"),
        ("Chuẩn bị giống và", "Điều 2. Hiệu lực"),
        ("KẾ HOẠCH", "TRỒNG RỪNG NĂM 2024"),
        ("TM. ỦY BAN NHÂN DÂN", "Nguyễn Văn An"),
    ],
)
def test_what_ends_or_begins_stays_apart(first: str, second: str) -> None:
    assert texts(first, "", second) == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Kết quả đạt được", "Năm 2024 tỉnh trồng 500 ha rừng."),
        ("1. Kết quả đạt được", "500 ha rừng đã được trồng."),
        ("Chỉ tiêu trồng rừng chưa đạt", "(Kèm theo Thông báo số 7/TB-UBND)"),
        ("2. Hợp tác với nước ngoài", "Sở Ngoại vụ làm đầu mối."),
        ("3. Diện tích rừng hiện có", "Toàn tỉnh có 90.000 ha."),
    ],
)
def test_words_that_may_end_a_heading_do(first: str, second: str) -> None:
    assert texts(first, "", second) == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kế hoạch được", "Ủy ban nhân dân tỉnh phê duyệt."),
        ("Trồng rừng trên", "Núi Cấm."),
        ("Độ che phủ đạt", "42%."),
        ("Tỉnh có", "Vườn quốc gia."),
    ],
)
def test_the_same_words_within_a_sentence_do_not(first: str, second: str) -> None:
    assert texts(first, "", second) == [f"{first} {second}"]


# Hard wraps

WRAPPED = """\
I. MỤC TIÊU
1. Trồng rừng phòng hộ ở các
xã vùng cao và chăm sóc rừng đã trồng từ những năm trước cho đến
khi rừng khép tán theo đúng các quy định của ngành lâm nghiệp về
chăm sóc, bảo vệ và nghiệm thu rừng trồng.
2. Giao đất, giao rừng cho các
hộ dân và cộng đồng dân cư thôn bản ở các xã vùng cao theo đúng quy
định của pháp luật về đất đai và về lâm nghiệp hiện hành.
3. Bảo vệ rừng đầu nguồn và
các khu rừng đặc dụng ở những nơi xa xôi, hẻo lánh nhất của tỉnh.""".split("\n")


def test_wrapped_lines_are_joined() -> None:
    found = texts(*WRAPPED)
    assert [text[:12] for text in found] == ["I. MỤC TIÊU", "1. Trồng rừn", "2. Giao đất,", "3. Bảo vệ rừ"]
    assert found[3] == (
        "3. Bảo vệ rừng đầu nguồn và các khu rừng đặc dụng ở những nơi xa xôi, hẻo lánh nhất của tỉnh."
    )


def test_a_wrapped_text_is_told_from_one_with_a_paragraph_a_line() -> None:
    assert wrap_width(WRAPPED) is not None
    assert wrap_width(["Mỗi dòng là một đoạn trọn vẹn, dài ngắn khác nhau."] * 20) is None


def test_a_figure_at_the_start_of_a_wrapped_line_is_no_paragraph() -> None:
    wrapped = [*WRAPPED, "4. Hỗ trợ mỗi tổ bảo vệ rừng", "2.000.000 đồng mỗi năm để mua xăng xe và dụng cụ chữa cháy."]
    assert texts(*wrapped)[-1] == (
        "4. Hỗ trợ mỗi tổ bảo vệ rừng 2.000.000 đồng mỗi năm để mua xăng xe và dụng cụ chữa cháy."
    )


def test_a_figure_below_a_short_heading_begins_a_paragraph() -> None:
    assert texts(*WRAPPED, "4. Bảo vệ rừng", "100% xã có tổ bảo vệ rừng.")[-2:] == [
        "4. Bảo vệ rừng",
        "100% xã có tổ bảo vệ rừng.",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("- Trồng giống “Keo", "Úc” ở các xã."), ("- Dọc tuyến cáp Sa Pa -", "Phan Xi Păng trồng tre.")],
)
def test_an_open_quotation_or_dash_goes_on(first: str, second: str) -> None:
    assert texts(*WRAPPED, first, second)[-1] == f"{first} {second}"


NARROW = """- Giao cho từng hộ dân một
khoảnh rừng gần nhà và cử
người hướng dẫn cách chăm
sóc theo đúng quy trình kỹ
thuật đã ban hành của Chi
cục, cấp giống cây cho các
hộ nghèo và theo dõi sự phát
triển của cây, phòng trừ sâu
bệnh, chống cháy rừng, báo
cáo Hạt Kiểm lâm và Ủy ban
Nhân dân xã nơi có rừng, kể
cả rừng của cộng đồng dân
cư ở thôn, bản.""".split("\n")


def test_a_block_that_is_wrapped_narrower_than_the_rest() -> None:
    wide = [line for k in range(4, 10) for line in (f"{k}. Chăm sóc rừng đã trồng ở", *WRAPPED[2:5])]
    assert texts(*WRAPPED, *wide, *NARROW)[-1] == " ".join(NARROW)


def test_a_heading_in_a_wrapped_text_is_no_first_line() -> None:
    lines = [
        *WRAPPED,
        "4. Hạ tầng số",
        "Xây dựng trạm quan trắc ở các",
        "xã vùng cao.",
        "5. Việc hằng năm",
        "Trồng dặm.",
    ]
    assert texts(*lines)[-4:] == [
        "4. Hạ tầng số",
        "Xây dựng trạm quan trắc ở các xã vùng cao.",
        "5. Việc hằng năm",
        "Trồng dặm.",
    ]


def test_a_first_line_that_is_full_goes_on_with_a_name() -> None:
    first = "4. Trồng 300 ha rừng theo mẫu của tỉnh bạn và cử người đi học ở Bắc"
    assert texts(*WRAPPED, first, "Kạn (vùng cao).")[-1] == f"{first} Kạn (vùng cao)."


def test_the_number_of_a_document_on_the_next_line() -> None:
    assert texts("Căn cứ Quyết định số", "12/QĐ-TTg ngày 5 tháng", "6 năm 2024;") == [
        "Căn cứ Quyết định số 12/QĐ-TTg ngày 5 tháng 6 năm 2024;"
    ]


# Tables in the three layouts

TABLE = [
    ("STT", "Nhiệm vụ", "Chủ trì"),
    ("1", "Trồng rừng", "Sở Nông nghiệp"),
    ("2", "Mua giống", "Sở Tài chính"),
]


def test_a_table_of_tabs() -> None:
    assert rows(*("\t".join(row) for row in TABLE)) == TABLE


def test_a_table_of_pipes() -> None:
    lines = ["| " + " | ".join(row) + " |" for row in TABLE]
    assert rows(*lines) == TABLE
    assert rows(lines[0], "|---|:--|--:|", *lines[1:]) == TABLE


def test_a_pipe_without_a_frame_parts_an_empty_cell() -> None:
    found = rows("STT | Nội dung | Kinh phí", "1 | Tập huấn | 30", "2 | Tổng kết |", " | Tổng cộng | 30")
    assert found == [
        ("STT", "Nội dung", "Kinh phí"),
        ("1", "Tập huấn", "30"),
        ("2", "Tổng kết", ""),
        ("", "Tổng cộng", "30"),
    ]


def test_a_table_of_single_cells() -> None:
    lines = ["Phụ lục"]
    for row in TABLE:
        for cell in row:
            lines += [cell, "|"]
    assert rows(*lines) == TABLE
    assert texts(*lines)[0] == "Phụ lục"


def test_cells_of_a_wrapped_table_keep_their_bullets() -> None:
    lines = ["STT", "|", "Nhiệm vụ", "|", "Phối hợp", "|", "1", "|", "Trồng rừng ở", "vùng cao", "|"]
    lines += ["- Sở Tài chính.", "- Các xã, phường,", "thị trấn.", "|"]
    assert rows(*lines)[1] == ("1", "Trồng rừng ở vùng cao", "- Sở Tài chính.\n- Các xã, phường, thị trấn.")


@pytest.mark.parametrize("between", [[], [""]])
def test_a_table_of_lines(between: list[str]) -> None:
    lines = ["Phụ lục", ""]
    for row in TABLE:
        for cell in row:
            lines += [cell, *between]
    assert rows(*lines, "Ghi chú: xem Kế hoạch.") == TABLE
    assert texts(*lines, "Ghi chú: xem Kế hoạch.")[-1] == "Ghi chú: xem Kế hoạch."


def test_a_table_of_figures_in_lines_without_numbers_of_rows() -> None:
    head = ("Thị trường", "Nhóm 1", "Nhóm 2")
    table = [head, ("Nhật Bản", "5 triệu đồng", "3 triệu đồng"), ("Hàn Quốc", "+5,5", "-"), ("Đức", "8%", "1.200")]
    lines = [line for row in [*table, head, ("Úc", "7", "5")] for line in row]
    assert rows("Mức thưởng như sau:", *lines, "Điều 9. Hỗ trợ rủi ro") == [*table, head, ("Úc", "7", "5")]
    assert texts("Mức thưởng như sau:", *lines, "Điều 9. Hỗ trợ rủi ro")[-1] == "Điều 9. Hỗ trợ rủi ro"


def test_lines_with_figures_here_and_there_are_no_table() -> None:
    assert rows("Kết quả", "Nhóm 1", "Nhóm 2", "Trồng rừng", "45", "ha", "Tôm", "12", "ha", "Muối", "3", "ha") == []


def test_numbers_on_lines_of_their_own_are_no_table() -> None:
    assert rows("STT", "Nội dung", "1", "Trồng rừng", "3", "Mua giống") == []


def test_a_letterhead_of_two_columns_is_no_table() -> None:
    lines = ["ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "Số: 7/KH-UBND | Lai Châu, ngày 2 |"]
    assert rows(*lines) == []
    assert "Số: 7/KH-UBND" in texts(*lines)


def test_an_empty_cell_keeps_its_place() -> None:
    assert rows("1\t\tSở Tài chính", "2\tMua giống\t") == [("1", "", "Sở Tài chính"), ("2", "Mua giống", "")]


# Decoration


def test_decoration_and_emphasis_are_dropped() -> None:
    found = texts("**KẾ HOẠCH**", "-------", "*(Kèm theo Quyết định số 7)*", "=====", "* Thời gian: 2024.")
    assert found == ["KẾ HOẠCH", "(Kèm theo Quyết định số 7)", "* Thời gian: 2024."]


@pytest.mark.parametrize("line", ["=  ", "-\t\t", "- -", "\u00a0*\u00a0\u00a0"])
def test_blanks_make_no_decoration(line: str) -> None:
    assert "".join(texts(line)).split() == line.split()


# Nothing is lost

# A line drawn across the page, or the rule under the head of a table of pipes.
DECORATION = re.compile(r"(?:\s*[\-–—_=*~·.•]){3,}\s*|(?=.*\|)[\s|:\-–—]*")


def bare(texts: Sequence[str]) -> str:
    """All characters but blanks and those that mark tables and emphasis."""
    return re.sub(r"[\s|*]", "", "".join(texts))


def lost(lines: list[str]) -> bool:
    expected = bare([line for line in lines if not DECORATION.fullmatch(line)])
    return bare([block.text for block in blocks_from_lines(lines)]) != expected


@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.txt")), ids=lambda path: path.stem)
def test_no_character_of_the_corpus_is_lost(path: object) -> None:
    lines = normalize(path.read_text(encoding="utf-8")).split("\n")  # type: ignore[attr-defined]
    assert not lost(lines)


WORDS = st.sampled_from(
    [
        "Trồng",
        "rừng",
        "và",
        "Sở",
        "STT",
        "1",
        "2",
        "1.",
        "a)",
        "-",
        "|",
        "\t",
        "**",
        "(",
        ")",
        ";",
        ".",
        "2030",
        "KẾ HOẠCH",
    ]
)
LINES = st.lists(
    st.one_of(
        st.lists(WORDS, max_size=8).map(" ".join),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30),
        st.just("|"),
        st.just(""),
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_no_character_is_lost(lines: list[str]) -> None:
    assert not lost(lines)


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_blocks_hold_something_and_rows_are_their_cells(lines: list[str]) -> None:
    for block in blocks_from_lines(lines):
        assert block.text.strip()
        if block.cells is not None:
            assert block.text == "\t".join(block.cells)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["Trồng rừng.", "- Mua giống", "và chăm sóc", "I. KINH PHÍ", ""]), max_size=12)
)
def test_joining_again_changes_nothing(lines: list[str]) -> None:
    once = paragraphs(lines, None)
    assert paragraphs(once, None) == once


def test_rows_in_groups_given_cell_by_cell() -> None:
    cells = ["TT", "Việc", "Cơ quan", "Hạn", "A. Rừng", "1", "Trồng", "Sở A", "2025", "2", "Giữ", "Sở B", "2026"]
    cells += ["II", "Biển", "3", "Nuôi", "Sở C", "2027"]
    assert rows(*(line for cell in cells for line in (cell, "|"))) == [
        ("TT", "Việc", "Cơ quan", "Hạn"),
        ("A.", "Rừng", "", ""),
        ("1", "Trồng", "Sở A", "2025"),
        ("2", "Giữ", "Sở B", "2026"),
        ("II", "Biển", "", ""),
        ("3", "Nuôi", "Sở C", "2027"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- Cấp giống mít, chanh, bưởi Năm", "Roi: lắp cảm biến tại 150 vườn mẫu."),
        ("- Kinh tế lâm nghiệp đạt", "14% GRDP."),
        ("4. Trồng thử tại xã Phúc Sen", "(huyện Quảng Hòa) và thị trấn Thông Nông."),
    ],
)
def test_an_item_goes_on_with_the_word_it_was_cut_before(first: str, second: str) -> None:
    assert texts(*WRAPPED, first, second)[-1] == f"{first} {second}"
