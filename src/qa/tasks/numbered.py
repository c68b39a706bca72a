"""Agencies charged with tasks by their numbers: "Sở X chủ trì nhiệm vụ 3.4.1 và 3.4.2"."""

from __future__ import annotations

import re

from qa.records import Section
from qa.tasks.draft import View

_NUMBER = r"\d+(?:\.\d+)+"
_REFERRED = re.compile(
    rf"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|mục|khoản|điểm)(?:\s+(?:tại|ở|thuộc|của|số|mục|khoản|điểm))*\s+"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|;|và|đến)\s*(?:(?:mục|nhiệm vụ|khoản|điểm)\s+)?{_NUMBER})*)",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER)


def numbers_in(text: str) -> tuple[str, ...]:
    """Returns the numbers of the tasks that a text refers to: ("3.4.1", "3.4.2")."""
    return tuple(dict.fromkeys(n for match in _REFERRED.finditer(text) for n in _ONE.findall(match["numbers"])))


def sections_of(view: View, numbers: tuple[str, ...], near: Section) -> list[Section]:
    """Returns the sections that bear the numbers, those of a heading that does being its items.

    Args:
        view: the document.
        numbers: as `numbers_in` finds them.
        near: the section that refers to them; numbers are looked for in its part.
    """
    found: list[Section] = []
    for number in numbers:
        for section in view.sections:
            if section.path[-1] != number or section.path[0] != near.path[0]:
                continue
            below = [s for s in view.sections if s.parent == section.section_id and s.label]
            found += below or [section]
            break
    return found
