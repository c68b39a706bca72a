"""The passages that a generated answer may rest on."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

# No vowels and no look-alikes, so that a key never spells a word; the "k" and the digits make it look like a key.
_LETTERS = "bcdfghjmnpqrstvwxz"
_DIGITS = "23456789"


def new_key(taken: Iterable[str] = ()) -> str:
    """Returns an opaque key that no document can know: "kpw47"."""
    known = set(taken)
    while True:
        key = (
            "k"
            + "".join(secrets.choice(_LETTERS) for _ in range(2))
            + "".join(secrets.choice(_DIGITS) for _ in range(2))
        )
        if key not in known:
            return key


@dataclass(frozen=True, slots=True)
class Part:
    """A section that a passage is made of; `start` and `end` are offsets in the document."""

    section_id: str
    start: int
    end: int
    reference: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One passage as the model sees it and as sentences are checked against it.

    Attributes:
        doc_id: the document, and `section_id` the section that names the passage.
        text: verbatim, `Document.text[start : start + len(text)]`.
        reference: the official citation.
        province: of the document.
        context: what stands above the passage, as a breadcrumb; its names and words count as said.
        above: the headings over the passage, outermost first; cited too where a claim takes a name from them.
        parts: the sections in the passage, so that a citation can name the one that holds its quote.
        key: opaque; made for each request, so that no text can know it.
    """

    doc_id: str
    section_id: str
    text: str
    start: int
    reference: str = ""
    province: str = ""
    context: str = ""
    page: int | None = None
    above: tuple[Source, ...] = ()
    parts: tuple[Part, ...] = ()
    key: str = field(default_factory=new_key)

    def part_of(self, start: int, end: int) -> Part:
        """Returns the smallest part that holds a span of the document, or else the whole passage."""
        holding = [part for part in self.parts if part.start <= start and end <= part.end]
        whole = Part(self.section_id, self.start, self.start + len(self.text), self.reference, self.text, self.page)
        return min(holding, key=lambda part: part.end - part.start, default=whole)


def with_own_keys(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Returns sources whose keys all differ."""
    taken: dict[str, None] = {}
    keyed = []
    for source in sources:
        key = source.key if source.key not in taken else new_key(taken)
        taken[key] = None
        keyed.append(source if key == source.key else replace(source, key=key))
    return tuple(keyed)
