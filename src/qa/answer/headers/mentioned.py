"""What documents tell of one that they name, and that the corpus does not hold: its date, issuer, title and matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.choosing import mention_of
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.headers.header_questions import is_basis
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.answer.values import DOC_NUMBER
from qa.records import Document, LegalBasis, Section
from qa.search import Query
from qa.vietnamese import fold

# How the line of a legal basis tells an attribute of the document that it names.
TOLD = {
    "date": re.compile(r"\bngày\s+\d"),
    "issuer": re.compile(r"\bcủa\s+[^\W\d_a-zà-ỹ]"),
    "title": re.compile(r"\b(?:ban hành|phê duyệt|về|quy định)\b"),
}
# What a document that is only mentioned says: its name leads the question, a verb of telling comes behind. Its title
# may say what it "quy định" as a whole.
_WHAT = r"(?:gì|nào|bao nhiêu|mấy|ai|thế nào|ra sao)"
_TELLS = (
    r"(?:yêu cầu|đề nghị|nêu|đặt(?: ra)?|đề ra|giao|chỉ đạo|kết luận|cho phép|cấm|phân bổ|hướng dẫn|xác định|đưa ra"
    r"|quy định (?!(?:về )?(?:những |các )?(?:(?:nội dung|vấn đề|việc|điều) )?(?:gì|nào)))\b"
)
_PARTS_COUNTED = (
    r"\b(?:có|gồm) (?:bao nhiêu|mấy) "
    r"(?:điều|chương|phần|mục|khoản|nhóm|nhiệm vụ|giải pháp|mục tiêu|chỉ tiêu|nội dung)\b"
)
_CONTENT_ASKED = re.compile(
    rf"^(?:theo )?(?:\w+ ){{1,4}}?(?:số )?\d+[\w/&-]*[^?]{{0,90}}?(?:\b{_TELLS}[^?]*\b{_WHAT}\b|{_PARTS_COUNTED})"
)
_LAW_ASKED = re.compile(
    r"^(?:theo )?(?:bộ )?luật (?!sư\b)(?:[\w,&]+ ){1,8}?(?:quy định|cấm|cho phép|yêu cầu|nêu|hướng dẫn)\b"
    rf"[^?]*\b{_WHAT}\b"
)
_NEXT = re.compile(r"\bsố:?\s*\d")  # another document in the same line
# Behind its number, what a document is on: "số 1693/KH-UBND ngày … của … về triển khai …".
_MATTER = re.compile(r"[^.;“”]{0,120}?\b(?:ban hành|phê duyệt|về|quy định|thông qua)\s")
MOST = 4  # documents that are quoted


def answer(query: Query, documents: Sequence[Document], material: Material) -> Draft | None:
    """Quotes the lines in which documents name the one asked about, where they tell all that is asked of it."""
    if not query.metadata or not set(query.metadata) <= TOLD.keys():
        return None
    citations, lines = Citations(material), []
    for document in documents:
        if query.docs is not None and document.doc_id not in query.docs:
            continue
        for basis in document.legal_bases:
            section = material.index.section(basis.section_id)
            if section is None or not is_basis(query.documents[0], basis):
                continue
            if all(TOLD[name].search(_said_of(basis)) for name in query.metadata):
                span = Span(section, section.start, section.end)
                lines.append(f"**{material.called(document.doc_id)}**: “{citations.text(span)}” {citations.cite(span)}")
                break
    return Draft("metadata", "\n\n".join(lines[:MOST]), citations, {"header": 1.0}) if lines else None


def about(query: Query, material: Material) -> Draft | None:
    """Quotes in each document the sentence that tells what the one asked about is on, or else the first to name it."""
    mention = mention_of(query)
    if mention is None:
        return None
    told: list[tuple[bool, Span]] = []
    for doc_id in dict.fromkeys(d for named in query.documents for d in material.near(named.number)):
        if query.docs is None or doc_id in query.docs:
            text = material.document(doc_id).text
            places = [(_MATTER.match(text, m.end()) is None, m.start()) for m in mention.finditer(text)]
            sections = material.index.sections(doc_id) if places else []
            found = [(off, span) for off, at in places if (span := _sentence(sections, at, material)) is not None]
            # A short sentence says little else.
            told += sorted(found, key=lambda one: (one[0], one[1].end - one[1].start))[:1]
    telling = [span for off, span in told if not off] or [span for _, span in told]
    citations = Citations(material)
    lines = [
        f"**{material.called(span.section.doc_id)}**: “{citations.text(span)}” {citations.cite(span)}"
        for span in telling[:MOST]
    ]
    return Draft("extractive", "\n\n".join(lines), citations, {"header": 1.0}) if lines else None


def _sentence(sections: Sequence[Section], at: int, material: Material) -> Span | None:
    """The sentence that stands at an offset in one of a document's sections."""
    for section in (s for s in sections if s.start <= at < s.end):
        for start, end in material.unit(section.section_id).spans:
            if start <= at < end:
                return Span(section, start, end)
    return None


def untold(query: Query, lower: str, draft: Draft, material: Material) -> bool:
    """Whether a question (in small letters) is on what a document says that the corpus only mentions, or a law."""
    if draft.mode != "extractive":
        return False
    headers = material.index.headers()
    if _LAW_ASKED.search(lower):
        return not any(fold(header.kind) == "luat" for header in headers)
    if not _CONTENT_ASKED.search(lower):
        return False
    if query.documents:
        return not any(named.docs for named in query.documents)
    number = DOC_NUMBER.search(query.text)  # of a kind that is not held: "Báo cáo thẩm tra số 611/BC-HĐND"
    return number is not None and number.group() not in {header.number for header in headers}


def _said_of(basis: LegalBasis) -> str:
    """What the line of a basis says of this one document: from its number up to that of another."""
    _, _, said = basis.text.partition(basis.number or "")
    other = _NEXT.search(said)
    return said[: other.start()] if other else said
