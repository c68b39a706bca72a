import random
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from tests.documents import render

from qa.documents import ocr, read
from qa.documents.ocr_text import mend_numbers
from qa.documents.pdf import page_list
from qa.documents.pdf_tables import continue_table, join_cell
from qa.errors import QaError
from qa.records import Block

WORDS = "phát triển khoa học và công nghệ của tỉnh theo định hướng đổi mới sáng tạo"


def long_paragraphs(count: int) -> list[Block]:
    # No two alike: lines that return on every page are rightly taken for running heads.
    draw = random.Random(7)
    return [
        Block(f"{n}. Mục tiêu thứ {n}: {' '.join(draw.choice(WORDS.split()) for _ in range(90))}.")
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("layout", [render.WORD, render.GAZETTE])
def test_paragraphs_come_back_whole_over_page_breaks_and_without_running_heads(
    tmp_path: Path, layout: render.Layout
) -> None:
    blocks = long_paragraphs(30)
    raw = read(render.pdf(blocks, tmp_path / "a.pdf", layout))
    assert [b.text for b in raw.blocks] == [b.text for b in blocks]
    assert raw.pages and raw.pages > 3
    assert raw.blocks[0].page == 1 and raw.blocks[-1].page == raw.pages


def test_table_over_pages_stands_in_its_place_once(tmp_path: Path) -> None:
    head = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
    rows = [
        (str(n), f"Nhiệm vụ số {n}: {WORDS}", "Sở Khoa học và Công nghệ", "Hằng năm") for n in range(1, 31)
    ]
    table = [Block("\t".join(r), cells=r) for r in (head, *rows)]
    raw = read(render.pdf([Block("Trước bảng."), *table, Block("Sau bảng.")], tmp_path / "a.pdf"))
    assert [b.cells or b.text for b in raw.blocks] == ["Trước bảng.", head, *rows, "Sau bảng."]


def test_table_without_lines(tmp_path: Path) -> None:
    rows = [
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì"),
        ("1", "Rà soát quy định", "Sở Tư pháp"),
        ("2", "Lập kế hoạch", "Sở Tài chính"),
    ]
    layout = render.Layout(ruled=False, head="")
    raw = read(render.pdf([Block("\t".join(r), cells=r) for r in rows], tmp_path / "a.pdf", layout))
    assert [b.cells for b in raw.blocks] == rows


def test_signature_stamp_is_dropped_and_reported(tmp_path: Path) -> None:
    writer = render.PdfWriter(render.Layout(head=""))
    for number, line in enumerate(
        ("Ký bởi: VĂN PHÒNG", "Cơ quan: ỦY BAN NHÂN DÂN TỈNH", "Ngày ký: 2026-05-08 16:42:19 +07:00")
    ):
        writer.text(85, 20 + 12 * number, line, 9)
    writer.paragraph("Điều 1. Phê duyệt kế hoạch.")
    writer.save(tmp_path / "a.pdf")
    raw = read(tmp_path / "a.pdf")
    assert [b.text for b in raw.blocks] == ["Điều 1. Phê duyệt kế hoạch."]
    assert any("chữ ký số" in w and "Ký bởi" in w for w in raw.warnings)


def test_scan_without_tesseract_is_reported_unread_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    path = render.picture_page(Image.new("L", (1240, 1754), 200), tmp_path / "a.pdf")
    raw = read(path)
    assert not raw.blocks
    assert any("CHƯA ĐỌC ĐƯỢC 1 trang" in w and "apt-get install tesseract-ocr" in w for w in raw.warnings)


@pytest.mark.skipif(not ocr.available(), reason="needs Tesseract with Vietnamese")
def test_scan_is_read_with_confidence_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa.settings import Settings

    monkeypatch.setattr(ocr, "get_settings", lambda: Settings(cache=tmp_path / "cache"))
    text = "Điều 1. Phê duyệt kế hoạch phát triển khoa học và công nghệ của tỉnh."
    source = render.pdf([Block(text)], tmp_path / "a.pdf", render.Layout(head=""))
    scan = render.scan(source, tmp_path / "b.pdf", dpi=200)
    first = read(scan)
    assert [b.text for b in first.blocks] == [text]
    assert first.blocks[0].ocr is not None and 0.5 < first.blocks[0].ocr <= 1
    monkeypatch.setattr(ocr, "_recognise", lambda image, dpi: pytest.fail("the cache was not used"))
    assert read(scan) == first


def test_password_damage_and_no_pages_are_told_apart(tmp_path: Path) -> None:
    source = render.pdf([Block("Nội dung mật.")], tmp_path / "a.pdf")
    writer = pypdf.PdfWriter(clone_from=source)
    writer.encrypt("bí mật", algorithm="RC4-128")
    locked = tmp_path / "locked.pdf"
    writer.write(locked)
    with pytest.raises(QaError, match="mật khẩu"):
        read(locked)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"rubbish " * 50)
    with pytest.raises(QaError, match="hỏng"):
        read(broken)
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(render.blank_pdf(0))
    with pytest.raises(QaError, match=r"không có trang|hỏng"):
        read(empty)


def test_blank_pages_are_no_document(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(render.blank_pdf(3))
    with pytest.raises(QaError, match="không có chữ"):
        read(path)


def test_row_cut_by_a_page_break_is_made_whole_and_the_head_not_repeated() -> None:
    above = [("STT", "Nội dung", "Cơ quan"), ("1", "Xây dựng đề án về", "Sở Tư pháp")]
    page = [("STT", "Nội dung", "Cơ quan"), ("", "chuyển đổi số", ""), ("2", "Tổng kết", "Sở Nội vụ")]
    assert continue_table(above, page)
    assert above[1:] == [
        ("1", "Xây dựng đề án về chuyển đổi số", "Sở Tư pháp"),
        ("2", "Tổng kết", "Sở Nội vụ"),
    ]


def test_words_that_head_a_group_take_nothing_from_the_row_before() -> None:
    above = [("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("4", "Mở sàn giao dịch", "Sở Công Thương và", "Tháng 6")]
    page = [("", "", "Sở Tài chính", ""), ("", "Nhân lực", "", ""), ("5", "Mở lớp", "Sở Nội vụ", "Tháng 9")]
    assert continue_table(above, page)
    assert above[1:] == [
        ("4", "Mở sàn giao dịch", "Sở Công Thương và Sở Tài chính", "Tháng 6"),
        ("", "Nhân lực", "", ""),
        ("5", "Mở lớp", "Sở Nội vụ", "Tháng 9"),
    ]


def test_row_whose_long_cells_go_on_with_capitals_is_one_row() -> None:
    above = [("18", "Thông tư của Bộ trưởng", "- Khoản 2 Điều 5", "Được bãi bỏ bởi Thông tư số 13", "01/02/2025")]
    page = [("", "Bộ Xây dựng quy định về nhà ở", "- Khoản 5 Điều 5", "ngày 05/12/2024", "")]
    assert continue_table(above, page)
    assert above == [
        ("18", "Thông tư của Bộ trưởng Bộ Xây dựng quy định về nhà ở", "- Khoản 2 Điều 5\n- Khoản 5 Điều 5",
         "Được bãi bỏ bởi Thông tư số 13 ngày 05/12/2024", "01/02/2025")
    ]  # fmt: skip


def test_further_row_under_a_merged_cell_takes_its_text_over_the_page() -> None:
    above = [("15", "Thể chế hóa chủ trương", "Bộ Tài chính", "Báo cáo chuyên đề")]
    assert continue_table(above, [("", "", "Bộ Tài chính", "Báo cáo kết quả")])
    assert above[1] == ("15", "Thể chế hóa chủ trương", "Bộ Tài chính", "Báo cáo kết quả")


def test_wrapped_lines_of_a_cell() -> None:
    assert join_cell(["Nghị quyết số 66-", "NQ/TW về kinh tế -", "xã hội", "- Sở Nội vụ"]) == (
        "Nghị quyết số 66-NQ/TW về kinh tế - xã hội\n- Sở Nội vụ"
    )


def test_roman_number_misread_between_sure_neighbours_is_mended_only_in_scans() -> None:
    texts = ["I. Một", "II. Hai", "1. Việc", "II. Ba", "IV. Bốn"]
    scanned, mends = mend_numbers([Block(t, page=2, ocr=0.9) for t in texts])
    assert [b.text for b in scanned] == ["I. Một", "II. Hai", "1. Việc", "III. Ba", "IV. Bốn"]
    assert mends == ["trang 2: «II.» → «III.»"]
    typed = [Block(t) for t in texts]
    assert mend_numbers(typed) == (typed, [])


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (["d) Một", "e) Hai", "0 Ba bốn", "g) Năm"], "f) Ba bốn"),
        (["a) Một", "b Hai", "c) Ba"], "b) Hai"),
        (["h) Một", "1) Hai", "k) Ba"], "i) Hai"),
        (["I. MỘT", "II HAI", "III. BA"], "II. HAI"),
    ],
)
def test_number_misread_inside_a_list_of_a_scan(read: list[str], right: str) -> None:
    done, mends = mend_numbers([Block(t, ocr=0.9) for t in read])
    assert [b.text for b in done if b.text not in read] == [right] and len(mends) == 1


@pytest.mark.parametrize(
    "read",
    [
        ["a) Một", "2. Hai", "c) Ba"],  # a list of numbers begins inside
        ["a) Một", "Ba bốn", "c) Ba"],
        ["a) Một", "- Ba bốn", "c) Ba"],
        ["I. MỘT", "1. Hai", "III. BA"],
        ["d) Một", "e) Hai", "g) Năm"],
    ],
)
def test_numbers_that_could_be_anything_stay_as_read(read: list[str]) -> None:
    blocks = [Block(t, ocr=0.9) for t in read]
    assert mend_numbers(blocks) == (blocks, [])


def test_page_list() -> None:
    assert page_list([7, 1, 2, 3, 9, 10]) == "1-3, 7, 9-10"


def test_white_letters_on_white_are_no_text_but_white_on_a_dark_ground_are(tmp_path: Path) -> None:
    writer = render.PdfWriter(render.WORD)
    writer.paragraph("Sở Tài chính cấp kinh phí.")
    render.c.FPDFPageObj_SetFillColor(writer.text(100, 300, "[daky]", 13), 255, 255, 255, 255)
    writer.shade(90, 400, 300, 430)
    render.c.FPDFPageObj_SetFillColor(writer.text(100, 405, "Nền tối", 13), 255, 255, 255, 255)
    writer.save(tmp_path / "a.pdf")
    text = " ".join(b.text for b in read(tmp_path / "a.pdf").blocks)
    assert "daky" not in text and "Nền tối" in text
