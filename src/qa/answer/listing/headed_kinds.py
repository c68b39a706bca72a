"""Lists under a heading that says of which kind they are: "Ai được hưởng hỗ trợ?" is answered by "Đối tượng"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from qa.answer.choosing import alternatives, asked_terms
from qa.answer.listing.enumerated import LIST_WORDS
from qa.answer.listing.members import members
from qa.answer.material import Material
from qa.answer.weighing import without_words
from qa.index.wording import years_in
from qa.records import Hit, Section
from qa.search import Query
from qa.vietnamese import fold

LEAST = 0.5  # share of the rest of a question that must stand in the heading, above it or in its items
LOOKED = 8  # documents looked through where none is named
ASKING = re.compile(r"\b(?:ai|nao|gi|the nao)\b")
# "… được ưu tiên trong mục tiêu cụ thể": where something else is sought.
WITHIN = re.compile(r"\b(?:trong|theo|tai|o|thuoc|dat|thuc hien|hoan thanh|voi)(?: (?:cac|nhung|phan|muc))? $")
VERB = re.compile(r"\b(?P<verb>quy dinh|dat ra|de ra|neu ra|neu|xac dinh|ban hanh|dua ra)(?: nhung| cac)? $")
_LABEL = re.compile(r"^\W*(?:(?:phan|dieu|chuong|muc) )?(?:[ivx]+|\d+(?:\.\d+)*|[a-z])[.):]\s+")


class Kind(NamedTuple):
    """A kind of list: what of the question names it, and what its heading begins with."""

    said: str
    headed: re.Pattern[str]


def asked(query: Query) -> Kind | None:
    """Returns the kind of list that a question asks for; None if it is none of those that have headings."""
    plain = fold(query.text)
    if not set(query.asks) <= {"list", "definition"} or not (query.asks or ASKING.search(plain)):
        return None
    for asking, headed in _kinds():
        found = asking.search(plain)
        if found and not WITHIN.search(plain[: found.start()]):
            verb = VERB.search(plain[: found.start()])
            return Kind(f"{verb['verb'] if verb else ''} {found.group()}", headed)
    return None


def headings(query: Query, kind: Kind, hits: Sequence[Hit], material: Material) -> list[tuple[Section, float]]:
    """Returns the heading of that kind of the document that has the question's other words under it, with their share.

    None where several documents answer alike: whose list is asked for is not known then.
    """
    docs = query.docs or tuple(dict.fromkeys(hit.passage.doc_id for hit in hits))[:LOOKED]
    terms = {doc_id: _rest(query, kind, doc_id, material) for doc_id in docs}
    found = [best for doc_id in docs if (best := _best(query, kind, doc_id, material, terms[doc_id])) is not None]
    return found if len(found) == 1 or query.docs else []


def is_headed(section: Section, kind: Kind) -> bool:
    """Returns whether a section's heading begins as one over such a list does."""
    return kind.headed.match(_LABEL.sub("", fold(section.heading))) is not None


def narrowed(query: Query, kind: Kind, section: Section, material: Material) -> Section:
    """Returns the part of a list that is of those asked about: "1. Đối với doanh nghiệp:" of its "Điều kiện hỗ trợ".

    The list itself where not just one of its parts names them before its items.
    """
    terms = _rest(query, kind, section.doc_id, material)
    parts = {part.section_id: part for part in members(section, material) if members(part, material)}
    named = [
        part
        for part in parts.values()
        if terms.keys() & material.heading_terms(material.text(part).partition(":")[0].partition("\n")[0])
    ]
    return named[0] if len(named) == 1 and len(members(section, material)) > 1 else section


def of_document(query: Query, kind: Kind, doc_id: str, material: Material) -> Section | None:
    """Returns the heading of that kind of a document, for a question that says nothing else."""
    best = _best(query, kind, doc_id, material, {})
    return best and best[0]


def _best(
    query: Query, kind: Kind, doc_id: str, material: Material, terms: Mapping[str, float]
) -> tuple[Section, float] | None:
    """The heading of that kind that has most of these terms, or in its items, and the share of them that it has."""
    ranked = []
    for section in material.index.headed(doc_id):
        if not is_headed(section, kind) or not (below := members(section, material)):
            continue
        over = [section.heading, *(higher.heading for higher in material.ancestors(section))]
        years = {year for heading in over for year in years_in(heading)}
        if query.years and years and not years & set(query.years):
            continue
        held = material.heading_terms("\n".join([*over, *map(material.text, below)]))
        formal = alternatives(query)
        total = sum(terms.values())
        share = sum(w for t, w in terms.items() if t in held or any(f <= held for f in formal.get(t, ())))
        share = share / total if total else 1.0
        if share >= LEAST:
            ranked.append(((bool(years), round(share, 2), -len(section.heading), -section.start), section, share))
    if not ranked:
        return None
    _, section, share = max(ranked, key=lambda entry: entry[0])
    return section, share


def _rest(query: Query, kind: Kind, doc_id: str, material: Material) -> dict[str, float]:
    """What a question says besides the kind, how it asks, and what its document is on."""
    title = material.heading_terms(material.header(doc_id).title)
    terms = without_words(asked_terms(query, material), {*kind.said.split(), *LIST_WORDS})
    return {term: weight for term, weight in terms.items() if term not in title}


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    table = tomllib.loads(files("qa.answer.listing").joinpath("data/headed_kinds.toml").read_text(encoding="utf-8"))
    return tuple((re.compile(row["asked"]), re.compile(row["headed"])) for row in table.values())
