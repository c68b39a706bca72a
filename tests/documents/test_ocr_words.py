"""Words of a scan that make no sense beside their neighbours are looked at again, and never guessed."""

from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.documents import render

from qa.documents import ocr
from qa.documents.ocr_words import look_again, senseless
from qa.documents.pdf_page import Word

needs_tesseract = pytest.mark.skipif(not ocr.available(), reason="Tesseract with Vietnamese is not installed")
DPI = 300
SCALE = DPI / 72


def line(printed: str, read_as: str, confidence: float = 0.9) -> tuple[Any, list[Word]]:
    """A picture of a line, and what was read from it: as many words as are printed."""
    size = 13.0
    font = ImageFont.truetype(str(render.font_file()), round(size * SCALE))
    image = Image.new("L", (round(font.getlength(printed)) + 400, 260), 255)
    ImageDraw.Draw(image).text((200, 100), printed, fill=0, font=font)
    words, at = [], 0.0
    for shown, text in zip(printed.split(), read_as.split(), strict=True):
        box = font.getbbox(shown)
        x0 = 200 + font.getlength(printed[: printed.index(shown, round(at))])
        at = printed.index(shown, round(at)) + len(shown)
        top, bottom = (100 + box[1]) / SCALE, (100 + box[3]) / SCALE
        words.append(Word(text, (x0 + box[0]) / SCALE, (x0 + box[2]) / SCALE, top, bottom, size, confidence))
    return image, words


@needs_tesseract
@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("bộ máy tinh gọn, hoạt động hiệu quả", "bộ máy tỉnh gọn, hoạt động hiệu quả"),
        ("thực hiện nhiệm vụ chi thuộc ngân sách huyện", "thực hiện nhiệm vụ chỉ thuộc ngân sách huyện"),
        ("MỤC TIÊU CỤ THỂ", "MỤC TIỂU CỤ THỂ"),
        ("doanh nghiệp FDI có vốn lớn", "doanh nghiệp EDI có vốn lớn"),
    ],
)
def test_another_reading_of_the_picture_puts_a_word_right(printed: str, read_as: str) -> None:
    image, words = line(printed, read_as)
    lines, mends = look_again(image, [words], DPI)
    assert " ".join(w.text for w in lines[0]) == printed
    assert len(mends) == 1 and " → " in mends[0]


@needs_tesseract
@pytest.mark.parametrize(
    "printed",
    [
        "bộ máy tỉnh gọn, hoạt động hiệu quả",
        "nhiệm vụ chỉ thuộc ngân sách huyện",
        "kết nối với doanh nghiệp EDI có vốn lớn",
        "chuyên giao cho các đơn vị",
    ],
)
def test_what_is_printed_stays_however_odd(printed: str) -> None:
    image, words = line(printed, printed)
    lines, mends = look_again(image, [words], DPI)
    assert ([w.text for w in lines[0]], mends) == (printed.split(), [])


def test_nothing_is_looked_at_where_all_makes_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.documents.ocr_words.read_again", lambda *_: pytest.fail("no line is to be read again"))
    image, words = line("Sở Tài chính chủ trì", "Sở Tài chính chủ trì")
    assert look_again(image, [words], DPI) == ([words], [])


@pytest.mark.parametrize(
    ("read_as", "doubtful"),
    [
        ("đến năm 2030, MỤC TIỂU chung", {"TIỂU"}),
        ("bảo đảm, tỉnh gọn.", {"tỉnh"}),
        ("của tỉnh. Gọn nhẹ", set()),  # a full stop between them
        ("của tỉnh Gọn", set()),  # a name
        ("doanh nghiệp EDI", {"EDI"}),
        ("doanh nghiệp FDI", set()),
        ("khoản 2 mục III", set()),
    ],
)
def test_doubts(read_as: str, doubtful: set[str]) -> None:
    words = [Word(text, 10.0 * i, 10.0 * i + 8, 0.0, 10.0, 10.0, 0.9) for i, text in enumerate(read_as.split())]
    assert {words[i].text for i in senseless(words)} == doubtful
    certain = [Word(w.text, w.x0, w.x1, w.top, w.bottom, w.size, 0.96) for w in words]
    assert not senseless(certain)
