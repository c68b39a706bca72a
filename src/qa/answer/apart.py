"""Two questions in one ("Mục tiêu TFP là bao nhiêu và Sở Tài chính phải làm gì?"): each is told, in one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from qa.answer.duties.matching import ROLE_WORDS
from qa.records import Answer, Citation
from qa.search.query import content_words
from qa.vietnamese import fold, provinces

# A word that asks, as typed; "gì" and "nào" close their questions.
_ASKS = re.compile(
    r"\b(?:bao (?:nhiêu|giờ|lâu)|mấy(?! (?:năm|tháng) (?:qua|tới))|ai|gì|nào|(?:ở|từ) đâu|(?:ra|vì|tại) sao)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[?;]\s+|(?<=\w\w\w)\.\s+")  # not of "TP. Đà Nẵng"; a question in capitals ends as any other
# Not "hợp tác với những nước nào và ở các lĩnh vực gì?": what goes on with a preposition is of the same matter.
_JOINT = re.compile(
    r",?\s+(?:và|đồng thời|ngoài ra|còn)\s+(?!(?:ở|trong|cho|với|từ|vào|do|để|theo|bằng|về|tại|đến)\b)", re.IGNORECASE
)
_LEADS = re.compile(r"^(?:và|còn|ngoài ra|đồng thời|cho hỏi|xin hỏi|cho (?:tôi|em|mình) hỏi)[,:]?\s+", re.IGNORECASE)
_OWN = 3  # words that only one of the questions has, besides those of roles and places
SURE = 0.8  # confidence of an answer that is put beside another
_MARK = re.compile(r"\[(\d+)\]")
_COMMON = frozenset("nam giai doan tinh muc tieu ty le so bao nhieu may den ket qua han ngay thang".split())


def questions(text: str) -> list[str]:
    """Returns the two questions of a text, each with the province that only one of them names; [] if it is one.

    Each must ask for something, of a matter of its own.
    """
    for pattern in (_ENDS, _JOINT):
        for cut in pattern.finditer(text):
            first, second = text[: cut.start()].strip(" ?;."), text[cut.end() :].strip(" ?;.")
            if pattern is _JOINT and _ENDS.search(text.strip(" ?;.")):
                continue
            pair = [_LEADS.sub("", part) for part in (first, second)]
            if all(map(_ASKS.search, pair)) and _apart(*pair):
                return _placed(pair)
    return []


def _apart(first: str, second: str) -> bool:
    """Whether each of two questions has words that the other has not, and both together enough of them."""
    words = [set(content_words(part)) - ROLE_WORDS - _COMMON for part in (first, second)]
    for part, own in zip((first, second), words, strict=True):
        own -= {word for mention in provinces.find(part) for word in fold(mention.printed).split()}
    return bool(words[0] - words[1] and words[1] - words[0]) and len(words[0] ^ words[1]) >= _OWN


def _placed(pair: Sequence[str]) -> list[str]:
    """Two questions, each with the place that the other names, if it names none."""
    named = [[mention.printed for mention in provinces.find(part)] for part in pair]
    only = list(dict.fromkeys(chain.from_iterable(named)))
    place = f" của {only[0]}" if len(only) == 1 else ""
    return [f"{part}{'' if own else place}?" for part, own in zip(pair, named, strict=True)]


def together(whole: Answer, parts: Sequence[Answer]) -> Answer:
    """Returns an answer with those to its parts that it does not tell; what no answer was found to is named."""
    sure = [part for part in parts if not part.abstained and part.confidence >= SURE and part.citations]
    places = [_places(part) for part in sure]
    if len(sure) == len(parts) and places[0].isdisjoint(places[1]) and _places(whole) <= places[0] | places[1]:
        told = sure  # in the order that they were asked in
    else:
        told = [] if whole.abstained else [whole]
        for part in sure:
            if all(_places(part).isdisjoint(_places(answer)) for answer in told):
                told.append(part)
    silent = [part.question.rstrip("?") for part in parts if part not in told] if whole.abstained else []
    if not told or told == [whole]:
        return whole
    citations: list[Citation] = []
    blocks = [_renumbered(answer, citations) for answer in told]
    blocks += [f"“{question}”: không tìm thấy trong các văn bản đã nạp." for question in silent]
    return replace(
        whole,
        answer="\n\n".join(blocks),
        abstained=False,
        confidence=min(answer.confidence for answer in told),
        mode=told[0].mode,
        citations=tuple(citations),
        timings_ms=_summed([whole, *parts]),
        passages=tuple(dict.fromkeys(chain.from_iterable(a.passages for a in told)))[: len(whole.passages)],
        tasks=tuple(dict.fromkeys(chain.from_iterable(answer.tasks for answer in told))),
        notes=tuple(dict.fromkeys(chain.from_iterable(answer.notes for answer in told))),
    )


def _places(answer: Answer) -> set[str]:
    return {citation.section_id for citation in answer.citations}


def _summed(answers: Sequence[Answer]) -> dict[str, float]:
    stages = dict.fromkeys(chain.from_iterable(answer.timings_ms for answer in answers))
    return {stage: round(sum(answer.timings_ms.get(stage, 0.0) for answer in answers), 2) for stage in stages}


def _renumbered(answer: Answer, citations: list[Citation]) -> str:
    """The text of an answer with its markers counted on from the citations before it, which its own are added to."""
    numbers = {}
    for citation in answer.citations:
        numbers[citation.n] = len(citations) + 1
        citations.append(replace(citation, n=numbers[citation.n]))
    return _MARK.sub(lambda mark: f"[{numbers.get(int(mark[1]), int(mark[1]))}]", answer.answer)
