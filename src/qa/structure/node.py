"""The nodes of the tree before they become sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa.structure.markers import BULLETS, NAMED_KINDS, Marker
from qa.structure.parts import slug
from qa.structure.units import Unit

_BULLET_CODES = {"dash": "g", "plus": "c", "star": "s"}
LEADING_KINDS = ("phan", "chuong", "muc", "dieu")


@dataclass(slots=True)
class Node:
    """A node of the tree before it becomes a `Section`.

    `lists` holds the last value of each list of children by marker type, `below` that of its children's lists, `counts`
    numbers children without a label.
    """

    kind: str
    code: str
    unit: Unit
    marker: Marker | None = None
    parent: Node | None = None
    rank: float = -1
    heading: str = ""
    label: str = ""
    inferred: bool = False
    lists: dict[str, int] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    doubtful: str = ""


def goes_on(marker: Marker, parent: Node) -> bool:
    """Returns whether a list's first number goes on with those under the heading before ("A." 1–4, "B." 5–9)."""
    before = parent.parent.below.get(marker.type, 0) if parent.parent is not None else 0
    return not parent.lists.get(marker.type) and before > 1 and marker.value == before + 1


def code_of(marker: Marker, parent: Node) -> str:
    """Returns the component of a section id that a marker gives."""
    if marker.type in BULLETS:
        code = _BULLET_CODES[marker.type]
        parent.counts[code] = parent.counts.get(code, 0) + 1
        return f"{code}{parent.counts[code]}"
    if marker.type in LEADING_KINDS:
        number = re.sub(r"^\S+\s+(?:thứ\s+)?", "", marker.label, flags=re.IGNORECASE).strip(" .:")
        prefix = {"phan": "phan", "chuong": "chuong", "muc": "muc", "dieu": "dieu"}[marker.type]
        return f"{prefix}-{number}"
    return slug(marker.label) if marker.type in NAMED_KINDS else marker.label.strip(" .()/-–")
