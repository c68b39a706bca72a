"""Pages that are only pictures → words, by Tesseract; kept in the cache, so that a long scan is read once."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from qa.documents.ocr_again import reread
from qa.documents.ocr_gaps import split_at_gaps
from qa.documents.ocr_lines import LANGUAGE, read_lines, with_even_heights
from qa.documents.ocr_tables import find_grids, unread_cells, without_rules
from qa.documents.ocr_words import look_again
from qa.documents.pdf_page import Word
from qa.documents.pdf_tables import Table
from qa.settings import get_settings

logger = logging.getLogger(__name__)

# Chosen by measurement on pages made as poor as office scans; docs/decisions.md has the figures.
DPI = 300
INSTALL_HINT = (
    "hãy cài Tesseract có tiếng Việt bằng lệnh «sudo apt-get install tesseract-ocr tesseract-ocr-vie» "
    "(Windows: «winget install UB-Mannheim.TesseractOCR», chọn thêm ngôn ngữ Vietnamese)"
)
_WORKERS = 2
_WHOLE_PAGE, _BLOCK = 3, 6
# Steps of grey from pixel to pixel: smaller ones are paper; at clean edges a quarter are larger than the second.
_NO_EDGE, _STEEP = 20, 100
# Cells of a page that are read one by one, at most.
_CELLS = 120
# Part of the cache's keys: raise it when pages would be read differently.
_VERSION = 12


@dataclass(slots=True)
class OcrPage:
    """What was read from the picture of a page; places in points.

    `confidence` is the mean over its letters, `mends` says what was read one way first and another way later.
    """

    words: list[Word]
    tables: list[Table]
    confidence: float
    mends: list[str] = field(default_factory=list)


@cache
def available() -> bool:
    """Whether Tesseract and its Vietnamese data are installed."""
    if not shutil.which("tesseract"):
        return False
    import pytesseract

    try:
        return LANGUAGE in pytesseract.get_languages()
    except Exception as error:  # any failure of a foreign program means that it cannot be used
        logger.warning("tesseract does not answer: %s", error)
        return False


def read_pages(path: Path, numbers: Sequence[int], dpi: int = DPI) -> dict[int, OcrPage]:
    """Reads pages of a PDF from their pictures.

    Args:
        path: the PDF.
        numbers: 1-based page numbers.
        dpi: resolution of the pictures.

    Returns:
        Page number → what was read. Pages that could not be read are missing; all are where there is no Tesseract.
    """
    if not available():
        return {}
    results: dict[int, OcrPage] = {}
    images = _render(path, numbers, dpi)
    with ThreadPoolExecutor(_WORKERS) as pool:
        # Two pictures more than there are workers are in memory at most.
        waiting: list[tuple[int, Future[OcrPage]]] = [
            (n, pool.submit(read_image, image, dpi)) for n, image in islice(images, _WORKERS + 2)
        ]
        while waiting:
            number, future = waiting.pop(0)
            try:
                results[number] = future.result()
            except Exception as error:  # one unreadable picture does not cost the other pages
                logger.warning("OCR of page %d of %s failed: %s", number, path.name, error)
            waiting += [(n, pool.submit(read_image, image, dpi)) for n, image in islice(images, 1)]
    return results


def read_image(image: Any, dpi: int = DPI) -> OcrPage:
    """Reads the picture of a page (a grey Pillow image), from the cache if it was read before."""
    key = hashlib.sha256(f"{_VERSION} {LANGUAGE} {dpi} {image.size}".encode() + image.tobytes()).hexdigest()
    entry = get_settings().cache / "ocr" / key[:2] / f"{key}.json"
    try:
        return _from_json(json.loads(entry.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    page = _recognise(image, dpi)
    _save(entry, json.dumps(asdict(page), ensure_ascii=False))
    return page


def _render(path: Path, numbers: Sequence[int], dpi: int) -> Iterator[tuple[int, Any]]:
    """Yields the pictures one by one; pdfium works in one thread only."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for number in numbers:
            page = document[number - 1]
            width, height = page.get_size()
            # A poster-sized page is rendered smaller, or its picture would fill the memory.
            scale = min(dpi / 72, 6000 / max(width, height, 1))
            picture = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            image = picture.to_pil().convert("L")
            page.close()
            yield number, image


def _recognise(image: Any, dpi: int) -> OcrPage:
    scale = 72 / dpi
    grids = find_grids(image, scale)
    clean = _sharper(without_rules(image, grids), dpi)
    lines, mends = look_again(clean, reread(clean, read_lines(clean, dpi, _WHOLE_PAGE), dpi), dpi)
    words = with_even_heights(lines)
    words = split_at_gaps(clean, words, dpi)
    for box in [box for grid in grids for box in unread_cells(clean, grid, words, scale)][:_CELLS]:
        words += _read_cell(clean, box, dpi)
    letters = sum(len(w.text) for w in words)
    mean = sum(len(w.text) * (w.confidence or 0.0) for w in words) / letters if letters else 0.0
    tables = [t for t in (grid.table(words) for grid in grids) if t]
    free = [w for w in words if not any(t.holds(w) for t in tables)]
    return OcrPage(free, sorted(tables, key=lambda t: t.top), round(mean, 3), mends)


def _sharper(image: Any, dpi: int) -> Any:
    """Draws the edges of blurred letters sharper: office scans of 200 dots an inch lose the marks over them."""
    import numpy as np
    from PIL import ImageFilter

    steps = np.abs(np.diff(np.asarray(image).astype(np.int16), axis=1))
    edges = steps[steps > _NO_EDGE]
    if not edges.size or np.percentile(edges, 75) >= _STEEP:
        return image
    return image.filter(ImageFilter.UnsharpMask(radius=dpi / 100, percent=150, threshold=2))


def _read_cell(image: Any, box: tuple[float, float, float, float], dpi: int) -> list[Word]:
    """Reads one cell by itself: on a whole page Tesseract passes over a lone figure in a narrow column."""
    scale = 72 / dpi
    x0, top, x1, bottom = box
    part = image.crop((int(x0 / scale), int(top / scale), int(x1 / scale), int(bottom / scale)))
    words = split_at_gaps(part, with_even_heights(read_lines(part, dpi, _BLOCK)), dpi)
    for word in words:
        word.x0, word.x1, word.top, word.bottom = (
            word.x0 + x0,
            word.x1 + x0,
            word.top + top,
            word.bottom + top,
        )
    return words


def _from_json(data: dict[str, Any]) -> OcrPage:
    tables = [Table(**{**t, "rows": [tuple(r) for r in t["rows"]], "edges": tuple(t["edges"])}) for t in data["tables"]]
    return OcrPage([Word(**w) for w in data["words"]], tables, float(data["confidence"]), list(data["mends"]))


def _save(entry: Path, text: str) -> None:
    """Writes a cache entry at once or not at all; a cache that cannot be written costs time, nothing else."""
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=entry.parent, delete=False, encoding="utf-8") as file:
            file.write(text)
        os.replace(file.name, entry)
    except OSError as error:
        logger.warning("cannot keep an OCR result in %s: %s", entry.parent, error)
