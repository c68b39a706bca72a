"""A rule with its condition, its exception and its "only": what a claim may not leave out or turn round."""

from __future__ import annotations

import re
from itertools import pairwise

from qa.generate.words import Text, content, content_of

_MAY_BE_LEFT_OUT = 0.3
_CONDITION = re.compile(
    r"(?<!\w)(?:(?<!hợp )(?<!gắn )(?<!ứng )với điều kiện(?!\s+(?:của|thực tế|cụ thể))|trong trường hợp|trường hợp|nếu)"
    r"\s+(.+?)(?=[;.)]|,\s|\sthì\s|$)"
)
_EXCEPTION = re.compile(r"(?<!\w)(?<!khấu )(?<!bù )(?<!phòng )(?<!diệt )(?:ngoại trừ|trừ)\s+(.+?)(?=[;.)]|$)")
_ONLY = re.compile(
    r"(?<!\w)(?<!địa )(?<!chứng )(?<!tín )chỉ(?!\s+(?:tiêu|đạo|số|thị|dẫn|định|rõ|huy|giới))\s+(\w+\s+\w+)"
)
_Pair = tuple[str, str]


def left_out(claim: Text, unit: Text) -> str:
    """Returns the condition, exception or "only" of a sentence that a claim leaves out or turns round; "" if none."""
    for segment in unit.lower.split(";"):
        words = set(content(claim))
        for pattern in (_CONDITION, _EXCEPTION):
            for match in pattern.finditer(segment):
                zone = content_of(match[1])
                rest = set(content_of(segment[: match.start()] + " , " + segment[match.end() :]))
                missing = [word for word in zone if word not in words]
                if zone and 2 * len(words & rest) >= len(words) and len(missing) > _MAY_BE_LEFT_OUT * len(zone):
                    return match.group().strip()
        for match in _ONLY.finditer(segment):
            if match[1] in claim.lower and not re.search(r"(?<!\w)(?:chỉ|duy nhất)(?!\w)", claim.lower):
                return match.group().strip()
    return _excepted(claim, unit)


def _excepted(claim: Text, unit: Text) -> str:
    """Returns the exception of a sentence that a claim takes for the rule, or the other way round."""
    inside, outside = _zones(unit.lower)
    if not inside:
        return ""
    ours, rest = _zones(claim.lower)
    if (rest & (inside - outside)) or (ours & (outside - inside)):
        match = _EXCEPTION.search(unit.lower)
        return match.group().strip() if match else ""
    return ""


def _zones(text: str) -> tuple[frozenset[_Pair], frozenset[_Pair]]:
    """Returns the pairs of content syllables in exceptions, and the others."""
    inside = frozenset(pair for match in _EXCEPTION.finditer(text) for pair in pairwise(content_of(match[1])))
    parts = _EXCEPTION.sub(" ; ", text).split(";")
    return inside, frozenset(pair for part in parts for pair in pairwise(content_of(part)))
