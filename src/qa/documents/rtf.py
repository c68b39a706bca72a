"""Rich Text Format → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from qa.documents.flow import Grid, Paragraph, to_blocks
from qa.errors import QaError
from qa.records import RawDocument

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
# Groups that hold no text of the document.
_SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer",
    "footerl", "footerr", "footerf", "listtable", "listoverridetable", "revtbl", "rsidtbl", "themedata", "datastore",
    "latentstyles", "colorschememapping", "xmlnstbl", "fldinst", "bkmkstart", "bkmkend", "pnseclvl", "generator",
    "nonshppict", "filetbl", "template", "operator", "annotation", "atnid", "atnauthor", "do", "shpinst",
}  # fmt: skip
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "page": "\n",
}  # fmt: skip
_SYMBOLS = {b"~": " ", b"-": "\u00ad", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
_CHARSETS = {163: "cp1258", 238: "cp1250", 204: "cp1251", 161: "cp1253", 162: "cp1254", 186: "cp1257"}
_DEEPEST = 500


@dataclass(slots=True)
class _State:
    skip: bool = False
    codepage: str = "cp1252"
    in_table: bool = False
    after_unicode: int = 1
    hidden: bool = False
    note: bool = False


@dataclass(slots=True)
class _Reader:
    data: bytes
    items: list[Paragraph | Grid] = field(default_factory=list)
    _fonts: dict[int, str] = field(default_factory=dict)
    _default: str = "cp1252"
    _text: list[str] = field(default_factory=list)
    _note: list[str] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)
    _row: list[list[str]] = field(default_factory=list)
    _rows: list[list[list[str]]] = field(default_factory=list)

    def read(self) -> list[Paragraph | Grid]:
        """Reads the whole file."""
        self._fonts = dict(_font_codepages(self.data))
        stack: list[_State] = []
        state, ignore, starred = _State(), 0, False
        for match in _TOKEN.finditer(self.data):
            word, number, byte, symbol, brace, plain = match.groups()
            if brace == b"{":
                if len(stack) > _DEEPEST:
                    raise QaError("Tệp RTF bị hỏng: hãy mở bằng Word, lưu lại dưới dạng .docx.")
                stack.append(state)
                state, starred, ignore = replace(state), False, 0
            elif brace == b"}":
                if state.note and (not stack or not stack[-1].note):
                    self._end_note()
                state, ignore = stack.pop() if stack else _State(), 0
            elif symbol == b"*":
                starred = True
            elif word:
                ignore = self._word(word.decode(), int(number) if number else None, state, starred)
                starred = False
            elif state.skip or state.hidden:
                continue
            elif ignore and (byte or symbol):
                ignore -= 1
            elif ignore and plain:
                self._add(plain[ignore:].decode(state.codepage, "replace"), state)
                ignore = 0
            elif byte:
                self._add(_decoded(bytes.fromhex(byte.decode()), state.codepage), state)
            elif symbol:
                self._add(_SYMBOLS.get(symbol, ""), state)
            elif plain:
                self._add(_decoded(plain, state.codepage), state)
        self._end_paragraph(_State())
        self._end_table()
        return self.items

    def _word(self, word: str, number: int | None, state: _State, starred: bool) -> int:
        """Acts on a control word; returns how many characters stand in for a Unicode one and are to be left out."""
        if word in _SKIPPED or (starred and word not in ("pntext", "shppict", "pnlvlbody")):
            state.skip = True
        if state.skip:
            return 0
        if word == "u" and number is not None:
            if not state.hidden:
                self._add(chr(number % 65536), state)
            return state.after_unicode
        if word in _CHARACTERS and not state.hidden:
            self._add(_CHARACTERS[word], state)
        elif word in ("par", "sect"):
            self._end_paragraph(state)
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "footnote":
            state.note = True
        else:
            self._format(word, number, state)
        return 0

    def _format(self, word: str, number: int | None, state: _State) -> None:
        if word == "ansicpg" and number:
            self._default = state.codepage = _codepage(f"cp{number}")
        elif word == "f" and number is not None:
            state.codepage = self._fonts.get(number, self._default)
        elif word in ("plain", "pard"):
            if word == "pard":
                state.in_table = False
            else:
                state.hidden = False
        elif word == "intbl":
            state.in_table = True
        elif word == "uc" and number is not None:
            state.after_unicode = max(0, min(number, 8))
        elif word in ("v", "deleted"):
            state.hidden = number != 0

    def _add(self, text: str, state: _State) -> None:
        (self._note if state.note else self._text).append(text)

    def _end_note(self) -> None:
        text = " ".join("".join(self._note).split())
        self._note = []
        if text:
            self._notes.append(text)

    def _take_notes(self) -> list[str]:
        notes, self._notes = self._notes, []
        return notes

    def _end_paragraph(self, state: _State) -> None:
        if state.note:
            self._note.append(" ")
            return
        text, self._text = "".join(self._text), []
        if state.in_table:
            self._cell.append(text)
            return
        self._end_table()
        if text.strip():
            self.items.append(Paragraph(text, self._take_notes()))

    def _end_cell(self) -> None:
        self._cell.append("".join(self._text))
        self._text = []
        self._row.append([text for text in self._cell if text.strip()])
        self._cell = []

    def _end_row(self) -> None:
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def _end_table(self) -> None:
        self._end_row()
        if self._rows:
            self.items.append(Grid(self._rows, None, self._take_notes()))
        self._rows = []


def read(path: Path) -> RawDocument:
    """Reads an .rtf file.

    Raises:
        QaError: damaged.
    """
    blocks, _encoding = to_blocks(_Reader(path.read_bytes()).read())
    return RawDocument(blocks=blocks, format="rtf")


def _font_codepages(data: bytes) -> Iterator[tuple[int, str]]:
    """Yields the code page of each font; a font of no particular script leaves that of the file."""
    table = re.search(rb"\{\\fonttbl(.{0,60000}?)\}\s*\}", data, re.DOTALL)
    for font in re.finditer(
        rb"\\f(\d{1,5})\b[^{}]{0,200}?\\fcharset(\d{1,3})", table.group(1) if table else b""
    ):
        name = _CHARSETS.get(int(font.group(2)))
        if name:
            yield int(font.group(1)), name


def _codepage(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _decoded(data: bytes, codepage: str) -> str:
    """Decodes bytes; those that the code page lacks become the characters of Latin-1."""
    try:
        return data.decode(codepage)
    except UnicodeDecodeError:
        return data.decode("latin-1")
