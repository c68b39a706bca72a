"""One part of a document under two names: "mục tiêu chung" is headed "Mục tiêu tổng quát" in another document."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from qa.answer.material import Material
from qa.search import Query
from qa.vietnamese.names import Found, Phrases
from qa.vietnamese.text import put_in

LOOKED = 30  # documents looked through where none is named


class _Name(NamedTuple):
    """A name of a part; names of the same part have the same number."""

    part: int
    name: str


def as_printed(query: Query, material: Material) -> str:
    """Returns a question with the name of a part as the documents asked print it; as it was if they print its own.

    The name as typed stays where a document has it: there is nothing to be put right then.
    """
    typed = [] if query.english else _names("typed").find(query.text, marked=not query.folded)
    if not typed:
        return query.text
    printed = _printed(query, material)
    own = {
        found.value.part
        for found in _names("printed").find(query.text, overlapping=True)
        if found.value in printed and not any(_within(found, other) for other in typed)  # "kinh phí" of "kinh phí …"
    }
    changes = []
    for found in typed:
        name = next((name for part, name in printed if part == found.value.part), "")
        if name and found.value.part not in own:
            changes.append((found.start + _article(found.value.name), found.end, name))
    return put_in(query.text, changes)


def _article(name: str) -> int:
    """The length of what says of a name that there are several: "những hạn chế" is still asked for as a list."""
    return len("những ") if name.startswith("những ") else 0


def _within(found: Found[_Name], other: Found[_Name]) -> bool:
    """Whether an expression is part of a longer one."""
    inside = other.start <= found.start and found.end <= other.end
    return inside and (found.start, found.end) != (other.start, other.end)


def _printed(query: Query, material: Material) -> list[_Name]:
    """The names of parts that are headings of the documents asked, whole, in their order."""
    docs: Sequence[str] = query.docs or [header.doc_id for header in material.index.headers()]
    headings = ((section.heading or "").strip(" .:") for d in docs[:LOOKED] for section in material.index.headed(d))
    found = ((heading, found) for heading in headings for found in _names("printed").find(heading))
    return [one.value for heading, one in found if (one.start, one.end) == (0, len(heading))]


@cache
def _names(kind: str) -> Phrases[_Name]:
    """What parts are called in questions ("typed") or in headings ("printed")."""
    table = files("qa.answer.listing").joinpath("data/heading_names.toml").read_text(encoding="utf-8")
    phrases: Phrases[_Name] = Phrases()
    for number, part in enumerate(tomllib.loads(table)["part"]):
        for name in part[kind]:
            phrases.add(name, _Name(number, name))
    return phrases
