"""Words that answers need and documents do not give."""

from __future__ import annotations

from qa.sayings import in_english

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int, english: bool = False) -> str:
    """Returns a count in Vietnamese words, up to 99; so that every figure of an answer is one of the document's.

    Spelling: "mười", "mười lăm", "hai mươi mốt", "hai mươi lăm".
    """
    if english or not 0 <= number < 100:
        return str(number)
    if number < 10:
        return _DIGITS[number]
    tens, ones = divmod(number, 10)
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    tail = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _DIGITS[ones])
    return f"{head} {tail}".strip()


def in_language(remark: str, english: bool) -> str:
    """Returns a remark in the language of the question."""
    return in_english(remark) if english else remark


def unnamed(english: bool = False) -> str:
    """Returns what stands for a heading that the text has lost."""
    return "(no heading left in the text)" if english else "(một phần mà văn bản không còn ghi tên)"
