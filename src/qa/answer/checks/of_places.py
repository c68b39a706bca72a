"""A figure asked of one district or commune: that of its province, or of others, is none of its own."""

from __future__ import annotations

import re

from qa.answer.draft import Draft
from qa.answer.figures import row_names
from qa.answer.material import Material
from qa.answer.values import FIGURE_ASKED
from qa.index.store import NARROW
from qa.search import Query
from qa.structure.markers import UPPER
from qa.vietnamese import provinces, unify_tone

# A place that a figure is asked of, not one where something is done ("hộ ở huyện X được hỗ trợ bao nhiêu").
_OF_PLACE = re.compile(
    rf"(?<!\bở )(?<!\btại )(?<!\bđịa bàn )(?<!\bcho )"
    rf"\b(?i:thành phố|huyện|thị xã|thị trấn|xã|phường|quận|xóm|thôn)"
    rf"\s+(?P<name>[{UPPER}][\w'’]*(?:[ -][{UPPER}][\w'’]*){{0,3}})"
)
# Such a place may bear the name of its district, whose figure is another.
_SMALLER = re.compile(r"thị trấn|xã|phường|xóm|thôn")
# What is told of each place of a kind: "các huyện còn lại", "mỗi xã", but not "các huyện Bảo Lâm, Bảo Lạc".
_OF_ALL = rf"(?i:(?<!ubnd )(?<!nhân dân )\b(?:các|mỗi|từng)\s+{{kind}}\b)(?!\s+[{UPPER}])"
# "47 thôn tại các huyện A, B và C": a number of them together, which is of none of them alone; a share is of each.
_TOGETHER = re.compile(
    r"(?i:\b(?:các|những)\s+(?:thành phố|huyện|thị xã|thị trấn|xã|phường|quận|xóm|thôn))"
    rf"\s+(?P<names>[{UPPER}][^.;:()]*)"
)
_SHARE = re.compile(r"phần trăm|tỷ lệ|tỉ lệ|%|\bmỗi\b", re.IGNORECASE)
_GRANTED = re.compile(r"\b(?:được|nhận|hưởng|nộp|đóng|phạt)\b", re.IGNORECASE)


def missing(query: Query, typed: str, draft: Draft, material: Material) -> str:
    """Says that a figure is asked of a place of which no quote tells any; "" where none is, or one does.

    Args:
        query: the question as understood: a district that no document names may have given way to its province there.
        typed: the question with the names that were typed.
        draft: the answer that would be given.
        material: the open index.
    """
    if draft.abstained or draft.mode not in ("extractive", "comparison") or not FIGURE_ASKED.search(query.text):
        return ""
    quotes = [f"{c.quote} {_above(c.section_id, material)}" for c in draft.citations.found]
    for printed, name, others in _asked(query, typed, draft, material):
        kind = _SMALLER.match(printed.lower())
        told = kind is None or any(kind.group() in quote.lower() for quote in quotes)
        alone = quotes if _SHARE.search(query.text) else [_without_lists(quote) for quote in quotes]
        of_it = [quote for quote in alone if told and _has(quote, name)]
        of_all = any(re.search(_OF_ALL.format(kind=printed.partition(" ")[0]), quote) for quote in quotes)
        if not of_all and not any(sum(_has(text, other) for other in others) < 2 for text in of_it):
            return f"Chưa thấy số liệu này của riêng {printed}; số liệu chung hoặc của nơi khác không thay được."
    return ""


def _asked(query: Query, typed: str, draft: Draft, material: Material) -> list[tuple[str, str, frozenset[str]]]:
    """The places asked of: as printed, the name alone, and those beside it in a table by places."""
    found: list[tuple[str, str, frozenset[str]]] = []
    if not _GRANTED.search(query.text):
        for match in _OF_PLACE.finditer(typed):
            if not provinces.find(match["name"]):
                found.append((match.group(), match["name"], frozenset()))
    docs = query.docs or tuple(dict.fromkeys(citation.doc_id for citation in draft.citations.found))
    for doc_id in docs[:NARROW]:
        for table in material.tables(doc_id):
            places = {row.section.section_id: name for row in table.rows if (name := row_names.place(row))}
            for row, _ in row_names.named_rows(query, table):
                name = places.get(row.section.section_id, "")
                if name:
                    found.append((row.name, name, frozenset(places.values()) - {name}))
    return found


def _without_lists(quote: str) -> str:
    """A quote without the places that it counts together."""
    return _TOGETHER.sub(lambda m: "" if re.search(r",|\bvà\b", m["names"]) else m.group(), quote)


def _above(section_id: str, material: Material) -> str:
    section = material.index.section(section_id)
    assert section is not None, section_id
    return " ".join(parent.heading for parent in material.ancestors(section))


def _has(text: str, name: str) -> bool:
    """Whether a text has a name, in capitals or not: "Hòa An" is not "số hóa, an toàn"."""
    text, name = unify_tone(text), unify_tone(name)
    found = (each for each in (name, name.upper()) if each in text)  # of a long table's names few are
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text) for each in found)
