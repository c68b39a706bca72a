"""What the body of a part tells as a whole, before it is read unit by unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from qa.structure.markers import BULLETS, UNIT_LINE, candidates, sentence_like
from qa.structure.units import Unit
from qa.vietnamese import agencies

# Kinds of numbers that a text can be divided by.
_RANKED = ("phan", "chuong", "muc", "upper", "roman", "dieu")
_AGENCIES = 200  # the longest line of agencies that is a heading
# An amendment announces the new wording and quotes it, in a paragraph of its own or behind the colon.
_OPENS_QUOTATION = re.compile(
    r"\b(?:như sau|sửa đổi|bổ sung|thay thế|thay bằng|thành)\b[^“”\"]*:\s*[“\"]", re.IGNORECASE
)
_ENDS_QUOTATION = re.compile(r"[”\"][.;,)]*\s*$")


def articles_outside(units: Sequence[Unit]) -> bool:
    """Whether the first number of a text is its first article and chapters of a plan stand under one."""
    kinds = [found[0] for u in units if u.cells is None and (found := candidates(u.text)) and found[0].type in _RANKED]
    return bool(kinds) and (kinds[0].type, kinds[0].value) == ("dieu", 1) and any(m.type == "roman" for m in kinds)


def letters_inside(units: Sequence[Unit], quoted: Collection[int]) -> bool:
    """Whether capital letters number what stands under Roman numbers ("IV." – "A."), and not these under them.

    The one that the text begins with is the outer one, unless the other's list starts anew under the first.
    """
    kinds = [
        (found[0].type, found[0].value)
        for i, u in enumerate(units)
        if i not in quoted and u.cells is None and (found := candidates(u.text)) and not sentence_like(u.text)
    ]
    if ("roman", 1) not in kinds or ("upper", 1) not in kinds:
        return False
    first = kinds.index(("upper", 1))
    return kinds.index(("roman", 1)) < first and ("roman", 1) not in kinds[first:]


def agency_headings(units: Sequence[Unit]) -> frozenset[int]:
    """Positions of the lines that only name agencies and have a list of bullets below; one alone is no heading."""
    found = [
        i
        for i, (unit, below) in enumerate(pairwise(units))
        if unit.cells is None and below.cells is None and _is_bullet(below.text) and _names_agencies(unit.text)
    ]
    return frozenset(found if len(found) > 1 else ())


def _is_bullet(text: str) -> bool:
    return any(m.type in BULLETS for m in candidates(text)) and not UNIT_LINE.match(text)


def _names_agencies(text: str) -> bool:
    """Whether a line holds names of agencies and nothing else ("Sở Y tế, Sở Nội vụ")."""
    if len(text) > _AGENCIES or not text[:1].isupper() or candidates(text):
        return False
    named = agencies.find(text)
    between = [text[a:b] for a, b in pairwise([0, *(x for m in named for x in (m.start, m.end)), len(text)])][::2]
    return bool(named) and all(re.fullmatch(r"[\s,:]*(?:và\s+)?", x) for x in between)


def closing_start(units: Sequence[Unit]) -> int:
    """Position of the plain paragraphs that close a text, after its last item ("Trong quá trình thực hiện …")."""
    first = len(units)
    while first > 0:
        unit = units[first - 1]
        if unit.cells is not None or candidates(unit.text) or UNIT_LINE.match(unit.text) or unit.text.isupper():
            break
        first -= 1
    # A heading needs a text of its own: its first paragraph does not close the document.
    if first and candidates(units[first - 1].text) and not sentence_like(units[first - 1].text):
        first += 1
    return first


def quoted(units: Sequence[Unit]) -> frozenset[int]:
    """Positions of the units that go on with a quotation of several paragraphs.

    Their numbers are those of the document that is quoted ("Bổ sung Điều 9a như sau: “Điều 9a. … / 1. … / 2. …”"). A
    quotation that nothing closes is a slip of the pen and holds nothing.
    """
    found: set[int] = set()
    for i, unit in enumerate(units):
        announced = f"{units[i - 1].text} {unit.text}" if i and unit.text.startswith(("“", '"')) else unit.text
        if i not in found and unit.cells is None and _open(unit.text) and _OPENS_QUOTATION.search(announced):
            found.update(range(i + 1, _closed_at(units, i) + 1))
    return frozenset(found)


def _open(text: str) -> int:
    """How many quotations a text leaves open; negative: how many it closes that others have opened."""
    return text.count("“") - text.count("”") if "“" in text or "”" in text else text.count('"') % 2


def _closed_at(units: Sequence[Unit], first: int) -> int:
    """Position of the unit that closes the quotation opened in unit `first`; `first` itself if none does."""
    straight = "“" not in units[first].text
    depth = _open(units[first].text)
    for i in range(first + 1, len(units)):
        odd = _open(units[i].text)
        depth += -odd if straight else odd
        if depth == 0:
            return i if _ENDS_QUOTATION.search(units[i].text) else first
        if depth < 0:
            return first
    return first
