"""One part of a document under two names: "mục tiêu chung" is headed "Mục tiêu tổng quát" in another document."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from qa.answer.material import Material
from qa.search import Query
from qa.vietnamese.names import Found, Phrases
from qa.vietnamese.text import put_in

LOOKED = 30  # documents looked through where none is named


class _Part(NamedTuple):
    """What a part is called in questions and in headings, the longest name of a place first."""

    typed: Phrases[str]
    printed: Phrases[str]


def as_printed(query: Query, material: Material) -> str:
    """Returns a question with the name of a part as the documents asked print it; as it was if they print its own.

    The name as typed stays where a document has it: there is nothing to be put right then.
    """
    text, changes = query.text, []
    for part in () if query.english else _parts():
        typed = part.typed.find(text, marked=not query.folded)
        printed = list(_printed(part, query, material)) if typed else []
        own = {
            found.value
            for found in part.printed.find(text, overlapping=True)
            if not any(_within(found, other) for other in typed)  # "kinh phí" of "kinh phí triển khai"
        }
        if printed and not own & set(printed):
            changes += [(found.start + _article(found.value), found.end, printed[0]) for found in typed]
    return put_in(text, sorted(changes))


def _article(name: str) -> int:
    """The length of what says of a name that there are several: "những hạn chế" is still asked for as a list."""
    return len("những ") if name.startswith("những ") else 0


def _within(found: Found[str], other: Found[str]) -> bool:
    """Whether an expression is part of a longer one."""
    inside = other.start <= found.start and found.end <= other.end
    return inside and (found.start, found.end) != (other.start, other.end)


def _printed(part: _Part, query: Query, material: Material) -> Iterator[str]:
    """The names of a part that are headings of the documents asked, whole."""
    docs: Sequence[str] = query.docs or [header.doc_id for header in material.index.headers()]
    for doc_id in docs[:LOOKED]:
        for section in material.index.headed(doc_id):
            heading = (section.heading or "").strip(" .:")
            yield from (
                found.value for found in part.printed.find(heading) if (found.start, found.end) == (0, len(heading))
            )


@cache
def _parts() -> tuple[_Part, ...]:
    table = files("qa.answer.listing").joinpath("data/heading_names.toml").read_text(encoding="utf-8")
    return tuple(_Part(_phrases(one["typed"]), _phrases(one["printed"])) for one in tomllib.loads(table)["part"])


def _phrases(names: Sequence[str]) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for name in names:
        phrases.add(name, name)
    return phrases
