"""What a question wants counted ("bao nhiêu doanh nghiệp"), and whether a text counts it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from qa.search import Query
from qa.search.asked import is_plural
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import meanings
from qa.vietnamese.synonyms import official

# "bao nhiêu doanh nghiệp", "mấy trường": what is counted stands right behind the asking word; in "bao nhiêu năm 2030"
# no years are.
COUNTED = re.compile(
    r"(?:\b(?:bao nhiêu|bao nhieu|how many)|(?<!\bsố )\bmấy)\s+(?!n[ăa]m 20\d\d)(?P<noun>[^\W\d_]+(?:[ -][^\W\d_]+)?)",
    re.IGNORECASE,
)
# "mỗi năm thêm bao nhiêu đơn" is answered by "số đơn tăng trung bình 12-14%/năm".
GROWTH_ASKED = re.compile(r"\b(?:tang|them)\b")
GROWTH = re.compile(r"\btang (?:[a-z]+ ){0,4}\d[\d.,-]*\s*%")
# Of how many there will be "tăng gấp 3 lần" says what can be said, whatever their number is.
TIMES = re.compile(r"\b(?:tang|gap) (?:[a-z]+ ){0,4}\d[\d.,-]* lan\b")
NUMBER_WORDS = r"(?:mot|hai|ba|bon|sau|bay|tam|chin|muoi)"
# A share tells them too: sums, and what is measured and not counted ("cắt giảm 30% thời gian").
SUMS = frozenset(
    {
        *("chi phi", "kinh phi", "gia tri", "ngan sach", "thu nhap", "doanh thu", "loi nhuan", "thoi gian"),
        *("dien tich", "san luong", "khoi luong", "nang suat", "cong suat", "dien nang", "nang luong", "nhien lieu"),
        *("tien lai", "hoc phi", "le phi", "tien thue", "tai nguyen", "nguyen lieu", "nguon luc"),
        *("cong viec", "luong nuoc", "chi thuong", "chi ngan", "chi dau", "tong chi"),
    }
)
SHARE_ASKED = re.compile(r"\bchiem\b|\bty le\b|\bti le\b|\bphan tram\b|%")  # else "100% số trường" counts no schools
EACH_ONE = re.compile(r"\bmoi (?:[a-z]+ ){1,2}mot\b")  # "mỗi xã một sản phẩm" counts nothing


def counts(query: Query, text: str) -> bool | None:
    """Whether a text counts what a question wants counted; None where it wants nothing counted, or it may be that.

    What is counted in another unit may be the same thing, or not: "mấy cuốn" may be so many handbooks, or none of them.
    """
    own, others = _nouns(query)
    if not own:
        return None
    plain = EACH_ONE.sub(" ", fold(text))
    share = SHARE_ASKED.search(fold(query.text)) is not None
    if _counted(own, plain, share):
        return True
    named = re.search(rf"\b(?:{'|'.join(own)})\b", plain)
    grows = named and (TIMES.search(plain) or (GROWTH_ASKED.search(fold(query.text)) and GROWTH.search(plain)))
    return None if grows or (others and _counted(others, plain, share)) else False


def is_counted(nouns: Sequence[str], text: str) -> bool:
    """Whether a text counts one of some nouns (folded, of one or two syllables), or what it may be called as well."""
    same_unit = _tables()[0]
    others = [other for noun in nouns for other in same_unit.get(noun.split()[0], ())]
    return _counted([*nouns, *others], EACH_ONE.sub(" ", fold(text)), share=False)


def _counted(nouns: Sequence[str], plain: str, share: bool) -> bool:
    said = "|".join(nouns)
    percent = r"(?:%\s*)?" if share else ""
    pattern = rf"\d+(?:[.,]\d+)*\s*{percent}(?:\([^)]*\)\s*)?(?:[a-z]+\s){{0,2}}(?:{said})\b"
    return re.search(pattern + rf"|\b{NUMBER_WORDS} (?:{said})\b", plain) is not None


def only_share(query: Query, text: str) -> str:
    """Returns the share of them that a text tells, as printed, where a question wants things counted; "" if none."""
    asked = COUNTED.search(query.text)
    nouns = [] if SHARE_ASKED.search(fold(query.text)) else _nouns(query)[0]
    if asked and asked["noun"].lower().startswith("tiền"):
        return ""  # "phải trả lại bao nhiêu tiền": "100% số tiền đã nhận" (`values_asked` says what shows a sum)
    if not asked or not nouns or counts(query, text) is not False:
        return ""
    said = "|".join([fold(asked["noun"]), *nouns])
    share = re.search(rf"\d+(?:[.,]\d+)*\s*%\s*(?:[a-z]+\s){{0,2}}(?:{said})\b", fold(text))
    return text[share.start() : share.end()] if share else ""


def _nouns(query: Query) -> tuple[list[str], Sequence[str]]:
    """Returns what a question wants counted, in its words and in official ones, by first syllables; and other units."""
    match = COUNTED.search(query.text)
    if not match or query.english or is_plural(match):
        return [], ()
    noun = fold(match["noun"]).replace("-", " ").split()
    if " ".join(noun) in SUMS:
        return [], ()
    first = noun[0]
    same_unit, other_unit, no_noun, no_noun_folded = _tables()
    found = [f for f in official(query.text) if f.start == match.start("noun")]
    formal = [fold(phrase).split()[0] for f in found for phrase in f.value]
    if first in no_noun_folded:
        # Typed with its marks, "đề (tài)" is not "để"; in a text without them it is known by its second syllable.
        marked = match["noun"].split()[0].lower() not in no_noun
        return ([" ".join(noun), *formal] if marked and len(noun) > 1 else []), ()
    full = [fold(meaning).split()[0] for meaning in meanings(match["noun"].split()[0])]  # "mấy DNNVV"
    return list(dict.fromkeys([first, *same_unit.get(first, ()), *formal, *full])), other_unit.get(first, ())


@cache
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]], frozenset[str], frozenset[str]]:
    """What else a thing is called, what may be it, and the words that count nothing, as typed and folded."""
    read = tomllib.loads(files("qa.answer.checks").joinpath("data/nouns_counted.toml").read_text(encoding="utf-8"))
    words = read["no_noun"]["words"]
    return read["same_unit"], read["other_unit"], frozenset(words), frozenset(map(fold, words))
