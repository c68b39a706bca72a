"""Greetings, and questions on the assistant itself."""

from __future__ import annotations

from collections.abc import Sequence

from qa.records import Document
from qa.search.asked import patterns
from qa.search.query import content_words
from qa.vietnamese import fold


def reply(question: str, documents: Sequence[Document], english: bool = False) -> str | None:
    """Returns a short reply to a greeting or a call for help; None for anything else."""
    plain = fold(question).strip(" ?!.,")
    table = patterns()["help"]
    greeting = any(p.search(plain) for p in table["greeting"]) and len(content_words(question)) <= 3
    if not greeting and not any(p.search(plain) for p in table["capability"]):
        return None
    held = "; ".join(f"{d.province or d.issuer} ({d.kind} {d.number or 'chưa có số'})" for d in documents)
    if english:
        return f"I answer questions on these documents, quoting them word for word with the place cited: {held}."
    return (
        f"Xin chào. Tôi trả lời câu hỏi về các văn bản đã nạp: {held}. Mỗi câu trả lời trích nguyên văn kèm "
        f"nơi trích dẫn. "
        "Ví dụ: hỏi chỉ tiêu, thời hạn, cơ quan chủ trì một nhiệm vụ, nhiệm vụ của một sở, số, ngày và người "
        "ký văn bản. "
        "Điều không có trong văn bản, tôi sẽ nói là không tìm thấy."
    )
