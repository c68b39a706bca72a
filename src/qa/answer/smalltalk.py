"""Greetings, and questions on the assistant itself."""

from __future__ import annotations

from collections.abc import Sequence

from qa.records import Document
from qa.search.asked import patterns
from qa.search.query import content_words
from qa.vietnamese import fold

NAMED = 12  # documents that a greeting names
LISTED = 60  # documents that a list of them names


def reply(question: str, documents: Sequence[Document], english: bool = False) -> str | None:
    """Returns a short reply to a greeting, a call for help or a question on what there is; None for anything else."""
    plain = fold(question).strip(" ?!.,")
    table = patterns()["help"]
    if any(p.search(plain) for p in table["inventory"]):
        return _inventory(documents, english)
    greeting = any(p.search(plain) for p in table["greeting"]) and len(content_words(question)) <= 3
    if not greeting and not any(p.search(plain) for p in table["capability"]):
        return None
    held = "; ".join(f"{d.province or d.issuer} ({_name(d)})" for d in documents[:NAMED])
    if len(documents) > NAMED:
        held += f"; and {len(documents) - NAMED} more" if english else f"; và {len(documents) - NAMED} văn bản khác"
    if english:
        return f"I answer questions on these documents, quoting them word for word with the place cited: {held}."
    return (
        f"Xin chào. Tôi trả lời câu hỏi về các văn bản đã nạp: {held}. Mỗi câu trả lời trích nguyên văn kèm "
        f"nơi trích dẫn. "
        "Ví dụ: hỏi chỉ tiêu, thời hạn, cơ quan chủ trì một nhiệm vụ, nhiệm vụ của một sở, số, ngày và người "
        "ký văn bản. "
        "Điều không có trong văn bản, tôi sẽ nói là không tìm thấy."
    )


def _name(document: Document) -> str:
    return f"{document.kind} {document.number or 'chưa có số'}"


def _inventory(documents: Sequence[Document], english: bool) -> str:
    """The documents of the corpus by name, a line each, and how many there are."""
    head = f"Documents loaded: {len(documents)}." if english else f"Số văn bản đã nạp: {len(documents)}."
    lines = [f"- **{d.province or d.issuer}**: {_name(d)} — {d.title}".rstrip(" —") for d in documents[:LISTED]]
    if (more := len(documents) - LISTED) > 0:
        lines.append(f"- … and {more} more" if english else f"- … và {more} văn bản khác")
    return "\n".join([head, *lines])
