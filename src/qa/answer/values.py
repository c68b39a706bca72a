"""The values that questions ask for: numbers with their units, dates, agencies, people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from qa.search import Query
from qa.search.asked import without_clause
from qa.search.casing import asking, meant
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, fold

_NUM = r"\d+(?:[.,]\d+)*"
UNITS = (
    "doanh nghiệp|tổ chức|người|dự án|sáng chế|lớp|sự kiện|cuộc|chương trình|hội nghị|mô hình|sản phẩm"
    "|đề tài|nhiệm vụ|phòng|đơn vị|trung tâm"
    r"|lần|tỷ đồng|triệu đồng|tỷ|triệu|đồng|ha|năm|tháng|ngày|giờ|xã|huyện|tỉnh|hồ sơ|bộ|km|điểm|trường|lượt"
    "|tấn|tạ|kg|km2|km²|m2|m²|m3|m³|m|mm|kWh|kW|MWh|MW|MWp|phút|tuần|quý|hộ|căn|con|cây|thôn|bản|ấp|phường|suất|buổi"
    "|chuyến|văn bản|chỉ tiêu|vụ|ca|giường|khách|bài|cán bộ|học sinh|hợp tác xã"
)
QUANTITY = re.compile(
    rf"(?:(?:trên|hơn|dưới|khoảng|tối thiểu|ít nhất|từ|đạt|đạt từ|tăng)\s+)?(?<!\w){_NUM}(?:\s?%)?(?:\s?(?:-|–|đến"
    rf"|và)\s?{_NUM}(?:\s?%)?)?(?:\s?/\s?(?:năm|tháng|quý))?"
    rf"(?:\s?\([^)\d]{{1,12}}\))?(?:\s?[‰°]C?|\s(?:{UNITS})\b)?",
)
DATE = re.compile(
    r"(?:trước\s+)?ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+(?:năm\s+\d{4}|hằng năm|hàng năm))?"
    r"|(?:ngày\s+)?\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:[Qq]uý\s+[IV]+(?:/\d{4})?)|(?:[Nn]ăm\s+|giai đoạn\s+|Giai đoạn\s+)?(?<!\d)20\d\d(?:\s?[-–]\s?20\d\d)?(?!\d)"
    r"|[Hh][ằà]ng\s+(?:năm|quý|tháng)|[Tt]hường xuyên|[Đđ]ịnh kỳ\s+\S+\s+\S+|kể từ ngày ký",
)
# "Điều 1", "khoản 5", "Mẫu số 3", "COVID-19", "5G": a number that names, and counts nothing.
NAMED_NUMBER = re.compile(
    r"\b(?:Điều|khoản|điểm|mục|Phần|Chương|Phụ lục|Mẫu(?: số)?|Biểu(?: số)?|số thứ tự|Đề án|Chương trình)"
    r"\s+\d+(?:\.\d+)*"
    r"|\b(?:bước|đợt|kỳ|vòng|khóa|giai đoạn)(?: thứ| số)? \d{1,2}(?![.,]?\d|\s*%|\s+(?:năm|tháng|ngày|tuần)\b)"
    r"|\b(?:bão|phường|quận|khu phố|tổ dân phố|quốc lộ|tỉnh lộ)(?: số)?\s+\d+(?![.,]?\d|\s*%)"
    r"|\b(?:ISO|IEC|TCVN|QCVN)(?:[ /-]+[A-Z]+)* ?\d+(?:[:-]\d+)*|[^\W\d_]-\d+|\b\d[GD]\b",
    re.IGNORECASE,
)
# The number of an item ("2.1. Hồ sơ…") or of a row ("4 Quý IV…") is none of its figures; "24 thôn" at the start is one.
ITEM_NUMBER = re.compile(rf"^[\s“\"]*\d{{1,3}}(?:(?:\.\d{{1,2}})*[.)](?=\s)|(?:\.\d{{1,2}})*(?=\s+[{UPPER}]))")
_BELOW = re.compile(r"\b(?:duoi|chua du)\s*$")
_UP_TO = re.compile(r"\b(?:den|toi da|khong qua)\s*$")
_FROM = re.compile(r"\b(?:tren|tu|tu du|hon)\s*$")
_UPWARDS = re.compile(r"\s*\w+ tro len")
_AMOUNT = re.compile(r"(?<![\w/])\d+(?:\.\d{3})*(?:,\d+)?(?![\w/])")
_DIGIT = re.compile(r"\d")
# "trước ngày mấy" asks for a day.
FIGURE_ASKED = re.compile(
    r"\bbao nhiêu\b|\bbao nhieu\b|(?<!ngày )(?<!hôm )(?<!tháng )(?<!năm )(?<!quý )\bmấy\b"
    r"|\bhow (?:many|much)\b|\bpercent",
    re.IGNORECASE,
)
PERCENT = re.compile(rf"{_NUM}\s?%")
# "Kinh phí được giải ngân trong bao nhiêu ngày?" asks for no sum.
OTHER_ASKED = re.compile(
    r"\b(?:bao nhieu|may) (?:ngay|tuan|thang|quy|nam(?! 20)|gio|phut|lan|dot|ky|nguon|nguoi|doanh nghiep|don vi|to chuc"
    r"|co quan|xa|huyen|tinh|ho|lop|du an|de tai|nhiem vu|giai doan|buoc)\b"
)
MONEY_ASKED = re.compile(
    r"\b(?:bao nhieu|may) (?:tien(?! si\b)|dong(?! (?:chi|bao)\b)|ty|trieu|kinh phi|von|ngan sach)\b"
    r"|\b(?:ton|ngon|het|mat)(?: het)?(?: chung| khoang| co)? bao nhieu\W*(?:$|,)|\bbao tien\b"
    r"|\b(?:muc|so) tien\b|(?<!\buu )\btien (?:phat|thuong|ho tro|luong)\b[a-z, ]{0,40}\b(?:bao nhieu|la may)\b"
    r"|^(?:tong |muc )?(?:(?:kinh phi|von)(?=.*[?])|ho tro|muc chi)\b"
    r"(?!.*\b(?:tu dau|o dau|nguon|the nao|nhu the nao|ai|nao|gi|sao)\b)"
    r"|\b(?:ty|trieu) dong\b|\b(?:kinh phi|(?:tong )?von(?: dieu le)?|tong muc"
    r"|(?<!chuyen )(?<!tham )(?<!quoc )(?<!danh )(?<!ho )"
    r"(?<!thuc )(?<!nha )gia(?! (?:tri|lai|dinh|tang|han|cong|nhap)\b)"
    r")\b(?!.*\b(?:tang|giam)\b)[a-z ]{0,80}\bbao nhieu\b"
    r"|\b(?:tong|muc) (?:ngan sach|kinh phi|von)\b[^,;?]{0,80}\bbao nhieu\b(?! (?:phan\b|%))"
    r"|\b(?:le phi|muc phi|hoc phi|vien phi|thu lao|phu cap|tro cap|tien cong)\b[a-z ]{0,60}\bbao nhieu\b"
    r"|\bhow much (?:money|funding)\b"
    r"|\bchi (?:khoang |ra |them |het )?bao nhieu\b(?! (?:phan|%))"
    r"|\bmuc (?:ho tro|chi tra|dong|thuong)(?: [a-z]+){0,3} (?:the nao|ra sao|bao nhieu)\b"
    r"|\b(?:how many|how much|what) (?:billion|million|thousand)\b"
)
MONEY = re.compile(
    r"\d[\d.,]*\s*(?:tỷ|triệu|nghìn|ngàn)?\s*(?:đồng|VND|USD|đô la)"
    r"|\((?:đvt:? ?)?(?:tỷ |triệu |nghìn |ngàn )?đồng\)\s*:\s*\d",  # under the head of a column
    re.IGNORECASE,
)
# "hoàn trả 40% kinh phí": what is paid, or paid back, may be told as a share of a sum; a total may not.
PAID = re.compile(r"\b(?:ho tro|tra lai|hoan tra|chi tra|thu hoi|tam ung|muc dong|dong gop|nop|giam)\b")
SHARE_OF_MONEY = re.compile(
    rf"{MONEY.pattern}|{PERCENT.pattern}\s+(?:(?:tổng|số|mức|quỹ|giá trị)\s+)*"
    r"(?:kinh phí|chi phí|tiền|lương|vốn|học phí|lãi)",
    re.IGNORECASE,
)
# "bao nhiêu ngân sách cho khoa học": the share of all that is spent says it as well as a sum.
BUDGET_ASKED = re.compile(
    r"\bbao nhieu (?:tien )?(?:(?:tu|trong) )?(?:chi )?ngan sach\b|\bchi (?:khoang |ra |them |het )?bao nhieu\b"
    r"|\bngan sach\b[a-z ]{0,60}\bbao nhieu\W*$"
)
SHARE_OF_BUDGET = re.compile(rf"{MONEY.pattern}|{PERCENT.pattern}(?:\s+\w+){{0,4}}\s+ngân\s+sách", re.IGNORECASE)
SHARE = re.compile(rf"{PERCENT.pattern}|\b\d{{1,2}}/\d{{1,2}}\b(?!/)|\bmột (?:phần|nửa)\b", re.IGNORECASE)
SHARE_ASKED = re.compile(
    r"(?<!\bmot )(?<!\bhai )(?<!\bba )(?<!\bbon )(?<!\bnam )(?<!\bsau )(?<!\bbay )(?<!\btam )(?<!\bchin )(?<!\bmuoi )"
    r"(?<!\d )\bphan tram\b|\bpercent|\b(?:bao nhieu|may) phan\b(?! (?:mem|viec|tu|thuong|cung)\b)"
    r"|\bchiem (?:khoang |toi thieu |it nhat |toi da |khong qua |cao nhat |nhieu nhat )?bao nhieu\b"
    r"|\bty le\b[^?]*\bbao nhieu\b|\b(?:bao nhieu|may) ?%"
)
LASTS, TIMED = "lasting", "timed"  # kinds of values: how long it is, in any way or in units of time
LASTING_ASKED = re.compile(r"\bbao (?:lâu|lau)\b|\bhow long\b", re.IGNORECASE)
TIMED_ASKED = re.compile(
    r"\b(?:bao nhiêu|mấy) (?:giờ|phút|ngày|hôm|bữa|tuần|tháng"
    r"|tiếng(?= (?:đầu|đồng hồ|sau|trước|kể|thì|là|mới|phải)\b|\W*$))\b",
    re.IGNORECASE,
)
UNITS_OF_TIME = re.compile(r"\d\s*(?:giờ|phút|ngày|tuần|tháng|năm)\b", re.IGNORECASE)
# A figure of other things ("01 lần") does not say how long, or how often ("mỗi quý").
LASTING = re.compile(
    r"\d\s*(?:giờ|phút|giây|ngày|tuần|tháng|năm|quý|nhiệm kỳ|vụ)\b"
    r"|\b(?:hằng|hàng|mỗi) (?:giờ|ngày|tuần|tháng|quý|năm)\b|/\s?(?:giờ|ngày|tuần|tháng|quý|năm)\b",
    re.IGNORECASE,
)
PERSON = re.compile(rf"(?<!\w)[{UPPER}][^\W\d_]+(?:\s[{UPPER}][^\W\d_]+){{1,4}}(?!\w)")
DOC_NUMBER = re.compile(r"\d+(?:/\d{4})?\s?[-/]\s?[^\W\d_]{2,5}(?:-[^\W\d_&]+)?(?:/[^\W\d_]{2})?")


def quantity_spans(text: str) -> list[tuple[int, int]]:
    """Returns where the numbers stand that count or measure something: not years, dates or numbers of documents."""
    return list(_quantity_spans(text))


@lru_cache(maxsize=1_000)  # the documents' sentences; a question more than once
def _quantity_spans(text: str) -> Sequence[tuple[int, int]]:
    if not _DIGIT.search(text):
        return ()  # most sentences; the patterns below cost far more
    blank = DOC_NUMBER.sub(lambda m: " " * len(m.group()), text)
    blank = DATE.sub(lambda m: " " * len(m.group()), blank)
    blank = NAMED_NUMBER.sub(lambda m: " " * len(m.group()), blank)
    blank = ITEM_NUMBER.sub(lambda m: " " * len(m.group()), blank)
    return [m.span() for m in QUANTITY.finditer(blank)]


def quantities(text: str) -> list[str]:
    """Returns the numbers of a text that count or measure something."""
    return [text[start:end].strip() for start, end in quantity_spans(text)]


def named_numbers(query: Query) -> list[tuple[float, str]]:
    """Returns the numbers in a question that count something, each with the word behind it ("50", "thang")."""
    found = []
    # A follow-up's own numbers stand behind the dash; those of the question before it are given up for them.
    own = query.text.rpartition(" — ")[2]
    text = own if quantity_spans(own) else query.text
    for start, end in quantity_spans(text):
        if number := _AMOUNT.search(text, start, end):
            noun = re.match(r"\s*([^\W\d_]+|%)", text[number.end() :])
            found.append((value_of(number.group()), fold(noun.group(1)) if noun else ""))
    return found


def states(text: str, amount: float, noun: str) -> bool:
    """Whether a text states an amount, or an interval of the same things that holds it ("từ 12 đến dưới 60 tháng")."""
    if not _DIGIT.search(text):
        return False
    plain = fold(text)
    amounts = [(m, value_of(m.group())) for m in _AMOUNT.finditer(plain)]
    for at, (match, value) in enumerate(amounts):
        before = plain[max(0, match.start() - 16) : match.start()]
        below = _BELOW.search(before)
        if value == amount and not below:
            return True
        if not noun or not re.match(rf"\s*{re.escape(noun)}\b", plain[match.end() :]):
            continue
        between = plain[amounts[at - 1][0].end() : match.start()] if at else ""
        low = amounts[at - 1][1] if re.search(r"\bden\b", between) else 0.0
        if (below or _UP_TO.search(before)) and low <= amount <= value and not (below and amount == value):
            return True
        if _FROM.search(before) and _UPWARDS.match(plain[match.end() :]) and amount >= value:
            return True
    return False


def value_of(printed: str) -> float:
    """Returns a number as Vietnamese prints it: points between thousands, a comma before the decimals."""
    return float(re.sub(r"\.(?=\d{3})", "", printed).replace(",", "."))


def values_asked(query: Query) -> list[re.Pattern[str]]:
    """Returns what the values look like that a question asks for, where it says: sums of money, shares of a whole."""
    return [] if query.asks_for("yes-no") else list(_values_asked(query.text))


@lru_cache(maxsize=32)  # several parts of an answer ask
def _values_asked(text: str) -> tuple[re.Pattern[str], ...]:
    plain = asking(meant(without_clause(text), "giá", "tiền", "vốn", "phần"))
    money = SHARE_OF_MONEY if PAID.search(plain) else SHARE_OF_BUDGET if BUDGET_ASKED.search(plain) else MONEY
    wanted = tuple(value for asked, value in ((MONEY_ASKED, money), (SHARE_ASKED, SHARE)) if asked.search(plain))
    other = OTHER_ASKED.search(plain) and not re.search(r"\b(?:bao nhieu|may|tien)\b", OTHER_ASKED.sub(" ", plain))
    return wanted[1:] if other and wanted[:1] == (money,) else wanted


def kinds_asked(query: Query) -> list[str]:
    """Returns the kinds of values that a question asks for."""
    if LASTING_ASKED.search(query.text):
        return [LASTS]
    if TIMED_ASKED.search(query.text):
        return [TIMED]
    return [name for name in _CHECKS if name in query.asks]


def holds(text: str, query: Query) -> bool:
    """Whether a text holds a value of a kind that the question asks for; true where it asks for none."""
    kinds = kinds_asked(query)
    return not kinds or holds_any(kinds, text)


def holds_any(kinds: Iterable[str], text: str) -> bool:
    """Whether a text holds a value of one of some kinds."""
    return any(_has(kind, text) for kind in kinds)


def shows_any(values: Iterable[re.Pattern[str]], text: str) -> bool:
    """Whether a text holds a value that looks like one of some (`values_asked`)."""
    return any(_shows(value, text) for value in values)


@lru_cache(maxsize=8_000)  # the documents' sentences: many questions meet the same ones
def _has(kind: str, text: str) -> bool:
    return _CHECKS[kind](text)


@lru_cache(maxsize=8_000)
def _shows(value: re.Pattern[str], text: str) -> bool:
    return value.search(text) is not None


_CHECKS: dict[str, Callable[[str], bool]] = {
    LASTS: lambda text: bool(LASTING.search(text) or DATE.search(text)),
    TIMED: lambda text: bool(UNITS_OF_TIME.search(text)),
    "quantity": lambda text: bool(quantities(text)),
    "deadline": lambda text: bool(DATE.search(text)),
    "agency": lambda text: bool(agencies.find(text)),
    "person": lambda text: bool(PERSON.search(text)),
}
