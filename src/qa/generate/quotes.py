"""Verbatim parts of passages: their sentences, the headings over these, and the one that is most like a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.generate.clauses import clauses
from qa.generate.facts import known_from
from qa.generate.hostile import is_instruction
from qa.generate.sources import Source
from qa.generate.words import Text, content, read
from qa.vietnamese import sentences

_BULLET = re.compile(r"[-–—+*•]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim part of a source: `source.text[start:end]`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.source.text[self.start : self.end]


def best_quote(claim: str, sources: Sequence[Source], least: float = 0.5) -> Quote | None:
    """Returns the sentence of the sources that shares most words with a claim, if it shares enough."""
    return most_like(read(claim), sources, least)


@lru_cache(maxsize=512)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Returns the sentences of a passage without their bullets."""
    bullets = ((_BULLET.match(text, start, end), start, end) for start, end in sentences(text))
    return tuple((bullet.end() if bullet else start, end) for bullet, start, end in bullets)


def over(quote: Quote) -> list[Quote]:
    """Returns the headings and lead-ins in the passage that stand right over a sentence."""
    found: list[Quote] = []
    for start, end, heads in reversed(_lines(quote.source.text)):
        if start >= quote.start:
            continue
        if heads:
            found.append(Quote(quote.source, start, end))
        elif found:
            break
    return found[::-1]


@lru_cache(maxsize=512)
def _lines(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Returns the sentences of a passage, and of each whether it heads what follows: it ends so, or like a title."""
    found = []
    for (start, end), (raw, _) in zip(spans(text), sentences(text), strict=True):
        said = text[start:end].rstrip()
        title = start == raw and not said.endswith(tuple(".;,!?…")) and text[end : end + 1] == "\n"
        found.append((start, end, said.endswith(":") or (title and not any(each.figures for each in clauses(said)))))
    return tuple(found)


def facts_over(claim: Text, quote: Quote) -> list[Quote]:
    """Returns the headings in the passage from which a claim takes numbers that its sentence does not have."""
    wanted = claim.facts.numbers - known_from(read(quote.text).facts).numbers
    return [each for each in over(quote) if wanted & known_from(read(each.text).facts).numbers]


def most_like(claim: Text, sources: Sequence[Source], least: float) -> Quote | None:
    """Returns the sentence of the sources that has most of a claim's words, if it has enough of them."""
    wanted = set(content(claim))
    best: tuple[float, Quote] | None = None
    for source in sources:
        for start, end in () if is_instruction(source.text) else spans(source.text):
            known = set(content(read(source.text[start:end])))
            share = len(wanted & known) / len(wanted) if wanted else 0.0
            if len(known) > 3 and share >= least and (best is None or share > best[0]):
                best = (share, Quote(source, start, end))
    return best[1] if best else None
