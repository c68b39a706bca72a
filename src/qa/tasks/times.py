"""The deadlines and periods that a sentence sets."""

from __future__ import annotations

import re
from functools import cache

from qa.tasks.wording import phrases

_EVERY = r"(?:hàng|hằng)"
_EVERY_PERIOD = rf"{_EVERY}\s+(?:năm|quý|tháng|tuần)"
_COUNT = r"(?:\d{1,2}|một|hai|ba|bốn|sáu)"
_PERIOD = (
    rf"(?:{_EVERY_PERIOD}"
    r"|(?:0?[369]|một|hai|ba|sáu)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?"
    r"|(?:cả|01|một)\s+năm|năm|quý|tháng)"
)
_PERIODS = rf"{_PERIOD}(?:\s*(?:,|và|hoặc|/)\s*(?:{_PERIOD}|đột xuất))*"
_UNIT = r"(?:năm|quý|tháng|tuần)"
_ONCE = rf"(?:(?:ít\s+nhất|tối\s+thiểu)\s+)?{_COUNT}\s+lần"
_OTHER_YEAR = (
    r"\s+(?:của\s+)?năm\s+(?:sau|trước|kế\s+tiếp|tiếp\s+theo|liền\s+kề)(?:\s+liền\s+kề|\s+năm\s+kế\s+hoạch)?"
)
_YEAR = rf"(?:\s*[/.-]\s*\d{{4}}|\s+năm\s+\d{{4}}|{_OTHER_YEAR}|\s+của\s+năm|\s+{_EVERY}\s+năm)"
_DAY = (
    rf"(?:ngày\s+\d{{1,2}}\s+{_EVERY}\s+(?:tháng|quý)"
    r"|ngày\s+\d{1,2}\s+của\s+(?:tháng|quý)(?:\s+(?:đầu|cuối|thứ\s+\w+)(?:\s+(?:của\s+)?(?:mỗi\s+)?quý)?|\s+sau)?"
    rf"|(?:ngày\s+)?\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}|\s+tháng\s+\d{{1,2}}){_YEAR}?)"
)
_DAYS = rf"{_DAY}(?:\s*(?:,|và|hoặc)\s*{_DAY})*"
# "hằng tháng trước ngày 25": a day alone is a deadline where nothing of a date follows.
_DAY_ALONE = r"ngày\s+\d{1,2}(?=\s*(?:[.;,)]|$))"
_MONTH_YEAR = rf"(?:\s*[,/-]?\s*(?:năm\s+)?\d{{4}}|{_OTHER_YEAR}|\s+{_EVERY}\s+năm)"
_QUARTER = rf"(?:quý|tháng)\s+(?:[IVX]+(?!\w)|\d{{1,2}}){_MONTH_YEAR}?"
_SPAN = rf"(?:{_QUARTER}|năm\s+\d{{4}}|\d{{4}})"
_POINT = rf"(?:(?:cuối|đầu|giữa|hết)\s+)?(?:{_DAY}|{_QUARTER}|năm\s+\d{{4}})"
_LONG = r"\d{1,3}\s+(?:giờ|ngày(?:\s+làm\s+việc)?|tháng)(?!\w)"
_SINCE = (
    r"\s*,?\s*(?:kể\s+)?từ\s+(?:khi|ngày|thời\s+điểm|lúc)\s"
    r"[^.;,]{2,80}?(?:có\s+hiệu\s+lực(?:\s+thi\s+hành)?|(?=\s*(?:[.;,]|$)))"
)
_YEARS = (
    r"(?:giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4}|năm\s+học\s+\d{4}\s*[-–]\s*\d{4}"
    r"|(?:\w+\s+)?năm\s+\d{4}\s*(?:-|–|và|,|đến(?:\s+hết)?(?:\s+năm)?)\s*\d{4})"
)
_BEFORE = r"(?:chậm\s+nhất(?:\s+(?:là|vào|đến|trước))*|trước|xong\s+trước)"
_BRACKETED = rf"\s*\({_BEFORE}\s+(?:{_DAYS}|{_DAY_ALONE})\)"
_NOISE = re.compile(r"^[-+*•\s]+|[\s,(]+$")


def times_in(text: str) -> str:
    """Returns the deadlines and periods that a sentence sets, as printed, joined by "; "."""
    found = [_NOISE.sub("", match.group()) for match in _pattern().finditer(text)]
    return "; ".join(dict.fromkeys(time for time in found if time))


@cache
def _pattern() -> re.Pattern[str]:
    words = phrases()["times"]
    actions = "|".join(sorted(map(re.escape, phrases()["words"]["actions"]), key=len, reverse=True))
    return re.compile("|".join([*_periods(words, actions), *_days(), *_milestones(words)]), re.IGNORECASE)


def _periods(words: dict[str, str], actions: str) -> list[str]:
    """Returns how often: "định kỳ hằng quý (trước ngày 20 của tháng cuối quý)", "mỗi quý một lần"."""
    deadline = rf"(?:{_BRACKETED}|\s*,?\s*\(?{_BEFORE}\s+(?:{_DAYS}|{_DAY_ALONE})\)?)"
    # A period counts where it opens a clause; inside one it mostly belongs to a noun ("ngân sách hàng năm").
    opening = r"(?:(?<![^\n])|(?<=[;.]\s))(?:[-+*•]\s+)?"
    return [
        rf"định\s+kỳ\s+(?:mỗi\s+)?{_PERIODS}(?:\s+{_ONCE})?{deadline}?",
        rf"{_ONCE}\s+trong\s+(?:mỗi\s+|một\s+)?{_UNIT}(?!\w|\s+\d)",
        rf"{opening}mỗi\s+{_UNIT}(?=\s*,|\s+(?:{actions})(?!\w))",
        rf"(?:(?:(?:sáng|chiều|tối)\s+)?(?:thứ\s+\w+|chủ\s+nhật)\s+|(?<=\s)){_EVERY}\s+(?:quý|tháng|tuần)(?=\s*(?:[.;,)]|$))",
        rf"(?:mỗi|một)\s+{_UNIT}\s+{_ONCE}|{_ONCE}\s+(?:mỗi|một)\s+{_UNIT}|{_COUNT}\s+{_UNIT}\s+một\s+lần",
        rf"{opening}{_PERIODS}(?:{_BRACKETED}|(?=\s*,|\s+(?:{actions})(?!\w)))",
        rf"{_EVERY_PERIOD}{_BRACKETED}",
        rf"{_EVERY}\s+(?:quý|tháng|tuần){deadline}",
        rf"(?<=\s){_EVERY_PERIOD}\s+(?:vào|trong)\s+{_QUARTER}",
        rf"(?<=\s)(?:{words['repeated']})\s+{_EVERY_PERIOD}(?=\s*(?:[.;,)]|$|(?:về|gửi|với|để|cho)\s))",
    ]


def _days() -> list[str]:
    """Returns the days and the durations: "trước ngày 5/6/2026", "trong thời hạn 10 ngày kể từ khi …"."""
    return [
        rf"{_BEFORE}\s+(?:{_DAYS}|{_SPAN}|{_DAY_ALONE})",
        rf"(?<!tính\s)(?<!\d\s)đến\s+(?:hết\s+)?{_DAY}",
        rf"(?<!tính\s)(?<!\d\s)đến\s+hết\s+{_SPAN}",
        # Of a plan's name ("Chiến lược … đến năm 2030") it is no deadline, and that stands in the middle of a clause.
        r"(?<=;\s)đến\s+năm\s+\d{4}(?=,?\s)",
        rf"trong\s+(?:thời\s+hạn|vòng|thời\s+gian)\s+(?:không\s+quá\s+|tối\s+đa\s+)?{_LONG}(?:{_SINCE})?",
        rf"chậm\s+nhất(?:\s+(?:là|sau|trong))*\s+{_LONG}(?:{_SINCE})?",
        rf"ngày\s+\d{{1,2}}\s+{_EVERY}\s+tháng",
    ]


def _milestones(words: dict[str, str]) -> list[str]:
    """Returns when something is to be done: "sơ kết vào năm 2027", "khởi công trong quý III/2026"."""
    happens = rf"(?:{words['done']})\s+(?:[^.;%\d]{{1,60}}?\s)?vào\s+"
    return [
        rf"hoàn\s+thành\s+(?:(?:trong|vào|trước|xong\s+trước)\s+)?{_SPAN}",
        rf"hoàn\s+thành\s+(?:[^\W\d_]+\s+){{1,3}}trong\s+{_SPAN}",
        r"trong\s+(?:0?[369]|ba|sáu|chín)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?",
        rf"(?<=hoàn\sthành:\s)(?:(?:trong|trước)\s+)?(?:{_DAYS}|{_SPAN})",
        rf"{happens}(?:{_POINT}|tuần\s+thứ\s+\w+\s+của\s+{_QUARTER})|vào\s+(?:cuối|đầu|giữa)\s+năm\s+\d{{4}}",
        rf"(?:{words['begun']})\s+từ\s+{_POINT}",
        rf"(?<=[,;]\sthực\shiện\s)(?:trong\s+|từ\s+)?{_YEARS}",
        rf"(?:trong|từ)\s+{_YEARS}(?=\s*(?:[.;,)]|$))",
        rf"trong\s+{_QUARTER}",
        rf"(?:hoàn\s+thành\s+)?(?:trước|trong|nhân|vào)\s+(?:{words['seasons']})[^.;,]{{2,60}}?\d{{4}}",
        r"tại\s+(?:các\s+)?kỳ\s+họp\s[^.;,]{2,40}",
    ]
