"""What a question asks for: a quantity, a date, an agency, an attribute of a document's header and so on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from qa.search.casing import asking, meant
from qa.vietnamese import provinces
from qa.vietnamese.text import fold, put_in

END_MARKS = " ?!.…"
# "kỳ" (a term) and "kỹ" (skilled) are not "ký" (to sign), where the asker typed the difference.
NOT_TO_SIGN = re.compile(r"(?<!định )(?<!thời )\bk[ỳìỹĩỷ]\b", re.IGNORECASE)
GATHER = re.compile(r"\bgom\b", re.IGNORECASE)  # is not "gồm" (to consist of), where it is typed with marks
# "mấy sản phẩm"; folded it would be "máy" too, so it counts only as it is rightly typed.
HOW_MANY = re.compile(r"(?<!\bsố )\bmấy\s+(?!thứ|cái gì|ai\b)[^\W\d_]+", re.IGNORECASE)
# Where something else is asked for, "mấy" is a plural: "mấy chứng nan y thì trông vào kỹ thuật nào?"
ASKS_ELSE = re.compile(
    r"\b(?:nào|gì|ai|đâu|bao giờ|bao nhiêu|(?:vì|tại|ra|tính|làm|thì) sao|sao (?:để|cho)|nao|gi|bao gio|bao nhieu)\b"
)
# "Mấy cơ sở làm gạch có được để yên hay bị cho nghỉ?", "mấy chuyện đó": a plural too, as "các" is.
PLURAL_FIRST = re.compile(r"(?:^|[.!?:—])\s*(?:mà |thế |vậy |còn |nếu |cho )?$", re.IGNORECASE)
CHOICE_ASKED = re.compile(r"\b(?:không|chưa|hay|chăng|à|hả)\b(?![^?]*\bbao nhiêu\b)")
THOSE = re.compile(r"mấy (?:[^\W\d_]+ ){1,3}(?:đó|này|ấy|kia|nọ|đấy)\b", re.IGNORECASE)
# "chưa biết giá bao nhiêu thì có được giúp không": the clause's figure is what the asker lacks, not what is asked.
COUNTED_WITHIN = re.compile(
    r"(?P<before>\b(?:(?:chưa|không|chẳng) biết|xem|chua biet|khong biet)\b[^,;:?—]{0,50}?)"
    r"(?P<many>\b(?:bao nhiêu|bao nhieu|mấy)\b)"
    r"(?P<rest>[^?—]*(?:\bthì\b.*|\bthi\b.*|,\s*)\b(?:không|khong|(?:làm|ra) sao|bằng cách nào|bang cach nao"
    r"|thế nào|the nao|ai|gì|sở nào|ở đâu)\b)",
    re.IGNORECASE,
)
# "kiếm chẳng được bao nhiêu": it is little, and nobody asks how much.
NOT_MUCH = re.compile(
    r"\b(?:(?:không|chưa|khong|chua) (?:được|là|đáng|thấm|duoc|la|dang)"
    r"|(?:chẳng|chả|chang)(?: (?:được|là|đáng|duoc|la|dang))?) (?:bao nhiêu|bao nhieu|mấy)"
    r"(?=\s*(?:$|[,.;?!)]|(?:thì|thi|nên|mà|so)\b))",
    re.IGNORECASE,
)
_UNASKED = rf"(?!.*(?:{ASKS_ELSE.pattern}|\b(?:không|chưa|phải|đúng|mấy|khong|chua|may)\b|[.:;]\s))"
# "Số người làm nghiên cứu năm 2030?", "sản lượng thanh long Bình Thuận": a measure that is named, and nothing asked of
# it, as into a search box. What it is called leaves no doubt that a figure is wanted; of "kinh phí" a text would do.
BARE_MEASURE = re.compile(
    r"^(?:tổng )?(?:số(?: lượng| lượt)?"
    r" (?!hóa|hoá|hiệu|liệu|điện thoại|văn bản|quyết định|kế hoạch|phụ lục|và |là )[^\W\d_]+"
    r"|(?:sản|dung|khối|trọng|lưu) lượng|lượng [^\W\d_]+|năng suất|công suất|diện tích|dân số|mật độ|tốc độ|nhiệt độ"
    r"|t[ỷỉ] (?:lệ|trọng|suất)|doanh (?:thu|số)|kim ngạch|thu nhập|lợi nhuận|giá(?! trị\b)|học phí|lệ phí|tiền lương"
    r"|giá trị (?:giao dịch|sản (?:xuất|phẩm)|(?:xuất|nhập) khẩu|gia tăng|hợp đồng|tài sản)"
    r"|lương|vốn điều lệ|chiều (?:dài|rộng|cao)|tổng (?:vốn|kinh phí|mức|chi|nguồn)"
    r"|(?:định |hạn )?mức (?:chi|hỗ trợ|đầu tư|phạt|thu|tăng|giảm|lương|phí|thưởng|trợ cấp|vay|đóng))"
    rf" {_UNASKED}",
    re.IGNORECASE,
)
BARE_ATTRIBUTE = re.compile(
    r"^(?:(?:số )?điện thoại|hotline|đường dây nóng|email|e-mail|thư điện tử|địa chỉ|thủ tục|trình tự|quy trình|hồ sơ"
    r"|tiêu chí|tiêu chuẩn|định nghĩa|khái niệm|chế tài|mẫu (?:đơn|phiếu|số))"
    rf" {_UNASKED}",
    re.IGNORECASE,
)
BARE_NAME = re.compile(r"^[A-ZĐ][A-ZĐ&]{1,9}[ ?.!]*$")  # an abbreviation and nothing else
BARE_STATE = re.compile(
    rf"^(?:kết quả|tiến độ|tình hình) (?:đạt được|thực hiện|triển khai|giải ngân) {_UNASKED}", re.IGNORECASE
)
ASKED_BY_NAME = (
    (BARE_MEASURE, "là bao nhiêu"),
    (BARE_ATTRIBUTE, "là gì"),
    (BARE_NAME, "là gì"),
    (BARE_STATE, "thế nào"),
)
SHORTENED = re.compile(
    r"^(?:(?:hãy|xin|nhờ|nêu|cho (?:tôi|em|anh|mình)|giúp (?:tôi|em|mình)) )*(?:tóm (?:tắt|lược|gọn)|khái quát)"
    r"(?: (?:lại|giúp|nhanh|ngắn gọn|sơ lược|về|các|những|nội dung|phần|mục))* "
    r"(?=(?:mục tiêu|quan điểm|chỉ tiêu|nhiệm vụ|giải pháp|định hướng|trách nhiệm|kinh phí|điều kiện|chính sách)\b)",
    re.IGNORECASE,
)
# "Tỉnh quy định gì về nhân lực?", "đề cập gì đến": what is said of a matter, whatever a document is taken to do.
SAID_OF = re.compile(
    r"\b(?:quy định|đề cập|nêu|ghi|viết|xác định)(?: (?:những|đến|ra))* gì (?:về|đối với|đến|tới) ", re.IGNORECASE
)
LONGEST_BARE = 30  # words


def asked(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns what a question asks for, most telling first, and which attributes of a document's header."""
    outer = without_clause(text)
    many = HOW_MANY.search(outer)
    if many and is_plural(many):
        outer, many = f"{outer[: many.start()]}-{outer[many.start() + len('mấy') :]}", None
    outer = outer if fold(outer) == outer.lower() else GATHER.sub("-", outer)
    plain = _signing(outer)
    # For the number of a document "so" must be "số" alone.
    numbered = re.sub(r"\bso ke hoach va dau tu\b", " ", asking(meant(outer, "số", "mấy")))
    table = patterns()
    asks = tuple(name for name, found in table["asks"] if found.search(plain))
    if many and not {"quantity", "count"} & set(asks):
        asks = ("quantity", *asks)
    # "ký kế hoạch của Hà Nam": the "nam" of a province is no year that is asked for.
    places = provinces.find(outer)
    dated = _signing(put_in(outer, ((m.start, m.end, "x") for m in places))) if places else plain
    said = {"number": numbered, "date": dated}
    return asks, tuple(name for name, found in table["attributes"] if found.search(said.get(name, plain)))


def explicit(question: str) -> str:
    """Returns a question that only names an attribute as one that asks for it.

    "Năng suất lao động" becomes "Năng suất lao động là bao nhiêu?", "Thủ tục đăng ký" "Thủ tục đăng ký là gì?".
    "Tóm tắt mục tiêu của tỉnh" asks for the targets, which are quoted. "Quy định gì về" is "nói gì về".
    """
    question = SAID_OF.sub("nói gì về ", SHORTENED.sub("", question))
    if len(question.split()) <= LONGEST_BARE:
        for named, asking_for in ASKED_BY_NAME:
            if named.search(question):
                return f"{question.rstrip(END_MARKS)} {asking_for}?"
    return question


def _signing(text: str) -> str:
    """A question folded, in which "ky" is "ký" (to sign), however it is spelled, and no other word."""
    return re.sub(r"\bki\b", "ky", asking(NOT_TO_SIGN.sub("-", text)))


def is_plural(many: re.Match[str]) -> bool:
    """Whether the "mấy" of a question, or a clause's "bao nhiêu", counts nothing: it asks for something else."""
    rest = many.string[: many.start()] + many.string[many.start() + len("mấy") :]
    within = COUNTED_WITHIN.search(many.string)
    if within and within.start("many") == many.start():
        return True
    if not many.group().lower().startswith("mấy"):
        return False
    first = PLURAL_FIRST.search(many.string[: many.start()]) and CHOICE_ASKED.search(rest[many.start() :].lower())
    return bool(first or THOSE.match(many.string, many.start()) or ASKS_ELSE.search(rest.lower()))


def without_clause(text: str) -> str:
    """Returns a question without the counting word of a clause in it, and without one that means "little"."""
    return COUNTED_WITHIN.sub(lambda m: m.group("before") + "-" + m.group("rest"), NOT_MUCH.sub("ít", text))


@cache
def patterns() -> dict[str, Any]:
    """Returns the table of what questions ask for, compiled."""
    table = tomllib.loads(files("qa.search").joinpath("data/asking.toml").read_text(encoding="utf-8"))
    return {
        "asks": [(entry["name"], _any_of(entry["patterns"])) for entry in table["asks"]],
        "attributes": [(name, _any_of(found)) for name, found in table["metadata"].items()],
        "metadata": {name: [re.compile(p) for p in found] for name, found in table["metadata"].items()},
        "refuse": {name: [_any_of(found)] for name, found in table["refuse"].items()},
        "help": {name: [_any_of(found)] for name, found in table["help"].items()},
    }


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Returns one pattern for several: one search takes under half the time of one for each.

    Those that begin with a word stand together: `re` then looks for them there alone, in a fifth of the time.
    """
    at_words = [pattern for pattern in patterns if pattern.startswith(r"\b")]
    others = [pattern for pattern in patterns if pattern not in at_words]
    groups = ("|".join(f"(?:{pattern})" for pattern in group) for group in (at_words, others) if group)
    return re.compile("|".join(f"(?:{group})" for group in groups))
