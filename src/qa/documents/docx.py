"""Word's .docx → blocks, with the numbers that Word draws, without what was struck out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa.documents.docx_numbering import Numbering, W
from qa.documents.flow import Grid, Paragraph, to_blocks
from qa.errors import QaError
from qa.records import RawDocument

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Struck out by a reviewer, moved elsewhere, or instructions of a field.
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"}
_TEXT = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    # Old fonts keep the letter ư in the place of the soft hyphen; in other files it is removed later.
    f"{W}softHyphen": "\u00ad",
}
_OFF = {"0", "false", "off", "none"}
# Unpacked, a document of a thousand pages has a few megabytes; more is an attack or a mistake.
_MOST_BYTES = 300_000_000


def read(path: Path) -> RawDocument:
    """Reads a .docx file.

    Raises:
        QaError: damaged, or unreasonably large when unpacked.
    """
    import docx

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml"))
        if size > _MOST_BYTES:
            raise QaError(f"Tệp {path.name} lớn bất thường khi giải nén: hãy lưu lại bằng Word rồi thử lại.")
        document = docx.Document(str(path))
        body = document.element.body
    except QaError:
        raise
    except Exception as error:  # python-docx and lxml raise whatever a damaged file provokes
        raise QaError(
            f"Tệp Word {path.name} bị hỏng, không mở được: hãy mở bằng Word, lưu lại rồi thử lại.",
            detail=str(error),
        ) from error
    reader = _Reader(_numbering(document), _footnotes(document.part))
    blocks, _encoding = to_blocks(list(reader.items(body)))
    return RawDocument(blocks=blocks, format="docx")


def _numbering(document: Any) -> Numbering:
    numbering, styles = (_part(document.part, name) for name in ("numbering", "styles"))
    return Numbering.load(numbering, styles)


def _part(part: Any, kind: str) -> Any:
    """Returns the root element of a related part, or None."""
    from lxml import etree

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            try:
                return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError:
                return None
    return None


def _footnotes(part: Any) -> dict[str, Any]:
    """Returns the notes at the foot and at the end, by kind and id."""
    notes: dict[str, Any] = {}
    for kind in ("footnote", "endnote"):
        root = _part(part, f"{kind}s")
        if root is not None:
            notes |= {
                f"{kind} {n.get(f'{W}id')}": n for n in root.iter(f"{W}{kind}") if not n.get(f"{W}type")
            }
    return notes


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    footnotes: dict[str, Any]
    _boxes: list[Any] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _numbered: int = 0

    def items(self, parent: Any) -> Iterator[Paragraph | Grid]:
        """Yields the paragraphs and tables under an element, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                text = self.paragraph(child)
                yield Paragraph(text, self._take_notes())
                yield from self._take_boxes()
            elif child.tag == f"{W}tbl":
                grid = self._grid(child)
                grid.notes = self._take_notes()
                yield grid
                yield from self._take_boxes()
            elif child.tag not in _SKIPPED and child.tag != f"{W}sectPr":
                yield from self.items(child)

    def paragraph(self, element: Any, in_cell: bool = False) -> str:
        """Returns the text of a paragraph with the number or bullet that Word draws before it."""
        text = "".join(self._text(element))
        label = self.numbering.label(element.find(f"{W}pPr"))
        if not text.strip():
            # Word numbers empty paragraphs too; in a column of row numbers that is all there is.
            return label if in_cell else ""
        return f"{label} {text.lstrip()}" if label else text

    def _text(self, element: Any) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{W}t":
                yield child.text or ""
            elif tag in _TEXT:
                yield _TEXT[tag]
            elif tag == f"{W}txbxContent":
                self._boxes.append(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = tag.removeprefix(W).removesuffix("Reference")
                self._note(f"{kind} {child.get(f'{W}id')}")
            elif tag == f"{W}r":
                yield from self._run(child)
            else:
                yield from self._text(child)

    def _run(self, run: Any) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if _is_on(properties, "vanish"):
            return
        for text in self._text(run):
            yield text.upper() if _is_on(properties, "caps") else text

    def _note(self, key: str) -> None:
        note = self.footnotes.pop(key, None)
        if note is None:
            return
        self._numbered += 1
        text = " ".join("".join(self._text(p)).strip() for p in note.iter(f"{W}p"))
        if text.strip():
            self._notes.append(f"[{self._numbered}] {text.strip()}")

    def _take_notes(self) -> list[str]:
        notes, self._notes = self._notes, []
        return notes

    def _take_boxes(self) -> Iterator[Paragraph | Grid]:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self.items(box)

    def _grid(self, table: Any) -> Grid:
        rows: list[list[list[str]]] = []
        merged: dict[int, list[str]] = {}
        for row in _children(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells: list[list[str]] = [[] for _ in range(_span(row.find(f"{W}trPr/{W}gridBefore"), 0))]
            for cell in _children(row, f"{W}tc"):
                at, texts = len(cells), list(self._cell(cell))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart":
                    texts = merged.get(at, texts)
                elif merge is not None:
                    merged[at] = texts
                cells.append(texts)
                cells += [[] for _ in range(_span(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)]
            rows.append(cells)
        return Grid(rows, _is_ruled(table))

    def _cell(self, cell: Any) -> Iterator[str]:
        for child in cell:
            if child.tag == f"{W}p":
                text = self.paragraph(child, in_cell=True)
                if text.strip():
                    yield text
            elif child.tag == f"{W}tbl":
                yield from (t for row in self._grid(child).rows for inner in row for t in inner)
            elif child.tag not in _SKIPPED and child.tag != f"{W}tcPr":
                yield from self._cell(child)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Yields children of a kind, also those wrapped in content controls or insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            yield from _children(child, tag)


def _is_on(properties: Any, name: str) -> bool:
    element = None if properties is None else properties.find(f"{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _span(element: Any, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), 60) if value.isdecimal() else default


def _is_ruled(table: Any) -> bool | None:
    """Whether a table has visible borders of its own; None where a style decides."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is not None and len(borders):
        return any(b.get(f"{W}val") not in ("none", "nil") for b in borders)
    if table.find(f".//{W}tcBorders") is not None:
        return True
    return None
