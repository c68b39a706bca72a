"""Questions that name parts of documents by their headings and say nothing else: "Mục đích, yêu cầu của kế hoạch"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from qa.answer import comparison, references
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.listing import enumerated, headed_kinds, lists
from qa.answer.listing.members import members
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.index.wording import years_in
from qa.records import Section
from qa.search import Query
from qa.search.named import names_typed
from qa.vietnamese import agencies
from qa.vietnamese.abbreviations import spell_out

# What may stand around the name of a part, folded: whole expressions, since "toàn" is another word in "an toàn".
_EXPRESSIONS = """
    cho toi em minh biet xem xin hay hoi giup tim doc neu ke giua phan muc cua tai o trong theo tu ve tinh ubnd so
    nay do duoc la noi viet ghi gom co lam nhung cac gi nao voi thi ca hai ba bon tung moi chinh lon trinh_bay
    neu_ra liet_ke tom_tat tom_luoc so_sanh doi_chieu noi_dung doi_voi thanh_pho uy_ban_nhan_dan van_ban ke_hoach
    quyet_dinh chuong_trinh nghi_quyet de_an chi_thi thong_bao quy_dinh de_cap de_ra dat_ra dua_ra ban_hanh
    bao_gom the_nao nhu_the_nao ra_sao day_du chi_tiet toan_bo tat_ca chu_yeu quan_trong trong_tam
"""
_LONGEST_FIRST = sorted(_EXPRESSIONS.split(), key=len, reverse=True)
AROUND = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST).replace('_', ' ')})\b")
_TIME = re.compile(r"\b(?:20\d\d|nam|den|giai doan)\b")
MOST = 8  # documents
LONGEST = 40  # words of a question


def answer(query: Query, material: Material) -> Draft | None:
    """Returns the parts that a question names, whole; None if it says anything else, or none has them."""
    docs = query.docs or comparison.wanted(query, material.index.headers())
    words = _words(query)
    if query.untranslated or query.agencies or not 0 < len(docs) <= MOST or not 0 < len(words) <= LONGEST:
        return None
    found = {doc_id: _named(query, words, doc_id, material) for doc_id in docs}
    told = [doc_id for doc_id in docs if found[doc_id]]
    if not told:
        return None
    citations = Citations(material)
    blocks = [_block(query, section, material, citations) for doc_id in told for section in found[doc_id]]
    silent = [material.called(doc_id) for doc_id in docs if doc_id not in told]
    if silent and (len(query.provinces) > 1 or query.docs is None):
        blocks.append(comparison.untold(query, silent))
    mode = "comparison" if len(docs) > 1 else "extractive"
    return Draft(mode, "\n\n".join(blocks), citations, {"header": 1.0})


def _words(query: Query) -> list[str]:
    """The words of a question, folded, without "và" and the names of places and documents."""
    text = query.vietnamese if query.english else query.text
    for printed in names_typed(text, query.documents):
        text = text.replace(printed, " ")
    return lists.plain(spell_out(text)).split()


def _named(query: Query, words: Sequence[str], doc_id: str, material: Material) -> list[Section]:
    """The parts of a document that a question's words name, in their order; none if words are left over."""
    rest, sections = f" {' '.join(words)} ", []
    by_name: dict[str, list[Section]] = {}
    for section in material.index.headed(doc_id):
        if (name := _name(section.heading)) in rest:
            by_name.setdefault(name, []).append(section)
    for name in sorted(by_name, key=len, reverse=True):
        if name in rest and _left(name) and not agencies.find(by_name[name][0].heading):
            least = min(len(section.path) for section in by_name[name])
            highest = [section for section in by_name[name] if len(section.path) == least]
            if len(highest) > 1 or not _has_text(highest[0], material):
                return []
            sections += highest
            rest = rest.replace(name, "  ", 1)
    # "Mục tiêu giai đoạn 2023-2025": the part under the heading that is named with it.
    above = {higher.section_id for section in sections for higher in material.ancestors(section)}
    sections = [section for section in sections if section.section_id not in above]
    if not sections:
        return _of_kind(query, words, doc_id, material)
    left = _left(rest)
    if _TIME.sub("", left).strip():
        return []
    parts = [lists.of_years(query, section, material) if left else section for section in sections]
    kept = [part for part in parts if not left or _has_years(query, part, material)]
    return sorted(kept, key=lambda part: part.start)


def _left(text: str) -> str:
    """What a text, folded, says besides expressions that may stand around a name."""
    return AROUND.sub("", text).strip()


def _has_years(query: Query, part: Section, material: Material) -> bool:
    """Whether a part, or what is under it, speaks of a year asked for; of any where none is."""
    said = (year for section in material.subtree(part) for year in years_in(material.text(section)))
    return not query.years or not set(query.years).isdisjoint(said)


def _of_kind(query: Query, words: Sequence[str], doc_id: str, material: Material) -> list[Section]:
    """The list of the kind that the words name, under whatever heading: "mục tiêu" is "2. Mục tiêu cụ thể"."""
    text = " ".join(words)
    kind = headed_kinds.asked(replace(query, text=f"{text} la gi", asks=("list",)))
    if kind is None or _TIME.sub("", _left(text.replace(kind.said.strip(), " "))).strip():
        return []
    section = headed_kinds.of_document(query, kind, doc_id, material)
    return [lists.of_years(query, section, material)] if section else []


@lru_cache(maxsize=4_000)  # the documents' headings
def _name(heading: str) -> str:
    """A heading as it is compared, without its label."""
    return lists.LABEL.sub(" ", lists.plain(heading))


def _has_text(section: Section, material: Material) -> bool:
    return section.kind != "heading" or bool(material.children(section))


def _block(query: Query, section: Section, material: Material, citations: Citations) -> str:
    if members(section, material):
        return lists.block(query, section, material, citations, True)
    text = f"**{material.called(section.doc_id)}**: {references.quoted(section, material, citations)}"
    span = Span(section, section.start, section.end)
    return text if material.children(section) else text + enumerated.shown(query, [span], citations)
