"""Model text as sentences, each with its claims and what they cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.generate.citations import CitationProcessor, Marker
from qa.generate.hostile import visible
from qa.vietnamese import normalize, sentences

# By then every character that `sentences` looks ahead at has come.
_LOOK_AHEAD = 20
_BULLET = re.compile(r"(?:(?:[-*+•–]|\d{1,2}[.)]|#{1,6}|>)\s+)+")
_ENDED = re.compile(r"[.!?…:;|][\"'”’»)\]*_\s]*$")
_EMPHASIS = re.compile(r"\*\*|__|`")


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a sentence up to its markers, and the positions of the sources that it cites."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the model.

    Attributes:
        gap: the white space and bullet before it.
        claims: what it says, cut after each group of markers.
        lead_in: it cites nothing and introduces what follows ("Các nhiệm vụ gồm:").
    """

    gap: str
    claims: tuple[Claim, ...]
    lead_in: bool = False

    @property
    def text(self) -> str:
        """The sentence without markers."""
        return "".join(claim.text for claim in self.claims)

    @property
    def is_item(self) -> bool:
        """True for a line of a list."""
        return bool(_BULLET.search(self.gap))


class Draft:
    """Takes a stream and gives its sentences as soon as each is complete.

    Args:
        keys: the keys of the sources, in the order of the prompt.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._processor = CitationProcessor(keys)
        self._text = ""
        self._markers: list[tuple[int, tuple[int, ...]]] = []
        self._given = 0
        self._inherited: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """All text so far, without markers."""
        return self._text

    @property
    def is_cut(self) -> bool:
        """True if the text ends neither like a sentence nor with a marker: the model ran out of room."""
        end = len(self._text.rstrip())
        return not _ENDED.search(self._text) and not any(offset >= end for offset, _ in self._markers)

    def feed(self, chunk: str) -> list[DraftSentence]:
        """Takes the next chunk; returns the sentences that it completes."""
        self._take(self._processor.feed(chunk))
        return self._sentences(final=False)

    def finish(self) -> list[DraftSentence]:
        """Returns the sentences that were held back."""
        self._take(self._processor.finish())
        return self._sentences(final=True)

    def _take(self, pieces: Iterable[str | Marker]) -> None:
        for piece in pieces:
            if isinstance(piece, Marker):
                self._markers.append((len(self._text), piece.sources))
            else:
                # The last character again: a mark that belongs to it may come in the next chunk.
                self._text = self._text[:-1] + _clean(self._text[-1:] + piece)

    def _sentences(self, final: bool) -> list[DraftSentence]:
        spans = sentences(self._text)
        done = [
            at
            for at in range(self._given, len(spans))
            if final or (at + 1 < len(spans) and len(self._text) - spans[at + 1][0] >= _LOOK_AHEAD)
        ]
        self._given += len(done)
        owners = [(self._owner(offset, spans), offset, sources) for offset, sources in self._markers]
        out = []
        for at in done:
            mine = [(offset, sources) for owner, offset, sources in owners if owner == at]
            gap_start = spans[at - 1][1] if at else 0
            if sentence := self._sentence(gap_start, *spans[at], mine):
                out.append(sentence)
        return out

    def _owner(self, offset: int, spans: Sequence[tuple[int, int]]) -> int:
        """Returns the sentence that a marker belongs to: the one before it on its line, or else the one after."""
        before = max((at for at, (start, _) in enumerate(spans) if start < offset), default=-1)
        if before >= 0 and "\n" not in self._text[spans[before][1] : offset]:
            return before
        return before + 1

    def _sentence(
        self, gap_start: int, start: int, end: int, markers: Sequence[tuple[int, tuple[int, ...]]]
    ) -> DraftSentence | None:
        bullet = _BULLET.match(self._text, start, end)
        begin = bullet.end() if bullet else start
        cuts = [(min(max(offset, begin), end), sources) for offset, sources in markers]
        claims = _claims(self._text, begin, end, cuts)
        return self._with_inherited(DraftSentence(self._text[gap_start:begin], claims)) if claims else None

    def _with_inherited(self, sentence: DraftSentence) -> DraftSentence:
        """Lets the items under a lead-in that cites share what it cites."""
        cites = any(claim.sources for claim in sentence.claims)
        if sentence.text.rstrip().endswith(":") or "#" in sentence.gap:
            self._inherited = tuple(at for claim in sentence.claims for at in claim.sources)
            return DraftSentence(sentence.gap, sentence.claims, lead_in=not cites)
        if not sentence.is_item:
            self._inherited = ()
        elif not cites and self._inherited:
            return DraftSentence(sentence.gap, tuple(Claim(claim.text, self._inherited) for claim in sentence.claims))
        return sentence


def _claims(text: str, start: int, end: int, markers: Sequence[tuple[int, tuple[int, ...]]]) -> tuple[Claim, ...]:
    """Cuts a sentence after each group of markers; a part that says nothing joins the part before it."""
    claims: list[Claim] = []
    waiting: tuple[int, ...] = ()
    for cut, sources in [*markers, (end, ())]:
        piece, start = _EMPHASIS.sub("", text[start:cut]), cut
        says = re.search(r"\w", piece)
        if claims and (not says or not sources):
            before = claims.pop()
            claims.append(Claim(before.text + piece, tuple(dict.fromkeys((*before.sources, *sources)))))
        elif says:
            claims.append(Claim(piece, tuple(dict.fromkeys((*waiting, *sources)))))
        else:
            waiting = (*waiting, *sources)
    return tuple(claims)


def _clean(text: str) -> str:
    """Returns model text without invisible characters and loose marks."""
    return visible(normalize(text))
