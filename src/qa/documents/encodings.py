"""Bytes → text, and text in the letters of an old font → text.

Vietnamese files made before Unicode hold bytes that only look Vietnamese in the font they were typed in (TCVN3 in
".VnTime", VNI, VISCII). The name of the font proves nothing: many files name such a font and hold Unicode. So each
encoding is tried on the text, and the one under which most words are Vietnamese syllables is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from qa.errors import QaError

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_RIME = (
    "(?:oa|oă|uâ|uê|uyê|uy|oe|oo|iê|yê|uô|ươ|uơ|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])"
    "|uya|uyu|oai|oao|oay|oeo|uây|uêu|uôi|ươi|ươu|iêu|yêu|uao|uai|uau"
    "|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|[aâăeêioôơuưy]"
)
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_RIME})")
_STOPPED = re.compile(r"(?:ch|[cpt])$")
_WORD_EDGES = " \t\r\n.,;:!?()[]{}<>\"'/\\|-–—_=*+…“”‘’0123456789%&#@~^$§•…\u00a0"
_SPLIT = re.compile(r"[\s./,;:()\-–—\[\]\"“”‘’'0-9_&]+")
# PDF fonts show two letters of TCVN3 (ư, ã) as a minus and a bullet operator; between figures these are themselves.
_GLYPHS = re.compile(r"[\u2212\u2219](?=[^\s\d.,])|(?<=[^\s\d.,])[\u2212\u2219]")
# How much better the words must read, as a share of the words that have any letter beyond ASCII.
_MARGIN = 0.2
# A text with fewer such words is too short to judge.
_ENOUGH_WORDS = 4


def decode(data: bytes) -> tuple[str, str]:
    """Returns the text of a plain-text file and the name of its encoding.

    Recognised: UTF-8 and UTF-16 with or without a byte order mark, CP1258, TCVN3, VNI, VISCII; also UTF-8 and
    UTF-16 files that hold the letters of an old font.

    Raises:
        QaError: the bytes are no text.
    """
    text, encoding = _decode_unicode(data)
    if text is not None:
        repaired, legacy = repair(text)
        return repaired, f"{legacy} ({encoding})" if legacy else encoding
    if b"\x00" in data:
        raise QaError("Nội dung không phải văn bản: hãy mở tệp bằng phần mềm đã tạo ra nó và lưu lại dưới dạng .docx.")
    candidates = {
        "cp1258": unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        "cp1252": _cp1252(data),
    }
    candidates |= {name: _convert(_cp1252(data), name) for name in ("tcvn3", "vni")}
    candidates["viscii"] = _convert(data.decode("latin-1"), "viscii")
    best = max(candidates, key=lambda name: _reading(candidates[name])[0])
    return candidates[best], best


def repair(text: str, sample: str | None = None) -> tuple[str, str | None]:
    """Turns text in the letters of an old font into Unicode.

    Args:
        text: text as it came out of a file.
        sample: more text of the same file, to judge by; `text` itself by default.

    Returns:
        The text and the encoding found, or the text unchanged and None.
    """
    encoding = legacy_encoding(sample if sample is not None else text)
    return (text, None) if encoding is None else (repair_as(text, encoding), encoding)


def repair_all(texts: Sequence[str]) -> tuple[list[str], str | None]:
    """Repairs the pieces of one document: judged together, then each piece again, since files mix old and new."""
    encoding = legacy_encoding("\n".join(texts))
    if encoding is None:
        return list(texts), None
    return [repair_as(text, encoding) for text in texts], encoding


def repair_as(text: str, encoding: str) -> str:
    """Converts a piece of a document known to be in an old encoding, unless the piece itself is Unicode already."""
    if text.isascii():
        return text
    converted = _convert(text, encoding)
    return text if _reading(text)[0] > _reading(converted)[0] else converted


def legacy_encoding(text: str) -> str | None:
    """Returns "tcvn3", "vni" or "viscii" if the text reads as Vietnamese only under it, else None."""
    plain, words = _reading(text)
    if words < _ENOUGH_WORDS:
        return None
    readings = {name: _reading(_convert(text, name))[0] for name in ("tcvn3", "vni", "viscii")}
    best = max(readings, key=lambda name: readings[name])
    return best if readings[best] > max(plain, 0) + _MARGIN * words else None


def utf16_without_mark(data: bytes) -> str | None:
    """Returns the name of the encoding of UTF-16 bytes that lack a byte order mark; None for other bytes."""
    if b"\x00" not in data or len(data) < 8:
        return None
    # Every other byte is zero wherever the letters are ASCII.
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) <= 0.2 * (len(data) // 2) or min(even, odd) >= 0.02 * len(data):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decode_unicode(data: bytes) -> tuple[str | None, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    utf16 = utf16_without_mark(data)
    if utf16:
        return data.decode(utf16, errors="replace"), utf16
    return text, "utf-8"


def _cp1252(data: bytes) -> str:
    """Decodes CP1252; the five bytes that it leaves undefined become the control characters of Latin-1."""
    return "".join(
        piece.decode("cp1252") if piece[0] not in b"\x81\x8d\x8f\x90\x9d" else piece.decode("latin-1")
        for piece in re.findall(rb"[\x81\x8d\x8f\x90\x9d]+|[^\x81\x8d\x8f\x90\x9d]+", data)
    )


@cache
def _charmap(name: str) -> Any:
    from viparse.normalize.encodings import CHARMAPS

    return CHARMAPS[name]


def _convert(text: str, name: str) -> str:
    from viparse.normalize.tables import convert

    if name == "tcvn3":
        text = _GLYPHS.sub(lambda m: "\u00ad" if m.group() == "\u2212" else "\u00b7", text)
    return str(convert(text, _charmap(name)))


def _reading(text: str, limit: int = 20_000) -> tuple[int, int]:
    """Judges how Vietnamese a text reads.

    Returns:
        Words with a letter beyond ASCII that are Vietnamese syllables less those that are not, and the number of
        all such words; of the first `limit` characters that hold any.
    """
    good = bad = 0
    for token in text[: 20 * limit].split():
        if token.isascii():
            continue
        for word in _SPLIT.split(token.strip(_WORD_EDGES)):
            if word and not word.isascii():
                if is_syllable(word):
                    good += 1
                else:
                    bad += 1
        if good + bad > limit // 4:
            break
    return good - bad, good + bad


@cache
def _syllable_tone(word: str) -> str | None:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in parts if c in _TONES]
    if len(tones) > 1:
        return None
    plain = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    if not _SYLLABLE.fullmatch(plain):
        return None
    tone = tones[0] if tones else ""
    # A syllable that ends in a stop has the tone sắc or nặng and no other.
    return None if _STOPPED.search(plain) and tone not in ("\u0301", "\u0323") else tone


def is_syllable(word: str) -> bool:
    """Whether a word is spelt as a Vietnamese syllable."""
    return len(word) <= 7 and _syllable_tone(unicodedata.normalize("NFC", word)) is not None


def reading_share(text: str) -> float:
    """Returns the share (0–1) of Vietnamese syllables among the words with a letter beyond ASCII; 0 without any."""
    balance, words = _reading(text)
    return (balance + words) / (2 * words) if words else 0.0
