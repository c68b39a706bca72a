"""The records that the parts of the package pass to each other.

All are frozen. Offsets (`start`, `end`) are Python string offsets into `Document.text`, the one normalised
text of a document; `text[start:end]` is always verbatim.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any


def to_dict(record: Any) -> dict[str, Any]:
    """Returns a record as plain dicts and lists, ready for JSON."""
    return dataclasses.asdict(record)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one table row as a reader delivers it, before any structure is known.

    Attributes:
        text: NFC, no control characters, soft line breaks joined. A line break inside it is one that means
            something (a bullet in a table cell). For a row: the cells joined by tabs.
        page: 1-based page, where the format has pages.
        cells: for a table row, the cells' texts in order; None for a paragraph.
        ocr: mean confidence (0–1) where the text was read from an image; None for real text.
    """

    text: str
    page: int | None = None
    cells: tuple[str, ...] | None = None
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader makes of one file: its blocks in reading order, and what it could not read.

    `unread` are pages that gave no text though they should have, `scanned` those whose text is from their picture.
    """

    blocks: tuple[Block, ...]
    format: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    scanned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file behind a document; `path` is relative to the corpus folder, the pages are those of `RawDocument`."""

    path: str
    sha256: str
    format: str
    pages: int | None = None
    unread: tuple[int, ...] = ()
    scanned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One document that a document rests on ("Căn cứ …", "Thực hiện …")."""

    text: str
    section_id: str
    kind: str = ""
    number: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a document does to another that it names: `action` is "replaces", "amends" or "repeals".

    `text` is verbatim, the words from the verb to the end of the other document's number or date.
    """

    action: str
    section_id: str
    text: str
    kind: str
    number: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How two documents of a corpus belong together.

    Attributes:
        kind: "replaces", "amends", "repeals", "based-on", "final-of" (`other` is its draft) or "copy-of".
        doc_id: the newer document, or the one that rests on the other.
        other: the other document.
        section_id: the section of `doc_id` that says so; "" where it follows from the texts as a whole.
        text: what that section says, verbatim.
    """

    kind: str
    doc_id: str
    other: str
    section_id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside a file: the decision, the programme that it issues, an appendix.

    `key` is the first component of the path of its sections ("" for the main part).
    """

    key: str
    kind: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One policy document with its parsed header.

    `date` is ISO and may lack the day or month ("2022-08"); `number` is None where the text leaves it blank.
    """

    doc_id: str
    kind: str
    number: str | None
    issuer: str
    province: str
    date: str | None
    title: str
    signer: str | None
    legal_bases: tuple[LegalBasis, ...]
    source: Source
    text: str
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One node of a document's tree, owning only its own text (a heading owns its line, not its children).

    So the spans of a document's sections never overlap and together cover every non-blank character.

    Attributes:
        section_id: `<doc_id>#<path joined by />`, made from labels.
        label: as printed: "II", "2.1", "c)", "-", "Điều 1", "STT 5"; "" for a plain paragraph.
        heading: the text of a heading without its label; "" where the section is running text.
        kind: "title", "preamble", "basis", "heading", "paragraph", "item", "unit-line", "table-head", "table-row",
            "recipients", "signature", "furniture".
        path: components of the id after "#", from the part down.
        parent: `section_id` of the enclosing heading or item; None at the top.
        reference: the official Vietnamese citation of this place.
        cells: for a table row, the (start, end) of each cell.
        inferred: the printed heading is missing and was inferred.
        ocr: mean OCR confidence where the text was read from an image.
    """

    section_id: str
    doc_id: str
    label: str
    heading: str
    kind: str
    path: tuple[str, ...]
    start: int
    end: int
    parent: str | None = None
    page: int | None = None
    inferred: bool = False
    reference: str = ""
    cells: tuple[tuple[int, int], ...] | None = None
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: one section, or neighbouring small ones under one heading.

    `text` is `Document.text[start:end]`; `breadcrumb` (document, province, headings) is embedded and indexed with
    it but is not part of it. `section_id` is the section that best names the passage: the only one, or the
    heading over all of `section_ids`.
    """

    passage_id: str
    doc_id: str
    section_id: str
    section_ids: tuple[str, ...]
    text: str
    start: int
    end: int
    breadcrumb: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Who does what: one row of an appendix table, one unit line, or one item of "Tổ chức thực hiện".

    Names stand exactly as printed; `*_canonical` holds the same names through the alias table, in the same order.

    Attributes:
        lead: agencies with the word "chủ trì", or the lead column of a table.
        coordinate: agencies after "phối hợp", or the coordination column.
        owner: agencies given the task without the word "chủ trì".
        time: as printed ("Hằng năm", "2021 - 2030", "trước ngày 10 tháng 12 hằng năm"); "" if none.
        result: expected result as printed; "" if none.
        source_kind: "table", "unit-line" or "org-section".
        quote: verbatim, `Document.text[start:end]`, inside the section `section_id`.
        warnings: what is doubtful about the row, in Vietnamese.
        sources: ids of the sections that the row was read from, besides `section_id` itself: every line of `task`, name
            and time stands word for word in one of them.
    """

    task_id: str
    doc_id: str
    section_id: str
    province: str
    task: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    owner: tuple[str, ...]
    time: str
    result: str
    source_kind: str
    quote: str
    start: int
    end: int
    reference: str = ""
    lead_canonical: tuple[str, ...] = ()
    coordinate_canonical: tuple[str, ...] = ()
    owner_canonical: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One retrieved passage. `score` orders hits; `dense` is a cosine, `lexical` a BM25 score (0 if absent)."""

    passage: Passage
    score: float
    dense: float = 0.0
    lexical: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an answer.

    Attributes:
        n: the number of its marker in the answer, "[n]".
        key: opaque and stable for a section and a quote.
        reference: the official citation.
        quote: verbatim; `start`/`end` are its offsets in `Document.text`, found by matching.
        text: the text of the cited section.
    """

    n: int
    key: str
    doc_id: str
    section_id: str
    reference: str
    quote: str
    start: int
    end: int
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A retrieved passage as an answer reports it."""

    doc_id: str
    section_id: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question and answer of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a generated answer and what became of it.

    Attributes:
        text: as it stands in the answer, with markers; "" if removed.
        status: "verified": as the model wrote it; "repaired": written again, or given the source that it should have
            cited; "quoted": replaced by the verbatim words of what it cites; "removed"; "lead-in": introduces what
            follows and claims nothing of its own.
        original: what the model wrote.
        reason: why it was not left as it was, in the language of the question.
    """

    text: str
    status: str
    original: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an honest refusal.

    Attributes:
        standalone_question: the question with what was carried over from the history written out.
        answer: Markdown with [1] markers.
        confidence: calibrated probability (0–1) that the answer is right.
        mode: "ownership", "extractive", "comparison", "metadata", "generated", "help" or "abstained".
        passages: the ten best passages.
        timings_ms: milliseconds by stage, and "total".
        tasks: the register rows behind an answer in mode "ownership".
        scope: what was recognised and narrowed the search, e.g. {"province": "Bắc Ninh"}; shown as chips.
        notes: short remarks that belong beside the answer, in the language of the question (names since changed,
            assumptions made; that a language model wrote it, and which of its sentences were verified).
        sentences: in mode "generated", each sentence that the model wrote and what its verification made of it.
    """

    question: str
    standalone_question: str
    answer: str
    abstained: bool
    confidence: float
    mode: str
    citations: tuple[Citation, ...] = ()
    passages: tuple[RankedPassage, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    scope: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sentences: tuple[CheckedSentence, ...] = ()
