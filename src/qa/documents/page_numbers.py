"""Page numbers that stand on lines of their own in a plain text, where a printed document was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.documents.layout import STT

_NUMBER = re.compile(r"^\s*[-–]?\s*(?P<number>[1-9]\d{0,2})\s*[-–]?\s*$")
# "Trang 3", "TRANG 2/4": says itself what it is.
_NAMED = re.compile(r"^\s*[-–]?\s*trang\s+\d{1,3}(?:\s*(?:/|trên)\s*\d{1,3})?\s*[-–]?\s*$", re.IGNORECASE)
# A page holds more than this; the numbers of a table's rows stand closer.
_PAGE = 1000
# So many numbers that follow each other a page apart are no chance, though text stands right above and below them.
_SERIES = 3


def without_page_numbers(lines: Sequence[str]) -> list[str]:
    """Returns the lines without those that number pages.

    Such a line is blank but for a number and has a page of text before it and behind it; the numbers rise by one from 1
    or 2. Two of them count with blank lines around, three also without. One alone is left: it might be anything.
    """
    lines = [line for line in lines if not _NAMED.match(line)]
    numbers = list(_numbers(lines))
    apart = [found for found in numbers if _blank(lines, found[0] - 1) and _blank(lines, found[0] + 1)]
    found = max(_in_series(apart), _in_series(numbers, _SERIES), key=len)
    return [line for i, line in enumerate(lines) if i not in found]


def _in_series(numbers: Sequence[tuple[int, int, int]], least: int = 2) -> list[int]:
    """The lines that number pages, as far as their numbers follow each other; none if they are fewer than `least`."""
    found: list[int] = []
    last = 0
    for k, (i, at, number) in enumerate(numbers):
        near = any(0 < abs(at - numbers[j][1]) < _PAGE for j in (k - 1, k + 1) if 0 <= j < len(numbers))
        if not near and at >= _PAGE * (number > 1) and (number == last + 1 or (not last and number == 2)):
            last = number
            found.append(i)
    return found if len(found) >= least else []


def _numbers(lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yields each line that holds a number alone: its index, how much text stands before it, the number.

    Behind the head of a table whose cells are lines, a number may be that of a row.
    """
    at = 0
    for i, line in enumerate(lines):
        if STT.match(line.strip()):
            return
        if match := _NUMBER.match(line):
            yield i, at, int(match["number"])
        at += len(line.strip())


def _blank(lines: Sequence[str], i: int) -> bool:
    return not 0 <= i < len(lines) or not lines[i].strip()
