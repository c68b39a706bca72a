"""A measure for each of something ("mỗi hộ đóng bao nhiêu"): a sum of all tells nothing of one."""

from __future__ import annotations

import re

from qa.answer.checks.kinds import alike
from qa.answer.values import FIGURE_ASKED
from qa.vietnamese.compounds import is_word

# What recurs, what a figure has as its measure, and what others do in their parts.
_NOT_THINGS = (
    r"(?!(?:năm|tháng|quí|quý|ngày|tuần|lần|đợt|kỳ|kì|giờ|giai đoạn|vụ|mùa|nơi|chỗ|bên|tỉnh|địa phương|loại|thứ|khâu"
    r"|mặt|phần|cơ quan|sở|nội dung|việc|mức|bước|đầu|vạn|triệu|nghìn|ngàn|trăm|chục|héc|hec|ha|mét|cây số|khối"
    r"|tấn|tạ|yến|cân|kí|ký|ki|lít)\b)"
)
_EACH = re.compile(
    rf"\b(?:mỗi|từng)\s+(?:một\s+)?{_NOT_THINGS}(?P<a>[^\W\d_]+)(?:\s(?P<b>[^\W\d_]+))?"
    rf"|\bbao nhiêu\b[^?,;]{{0,16}}?\s(?:một|mỗi|/)\s+{_NOT_THINGS}(?P<c>[^\W\d_]+)(?:\s(?P<d>[^\W\d_]+))?"
)
_SUM_EACH = re.compile(
    r"(?:đồng|triệu|tỷ|tỉ)\s*(?:\([^)]*\)\s*)?(?:/|(?:cho |trên )?(?:mỗi|một|từng)\b)(?!\s*(?:năm|tháng|quí|ngày)\b)"
)
# Who are paid "đồng/người".
_PEOPLE = re.compile(
    r"(?:lao động|cán bộ|công chức|viên chức|học viên|học sinh|sinh viên|chuyên gia|kỹ sư|bác sĩ|tiến sĩ|thạc sĩ"
    r"|giáo viên|thành viên|cố vấn|nông dân|ngư dân|thanh niên|công nhân|nhà khoa học|cá nhân|thợ)\b"
)
_SHARE = re.compile(r"phần trăm|%|\b(?:tỷ|tỉ) lệ\b")  # of all it is that of each


def untold(lower: str, quotes: str) -> str:
    """Returns the thing for each of which a question wants a figure that its place gives of none; "" if of one.

    Args:
        lower: the question in small letters.
        quotes: what is quoted.
    """
    if not FIGURE_ASKED.search(lower) or _SHARE.search(lower):
        return ""
    told = alike(quotes)
    for each in _EACH.finditer(lower):
        first, second = each["a"] or each["c"], each["b"] or each["d"] or ""
        name = f"{first} {second}" if second and is_word(first, second) else first
        person = _PEOPLE.match(lower, max(each.start("a"), each.start("c")))
        noun = alike(f"{name}|người" if person else name)
        of_each = re.search(rf"(?:\b(?:mỗi|từng|một|0?1|cho|đối với|trên)|/)\s*(?:{noun}|{alike(first)})\b", told)
        of_it = re.search(rf"\b(?:{noun})\b", told) and _SUM_EACH.search(told)
        if not of_each and not of_it:
            return each.group() if each["a"] else name
    return ""
