"""Documents that a text names by their number, and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The code in a number names the kind of document (Nghị định 30/2020/NĐ-CP, Phụ lục III).
KIND_CODES = {
    "QĐ": "Quyết định", "KH": "Kế hoạch", "NQ": "Nghị quyết", "NĐ": "Nghị định", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "CT": "Chỉ thị", "CTr": "Chương trình", "ĐA": "Đề án", "DA": "Dự án",
    "TB": "Thông báo", "HD": "Hướng dẫn", "BC": "Báo cáo",
    "TTr": "Tờ trình", "KL": "Kết luận", "QC": "Quy chế", "QyĐ": "Quy định", "CĐ": "Công điện", "QH": "Luật",
}  # fmt: skip
DOC_NUMBER = re.compile(
    r"(?P<no>\d{1,5})\s?(?:/(?P<year>\d{4}))?\s?(?:/\s?|-\s?)"
    r"(?P<code>[^\W\d_]{1,8}\d{0,2}(?:\s?[-–/]\s?[^\W\d_&]{1,12}\d{0,2}){0,2})"
)
DATE = re.compile(
    r"ngày\s*(?P<d>\d{1,2})?\s*tháng\s*(?P<m>\d{1,2})?\s*năm\s*(?P<y>\d{4})"
    r"|(?:ngày\s*)?(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y2>\d{4})",
    re.IGNORECASE,
)
KINDS = (
    "Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị",
    "Chương trình hành động", "Chương trình", "Kế hoạch", "Kết luận", "Tờ trình", "Công văn", "Thông báo", "Hướng dẫn",
    "Đề án", "Báo cáo",
)  # fmt: skip
# The kind before a number, in capitals too: "NGHỊ QUYẾT SỐ 15/2023/NQ-HĐND NGÀY …".
_KIND = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})\s(?:liên tịch\s|thẩm tra\s)?(?:số\s*:?\s*)?$"
    rf"|(?P<capitals>{'|'.join(KINDS).upper()})\s(?:LIÊN TỊCH\s|THẨM TRA\s)?(?:SỐ\s*:?\s*)?$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named by its number in a text: `text[start:end]` from its kind to its date."""

    start: int
    end: int
    kind: str
    number: str
    date: str | None


def parse_date(text: str) -> str | None:
    """Returns the first date in a text as ISO, without the day or month where the text leaves them blank."""
    match = DATE.search(text)
    if not match:
        return None
    year, month, day = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    # What cannot be a month or a day was misread or mistyped: the rest of the date still holds.
    month = month if month and 1 <= int(month) <= 12 else None
    day = day if month and day and 1 <= int(day) <= 31 else None
    if not month:
        return str(year)
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def named_documents(text: str) -> Iterator[Mention]:
    """Yields each document that a text names by its number, in order."""
    for match in DOC_NUMBER.finditer(text):
        kind = _KIND.search(text, max(0, match.start() - 60), match.start())
        after = text[match.end() : match.end() + 40]
        dated = DATE.search(after) if re.match(r"\s*(?:,\s*)?ngày", after, re.IGNORECASE) else None
        yield Mention(
            start=kind.start() if kind else match.start(),
            end=match.end() + (dated.end() if dated else 0),
            kind=(kind["kind"] or kind["capitals"].capitalize()) if kind else _kind_of(match["code"]),
            number=re.sub(r"\s", "", match.group()),
            date=parse_date(after) if dated else None,
        )


def _kind_of(code: str) -> str:
    """The kind that a number's code tells; "QH" does not, since laws and resolutions bear it."""
    return KIND_CODES.get(re.split(r"\s?[-–/]", code)[0], "")
