"""The markers that number Vietnamese official documents, and what may follow what.

Two grammars occur, often in one file: decisions and laws (Phần, Chương, Mục, Điều, khoản "1.", điểm "a)") and plans
("I.", "1.", "1.1.", "a)", "-", "+"). Source of the numbering rules: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.vietnamese import agencies

# Rank orders the levels: a marker closes every open level of its own rank or a deeper one.
RANKS = {
    "phan": 0,
    "chuong": 1,
    "muc": 2,
    "upper": 3,
    "roman": 4,
    "dieu": 5,
    "task": 5.5,
    "project": 5.7,
    "arabic": 6,
    "decimal": 7,
    "decimal3": 8,
    "letter": 9,
    "paren": 9.5,
    "star": 10,
    "dash": 11,
    "plus": 12,
}
BULLETS = ("star", "dash", "plus")
# What plans number by name: "Nhiệm vụ 1: …", "Dự án 2: …".
NAMED_KINDS = ("task", "project")
# The alphabet of điểm. Official lists run a b c d đ e g h i k …, but many typists skip đ or use f and j.
LETTERS = "abcdđefghijklmnopqrstuvwxyz"
OPTIONAL_LETTERS = "đfjwz"

# Capitals for character classes: in Unicode, ranges such as "À-Ỹ" hold small letters too.
UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

_ROMAN = r"(?=[IVXL])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phan", re.compile(rf"(Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?({_ROMAN}|\d+|\w+)\b[.:]?\s*")),
    ("chuong", re.compile(rf"(Chương|CHƯƠNG)\s+({_ROMAN}|\d+)\b[.:]?\s*")),
    ("muc", re.compile(rf"(Mục|MỤC)\s+(\d+|{_ROMAN})\b[.:]?\s*")),
    ("dieu", re.compile(r"(Điều|ĐIỀU)\s+(\d{1,3}[a-zđ]?)\s*[.:]\s*")),
    ("roman", re.compile(rf"()({_ROMAN})\s*(?:[./)\-–]\s+|\.(?=[{UPPER}]{{2}}))")),
    ("upper", re.compile(r"()([A-HĐK])\.\s+")),
    ("task", re.compile(r"(Nhiệm vụ|NHIỆM VỤ)\s+(\d{1,2})\s*[:.]\s+")),
    ("project", re.compile(r"(Dự án|DỰ ÁN|Đề án|ĐỀ ÁN)\s+(\d{1,2})\s*[:.]\s+")),
    ("decimal3", re.compile(r"()(\d{1,2}\.\d{1,2}\.\d{1,2})[.)\-–]?\s+")),
    ("decimal", re.compile(r"()(\d{1,2}\.\d{1,2})(?:[.)\-–]?\s+(?=\D)|\.\s+(?=\d))")),
    ("arabic", re.compile(rf"()(\d{{1,2}})(?:[.)/\-–]\s+(?=\D)|[.)]\s+(?=\d)|[.)](?=[{UPPER}]))")),
    ("letter", re.compile(rf"()([a-zđ])\s*(?:[.)]\s+|\)(?=[{UPPER}]))")),
    ("paren", re.compile(r"()\((\d{1,2})\)\s+")),
    ("dash", re.compile(rf"([-–—•●▪○◦])()(?:\s+|(?=[{UPPER}][^\W\d_A-Z]))")),
    ("plus", re.compile(r"(\+)()\s*")),
    ("star", re.compile(r"(\*)()\s*")),
)
NUMBER_WORDS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8}

# Lines that say who does what stands above them, and by when: data about a task, never a heading.
UNIT_LINE = re.compile(
    r"^[-–*+•]?\s*(?P<label>(?:(?:đơn vị|cơ quan|tổ chức)\s+(?:chủ trì|phối hợp|thực hiện|đầu mối|chịu trách nhiệm)"
    r"(?:\s+(?:thực hiện|chính|tham mưu))?(?:,?\s+(?:và\s+)?phối hợp(?:\s+thực hiện)?)?"
    r"|phân công(?:\s+(?:thực hiện|nhiệm vụ))?|chủ trì|phối hợp"
    r"|thời gian(?:\s+(?:thực hiện|hoàn thành|triển khai|trình))?|thời hạn(?:\s+(?:thực hiện|hoàn thành))?"
    r"|tiến độ(?:\s+thực hiện)?|lộ trình(?:\s+thực hiện)?"
    r"|(?:sản phẩm|kết quả)(?:\s+(?:đầu ra|dự kiến|thực hiện|đạt được|cần đạt))?"
    r"|(?:nguồn\s+)?kinh phí(?:\s+thực hiện)?))\s*:\s*",
    re.IGNORECASE,
)
ENDS_SENTENCE = re.compile(r"[.;!?…][\"”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible marker at the start of a unit.

    Attributes:
        type: a key of `RANKS`.
        value: position in its list, from 1; 0 for bullets. A decimal's value is its last number.
        label: as printed, without trailing space.
        length: characters up to the text after the marker.
        parent_value: for a decimal, the number before the last dot ("2" of "2.1").
        before_figure: whether a figure follows ("2. 100% …"): then it may be a part of that figure, and is a marker
            only where the sequence waits for this very number.
    """

    type: str
    value: int
    label: str
    length: int
    parent_value: str = ""
    before_figure: bool = False

    @property
    def rank(self) -> float:
        """The level of this kind of marker."""
        return RANKS[self.type]


def candidates(text: str) -> list[Marker]:
    """Returns every reading of the start of a text as a marker, likeliest first.

    "I." can be the first Roman chapter or nothing; "C." the third section or a Roman hundred; a caller decides by
    what the sequence wants.
    """
    found = []
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            value = _value(kind, match.group(2))
            if value is not None:
                parent = match.group(2).rpartition(".")[0] if kind.startswith("decimal") else ""
                figure = kind in ("arabic", "decimal") and text[match.end() : match.end() + 1].isdigit()
                found.append(Marker(kind, value, match.group(0).strip(), match.end(), parent, figure))
    return found


def follows(kind: str, last: int, value: int) -> bool:
    """Whether `value` is the next one after `last` (0: none yet) in a list of this kind."""
    return missing_between(kind, last, value) == 0 and value > last


def missing_between(kind: str, last: int, value: int) -> int:
    """Returns how many numbers are skipped between two members of a list (optional letters not counted)."""
    if kind == "letter":
        return sum(1 for c in LETTERS[last : value - 1] if c not in OPTIONAL_LETTERS)
    return value - last - 1


def _value(kind: str, printed: str) -> int | None:
    if kind in BULLETS:
        return 0
    if kind == "letter":
        return LETTERS.index(printed) + 1
    if kind == "upper":
        return "ABCDĐEFGHK".index(printed) + 1
    if kind.startswith("decimal"):
        return int(printed.split(".")[-1]) or None
    digits = re.match(r"\d+", printed)
    if digits:
        return int(digits.group()) or None
    if printed.lower() in NUMBER_WORDS:
        return NUMBER_WORDS[printed.lower()]
    return roman(printed) if re.fullmatch(_ROMAN, printed) else None


def roman(numeral: str) -> int:
    """Returns the value of a Roman numeral."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    total = 0
    for this, following in zip(numeral, [*numeral[1:], ""], strict=True):
        total += -values[this] if following and values[following] > values[this] else values[this]
    return total


def to_roman(value: int) -> str:
    """Returns a value up to 89 as a Roman numeral."""
    parts = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for size, numeral in parts:
        while value >= size:
            text += numeral
            value -= size
    return text


def sentence_like(text: str) -> bool:
    """Whether a line reads as running text: a numbered line that ends a sentence is not a heading."""
    return bool(ENDS_SENTENCE.search(text)) or len(text) > 300


def is_capitals_heading(text: str) -> bool:
    """Whether a line is in capitals, without a number, and no sentence ("MỤC ĐÍCH, YÊU CẦU")."""
    letters = sum(c.isalpha() for c in text)
    if not text.isupper() or not 5 <= letters <= 150 or sentence_like(text) or candidates(text):
        return False
    return letters > 5 or any(m.end - m.start == len(text.strip()) for m in agencies.find(text))  # "SỞ Y TẾ"


_NUMBER = r"\d+(?:\.\d+)+"
_REFERRED = re.compile(
    rf"\b(?:nhiệm vụ|nội dung|công việc|giải pháp|mục|khoản|điểm)(?:\s+(?:tại|ở|thuộc|của|số|mục|khoản|điểm))*\s+"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|;|và|đến)\s*(?:(?:mục|nhiệm vụ|khoản|điểm)\s+)?{_NUMBER})*)",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER)


def numbers_referred(text: str) -> tuple[str, ...]:
    """Returns the numbers of sections that a text refers to: ("3.4.1", "3.4.2") of "nhiệm vụ 3.4.1 và 3.4.2"."""
    return tuple(dict.fromkeys(n for match in _REFERRED.finditer(text) for n in _ONE.findall(match["numbers"])))
