"""Questions on a document's header, answered from what was parsed of it and citing where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.citing import Citations, one_line
from qa.answer.draft import Draft
from qa.answer.framing import is_frame, residue
from qa.answer.material import Material, Span, question_terms
from qa.records import Document, Section
from qa.search import Query
from qa.search.query import patterns
from qa.structure.header import vietnamese_date
from qa.vietnamese import fold

LABELS = {
    "number": ("Số", "Number"),
    "date": ("Ngày ban hành", "Date"),
    "signer": ("Người ký", "Signed by"),
    "issuer": ("Cơ quan ban hành", "Issued by"),
    "bases": ("Căn cứ", "Legal bases"),
    "recipients": ("Nơi nhận", "Recipients"),
    "effect": ("Hiệu lực", "Effect"),
    "title": ("Tên văn bản", "Title"),
    "amends": ("Thay thế, sửa đổi", "Replaces or amends"),
}
BLANKS = {
    "number": "văn bản để trống số",
    "date": "văn bản để trống ngày ban hành",
    "signer": "văn bản không ghi tên người ký",
    "recipients": "văn bản không có mục nơi nhận",
    "effect": "văn bản không nêu hiệu lực",
    "title": "bản văn bản này không có tên văn bản",
    "issuer": "văn bản không ghi cơ quan ban hành",
    "bases": "văn bản không ghi căn cứ",
    "amends": "văn bản không nói thay thế, sửa đổi hay bãi bỏ văn bản nào",
}
RESIDUE = 0.5
RESIDUE_NAMED = 0.6  # where the question names one document by its number, or asks very little else
# What a document does to another one stands in its articles, not in its header.
AMENDS = re.compile(r"\b(?:bai bo|thay the|sua doi|huy bo|het hieu luc|repeal|replace|amend)")
# "thay thế quyết định nào", beside what the header says.
AMENDED = re.compile(
    r"\b(?:bai bo|thay the|sua doi|huy bo) (?:cho )?(?:nhung |cac )?(?:quyet dinh|van ban|nghi quyet|ke hoach|thong tu"
    r"|nghi dinh|quy dinh|cai)(?: so)? (?:nao|gi|may)\b|\bwh(?:at|ich)\b[a-z ]*\b(?:replace|repeal|amend)"
)
# "phải ban hành kế hoạch trước ngày nào": a task with its deadline, not the date of a document.
DUTY = re.compile(
    r"\b(?:phai|can) (?:[a-z]+ ){0,2}(?:ban hanh|trinh|ky|xay dung)\b"
    r"|\b(?:truoc|cham nhat)[a-z ]{0,8} (?:(?:ngay|thang) nao|khi nao|bao gio|luc nao)\b"
)
# Without one of these, or a province, a question on dates and signing is on something else.
DOCUMENT = re.compile(
    r"\b(?:van ban|ke hoach|quyet dinh|chuong trinh|nghi quyet|chien luoc|de an|tai lieu|cong van"
    r"|documents?|plans?|decisions?|programmes?|resolutions?)\b"
)
ISSUED_BY = re.compile(r"\bban hanh (?:kem )?theo (?:quyet dinh|van ban)\b")
# "được triển khai theo kế hoạch số bao nhiêu": the number of a document that this one follows, not its own.
FOLLOWED = re.compile(
    r"(?<!hanh )(?<!kem )\btheo (?:ke hoach|quyet dinh|chuong trinh|nghi quyet) so (?:may|bao nhieu|nao)\b"
)
SHORT = 14
WEIGHED = 200  # documents whose titles are held against the question
LISTED = 30  # documents of which an answer tells; each costs a hundredth of a second
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


def answer(query: Query, material: Material) -> Draft | None:
    """Answers a question on headers, or returns None if it is on something else."""
    plain = fold(query.text)
    if not query.metadata or DUTY.search(plain):
        return None
    if AMENDS.search(plain) and not {"number", "signer"} & set(query.metadata):
        return None
    if query.docs is None and not DOCUMENT.search(fold(query.text)):
        return None
    if query.metadata == ("number",) and FOLLOWED.search(fold(query.text)):
        return None
    documents = _documents(query, material)
    named = any(d.docs for d in query.documents) or len(query.content) <= SHORT or len(query.provinces) > 1
    if not documents or _residue(query, documents[:WEIGHED], material) > (RESIDUE_NAMED if named else RESIDUE):
        return None
    if query.asks_for("comparison") and "date" in query.metadata:
        documents = sorted(documents, key=lambda d: d.date or "")
    more = len(documents) - LISTED
    documents = [material.document(d.doc_id) for d in documents[:LISTED]]
    citations = Citations(material)
    blocks, blanks = [], 0
    total = 0
    for document in documents:
        lines = []
        for attribute in _attributes(query):
            total += 1
            line, found = _line(attribute, document, query, citations, material)
            lines.append(line)
            blanks += not found
        blocks.append(_block(document, lines, len(documents) > 1))
    if more > 0:
        blocks.append(
            "There are more documents: name a province or a document's number."
            if query.english
            else "Còn các văn bản khác: hãy nêu tỉnh hoặc số văn bản để hỏi riêng."
        )
    return Draft("metadata", "\n\n".join(blocks), citations, {"header": 1.0}, abstained=blanks == total)


def _attributes(query: Query) -> list[str]:
    """The attributes asked for; a question on signing that names a person's office is one on the signer alone."""
    asked = list(query.metadata)
    plain = fold(query.text)
    if "bases" in asked and (ISSUED_BY.search(plain) or (query.asks_for("comparison") and "can cu" not in plain)):
        # "Chương trình ban hành kèm theo quyết định nào?", "Văn bản nào ban hành sớm nhất?": not on legal bases.
        asked = [a for a in asked if a != "bases"] or asked
    if "bases" in asked and len(asked) > 1:
        asked = [a for a in asked if a in ("bases", "signer", "recipients")] if "number" in asked else asked
    if "effect" in asked and len(asked) > 1 and AMENDS.search(plain):
        asked.remove("effect")
    if AMENDED.search(plain):
        asked = [*(a for a in asked if a not in ("bases", "number")), "amends"]
    if "issuer" in asked and "signer" in asked:
        asked.remove("issuer")
    # "Kế hoạch ban hành năm 2022 mang số bao nhiêu?": the year is given, not asked for.
    if "date" in asked and "number" in asked and query.years and "ngay" not in fold(query.text):
        asked.remove("date")
    return asked


def _documents(query: Query, material: Material) -> list[Document]:
    """The documents asked about: those named, else those whose title the question describes, else all."""
    headers = material.index.headers()
    if query.docs is not None:
        return [d for d in headers if d.doc_id in set(query.docs)]
    terms = [t for t in question_terms(query.spelled) if not is_frame(t)]
    scores = {}
    for header in headers:
        title = material.heading_terms(f"{header.title} {' '.join(p.title for p in header.parts)}")
        scores[header.doc_id] = sum(material.weight(t) for t in terms if t in title)
    best = max(scores.values(), default=0.0)
    chosen = [h for h in headers if best == 0 or scores[h.doc_id] >= 0.8 * best]
    return chosen


def _residue(query: Query, documents: Sequence[Document], material: Material) -> float:
    """The share of the question's weight that is neither about a header nor in the documents' titles."""
    plain = re.sub(r"\bki\b", "ky", fold(query.spelled))
    for attribute in query.metadata:
        for pattern in patterns()["metadata"][attribute]:
            plain = pattern.sub(" . ", plain)
    bases = "bases" in query.metadata
    return residue(AMENDS.sub(" . ", plain), query, documents, material, bases)


def _block(document: Document, lines: Sequence[str], several: bool) -> str:
    head = f"**{document.province or document.issuer}**"
    return (
        "\n".join([f"{head}:", *(f"- {line}" for line in lines)])
        if several or len(lines) > 1
        else f"{head}: {lines[0]}"
    )


def _line(
    attribute: str, document: Document, query: Query, citations: Citations, material: Material
) -> tuple[str, bool]:
    """One attribute with its citation, and whether the document states it."""
    label = LABELS[attribute][1 if query.english else 0]
    spans, value = _FINDERS[attribute](document, query, material)
    if not value:
        shown = "; ".join(f"“{citations.text(s)}” {citations.cite(s)}" for s in spans)
        return f"{label}: {BLANKS[attribute]}" + (f", chỉ ghi {shown}" if shown else ""), False
    if attribute in ("bases", "recipients", "effect", "amends"):
        quotes = "; ".join(f"“{citations.text(s)}” {citations.cite(s)}" for s in spans)
        return f"{label}: {quotes}", True
    return f"{label}: **{value}** {''.join(citations.cite(s) for s in spans)}", True


def _sections(document: Document, material: Material, *kinds: str) -> list[Section]:
    return [s for s in material.index.sections(document.doc_id) if s.kind in kinds]


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
    return _line_with(document, material, r"^\s*Số\s*:", "letterhead"), document.number or ""


def _date(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = _line_with(document, material, r",\s*ngày\b", "letterhead")
    written = re.search(r"ngày\b.*", citations_text(spans, document), re.DOTALL)
    whole = document.date is not None and len(document.date) == 10
    if whole:
        return spans, one_line(written.group()) if written else vietnamese_date(document.date)
    # A date without its day answers a question on month and year, and none on the day.
    if document.date and not re.search(
        r"\bngay (?:may|nao|cu the|ky cu the|bao nhieu)\b|\bngay (?:ky|ban hanh)\b", fold(query.text)
    ):
        return spans, vietnamese_date(document.date)
    return spans, ""


def citations_text(spans: Sequence[Span], document: Document) -> str:
    """Returns the text of the first of some spans, or ""."""
    return document.text[spans[0].start : spans[0].end] if spans else ""


def _signer(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    sections = _sections(document, material, "signature")
    for section in sections:
        text = material.text(section)
        if document.signer and document.signer in text:
            offices = [x.strip() for x in text.split("\n") if x.strip() and x.strip() != document.signer]
            return [Span(section, section.start, section.end)], f"{document.signer} ({', '.join(offices)})"
    return [Span(s, s.start, s.end) for s in sections[:1]], document.signer or ""


def _issuer(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = _line_with(document, material, r"ỦY BAN|UỶ BAN|HỘI ĐỒNG|BỘ |CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI", "letterhead")
    spans = spans or _line_with(document, material, r"[ỦU][ỷy] ban nhân dân", "basis", "preamble")
    return spans or _line_with(document, material, r",\s*ngày\b", "letterhead"), document.issuer


def _title(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    sections = _sections(document, material, "title")[:1]
    return [Span(s, s.start, s.end) for s in sections], document.title


def _bases(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    """The legal bases; those of the kind or issuer asked for, where the question names one."""
    plain = fold(query.text)
    wanted = [kind for kind in BASIS_KINDS if re.search(rf"\b{kind} (?:nao|gi|so|cua)\b|\bnhung {kind}\b", plain)]
    ids = []
    for basis in document.legal_bases:
        if not wanted or any(fold(basis.kind).startswith(kind) for kind in wanted):
            ids.append(basis.section_id)
    chosen = list(dict.fromkeys(ids)) or list(dict.fromkeys(b.section_id for b in document.legal_bases))
    if "thu tuong" in plain:
        chosen = [s for s in chosen if "Thủ tướng" in _text_of(s, material)] or chosen
    spans = [Span(s, s.start, s.end) for s in (material.index.section(i) for i in chosen) if s is not None]
    return spans, "x" if spans else ""


def _text_of(section_id: str, material: Material) -> str:
    section = material.index.section(section_id)
    return material.text(section) if section else ""


def _recipients(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = [Span(s, s.start, s.end) for s in _sections(document, material, "recipients")]
    return spans, "x" if spans else ""


def _effect(document: Document, query: Query, material: Material) -> tuple[list[Span], str]:
    spans = []
    for section in _sections(document, material, "item", "paragraph"):
        unit = material.unit(section.section_id)
        for (start, end), terms in zip(unit.spans, unit.terms, strict=True):
            if "hieu_luc" in terms and ("ke_tu" in terms or "tu_ngay" in terms or "thi_hanh" in terms):
                spans.append(Span(section, start, end))
    return spans[:2], "x" if spans else ""


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


_FINDERS = {
    "number": _number,
    "date": _date,
    "signer": _signer,
    "issuer": _issuer,
    "title": _title,
    "bases": _bases,
    "recipients": _recipients,
    "effect": _effect,
    "amends": _amends,
}
