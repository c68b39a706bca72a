"""`qa eval lint`: what can be proved about a gold set without running the assistant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from qa.evaluation.gold import KINDS, GoldQuestion, split_of
from qa.evaluation.sections import Sections
from qa.evaluation.text import contains_phrase, tokens
from qa.vietnamese import fold

SMALLEST_KIND = 10
# Questions that share this much of their words ask the same thing; diacritics and history aside.
_SAME = 0.9


def faults(questions: Sequence[GoldQuestion], sections: Sections) -> list[str]:
    """Returns a sentence for everything that makes the gold set wrong."""
    found = [fault for question in questions for fault in _question_faults(question, sections)]
    ids = Counter(question.id for question in questions)
    found += [f"id “{key}” xuất hiện {count} lần" for key, count in ids.items() if count > 1]
    kinds = Counter(question.kind for question in questions)
    found += [
        f"loại “{kind}” chỉ có {kinds[kind]} câu, cần ít nhất {SMALLEST_KIND}"
        for kind in KINDS
        if kinds[kind] < SMALLEST_KIND
    ]
    return found


def _question_faults(question: GoldQuestion, sections: Sections) -> Iterable[str]:
    if question.split != split_of(question.id):
        yield f"{question.id}: split “{question.split}” phải là “{split_of(question.id)}” (chạy `qa eval fill`)"
    for doc_id in (*question.docs, *question.filter):
        if doc_id not in sections.documents:
            yield f"{question.id}: không có văn bản “{doc_id}”"
    if not question.answerable:
        if question.evidence or question.must:
            yield f"{question.id}: câu không trả lời được mà có evidence hoặc must"
        return
    if not question.evidence:
        yield f"{question.id}: thiếu evidence"
    if not question.must and not question.expect:
        yield f"{question.id}: thiếu must"
    for item in question.evidence:
        if item.section_id not in sections:
            yield f"{question.id}: không có mục “{item.section_id}” cho “{item.quote[:60]}”"
        elif not sections.holds(item.section_id, item.quote):
            yield f"{question.id}: trích dẫn “{item.quote[:60]}” không nằm trong {item.section_id}"
    for fact in question.must:
        if not any(contains_phrase(question.answer, spelling) for spelling in fact):
            yield f"{question.id}: ý “{fact[0]}” không có trong câu trả lời mẫu"


def near_duplicates(questions: Sequence[GoldQuestion]) -> list[tuple[str, str, float]]:
    """Returns pairs of questions with nearly the same words (Jaccard of folded words ≥ .9).

    Numbers are words: the same question about another year is another question.
    """
    words = {
        question.id: frozenset(fold(token) for token in tokens(question.question)) for question in questions
    }
    pairs = []
    for first, second in combinations(questions, 2):
        if first.history != second.history or first.filter != second.filter:
            continue
        union = words[first.id] | words[second.id]
        share = len(words[first.id] & words[second.id]) / len(union) if union else 0.0
        # This kind repeats questions of other kinds on purpose, to be compared with them.
        deliberate = "no-diacritics" in (first.kind, second.kind) and first.kind != second.kind
        if share >= _SAME and not deliberate:
            pairs.append((first.id, second.id, share))
    return pairs
