"""Lines of text → paragraphs and table rows.

Files that reach an office have lost their paragraphs in one of two ways: every line is hard-wrapped, or a page
break has cut a sentence in two. Both are mended here, so that every later stage sees whole paragraphs. Tables in
plain text are found in the three layouts that occur: tabs, pipes inside a line, and one cell after another between
lines that hold a single pipe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from qa.records import Block

_UPPER = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
# A line that starts a paragraph whatever stands before it.
MARKER = re.compile(
    rf"""(?: [-–—+*•●▪○◦] \s | [-–—+•] (?=[{_UPPER}][^\W\d_A-Z])
      | \d{{1,2}}(?:\.\d{{1,2}}){{0,3}} [.)\-–] \s | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}} \s
      | \d{{1,2}} (?: \.(?=[{_UPPER}]) | / \s )
      | [IVXL]{{1,6}} (?:[.)/\-–] \s | \.(?=[{_UPPER}]{{2}})) | [A-HK] \. \s
      | [a-zđ] (?:[.)] \s | \)(?=[{_UPPER}]))
      | (?:Điều|Chương|Phần|PHẦN|CHƯƠNG|ĐIỀU|Mục|MỤC|Phụ\slục|PHỤ\sLỤC)\s
      | Căn\scứ\s | Xét\s | Theo\sđề\snghị\s | Nơi\snhận\s*:
    )""",
    re.VERBOSE,
)
ENDS_SENTENCE = re.compile(r"[.;:!?…][\"”’)\]]*\s*$")
# A line of at least three marks and nothing else; blanks do not count, whichever and however many they are.
DECORATION = re.compile(r"^(?:\s*[\-–—_=*~·.•]){3,}\s*$")
STT = re.compile(r"^(?:stt|số\s*tt|tt|số\s+thứ\s+tự)\.?$", re.IGNORECASE)
_HEAD_CELLS = 16  # among which the first "1" of a table given cell by cell is looked for
# Words that cannot end a paragraph: what follows belongs to the same sentence.
OPEN_END = re.compile(
    r"(?:^|\s)(?:và|của|cho|với|về|tại|từ|đến|là|các|những|một|theo|trên|trong|ngoài|dưới|để|do"
    r"|bởi|hoặc|hay|khoảng|đạt|bằng|như|được|có|thuộc|giữa|cùng|đối|Sở|Bộ|Ủy|Uỷ|Quyết định số|Nghị quyết số"
    r"|Kế hoạch số|Nghị định số|Thông tư số|Điều|khoản|điểm)$"
)
# "Hạ tầng số", "Nhiệm vụ hằng năm" are whole; before a figure they are not: "Quyết định số" / "123/QĐ-UBND".
OPEN_NUMBER = re.compile(r"(?:^|\s)(?:số|ngày|tháng|năm)$")
# A line that stands alone in capitals: the name of a kind of document, never the start of the title under it.
KIND_LINE = re.compile(
    r"^(?:KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|CHỈ THỊ|CHƯƠNG TRÌNH|ĐỀ ÁN|DỰ ÁN|QUY ĐỊNH|QUY CHẾ"
    r"|THÔNG BÁO|HƯỚNG DẪN|BÁO CÁO|TỜ TRÌNH|CÔNG VĂN|KẾT LUẬN|DANH MỤC|PHỤ LỤC(?: [IVX\d]+)?|BIỂU MẪU|CHIẾN LƯỢC"
    r"|QUYẾT NGHỊ|(?i:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH|NGHỊ QUYẾT) ?:|KT\. .*|TM\. .*|TL\. .*|TUQ\. .*)$"
)


def blocks_from_lines(lines: Sequence[str], page: int | None = None) -> list[Block]:
    """Returns the paragraphs and table rows of a text given as lines (NFC, no control characters)."""
    width = wrap_width(lines)
    blocks: list[Block] = []
    segments = _split_at_pipes(lines)
    at = 0
    while at < len(segments):
        run = _cell_stream(segments, at, width)
        if run is None:
            for piece in _with_line_tables(segments[at]):
                if isinstance(piece, tuple):
                    blocks.append(row_block(piece, page))
                else:
                    blocks += [Block(text=p, page=page) for p in paragraphs(piece, width)]
            blocks = _with_inline_tables(blocks)
            at += 1
            continue
        lead, rows, used = run
        blocks += [Block(text=p, page=page) for p in lead]
        blocks = _with_inline_tables(blocks)
        blocks += [row_block(row, page) for row in rows]
        at += used
    return [b for b in (_without_emphasis(b) for b in blocks) if b.text.strip()]


def row_block(cells: Iterable[str], page: int | None = None) -> Block:
    """Returns a table row as a block: cells stripped, tabs inside them replaced, joined by tabs."""
    clean = tuple(cell.replace("\t", " ").strip() for cell in cells)
    return Block(text="\t".join(clean), page=page, cells=clean)


def wrap_width(lines: Sequence[str]) -> int | None:
    """Returns the width at which the text was hard-wrapped, or None where a line is a paragraph.

    A text is taken as wrapped when a fifth of its lines go on in lower case from a line that does not end a sentence.
    """
    pairs = [(a.strip(), b.strip()) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < 8:
        return None
    carried = sum(1 for a, b in pairs if b[0].islower() and not MARKER.match(b) and not ENDS_SENTENCE.search(a))
    if carried < 0.2 * len(pairs):
        return None
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(0.9 * (len(lengths) - 1))]


def paragraphs(lines: Sequence[str], width: int | None) -> list[str]:
    """Joins lines into paragraphs; `width` as from `wrap_width`."""
    done: list[str] = []
    last_line = ""
    lines_in_last = 0
    blank_before = False
    for raw in lines:
        line = re.sub(r"[ \u00a0]+", " ", raw.strip(" ")).strip("\n\r")
        if not line.strip() or DECORATION.match(line):
            blank_before = True
            continue
        if done and _continues(done[-1], last_line, lines_in_last, line, width, blank_before):
            done[-1] = f"{done[-1]} {line}"
            lines_in_last += 1
        else:
            done.append(line)
            lines_in_last = 1
        last_line, blank_before = line, False
    return done


def _continues(current: str, last: str, count: int, line: str, width: int | None, blank_before: bool) -> bool:
    """Whether `line` goes on with the paragraph `current`, whose newest line is `last`."""
    if MARKER.match(line) or "\t" in line or "\t" in last or "|" in line or "|" in last:
        return False
    if current.endswith(";") and width is not None and not blank_before and line[0].islower():
        return True
    if ENDS_SENTENCE.search(current) or KIND_LINE.match(current) or KIND_LINE.match(line):
        return False
    if _is_capitals(current) or _is_capitals(line):
        # A title in capitals may be wrapped; it never goes on in ordinary letters, nor they in it.
        return _is_capitals(current) and _is_capitals(line) and width is not None and not blank_before
    open_bracket = current.count("(") > current.count(")")
    if line[0].islower() or OPEN_END.search(current) or current.endswith(",") or (open_bracket and ")" in line):
        return True
    if line[0].isdigit() and OPEN_NUMBER.search(current):
        return True
    if width is None or blank_before:
        return False
    if line[0].isdigit():  # no marker: a figure in the middle of a sentence
        return True
    first_word = line.split(" ", 1)[0]
    # A wrapped line is broken only where the next word no longer fits; the first line of a paragraph may be a heading.
    return len(last) + 1 + len(first_word) >= (0.85 if count > 1 else 1.0) * width


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _split_at_pipes(lines: Sequence[str]) -> list[list[str]]:
    """Cuts the lines at those that hold a single pipe and nothing else."""
    segments: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == "|":
            segments.append([])
        else:
            segments[-1].append(line)
    return segments


def _cell_stream(
    segments: list[list[str]], at: int, width: int | None
) -> tuple[list[str], list[tuple[str, ...]], int] | None:
    """Reads a table whose cells stand one after another from segment `at` on.

    The number of columns is the distance from the heading "STT" to the first "1"; each row must then start with the
    next number.

    Returns:
        The paragraphs before the table, its rows, and how many segments were used; None if no table starts here.
    """
    before = paragraphs(segments[at], width)
    if not before or not STT.match(before[-1]):
        return None
    cells = [before[-1], *("\n".join(_cell_paragraphs(s, width)) for s in segments[at + 1 :])]
    columns = _columns(cells)
    if columns < 3:
        return None
    rows = [tuple(cells[:columns])]
    start = columns
    while start + columns <= len(cells) and _row_starts(cells, start, len(rows), columns):
        rows.append(tuple(cells[start : start + columns]))
        start += columns
    return before[:-1], rows, start


def _with_line_tables(lines: list[str]) -> list[list[str] | tuple[str, ...]]:
    """Splits lines into those of running text and the rows of tables whose cells are lines of their own.

    Such a table begins with "STT" and the heads of its columns up to a "1"; each row has as many cells and the next
    number. Where blank lines part the heads, they part all cells, and a cell may have several lines.
    """
    pieces: list[list[str] | tuple[str, ...]] = []
    done = 0
    for at, line in enumerate(lines):
        if at < done or not STT.match(line.strip()):
            continue
        rows, end = _line_table(lines, at)
        if rows:
            pieces += [lines[done:at], *rows]
            done = end
    return [*pieces, lines[done:]]


def _line_table(lines: Sequence[str], at: int) -> tuple[list[tuple[str, ...]], int]:
    """The head and the rows of the table that begins at a line, and the line behind it; no rows if none does."""
    stream = _line_cells(lines, at)
    cells = list(islice(stream, _HEAD_CELLS))
    columns = _columns([text for text, _ in cells])
    rows: list[tuple[str, ...]] = []
    end = at
    while columns >= 3:
        cells += islice(stream, max(0, columns - len(cells)))
        row, cells = cells[:columns], cells[columns:]
        if len(row) < columns or (rows and not _is_number(row[0][0], len(rows))):
            break
        if len(rows) < 2 and any("\t" in text or "|" in text for text, _ in row):
            break
        rows.append(tuple(text for text, _ in row))
        end = row[-1][1]
    return (rows, end) if len(rows) >= 3 else ([], at)


def _line_cells(lines: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """Yields the cells that lines hold from one on if each is a cell, with the line behind each."""
    parted = at + 1 < len(lines) and not lines[at + 1].strip()
    cell: list[str] = []
    for i in range(at, len(lines)):
        line = lines[i].strip()
        if cell and (not line or not parted):
            yield " ".join(cell), i
            cell = []
        if line:
            cell.append(line)
    if cell:
        yield " ".join(cell), len(lines)


def _columns(cells: Sequence[str]) -> int:
    """The number of columns of a table given cell by cell: how far the first "1" is from its head's first cell."""
    return next((i for i, cell in enumerate(cells[:_HEAD_CELLS]) if _is_number(cell, 1)), 0)


def _is_number(cell: str, number: int) -> bool:
    return re.fullmatch(rf"0?{number}\.?", cell) is not None


def _row_starts(cells: list[str], start: int, number: int, columns: int) -> bool:
    """Whether the cell at `start` opens the row with this number, or repeats the heading."""
    cell = cells[start]
    return bool(
        _is_number(cell, number)
        or STT.match(cell)
        or (not cell and any(cells[start + 1 : start + columns]))
    )


def _cell_paragraphs(lines: list[str], width: int | None) -> list[str]:
    """The paragraphs of one cell; a cell is narrow, so any line goes on with the one before unless it is a bullet."""
    done: list[str] = []
    for line in (x.strip() for x in lines):
        if not line:
            continue
        if done and not re.match(r"[-+•*]\s", line):
            done[-1] = f"{done[-1]} {line}"
        else:
            done.append(line)
    return done


def _with_inline_tables(blocks: list[Block]) -> list[Block]:
    """Turns paragraphs with tabs or pipes into rows, or, where they are only a letterhead, into paragraphs."""
    done: list[Block] = []
    for i, block in enumerate(blocks):
        if block.cells is not None:
            done.append(block)
        elif block.text.count("\t") >= 2 or _is_group_row(block, done[-1] if done else None):
            done.append(row_block(block.text.split("\t"), block.page))
        elif "|" in block.text:
            if re.fullmatch(r"[\s|:\-–—]+", block.text):
                continue
            cells = _pipe_cells(block.text)
            alike = any(
                0 <= j < len(blocks) and len(_pipe_cells(blocks[j].text)) == len(cells)
                for j in (i - 1, i + 1, i - 2, i + 2)
            )
            if len(cells) >= 3 and alike:
                done.append(row_block(cells, block.page))
            else:
                done += [Block(text=cell, page=block.page) for cell in cells if cell]
        else:
            done.append(block)
    return done


def _is_group_row(block: Block, above: Block | None) -> bool:
    """Whether a line with one tab, right below a row, heads a group of rows ("II<tab>Hạ tầng"); the rest is empty."""
    return "\t" in block.text and above is not None and above.cells is not None and len(above.cells) > 2


def _pipe_cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.strip().strip("|").split("|")] if "|" in text else []


def _without_emphasis(block: Block) -> Block:
    """Drops Markdown's marks of emphasis ("**…**", "*…*"), which are not part of the document."""
    if "*" not in block.text or block.cells is not None:
        return block
    text = block.text.replace("**", "").strip()
    match = re.fullmatch(r"\*(\S.*\S)\*", text, re.DOTALL)
    return Block(text=match.group(1) if match else text, page=block.page, cells=block.cells, ocr=block.ocr)
