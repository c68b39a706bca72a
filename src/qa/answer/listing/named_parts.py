"""Questions that name parts of documents by their headings and say nothing else: "Mục đích, yêu cầu của kế hoạch"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer import comparison, references
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.listing import headed_kinds, lists
from qa.answer.listing.members import members
from qa.answer.material import Material
from qa.index.wording import years_in
from qa.records import Section
from qa.search import Query
from qa.vietnamese import agencies, fold, provinces
from qa.vietnamese.abbreviations import spell_out

# What may stand around the name of a part; folded.
AROUND = frozenset(
    """
    cho toi em minh biet xem xin hay hoi giup tim doc trinh bay neu liet ke tom tat luoc so sanh doi chieu giua noi dung
    phan muc cua tai o trong theo tu ve doi voi tinh thanh pho ubnd uy ban nhan dan van ban ke hoach quyet dinh chuong
    nghi quyet de an chi thi thong bao nay do duoc la noi viet ghi quy cap dat ra dua hanh gom bao co nhung cac gi nao
    the nhu sao lam voi thi day du chi tiet toan bo tat ca hai ba bon tung moi chinh chu yeu quan tam lon
    """.split()
)
TIME = frozenset("nam den giai doan".split())
MOST = 8  # documents
LONGEST = 40  # words of a question
_YEAR = re.compile(r"20\d\d")


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
    for mention in provinces.find(text):
        text = text.replace(mention.printed, " ")
    for printed in (named.printed for named in query.documents):
        at = fold(text).find(printed)
        if at >= 0:
            text = f"{text[:at]} {text[at + len(printed) :]}"
    return lists.plain(spell_out(text)).split()


def _named(query: Query, words: Sequence[str], doc_id: str, material: Material) -> list[Section]:
    """The parts of a document that a question's words name, in their order; none if words are left over."""
    rest, sections = f" {' '.join(words)} ", []
    by_name: dict[str, list[Section]] = {}
    for section in material.index.headed(doc_id):
        by_name.setdefault(_name(section), []).append(section)
    for name in sorted(by_name, key=len, reverse=True):
        if name in rest and not AROUND.issuperset(name.split()) and not agencies.find(by_name[name][0].heading):
            least = min(len(section.path) for section in by_name[name])
            highest = [section for section in by_name[name] if len(section.path) == least]
            if len(highest) > 1 or not _has_text(highest[0], material):
                return []
            sections += highest
            rest = rest.replace(name, "  ", 1)
    left = [word for word in rest.split() if word not in AROUND]
    # "Mục tiêu giai đoạn 2023-2025": the part under the heading that is named with it.
    above = {higher.section_id for section in sections for higher in material.ancestors(section)}
    sections = [section for section in sections if section.section_id not in above]
    if sections and not left:
        return sorted(sections, key=lambda section: section.start)
    times = [word for word in left if _YEAR.fullmatch(word) or word in TIME]
    if times and len(times) == len(left) and sections:
        return [part for part in (lists.of_years(query, section, material) for section in sections)
                if _has_years(query, part, material)]
    return [] if sections else _of_kind(query, words, doc_id, material)


def _has_years(query: Query, part: Section, material: Material) -> bool:
    """Whether a part, or what is under it, speaks of a year asked for; of any where none is."""
    said = (year for section in material.subtree(part) for year in years_in(material.text(section)))
    return not query.years or not set(query.years).isdisjoint(said)


def _of_kind(query: Query, words: Sequence[str], doc_id: str, material: Material) -> list[Section]:
    """The list of the kind that the words name, under whatever heading: "mục tiêu" is "2. Mục tiêu cụ thể"."""
    kind = headed_kinds.asked(replace(query, text=f"{' '.join(words)} la gi", asks=("list",)))
    if kind is None or not all(
        word in kind.said.split() or word in AROUND or word in TIME or _YEAR.fullmatch(word) for word in words
    ):
        return []
    section = headed_kinds.of_document(query, kind, doc_id, material)
    return [lists.of_years(query, section, material)] if section else []


def _name(section: Section) -> str:
    """A heading as it is compared, without its label."""
    return lists.LABEL.sub(" ", lists.plain(section.heading))


def _has_text(section: Section, material: Material) -> bool:
    return section.kind != "heading" or bool(material.children(section))


def _block(query: Query, section: Section, material: Material, citations: Citations) -> str:
    if members(section, material):
        return lists.block(query, section, material, citations, True)
    return f"**{material.called(section.doc_id)}**: {references.quoted(section, material, citations)}"
