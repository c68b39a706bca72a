"""Whether a text has what a question wants counted, paid, dated or named."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from qa.answer.choosing import Choice, mention_of, spelling_of
from qa.answer.material import Material
from qa.answer.references import on_a_mentioned_one
from qa.answer.values import ITEM_NUMBER, named_numbers, quantities, values_asked
from qa.search import Query
from qa.search.asked import is_plural
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, fold
from qa.vietnamese.synonyms import official

# "bao nhiêu doanh nghiệp", "mấy trường": what is counted stands right behind the asking word; in "bao nhiêu năm 2030"
# no years are.
COUNTED = re.compile(
    r"(?:\b(?:bao nhiêu|bao nhieu|how many)|(?<!\bsố )\bmấy)\s+(?!n[ăa]m 20\d\d)(?P<noun>[^\W\d_]+(?:[ -][^\W\d_]+)?)",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(r"\bbao nhieu\W*$|\bla bao nhieu\b|\bhow much\b")
NUMBER_WORDS = r"(?:mot|hai|ba|bon|sau|bay|tam|chin|muoi)"
SMALL_MONEY = ("trieu", "nghin", "ngan", "dong")  # which a text may write as one another
ANY_MONEY = "(?:ty|trieu|nghin|ngan) dong|dong"
# "năm" is a year more often than five.
ANY_NUMBER = re.compile(r"\d|\b(?:một(?! số)|hai|ba|bốn|sáu|bảy|tám|chín|mười|gấp đôi|một nửa)\b", re.IGNORECASE)
EACH_ONE = re.compile(r"\bmoi (?:[a-z]+ ){1,2}mot\b")  # "mỗi xã một sản phẩm" counts nothing
SAME_UNIT = {
    **dict.fromkeys(("can", "nha", "nhan", "chuyen", "lao", "ky"), ("nguoi",)),  # cán bộ, nhà khoa học, nhân lực
    "hec": ("ha",),
    "met": ("m", "m2", "m3"),
    "m": ("m2", "m3"),
    "cay": ("km",),
    "nguoi": ("thanh vien", "uy vien", "nhan su", "nhan luc", "can bo", "hoc vien", "hoc sinh", "lao dong"),
    "vu": ("cuoc", "lan", "su co"),
    "thu": ("ngon ngu", "loai"),
    "buoi": ("cuoc", "lop", "hoi nghi", "su kien", "phien"),
    "khoa": ("lop",),
    "bua": ("ngay",),
    "hom": ("ngay",),
    "tieng": ("gio",),
    "ki": ("km", "kg"),
    "von": ("ty", "trieu", "dong"),
}
# What follows "bao nhiêu" and is no noun that is counted.
FUNCTION_WORDS = frozenset(
    """
    là ở và thì tính kể một nữa trong mỗi mới trên của đến vào so sổ số cho theo để được với khi đâu phần percent
    """.split()
)
NO_NOUN = frozenset(map(fold, FUNCTION_WORDS))
# Things that a document names by their names, if at all: "nhà thầu nào", "ngân hàng nào".
NAMED_THING = re.compile(
    r"\b(?P<noun>nha thau|nha cung cap|nha mang|don vi tu van|ngan hang|truong (?:dai hoc|cao dang)"
    r"|san (?:giao dich|thuong mai)(?: dien tu)?|benh vien|tap doan|hang (?:bay|xe|phan mem|cong nghe))"
    r"(?: [a-z]+){0,3} nao\b"
)
NAMES_ASKED = re.compile(
    r"(?<!\bke )(?<!\bneu )\bten (?:cua |cac |nhung |\d+ )+(?P<noun>[a-z]+ [a-z]+)?|\bdanh sach ten\b|\bho ten\b"
    r"|\bso dien thoai\b|\bdia chi\b|\bemail\b|\bnames? of\b|\bphone\b|\baddress\b"
)
# "giải thưởng đó tên là gì": a thing that has a name of its own.
NAME_ASKED = re.compile(
    r"\b(?P<noun>giai thuong|trung tam|quy|de an|du an|nen tang|vien|truong|hoi|cong ty|tap doan|khu|cuoc thi)\b"
    r".*\bten (?:la )?gi\b"
)
# Who holds an office: plans name offices, not their holders.
OFFICE_ASKED = re.compile(
    r"^(?=.*(?:\bla ai\b|\bai la\b|\bten (?:la )?gi\b|\bwho is\b|\bname of\b))"
    r".*\b(?P<office>(?:pho )?(?:giam doc|chu tich|bi thu|truong (?:ban|phong)|thu tuong|bo truong|hieu truong"
    r"|vien truong)|chanh van phong|director|chair(?:man|person)?|secretary|minister)\b"
)
# What has been done or reached so far: plans say what is to be done.
STATUS_ASKED = re.compile(
    r"\bda [a-z]+(?: [a-z]+)? xong\b|\bda [a-z]+(?: [a-z]+){0,5} duoc (?:bao nhieu|may)\b"
    r"|\b(?:den|tinh den|cho den) nay\b|\bhien (?:nay|tai|co)\b"
    r"|\bhom (?:nay|qua)\b|\b(?:tuan|thang) nay\b|\bngay mai\b|\bda (?:dat|giai ngan|hoan thanh|chi"
    r"|thuc hien|to chuc) (?:duoc )?(?:bao nhieu|may|xong)\b"
    r"|\bso far\b|\bcurrently\b"
)
OFFICE = re.compile(
    r"\b(?:pho )?(?:giam doc|chu tich|bi thu|chanh van phong|truong (?:ban|phong|khoa)|hieu truong|vien truong)\b"
)
# What a report, or a plan's account of how things stand, says of it.
STATE_TOLD = re.compile(
    r"\bđã (?!được\b)[^.;]*\d|\bhiện (?:có|nay|tại|còn)\b|\bđến nay\b|\bmới (?:đạt|có)\b|\bcòn \d|\bước đạt\b",
    re.IGNORECASE,
)
STATE_HEADING = re.compile(
    r"\bkết quả (?:thực hiện|cụ thể|đạt được)|\b(?:thực|hiện) trạng\b|\btình hình\b|\btồn tại\b|\bhạn chế\b",
    re.IGNORECASE,
)
BEGINS = ("hom nay", "hom qua", "tuan nay", "thang nay")
# "Sở nào chủ trì …": an answer names one.
_LEADS = (
    "chu tri|phoi hop|phu trach|dau moi|chiu trach nhiem|xay dung|quan ly|tham muu|huong dan|kiem tra|giam sat|theo doi"
    "|van hanh|tham dinh|phe duyet|bo tri|khao sat|dieu tra|to chuc"
)
WHO_LEADS = re.compile(
    rf"\b(?:co quan|don vi|so|ban|nganh) nao\b[a-z ]{{0,30}}\b(?:{_LEADS}|thuc hien)\b"
    rf"|\bai\b[a-z ]{{0,12}}\b(?:{_LEADS})\b"
)
# Where somebody or something is reached: a site, an e-mail address, a telephone, a street.
CONTACT_ASKED = re.compile(r"\b(?:so dien thoai|dia chi|email|phone|address)\b")
CONTACT = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net)\b|@\w|\b0\d{2,3}[. ]?\d{3,4}[. ]?\d{3,4}\b"
    r"|\bsố \d+\w?,? (?:đường|phố)\b",
    re.IGNORECASE,
)
# What a document does away with; one that says so is known by its changes.
REPLACED_ASKED = re.compile(
    r"\b(?:thay the|bai bo)\b[a-z, ]{0,24}\b(?:van ban|quyet dinh|ke hoach|nghi quyet|quy dinh|chuong trinh)\b"
    r"[a-z ]{0,24}\b(?:nao|gi)\b|\bwhich\b.*\b(?:replaces?|repeals?)\b"
)
PLACE_ASKED = re.compile(
    r"\bđịa (?:điểm|chỉ) nào\b|\b(?:đặt|xây|nằm|mở) (?:tại|ở) đâu\b"
    r"|\b(?:huyện|xã|phường|thành phố|quận) nào\b(?![^?]*\bcũng\b)"
    r"|\btrụ sở\b[^,;]{0,60}\b(?:ở đâu|tại đâu|đặt|nào)\b|\bdia diem nao\b|\bwhere (?:is|will)\b",
    re.IGNORECASE,
)
PLACE = re.compile(rf"\btại\s+(?:huyện|thành phố|thị xã|xã|phường|quận|khu|số)\s+[{UPPER}\d]")
UNIT_ASKED = re.compile(r"\b(?P<noun>huyện|xã|phường|quận|thị xã|thành phố) nào\b(?![^?]*\bcũng\b)", re.IGNORECASE)
DEFINITION_ASKED = re.compile(
    r"\bdinh nghia\b|\bkhai niem\b|\bthe nao la\b|\bduoc hieu (?:la|the nao)\b|\bdefinition of\b"
)
# "trước ngày nào": "định kỳ hằng năm" is no answer.
DAY_ASKED = re.compile(r"\b(?:ngày|hôm) (?:nào|mấy|bao nhiêu)\b|\bngày tháng(?: năm)? nào\b")
RANK_ASKED = re.compile(r"\b(?:dung|xep|hang|vi tri)(?: hang)? (?:thu )?(?:may|bao nhieu)\b")
WHEN_ASKED = re.compile(r"\b(?:khi nào|bao giờ|lúc nào)\b")
WHEN = re.compile(
    r"\d{4}|\d/\d|\b(?:khi|sau|trước|quý|tháng|ngày|ngay|hằng|hàng|mỗi|định kỳ|thường xuyên|đột xuất|kỳ họp|tuần)\b"
    r"|\btrường hợp\b|\bnếu\b",
    re.IGNORECASE,
)
YEAR_ASKED = re.compile(r"\bnăm (?:nào|mấy)\b")
DAY = re.compile(
    r"\bngày\s+\d|\d{1,2}/\d{1,2}|\d\s+ngày|\bngày\s+(?:ký|làm việc|đầu|cuối|công bố|ban hành)", re.IGNORECASE
)


def counted_in(query: Query, best: Choice, material: Material) -> tuple[float, float]:
    """Returns whether a sentence has what a question wants counted, paid or named, and how far it lacks it (0–1)."""
    plain = fold(query.text)
    text = best.text
    if (named := has_name_asked(query, text)) is not None:
        return _either(named)
    if best.timely is not True and _asks_past(plain, query, material.header(best.doc_id).date):
        return 0.0, 1.0
    section_id = best.unit.section.section_id
    if best.timely is not True and _asks_status(plain, query) and not tells_status(section_id, text, material):
        return 0.0, 1.0
    if unsaid(query, best) or _undated(query, best) or _unmentioned(query, best):
        return 0.0, 1.0
    if REPLACED_ASKED.search(plain) and not material.document(best.doc_id).changes:
        return 0.0, 1.0
    # A figure in the question may be what it has wrong; then that is the answer.
    if WHO_LEADS.search(plain) and not quantities(query.text) and not _names_agency(best, material):
        return 0.0, 1.0
    if PLACE_ASKED.search(query.text):
        noun = UNIT_ASKED.search(query.text)
        said = noun and re.search(rf"\b(?i:{noun['noun']})\s*:?\s+[{UPPER}]", text)
        return 0.0, float(not (said or PLACE.search(text)))
    if (spelled_out := spelling_of(query)) and spelled_out.search(text):
        return 1.0, 0.0
    if DEFINITION_ASKED.search(plain):
        return 0.0, float(not re.search(r"\blà\b", text))
    of_others = best.timely is False and bool(best.unit.years[best.at])
    figure = query.asks_for("quantity", "deadline") or RANK_ASKED.search(plain)
    if of_others and (figure or not _speaks_of_years(query, best, material)):
        return 0.0, 1.0
    if DAY_ASKED.search(query.text.lower()) and not DAY.search(text):
        return 0.0, 1.0
    when = WHEN_ASKED.search(query.text.lower()) and not query.asks_for("yes-no")
    if when and not (best.unit.years[best.at] or any(map(WHEN.search, _with_headings(best, material)))):
        return 0.0, 1.0
    if YEAR_ASKED.search(query.text.lower()) and not best.unit.years[best.at]:
        return 0.0, 1.0
    wanted = values_asked(query)
    if wanted:
        # Where two things are asked for ("mấy phần trăm, tối đa bao nhiêu tiền"), one of both is an answer.
        return _either(any(value.search(text) for value in wanted))
    nouns = _nouns_counted(query)
    if not nouns:
        # "… là bao nhiêu?" of a text without any figure.
        return 0.0, float(HOW_MUCH.search(plain) is not None and not ANY_NUMBER.search(ITEM_NUMBER.sub("", text)))
    nouns_said = "|".join(nouns)
    pattern = rf"\d+(?:[.,]\d+)*\s*(?:%\s*)?(?:\([^)]*\)\s*)?(?:[a-z]+\s){{0,2}}(?:{nouns_said})\b"
    pattern += rf"|\b{NUMBER_WORDS} (?:{nouns_said})\b"
    if re.search(pattern, EACH_ONE.sub(" ", fold(text))):
        return 1.0, 0.0
    return 0.0, 1.0


def has_name_asked(query: Query, text: str) -> bool | None:
    """Whether a text has the name that a question asks for; None where it asks for none.

    Plans name offices and not who holds them, so that no text has the name of a director.
    """
    plain = fold(query.text)
    if office := OFFICE_ASKED.search(plain):
        # "do đồng chí Chủ tịch UBND tỉnh làm Trưởng ban": who heads a board is told by his office.
        return re.search(rf"\blam {office['office']}\b", fold(text)) is not None
    if CONTACT_ASKED.search(plain) and CONTACT.search(text):
        return True
    asked = NAMES_ASKED.search(plain) or NAMED_THING.search(plain) or NAME_ASKED.search(plain)
    return (bool(asked["noun"]) and _has_name(asked["noun"], text)) if asked else None


def unsaid(query: Query, best: Choice) -> bool:
    """Whether a question is on penalties, fees, papers or the like, or on an office, and the section has no word of it.

    A deputy is another office: what is due to "Phó Giám đốc sở" says nothing of the "Giám đốc sở".
    """
    if offices := set(OFFICE.findall(fold(query.spelled))):
        said = set(OFFICE.findall(fold(best.unit.text)))
        if not offices & said and {f"pho {office}" for office in offices} & said:
            return True
    asked = f"{query.text} {query.vietnamese}".lower()
    return any(wanted.search(asked) and not said.search(best.unit.text) for wanted, said in _must_say())


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


@cache
def _must_say() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    table = tomllib.loads(files("qa.answer").joinpath("data/must_say.toml").read_text(encoding="utf-8"))
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


def _has_name(noun: str, text: str) -> bool:
    """Whether a text has a thing of this kind by its name: "Trung tâm Thông tin" for "trung tam"."""
    return any(re.match(rf"\s+[{UPPER}]", text[m.end() :]) for m in re.finditer(rf"\b{noun}\b", fold(text)))


def _either(held: bool) -> tuple[float, float]:
    return float(held), float(not held)


def _nouns_counted(query: Query) -> list[str]:
    """Returns the first syllables, folded, of what a question wants counted, in its words and in official ones."""
    match = COUNTED.search(query.text)
    if not match or query.english or is_plural(match):
        return []
    noun = fold(match["noun"]).replace("-", " ").split()
    first = noun[0]
    if first in NO_NOUN:
        # Typed with its marks, "đề (tài)" is not "để"; in a text without them it is known by its second syllable.
        marked = match["noun"].split()[0].lower() not in FUNCTION_WORDS
        return [" ".join(noun)] if marked and len(noun) > 1 else []
    found = [f for f in official(query.text) if f.start == match.start("noun")]
    formal = [phrase for f in found for phrase in f.value]
    return list(dict.fromkeys([first, *SAME_UNIT.get(first, ()), *(fold(phrase).split()[0] for phrase in formal)]))


def _asks_status(plain: str, query: Query) -> bool:
    """Whether a question is on what is, which a plan does not say."""
    # "gửi đến hôm nay thì chậm nhất ngày nào phải …": today is where a term begins.
    now = STATUS_ASKED.search(plain)
    return now is not None and not (now.group() in BEGINS and query.asks_for("deadline"))


def tells_status(section_id: str, text: str, material: Material) -> bool:
    """Whether a text says what has been done or how things stand, by its words or by the headings above its section."""
    above = (parent.heading for parent in material.ancestors(material.unit(section_id).section))
    return STATE_TOLD.search(text) is not None or any(map(STATE_HEADING.search, above))


def _asks_past(plain: str, query: Query, date: str | None) -> bool:
    """Whether a question is on what was before the document of this date, which a plan does not say."""
    past = date is not None and bool(query.years) and all(year < int(date[:4]) for year in query.years)
    return past and re.search(r"\bco (?:tat ca )?bao nhieu\b|\bla bao nhieu\b|\bhow many\b", plain) is not None
