"""What goes with a generated answer wherever it is taken: that a model wrote it, and what its sentences are."""

from __future__ import annotations

from collections.abc import Sequence

from qa.records import CheckedSentence

# {parts} of the first are the others.
_VIETNAMESE = {
    "written": "Do mô hình ngôn ngữ {model} viết, từng câu đã đối chiếu với văn bản: {parts}.",
    "verified": "câu {at} đúng văn bản",
    "repaired": "câu {at} đã sửa cho đúng văn bản",
    "quoted": "câu {at} là trích dẫn thay cho câu của mô hình",
    "removed": "{count} câu không có trong văn bản đã bỏ",
}
_ENGLISH = {
    "written": "Written by the language model {model}, each sentence checked against the documents "
    "(sentences by number): {parts}.",
    "verified": "verified {at}",
    "repaired": "mended {at}",
    "quoted": "replaced by a quote {at}",
    "removed": "{count} more removed, which the documents do not say",
}


def provenance(sentences: Sequence[CheckedSentence], model: str, english: bool = False) -> str:
    """Says that a model wrote an answer, and which of its sentences were verified, mended, quoted and removed.

    Sentences are counted as they stand in the answer, lead-ins aside.
    """
    words = _ENGLISH if english else _VIETNAMESE
    statuses = [each.status for each in sentences if each.status != "lead-in"]
    standing = [status for status in statuses if status != "removed"]
    parts = []
    for status in ("verified", "repaired", "quoted"):
        at = [str(n) for n, each in enumerate(standing, 1) if each == status]
        if at:
            parts.append(words[status].format(at=", ".join(at)))
    if removed := statuses.count("removed"):
        parts.append(words["removed"].format(count=removed))
    return words["written"].format(model=model, parts="; ".join(parts))


def is_provenance(note: str) -> bool:
    """Tells whether a note is one that `provenance` made."""
    return note.startswith(tuple(words["written"].partition("{")[0] for words in (_VIETNAMESE, _ENGLISH)))
