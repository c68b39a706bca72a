"""What stands under a section."""

from __future__ import annotations

from collections.abc import Iterable

from qa.records import Section


def subtree(sections: Iterable[Section], top: Section) -> list[Section]:
    """Returns a section and everything under it, in order.

    Args:
        sections: those of its document, in order; a parent stands before its children.
        top: the section.
    """
    inside = {top.section_id}
    found = []
    for section in sections:
        if section.section_id in inside or section.parent in inside:
            inside.add(section.section_id)
            found.append(section)
    return found
