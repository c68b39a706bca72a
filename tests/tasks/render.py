"""Draws a table of tasks as a Word document and as a PDF, the ways in which offices send them."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

Rows = Sequence[Sequence[str]]
_PAGE = (11.69, 8.27)  # A4 across, inches
_LINE = 0.17  # inches
_TITLE = ("Số: 9/KH-UBND", "KẾ HOẠCH", "Thử bảng", "PHỤ LỤC", "Nhiệm vụ được giao")


def docx(path: Path, head: Sequence[str], rows: Rows) -> None:
    from docx import Document

    document = Document()
    for line in _TITLE:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(head))
    table.style = "Table Grid"
    for row in [head, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *more = text.split("\n")
            cell.text = first
            for line in more:
                cell.add_paragraph(line)
    document.save(str(path))


def pdf(path: Path, head: Sequence[str], rows: Rows, widths: Sequence[float], repeat_head: bool = True) -> None:
    """Draws a ruled table; where a page is full, goes on with the head on a new one. `widths` in characters."""
    import matplotlib

    matplotlib.rcParams["pdf.fonttype"] = 42  # real letters, not drawings of them
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    edges = [0.06 + 0.88 * sum(widths[:at]) / sum(widths) for at in range(len(widths) + 1)]
    with PdfPages(path) as pages:
        figure, top = Figure(figsize=_PAGE), 0.94
        for line in _TITLE:
            figure.text(0.06, top, line, fontsize=9)
            top -= 1.5 * _LINE / _PAGE[1]
        top = _row(figure, top, edges, head, widths)
        for row in rows:
            if top - _height(row, widths) < 0.06:
                pages.savefig(figure)
                figure, top = Figure(figsize=_PAGE), 0.94
                top = _row(figure, top, edges, head, widths) if repeat_head else top
            top = _row(figure, top, edges, row, widths)
        pages.savefig(figure)


def _wrapped(text: str, width: float) -> list[str]:
    return [part for line in text.split("\n") for part in textwrap.wrap(line, int(width)) or [""]]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    lines = max(len(_wrapped(text, width)) for text, width in zip(row, widths, strict=True))
    return (lines * _LINE + 0.1) / _PAGE[1]


def _row(figure, top: float, edges: Sequence[float], row: Sequence[str], widths: Sequence[float]) -> float:  # type: ignore[no-untyped-def]
    from matplotlib.lines import Line2D

    bottom = top - _height(row, widths)
    for x in edges:
        figure.add_artist(Line2D([x, x], [top, bottom], color="black", linewidth=0.6))
    for y in (top, bottom):
        figure.add_artist(Line2D([edges[0], edges[-1]], [y, y], color="black", linewidth=0.6))
    for left, text, width in zip(edges, row, widths, strict=False):
        for number, line in enumerate(_wrapped(text, width), start=1):
            figure.text(left + 0.005, top - (number * _LINE) / _PAGE[1], line, fontsize=8)
    return bottom
