"""Cuts text into a model's tokens, in a twentieth of the memory that the tokenizers library takes for it.

That library keeps the 250,000 pieces of a multilingual vocabulary in a tree with a table at each node: 250 MB, as much
as all else that a question needs. Here they lie in flat arrays, 11 MB. The library still normalises text, finds special
tokens and cuts words; what it leaves, the likeliest pieces of one word, is found here, by the same sums in the same
order, so that the tokens are the same.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol

import numpy as np

_UNKNOWN_PENALTY = 10.0  # what the library takes off the least score for a character that is in no piece
_REMEMBERED, _LONG = 20_000, 40  # words whose pieces are kept; characters from which on none is
_MARK = "▁"  # stands for the blank before a word
_NONE = "\ufdd0"  # no character: the only piece of the library's own model, so that it leaves words whole
_WORDS = {"type": "Metaspace", "replacement": _MARK, "prepend_scheme": "always", "split": True}


class Tokens(Protocol):
    """Turns texts into the numbers of their tokens."""

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Returns the numbers of each text's tokens, special ones included."""
        ...

    def id_of(self, token: str) -> int | None:
        """Returns the number of a token."""
        ...


def open_tokens(file: Path) -> Tokens:
    """Opens a `tokenizer.json`: compactly where it is of the kind that is done here, else with the library alone."""
    description = json.loads(file.read_bytes())
    return Unigram(description) if _is_done_here(description) else _Library(file)


def _is_done_here(description: dict[str, Any]) -> bool:
    model, after = description["model"], description.get("post_processor") or {}
    return (
        model.get("type") == "Unigram"
        and not model.get("byte_fallback")
        and model.get("unk_id") is not None
        and description.get("pre_tokenizer") == _WORDS
        and after.get("type") == "TemplateProcessing"
        and all(token["content"] != _NONE for token in description["added_tokens"])
    )


class _Library:
    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]

    def id_of(self, token: str) -> int | None:
        found: int | None = self._tokenizer.token_to_id(token)
        return found


class Unigram:
    """A unigram model (Kudo 2018) over words.

    Args:
        description: what a `tokenizer.json` of that kind holds; its vocabulary is taken out of it.
    """

    def __init__(self, description: dict[str, Any]) -> None:
        from tokenizers import Tokenizer

        model = description["model"]
        self._pieces = _Pieces(model.pop("vocab"))
        self._unknown: int = model["unk_id"]
        added = description["added_tokens"]
        self._special = [token["id"] for token in added]  # in the order in which the library numbers them
        self._by_name = {token["content"]: token["id"] for token in added}
        self._before, self._after = _around(description["post_processor"])
        left = {"model": {**model, "vocab": [[_NONE, 0.0]], "unk_id": 0}, "post_processor": None}
        renumbered = [{**token, "id": at} for at, token in enumerate(added, 1)]
        without = {"added_tokens": renumbered, "truncation": None, "padding": None}
        self._words = Tokenizer.from_str(json.dumps({**description, **left, **without}))
        self._known = lru_cache(maxsize=_REMEMBERED)(self._cut)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Returns the numbers of each text's tokens, special ones included."""
        # To encode a batch leaves Python, and a question that is embedded beside other work would wait to come back.
        cut = [self._words.encode(texts[0])] if len(texts) == 1 else self._words.encode_batch(list(texts))
        return [[*self._before, *self._numbers(words.ids, words.tokens), *self._after] for words in cut]

    def id_of(self, token: str) -> int | None:
        """Returns the number of a token."""
        return self._by_name.get(token, self._pieces.find(token.encode()))

    def _numbers(self, kinds: Sequence[int], words: Sequence[str]) -> Iterator[int]:
        for kind, word in zip(kinds, words, strict=True):
            if kind:
                yield self._special[kind - 1]
            else:
                yield from self._known(word) if len(word) <= _LONG else self._cut(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        """Returns the likeliest pieces of a word, found as the library finds them: of equals the first."""
        text = word.encode()
        places = [0, *accumulate(len(character.encode()) for character in word)]
        pieces = self._pieces
        likely = [0.0] * len(places)
        last: list[tuple[int, int] | None] = [None] * len(places)  # number and start of the likeliest up to a place
        for start in range(len(word)):
            single = False
            for end in range(start + 1, min(start + pieces.longest, len(word)) + 1):
                number = pieces.find(text[places[start] : places[end]])
                if number is None:
                    continue
                single = single or end == start + 1
                score = pieces.scores[number] + likely[start]
                if last[end] is None or score > likely[end]:
                    likely[end], last[end] = score, (number, start)
            score = pieces.least - _UNKNOWN_PENALTY + likely[start]
            if not single and (last[start + 1] is None or score > likely[start + 1]):
                likely[start + 1], last[start + 1] = score, (self._unknown, start)
        return self._traced(text, places, last)

    def _traced(self, text: bytes, places: Sequence[int], last: Sequence[tuple[int, int] | None]) -> tuple[int, ...]:
        """Returns the pieces on the way to the end; unknown ones side by side are one."""
        runs: list[tuple[int, int, int]] = []
        end = len(last) - 1
        while end > 0:
            step = last[end]
            assert step is not None  # each character is a piece, or is unknown
            number, start = step
            if runs and number == runs[-1][0] == self._unknown:
                runs[-1] = (number, start, runs[-1][2])
            else:
                runs.append((number, start, end))
            end = start
        return tuple(self._named(number, text[places[a] : places[b]]) for number, a, b in reversed(runs))

    def _named(self, number: int, piece: bytes) -> int:
        found = self._pieces.find(piece) if number == self._unknown else number
        return self._unknown if found is None else found


def _around(template: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Returns the numbers of the special tokens that stand before a text, and of those behind it."""
    found: tuple[list[int], list[int]] = ([], [])
    behind = False
    for part in template["single"]:
        if "Sequence" in part:
            behind = True
        else:
            found[behind].extend(template["special_tokens"][part["SpecialToken"]["id"]]["ids"])
    return found


class _Pieces:
    """The pieces of a vocabulary with their scores, found by bisection of their checksums.

    Attributes:
        scores: by the numbers of the pieces.
        least: the least of them.
        longest: characters of the longest piece.
    """

    def __init__(self, vocabulary: Sequence[tuple[str, float]]) -> None:
        encoded = [piece.encode() for piece, _ in vocabulary]
        sums = np.fromiter(map(zlib.crc32, encoded), dtype=np.uint32, count=len(encoded))
        order = np.argsort(sums, kind="stable")
        self._sums = array("I", sums[order].tobytes())
        self._numbers = array("I", order.astype(np.uint32).tobytes())
        self._places = array("I", [0, *accumulate(map(len, encoded))])
        self._text = b"".join(encoded)
        self.scores = array("d", [score for _, score in vocabulary])
        self.least = min(self.scores)
        self.longest = max(len(piece) for piece, _ in vocabulary)

    def find(self, piece: bytes) -> int | None:
        """Returns the number of a piece."""
        checksum = zlib.crc32(piece)
        at = bisect_left(self._sums, checksum)
        while at < len(self._sums) and self._sums[at] == checksum:
            number = self._numbers[at]
            if self._text[self._places[number] : self._places[number + 1]] == piece:
                return number
            at += 1
        return None
