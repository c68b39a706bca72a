"""Words that answers need and documents do not give."""

from __future__ import annotations

from qa.sayings import in_english

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


_ENGLISH = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int, english: bool = False) -> str:
    """Returns a count in words, up to 99; so that every figure of an answer is one of the document's.

    Spelling: "mười", "mười lăm", "hai mươi mốt", "hai mươi lăm"; "twenty-one".
    """
    if not 0 <= number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if english:
        small = number < len(_ENGLISH)
        return _ENGLISH[number] if small else "-".join([_TENS[tens - 2], *([_ENGLISH[ones]] if ones else [])])
    if number < 10:
        return _DIGITS[number]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    tail = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _DIGITS[ones])
    return f"{head} {tail}".strip()


def more_items(number: int, english: bool = False) -> str:
    """Returns the last line of a list that shows only its first items."""
    more = in_words(number, english)
    return f"- … and {more} more." if english else f"- … và {more} mục nữa."


def in_language(remark: str, english: bool) -> str:
    """Returns a remark in the language of the question."""
    return in_english(remark) if english else remark


def unnamed(english: bool = False) -> str:
    """Returns what stands for a heading that the text has lost."""
    return "(no heading left in the text)" if english else "(một phần mà văn bản không còn ghi tên)"
