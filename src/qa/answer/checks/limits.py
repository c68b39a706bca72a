"""Whether the case that a question puts ("gia hạn 2 lần có được không?") keeps within the limits of a source.

The figure of such a case is nothing that the question takes the document to say: a smaller one than the document's is
no error, and nothing is denied by its not standing there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from qa.answer.values import value_of
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.sentences import sentences

OVER = "Không: con số trong câu hỏi vượt mức tối đa mà văn bản nêu."
UNDER = "Không: con số trong câu hỏi chưa tới mức tối thiểu mà văn bản nêu."
WITHIN = "Con số trong câu hỏi nằm trong giới hạn mà văn bản nêu:"
# "… có được không?", "… còn được hỗ trợ không?", "… có đủ điều kiện không?"
_CASE = re.compile(r"\b(?:duoc|du dieu kien|hop le|kip)\b(?:(?!\b(?:dung|phai)\b).)*\bkhong$")
# To one measure: months, đồng, days; anything else is counted by its own word.
_MEASURES = {
    "nam": ("thang", 12.0),
    "thang": ("thang", 1.0),
    "ty": ("dong", 1e9),
    "trieu": ("dong", 1e6),
    "nghin": ("dong", 1e3),
    "ngan": ("dong", 1e3),
}
_AMOUNT = r"(?P<amount>\d+(?:\.\d{3})*(?:,\d+)?)\s*(?P<unit>%|[a-z]+)"
_PUT = re.compile(rf"(?P<verb>[a-z]+(?: [a-z]+)?) (?:(?:la|trong|toi|den|khoang|tren|hon|mat|het|o|ca) )*{_AMOUNT}")
_MOST = re.compile(rf"\b(?P<word>khong qua|khong vuot qua|toi da|nhieu nhat|cao nhat|duoi)(?: la)? {_AMOUNT}")
_FIRST = re.compile(rf"\btrong (?:thoi gian )?{_AMOUNT} (?:dau|dau tien)\b")
_FROM = _AMOUNT.replace("P<", "P<from_")
_LEAST = re.compile(rf"\b(?:it nhat|toi thieu)(?: la)? {_AMOUNT}|\btu (?:du )?{_FROM} tro len")
_NEAR = 40  # characters before a least amount in which the thing done must stand: it may be the condition of another


class _Size(NamedTuple):
    """An amount in a measure that others can be compared with."""

    measure: str
    amount: float


def put_as_case(plain: str) -> bool:
    """Whether a question, folded and without its mark, asks if a case is allowed."""
    return _CASE.search(plain) is not None


def verdict(query: Query, plain: str, quote: str) -> str:
    """Says how the figure of a case stands to the limits of a quote on the same thing; "" if that is not plain.

    Args:
        query: the question.
        plain: the same, folded and without its mark.
        quote: the source.
    """
    if query.english or not put_as_case(plain):
        return ""
    cases = list(_PUT.finditer(plain))
    said = {_held_against(case, quote) for case in cases}
    return said.pop() if len(said) == 1 else ""


def _held_against(case: re.Match[str], quote: str) -> str:
    """The verdict of the sentences that speak of what the case does and set a limit of its measure, if they agree."""
    size, found = _size(case["amount"], case["unit"]), set()
    for start, end in sentences(quote):
        plain = fold(quote[start:end])
        if re.search(rf"\b{case['verb']}\b", plain):
            found |= {_most(size, match) for pattern in (_MOST, _FIRST) for match in pattern.finditer(plain)}
            least = (m for m in _LEAST.finditer(plain) if case["verb"] in plain[max(0, m.start() - _NEAR) : m.start()])
            found |= {_least(size, match) for match in least}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _most(size: _Size, match: re.Match[str]) -> str:
    limit = _size(match["amount"], match["unit"])
    if limit.measure != size.measure:
        return ""
    below = match.groupdict().get("word") == "duoi"
    return OVER if size.amount > limit.amount or (below and size.amount == limit.amount) else WITHIN


def _least(size: _Size, match: re.Match[str]) -> str:
    limit = _size(match["amount"] or match["from_amount"], match["unit"] or match["from_unit"])
    if limit.measure != size.measure:
        return ""
    return UNDER if size.amount < limit.amount else WITHIN


def _size(amount: str, unit: str) -> _Size:
    measure, times = _MEASURES.get(unit, (unit, 1.0))
    return _Size(measure, times * value_of(amount))
