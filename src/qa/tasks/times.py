"""The deadlines and periods that a sentence sets."""

from __future__ import annotations

import re

_EVERY = r"(?:hàng|hằng)"
_PERIOD = (
    rf"(?:{_EVERY}\s+(?:năm|quý|tháng|tuần)"
    r"|(?:0?[369]|một|hai|ba|sáu)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?"
    r"|(?:cả|01|một)\s+năm|năm|quý|tháng)"
)
_PERIODS = rf"{_PERIOD}(?:\s*(?:,|và|hoặc|/)\s*(?:{_PERIOD}|đột xuất))*"
_YEAR = rf"(?:\s*[/.-]\s*\d{{4}}|\s+năm\s+\d{{4}}|\s+của\s+năm(?:\s+sau)?|\s+{_EVERY}\s+năm)"
_DAY = (
    rf"(?:ngày\s+\d{{1,2}}\s+{_EVERY}\s+(?:tháng|quý)"
    rf"|(?:ngày\s+)?\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}|\s+tháng\s+\d{{1,2}}){_YEAR}?)"
)
_QUARTER = rf"(?:quý|tháng)\s+(?:[IVX]+|\d{{1,2}})(?:\s*[,/-]?\s*(?:năm\s+)?\d{{4}}|\s+{_EVERY}\s+năm)?"
_SPAN = rf"(?:{_QUARTER}|năm\s+\d{{4}}|\d{{4}})"
# A period counts where it opens a sentence; inside one it mostly belongs to a noun ("ngân sách hàng năm").
_OPENING = (
    rf"(?:(?<![^\n])|(?<=[;.]\s))(?:[-+*•]\s+)?{_PERIODS}"
    r"(?=\s*,|\s+(?:báo|tổng|gửi|tổ|rà|xây|lập|kiểm|đánh|phối|chủ|tham))"
)
_TIME = re.compile(
    rf"định\s+kỳ\s+{_PERIODS}\s*,?\s*(?:\(?(?:trước|chậm nhất)(?:\s+là)?\s+{_DAY}\)?)?"
    rf"|(?:chậm\s+nhất(?:\s+(?:là|vào|đến))?|trước)\s+(?:{_DAY}|{_SPAN})"
    rf"|hoàn\s+thành\s+(?:trong|vào|trước|xong\s+trước)\s+{_SPAN}"
    rf"|(?<=hoàn\sthành:\s)(?:(?:trong|trước)\s+)?(?:{_DAY}|{_SPAN})"
    rf"|trong\s+{_QUARTER}"
    rf"|ngày\s+\d{{1,2}}\s+{_EVERY}\s+tháng"
    rf"|{_OPENING}",
    re.IGNORECASE,
)
_NOISE = re.compile(r"^[-+*•\s]+|[\s,(]+$")


def times_in(text: str) -> str:
    """Returns the deadlines and periods that a sentence sets, as printed, joined by "; "."""
    found = [_NOISE.sub("", match.group()) for match in _TIME.finditer(text)]
    return "; ".join(dict.fromkeys(time for time in found if time))
