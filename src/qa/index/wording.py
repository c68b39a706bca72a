"""The words of sections, headings and tasks, cut once when they are indexed: at question time it would take longest.

Kept as numbers of a vocabulary: terms as printed, in their order, then those that differ from them without diacritics.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np

from qa.index.vocabulary import NUMBER, Vocabulary
from qa.records import Document, Section, Task
from qa.vietnamese import fold, search_terms, sentences
from qa.vietnamese.abbreviations import spell_out

_COMPARED = re.compile(
    r"\b(?:so|cùng kỳ) (?:với )?(?:cùng kỳ )?(?:năm |giai đoạn )?20\d\d(?:\s?[-–]\s?20\d\d)?", re.IGNORECASE
)
YEARS = re.compile(r"(?<![\d/.,])(20\d\d)(?!\d)")
_LONG = 400  # characters: of a longer text above a section only its heading counts

Key = TypeVar("Key")
Terms = Set[str]
"""As a rule the keys of a dict: made as fast as a set, in half the memory, and the garbage collector passes them by."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an answer needs of a section besides its text.

    Attributes:
        spans: (start, end) of its sentences in the document.
        terms: terms of each sentence, as printed and folded, abbreviations written out as well.
        years: years named in each sentence; those of the section, or of the headings above, where it names none.
        whole: terms of the whole text; of a text of one sentence the very terms of that.
        above: terms of the headings over it and of its part's title.
    """

    spans: tuple[tuple[int, int], ...]
    terms: tuple[Terms, ...]
    years: tuple[frozenset[int], ...]
    whole: Terms
    above: Terms


def years_in(text: str) -> frozenset[int]:
    """Returns the years that a text speaks of, without those that it compares with ("so với năm 2020")."""
    return frozenset(int(year) for year in YEARS.findall(without_compared(text)))


def without_compared(text: str) -> str:
    """Returns a text with blanks for the years that it compares with ("so với năm 2020"), every place as it was."""
    return _COMPARED.sub(lambda match: " " * len(match.group()), text)


def pack(text: str, vocabulary: Vocabulary) -> bytes:
    """Returns the numbers of a text's terms."""
    return vocabulary.pack(_cut(text))


def unpack(
    packed: Sequence[tuple[Key, bytes]], vocabulary: Vocabulary, among: frozenset[str] | None = None
) -> Iterator[tuple[Key, Terms]]:
    """Yields packed terms, as printed and without diacritics: what `spelled_terms` makes of each text.

    Args:
        packed: what `pack` made of texts, each with what it is known by.
        vocabulary: with which it did.
        among: those that matter; to pick these out takes half as long as to keep all.
    """
    terms = vocabulary.unpack(np.frombuffer(b"".join([words for _, words in packed]), dtype=NUMBER))
    end = 0
    for key, words in packed:
        start, end = end, end + len(words) // NUMBER.itemsize
        yield key, dict.fromkeys(terms[start:end]).keys() if among is None else among.intersection(terms[start:end])


def task_text(task: Task) -> str:
    """Returns the text that a task is known by."""
    return f"{task.task} {task.result}"


def heading_text(section: Section) -> str:
    """Returns a section's heading with its label."""
    return f"{section.label} {section.heading}"


class DocumentTerms:
    """The terms of a whole document, for asking whether it has some: a set of them would take longer to make."""

    def __init__(self, packed: bytes) -> None:
        self._terms = zlib.decompress(packed)

    def __contains__(self, term: object) -> bool:
        if not isinstance(term, str):
            return False
        # The terms stand in order: bisection reads a dozen of them where a search would read half of all.
        wanted, low, high = term.encode(), 0, len(self._terms) - 1  # both at the break before a term, or at the last
        while low < high:
            start = self._terms.rfind(b"\n", low, (low + high) // 2 + 1)
            end = self._terms.find(b"\n", start + 1)
            found = self._terms[start + 1 : end]
            if found == wanted:
                return True
            if found < wanted:
                low = end
            else:
                high = start
        return False


class Cutter:
    """Packs the wordings of one document's sections.

    Args:
        document: with its text.
        sections: all of it.
        vocabulary: to which their terms are added.
    """

    def __init__(self, document: Document, sections: Sequence[Section], vocabulary: Vocabulary) -> None:
        self._document, self._vocabulary = document, vocabulary
        self._by_id = {section.section_id: section for section in sections}
        self._above: dict[str, int] = {}
        self._held: set[str] = set()

    def above(self, section: Section) -> int:
        """Returns the number of the text of headings over a section; sections side by side share it."""
        text = f"{self._headings(section)} . {self._title(section)}"
        return self._above.setdefault(text, len(self._above))

    def heads(self) -> list[bytes]:
        """Returns the packed terms of those texts, by their numbers."""
        return [pack(text, self._vocabulary) for text in self._above]

    def wording(self, section: Section) -> bytes:
        """Returns a section's sentences with their years and terms, packed; see `wording`."""
        whole = self._document.text
        text = whole[section.start : section.end]
        pieces = [] if section.kind == "table-row" else sentences(text)  # the cells of a row tell something together
        spans = [(section.start + a, section.start + b) for a, b in pieces] or [(section.start, section.end)]
        cut = _cut(text)
        self._held.update(cut)
        places, terms = [len(spans)], []
        for start, end in spans:
            piece = whole[start:end]
            years = years_in(piece) or years_in(text) or years_in(self._headings(section))
            held = cut if len(spans) == 1 else _cut(piece)
            places += [start - section.start, end - section.start, len(held), len(years), *sorted(years)]
            terms += held
        rest = dict.fromkeys(cut).keys() - terms  # those that go over the end of a sentence
        terms += [term for term in cut if term in rest]
        return np.array([len(places), *places], dtype=NUMBER).tobytes() + self._vocabulary.pack(terms)

    def document(self) -> bytes:
        """Returns the packed terms of all sections cut so far."""
        return zlib.compress("\n".join(["", *sorted(self._held), ""]).encode("utf-8", "replace"), 1)

    def _headings(self, section: Section) -> str:
        texts = []
        parent = section.parent
        while parent and (above := self._by_id.get(parent)) is not None:
            text = self._document.text[above.start : above.end]
            texts.append(text if len(text) < _LONG else above.heading)
            parent = above.parent
        return " ".join(texts)

    def _title(self, section: Section) -> str:
        parts = self._document.parts
        return next((p.title for p in parts if p.start <= section.start < p.end), self._document.title)


def wording(packed: bytes, section: Section, above: Terms, vocabulary: Vocabulary) -> Wording:
    """Returns the wording of a section from what `Cutter.wording` made."""
    numbers = np.frombuffer(packed, dtype=NUMBER)
    first = int(numbers[0]) + 1
    count, *places = numbers[1:first].tolist()
    cut = vocabulary.unpack(numbers[first:])
    spans, terms, years = [], [], []
    at = place = 0
    for _ in range(count):
        start, end, held, named = places[place : place + 4]
        spans.append((section.start + start, section.start + end))
        years.append(frozenset(places[place + 4 : place + 4 + named]))
        terms.append(dict.fromkeys(cut[at : at + held]).keys())
        at, place = at + held, place + 4 + named
    whole = terms[0] if count == 1 else dict.fromkeys(cut[at:] + cut).keys()
    return Wording(tuple(spans), tuple(terms), tuple(years), whole, above)


def _cut(text: str) -> list[str]:
    spelled = spell_out(text)
    terms = search_terms(text if spelled == text else f"{text}\n{spelled}")
    return list(dict.fromkeys([*terms, *map(_folded, terms)]))


# Texts repeat their words: half the time of folding the whole line.
_folded = lru_cache(maxsize=50_000)(fold)
