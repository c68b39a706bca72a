"""What a question takes for granted, checked against what is cited.

Numbers that the question states but no quote has, a document that belongs to another province, an agency that the
documents in question do not know: each is said before the answer, which gives what the documents do say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.answer.values import DATE, quantities
from qa.search import Query
from qa.vietnamese import agencies, fold


def misplaced_document(query: Query, material: Material) -> str:
    """Says whose a document is that the question gives to another province; "" if nothing is wrong."""
    if not query.provinces:
        return ""
    for named in query.documents:
        owners = [material.document(doc_id) for doc_id in named.docs]
        if owners and all(d.province and d.province not in query.provinces for d in owners):
            document = owners[0]
            return f"Văn bản này là của {document.issuer}, không phải của {', '.join(query.provinces)}:"
    return ""


def misplaced_agency(query: Query, material: Material) -> tuple[Query, str]:
    """Widens a question to the documents that know the agency it names, if those it is about do not.

    Returns:
        The question to answer, and the remark to make; the question as it was and "" if nothing is wrong.
    """
    if query.docs is None or query.explicit or len(query.docs) != 1:
        return query, ""
    for mention in agencies.find(query.text):
        if agencies.is_group(mention.canonical) or mention.canonical in agencies.canonical_names():
            continue  # every province has its "Sở Tài chính"
        printed = re.sub(r"\s+(?:của|ở|tại|cua|o|tai)\s+.*$", "", mention.printed)
        name = fold(printed)
        holders = [doc_id for doc_id in material.near(name) if name in material.folded(doc_id)]
        if holders and not set(holders) & set(query.docs):
            owner = material.document(holders[0])
            remark = (
                f"Văn bản của {', '.join(query.provinces) or 'tỉnh này'} không nhắc đến {printed}; "
                f"cơ quan này có trong văn bản của {owner.issuer}:"
            )
            named = (agencies.canonical(printed),)
            return replace(query, docs=tuple(holders), provinces=(owner.province,), agencies=named), remark
    return query, ""


def unstated_numbers(query: Query, citations: Citations, material: Material) -> list[str]:
    """Returns the quantities and full dates of a question that its sources do not have."""
    text = " ".join(c.text for c in citations.found)
    known = set(_figures(text))
    stated = [q for q in quantities(query.text) if "%" in q or re.search(r"\d\s+[^\W\d]", q)]
    stated += [m.group() for m in DATE.finditer(query.text) if re.search(r"\d{1,2}(?:/| tháng )\d", m.group())]
    return [s for s in stated if not set(_figures(s)) & known]


def corrected(draft: Draft, query: Query, material: Material) -> Draft:
    """Returns a draft that says first what the question has wrong."""
    if draft.mode not in ("extractive", "ownership") or draft.abstained or not draft.citations.found:
        return draft
    wrong = unstated_numbers(query, draft.citations, material)
    if not wrong:
        return draft
    # The figure itself is in the note only: an answer has no figure that its sources lack.
    remark = "Văn bản không nêu con số trong câu hỏi; nội dung trong văn bản là:"
    draft.text = f"{remark}\n\n{draft.text}"
    draft.notes = (*draft.notes, f"Câu hỏi nêu {_listed(wrong)}, không có trong đoạn được trích.")
    return draft


def _listed(pieces: Sequence[str]) -> str:
    return ", ".join(f"“{p}”" for p in dict.fromkeys(pieces))


def _figures(text: str) -> list[str]:
    return [f.lstrip("0") or "0" for f in re.findall(r"\d+(?:,\d+)?", text)]
