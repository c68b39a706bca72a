"""Where a document states what its header tells: number, date, signer, issuer, title, bases, recipients, effect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.answer.citing import one_line
from qa.answer.headers.header_questions import is_basis
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.records import Document, Section
from qa.search import Query
from qa.structure.header import vietnamese_date
from qa.vietnamese import fold, sentences

BASIS_KINDS = (
    "quyet dinh",
    "nghi quyet",
    "luat",
    "ke hoach",
    "chuong trinh hanh dong",
    "to trinh",
    "ket luan",
    "thong tu",
    "nghi dinh",
)
NUMBERED = r"^\s*S(?:ố|Ố)\s*:"
ADDRESSEE = re.compile(r"\s*[-–+•]\s")
ADDRESSED = re.compile(r"\s*Kính gửi", re.IGNORECASE)
# "giai đoạn 2023 - 2025, định hướng đến năm 2030", "đến năm 2030", "năm 2024".
_YEARS = r"(?:(?:giai\s+đoạn|đến\s+năm|năm)\s+)?(?<![\d/])20\d\d(?:\s*[-–]\s*20\d\d)?"
PERIOD = re.compile(rf"{_YEARS}(?:,?\s+(?:định\s+hướng|tầm\s+nhìn|và)\s+(?:đến\s+)?{_YEARS})*", re.IGNORECASE)
OF_A_DATE = re.compile(r"\btháng\s+\d{1,2}\s+\Z", re.IGNORECASE)  # "ngày 22 tháng 12 năm 2024" is no period
UNTIL = re.compile(
    r"\b(?:đến\s+hết|cho\s+đến|đến)\s+(?:ngày\s+\d{1,2}\s*(?:/|tháng\s+)\s*\d{1,2}\s*(?:/|năm\s+)\s*20\d\d|năm\s+20\d\d)",
    re.IGNORECASE,
)
# "có hiệu lực từ ngày …"; "trong 60 ngày kể từ ngày Nghị quyết có hiệu lực" tells when something else is due.
IN_FORCE = re.compile(
    r"(?<!hết )\bhiệu\s+lực(?:\s+(?:thi\s+hành|áp\s+dụng))?"
    r"(?:\s+và\s+áp\s+dụng\s[^.;]{0,120}?)?\s+(?:kể\s+từ|từ|sau|trong|đến)\b",
    re.IGNORECASE,
)
# … a numbered document, or whatever was before.
CHANGES = re.compile(
    r"\b(?:thay\s+(?:thế|cho)|bãi\s+bỏ|h[ủu][ỷy]\s+bỏ|sửa\s+đổi|hết\s+hiệu\s+lực)\b"
    r"(?:[^.;]{0,200}?\d\s?/(?:\d{4}/)?[A-ZĐ]|.{0,80}\btrước\s+đây)"
    r"|\d\s?/(?:\d{4}/)?[A-ZĐ][^.;]{0,300}?\b(?:bị\s+)?(?:bãi\s+bỏ|thay\s+thế|hết\s+hiệu\s+lực)"
    r"|\btrước\s+đây\b[^.;]{0,80}\b(?:bãi\s+bỏ|thay\s+thế)",
    re.IGNORECASE | re.DOTALL,
)
CARRIED_OUT = re.compile(r"\bchịu\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?thi\s+hành\b[^.;]{0,60}\bnày\b", re.IGNORECASE)
MEETING = re.compile(r"\b(?:họp|hội nghị|làm việc)\b", re.IGNORECASE)
DAY = re.compile(r"\bngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}", re.IGNORECASE)
DAY_ASKED = re.compile(r"\bngay (?:may|nao|cu the|ky cu the|bao nhieu)\b|\bngay (?:ky|ban hanh)\b")


def _sections(document: Document, material: Material, *kinds: str) -> list[Section]:
    return material.index.of_kinds(document.doc_id, *kinds)


def _line_with(document: Document, material: Material, pattern: str, *kinds: str) -> list[Span]:
    """The line of the frame that a pattern is found in."""
    for section in _sections(document, material, *kinds):
        at = section.start
        for line in material.text(section).split("\n"):
            if re.search(pattern, line) and line.strip():
                return [Span(section, at, at + len(line))]
            at += len(line) + 1
    return []


def _number(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = _line_with(document, material, NUMBERED, "letterhead")
    return spans or _of_the_decision(document, material), document.number or ""


def _of_the_decision(document: Document, material: Material) -> list[Span]:
    """The line of a title that says with which decision its document was issued."""
    return _line_with(document, material, re.escape(document.number), "title") if document.number else []


def _date(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = _line_with(document, material, r",\s*ngày\b", "letterhead") or _of_the_decision(document, material)
    written = re.search(r"ngày\b.*?\d{4}", _text_at(spans, document), re.DOTALL)
    whole = document.date is not None and len(document.date) == 10
    if whole:
        return spans, one_line(written.group()) if written else vietnamese_date(document.date)
    # A date without its day answers a question on month and year, and none on the day.
    if document.date and not DAY_ASKED.search(fold(query.text)):
        month = re.search(r"tháng\s*\d{1,2}\s*(?:năm|/)\s*\d{4}", _text_at(spans, document))
        return spans, one_line(month.group()) if month else vietnamese_date(document.date)
    return spans, ""


def _text_at(spans: Sequence[Span], document: Document) -> str:
    """The text of the first of some spans, or ""."""
    return document.text[spans[0].start : spans[0].end] if spans else ""


def _signer(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    sections = _sections(document, material, "signature")
    signed = [s for s in sections if document.signer and document.signer in material.text(s)]
    spans = [Span(s, s.start, s.end) for s in (signed or sections)[:1]]
    if not signed:
        return spans, document.signer or ""
    return spans, f"{document.signer} ({', '.join(offices(document, material))})"


def _issuer(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = _line_with(document, material, r"ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ |CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI", "letterhead")
    spans = spans or _line_with(document, material, r"[ỦU][ỷy] ban nhân dân", "basis", "preamble")
    spans = spans or _line_with(document, material, r",\s*ngày\b", "letterhead")
    # In the gazette's way the title alone names it.
    return spans or _title(document, query, material)[0], document.issuer


def _title(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    sections = _sections(document, material, "title")[:1]
    return [Span(s, s.start, s.end) for s in sections], document.title


def _period(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """Until when a document says that it is in force, else the years that its title gives it for."""
    for span in _in_force(document, material):
        if until := UNTIL.search(document.text, span.start, span.end):
            return [span], one_line(until.group())
    spans, title = _title(document, query, material)
    written = (m for m in PERIOD.finditer(title) if not OF_A_DATE.search(title, 0, m.start()))
    return spans, one_line(next((m.group() for m in written), ""))


def _bases(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """The legal bases; those of the kind or issuer asked for, where the question names one."""
    plain = fold(query.text)
    # "làm căn cứ cho kế hoạch của tỉnh": the plan is what rests on them.
    kinds = r"{0} (?:nao|gi|so (?:nao|may|bao nhieu))\b|\bnhung {0}\b"
    or_of = kinds + r"|(?<!cho )(?<!ban hanh )(?<!cua ){0} cua\b"  # "Kế hoạch của tỉnh" is the document's own name
    wanted = [
        kind
        for kind in BASIS_KINDS
        if re.search(rf"\b(?:{(kinds if fold(document.kind).startswith(kind) else or_of).format(kind)})", plain)
    ]
    ids = []
    for basis in document.legal_bases:
        if not wanted or any(fold(basis.kind).startswith(kind) for kind in wanted):
            ids.append(basis.section_id)
    named = [d for d in query.documents if not set(d.docs) & {document.doc_id}]
    if wanted and not ids and not named:
        others = (material.index.section(b.section_id) for b in document.legal_bases)
        return [Span(s, s.start, s.end) for s in others if s is not None], ""
    those = [b.section_id for b in document.legal_bases if any(is_basis(d, b) for d in named)]
    chosen = list(dict.fromkeys(those or ids)) or list(dict.fromkeys(b.section_id for b in document.legal_bases))
    if "thu tuong" in plain:
        chosen = [s for s in chosen if "Thủ tướng" in _text_of(s, material)] or chosen
    spans = [Span(s, s.start, s.end) for s in (material.index.section(i) for i in chosen) if s is not None]
    return spans, "x" if spans else ""


def _text_of(section_id: str, material: Material) -> str:
    section = material.index.section(section_id)
    return material.text(section) if section else ""


def _recipients(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    addressed = [s for s in _sections(document, material, "preamble") if ADDRESSED.match(material.text(s))]
    if addressed and material.text(addressed[0]).rstrip().endswith(":"):  # they stand in the lines below
        rest = material.index.sections(document.doc_id)
        below = takewhile(lambda s: ADDRESSEE.match(material.text(s)), (s for s in rest if s.start >= addressed[0].end))
        addressed = list(below) or addressed
    sections = [*addressed, *_sections(document, material, "recipients")]
    spans = [Span(s, s.start, s.end) for s in sections]
    return spans, "x" if spans else ""


def _effect(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = _in_force(document, material)[:2]
    return spans, "x" if spans else ""


def _in_force(document: Document, material: Material) -> list[Span]:
    """The sentences that say from when something is in force."""
    spans: list[Span] = []
    if "hieu_luc" not in material.terms_of(document.doc_id):
        return spans
    for section in _sections(document, material, "item", "paragraph"):
        unit = material.unit(section.section_id)
        for (start, end), terms in zip(unit.spans, unit.terms, strict=True):
            if "hieu_luc" in terms and IN_FORCE.search(document.text[start:end]):
                spans.append(Span(section, start, end))
    return spans


def _amends(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """The sentences in which the parser found that the document replaces, amends or repeals another."""
    spans: dict[tuple[int, int], Span] = {}
    for change in document.changes:
        section = material.index.section(change.section_id)
        assert section is not None, change.section_id
        at = document.text.find(change.text, section.start, section.end)
        # A title over several lines is one sentence.
        sentences = material.unit(section.section_id).spans if section.kind != "title" else ()
        start, end = next(((a, b) for a, b in sentences if a <= at < b), (section.start, section.end))
        spans.setdefault((start, end), Span(section, start, end))
    return list(spans.values())[:2], "x" if spans else ""


def may_change(document: Document, material: Material) -> bool:
    """Returns whether a document may replace, amend or repeal another: one of its sentences speaks of it."""
    sections = _sections(document, material, "item", "paragraph", "table-row", "heading", "title")
    return any(CHANGES.search(material.text(section)) for section in sections)


def _amended(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """What other documents of the corpus say that they do to this one."""
    spans = []
    for relation in material.index.relations(document.doc_id):
        section = material.index.section(relation.section_id)
        if relation.other == document.doc_id and relation.kind in ("replaces", "amends", "repeals") and section:
            other = material.document(relation.doc_id)
            spans += _line_with(other, material, NUMBERED, "letterhead")
            at = other.text.find(relation.text, section.start, section.end)
            spans.append(
                Span(section, at, at + len(relation.text)) if at >= 0 else Span(section, section.start, section.end)
            )
    return spans, "x" if spans else ""


def _meeting(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """The sentence that says when the meeting was of which a document tells."""
    for section in _sections(document, material, "preamble", "paragraph"):
        for start, end in sentences(document.text[section.start : section.end]):
            sentence = document.text[section.start + start : section.start + end]
            if MEETING.search(sentence) and DAY.search(sentence):
                return [Span(section, section.start + start, section.start + end)], "x"
    return [], ""


def _executors(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """The sentence that says who answers for carrying a document out."""
    for section in _sections(document, material, "item", "paragraph"):
        if CARRIED_OUT.search(material.text(section)):
            return [Span(section, section.start, section.end)], "x"
    return [], ""


def offices(document: Document, material: Material) -> list[str]:
    """Returns the lines over the signer's name ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"); none where he is not known."""
    for section in _sections(document, material, "signature"):
        text = material.text(section)
        if document.signer and document.signer in text:
            lines = (line.strip() for line in text.split("\n"))
            return [line for line in lines if line and line != document.signer and line[0] not in "[("]  # "(Đã ký)"
    return []


FINDERS = {
    "number": _number,
    "date": _date,
    "signer": _signer,
    "issuer": _issuer,
    "title": _title,
    "period": _period,
    "bases": _bases,
    "recipients": _recipients,
    "effect": _effect,
    "amends": _amends,
    "amended": _amended,
    "meeting": _meeting,
    "executors": _executors,
}
"""By attribute: a function that returns where a document states it, and its value; "" where it does not."""
