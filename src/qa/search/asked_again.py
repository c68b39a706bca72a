"""The question before, asked again of another year ("Thế đến 2030?") or of another task ("Còn quy chế phối hợp?")."""

from __future__ import annotations

import re

from qa.search.replacing import ASKS, ASPECTS, INSTEAD, JOINT, TOGETHER, frame
from qa.vietnamese import agencies, fold, provinces

_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d/-]| ?[-–] ?20)")
_YEAR_ALONE = re.compile(
    r"(?:(?:đến|tới|vào|trong|den|toi)\s+)?(?:hết\s+|cuối\s+)?(?:năm\s+|nam\s+)?(?P<year>20\d\d)", re.IGNORECASE
)
_WHOSE = re.compile(
    r"\b(?P<who>ai|(?:cơ quan|đơn vị|sở) nào)(?: (?:sẽ|được giao|phải))?"
    r"(?: (?P<role>chủ trì|phối hợp|phụ trách|thực hiện))?\b",
    re.IGNORECASE,
)


def year_instead(base: str, question: str) -> str | None:
    """The base question with another year in the place of its only one ("Thế đến 2030?"); None if more is asked."""
    named, before = INSTEAD.match(question), list(_YEAR.finditer(base))
    other = _YEAR_ALONE.fullmatch(named["thing"].strip()) if named and not named["more"] else None
    if other is None or len(before) != 1:
        return None
    return f"{base[: before[0].start()]}{other['year']}{base[before[0].end() :]}"


def whose_instead(base: str, question: str) -> str | None:
    """Whose another task is: "Còn quy chế phối hợp?" where the question before asked who leads one."""
    named, asked = INSTEAD.match(question), _WHOSE.search(base)
    if named is None or not named["lead"] or asked is None or provinces.find(question) or agencies.find(question):
        return None
    thing = named["thing"]
    if named["more"] or ASKS.search(thing) or TOGETHER.search(thing) or ASPECTS.issuperset(fold(thing).split()):
        return None
    return f"{frame(base)}{JOINT}{thing} do {asked['who']} {asked['role'] or 'thực hiện'}?"
