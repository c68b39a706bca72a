"""What a document is about and how it is built: its title and its parts, from the tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.citing import Citations, one_line
from qa.answer.draft import Draft
from qa.answer.framing import is_frame, residue
from qa.answer.headers import mentioned
from qa.answer.material import Material
from qa.answer.references import named_section
from qa.answer.spans import Span
from qa.answer.weighing import question_terms
from qa.answer.wording import in_language, in_words, more_items, unnamed
from qa.records import Document, Part, Section
from qa.search import Query
from qa.vietnamese import fold

# "nói về gì", "quy định những gì", "nội dung chính", "tóm tắt": what the document as a whole says.
ABOUT = re.compile(
    r"\b(?:noi|viet|de cap|ban|quy dinh)(?: den| ve| toi)?(?: nhung)?(?: cai| viec| van de| dieu| noi dung)?"
    r" (?:gi|nao)\b(?! (?:ve|doi voi)\b)"  # "nói gì về nhân lực" asks of one matter
    r"|\bve (?:viec|cai|van de|dieu|noi dung) gi\b|\b(?:noi dung|y|diem) (?:chinh|chu yeu|co ban|khai quat)\b"
    r"|\b(?:noi dung|muc dich ban hanh) (?:cua )?(?:ke hoach|quyet dinh|van ban|nghi quyet|nghi dinh|thong tu)\b"
    r"|\btom (?:tat|luoc)\b|\b(?:bo cuc|ket cau|cau truc)\b"
    r"|\bsummar|\boutline\b|\bmain (?:points?|contents?)\b|\bwhat (?:is|does)\b.*\b(?:about|say|cover)$"
)
# Of a document that others only name, the matter may be asked ("Quyết định 1158 là văn bản gì?"), not the content.
MATTER = re.compile(
    r"\bla (?:(?:cai|van ban|ke hoach|quyet dinh|nghi quyet|chuong trinh|chien luoc) )?gi$"
    r"|\b(?:(?:noi|viet|ban) )?ve (?:(?:viec|cai|van de|dieu|noi dung) )?gi$|\bwhat is\b.*\babout$"
)
# "gồm mấy chương", "có bao nhiêu điều": parts of the document, counted and named.
PARTS = re.compile(
    r"\b(?:gom|co|chia (?:lam|thanh))(?: tat ca)?(?: nhung| cac| may| bao nhieu) (?P<level>phan|chuong|dieu|muc)"
    r"(?: lon| chinh)?(?: nao| gi)?$|\bhow many (?P<english>parts|chapters|articles)\b"
)
# "có kèm phụ lục không", "phụ lục … là gì", "có mấy phụ lục": the appendices themselves, not what stands in them.
APPENDICES = re.compile(
    r"\b(?:co|kem|dinh kem|gom)\b(?! (?:nhiem vu|du an))[a-z ]{0,24}\bphu luc\b(?: nao| gi)?(?: kem theo)?"
    r"(?: phan cong)?(?: nhiem vu)?"
    r"(?:(?: hay)? (?:khong|chua|nao|gi))?$"
    r"|\bphu luc\b(?P<of>[a-z0-9/ -]{0,60}?) "
    r"(?:la gi|(?:noi )?ve (?:viec |cai |noi dung )?gi|ten (?:la )?gi|gom (?:nhung )?gi)$"
    r"|^so (?:luong )?phu luc\b|\b(?:may|bao nhieu) phu luc\b"
    r"|\b(?:have|has|with|how many) (?:an |any )?(?:appendix|appendices|annex(?:es)?)\b"
)
# "Kế hoạch 2629", "cho tôi xem phụ lục": a document or its appendix named, and nothing asked.
NAMED_ALONE = re.compile(
    r"^(?:(?:cho (?:toi|em|minh) )?(?:xem|tim|tra cuu|mo) )?(?:(?:cac |bang )?(?P<appendix>phu luc)\b)?"
    r"(?P<rest>[a-z0-9/ -]*)$"
)
# "Tỉnh nào có phụ lục?": those that have one, of all.
WHICH_HAVE = re.compile(r"\b(?:tinh|dia phuong|noi|van ban|tai lieu|ke hoach|quyet dinh|nghi quyet) nao\b")
LEVELS = {"chuong": "chuong-", "dieu": "dieu-", "chapters": "chuong-", "articles": "dieu-"}
NOUNS = {"dieu-": ("điều", "articles"), "chuong-": ("chương", "chapters")}
NO_APPENDIX = "văn bản không có phụ lục."
RESIDUE = 0.2
MOST_DOCUMENTS = 4
LOOKED_AT = 30  # documents, where it is asked which have an appendix
SHOWN = 30  # parts named; of more, the number is told
WHOLE = 240  # characters: an article without a heading, up to this long, is quoted whole


def answer(query: Query, material: Material) -> Draft | None:
    """Returns title and parts of the documents that a question is on as a whole, or None if it asks for more."""
    plain = fold(query.text).strip(" ?.!")
    if alone := _named_alone(query, plain):
        plain = f"{alone['appendix']} la gi" if alone["appendix"] else "noi dung chinh"
    parts, appendices = PARTS.search(plain), APPENDICES.search(plain)
    if query.documents and not any(named.docs for named in query.documents):
        asked = MATTER.search(plain) and residue(MATTER.sub(" . ", plain), query, [], material) <= RESIDUE
        return mentioned.about(query, material) if asked else None
    if not (parts or appendices or ABOUT.search(plain)) or any(not named.docs for named in query.documents):
        return None
    if parts and named_section(query, material) is not None:
        return None  # "Chương 2 gồm những điều nào?"
    documents = [d for d in material.index.headers() if query.docs is None or d.doc_id in query.docs]
    which = bool(appendices) and WHICH_HAVE.search(plain) is not None
    if len(documents) > (LOOKED_AT if which else MOST_DOCUMENTS if query.docs is not None else 1):
        return None
    rest = APPENDICES.sub(lambda m: f" . {m['of'] or ''} . ", ABOUT.sub(" . ", PARTS.sub(" . ", plain)))
    rest = WHICH_HAVE.sub(" . ", rest) if which else rest
    if residue(rest, query, documents, material) > RESIDUE:
        return None
    citations = Citations(material)
    if appendices:
        if which:
            documents = [d for d in documents if any(map(_is_appendix, d.parts))] or documents
        return _appendices([material.document(d.doc_id) for d in documents], query, material, citations)
    level = LEVELS.get(parts["level"] or parts["english"] or "", "") if parts else ""
    blocks = [_block(material.document(d.doc_id), level, query, material, citations) for d in documents]
    if not all(blocks):
        return None
    return Draft("extractive", "\n\n".join(blocks), citations, {"header": 1.0})


def _named_alone(query: Query, plain: str) -> re.Match[str] | None:
    """The match of a question that is a document's name: its kind, number or province, and no other word."""
    alone = None if query.docs is None or query.asks or query.agencies else NAMED_ALONE.match(plain)
    if alone is None:
        return None
    numbers = [fold(named.printed) for named in query.documents]
    text = query.text.strip(" ?.!")
    rest = text[slice(*alone.span("rest"))] if len(text) == len(plain) else alone["rest"]  # with its marks
    words = question_terms(rest, leave_out=[*query.provinces, *numbers])
    return alone if all(map(is_frame, words)) else None


def _appendices(
    documents: Sequence[Document], query: Query, material: Material, citations: Citations
) -> Draft:
    """The titles of the documents' appendices with what is in them; that there is none is no answer."""
    lines, any_found = [], False
    for document in documents:
        name, found = f"**{material.called(document.doc_id)}**", [p for p in document.parts if _is_appendix(p)]
        any_found = any_found or bool(found)
        lines.append(f"{name}:" if found else f"{name}: {in_language(NO_APPENDIX, query.english)}")
        sections = material.index.sections(document.doc_id)
        for part in found:
            lines += _part(part, document, sections, query, material, citations)
    return Draft("extractive", "\n".join(lines), citations, {"header": 1.0}, abstained=not any_found)


def _is_appendix(part: Part) -> bool:
    return fold(part.kind).startswith("phu luc")


def _block(document: Document, level: str, query: Query, material: Material, citations: Citations) -> str:
    """A document's title, and its parts; with `level` ("dieu-"), those of this level only. Empty if it has none."""
    sections = material.index.sections(document.doc_id)
    name = f"**{material.called(document.doc_id)}**"
    if level:
        members = [s for s in sections if s.path[-1].split("~")[0].startswith(level)]
        if not members:
            return ""
        count = in_words(len(members), query.english)
        noun = NOUNS[level][query.english]
        return "\n".join([f"{name} ({count} {noun}):", *_lines(members, query, material, citations)])
    lines = [f"{name}: {_title(document, sections, material, citations)}".rstrip(": ")]
    for part in document.parts:
        lines += _part(part, document, sections, query, material, citations)
    return "\n".join(lines)


def _part(
    part: Part,
    document: Document,
    sections: Sequence[Section],
    query: Query,
    material: Material,
    citations: Citations,
) -> list[str]:
    own = [s for s in sections if s.parent is None and (len(s.path) == 1 if not part.key else s.path[0] == part.key)]
    members = [s for s in own if s.kind in ("heading", "item")]
    lines = []
    if len(document.parts) > 1:
        title = next((s for s in own if s.kind == "title"), None)
        quoted = f": “{one_line(material.text(title))}” {citations.whole(title)}" if title and part.key else ""
        lines.append(f"\n*{part.kind}*{quoted}")
    rows = sum(s.kind == "table-row" for s in own)
    if rows and not members:
        count = in_words(rows, query.english)
        lines.append(f"- a table of {count} rows" if query.english else f"- bảng gồm {count} dòng")
    if query.asks_for("count") and len(members) > 1 and not members[0].path[-1].startswith("dieu-"):
        count = in_words(len(members), query.english)
        lines.append(f"{count} main parts:" if query.english else f"{count} phần lớn:")
    return lines + _lines(members, query, material, citations)


def _lines(members: Sequence[Section], query: Query, material: Material, citations: Citations) -> list[str]:
    lines = []
    for member in members[:SHOWN]:
        if member.end > member.start:
            spans = material.unit(member.section_id).spans
            short = member.end - member.start <= WHOLE or not spans
            span = Span(member, member.start, member.end) if short else Span(member, *spans[0])
            lines.append(f"- {citations.text(span)} {citations.cite(span)}")
        else:
            lines.append(f"- {unnamed(query.english)}")
    if len(members) > SHOWN:
        lines.append(more_items(len(members) - SHOWN, query.english))
    return lines


def _title(document: Document, sections: Sequence[Section], material: Material, citations: Citations) -> str:
    """The title; where there is none, the sentence that says what is issued."""
    section = next((s for s in sections if s.kind == "title" and s.parent is None and len(s.path) == 1), None)
    section = section or next(
        (s for s in sections if s.kind in ("preamble", "basis") and "ban hành" in material.text(s)), None
    )
    return f"“{one_line(material.text(section))}” {citations.whole(section)}" if section else ""
