"""A detail asked for beside what a document says: it speaks of the matter, and of the noun asked for it has no word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from qa.answer.checks import english_asked, kinds, per_unit, whether
from qa.answer.checks.kinds import alike
from qa.answer.checks.nouns_counted import only_share
from qa.answer.checks.standing import of_another_year, tells_status
from qa.answer.checks.unmentioned import ASKING_WORDS, LAY, two_syllables
from qa.answer.defined import undefined
from qa.answer.draft import Draft
from qa.answer.headers.mentioned import untold
from qa.answer.material import Material
from qa.answer.values import DOC_NUMBER, FIGURE_ASKED, MONEY
from qa.search import Query
from qa.search.query import is_folded
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, fold, provinces
from qa.vietnamese.abbreviations import spell_out
from qa.vietnamese.compounds import is_word
from qa.vietnamese.synonyms import official
from qa.vietnamese.text import unify_tone

# "Thu nhập bình quân của … là bao nhiêu?": what is asked for stands first, up to a preposition or the verb.
_ASKED = re.compile(
    r"(?:\b(?:là|trị giá|có giá|đứng|xếp|hạng|được tính|gồm)|^bao nhiêu|\bkhoảng)\s+(?:(?:những|các|khoảng) )?"
    r"(?:bao nhiêu|ai|gì|(?:nội dung|giấy tờ|mục|phần|bước) (?:gì|nào)|(?:thứ )?mấy"
    r"|(?:số|đơn vị|công ty|cơ quan|người|tổ chức) nào)\b"
)
_LEADS_IN = re.compile(
    r"^(?:(?:đến|tính đến|vào|trong|theo|ở|tại|từ|năm|giai đoạn|hiện nay|hiện tại)\b[^,]{0,60},\s*"
    r"|(?:đến |vào |trong )?năm \d{4},?\s*|(?:trong )?giai đoạn \d{4}\s?[-–]\s?\d{4},?\s*|ở \S+ \S+,\s*)"
)
_ENDS = re.compile(
    r"\s(?:là|bằng|đạt|trị giá|có|được|bị|do|thì|của|ở|tại|cho|trong|để|năm|đến|từ|theo|về|khi|vào|giai đoạn"
    r"|bao nhiêu|gồm|với|thuộc|mà|trên|đứng|xếp)\b|[,;(:?]"
)
# "những ngôn ngữ nào", "danh sách 60 cố vấn", "ba đại biểu … là những ai": the items themselves are asked for.
_NUMBER = r"(?:\d[\d.]*(?:/\d+)?\s?%?|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_ITEMS_ASKED = [
    re.compile(pattern)
    for pattern in (
        r"\b(?:những|các) (?P<a>\w+)(?: (?P<b>\w+))?(?:,? \w+){0,5}? nào\b",
        rf"\b(?P<list>tên|danh sách|danh mục) (?:(?:của|các|những|cả|từng|{_NUMBER}) )*(?P<a>\w+)(?: (?P<b>\w+))?",
        rf"^{_NUMBER} (?P<a>\w+)(?: (?P<b>\w+))?.*\blà (?:những )?(?:ai|gì|\w+ nào)\b",
    )
]
_ITEMS = re.compile(r"\b(?:gồm|là) (?:những|các)\b")
# What tells items: a colon, brackets with a comma, "gồm" and the like not far behind the noun; or a name.
_TOLD = (
    rf"(?:[,\s]+\w+){{0,12}}?\s*(?::|\((?=[^)]*[,;])|\b(?:gồm|là|như)\b|,?\s*\btrong đó có [{UPPER}])"
    rf"|(?:\s+[^\W\d_]+){{0,2}}\s+[{UPPER}]\w"
)
_WHO = re.compile(r"\bai\b|\b(?:đơn vị|công ty|cơ quan|người|tổ chức|doanh nghiệp) nào\b|\btên\b")
_DONE_ASKED = re.compile(
    r"\bđã (?!được\b)[^?;]*\bchưa\W*$|\bđã (?:\w+ ){1,6}?được (?:bao nhiêu|mấy)\b"
    r"|\bđã (?:(?!có\b)\w+ ){1,3}?(?:bao nhiêu|mấy)\b"
    r"|\btiến độ (?:thực hiện|triển khai|giải ngân)\b[^?]*\b(?:thế nào|ra sao)\b"
    r"|\bkết quả (?!(?:cần|phải|dự kiến|đầu ra|mong đợi|yêu cầu)\b)[^?]*\b(?:thế nào|ra sao)\b"
)
# "bao giờ khởi công, ai là chủ đầu tư, vốn từ đâu": what is told of one of several things is worth telling.
_ASKING = re.compile(r"\b(?:ai|khi nào|bao giờ|bao nhiêu|bao lâu|đâu|mấy|gì|nào)\b")
# "bao nhiêu phần trăm tổng chi ngân sách": a share of something else is another figure.
_BASE = re.compile(r"\b(?:bao nhiêu|mấy) ?(?:phần trăm|%) (?:của |trong |so với |trên )?(?P<base>(?:\w+ ?){2,6})")
# "chịu lãi suất bao nhiêu"; in "được hỗ trợ bao nhiêu" and "tỷ lệ kiểm tra bao nhiêu" it is no noun that is asked for.
_BEFORE_FIGURE = re.compile(
    r"(?<!t[ỷỉ] lệ )(?<!số )(?<!mức )(?<!được )(?<!phải )\b(?P<noun>\w+ (?!(?:là|mức|chừng|cỡ|khoảng|tầm|thêm)\b)\w+)"
    r" (?:khoảng |tối đa )?bao nhiêu\b"
)
# "năng suất lao động tăng bao nhiêu"
_GROWN = re.compile(
    r"\b(?P<noun>(?:\w+ ){1,3}?\w+) (?:(?:bình quân|trung bình|(?:hằng|hàng|mỗi) năm) )*(?:tăng|giảm)"
    r"(?: (?:thêm|bình quân|trung bình))* (?:bao nhiêu|mấy)\b"
)
# "của hãng nào", "loại mực gì"
_MAKE = re.compile(r"\b(?:(?:hãng|thương hiệu|màu)(?= (?:gì|nào)\b)|(?<=loại )\w+(?= (?:gì|nào)\b))")
_WHEN = re.compile(r"\b(?:khi nào|bao giờ|lúc nào|(?:ngày|năm|tháng|quý) (?:nào|mấy))\b")
# "Ai giảng dạy …?": who does something that no one is charged with.
_WHO_DOES = re.compile(r"^ai (?:sẽ |đã |đang )?(?P<does>\w+ \w+)")
# "03 chỉ dẫn địa lý được nộp đơn, gồm A, B và C": they are named behind what else is said of them.
_LISTED = re.compile(r"[^.;:]{0,60}(?:,| )(?:bao gồm|gồm|cụ thể là|đó là)(?: có)?:? ", re.IGNORECASE)
# A heading, an article: its number counts nothing.
_NUMBERED = re.compile(
    r"^\W*(?:(?:(?:điều|mục|phần|chương|khoản)\s+)?\d+(?:\.\d+)*[.):]\s+|(?:phần|chương)\s+\w+\s*[.:\n]\s*)",
    re.IGNORECASE,
)
_NOT_SAID = "Chỗ gần nhất với câu hỏi không nêu “{}”."
ENOUGH = 0.7  # share of a question that a place must hold to be told in place of the nearest one, which lacks a noun


class Beside(NamedTuple):
    """Why an answer is on something beside a question, and the noun or name that its place has not, if that is it."""

    reason: str
    lacking: str = ""


def beside(query: Query, typed: str, draft: Draft, material: Material) -> Beside | None:
    """Says what of a question the place nearest to it has not; None if it has the noun asked for, or none is asked for.

    Only questions in the documents' own kind of words are looked at: everyday words may stand for others.

    Args:
        query: the question as understood.
        typed: the question as typed; marks that were put back may be the wrong ones.
        draft: the answer that would be given.
        material: the open index.
    """
    text = unify_tone(query.text.rpartition(" — ")[2])
    lower = text.lower()
    several = "," in text and len(_ASKING.findall(lower)) > 1
    if query.english:
        return None if draft.abstained else _beside_english(query, draft, material)
    if draft.abstained or draft.mode == "metadata":  # read from a header, which has not the words asked in
        return None
    quotes = [citation.quote for citation in draft.citations.found]
    if name := undefined(query, text, quotes):
        return Beside(f"Văn bản không giải thích “{name}”.")
    if is_folded(typed) or several or LAY & set(re.findall(r"\w+", lower)):
        return None
    if untold(query, lower, draft, material):
        return Beside("Văn bản chỉ nhắc đến văn bản được hỏi, không nêu nội dung của nó.")
    if year := of_another_year(query, lower, draft, material):
        return Beside(f"Văn bản không nêu số liệu của năm {year}.")
    told = (tells_status(c.section_id, c.quote, material) for c in draft.citations.found)
    if _DONE_ASKED.search(lower) and not any(told):
        return Beside("Văn bản không nêu kết quả đã đạt được về điều được hỏi.")
    if noun := _lacking(query, text, typed, draft, material):
        return Beside(_NOT_SAID.format(noun), noun)
    if each := per_unit.untold(lower, " . ".join([draft.text, *quotes])) if draft.mode == "extractive" else "":
        return Beside(f"Văn bản không nêu số liệu tính cho {each}.")
    if share := only_share(query, " . ".join(quotes)):
        return Beside(f"Văn bản chỉ nêu “{share}”, không nêu số lượng.")
    counted = _only_counted(lower, draft) if draft.mode == "extractive" else ""
    return Beside(f"Văn bản chỉ nêu “{counted}”, không kể tên.") if counted else None


def _beside_english(query: Query, draft: Draft, material: Material) -> Beside | None:
    """`beside` for an English question: what is counted, paid and named; the rest of its words are but translated."""
    held = _held(draft, _places(draft, material), material)

    def holds(noun: str) -> bool:
        return _is_free(noun) or noun.removesuffix("s") in _table()["english"] or _has(noun, held) or _shown(noun, held)

    quotes = " . ".join([draft.text.replace("*", ""), *(citation.quote for citation in draft.citations.found)])
    if english_asked.uncounted(query, quotes):
        draft.signals["uncounted"] = 1.0
    noun = english_asked.lacking(query, quotes, holds)
    return Beside(_NOT_SAID.format(noun)) if noun else None


def may_say(noun: str, text: str) -> bool:
    """Whether a text has a noun, or says who holds an office."""
    said = alike(text)
    return _has(noun, said) or _is_held(noun, said)


def _lacking(query: Query, text: str, typed: str, draft: Draft, material: Material) -> str:
    """The first of the nouns and names of which a question asks that the place quoted has not; "" if it has all."""
    nouns = [*_subject(text), *_parts(text.lower()), *_details(text)]
    if draft.mode == "extractive":
        nouns += [thing for thing in whether.things(query, text) if not _is_free(thing[0])]
    bases = [*_bases(text)]
    # What a yes-no question has wrong is told and not refused.
    said = "" if query.asks_for("yes-no") else text
    named, rows, places = kinds.names(said), kinds.rows_asked(said), kinds.places(typed) if said else []
    if not (nouns or bases or named or rows or places or kinds.WHICH in text):
        return ""
    sections = [*_places(draft, material)]
    held = _held(draft, sections, material)
    for noun, others in bases:
        if not any(_has(word, held) for word in (noun, *others)):
            return noun
    for noun, shows in kinds.things_asked(text.lower()):
        if not shows.search(held):
            return noun
    for noun, others in nouns:
        told = any(_has(word, held) for word in (noun, *others)) or _is_held(noun, held)
        if not told and not _shown(noun, held):
            return noun
    quotes = " . ".join(citation.quote for citation in draft.citations.found)
    # Where no document names a district its province stands for it: what is told of others by name is none of its own.
    named += places if kinds.places(quotes) else []
    plain = fold(held) if named else ""
    if strange := [name for name in named if fold(alike(name)) not in plain]:
        return strange[0]
    return kinds.another_told(rows, quotes, held) or kinds.apart(rows, sections) or kinds.crossed(rows, quotes)


def _places(draft: Draft, material: Material) -> Iterator[str]:
    """Each section that an answer quotes, with the headings above it, `alike`."""
    for section_id in dict.fromkeys(citation.section_id for citation in draft.citations.found):
        unit = material.unit(section_id)
        above = (parent.heading for parent in material.ancestors(unit.section))
        yield alike(" ".join([unit.text, unit.reading, *above]))


def _held(draft: Draft, sections: Iterable[str], material: Material) -> str:
    """What the answer says with the sections that it quotes (`_places`) and the titles."""
    titles = (material.header(citation.doc_id).title for citation in draft.citations.found)
    said = dict.fromkeys((draft.text, spell_out(draft.text)))  # a column headed "NS tỉnh" is of "ngân sách tỉnh"
    return " ".join([*map(alike, said), *sections, *map(alike, titles)])


def _subject(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The nouns of what a question asks the value, the holder or the items of, each with official words for it."""
    lower = text.lower()
    if not _ASKED.search(lower):
        return
    start = lead.end() if (lead := _LEADS_IN.match(lower)) else 0
    ends = _ENDS.search(lower, start)
    subject = text[start : ends.start()] if ends else ""
    apart = [(m.start, m.end) for m in (*agencies.find(subject), *provinces.find(subject))]
    apart += [m.span() for m in DOC_NUMBER.finditer(subject)]
    everyday = [m for m in official(subject) if " " in subject[m.start : m.end]]
    words = list(two_syllables(subject))
    first = re.match(r"\w+", subject)
    if first and first.group().lower() in _table()["short"] and not any(start == 0 for start, _, _ in words):
        words.append((*first.span(), first.group().lower()))
    for start, end, word in words:
        if not _is_free(word) and not any(a < end and start < b for a, b in apart):
            yield word, [phrase for m in everyday if m.start < end and start < m.end for phrase in m.value]


def _parts(lower: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The measure, the part of whom a question asks for, or what happens or is done: "Ai làm Phó Trưởng ban …?"."""
    start = lead.end() if (lead := _LEADS_IN.match(lower)) else 0
    if FIGURE_ASKED.search(lower):
        first = (word for word in _table()["measures"] if lower.startswith(word, start))
        yield from ((word, _official_for(word, lower)) for word in first)
    words = _table()["roles"] if _WHO.search(lower) else []
    words = words + (_table()["events"] if _WHEN.search(lower) else [])
    yield from ((word, ()) for word in words if re.search(rf"\b{word}\b", lower))
    if (who := _WHO_DOES.match(lower)) and is_word(*who["does"].split()) and alike(who["does"]) not in _table()["any"]:
        yield who["does"], ()


def _bases(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """What a share is asked of: a percentage shows nothing of it."""
    lower = text.lower()
    if base := _BASE.search(lower):
        words = [word for _, _, word in two_syllables(_ENDS.split(base["base"])[0])][:2]
        yield from ((word, _official_for(word, lower)) for word in words if alike(word) not in _table()["any"])


def _details(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The noun right before "bao nhiêu", and the make or sort of a thing."""
    lower = text.lower()
    for figure in _BEFORE_FIGURE.finditer(lower):
        noun = figure["noun"]
        named = is_word(*noun.split()) and not _is_free(noun) and not provinces.find(noun) and not agencies.find(noun)
        if named:
            yield noun, _official_for(noun, lower)
    for grown in _GROWN.finditer(lower):
        words = [word for _, _, word in two_syllables(grown["noun"]) if not _is_free(word)]
        yield from ((word, _official_for(word, lower)) for word in words)
    makes = (make.group() for make in _MAKE.finditer(lower))
    yield from ((make, _official_for(make, lower)) for make in makes if make not in _table()["sorts"])


def _official_for(word: str, lower: str) -> list[str]:
    """The official expressions for everyday ones that a word is part of."""
    start = lower.find(word)
    return [phrase for m in official(lower) if m.start < start + len(word) and start < m.end for phrase in m.value]


def _is_free(word: str) -> bool:
    """Whether a word asks for any value, and need not be in an answer."""
    return (word in ASKING_WORDS and not _named(word)) or alike(word) in _table()["any"]


def _only_counted(lower: str, draft: Draft) -> str:
    """The number of the things of which a question asks which they are, where the quotes say no more of them."""
    questions = [match for pattern in _ITEMS_ASKED for match in pattern.finditer(lower)]
    if not questions:
        return ""
    quotes = unify_tone(" . ".join(_NUMBERED.sub("", citation.quote) for citation in draft.citations.found))
    for asked in questions:
        noun = f"{asked['a']} {asked['b']}" if asked["b"] and is_word(asked["a"], asked["b"]) else asked["a"]
        counted = re.search(rf"\b{_NUMBER}\s(?:\w+\s)?{noun}\b", quotes, re.IGNORECASE)
        ends = (m.end() for m in re.finditer(rf"\b{noun}\b", quotes, re.IGNORECASE))
        listed = asked.groupdict().get("list") and _ITEMS.search(lower)
        if (counted or listed) and not any(re.match(_TOLD, quotes[e:]) or _LISTED.match(quotes, e) for e in ends):
            return counted.group() if counted else noun
    return ""


def _is_held(office: str, held: str) -> bool:
    """Whether somebody is said to hold an office: "Hội đồng … do Phó Giám đốc sở làm Chủ tịch"."""
    head, words = " ".join(office.split()[:2]), office.split()[2:]
    return bool(words) and _has(f"làm {head}", held) and _has(" ".join(words), held)


def _has(noun: str, held: str) -> bool:
    gap = r"\W+(?:và\W+)?"  # "cung - cầu"
    alone = _table()["alone"].get(alike(noun))  # "kinh phí" is no "phí"
    return re.search(rf"\b{alone or gap.join(alike(noun).split())}\b", held) is not None


def _shown(noun: str, held: str) -> bool:
    return any(value.search(held) for value in _named(noun))


def _named(noun: str) -> list[re.Pattern[str]]:
    """What shows the value of a noun."""
    return [value for named, value in _table()["shown"] if named.fullmatch(alike(noun))]


@cache
def _table() -> dict[str, Any]:
    read = tomllib.loads(files("qa.answer.checks").joinpath("data/asked_nouns.toml").read_text(encoding="utf-8"))
    shown = {noun: value.replace("MONEY", MONEY.pattern) for noun, value in read["shown"].items()}
    return {
        "any": frozenset(map(alike, read["any"]["words"] + read["adverbs"]["words"])),
        "sorts": frozenset(read["sorts"]["words"]),
        "english": frozenset(read["any"]["english"]),
        "short": frozenset(read["short"]["words"]),
        "shown": [(re.compile(alike(noun)), re.compile(alike(value))) for noun, value in shown.items()],
        "alone": {alike(noun): alike(said) for noun, said in read["alone"].items()},
        "measures": read["measures"]["words"],
        "roles": read["roles"]["words"],
        "events": read["events"]["words"],
    }
