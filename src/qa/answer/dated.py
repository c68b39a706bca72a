"""Which of several years a number in a sentence is of: "20% (năm 2025), 30% (năm 2030)".

A year in brackets or right behind a number is its own ("40% vào năm 2025"); else the last one named before it in the
same part of the sentence is ("đến năm 2025 đạt 40% và đến năm 2030 đạt 45%"), or the first behind if none is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from qa.answer.values import quantity_spans
from qa.index.wording import without_compared
from qa.vietnamese.sentences import sentences

# "năm 2025", "giai đoạn 2021-2025", "2026 - 2030".
_TIME = re.compile(r"(?<![\d/.,])(20\d\d)(?:\s?[-–]\s?(20\d\d))?(?![\d/])")
_OWN = re.compile(r"\s*\(?(?:(?:vào|đến|tới|trong|cho|hết|cuối)\s+)*(?:năm|giai đoạn|thời kỳ)?\s*", re.IGNORECASE)
_PART = re.compile(r"[^;]+")


class Dated(NamedTuple):
    """A number of a text, from start to end, and the first and the last year that it is of."""

    start: int
    end: int
    years: tuple[int, int]

    def within(self, years: Collection[int]) -> bool:
        """Whether it is of any of some years."""
        return any(self.years[0] <= year <= self.years[1] for year in years)


def dated(text: str) -> list[Dated]:
    """Returns the numbers of a text that count or measure and that are said to be of a year or a period, in order."""
    numbers = quantity_spans(text)
    if len(numbers) < 2:  # the sentence's years are its own
        return []
    plain = without_compared(text)
    parts = [part.span() for span in sentences(plain) for part in _PART.finditer(plain, *span)]
    return [one for first, last in parts for one in _of_part(plain, first, last, numbers)]


def _of_part(text: str, first: int, last: int, numbers: Sequence[tuple[int, int]]) -> Iterator[Dated]:
    """The dated numbers of the part of a sentence that stands at first–last."""
    times = list(_TIME.finditer(text, first, last))
    for start, end in numbers if times else ():
        if not first <= start < last:
            continue
        behind = next((time for time in times if time.start() >= start), None)
        before = next((time for time in reversed(times) if time.end() <= start), None)
        if behind is not None and (before is None or _OWN.fullmatch(text, min(end, behind.start()), behind.start())):
            times.remove(behind)  # it is no other number's
            yield Dated(start, end, _years(behind))
        elif before is not None:
            yield Dated(start, end, _years(before))


def _years(time: re.Match[str]) -> tuple[int, int]:
    return int(time[1]), int(time[2] or time[1])


def of_other_years(text: str, years: Collection[int]) -> list[tuple[int, int]]:
    """Returns where the numbers stand that are of years not asked for, if others are of those asked for."""
    found = dated(text) if years else []
    others = [(d.start, d.end) for d in found if not d.within(years)]
    return others if len(others) < len(found) else []
