"""What a term means, where a document defines it: "X là …", "… (sau đây gọi tắt là X)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.text import unify_tone

_WHAT = r"(?:gi|nhung gi|cai gi(?: vay)?|tu (?:gi|nao)|cum tu (?:gi|nao)|(?:nhu )?the nao|ra sao)"
_WORD = r"(?P<word>(?:cum tu|tu ngu|tu|chu|thuat ngu|khai niem)(?: viet tat)? )?"
_OF = r"(?: (?:theo|trong|cua|o|tai|neu trong) (?P<of>.+?))?"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:the nao la|dinh nghia|giai thich|khai niem)(?: ve| cua)? {_WORD}(?P<name>.+?){_OF}(?: la gi)?$",
        rf"^(?:theo [^,]+, ?)?{_WORD}(?P<name>.+?){_OF}"
        rf" (?:la {_WHAT}|(?:co )?nghia (?:la )?{_WHAT}|(?:duoc )?hieu (?:la )?{_WHAT}"
        rf"|(?:la )?viet tat (?:cua |cho )?{_WHAT}|viet (?:day du|ro) (?:la )?{_WHAT})$",
    )
)
# What a text says of a thing by the way: its part, its sum, its praise.
_NOT_DEFINED = (
    r"(?:mot trong|co quan (?:thuong truc|dau moi|chu tri)|don vi (?:thuong truc|dau moi|chu tri)|(?:tren |khoang )?\d"
    r"|nhiem vu (?:quan trong|trong tam|thuong xuyen|chinh tri)|then chot|trung tam\b|dong luc|nen tang\b|chu the"
    r"|chu yeu|yeu to|khau|giai phap|muc tieu|rat|nhan to|tai nguyen|can cu|co so de|do\b)"
)
_POINTS = re.compile(r"\b(?:nay|do|tren)$")  # "trong văn bản này"
_LABEL = r"^(?:\W|\d|[a-z]\))*"
_CLAUSE = re.compile(r"(?:[.;]\s+|:\s+(?=[\"“]))")
_LOOKED_THROUGH = 30  # documents, where none is named
_LONGEST = 9  # words of a term
_MOST = 4  # documents that are quoted


def answer(query: Query, material: Material) -> Draft | None:
    """Quotes the sentences in which documents define a term; None if a question asks for none, or none is defined."""
    if len(query.docs or material.index.headers()) > _LOOKED_THROUGH:
        return None
    docs = query.docs or tuple(header.doc_id for header in material.index.headers())
    for name in _names(query):
        citations, lines = Citations(material), []
        for span in _definitions(name, query, docs, material):
            head = f"**{material.called(span.section.doc_id)}**: " if len(docs) > 1 else ""
            lines.append(f"{head}“{citations.text(span)}” {citations.cite(span)}")
        if lines:
            return Draft("extractive", "\n\n".join(lines[:_MOST]), citations)
    return None


def _names(query: Query) -> list[str]:
    """The terms, folded, of which a question may ask the meaning, the likeliest first; none if it asks for none."""
    if query.english or query.metadata or not query.asks_for("definition"):
        return []
    plain = fold(query.text).strip(" ?.!")
    asked = next((found for pattern in _ASKED if (found := pattern.match(plain))), None)
    if asked is None:
        return []
    places = [fold(p) for p in (*query.provinces, *(named.printed for named in query.documents))]
    of, end = asked["of"] or "", asked.end("name")
    if of and not (any(place in of for place in places) or _POINTS.search(of)):
        end = asked.end("of")  # "Sản phẩm chủ lực của tỉnh": part of the term
    # "Chủ nhiệm" is no "chữ nhiệm": folded, either may be meant.
    starts = [asked.start("word"), asked.start("name")] if asked["word"] else [asked.start("name")]
    names = [plain[start:end].strip(" \"'“”,") for start in starts]
    return [n for n in names if n and len(n.split()) <= _LONGEST and not any(place in n for place in places)]


def _definitions(name: str, query: Query, docs: Sequence[str], material: Material) -> Iterator[Span]:
    """The sentence of each document that defines a term; one typed with its marks is none that differs in them."""
    at = fold(query.text).find(name)
    typed = "" if query.folded or len(fold(query.text)) != len(query.text) else query.text[at : at + len(name)]
    typed = unify_tone(typed).lower()
    for doc_id in docs:
        spans = _defining(name, doc_id, material)
        said = (s for s in spans if typed in unify_tone(material.cut(s.section, s.start, s.end)).lower())
        yield from islice(said, 1)


def _defining(name: str, doc_id: str, material: Material) -> Iterator[Span]:
    """The sentences of a document that say what a term is, or what it stands for."""
    term = re.escape(name).replace(r"\ ", r"\s+")
    is_it = re.compile(rf"{_LABEL}{term}\W*(?:\([^)]*\)\W*)?\s(?:la|duoc hieu la|nghia la)\s+(?!{_NOT_DEFINED})")
    called = re.compile(
        rf"\((?:(?:sau day )?(?:goi|viet)(?: (?:tat|chung|la))*\s*:?|tat la:?)\s*(?:la )?[\"“']?{term}[\"”']?\)"
    )
    if not re.search(rf"\b{term}\b", material.folded(doc_id)):
        return
    named_so = []
    for section in material.index.of_kinds(doc_id, "basis", "preamble", "item", "paragraph", "heading"):
        if not re.search(rf"\b{term}\b", fold(material.text(section))):
            continue
        unit = material.unit(section.section_id)
        for start, end in unit.spans:
            plain = fold(material.cut(section, start, end))
            if any(is_it.match(clause) for clause in _CLAUSE.split(plain)):
                yield Span(section, start, end)
            elif called.search(plain):
                named_so.append(Span(section, start, end))
    yield from named_so
