"""Enumerations inside quoted sentences: which sentence enumerates what is asked for, and its items a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.answer.choosing import Choice
from qa.answer.citing import Citations
from qa.answer.listing import enumeration
from qa.answer.listing.enumeration_cuts import Item
from qa.answer.spans import Span
from qa.answer.wording import in_words
from qa.search import Query
from qa.tasks.wording import word_pattern
from qa.vietnamese import fold, search_terms
from qa.vietnamese.sentences import sentences
from qa.vietnamese.synonyms import official

ALIKE = 0.85  # of the best sentence's score, down to which an enumerating one goes before it
# "chế biến những nông sản nào": what each item of a list is, and the words before it.
KIND_ASKED = re.compile(
    r"(?P<verb>\b[a-z]+ [a-z]+ )?\b(?:nhung|cac|may|bao nhieu) "
    r"(?:[a-z]+, (?=[a-z ]+ nao\b))?(?:(?:loai|dang|kieu) )?(?P<kind>(?!gi\b)[a-z]+(?: (?!nao\b|gi\b)[a-z]+)?)"
    r"(?:(?: nao| gi)?\b(?= *[?(.,]|$)"
    r"| nao (?=(?:cua|o|tai|thuoc|duoc|khong|con|da|se|phai|cho|doi voi|trong|vao|de|ve|la)\b))"
)
# "những lĩnh vực nghiên cứu, ứng dụng công nghệ nào": the kind is said more exactly.
EXACT_KIND_ASKED = re.compile(
    r"(?P<verb>\b[a-z]+ [a-z]+ )?\b(?:nhung|cac|may|bao nhieu) "
    r"(?P<kind>[a-z]+ [a-z]+)[a-z, -]{3,60} nao\b(?= *[?(.,]|$)"
)
# "giới thiệu những gì": what follows these words is asked for.
WHAT_ASKED = re.compile(r"(?P<verb>\b[a-z]+ [a-z]+) (?:nhung |cac )gi\b")
# What has several answers as often as one: "lấy từ đâu", "5 xã thí điểm", "nguyên tắc “3 không” là gì".
SEVERAL = re.compile(
    r"\b(?:tu|o|tai|den) (?:nhung )?(?:dau|noi nao|cho nao)\b|\bla gi\b|\bnhom [a-z ]{2,20}nao\b"
    r"|\bnhung [a-z, &-]{2,80} (?:nao|gi)\b|\bnao duoc (?:nhac|neu|ke|goi) (?:den|toi|ten|ra)\b"
    r"|\btung (?:nam|giai doan|nhom|loai|khau)\b"
    r"|^(?:\d{1,2}|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?!nam\b|thang\b|ngay\b|\d)[a-z]"
)

# "nghiên cứu, ứng dụng những gì", "gồm những việc nào": deeds are asked for, and a sentence tells one.
DEEDS_ASKED = re.compile(
    r"\b(?:nhung|lam|viec|hoat dong|noi dung|nhiem vu|giai phap|bien phap) gi\b"
    r"|\b(?:viec|hoat dong|noi dung|nhiem vu|giai phap|bien phap) nao\b"
)
LABELLED = re.compile(r"^\W*(?:[\w.]{1,6}[).] )?(?:[^.:;]{3,60}: )?(?=\w)")

# "Bốn chỉ dẫn địa lý", "03 phòng thí nghiệm"
TOLD_NUMBER = re.compile(r"(\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?!\d|là\b|nay\b)\w", re.IGNORECASE)
# What is asked of every heading: no item of a list is told from the others by it.
EVERY_KIND = frozenset("noi dung|viec|nhiem vu|giai phap|muc tieu|chi tieu|hoat dong|dieu|van de".split("|"))

# Words in which a question asks for a list; they need not stand in a heading or before an enumeration.
LIST_WORDS = frozenset(
    """
    nhung cac gi nao gom liet ke danh sach muc toan bo day du noi dung nhom phan theo ke hoach chuong trinh
    van ban nghi quyet dinh cho ke du het chia thanh neu biet trinh bay thuoc bang cach list all what are
    """.split()
)


def kind_asked(query: Query) -> str:
    """Returns what each item of a list is, as typed: "lĩnh vực" of "những lĩnh vực nào"; "" where that is not said."""
    return _asked(query)[0]


def has_kind_asked(query: Query, choice: Choice) -> bool:
    """Returns whether a sentence has the kind asked for, where it is not one that every heading has items of."""
    kind = kind_asked(query).lower()
    return bool(kind) and fold(kind) not in EVERY_KIND and kind in choice.text.lower()


def miscounted(query: Query, number: int) -> bool:
    """Returns whether a question says at its beginning how many things there are, and there are not so many."""
    told = TOLD_NUMBER.match(query.text)
    return told is not None and in_words(number) != told[1].lower() and f"{number:02}" != told[1].zfill(2)


def enumerating(query: Query, choices: Sequence[Choice]) -> Choice | None:
    """Returns the first of the best sentences that itself enumerates what is asked for."""
    near = (choice for choice in choices[:8] if choice.score >= ALIKE * choices[0].score)
    return next((choice for choice in near if _found(query, choice.text)[1]), None)


def without_others(query: Query, picked: Sequence[Choice]) -> list[Choice]:
    """Returns the first choice, and others only if they enumerate too, where a list and nothing else is asked for."""
    whole = set(query.asks) <= {"list", "count"} and query.asks_for("list") and _found(query, picked[0].text)[1]
    return [choice for choice in picked if choice is picked[0] or not whole or _found(query, choice.text)[1]]


def shown(query: Query, spans: Sequence[Span], citations: Citations) -> str:
    """Returns what quoted sentences enumerate, an item a line, where several things are asked for; else ""."""
    if not (query.asks_for("list") or SEVERAL.search(fold(query.text))):
        return ""
    quoted = [(span, citations.text(span)) for span in spans]
    parts = [(span, text[start:end]) for span, text in quoted for start, end in sentences(text)]
    span, sentence = max(parts, key=lambda part: _found(query, part[1])[0])
    found = _found(query, sentence)[1]
    if not found and DEEDS_ASKED.search(fold(query.text)) and (deeds := _deeds(parts)):
        told = [f"  - {deed} {citations.cite(span)}" for span, deed in deeds]
        return "\n".join([_head(query, len(told), False), *told])
    if not found:
        return ""
    lines = [f"  - {sentence[a:b]} {citations.cite(span)}" for a, b in found]
    return "\n".join([_head(query, len(found), enumeration.open_ended(sentence, found)), *lines])


def _deeds(parts: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The sentences of a point that says in each of them what is done: "Ứng dụng …. Nghiên cứu …."; else none."""
    bare = [(span, LABELLED.sub("", text).strip()) for span, text in parts]
    acts = word_pattern("actions")
    return bare if len(bare) > 1 and all(acts.match(text[:1].lower() + text[1:]) for _, text in bare) else []


def _found(query: Query, sentence: str) -> tuple[enumeration.Rank, list[Item]]:
    return _found_again(sentence, query.text, *_asked(query))


@lru_cache(maxsize=64)  # the best sentence is looked at when it is chosen, picked and quoted
def _found_again(sentence: str, text: str, kind: str, verb: str) -> tuple[enumeration.Rank, list[Item]]:
    return enumeration.find(sentence, _terms(text), kind, verb)


@lru_cache(maxsize=32)  # of all sentences that are looked at for one question
def _terms(text: str) -> frozenset[str]:
    """The folded terms of a question and of the official words for its everyday ones."""
    said = [text, *(phrase for everyday in official(text) for phrase in everyday.value)]
    terms = (term for words in said for term in search_terms(words, folded=True))
    return frozenset(term for term in terms if not LIST_WORDS.issuperset(term.split("_")))


def _asked(query: Query) -> tuple[str, str]:
    """What each item of a list is, and the words before that, as typed."""
    plain = fold(query.text)
    if not query.asks_for("list", "count") or len(plain) != len(query.text):
        return "", ""
    told = list(KIND_ASKED.finditer(plain))
    asking = (found for found in told if re.search(r" (?:nao|gi)\b", plain[found.end("kind") : found.end("kind") + 5]))
    asked = next(asking, None) or next(iter(told), None) or EXACT_KIND_ASKED.search(plain)
    if asked is None:
        what = WHAT_ASKED.search(plain)
        return "", query.text[slice(*what.span("verb"))] if what else ""
    return query.text[slice(*asked.span("kind"))], query.text[slice(*asked.span("verb"))].strip()


def _head(query: Query, number: int, open_ended: bool) -> str:
    count = in_words(number, query.english)
    if query.english:
        return f"\n\n  Items named there ({count}{', and the document leaves the list open' if open_ended else ''}):"
    return f"\n\n  Các mục nêu trong đó ({count}{', văn bản còn để ngỏ “…”' if open_ended else ''}):"
