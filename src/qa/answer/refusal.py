"""Refusals: what was not found, what was searched, and where something near may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.material import Material
from qa.constants import REFUSAL
from qa.records import Document, Hit
from qa.sayings import in_english
from qa.search import Query
from qa.search.asked import patterns
from qa.vietnamese import fold
from qa.vietnamese.text import unify_tone

NEAREST = 3
LISTED = 20  # documents that a refusal names
# "Kế hoạch thực hiện Nghị quyết 57" is not that resolution.
CARRYING_OUT = r"\b(?:thuc hien|trien khai|cu the hoa|thi hanh|huong dan)"


def text(query: Query, hits: Sequence[Hit], material: Material, reason: str = "") -> str:
    """Returns the refusal to a question."""
    scope = next(iter(query.scope.values()), "")
    where = f"Đã tìm trong: {scope}." if scope else f"Đã tìm trong tất cả {len(material.index.headers())} văn bản."
    told = reason or where
    if query.english:
        told = f"(Not found in the documents loaded.) {in_english(told)}"
    lines = [f"**{REFUSAL}** {told}".strip()]
    nearest = _nearest(hits, material)
    if nearest and not reason:
        heading = "Mục gần nhất, có thể liên quan:"
        lines.append(in_english(heading) if query.english else heading)
        lines += [f"- {reference}" for reference in nearest]
    return "\n".join(lines)


def out_of_purpose(question: str) -> bool:
    """Whether a question is abuse, an instruction to change the assistant's behaviour, or work that it does not do."""
    said = (fold(question), unify_tone(question).lower())  # "theo bạn" folded would be "theo bản kế hoạch" too
    return any(p.search(text) for found in patterns()["refuse"].values() for p in found for text in said)


def unknown_province(query: Query, documents: Sequence[Document]) -> str:
    """Says that a province has no document, and which have."""
    held = ", ".join(dict.fromkeys(d.province for d in documents if d.province))
    return f"Chưa có văn bản của {', '.join(query.unknown_provinces)}; các tỉnh đã nạp: {held}."


def unknown_document(query: Query, material: Material) -> str:
    """Says that the document a question names is neither held nor mentioned, and which are held; "" if it is."""
    strange = [d for d in query.documents if not d.docs]
    if query.explicit or "bases" in query.metadata or not strange or len(strange) < len(query.documents):
        return ""
    for named in strange:
        if len(named.number) == 1:  # "Chương trình 3" is a part's label, more often than a document's number
            return ""
        year = named.year or r"\d{4}"
        mention = re.compile(rf"(?<!\d){named.number}\s?[/-]\s?[^\W\d_]|(?<!\d){named.number}/{year}/")
        texts = (material.document(doc_id).text for doc_id in material.near(named.number))
        mentioned = any(named.number in text and mention.search(text) for text in texts)
        # Only mentioned: who signed it stands in itself alone, who signed what carries it out does not.
        of_another = re.search(rf"{CARRYING_OUT} {re.escape(named.printed)}\b", fold(query.text))
        if mentioned and (of_another or "signer" not in query.metadata):
            return ""
    headers = material.index.headers()
    held = "; ".join(f"{d.kind} {d.number or 'chưa có số'} ({d.province or d.issuer})" for d in headers[:LISTED])
    held += f"; và {len(headers) - LISTED} văn bản khác" if len(headers) > LISTED else ""
    numbers = ", ".join(f"{d.number}/{d.year}" if d.year else d.number for d in strange)
    return f"Chưa có văn bản số {numbers}; các văn bản đã nạp: {held}."


def _nearest(hits: Sequence[Hit], material: Material) -> list[str]:
    found = []
    for hit in hits[:NEAREST]:
        section = material.index.section(hit.passage.section_id)
        if section is not None:
            found.append(section.reference)
    return list(dict.fromkeys(found))
