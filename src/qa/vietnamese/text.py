"""Characters: the normal form of all text, and the two looser forms that searching compares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

# Characters and texts remembered: words, since texts repeat them, and questions, which many parts of an answer read.
_WORD, _WORDS, _QUESTION, _QUESTIONS = 24, 20_000, 400, 64
_LONG = 200  # characters of a text from which on it is folded at once

_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0" + "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
)


class _Cleaner(dict[int, str | int | None]):
    """Translation table that decides on a character the first time it is met."""

    def __missing__(self, code: int) -> str | int | None:
        char = chr(code)
        value: str | int | None = code
        if char in _SPACES:
            value = " "
        elif char in _LINE_BREAKS:
            value = "\n"
        elif char in _INVISIBLE or (char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")):
            value = None
        self[code] = value
        return value


class _Folder(dict[int, str]):
    """Translation table from any character of NFC text to one character without case or diacritics."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in "đĐÐð":  # the last two are eth, which older files carry in place of đ
            value = "d"
        elif unicodedata.combining(char):
            value = "\u02b9"  # a mark that no letter took up; a stand-in keeps offsets 1:1
        else:
            parts = unicodedata.normalize("NFD", char)
            stripped = parts[0] if all(unicodedata.combining(mark) for mark in parts[1:]) else char
            lower = stripped.lower()
            value = lower if len(lower) == 1 else stripped
        self[code] = value
        return value


_CLEANER = _Cleaner()
_FOLDER = _Folder()


def normalize(text: str) -> str:
    """Returns text in the one form that all offsets refer to.

    NFC; line feeds for all line breaks; NUL, control and zero-width characters and lone surrogates removed;
    every kind of space (but not the tab) a plain space. Nothing visible changes. Idempotent.
    """
    cleaned = text.replace("\r\n", "\n").translate(_CLEANER)
    return unicodedata.normalize("NFC", cleaned)


# The two placements of the tone on oa, oe, uy differ only in open syllables ("hoà", "hòa"). In closed ones
# ("hoàn") both put it on the second vowel, and "hòan" is a slip; after q the u belongs to the consonant.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _toned(vowels: str) -> str:
    return "".join(unicodedata.normalize("NFC", v + t) for v in vowels for t in _TONES)


_LETTER = r"[^\W\d_]"
# Each begins with a class of characters, which `re` looks for by itself, five times as fast.
_OPEN_SYLLABLE = re.compile(
    rf"[oOuU](?:(?<=[oO])[{_toned('aeAE')}]|(?<=[uU])(?<![qQ][uU])[{_toned('yY')}])(?!{_LETTER})"
)
_CLOSED_SYLLABLE = re.compile(
    rf"[{_toned('oOuU')}](?:(?<=[{_toned('oO')}])[aeAE](?={_LETTER})"
    rf"|(?<=[{_toned('uU')}])[yY](?:(?={_LETTER})|(?<=[qQ]..)))"
)


def _forward(match: re.Match[str]) -> str:
    first, second = tuple(match.group())
    base, tone = _split_tone(second)
    return unicodedata.normalize("NFC", first + tone) + base


def _backward(match: re.Match[str]) -> str:
    first, second = tuple(match.group())
    base, tone = _split_tone(first)
    return base + unicodedata.normalize("NFC", second + tone)


def _split_tone(vowel: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", vowel)
    return parts[0], parts[1]


def unify_tone(text: str) -> str:
    """Returns text with the tone of oa, oe and uy in one place, for searching.

    "hoà" → "hòa", "thuỷ" → "thủy", "khoẻ" → "khỏe"; the slips "hòan", "qúy" → "hoàn", "quý"; the letter eth
    of older files → đ. "quý", "hoàn", "khuỷu" stay. Idempotent, and of the same length on NFC text.
    """
    return (_unified_word if len(text) <= _WORD else _unified_question if len(text) <= _QUESTION else _unified)(text)


def _unified(text: str) -> str:
    text = text.replace("Ð", "Đ").replace("ð", "đ")
    return _CLOSED_SYLLABLE.sub(_backward, _OPEN_SYLLABLE.sub(_forward, text))


_unified_word = lru_cache(maxsize=_WORDS)(_unified)
_unified_question = lru_cache(maxsize=_QUESTIONS)(_unified)


def fold(text: str) -> str:
    """Returns text in lower case without diacritics, đ as d.

    The input is brought into NFC first. On text that is in NFC already, each character becomes exactly one
    character, so offsets into the folded text are offsets into the text. Idempotent.
    """
    return (_folded_word if len(text) <= _WORD else _folded_question if len(text) <= _QUESTION else _folded)(text)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return text.translate(_FOLDER) if len(text) <= _LONG else _folded_at_once(text)


def _folded_at_once(text: str) -> str:
    """Returns what `translate` makes of a long text, in a tenth of the time: a document has some 30,000 characters."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if codes.max() >= 0x10000:
        return text.translate(_FOLDER)
    table = _folding_table()
    if not (folded := table[codes]).all():
        for code in set(codes[folded == 0].tolist()):
            table[code] = ord(_FOLDER[code])
        folded = table[codes]
    plain: str = folded.tobytes().decode("utf-32-le", "surrogatepass")
    return plain


@cache
def _folding_table() -> Any:
    """The codes of characters folded, by their codes below 65,536; 0 for those that no text has had yet."""
    import numpy as np

    return np.zeros(0x10000, dtype="<u4")


_folded_word = lru_cache(maxsize=_WORDS)(_folded)
_folded_question = lru_cache(maxsize=_QUESTIONS)(_folded)


def put_in(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Returns text with other words in some places.

    Args:
        text: the text.
        changes: (start, end, words to stand there), from left to right; none overlaps another.
    """
    kept, last = [], 0
    for start, end, words in changes:
        kept += [text[last:start], words]
        last = end
    return "".join([*kept, text[last:]])
