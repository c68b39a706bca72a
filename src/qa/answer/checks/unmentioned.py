"""What a question names and the documents asked about have nowhere: abbreviations, and things asked to be mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from qa.answer.choosing import ACRONYM, CODE, Choice
from qa.answer.duties import charged
from qa.answer.material import Material
from qa.answer.values import DOC_NUMBER
from qa.search import Query
from qa.search.stopwords import STOPWORDS
from qa.vietnamese import agencies, fold, provinces
from qa.vietnamese.abbreviations import meanings, short_forms
from qa.vietnamese.compounds import is_word
from qa.vietnamese.syllables import is_syllable
from qa.vietnamese.synonyms import official
from qa.vietnamese.text import unify_tone

# Words of two syllables in which a question asks.
ASKING_WORDS = frozenset(
    {
        *("liệt kê", "so sánh", "danh sách", "danh mục", "toàn bộ", "tất cả", "đề cập", "thời điểm", "thời hạn"),
        *("cụ thể", "đầy đủ", "tài liệu", "văn bản", "nội dung", "chi tiết", "trường hợp", "mục đích", "căn cứ"),
        *("ban hành", "quy định", "kế hoạch", "quyết định", "chương trình", "bao nhiêu", "thời gian", "giai đoạn"),
        *("chức vụ", "trách nhiệm", "hoàn thành", "cơ quan", "đơn vị", "số liệu", "mức độ", "tốc độ", "chu kỳ"),
        *("mức chi", "cam kết", "diễn đạt", "bắt buộc", "khả thi", "chủ trương", "viện dẫn", "ký hiệu", "hình thức"),
        *("định kỳ", "phấn đấu", "nhìn nhận", "lần lượt", "tổng cộng", "định nghĩa", "trông đợi", "tỷ lệ", "tỉ lệ"),
        *("bình quân", "trung bình", "kế tiếp", "tiếp theo", "hiện nay", "hiện tại", "sắp tới", "vừa qua", "gần đây"),
        *("yếu tố", "chỉ tiêu", "mục tiêu", "nhiệm vụ", "giải pháp", "địa phương", "tổng số", "dự kiến", "cho phép"),
        *("đối tượng", "quan tâm", "chú trọng", "khác nhau", "giống nhau", "khác biệt", "tương đồng", "điểm chung"),
    }
)
# "Chú tôi …", "Em muốn …": who speaks of himself asks in words of his own.
LAY = frozenset("tôi em mình cháu chú bác tụi bọn ạ nhé hả dạ à vậy zậy".split())
FORMAL = 1  # everyday expressions, up to which a question is taken to be in the documents' own words
LONGEST = 5  # words of a thing that stands in a text as it is asked for, or not at all
_MENTIONED = re.compile(
    r"\bco (?:(?:nhac|noi)(?: gi)? (?:den|toi|ve)|de cap(?: gi)?(?: den| toi| ve)?) (?P<thing>.+?)(?: hay)?(?: gi)?"
    r" (?:khong|ko|k)$"
    r"|\bco (?:nhac|noi|de cap) gi (?:den|toi|ve) (?P<rest>.+)$"
    r"|\bnao (?:co )?(?:(?:khong|chua)(?: he)? )?(?:nhac|noi|de cap)(?: den| toi| ve)+ (?P<where>[^,;]+)"
)
_LEADS_IN = re.compile(
    r"^(?:den|toi|ve|cac|nhung|viec|van de|noi dung|cum tu|chu|tu|khai niem|muc tieu|chi tieu|thong tin)\s+"
)
# Words that make of a name a description, which a text may give in other words.
_DESCRIBES = re.compile(
    r"\b(?:ai|gì|nào|sao|đâu|mấy|bao|khi|cho|để|bằng|nếu|hay|hoặc|với|được|bị|phải|cách|rõ|của|người|những|các"
    r"|gi|nao|dau|may|de|bang|neu|hoac|voi|duoc|bi|phai|cach|ro|cua|nguoi|nhung|cac)\b"
)
_PLACE = re.compile(r"\s(?:o|cua|tai|trong)\s.*$")
# "bao nhiêu USD", "20 MW": what something is counted in need not stand in the text.
_UNIT = re.compile(r"(?:\d|\b(?:bao nhiêu|mấy|triệu|tỷ|tỉ))\s*$", re.IGNORECASE)
_QUESTIONS = 32  # of which is kept what they name: each document is asked for it
_GAP = r"\W+(?:va\W+)?"  # between words that stand side by side
_SMALL = re.compile(r"(?<![\w/&-])[a-z]{3,}(?![\w/&-])")
# Syllables of a full form of which one may differ ("các nhân tố / yếu tố tổng hợp"), or two be left out ("trực tiếp").
_ONE_OFF, _TWO_OFF = 4, 6


def missing(query: Query, material: Material) -> str:
    """Says what a question names that the documents asked about have nowhere; "" if they have all of it."""
    if query.english:
        own = re.findall(r"\w+", query.vietnamese)  # "ICT" is a word of the dictionary
        asked = [name for name in _abbreviations(query.text) if name in own]
    else:
        asked = [*(() if query.folded else _abbreviations(query.text)), *_in_small_letters(query.text)]
    asked += CODE.findall(query.text)
    names = [name for name in asked if not _stands(name, _spellings(name), query, material)]
    if not names and (thing := mentioned(query)) and not _stands(thing, _worded(thing), query, material):
        names = [thing]
    if not names and query.asks_for("yes-no"):
        numbers = [m.span() for m in DOC_NUMBER.finditer(query.text)]
        apart = (
            m
            for m in agencies.find(query.text)
            if not any(a < m.end and m.start < b for a, b in numbers) and not m.printed.startswith("quỹ ")
        )  # "thành lập quỹ phát triển khoa học …": a fund is named by a capital
        names = [agency] if (agency := charged.unmentioned((m.canonical for m in apart), query, material)) else []
    return f"Văn bản không nhắc đến “{names[0]}”." if names else ""


def mentioned(query: Query) -> str:
    """Returns the thing that a question only asks the mention of ("… có nhắc đến robot không?"), if it is short."""
    return "" if query.documents else _mentioned(query.text)


@lru_cache(maxsize=_QUESTIONS)
def _mentioned(text: str) -> str:
    found = _MENTIONED.search(fold(text).rstrip(" ?."))
    if not found:
        return ""
    start, end = next(found.span(name) for name in ("thing", "rest", "where") if found[name])
    return thing_named(text[start:end])


def thing_named(text: str) -> str:
    """Returns what a stretch of a question names in words that a text has or has not; "" for a description."""
    while lead := _LEADS_IN.match(fold(text)):
        text = text[lead.end() :]
    if place := _PLACE.search(fold(text)):
        text = text[: place.start()]
    known = agencies.find(text)  # these have spellings of their own, as documents have
    described = _DESCRIBES.search(text.lower()) or any(" " in text[m.start : m.end] != text for m in official(text))
    return text if 0 < len(text.split()) <= LONGEST and not known and not described else ""


def patterns_of(thing: str) -> list[str]:
    """Returns the patterns of the ways in which a folded text may give a thing.

    Official words stand for a single one ("blockchain"); for several they may be wider than these.
    """
    if ACRONYM.fullmatch(thing):
        others = _spellings(thing)
    else:
        others = map(_side_by_side, _forms(thing)) if " " in thing else _worded(thing)
    return [_side_by_side(_words(thing)), *others]


def remark(query: Query, material: Material) -> str:
    """Says that the documents have only other words for what a question asks the mention of; "" if they have it."""
    thing = mentioned(query)
    if not thing or _stands(thing, map(_side_by_side, _forms(thing)), query, material):
        return ""
    return f"Văn bản không ghi “{thing}”; nội dung gần với điều được hỏi:"


def unheld(query: Query, material: Material) -> str:
    """Says which words of two syllables a question has and none of a few documents asked about; "" if they have all.

    Not for a question in everyday words, whose official ones the documents may have. Names of agencies and places,
    words with an official expression and words of asking are left out.
    """
    everyday = official(text := unify_tone(query.text))
    lay = len(everyday) > FORMAL or LAY & set(re.findall(r"\w+", text.lower()))
    if query.english or query.folded or lay or not (docs := charged.few_asked(query, material)):
        return ""
    held = [material.terms_of(doc_id) for doc_id in docs]
    named = [(m.start, m.end) for m in (*agencies.find(text), *provinces.find(text))]
    named += [(m.start, m.end) for m in everyday] + [m.span() for m in DOC_NUMBER.finditer(text)]
    lacking = [
        f"“{word}”"
        for start, end, word in two_syllables(text)
        if word not in ASKING_WORDS
        and not any(a < end and start < b for a, b in named)
        and not any(word.replace(" ", "_") in terms for terms in held)
    ]
    return f"Văn bản không nhắc đến {', '.join(dict.fromkeys(lacking))}." if lacking else ""


def two_syllables(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields the words of two syllables with their places; of "chi ngân sách" the last two are one, for they go on."""
    words = [(m.start(), m.end(), m.group().lower()) for m in re.finditer(r"\w+", text)]
    pairs = [
        a[1] + 1 == b[0] and is_word(a[2], b[2]) and not {a[2], b[2]} & STOPWORDS for a, b in pairwise(words)
    ] + [False]
    taken = False
    for at, joined in enumerate(pairs):
        goes_on = pairs[at + 1 : at + 3] in ([True], [True, False])
        if joined and not taken and not goes_on:
            yield words[at][0], words[at + 1][1], f"{words[at][2]} {words[at + 1][2]}"
            taken = True
        else:
            taken = False


def holding(query: Query, choices: Sequence[Choice]) -> list[Choice]:
    """Returns the sentences that have what a question asks the mention of; all of them for any other question."""
    thing = mentioned(query)
    if not thing:
        return list(choices)
    forms = [_side_by_side(_words(thing)), *_worded(thing)]
    return [c for c in choices if any(re.search(form, fold(c.text)) for form in forms)]


@lru_cache(maxsize=_QUESTIONS)
def _abbreviations(text: str) -> tuple[str, ...]:
    """The abbreviations of a text that are not of agencies, provinces, documents or units; "KH,CN&ĐMST" is several."""
    taken = [(m.start, m.end) for m in (*provinces.find(text), *agencies.find(text))]
    taken += [m.span() for m in DOC_NUMBER.finditer(text)]
    return tuple(
        m.group()
        for m in ACRONYM.finditer(text)
        if len(m.group()) > 2
        and "&" not in m.group()
        and not any(start < m.end() and m.start() < end for start, end in taken)
        and not _UNIT.search(text[: m.start()])
    )


@lru_cache(maxsize=_QUESTIONS)
def _in_small_letters(text: str) -> tuple[str, ...]:
    """The known abbreviations of a text that are typed in small letters and spelt like no syllable: "ocop", "hdi"."""
    taken = [(m.start, m.end) for m in (*provinces.find(text), *agencies.find(text))]
    return tuple(
        m.group().upper()
        for m in _SMALL.finditer(text)
        if meanings(m.group())
        and not is_syllable(m.group())
        and not any(start < m.end() and m.start() < end for start, end in taken)
    )


def _spellings(name: str) -> Iterator[str]:
    """The patterns of an abbreviation's full forms, "và" and commas apart; of any words with its letters."""
    for full in meanings(name):
        words = _words(full)
        yield _side_by_side(words)
        for off in range(1, len(words) if len(words) >= _ONE_OFF else 0):
            yield _side_by_side([*words[:off], r"\w+", *words[off + 1 :]])
            yield _side_by_side([*words[:off], r"\w+\W+\w+", *words[off:]])  # "nông nghiệp ứng dụng công nghệ cao"
            for left_out in range(1, 3 if len(words) >= _TWO_OFF else 2):
                yield _side_by_side([*words[:off], *words[off + left_out :]])
    yield from (_side_by_side(_words(phrase)) for found in official(name) for phrase in found.value)  # "ROBOT"
    letters = fold(name)
    if letters.isalpha() and len(letters) <= 7:
        yield r"\b" + _GAP.join(rf"{letter}[a-z]*" for letter in letters) + r"\b"


def _worded(thing: str) -> Iterator[str]:
    """The patterns of other words for a thing: full and short forms, official expressions."""
    whole = (found for found in official(thing) if (found.start, found.end) == (0, len(thing)))
    yield from map(_side_by_side, _forms(thing))
    yield from (_side_by_side(_words(phrase)) for found in whole for phrase in found.value)


def _forms(thing: str) -> list[list[str]]:
    """The words of the full and the short forms of a thing."""
    return [_words(form) for form in (*meanings(thing), *short_forms(thing))]


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(text)) if word != "va"]


def _side_by_side(words: list[str]) -> str:
    """The pattern of words, plain letters and digits, that stand side by side but for "và" and marks."""
    return r"\b" + _GAP.join(words) + r"\b"


def _stands(name: str, others: Iterator[str], query: Query, material: Material) -> bool:
    """Whether a name, or a pattern for it, stands in a document asked about; of many documents no one is read."""
    docs = charged.few_asked(query, material)
    if not docs:
        return True
    if (word := fold(name)).isalnum() and any(word in material.terms_of(doc_id) for doc_id in docs):
        return True  # most; their texts need not be read
    texts = [material.folded(doc_id) for doc_id in docs]
    own = _side_by_side(_words(name))
    return any(_matches(pattern, text) for pattern in (own, *others) for text in texts)


@lru_cache(maxsize=2_000)  # questions have the same abbreviations
def _matches(pattern: str, text: str) -> bool:
    """Whether a pattern of words side by side is in a text; that one of its words is not costs far less to see."""
    words = pattern.removeprefix(r"\b").removesuffix(r"\b").split(_GAP)
    return all(word in text for word in words if word.isalnum()) and re.search(pattern, text) is not None
