"""What the readers of word-processor files and web pages share: paragraphs and tables → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa.documents.encodings import repair_all
from qa.documents.layout import row_block
from qa.documents.pdf_tables import join_cell
from qa.documents.wraps import paragraphs
from qa.records import Block
from qa.vietnamese import normalize

_LAYOUT = re.compile(
    r"CỘNG H[ÒO][AÀ] XÃ HỘI|Độc lập\s*[-–]|^\s*Số\s*:|Nơi nhận\s*:|^(?:TM|KT|TL|TUQ)\s*\.|^\s*Kính gửi",
    re.M | re.IGNORECASE,
)

_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
# A gap set with tabs or spaces; blanks to be filled in by hand ("ngày      tháng") go on in lower case or a slash.
_GAP = re.compile(rf"(?<=\S)(?: *\t+ *| {{4,}})(?=[{_CAPITALS}]|cộng h[òo][àa] xã hội)")
# The signature beside the list of recipients: the same gap, whatever stands behind it, since old fonts draw capitals
# from small letters.
_RECIPIENTS = re.compile(r"^\s*(?:Nơi nhận|NƠI NHẬN)\b")
_BESIDE = re.compile(r"(?:(?<=\S)(?: *\t[ \t]*| {4,})|^(?:\t{3,}| {15,}))(?=[^\W\d_]|[(\[])")
_ASIDE = 120


@dataclass(slots=True)
class Paragraph:
    """A paragraph; a line feed in it is a soft line break. `notes` are the footnotes that it refers to."""

    text: str
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, a cell being its paragraphs.

    A cell merged over rows is repeated in each row; one merged over columns stands in the first, the others are empty.
    `ruled` is None where the file does not tell whether lines are drawn.
    """

    rows: list[list[list[str]]]
    ruled: bool | None = None
    notes: list[str] = field(default_factory=list)


def to_blocks(items: Sequence[Paragraph | Grid]) -> tuple[tuple[Block, ...], str | None]:
    """Turns what a reader found into blocks, out of any old font.

    Returns:
        The blocks and the name of the old encoding, if there was one.
    """
    texts, encoding = repair_all([text for item in items for text in _texts(item)])
    clean = iter([normalize(text) for text in texts])
    blocks: list[Block] = []
    for item in _signature_apart([_cleaned(item, clean) for item in items]):
        if isinstance(item, Paragraph):
            blocks += _paragraph_blocks(item.text)
        else:
            blocks += _grid_blocks(item.rows, item.ruled)
        for note in item.notes:
            blocks += _paragraph_blocks(note)
    return tuple(blocks), encoding


def _cleaned(item: Paragraph | Grid, clean: Iterator[str]) -> Paragraph | Grid:
    """The same item with the next of the clean texts, in the order of `_texts`."""
    if isinstance(item, Paragraph):
        return Paragraph(next(clean), [next(clean) for _ in item.notes])
    rows = [[[next(clean) for _ in cell] for cell in row] for row in item.rows]
    return Grid(rows, item.ruled, [next(clean) for _ in item.notes])


def _signature_apart(items: Sequence[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """Parts a signature that is set with spaces beside the recipients from them, line by line."""
    done: list[Paragraph | Grid] = []
    within = False
    for item in items:
        within = isinstance(item, Paragraph) and (
            bool(_RECIPIENTS.match(item.text)) or (within and len(item.text) <= _ASIDE)
        )
        if isinstance(item, Paragraph) and within:
            lines = [part for line in item.text.split("\n") for part in _BESIDE.split(line, maxsplit=1)]
            done += [Paragraph(line) for line in lines[:-1]] + [replace(item, text=lines[-1])]
        else:
            done.append(item)
    return done


def _texts(item: Paragraph | Grid) -> list[str]:
    own = [item.text] if isinstance(item, Paragraph) else [t for row in item.rows for cell in row for t in cell]
    return own + item.notes


def _paragraph_blocks(text: str) -> list[Block]:
    """One block, or several where soft line breaks separate what are paragraphs to the reader."""
    if _LAYOUT.search(text):
        # Letterheads are often set with tabs or spaces instead of a table.
        text = _GAP.sub("\n", text)
    lines = [line.replace("\t", " ") for line in text.split("\n")]
    return [Block(text=" ".join(p.split())) for p in paragraphs(lines, None) if p.strip()]


def _grid_blocks(rows: list[list[list[str]]], ruled: bool | None) -> list[Block]:
    if not rows:
        return []
    filled = [row for row in rows if any(text.strip() for cell in row for text in cell)]
    if is_layout(filled, ruled):
        return [b for row in filled for cell in row for text in cell for b in _paragraph_blocks(text)]
    width = max(len(row) for row in rows)
    blocks = []
    for row in filled:
        lines = [[line for text in cell for line in text.split("\n")] for cell in row]
        blocks.append(row_block([join_cell(cell) for cell in lines] + [""] * (width - len(row))))
    return blocks


def is_layout(rows: Sequence[Sequence[Sequence[str]]], ruled: bool | None) -> bool:
    """Whether a table only places text on the page: letterheads, signatures, frames round a paragraph."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return True
    text = "\n".join(t for row in rows for cell in row for t in cell)
    few = sum(1 for row in rows if sum(bool("".join(cell).strip()) for cell in row) > 1) <= 4
    return width <= 3 and few and (ruled is False or bool(_LAYOUT.search(text)))
