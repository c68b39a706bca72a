"""Citation markers in a stream of model text: held back until whole, resolved, numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A marker longer than this is text; it bounds how much of a stream is ever held back.
_LONGEST = 80
_OPEN = "[【［"
_CLOSE = "]】］"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))
# "k4mx7", "1", "^1"; OpenAI models append "†source" to their own form.
_ITEM = r"\^?[A-Za-z0-9_-]+(?:†[\w.-]*)?"
_LIST = re.compile(rf"\s*{_ITEM}(?:\s*[,;]\s*{_ITEM})*\s*")
_BEGUN = re.compile(r"[\s,;^†\w.-]*")
# What a key or a number looks like; "[sic]" and "[2021-2025]" are text.
_KEY_LIKE = re.compile(r"\d{1,4}|k(?=[a-z]*\d)[a-z0-9]{1,8}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker of the stream: the positions of the sources that it names, each once."""

    sources: tuple[int, ...]


class CitationProcessor:
    """Cuts a stream into text and resolved markers.

    Understands "[k1]", "[k1, k2]", "【k1】", "[1]" and "[1, 2]", where a number is the place of a source in the
    prompt. A marker is held back until its bracket closes; a key that points to nothing is dropped, and a marker
    without a key that points to something disappears with the space before it. What comes out does not depend
    on how the stream was cut.

    Args:
        keys: the keys of the sources, in the order of the prompt.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._positions = {key.lower(): at for at, key in enumerate(keys)}
        self._count = len(keys)
        self._buffer = ""
        self._space = ""
        self._numbers: dict[int, int] = {}

    def feed(self, chunk: str) -> list[str | Marker]:
        """Takes the next chunk; returns what is certain by now."""
        self._buffer += chunk
        return self._drain(final=False)

    def finish(self) -> list[str | Marker]:
        """Returns what was held back; a marker left open at the end is dropped."""
        return self._drain(final=True)

    def number(self, source: int) -> int:
        """Returns the number of a source, in order of first use."""
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def _drain(self, final: bool) -> list[str | Marker]:
        out: list[str | Marker] = []
        while self._buffer:
            opening = next((at for at, char in enumerate(self._buffer) if char in _OPEN), len(self._buffer))
            if opening:
                self._text(self._buffer[:opening], out)
                self._buffer = self._buffer[opening:]
                continue
            if not self._bracket(final, out):
                break
        return out

    def _bracket(self, final: bool, out: list[str | Marker]) -> bool:
        """Handles the bracket at the start of the buffer; False while more must be seen."""
        closing = self._buffer.find(_PAIRS[self._buffer[0]], 1, _LONGEST)
        inner = self._buffer[1:closing] if closing > 0 else self._buffer[1:_LONGEST]
        if closing > 0 and _LIST.fullmatch(inner) and (found := self._resolve(inner)) is not None:
            self._buffer = self._buffer[closing + 1 :]
            self._space = ""
            if found:
                out.append(Marker(tuple(dict.fromkeys(found))))
            return True
        if closing < 0 and len(self._buffer) < _LONGEST and _BEGUN.fullmatch(inner):
            if not final:
                return False
            if self._looks_cut(inner):
                self._buffer = ""
                return True
        self._text(self._buffer[0], out)
        self._buffer = self._buffer[1:]
        return True

    def _text(self, text: str, out: list[str | Marker]) -> None:
        """Emits text, but keeps its last spaces until it is known whether a dropped marker follows."""
        text = self._space + text
        bare = text.rstrip(" ")
        self._space = text[len(bare) :]
        if bare:
            if out and isinstance(out[-1], str):
                out[-1] += bare
            else:
                out.append(bare)

    def _resolve(self, inner: str) -> list[int] | None:
        """Returns the sources that a bracket names; None if it is no marker at all."""
        items = [re.sub(r"†.*", "", item).strip().lstrip("^").lower() for item in re.split(r"[,;]", inner)]
        found = self._known(items)
        return found if found or all(_KEY_LIKE.fullmatch(item) for item in items) else None

    def _known(self, items: Iterable[str]) -> list[int]:
        found = []
        for item in items:
            at = self._positions.get(item)
            if at is None and item.isdecimal() and 1 <= int(item) <= self._count:
                at = int(item) - 1
            if at is not None:
                found.append(at)
        return found

    def _looks_cut(self, inner: str) -> bool:
        """Tells whether a bracket that the stream left open began a marker."""
        items = [item.strip().lstrip("^").lower() for item in re.split(r"[,;]", inner)]
        return all(_KEY_LIKE.fullmatch(item) or any(key.startswith(item) for key in self._positions) for item in items)


def process(chunks: Iterable[str], keys: Sequence[str]) -> str:
    """Returns a whole stream with its markers as numbers in order of first use."""
    processor = CitationProcessor(keys)
    pieces: list[str | Marker] = []
    for chunk in chunks:
        pieces += processor.feed(chunk)
    pieces += processor.finish()
    return "".join(
        piece if isinstance(piece, str) else " " + "".join(f"[{processor.number(at)}]" for at in piece.sources)
        for piece in pieces
    )
