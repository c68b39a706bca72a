"""Records of an open index → one record of health for each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qa.index import Index
from qa.index.grouping import CountTokens
from qa.index.links import links
from qa.index.manifest import LeftOut
from qa.index.passages import passage_input
from qa.records import Document, Section
from qa.structure.parser import DOUBTFUL

VIETNAMESE = frozenset("ăâđêôơưàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ")
"""Letters that Vietnamese has and ASCII lacks."""

# Twenty documents of every format had .27 to .31 of these letters; fewer mean lost diacritics or a wrong encoding.
FEW_VIETNAMESE = 0.2
LOW_CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class DocumentHealth:
    """What was read of one document.

    Attributes:
        pages: of the file, where its format has pages.
        characters: of the text.
        vietnamese: share of the letters that carry a Vietnamese diacritic.
        scanned: pages whose text was read from their picture.
        confidence: mean confidence (0–1) of what was read from pictures; None where nothing was.
        unread: pages that gave no text though they should have.
        sections: how many of each kind.
        inner_markers: items that begin inside a printed line, where a line break was lost.
        coverage: share of the non-blank characters that lie in exactly one section.
        passages: how many.
        long_passages: those over the model's limit; None where the model could not be asked.
        inferred: headings that the file has lost and that were inferred.
        doubtful: headings that need a look.
        tasks: rows of the task register.
        rows_without_lead: sections of table rows in the register that name no lead.
        related: how it belongs to other documents of the corpus.
        problems: what is wrong, with what to do.
        remarks: what is worth knowing.
    """

    doc_id: str
    path: str
    format: str
    pages: int | None
    characters: int
    vietnamese: float
    scanned: tuple[int, ...]
    confidence: float | None
    unread: tuple[int, ...]
    sections: dict[str, int]
    inner_markers: int
    coverage: float
    passages: int
    long_passages: int | None
    inferred: int
    doubtful: tuple[str, ...]
    tasks: int
    rows_without_lead: tuple[str, ...]
    related: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The health of a corpus: its documents, the files left out of the index, and those changed since."""

    documents: tuple[DocumentHealth, ...]
    left_out: tuple[LeftOut, ...] = ()
    changed: tuple[str, ...] = ()
    healthy: bool = True


def examine(
    index: Index,
    count_tokens: CountTokens | None,
    changed: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Examines every document of an index.

    Args:
        index: the open index.
        count_tokens: the model's own count; None where the model cannot be loaded.
        changed: files of the corpus folder that were added, changed or removed since the index was made.
        progress: called with documents done and documents in all.
    """
    headers = index.headers()
    found = []
    for n, header in enumerate(headers, 1):
        document = index.document(header.doc_id)
        if document is not None:
            found.append(_document(index, document, count_tokens))
        if progress:
            progress(n, len(headers))
    left_out = index.manifest.left_out
    healthy = not changed and all(each.of for each in left_out) and not any(each.problems for each in found)
    return Report(tuple(found), left_out, tuple(changed), healthy)


def _document(index: Index, document: Document, count_tokens: CountTokens | None) -> DocumentHealth:
    sections = index.sections(document.doc_id)
    passages = index.passages([document.doc_id])
    tasks = index.tasks([document.doc_id])
    too_long = None
    if count_tokens is not None:
        limit = index.manifest.model.max_tokens
        too_long = sum(count > limit for count in count_tokens([passage_input(p) for p in passages]))
    warnings = document.warnings
    measured = DocumentHealth(
        doc_id=document.doc_id,
        path=document.source.path,
        format=document.source.format,
        pages=document.source.pages,
        characters=len(document.text),
        vietnamese=round(_vietnamese(document.text), 3),
        scanned=document.source.scanned,
        confidence=_confidence(sections),
        unread=document.source.unread,
        sections=dict(Counter(section.kind for section in sections).most_common()),
        inner_markers=sum(_begins_inside(document.text, section) for section in sections),
        coverage=_coverage(document.text, sections),
        passages=len(passages),
        long_passages=too_long,
        inferred=sum(section.inferred for section in sections),
        doubtful=tuple(w.removeprefix(DOUBTFUL) for w in warnings if w.startswith(DOUBTFUL)),
        tasks=len(tasks),
        rows_without_lead=tuple(t.section_id for t in tasks if t.source_kind == "table" and not t.lead),
        related=tuple(f"{link.words} {link.reference} ({link.doc_id})" for link in links(index, document.doc_id)),
    )
    others = tuple(w for w in warnings if not w.startswith(DOUBTFUL))
    return _judged(measured, others)


def _judged(found: DocumentHealth, warnings: tuple[str, ...]) -> DocumentHealth:
    """Adds what is wrong and what is worth knowing."""
    problems, remarks = [], list(warnings)
    if found.unread:
        problems.append(f"Chưa đọc được {len(found.unread)} trang: {_listed(found.unread)}.")
    if found.vietnamese < FEW_VIETNAMESE:
        problems.append("Ít chữ có dấu: tệp mất dấu, sai bảng mã hoặc không phải tiếng Việt; hãy lấy lại bản khác.")
    if found.coverage < 1:
        problems.append(f"Chỉ {100 * found.coverage:.2f} % chữ thuộc đúng một mục: hãy báo người phát triển.")
    if found.long_passages:
        problems.append(f"{found.long_passages} đoạn dài hơn giới hạn của mô hình: hãy chạy qa index --rebuild.")
    if found.confidence is not None and found.confidence < LOW_CONFIDENCE:
        remarks.append(f"Nhận dạng chữ kém tin cậy ({100 * found.confidence:.0f} %): hãy đối chiếu bản gốc.")
    if found.long_passages is None:
        remarks.append("Không nạp được mô hình nên chưa đếm đoạn dài hơn giới hạn.")
    return replace(found, problems=tuple(problems), remarks=tuple(remarks))


def _vietnamese(text: str) -> float:
    letters = [ch for ch in text.lower() if ch.isalpha()]
    return sum(ch in VIETNAMESE for ch in letters) / max(1, len(letters))


def _confidence(sections: Sequence[Section]) -> float | None:
    """The mean over what was read from pictures, by length."""
    read = [(section.end - section.start, section.ocr) for section in sections if section.ocr is not None]
    length = sum(size for size, _ in read)
    return round(sum(size * value for size, value in read) / length, 3) if length else None


def _begins_inside(text: str, section: Section) -> bool:
    before = text[: section.start].rstrip(" ")[-1:]
    return section.end > section.start and before not in ("", "\n")


def _coverage(text: str, sections: Sequence[Section]) -> float:
    owned = bytearray(len(text))
    for section in sections:
        for at in range(section.start, section.end):
            owned[at] = min(2, owned[at] + 1)
    printed = [at for at, ch in enumerate(text) if not ch.isspace()]
    return sum(owned[at] == 1 for at in printed) / len(printed) if printed else 1.0


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:20])) + ("…" if len(pages) > 20 else "")
