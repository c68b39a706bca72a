"""Agencies charged with tasks by their numbers: "Sở X chủ trì nhiệm vụ 3.4.1 và 3.4.2"."""

from __future__ import annotations

from qa.records import Section
from qa.tasks.draft import View


def sections_of(view: View, numbers: tuple[str, ...], near: Section) -> list[Section]:
    """Returns the sections that bear the numbers, those of a heading that does being its items.

    Args:
        view: the document.
        numbers: as `numbers_referred` finds them.
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
