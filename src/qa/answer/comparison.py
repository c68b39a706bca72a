"""The same question put to several documents, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer import extractive, ownership, register
from qa.answer.choosing import Choice, choose
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.answer.signals import signals
from qa.answer.values import quantities
from qa.records import Document, Hit
from qa.search import Query
from qa.vietnamese import fold

ANSWERS = 0.6  # a document answers from this share of the best document's score on
# Without two named provinces, only these words put a question to all documents.
OPEN = re.compile(
    r"\b(?:tinh|dia phuong|noi|van ban|ke hoach) nao\b|\b(?:cac|moi|tung|hai|ba|bon|nhung) (?:tinh"
    r"|dia phuong|van ban)\b|\bso sanh\b|\bdoi chieu\b"
    r"|\bo dau\b|\bnoi nao\b|\bcompare\b|\bwhich provinces?\b|\beach province\b|\ball (?:four|three"
    r"|the) (?:provinces|documents)\b"
)
HIGHER = re.compile(r"\b(?:cao|lon|nhieu) (?:hon|nhat)\b|\b(?:higher|highest|larger|largest|most)\b")
LOWER = re.compile(r"\b(?:thap|nho|it) (?:hon|nhat)\b|\b(?:lower|lowest|smallest|least)\b")


def wanted(query: Query, documents: Sequence[Document]) -> list[str]:
    """Returns the documents that a question compares; fewer than two if it compares none."""
    if query.docs is not None and len(query.docs) >= 2:
        # One province's documents are compared only where the question says so: it may have a hundred of them.
        chosen = query.explicit or query.documents or len(query.provinces) != 1 or OPEN.search(fold(query.text))
        return list(query.docs) if chosen else []
    if query.docs is None and len(documents) > 1 and OPEN.search(fold(query.text)):
        return [d.doc_id for d in documents]
    return []


def answer(query: Query, hits: Sequence[Hit], material: Material, docs: Sequence[str]) -> Draft | None:
    """Answers for each document; says of one that does not state it that it does not."""
    best: dict[str, list[Choice]] = {}
    for choice in choose(query, hits, material):
        best.setdefault(choice.doc_id, []).append(choice)
    if not best:
        return None
    top = max(c[0].score for c in best.values())
    cover = max(c[0].covered for c in best.values())
    citations = Citations(material)
    blocks, silent, values = [], [], {}
    for doc_id in docs:
        name = material.place(doc_id)
        own = best.get(doc_id, [])
        if not own or own[0].score < ANSWERS * top or own[0].covered < 0.55 * cover:
            silent.append(name)
            continue
        single = replace(query, docs=(doc_id,))
        task = _ownership(single, hits, material, citations, doc_id)
        if task:
            blocks.append(task)
            continue
        picked = extractive.pick(single, own, material, most=2)
        lines = [extractive.quoted(single, choice, own, material, citations) for choice in picked]
        values[name] = quantities(picked[0].text)
        blocks.append(
            f"**{name}**: " + "\n".join(lines)
            if len(lines) == 1
            else f"**{name}**:\n" + "\n".join(f"- {x}" for x in lines)
        )
    if not blocks:
        return None
    if silent and (query.docs is not None):
        blocks.append(_silent(query, silent))
    ordered = max(best.values(), key=lambda c: c[0].score)
    text = "\n\n".join([*_verdict(query, values), *blocks])
    return Draft("comparison", text, citations, signals(query, ordered[0], material))


def _silent(query: Query, names: Sequence[str]) -> str:
    shown = ", ".join(dict.fromkeys(names))
    return (
        f"No statement found for: {shown}."
        if query.english
        else f"Không tìm thấy nội dung này trong văn bản của: {shown}."
    )


def _ownership(query: Query, hits: Sequence[Hit], material: Material, citations: Citations, doc_id: str) -> str:
    """The register's answer for one document, if the question is one for the register."""
    roles = register.roles_asked(query)
    if not roles or not query.asks_for("agency", "deadline"):
        return ""
    tasks = material.index.tasks((doc_id,))
    own = [h for h in hits if h.passage.doc_id == doc_id]
    found, _ = ownership.matching(query, own, tasks, material, ownership.MATCH)
    return "\n\n".join(register.description(query, t, citations, material, material.place(doc_id)) for t in found)


def _verdict(query: Query, values: dict[str, list[str]]) -> list[str]:
    """Names the higher or lower value, where each document gives one percentage that can be compared."""
    plain = fold(query.text)
    if not HIGHER.search(plain) and not LOWER.search(plain):
        return []
    sizes = {}
    for name, found in values.items():
        shares = [v for v in found if "%" in v]
        numbers = re.findall(r"\d+(?:,\d+)?", shares[-1]) if shares else []
        if numbers:
            sizes[name] = (max(float(n.replace(",", ".")) for n in numbers), shares[-1])
    if len(sizes) < 2:
        return []
    order = sorted(sizes.items(), key=lambda item: -item[1][0])
    return ["Thứ tự từ cao đến thấp: " + "; ".join(f"**{name}** ({shown})" for name, (_, shown) in order) + "."]
