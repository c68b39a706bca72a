"""Lines in reading order → paragraphs and table rows, over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qa.documents.layout import row_block
from qa.documents.pdf_layout import Line, lines_in_order
from qa.documents.pdf_page import Page, Word
from qa.documents.pdf_tables import Table, continue_table, mend
from qa.documents.wraps import ENDS_SENTENCE, KIND_LINE, MARKER, open_end
from qa.records import Block
from qa.vietnamese import normalize

_NOTE_START = re.compile(r"^(?:\d{1,3}|\*+)(?:\s|$|[^\W\d])")
_NOTE_SIZE = 0.9
# Words that open a heading, but also stand inside sentences.
_NAMED = re.compile(r"(?:Điều|Chương|Phần|Mục|Phụ lục|Căn cứ|Xét|Theo)\s")
_INDENT = 6.0


@dataclass(slots=True)
class Margins:
    """Left and right edge of the running text, its line pitch, and whether paragraphs are indented."""

    left: float
    right: float
    pitch: float
    indented: bool


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    text: str


@dataclass(slots=True)
class _Rows:
    rows: list[tuple[str, ...]]
    pages: list[int]
    confidence: float | None


@dataclass(slots=True)
class Assembler:
    """Takes pages one by one and makes blocks of them. `clean` turns the text of the file into proper text."""

    clean: Callable[[str], str] = normalize
    blocks: list[Block] = field(default_factory=list)
    _open: _Paragraph | _Rows | None = None
    _notes: list[_Paragraph] = field(default_factory=list)
    _sizes: Counter[int] = field(default_factory=Counter)
    _margins: dict[bool, Margins] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        """Adds the next page; its furniture is gone already."""
        for word in page.words:
            word.text = self.clean(word.text)
        page.words = [w for w in page.words if w.text.strip()]
        items = lines_in_order(page)
        for item in items:
            if isinstance(item, Line):
                self._sizes[round(2 * item.size)] += len(item.text)
        body, notes = self._split_notes(items)
        margins = self._measure(page, [i for i in body if isinstance(i, Line)])
        for item in body:
            if isinstance(item, Table):
                self._add_table(item, page.number)
            else:
                self._add_line(item, margins)
        for line in notes:
            if self._notes and not _NOTE_START.match(line.text):
                self._notes[-1].text = mend(self._notes[-1].text, line.text)
                self._notes[-1].lines.append(line)
            else:
                self._notes.append(_Paragraph([line], line.text))

    def finish(self) -> list[Block]:
        """Returns all blocks."""
        self._close()
        return self.blocks

    def _add_table(self, table: Table, page: int) -> None:
        rows = [tuple(self.clean(cell) for cell in row) for row in table.rows]
        above = self._open
        if isinstance(above, _Rows) and above.pages[-1] < page and continue_table(above.rows, rows):
            above.pages += [page] * (len(above.rows) - len(above.pages))
            return
        self._close()
        self._open = _Rows(rows, [page] * len(rows), table.confidence)

    def _add_line(self, line: Line, margins: Margins) -> None:
        above = self._open
        if isinstance(above, _Paragraph) and _continues(above, line, margins):
            above.text = mend(above.text, line.text)
            above.lines.append(line)
            return
        self._close()
        self._open = _Paragraph([line], line.text)

    def _close(self) -> None:
        if isinstance(self._open, _Paragraph):
            self._emit(self._open)
        elif isinstance(self._open, _Rows):
            for row, page in zip(self._open.rows, self._open.pages, strict=True):
                block = row_block(row, page)
                self.blocks.append(Block(block.text, block.page, block.cells, self._open.confidence))
        self._open = None
        notes, self._notes = self._notes, []
        for note in notes:
            self._emit(note)

    def _emit(self, paragraph: _Paragraph) -> None:
        text = " ".join(paragraph.text.split())
        if text:
            words = [w for line in paragraph.lines for w in line.words]
            self.blocks.append(Block(text, paragraph.lines[0].page, None, _confidence(words)))

    def _split_notes(self, items: Sequence[Line | Table]) -> tuple[list[Line | Table], list[Line]]:
        """Takes the footnotes off the foot of a page: lines in smaller print, of which the first has a number."""
        usual = self._sizes.most_common(1)[0][0] / 2 if self._sizes else 0.0
        at = len(items)
        first = at
        while at > 0:
            item = items[at - 1]
            if isinstance(item, Table) or item.column or item.size > _NOTE_SIZE * usual:
                break
            at -= 1
            if _NOTE_START.match(item.text):
                first = at
        notes = [i for i in items[first:] if isinstance(i, Line)]
        return list(items[:first]), notes

    def _measure(self, page: Page, lines: list[Line]) -> Margins:
        wide = page.width > page.height
        running = [i for i in lines if not i.column and i.x1 - i.x0 > 0.4 * page.width]
        if len(running) < 4:
            return self._margins.get(wide) or _rough(page, lines)
        common = Counter(round(i.x0 / 2) * 2 for i in running).most_common(1)[0][0]
        left = min((i.x0 for i in running if abs(i.x0 - common) <= 2), default=float(common))
        right = sorted(i.x1 for i in running)[int(0.9 * (len(running) - 1))]
        steps = sorted(b.top - a.top for a, b in pairwise(running) if b.top > a.top)
        marked = [i for i in lines if not i.column and MARKER.match(i.text)]
        indents = sum(1 for i in marked if i.x0 > left + _INDENT)
        before = self._margins.get(wide)
        indented = indents >= len(marked) / 2 if len(marked) >= 3 or before is None else before.indented
        pitch = steps[len(steps) // 3] if steps else 1.3 * running[0].size
        self._margins[wide] = Margins(left, right, pitch, indented)
        return self._margins[wide]


def _rough(page: Page, lines: list[Line]) -> Margins:
    left = min((i.x0 for i in lines), default=0.0)
    right = max((i.x1 for i in lines), default=page.width)
    return Margins(left, right, 1.4 * (lines[0].size if lines else 12.0), True)


def _confidence(words: Sequence[Word]) -> float | None:
    read = [(w.confidence, len(w.text)) for w in words if w.confidence is not None]
    total = sum(n for _, n in read)
    return round(sum(c * n for c, n in read) / total, 3) if total else None


def _continues(paragraph: _Paragraph, line: Line, m: Margins) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last, text = paragraph.lines[-1], line.text
    new_page = last.page != line.page
    if KIND_LINE.match(text) or KIND_LINE.match(paragraph.text):
        return False
    if not 0.85 < line.size / last.size < 1.18 or bool(last.column) != bool(line.column):
        return False
    if not new_page and (line.top - last.top > 1.9 * m.pitch or line.top < last.top - 2):
        return False
    if line.column:
        return line.column == last.column and _continues_in_column(paragraph, text)
    if _is_centred(line, m) or _is_centred(last, m) or _share_middle(last, line, m):
        both = not new_page and (
            _share_middle(last, line, m) or (_is_centred(line, m) and _is_centred(last, m))
        )
        return both and _same_case(paragraph.text, text) and not _starts_anew(paragraph.text, text)
    first = line.words[0]
    # A break was forced where the next word would not have fitted; a quarter of a letter is left for odd spaces.
    forced = last.x1 + 0.25 * line.size + first.x1 - first.x0 > m.right - 0.25 * line.size
    if not _same_case(paragraph.text, text) and not (forced and len(paragraph.lines) > 1):
        return False
    indented = line.x0 > m.left + _INDENT
    if MARKER.match(text):
        if not forced or indented or ENDS_SENTENCE.search(paragraph.text):
            return False
        # "theo / Điều 5 Luật …" goes on unless a gap says otherwise; a bullet or number at the margin starts anew.
        close = not new_page and line.top - last.top < 1.2 * m.pitch
        return m.indented or bool(_NAMED.match(text) and close)
    if indented:
        return forced and _in_block(paragraph, line, text)
    if not forced:
        return _must_go_on(paragraph.text, text)
    if not m.indented and not new_page and line.top - last.top > 1.25 * m.pitch:
        return _must_go_on(paragraph.text, text)
    return True


def _same_case(above: str, text: str) -> bool:
    """Whether two texts are both in capitals or both not; one of a word or two fits either."""
    return _is_capitals(above) == _is_capitals(text) or (len(text) < 8 and text.isupper())


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _is_centred(line: Line, m: Margins) -> bool:
    """Whether a line stands in the middle: clear of both margins, or short of both by the same."""
    left, right, width = line.x0 - m.left, m.right - line.x1, m.right - m.left
    clear = min(left, right) > 0.06 * width and abs(left - right) < 0.08 * width
    return clear or (min(left, right) > 5 and abs(left - right) < max(6.0, 0.015 * width))


def _share_middle(a: Line, b: Line, m: Margins) -> bool:
    """Whether two lines, both clear of the margins, are centred on the same axis."""
    inset = min(a.x0, b.x0) > m.left + 5 and max(a.x1, b.x1) < m.right - 5
    return inset and abs(a.x0 + a.x1 - b.x0 - b.x1) < 8 and abs(a.x0 - b.x0) > 3


def _continues_in_column(paragraph: _Paragraph, text: str) -> bool:
    """In letterheads and signatures every line is short, so only the words can tell."""
    if MARKER.match(text) or text.startswith(("Số:", "Số :")):
        return False
    if _is_capitals(paragraph.text) and _is_capitals(text):
        return True
    return _must_go_on(paragraph.text, text)


def _starts_anew(above: str, text: str) -> bool:
    return bool(MARKER.match(text) or text.startswith(("(", "CỘNG H")) or ENDS_SENTENCE.search(above))


def _must_go_on(above: str, text: str) -> bool:
    """Whether the words alone show that a sentence goes on."""
    if ENDS_SENTENCE.search(above):
        return False
    unclosed = above.count("(") > above.count(")") and ")" in text
    return text[0].islower() or open_end(above, text) or above.endswith(",") or unclosed


def _in_block(paragraph: _Paragraph, line: Line, text: str) -> bool:
    """Whether an indented line belongs to a paragraph that is indented as a whole, or hangs under its bullet."""
    last = paragraph.lines[-1]
    level = abs(line.x0 - last.x0) < 3
    if len(paragraph.lines) > 1:
        return (level and not ENDS_SENTENCE.search(paragraph.text)) or (
            level and line.x0 > paragraph.lines[0].x0 + 3
        )
    hangs = line.x0 > last.x0 + 3 and bool(MARKER.match(paragraph.text))
    return hangs or (level and _must_go_on(paragraph.text, text))
