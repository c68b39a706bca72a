"""PDF → blocks: text where there is text, OCR for the pages that are only pictures."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.documents import ocr
from qa.documents.encodings import legacy_encoding, reading_share, repair_as
from qa.documents.ocr_names import mend_names
from qa.documents.ocr_text import mend_numbers
from qa.documents.pdf_furniture import Furniture, take_stamps, without_furniture
from qa.documents.pdf_page import Page, read_page
from qa.documents.pdf_paragraphs import Assembler
from qa.errors import QaError
from qa.records import RawDocument
from qa.vietnamese import normalize

logger = logging.getLogger(__name__)

# Pages held at once; the running heads are learnt from one such group and what came before it.
_GROUP = 40
# A page with fewer letters than this beside a large picture is a scan with a stamp, a running head or a signature.
_FEW_LETTERS = 400
# A mean confidence below this is reported, page by page.
LOW_CONFIDENCE = 0.75

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Scans:
    """Which pages were pictures, and what became of them."""

    done: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    doubtful: list[tuple[int, float]] = field(default_factory=list)
    mends: list[str] = field(default_factory=list)

    def read(self, path: Path, pages: list[Page], furniture: Furniture) -> None:
        """Puts the words read from their pictures into the pages."""
        found = ocr.read_pages(path, [page.number for page in pages]) if pages else {}
        for page in pages:
            result = found.get(page.number)
            if result is None:
                self.unread.append(page.number)
                continue
            self.done.append(page.number)
            page.words, page.tables, page.side, page.ocr = result.words, result.tables, [], True
            furniture.note(page)
            self.mends += [f"trang {page.number}: {mend}" for mend in result.mends]
            if result.confidence < LOW_CONFIDENCE:
                self.doubtful.append((page.number, result.confidence))

    def warnings(self) -> list[str]:
        """Names the pages that were not read, and those that were read badly."""
        warnings = []
        if self.unread:
            warnings.append(
                f"CHƯA ĐỌC ĐƯỢC {len(self.unread)} trang quét (trang {page_list(self.unread)}): "
                f"{ocr.INSTALL_HINT} rồi nạp lại."
            )
        if self.doubtful:
            pages = "; ".join(f"trang {number} ({100 * value:.0f}%)" for number, value in self.doubtful)
            warnings.append(f"Văn bản quét mờ, nhận dạng chữ kém tin cậy, cần đối chiếu bản gốc: {pages}.")
        if self.mends:
            warnings.append(f"Từ đọc lần đầu không thành nghĩa, đã lấy lần đọc khác: {'; '.join(self.mends)}.")
        return warnings


def read(path: Path, progress: Progress | None = None) -> RawDocument:
    """Reads a PDF.

    Args:
        path: the file.
        progress: called with pages done and pages in all.

    Raises:
        QaError: protected by a password, damaged, or without pages.
    """
    total = _page_count(path)
    furniture, assembler = Furniture(), Assembler()
    scans = _Scans()
    stamps: list[str] = []
    warnings: list[str] = []
    broken: list[int] = []
    encoding: str | None = None
    for group in _groups(path, total, warnings, broken):
        for page in group:
            stamps += [f"trang {page.number}: {' '.join(lines)}" for lines in [take_stamps(page)] if lines]
            furniture.note(page)
        is_furniture = furniture.found()
        for page in group:
            without_furniture(page, is_furniture)
        scans.read(path, [page for page in group if needs_ocr(page)], furniture)
        is_furniture = furniture.found()
        for page in group:
            without_furniture(page, is_furniture)
        encoding = encoding or legacy_encoding("\n".join(_text(page) for page in group if not page.ocr))
        assembler.clean = _cleaner(encoding)
        for page in group:
            assembler.add(page)
        if progress:
            progress(group[-1].number, total)
    if stamps:
        warnings.append(f"Đã bỏ dấu chữ ký số in trên {'; '.join(stamps)}.")
    warnings += scans.warnings()
    blocks, mends = mend_numbers(assembler.finish())
    blocks, names = mend_names(blocks)
    if names:
        warnings.append(f"Tên riêng đọc sai dấu từ trang quét đã sửa: {'; '.join(names)}.")
    if mends:
        warnings.append(f"Số thứ tự đọc từ trang quét đã sửa theo dãy: {'; '.join(mends)}.")
    if not blocks and not scans.unread:
        raise QaError(f"Tệp {path.name} có {total} trang nhưng không có chữ nào: hãy lấy lại bản đầy đủ.")
    unread = tuple(sorted({*scans.unread, *broken}))
    return RawDocument(tuple(blocks), "pdf", total, tuple(warnings), unread, tuple(scans.done))


def needs_ocr(page: Page) -> bool:
    """Whether a page's words must be read from its picture: a stamp or a signature is not a text layer."""
    text = _text(page)
    letters = sum(c.isalpha() for c in text)
    pictured = page.image_area > 0.12 and page.image_width > 0.4
    if pictured and letters < _FEW_LETTERS:
        return True
    if not letters:
        # Letters drawn as outlines make very many curves.
        return pictured or page.drawn > 300
    if text.count("(cid:") > 0.02 * len(text):
        return True
    # A picture of the whole page with a hidden text layer, made by a program that cannot read Vietnamese.
    return page.image_area > 0.7 and reading_share(text) < 0.8 and legacy_encoding(text) is None


def _text(page: Page) -> str:
    cells = (cell for table in page.tables for row in table.rows for cell in row)
    return " ".join([*(w.text for w in page.words), *cells])


def _cleaner(encoding: str | None) -> Callable[[str], str]:
    if encoding is None:
        return normalize
    return lambda text: normalize(repair_as(text, encoding))


def page_list(numbers: list[int]) -> str:
    """Writes page numbers with ranges: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _page_count(path: Path) -> int:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise QaError(
                f"Tệp {path.name} có mật khẩu: hãy mở bằng mật khẩu rồi in hoặc lưu lại thành PDF không mật khẩu.",
                detail=str(error),
            ) from error
        raise QaError(
            f"Tệp PDF {path.name} bị hỏng, không mở được: hãy tải hoặc sao chép lại từ bản gốc.",
            detail=str(error),
        ) from error
    with document:
        count = len(document)
    if not count:
        raise QaError(f"Tệp PDF {path.name} không có trang nào: hãy lấy lại bản đầy đủ.")
    return count


def _groups(path: Path, total: int, warnings: list[str], broken: list[int]) -> Iterator[list[Page]]:
    """Yields the pages in groups. The file is opened anew for each, so that memory does not grow with its length."""
    for start in range(1, total + 1, _GROUP):
        yield list(_pages(path, list(range(start, min(start + _GROUP, total + 1))), warnings, broken))


def _pages(path: Path, numbers: list[int], warnings: list[str], broken: list[int]) -> Iterator[Page]:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    done = 0
    try:
        with pdfplumber.open(path, pages=numbers) as document:
            for page in document.pages:
                yield _page(page, warnings, broken)
                page.close()
                done += 1
    except (QaError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file provokes
        logger.warning("pages from %d of %s: %s", numbers[done], path.name, error)
        missing = numbers[done:]
        broken += missing
        warnings.append(f"Không đọc được trang {page_list(missing)} của tệp PDF (tệp bị hỏng một phần).")
        for number in missing:
            yield Page(number, 595.0, 842.0)


def _page(page: Any, warnings: list[str], broken: list[int]) -> Page:
    try:
        return read_page(page)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # one bad page does not cost the others
        logger.warning("page %d: %s", page.page_number, error)
        broken.append(page.page_number)
        warnings.append(f"Không đọc được trang {page.page_number} của tệp PDF (trang bị hỏng).")
        return Page(page.page_number, 595.0, 842.0)
