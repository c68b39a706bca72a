"""Word 97–2003's .doc → blocks, without Word or LibreOffice.

Layout of the file: [MS-DOC], Microsoft's published specification. The text lies in pieces that the table stream lists;
the ends of table rows are known only from the properties of their paragraphs.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.documents.flow import Grid, Paragraph, to_blocks
from qa.errors import QaError
from qa.records import RawDocument

_FIELD = re.compile(r"\x13[^\x13\x14\x15]*\x14([^\x13\x14\x15]*)\x15|\x13[^\x13\x14\x15]*\x15")
_CELL, _PARAGRAPH = "\x07", "\r"
_IN_TABLE, _ROW_END, _LIST = 0x2416, 0x2417, 0x460B
_PAGE = 512
_WORD_97 = 0x00B0
# Characters of Word's own: page break, column break, line break, hyphens, pictures and marks of notes.
_OWN = str.maketrans({"\x0b": "\n", "\x0c": "\r", "\x0e": "\n", "\x1e": "-", "\x1f": "\u00ad", "\x01": "", "\x02": "",
                      "\x05": "", "\x08": "", "\xa0": " "})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text: characters `start`–`end`, from byte `offset` of the file, one byte each or two."""

    start: int
    end: int
    offset: int
    narrow: bool


def read(path: Path) -> RawDocument:
    """Reads a .doc file.

    Raises:
        QaError: damaged, protected by a password, or older than Word 97.
    """
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as container:
            main = container.openstream("WordDocument").read()
            flags = struct.unpack_from("<H", main, 10)[0]
            _check(path, main, flags)
            table = container.openstream("1Table" if flags & 0x200 else "0Table").read()
        pieces = list(_pieces(main, table))
        length = struct.unpack_from("<i", main, 0x4C)[0]
        text = _text(main, pieces, length)
        marks = _paragraph_marks(main, table)
    except (struct.error, IndexError, OSError, ValueError, UnicodeDecodeError) as error:
        raise QaError(
            f"Tệp Word {path.name} bị hỏng, không đọc được: hãy mở bằng Word, lưu lại dưới dạng .docx.",
            detail=str(error),
        ) from error
    items, numbered = _items(text, pieces, marks)
    blocks, _encoding = to_blocks(items)
    warnings: tuple[str, ...] = ()
    if numbered:
        warnings = (
            f"{numbered} đoạn được Word đánh số tự động, định dạng .doc không lưu số đó trong chữ: "
            "hãy lưu lại dưới dạng .docx để có đủ số mục.",
        )
    return RawDocument(blocks=blocks, format="doc", warnings=warnings)


def _check(path: Path, main: bytes, flags: int) -> None:
    magic, version = struct.unpack_from("<HH", main, 0)
    if magic != 0xA5EC or version < _WORD_97:
        raise QaError(
            f"Tệp {path.name} thuộc phiên bản Word quá cũ: hãy mở bằng Word, lưu lại dưới dạng .docx."
        )
    if flags & 0x100:
        raise QaError(f"Tệp {path.name} có mật khẩu: hãy mở bằng mật khẩu rồi lưu lại không mật khẩu.")


def _pieces(main: bytes, table: bytes) -> Iterator[_Piece]:
    start, size = struct.unpack_from("<ii", main, 0x01A2)
    clx = table[start : start + size]
    at = 0
    while at < len(clx) and clx[at] == 1:  # property lists that pieces refer to
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no piece table")
    plc = clx[at + 5 : at + 5 + struct.unpack_from("<i", clx, at + 1)[0]]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}i", plc)
    for i in range(count):
        packed = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * i + 2)[0]
        narrow = bool(packed & 0x40000000)
        offset = packed & 0x3FFFFFFF
        yield _Piece(bounds[i], bounds[i + 1], offset // 2 if narrow else offset, narrow)


def _text(main: bytes, pieces: list[_Piece], length: int) -> str:
    parts = []
    for piece in pieces:
        if piece.start >= length:
            break
        count = min(piece.end, length) - piece.start
        if count < 0 or piece.offset > len(main):
            raise ValueError("piece outside the file")
        raw = main[piece.offset : piece.offset + count * (1 if piece.narrow else 2)]
        text = raw.decode("cp1252" if piece.narrow else "utf-16-le", "replace")
        # Undefined bytes of CP1252 are letters in some old fonts; lone surrogates would break offsets.
        parts.append(text.ljust(count)[:count] if piece.narrow or len(text) != count else text)
    return "".join(parts)


def _paragraph_marks(main: bytes, table: bytes) -> list[tuple[int, int, bool, bool, bool]]:
    """Returns, by byte of the file, which paragraphs lie in a table, end a row or are in a list."""
    start, size = struct.unpack_from("<ii", main, 0x0102)
    plc = table[start : start + size]
    count = (len(plc) - 4) // 8
    marks = []
    for i in range(max(count, 0)):
        number = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * i)[0] & 0x3FFFFF
        page = main[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            continue
        runs = page[-1]
        bounds = struct.unpack_from(f"<{runs + 1}I", page)
        for j in range(runs):
            where = 2 * page[4 * (runs + 1) + 13 * j]
            sprms = _properties(page, where) if where else b""
            marks.append((bounds[j], bounds[j + 1], *_flags(sprms)))
    return sorted(marks)


def _properties(page: bytes, where: int) -> bytes:
    size = page[where]
    if size:
        return page[where + 3 : where + 2 * size]
    size = page[where + 1]
    return page[where + 4 : where + 2 + 2 * size]


def _flags(sprms: bytes) -> tuple[bool, bool, bool]:
    found: dict[int, int] = {}
    at = 0
    while at + 2 <= len(sprms):
        code = struct.unpack_from("<H", sprms, at)[0]
        at += 2
        size = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(code >> 13)
        if size is None:
            size = sprms[at] + 1 if at < len(sprms) else 1
            if code in (0xD608, 0xD606) and at + 2 <= len(sprms):
                size = struct.unpack_from("<H", sprms, at)[0] + 1
        found[code] = int.from_bytes(sprms[at : at + min(size, 2)], "little")
        at += size
    return bool(found.get(_IN_TABLE)), bool(found.get(_ROW_END)), bool(found.get(_LIST))


def _items(
    text: str, pieces: list[_Piece], marks: list[tuple[int, int, bool, bool, bool]]
) -> tuple[list[Any], int]:
    """Cuts the text into paragraphs and tables; also returns how many paragraphs Word numbers itself."""
    items: list[Paragraph | Grid] = []
    rows: list[list[list[str]]] = []
    row: list[list[str]] = []
    cell: list[str] = []
    numbered = 0
    find = _finder(pieces, marks)
    for match in re.finditer(r"([^\r\x07\x0c]*)([\r\x07\x0c])", text + "\r"):
        content, end = _clean(match.group(1)), match.group(2)
        in_table, row_end, in_list = find(match.end() - 1)
        numbered += in_list and bool(content.strip())
        if end == _CELL and row_end:
            rows.append(row)
            row, cell = [], []
        elif end == _CELL:
            row.append([t for t in [*cell, content] if t.strip()])
            cell = []
        elif in_table:
            cell.append(content)
        else:
            items += [Grid(rows)] if rows else []
            rows = []
            if content.strip():
                items.append(Paragraph(content))
    leftover = [*rows, row] if row else rows
    return items + ([Grid(leftover)] if leftover else []), numbered


def _finder(pieces: list[_Piece], marks: list[tuple[int, int, bool, bool, bool]]) -> Any:
    """Returns a function from a character's number to the flags of its paragraph; numbers must not fall."""
    piece_at = mark_at = 0
    starts = [mark[0] for mark in marks]

    def find(position: int) -> tuple[bool, bool, bool]:
        nonlocal piece_at, mark_at
        while piece_at + 1 < len(pieces) and pieces[piece_at].end <= position:
            piece_at += 1
            mark_at = 0
        if not pieces or not marks:
            return False, False, False
        piece = pieces[piece_at]
        byte = piece.offset + (position - piece.start) * (1 if piece.narrow else 2)
        while mark_at + 1 < len(starts) and starts[mark_at + 1] <= byte:
            mark_at += 1
        first, last, *flags = marks[mark_at]
        return (flags[0], flags[1], flags[2]) if first <= byte < last else (False, False, False)

    return find


def _clean(text: str) -> str:
    """Leaves of a field only its result, and turns Word's own characters into ordinary ones."""
    while "\x13" in text:
        shorter = _FIELD.sub(lambda m: m.group(1) or "", text)
        if shorter == text:
            break
        text = shorter
    return re.sub("[\x13-\x15]", "", text.translate(_OWN))
