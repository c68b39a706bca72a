"""Page numbers that stand on lines of their own in a plain text, where a printed document was copied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.documents.layout import STT

_NUMBER = re.compile(r"^\s*[-–]?\s*(?P<number>[1-9]\d{0,2})\s*[-–]?\s*$")
# A page holds more than this; the numbers of a table's rows stand closer.
_PAGE = 1000


def without_page_numbers(lines: Sequence[str]) -> list[str]:
    """Returns the lines without those that number pages.

    Such a line is blank but for a number, has blank lines around it and a page of text before it and behind it, and the
    numbers rise by one from 1 or 2. One alone is left: it might be anything.
    """
    found = list(_numbered(lines))
    return [line for i, line in enumerate(lines) if i not in found] if len(found) > 1 else list(lines)


def _numbered(lines: Sequence[str]) -> Iterator[int]:
    """Yields the lines that number pages, as far as their numbers follow each other."""
    alone = [(i, at, number) for i, at, number in _numbers(lines) if _blank(lines, i - 1) and _blank(lines, i + 1)]
    last = 0
    for k, (i, at, number) in enumerate(alone):
        near = any(0 < abs(at - alone[j][1]) < _PAGE for j in (k - 1, k + 1) if 0 <= j < len(alone))
        if not near and at >= _PAGE * (number > 1) and (number == last + 1 or (not last and number == 2)):
            last = number
            yield i


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
