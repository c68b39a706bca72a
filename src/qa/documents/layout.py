"""Lines of text → paragraphs and table rows.

Tables in plain text are found in the three layouts that occur: tabs, pipes inside a line, and one cell after another
between lines that hold a single pipe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from qa.documents.columns import signature_apart
from qa.documents.figure_lines import figure_table
from qa.documents.wraps import paragraphs, wrap_width
from qa.records import Block

STT = re.compile(r"^(?:stt|số\s*tt|tt|số\s+thứ\s+tự)\.?$", re.IGNORECASE)
_GROUP_NUMBER = re.compile(r"^(?:[IVXL]{1,6}|[A-HĐK])[.)]?$")
_GROUP = re.compile(r"^((?:[IVXL]{1,6}|[A-HĐK])[.)])\s+(\S.*)$", re.DOTALL)  # "A. Nhóm nhiệm vụ thể chế"
_HEAD_CELLS = 16  # among which the first "1" of a table given cell by cell is looked for


def blocks_from_lines(lines: Sequence[str], page: int | None = None) -> list[Block]:
    """Returns the paragraphs and table rows of a text given as lines (NFC, no control characters)."""
    lines = signature_apart(lines)
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

    The number of columns is the distance from the heading "STT" to the first "1", or to what heads the first group of
    rows; each row must then start with the next number.

    Returns:
        The paragraphs before the table, its rows, and how many segments were used; None if no table starts here.
    """
    before = paragraphs(segments[at], width)
    if not before or not STT.match(before[-1]):
        return None
    cells = [before[-1], *("\n".join(_cell_paragraphs(s, width)) for s in segments[at + 1 :])]
    columns = _columns(cells)
    columns -= next((size for size in (1, 2) if _group_at(cells, columns - size, 1)), 0)
    if columns < 3:
        return None
    rows = [tuple(cells[:columns])]
    start, number = columns, 1
    while start < len(cells):
        if group := _group_at(cells, start, number):
            rows.append((*group, *[""] * (columns - 2)))
            start += 1 if _GROUP.match(cells[start]) else 2
        elif start + columns <= len(cells) and _row_starts(cells, start, number, columns):
            rows.append(tuple(cells[start : start + columns]))
            number += _is_number(cells[start], number)
            start += columns
        else:
            break
    return before[:-1], rows, start


def _group_at(cells: Sequence[str], at: int, number: int) -> tuple[str, str] | None:
    """The number and the title that head a group of rows, in one cell or two, right before the row of this number."""
    if at < 1:
        return None
    whole = _GROUP.match(cells[at])
    if whole and at + 1 < len(cells) and _is_number(cells[at + 1], number):
        return whole[1], whole[2]
    apart = at + 2 < len(cells) and _GROUP_NUMBER.match(cells[at]) and _is_number(cells[at + 2], number)
    return (cells[at], cells[at + 1]) if apart else None


def _with_line_tables(lines: list[str]) -> list[list[str] | tuple[str, ...]]:
    """Splits lines into those of running text and the rows of tables whose cells are lines of their own.

    Such a table begins with "STT" and the heads of its columns up to a "1"; each row has as many cells and the next
    number. Where blank lines part the heads, they part all cells, and a cell may have several lines. Without numbers it
    is one if all but the first cell of its rows are figures.
    """
    pieces: list[list[str] | tuple[str, ...]] = []
    done = 0
    for at, line in enumerate(lines):
        if at < done or not line.strip():
            continue
        rows, end = _line_table(lines, at) if STT.match(line.strip()) else figure_table(lines, at)
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
    return bool(_is_number(cell, number) or STT.match(cell) or (not cell and any(cells[start + 1 : start + columns])))


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
            cells = _as_wide(_pipe_cells(block.text), block.text, done[-1] if done else None)
            alike = any(
                0 <= j < len(blocks) and len(_pipe_cells(blocks[j].text)) == len(cells)
                for j in (i - 1, i + 1, i - 2, i + 2)
            )
            if len(cells) >= 3 and (alike or len(cells) == len(done[-1].cells or () if done else ())):
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


def _as_wide(cells: list[str], text: str, above: Block | None) -> list[str]:
    """The cells of a line with an empty one at the end where a pipe stands that the row above has none for.

    "| Tổng cộng | 17" below "6 | Đánh giá | 5": the first cell is empty, the pipe no frame.
    """
    if above is None or above.cells is None or len(above.cells) != len(cells) + 1:
        return cells
    first, last = text.strip().startswith("|"), text.strip().endswith("|")
    return cells if first == last else ["", *cells] if first else [*cells, ""]


def _without_emphasis(block: Block) -> Block:
    """Drops Markdown's marks of emphasis ("**…**", "*…*"), which are not part of the document."""
    if "*" not in block.text or block.cells is not None:
        return block
    text = block.text.replace("**", "").strip()
    match = re.fullmatch(r"\*(\S.*\S)\*", text, re.DOTALL)
    return Block(text=match.group(1) if match else text, page=block.page, cells=block.cells, ocr=block.ocr)
