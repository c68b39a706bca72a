"""Writes documents in the formats that offices have, without any office program: for tests of the readers."""

from __future__ import annotations

import ctypes
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as c
from PIL import Image, ImageFont

from qa.records import Block

PAGE = (595.0, 842.0)


@dataclass(frozen=True)
class Layout:
    """How a PDF looks. `head` is printed on every page; "{page}" in it is the page's number."""

    size: float = 13.0
    left: float = 85.0
    right: float = 555.0
    top: float = 70.0
    bottom: float = 780.0
    indent: float = 28.0
    pitch: float = 1.35
    gap: float = 6.0
    justified: bool = True
    centred_capitals: bool = True
    head: str = "{page}"
    head_at: float = 300.0
    ruled: bool = True
    repeat_table_head: bool = True


WORD = Layout()
GAZETTE = Layout(
    size=12.0, left=64.0, right=531.0, indent=0.0, pitch=1.25, gap=7.0, justified=False, centred_capitals=False,
    head="CÔNG BÁO/Số 238/Ngày 21-04-2026 {page}", head_at=170.0,
)  # fmt: skip


def font_file() -> Path:
    """A serif font with all Vietnamese letters, that comes with matplotlib."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"


@cache
def _metrics() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file()), 1000)


@cache
def _advance(letter: str) -> float:
    return _metrics().getlength(letter) / 1000


def width(text: str, size: float) -> float:
    # Letter by letter: pdfium does not kern, Pillow would.
    return size * sum(map(_advance, text))


class PdfWriter:
    """Draws words and lines on the pages of a PDF."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.document = pypdfium2.PdfDocument.new()
        data = font_file().read_bytes()
        self._data = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        self.font = c.FPDFText_LoadFont(self.document, self._data, len(data), c.FPDF_FONT_TRUETYPE, True)
        self.pages = 0
        self.page: pypdfium2.PdfPage | None = None
        self.y = 0.0
        self.new_page()

    def new_page(self) -> None:
        self.close_page()
        self.page = self.document.new_page(*PAGE)
        self.pages += 1
        self.y = self.layout.top
        if self.layout.head:
            self.text(self.layout.head_at, 40.0, self.layout.head.format(page=self.pages), 11.0)

    def close_page(self) -> None:
        if self.page is not None:
            self.page.gen_content()

    def text(self, x: float, top: float, text: str, size: float) -> Any:
        item = c.FPDFPageObj_CreateTextObj(self.document, self.font, size)
        encoded = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(encoded, len(encoded))
        c.FPDFText_SetText(item, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)))
        c.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, PAGE[1] - top - size)
        c.FPDFPage_InsertObject(self.page, item)
        return item

    def shade(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A dark ground."""
        box = c.FPDFPageObj_CreateNewRect(x0, PAGE[1] - y1, x1 - x0, y1 - y0)
        c.FPDFPageObj_SetFillColor(box, 0, 0, 90, 255)
        c.FPDFPath_SetDrawMode(box, 1, False)
        c.FPDFPage_InsertObject(self.page, box)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        path = c.FPDFPageObj_CreateNewPath(x0, PAGE[1] - y0)
        c.FPDFPath_LineTo(path, x1, PAGE[1] - y1)
        c.FPDFPath_SetDrawMode(path, 0, True)
        c.FPDFPageObj_SetStrokeWidth(path, 0.7)
        c.FPDFPage_InsertObject(self.page, path)

    def paragraph(self, text: str) -> None:
        look = self.layout
        centred = (
            look.centred_capitals and text.isupper() and width(text, look.size) < look.right - look.left - 40
        )
        lines = wrap(text, look.size, look.right - look.left, 0.0 if centred else look.indent)
        for number, words in enumerate(lines):
            if self.y + look.size * look.pitch > look.bottom:
                self.new_page()
            x = look.left + (look.indent if number == 0 and not centred else 0.0)
            space = width(" ", look.size)
            used = sum(width(w, look.size) for w in words)
            if centred:
                x = (look.left + look.right - used - space * (len(words) - 1)) / 2
            elif look.justified and number < len(lines) - 1 and len(words) > 1:
                space = (look.right - x - used) / (len(words) - 1)
            for word in words:
                self.text(x, self.y, word, look.size)
                x += width(word, look.size) + space
            self.y += look.size * look.pitch
        self.y += look.gap

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        look, size = self.layout, 10.0
        edges = columns(rows, look.left, look.right)
        for number, row in enumerate(rows):
            self._row(row, edges, size, rows[0] if number and look.repeat_table_head else None)
        self.y += look.gap

    def _row(self, row: Sequence[str], edges: list[float], size: float, head: Sequence[str] | None) -> None:
        look = self.layout
        cells = [
            [line for part in cell.split("\n") for line in wrap(part, size, b - a - 8)] or [[]]
            for cell, a, b in zip(row, edges, edges[1:], strict=False)
        ]
        done = [0] * len(cells)
        while True:
            room = int((look.bottom - self.y - 6) // (size * 1.3))
            if room < 1:
                self.new_page()
                if head is not None:
                    self._row(head, edges, size, None)
                continue
            height = min(room, max(len(cell) - at for cell, at in zip(cells, done, strict=True)))
            bottom = self.y + height * size * 1.3 + 6
            for i, cell in enumerate(cells):
                for k, words in enumerate(cell[done[i] : done[i] + height]):
                    x = edges[i] + 4
                    for word in words:
                        self.text(x, self.y + 2 + k * size * 1.3, word, size)
                        x += width(word + " ", size)
                done[i] += height
            if look.ruled:
                self.rule(edges[0], self.y, edges[-1], self.y)
                self.rule(edges[0], bottom, edges[-1], bottom)
                for x in edges:
                    self.rule(x, self.y, x, bottom)
            self.y = bottom
            if all(at >= len(cell) for at, cell in zip(done, cells, strict=True)):
                return

    def save(self, path: Path) -> None:
        self.close_page()
        self.document.save(path)


def wrap(text: str, size: float, room: float, indent: float = 0.0) -> list[list[str]]:
    """Breaks a text into lines of words."""
    lines: list[list[str]] = []
    x = room + 1
    for word in text.split():
        w = width(word, size)
        if not lines or x + w > room:
            lines.append([])
            x = indent if len(lines) == 1 else 0.0
        lines[-1].append(word)
        x += w + width(" ", size)
    return lines


def columns(rows: Sequence[Sequence[str]], left: float, right: float) -> list[float]:
    """Divides the width by how much the columns hold, none narrower than its longest word."""
    count = max(len(row) for row in rows)
    needs = []
    for i in range(count):
        cells = [row[i] for row in rows if i < len(row)]
        longest = max((width(w, 10.0) for cell in cells for w in cell.split()), default=10.0) + 10
        needs.append(max(longest, min(sum(map(len, cells)) ** 0.5 * 3, 150)))
    scale = (right - left) / sum(needs)
    edges = [left]
    for need in needs:
        edges.append(edges[-1] + need * scale)
    return edges


def pdf(blocks: Sequence[Block], path: Path, layout: Layout = WORD) -> Path:
    """Writes a PDF with a text layer."""
    writer = PdfWriter(layout)
    for run in runs(blocks):
        if run[0].cells is None:
            writer.paragraph(run[0].text)
        else:
            writer.table([b.cells or () for b in run])
    writer.save(path)
    return path


def runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Paragraphs one by one, the rows of a table together."""
    result: list[list[Block]] = []
    for block in blocks:
        if block.cells is not None and result and result[-1][0].cells is not None:
            result[-1].append(block)
        else:
            result.append([block])
    return result


def scan(source: Path, path: Path, dpi: int = 300, pages: int | None = None) -> Path:
    """Writes a PDF whose pages are pictures of another PDF's pages."""
    images = []
    with pypdfium2.PdfDocument(source) as document:
        for number, page in enumerate(document):
            if pages is not None and number >= pages:
                break
            images.append(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"))
    images[0].save(path, "PDF", resolution=float(dpi), save_all=True, append_images=images[1:])
    return path


def picture_page(image: Image.Image, path: Path) -> Path:
    image.save(path, "PDF", resolution=150.0)
    return path


def docx(blocks: Sequence[Block], path: Path) -> Path:
    """Writes a Word document."""
    import docx as word

    document = word.Document()
    for run in runs(blocks):
        if run[0].cells is None:
            document.add_paragraph(run[0].text)
            continue
        table = document.add_table(0, max(len(b.cells or ()) for b in run), style="Table Grid")
        for block in run:
            for cell, text in zip(table.add_row().cells, block.cells or (), strict=False):
                first, *others = text.split("\n")
                cell.text = first
                for other in others:
                    cell.add_paragraph(other)
    document.save(str(path))
    return path


def web_page(blocks: Sequence[Block], path: Path) -> Path:
    """Writes a page as law portals serve it: menus and links around the document."""
    menu = "".join(f'<li><a href="/{i}">Danh mục số {i} của cổng thông tin</a></li>' for i in range(12))
    parts = []
    for run in runs(blocks):
        if run[0].cells is None:
            parts.append(f"<p>{html.escape(run[0].text)}</p>")
            continue
        rows = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(t).replace(chr(10), '<br>')}</td>" for t in b.cells or ())
            + "</tr>"
            for b in run
        )
        parts.append(f'<table border="1">{rows}</table>')
    page = (
        "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Văn bản</title>"
        "<style>p{margin:0}</style><script>var a = '<p>không phải văn bản</p>';</script></head><body>"
        f"<header><ul>{menu}</ul></header><nav>Trang chủ | Tìm kiếm nâng cao</nav>"
        f"<div class='wrap'><div id='content'>{''.join(parts)}</div><aside>Văn bản liên quan</aside></div>"
        f"<footer>{menu}</footer></body></html>"
    )
    path.write_text(page, encoding="utf-8")
    return path


def blank_pdf(pages: int) -> bytes:
    """A PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(*PAGE)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
