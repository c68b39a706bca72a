"""Whether a text has what a question wants counted, paid, dated or named."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from qa.answer.checks.names_asked import has_name_asked
from qa.answer.checks.nouns_counted import counts
from qa.answer.checks.standing import asks_past, asks_status, tells_status
from qa.answer.choosing import Choice, mention_of, spelling_of
from qa.answer.figures import tables
from qa.answer.material import Material
from qa.answer.references import on_a_mentioned_one
from qa.answer.values import DOC_NUMBER, ITEM_NUMBER, SHARE, named_numbers, quantities, values_asked
from qa.search import Query
from qa.search.asked import without_clause
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, fold

HOW_MUCH = re.compile(r"\bbao nhieu\W*$|\bla bao nhieu\b|\bhow much\b")
SMALL_MONEY = ("trieu", "nghin", "ngan", "dong")  # which a text may write as one another
ANY_MONEY = "(?:ty|trieu|nghin|ngan) dong|dong"
# "năm" is a year more often than five.
ANY_NUMBER = re.compile(r"\d|\b(?:một(?! số)|hai|ba|bốn|sáu|bảy|tám|chín|mười|gấp đôi|một nửa)\b", re.IGNORECASE)
OFFICE = re.compile(
    r"\b(?:pho )?(?:giam doc|chu tich|bi thu|chanh van phong|truong (?:ban|phong|khoa)|hieu truong|vien truong)\b"
)
# "Sở nào chủ trì …": an answer names one.
_LEADS = (
    "chu tri|phoi hop|phu trach|dau moi|chiu trach nhiem|xay dung|quan ly|tham muu|huong dan|kiem tra|giam sat|theo doi"
    "|van hanh|tham dinh|phe duyet|bo tri|khao sat|dieu tra|to chuc"
)
WHO_LEADS = re.compile(
    rf"\b(?:co quan|don vi|so|ban|nganh) nao\b[a-z ]{{0,30}}\b(?:{_LEADS}|thuc hien)\b"
    rf"|\bai\b[a-z ]{{0,12}}\b(?:{_LEADS})\b"
)
# What a document does away with; one that says so is known by its changes.
REPLACED_ASKED = re.compile(
    r"\b(?:thay the|bai bo)\b[a-z, ]{0,24}\b(?:van ban|quyet dinh|ke hoach|nghi quyet|quy dinh|chuong trinh)\b"
    r"[a-z ]{0,24}\b(?:nao|gi)\b|\bwhich\b.*\b(?:replaces?|repeals?)\b"
    r"|\b(?:van ban|quyet dinh|ke hoach|nghi quyet|quy dinh|chuong trinh)(?: cu| truoc| cua [a-z ]{3,30}?)*"
    r" nao (?:bi |duoc |da |se )*(?:thay|bai bo|huy|bo|(?:het|mat|khong con|thoi) (?:hieu luc|ap dung))\b"
)
REPLACED = re.compile(r"\b(?:thay thế|bãi bỏ|hết hiệu lực)\b", re.IGNORECASE)  # said of a document in a list
_UNITS = "huyện|xã|phường|thôn|(?<!văn )(?<!cơ )(?<!kịch )(?<!phiên )bản|ấp|xóm|buôn"
PLACE_ASKED = re.compile(
    r"\bđịa (?:điểm|chỉ) nào\b|\b(?:đặt|xây|nằm|mở)\b(?: [^\W\d_]+){0,3} (?:tại|ở) đâu\b"
    rf"|\b(?:thành phố|quận|{_UNITS}) nào\b(?![^?]*\bcũng\b)"
    r"|\btrụ sở\b[^,;]{0,60}\b(?:ở đâu|tại đâu|đặt|nào)\b|\bdia diem nao\b|\bwhere (?:is|will)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    rf"\btại\s+(?:huyện|thành phố|thị xã|xã|phường|quận|khu|số)\s+[{UPPER}\d]"
    rf"|\btại\s+(?:Trường|Viện|Bệnh viện|Trung tâm|Khu)\s+(?:[^\W\d_]+\s+){{0,2}}[{UPPER}]"
)
# "được đặt ở đâu": a place need not have a name.
WHERE_ASKED = re.compile(r"\b(?:đặt|xây|nằm|mở|tổ chức|bố trí)\b[^?]{0,20}\b(?:tại|ở) đâu\b", re.IGNORECASE)
WHERE = re.compile(
    r"\b(?:đặt|nằm|bố trí) trong\s|\b(?:đặt|nằm|bố trí|xây|mở|tổ chức)\b[^.;]{0,80}?\b(?:tại|ở)\s", re.IGNORECASE
)
UNIT_ASKED = re.compile(
    rf"\b(?P<noun>quận|thị xã|thành phố|{_UNITS}) nào\b(?![^?]*\bcũng\b)", re.IGNORECASE
)
DEFINITION_ASKED = re.compile(
    r"\bdinh nghia\b|\bkhai niem\b|\bthe nao la\b|\bduoc hieu (?:la|the nao)\b|\bdefinition of\b"
)
# "trước ngày nào": "định kỳ hằng năm" is no answer; "lớp ngắn ngày nào" asks for no day.
DAY_ASKED = re.compile(
    r"(?<!\bngắn )(?<!\bdài )(?<!\bít )\b(?:ngày|hôm) (?:nào|mấy|bao nhiêu)\b|\bngày tháng(?: năm)? nào\b"
)
RANK_ASKED = re.compile(r"\b(?:dung|xep|hang|vi tri)(?: hang)? (?:thu )?(?:may|bao nhieu)\b")
WHEN_ASKED = re.compile(r"\b(?:khi nào|bao giờ|lúc nào)\b")
WHEN = re.compile(
    r"\d{4}|\d/\d|\b(?:khi|sau|trước|quý|tháng|ngày|ngay|hằng|hàng|mỗi|định kỳ|thường xuyên|đột xuất|kỳ họp|tuần)\b"
    r"|\btrường hợp\b|\bnếu\b",
    re.IGNORECASE,
)
# "một năm mấy lần", "năm nào cũng làm" ask for no year.
YEAR_ASKED = re.compile(r"(?<!một )(?<!mỗi )\bnăm (?:nào|mấy)\b(?! cũng\b)")
DAY = re.compile(
    r"\bngày\s+\d|\d{1,2}/\d{1,2}|\d\s+ngày|\bngày\s+(?:ký|làm việc|đầu|cuối|công bố|ban hành)", re.IGNORECASE
)


def lacks_what_is_asked(query: Query, best: Choice, material: Material) -> bool:
    """Returns whether a sentence lacks what a question wants counted, paid, dated or named."""
    plain = fold(query.text)
    text = best.text
    if (named := has_name_asked(query, text)) is not None:
        return not named
    if _beside_the_point(plain, query, best, material):
        return True
    if PLACE_ASKED.search(query.text):
        return not _has_place(query, text)
    if (spelled_out := spelling_of(query)) and spelled_out.search(text):
        return False
    if DEFINITION_ASKED.search(plain):
        return re.search(r"\blà\b", text) is None
    if _of_another_time(plain, query, best, material) or _timeless(query, best, material):
        return True
    if wanted := values_asked(query):
        # Where two things are asked for ("mấy phần trăm, tối đa bao nhiêu tiền"), one of both is an answer.
        return not any(value.search(text) for value in wanted)
    if (counted := counts(query, text)) is not None:
        # A row may count it in another column than the figures'.
        of = tables.of_row(best.unit.section, material) if best.unit.reading and not counted else None
        return not counted and not (of and any(counts(query, cell) for cell in of[1].texts))
    # "… là bao nhiêu?" of a text without any figure.
    how_much = HOW_MUCH.search(fold(without_clause(query.text))) is not None
    return how_much and not ANY_NUMBER.search(ITEM_NUMBER.sub("", text))


def _beside_the_point(plain: str, query: Query, best: Choice, material: Material) -> bool:
    """Whether a sentence is not of what a question (also folded) is after: how things stand, who leads, a penalty."""
    if best.timely is not True and asks_past(plain, query, material.header(best.doc_id).date):
        return True
    section_id = best.unit.section.section_id
    if best.timely is not True and asks_status(plain, query) and not tells_status(section_id, best.text, material):
        return True
    if unsaid(query, best) or _undated(query, best) or _unmentioned(query, best):
        return True
    listed = REPLACED.search(best.text) and DOC_NUMBER.search(best.text)
    if REPLACED_ASKED.search(plain) and not (material.document(best.doc_id).changes or listed):
        return True
    # A figure in the question may be what it has wrong; then that is the answer.
    return bool(WHO_LEADS.search(plain)) and not quantities(query.text) and not _names_agency(best, material)


def _has_place(query: Query, text: str) -> bool:
    noun = UNIT_ASKED.search(query.text)
    said = noun and re.search(rf"\b(?i:{noun['noun']})\s*:?\s+[{UPPER}]", text)
    return bool(said or PLACE.search(text) or (WHERE_ASKED.search(query.text) and WHERE.search(text)))


def _of_another_time(plain: str, query: Query, best: Choice, material: Material) -> bool:
    """Whether a sentence speaks of other years than a question (also folded) asks about."""
    of_others = best.timely is False and bool(best.unit.years[best.at])
    figure = query.asks_for("quantity", "deadline") or RANK_ASKED.search(plain)
    return of_others and (bool(figure) or not _speaks_of_years(query, best, material))


def _timeless(query: Query, best: Choice, material: Material) -> bool:
    """Whether a day, a year or a time is asked for, and a sentence has none."""
    lower, years = query.text.lower(), best.unit.years[best.at]
    if DAY_ASKED.search(lower) and not DAY.search(best.text):
        return True
    when = WHEN_ASKED.search(lower) and not query.asks_for("yes-no")
    if when and not (years or any(map(WHEN.search, _with_headings(best, material)))):
        return True
    return bool(YEAR_ASKED.search(lower)) and not years


def unsaid(query: Query, best: Choice) -> bool:
    """Whether a question is on penalties, fees, papers or the like, or on an office, and the section has no word of it.

    A deputy is another office: what is due to "Phó Giám đốc sở" says nothing of the "Giám đốc sở".
    """
    if offices := set(OFFICE.findall(fold(query.spelled))):
        said = set(OFFICE.findall(fold(best.unit.text)))
        if not offices & said and {f"pho {office}" for office in offices} & said:
            return True
    return not all(said.search(best.unit.text) for said in _must_be_said(f"{query.text} {query.vietnamese}".lower()))


def lacks_value(query: Query, best: Choice) -> bool:
    """Whether a question wants a share or so many of a thing, and a sentence has none; of money any sum would do."""
    wanted = values_asked(query)
    if wanted == [SHARE]:
        return SHARE.search(best.text) is None
    return not wanted and not query.asks_for("yes-no") and counts(query, best.text) is False


def of_another_unit(query: Query, best: Choice) -> bool:
    """Whether a yes-no question states a figure in a unit that a sentence has none of: "tối đa 10 năm phải không?"."""
    if not query.asks_for("yes-no"):
        return False
    plain = fold(best.text)
    units = [ANY_MONEY if noun in SMALL_MONEY else noun for _, noun in named_numbers(query)]
    return any(unit and not re.search(rf"\d\s?(?:{unit})(?!\w)", plain) for unit in units)


def _unmentioned(query: Query, best: Choice) -> bool:
    """Whether a question is on a document that the corpus only mentions, and a section does not."""
    mention = mention_of(query) if on_a_mentioned_one(query) else None
    return mention is not None and mention.search(best.unit.text) is None


def _undated(query: Query, best: Choice) -> bool:
    """Whether the date of a document is asked for that is only mentioned, and stands beside no mention of it."""
    mentioned = [named.number for named in query.documents if not named.docs]
    if "date" not in query.metadata or not mentioned:
        return False
    dated = (rf"(?<!\d){number}\s?[-/][^;]{{0,60}}?\bngày\s*\d" for number in mentioned)
    return not any(re.search(pattern, best.unit.text) for pattern in dated)


@lru_cache(maxsize=32)  # of all sentences that are looked at for one question
def _must_be_said(asked: str) -> list[re.Pattern[str]]:
    """What a section must say for a question, in small letters."""
    return [said for wanted, said in _must_say() if wanted.search(asked)]


@cache
def _must_say() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    table = tomllib.loads(files("qa.answer.checks").joinpath("data/must_say.toml").read_text(encoding="utf-8"))
    return tuple((re.compile(row["asked"]), re.compile(row["said"], re.IGNORECASE)) for row in table.values())


def _names_agency(best: Choice, material: Material) -> bool:
    """Whether a section, or a heading above it, names an agency."""
    return any(map(agencies.find, _with_headings(best, material)))


def _with_headings(best: Choice, material: Material) -> list[str]:
    """A section's text and the headings above it."""
    return [best.unit.text, *(parent.heading for parent in material.ancestors(best.unit.section))]


def _speaks_of_years(query: Query, best: Choice, material: Material) -> bool:
    """Whether the document mentions any of the years asked about: "mục tiêu đến năm 2045" of a plan up to 2030."""
    own = material.terms_of(best.doc_id)
    return any(str(year) in own for year in query.years)
