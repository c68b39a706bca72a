"""What is done with Tesseract's readings: heights of lines, votes, spaces, Roman strokes, official names."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.documents import render
from tests.documents.test_same_sections import CORPUS, agreement, sections_and_tasks

from qa.documents import ocr, read
from qa.documents.ocr_again import reread
from qa.documents.ocr_gaps import split_at_gaps
from qa.documents.ocr_lines import with_even_heights
from qa.documents.ocr_names import mend_names
from qa.documents.pdf_page import Word
from qa.records import Block, RawDocument, Source
from qa.structure import parse

needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="Tesseract with Vietnamese is not installed")
DPI = 300


def word(text: str, x0: float, x1: float, top: float, bottom: float, confidence: float = 0.95) -> Word:
    return Word(text, x0, x1, top, bottom, bottom - top, confidence)


def drawn(text: str, size: float = 13.0) -> tuple[Any, Word]:
    """A picture of one word on white paper, and its box."""
    scale = DPI / 72
    font = ImageFont.truetype(str(render.font_file()), round(size * scale))
    box = font.getbbox(text)
    image = Image.new("L", (round(box[2] + 200), round(box[3] + 200)), 255)
    ImageDraw.Draw(image).text((100, 100), text, fill=0, font=font)
    x0, top, x1, bottom = ((v + 100) / scale for v in box)
    return image, Word(text, x0, x1, top, bottom, size, 0.9)


def test_a_line_of_low_letters_is_as_high_as_the_print_it_belongs_to() -> None:
    above = [word("Bắc", 85, 110, 100, 114), word("Giang,", 115, 150, 102, 114), word("Đồng", 155, 190, 100, 117)]
    short = [word("sau:", 85, 110, 124, 131)]
    words = with_even_heights([above, short])
    assert len({w.size for w in words}) == 1
    assert words[-1].bottom - words[-1].top == pytest.approx(words[0].bottom - words[0].top)


def test_small_print_stays_small() -> None:
    long = [word("Nội", 85, 110, 100, 112), word("dung", 115, 150, 103, 115), word("Chương", 155, 190, 100, 115)]
    note = [word("Nội", 85, 100, 130, 136), word("dung", 105, 120, 131.5, 137.5), word("Chương", 125, 150, 130, 137.5)]
    words = with_even_heights([long, note])
    assert words[-1].size < 0.7 * words[0].size


@needs_tesseract
@pytest.mark.parametrize("right", ["I.", "II.", "III.", "VI.", "VII.", "VIII.", "III)"])
def test_strokes_of_a_roman_number_are_counted_in_the_picture(right: str) -> None:
    for read_as in {right, right.replace("I", "II", 1), right.replace("II", "I", 1)}:
        image, box = drawn(right)
        box.text = read_as
        assert reread(image, [[box]], DPI)[0][0].text == right


@needs_tesseract
@pytest.mark.parametrize("text", ["IV.", "V.", "IX.", "11.", "1.", "X."])
def test_other_numbers_are_not_taken_for_strokes(text: str) -> None:
    image, box = drawn(text)
    assert reread(image, [[box]], DPI)[0][0].text == text


@pytest.mark.parametrize(
    ("printed", "read_as", "right"),
    [
        ("2021 -", "2021-", ["2021", "-"]),
        ("2021 - 2030", "2021-2030", ["2021", "-", "2030"]),
        ("2021-2030", "2021-2030", ["2021-2030"]),
        ("hộ tài", "hộtài", ["hộ", "tài"]),
        ("nghiêng", "nghiêng", ["nghiêng"]),
        ("Website", "Website", ["Website"]),
        ("12/QĐ-UBND", "12/QĐ-UBND", ["12/QĐ-UBND"]),
    ],
)
def test_spaces_that_the_picture_shows(printed: str, read_as: str, right: list[str]) -> None:
    image, box = drawn(printed)
    box.text = read_as
    assert [w.text for w in split_at_gaps(image, [box], DPI)] == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Úy ban nhân dân tỉnh Yên Bái", "Ủy ban nhân dân tỉnh Yên Bái"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("giao Sở Kê hoạch và Đâu tư chủ trì", "giao Sở Kế hoạch và Đầu tư chủ trì"),
        ("UỶ BAN NHÂN DÂN THÀNH PHÓ HUẾ", "UỶ BAN NHÂN DÂN THÀNH PHỐ HUẾ"),
    ],
)
def test_marks_of_official_names_are_put_right_in_scans_only(text: str, right: str) -> None:
    done, mends = mend_names([Block(text, ocr=0.9)])
    assert done[0].text == right and mends
    assert mend_names([Block(text)]) == ([Block(text)], [])


@pytest.mark.parametrize("text", ["Uỷ ban nhân dân", "chỉ số y tế", "Kế hoạch này có quyết định", "quyết định"])
def test_names_that_are_right_or_are_none_stay_as_read(text: str) -> None:
    assert mend_names([Block(text, ocr=0.9)]) == ([Block(text, ocr=0.9)], [])


def test_cells_are_mended_with_their_row() -> None:
    row = Block("1\tÚy ban nhân dân", cells=("1", "Úy ban nhân dân"), ocr=0.9)
    assert mend_names([row])[0][0].cells == ("1", "Ủy ban nhân dân")


def test_number_and_date_filled_in_by_hand_are_asked_for_and_not_guessed() -> None:
    texts = [
        "ỦY BAN NHÂN DÂN TỈNH YÊN BÁI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 445 /KH-UBND Yên Bái, ngày 82 tháng !Ƒ năm 2025",
        "\\\\ o 2,", "KẾ HOẠCH", "Phát triển trồng rừng", "I. MỤC TIÊU", "Trồng 500 ha rừng.",
    ]  # fmt: skip
    confidences = [0.95, 0.9, 0.2, 0.95, 0.95, 0.95, 0.95]
    blocks = tuple(Block(t, page=1, ocr=c) for t, c in zip(texts, confidences, strict=True))
    document = parse(RawDocument(blocks, "pdf", 1), Source("a.pdf", "0", "pdf", 1), {}).document
    assert (document.number, document.date, document.province) == (None, "2025", "Yên Bái")
    assert document.title == "Phát triển trồng rừng"
    assert any("445/KH-UBND" in w and "number" in w for w in document.warnings)


@needs_tesseract
@pytest.mark.slow
def test_a_clean_scan_gives_the_sections_of_the_text(tmp_path: Path) -> None:
    source = min(CORPUS, key=lambda p: p.stat().st_size)
    raw = read(source)
    text = render.pdf(raw.blocks, tmp_path / "text.pdf")
    scanned = read(render.scan(text, tmp_path / "scan.pdf"))
    assert scanned.scanned and not scanned.unread
    assert all(b.ocr is not None for b in scanned.blocks)
    paths, tasks = sections_and_tasks(raw)
    read_paths, read_tasks = sections_and_tasks(scanned)
    assert agreement(paths, read_paths) >= 0.99
    # The rows are there, with who leads, who coordinates and when; a letter of the work itself may be misread.
    assert agreement([t[1:] for t in tasks], [t[1:] for t in read_tasks]) >= 0.9
