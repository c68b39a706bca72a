"""What the confidence in an answer is computed from: signals of 0–1, each with a plain meaning."""

from __future__ import annotations

import re
from collections.abc import Container

from qa.answer.choosing import Choice
from qa.answer.material import Material
from qa.answer.values import DOC_NUMBER, quantities, values_asked
from qa.search import Query
from qa.search.query import is_plural
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, fold, provinces, search_terms
from qa.vietnamese.abbreviations import spell_out
from qa.vietnamese.synonyms import official

# "bao nhiêu doanh nghiệp", "mấy trường": what is counted stands right behind the asking word.
COUNTED = re.compile(
    r"(?:\b(?:bao nhiêu|bao nhieu|how many)|(?<!\bsố )\bmấy)\s+(?P<noun>[^\W\d_]+(?:[ -][^\W\d_]+)?)", re.IGNORECASE
)
HOW_MUCH = re.compile(r"\bbao nhieu$|\bla bao nhieu\b|\bhow much\b")
NUMBER_WORDS = r"(?:mot|hai|ba|bon|sau|bay|tam|chin|muoi)"
EACH_ONE = re.compile(r"\bmoi (?:[a-z]+ ){1,2}mot\b")  # "mỗi xã một sản phẩm" counts nothing
# "so với năm 2020": a year that is compared with, and not told of.
BASELINE = re.compile(r"so với (?:năm |giai đoạn |cùng kỳ )*(?P<year>\d{4})", re.IGNORECASE)
FAINT = 0.2
OTHER_COUNTED = 0.8  # `uncounted` of a text that counts something else
WHOLE = 520  # characters: a section up to this long is quoted whole
SAME_UNIT = {
    **dict.fromkeys(("can", "nha", "nhan", "chuyen", "lao", "ky"), ("nguoi",)),  # cán bộ, nhà khoa học, nhân lực
    "hec": ("ha",),
    "met": ("m",),
    "cay": ("km",),
    "bua": ("ngay",),
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
    r"\b(?P<noun>nha thau|nha cung cap|nha mang|don vi tu van|ngan hang|san (?:giao dich|thuong mai)(?: dien tu)?"
    r"|benh vien|tap doan|hang (?:bay|xe|phan mem|cong nghe))(?: [a-z]+){0,2} nao\b"
)
NAMES_ASKED = re.compile(
    r"(?<!\bke )(?<!\bneu )\bten (?:cua |cac |nhung |\d+ )+(?P<noun>[a-z]+ [a-z]+)?|\bdanh sach ten\b|\bho ten\b"
    r"|\bso dien thoai\b|\bdia chi\b|\bemail\b|\bnames? of\b|\bphone\b|\baddress\b"
)
# Who holds an office: plans name offices, not their holders.
OFFICE_ASKED = re.compile(
    r"(?=.*(?:\bla ai\b|\bai la\b|\bten (?:la )?gi\b|\bwho is\b|\bname of\b))"
    r".*\b(?:(?:pho )?(?:giam doc|chu tich|bi thu|truong (?:ban|phong)|thu tuong|bo truong|hieu truong|vien truong)"
    r"|chanh van phong|director|chair(?:man|person)?|secretary|minister)\b"
)
# What has been done or reached so far: plans say what is to be done.
STATUS_ASKED = re.compile(
    r"\bda [a-z]+(?: [a-z]+)? (?:xong|duoc bao nhieu)\b|\b(?:den|tinh den|cho den) nay\b|\bhien (?:nay|tai|co)\b"
    r"|\bhom (?:nay|qua)\b|\b(?:tuan|thang) nay\b|\bngay mai\b|\bda (?:dat|giai ngan|hoan thanh|chi"
    r"|thuc hien|to chuc) (?:duoc )?(?:bao nhieu|may|xong)\b"
    r"|\bso far\b|\bcurrently\b"
)
BEGINS = ("hom nay", "hom qua", "tuan nay", "thang nay")
PLACE_ASKED = re.compile(
    r"\bđịa (?:điểm|chỉ) nào\b|\b(?:đặt|xây|nằm|mở) (?:tại|ở) đâu\b|\b(?:huyện|xã|phường|thành phố|quận) nào\b"
    r"|\btrụ sở\b[^,;]{0,30}\b(?:ở đâu|đặt|nào)\b|\bdia diem nao\b|\bwhere (?:is|will)\b",
    re.IGNORECASE,
)
PLACE = re.compile(rf"\btại\s+(?:huyện|thành phố|thị xã|xã|phường|quận|khu|số)\s+[{UPPER}\d]")
# "bị xử phạt thế nào": what documents that only plan do not say.
PENALTY_ASKED = re.compile(
    r"\b(?:xu phat|bi phat|muc phat|phat bao nhieu|tien phat|ky luat|che tai|bi xu ly)\b"
    r"(?=.*\b(?:nao|gi|sao|may|bao nhieu)\b)"
    r"|\bpenalt|\bfined?\b|\bpunish"
)
PENALTY = re.compile(
    r"\b(?:phạt|k[ỷỉ] luật|chế tài|xử l[ýí]|kiểm điểm|phê bình|cảnh cáo|thu hồi|đình chỉ|bồi thường)\b", re.IGNORECASE
)
UNIT_ASKED = re.compile(r"\b(?P<noun>huyện|xã|phường|quận|thị xã) nào\b", re.IGNORECASE)
DEFINITION_ASKED = re.compile(
    r"\bdinh nghia\b|\bkhai niem\b|\bthe nao la\b|\bduoc hieu (?:la|the nao)\b|\bdefinition of\b"
)
PROPER = re.compile(rf"(?<![.?!:] )(?<!^)\b[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*)*")
ACRONYM = re.compile(rf"\b[{UPPER}]{{2,}}(?:&[{UPPER}]+)?\b")


def signals(query: Query, best: Choice, material: Material) -> dict[str, float]:
    """Returns the signals of an answer that quotes a sentence.

    covered: weight of the question held by the sentence, its section and the headings above.
    timely: it speaks of the period asked for (½ where none was).
    counted: it has just what the question wants counted: "12 lớp" for "bao nhiêu lớp", a percentage for a share.
    uncounted: a number, a sum of money or a name is asked for and it has none of that kind.
    unnamed: more than half of the names and abbreviations of the question are not in its document, or the department
        asked about is not named where the sentence stands.
    faint: it holds next to nothing of the question.
    uncited: the question is about a document by number that it does not mention.
    """
    counted, uncounted = _counted(query, best, material)
    return {
        "covered": best.covered,
        "timely": 0.5 if best.timely is None else float(best.timely),
        "counted": counted,
        "uncounted": uncounted,
        "unnamed": _unnamed(query, best, material),
        "faint": float(best.covered < FAINT),
        "uncited": _uncited(query, best, material),
    }


def _counted(query: Query, best: Choice, material: Material) -> tuple[float, float]:
    """Whether the sentence has what the question wants counted, paid or named, and whether it lacks it."""
    plain = fold(query.text)
    text = best.text
    if (named := has_name_asked(query, text)) is not None:
        return _either(named)
    if not _tells_of_then(query, best) and _asks_status(plain, query, material.document(best.doc_id).date):
        return 0.0, 1.0
    if PENALTY_ASKED.search(plain) and not PENALTY.search(text):
        return 0.0, 1.0
    if PLACE_ASKED.search(query.text):
        noun = UNIT_ASKED.search(query.text)
        said = noun and re.search(rf"\b(?i:{noun['noun']})\s*:?\s+[{UPPER}]", text)
        return 0.0, float(not (said or PLACE.search(text)))
    if DEFINITION_ASKED.search(plain):
        return 0.0, float(not re.search(r"\blà\b|\(" if ACRONYM.search(query.text) else r"\blà\b", text))
    of_others = best.timely is False and bool(best.unit.years[best.at])
    if of_others and (query.asks_for("quantity", "deadline") or not _speaks_of_years(query, best, material)):
        return 0.0, 1.0
    wanted = values_asked(query)
    if wanted:
        # Where two things are asked for ("mấy phần trăm, tối đa bao nhiêu tiền"), one of both is an answer, and a short
        # section, quoted whole, tells them in two sentences.
        short = best.unit.section.end - best.unit.section.start <= WHOLE
        held = best.unit.text if len(wanted) > 1 and short and not best.unit.reading else text
        return _either(any(value.search(held) for value in wanted))
    nouns = _nouns_counted(query)
    if not nouns:
        # "… là bao nhiêu?" of a text without any figure.
        return 0.0, float(HOW_MUCH.search(plain) is not None and not re.search(rf"\d|{NUMBER_WORDS}", fold(text)))
    nouns_said = "|".join(nouns)
    pattern = rf"\d+(?:[.,]\d+)*\s*(?:%\s*)?(?:\([^)]*\)\s*)?(?:[a-z]+\s){{0,2}}(?:{nouns_said})\b"
    pattern += rf"|\b{NUMBER_WORDS} (?:{nouns_said})\b"
    if re.search(pattern, EACH_ONE.sub(" ", fold(text))):
        return 1.0, 0.0
    return 0.0, OTHER_COUNTED if quantities(text) else 1.0


def has_name_asked(query: Query, text: str) -> bool | None:
    """Whether a text has the name that a question asks for; None where it asks for none.

    Plans name offices and not who holds them, so that no text has the name of a director.
    """
    plain = fold(query.text)
    if OFFICE_ASKED.search(plain):
        return False
    asked = NAMES_ASKED.search(plain) or NAMED_THING.search(plain)
    return (bool(asked["noun"]) and _has_name(asked["noun"], text)) if asked else None


def _tells_of_then(query: Query, best: Choice) -> bool:
    """Whether a sentence speaks of the time asked about, and not only compares with it."""
    compared = {int(m["year"]) for m in BASELINE.finditer(best.text)}
    return best.timely is True and not set(query.years) <= compared


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
        marked = not query.folded and match["noun"].split()[0].lower() not in FUNCTION_WORDS
        return [" ".join(noun)] if marked and len(noun) > 1 else []
    found = [f for f in official(query.text) if f.start == match.start("noun")]
    formal = [phrase for f in found for phrase in f.value]
    return list(dict.fromkeys([first, *SAME_UNIT.get(first, ()), *(fold(phrase).split()[0] for phrase in formal)]))


def _asks_status(plain: str, query: Query, date: str | None) -> bool:
    """Whether a question is on what is, or was before the document of this date, which a plan does not say."""
    past = [y for y in query.years if date and y < int(date[:4])]
    counted = re.search(r"\bco (?:tat ca )?bao nhieu\b|\bla bao nhieu\b|\bhow many\b", plain)
    now = STATUS_ASKED.search(plain)
    # "gửi đến hôm nay thì chậm nhất ngày nào phải …": today is where a term begins.
    if now and now.group() in BEGINS and query.asks_for("deadline"):
        now = None
    return bool(now or (past and counted and len(past) == len(query.years)))


def _unnamed(query: Query, best: Choice, material: Material) -> float:
    """Whether the document answering lacks most of the names that the question gives."""
    taken = [(m.start, m.end) for m in (*provinces.find(query.text), *agencies.find(query.text))]
    taken += [m.span() for m in DOC_NUMBER.finditer(query.text)]
    names = {
        fold(m.group())
        for pattern in (PROPER, ACRONYM)
        for m in pattern.finditer(query.text)
        if not any(s < m.end() and m.start() < e for s, e in taken)
    }
    names = {n for n in names if len(n) > 2}
    if _unnamed_department(query, best, material):
        return 1.0
    if query.folded or query.english or not names:
        return 0.0
    own = material.terms_of(best.doc_id)
    held = [
        _holds(own, name) or _holds(own, fold(spell_out(name.upper())), 0.6) or _stands_for(name, best, material)
        for name in names
    ]
    return float(sum(held) < len(held) / 2)


def _stands_for(name: str, best: Choice, material: Material) -> bool:
    """Whether an abbreviation of three letters or more has its words in the document: "ĐBSCL", "HSSK"."""
    if not re.fullmatch(r"[a-z]{3,7}", name):
        return False
    words = r"\s+".join(rf"{letter}[a-z]*" for letter in name)
    return re.search(rf"\b{words}\b", material.folded(best.doc_id)) is not None


def _unnamed_department(query: Query, best: Choice, material: Material) -> bool:
    """Whether the question is on a department that neither the section answering nor a heading over it names."""
    asked = {name for name in query.agencies if name.startswith("Sở ")}
    if not asked:
        return False
    text = " ; ".join([best.unit.text, *(material.text(s) for s in material.ancestors(best.unit.section))])
    return not asked & {m.canonical for m in agencies.find(text)}


def _holds(own: Container[str], name: str, share: float = 1.0) -> bool:
    """Whether a document has a name: all of its words, or enough of them where it is an abbreviation written out."""
    terms = [t for t in search_terms(name, folded=True) if "_" not in t]
    return bool(terms) and sum(t in own for t in terms) >= share * len(terms)


def _uncited(query: Query, best: Choice, material: Material) -> float:
    """Whether the question names a document by number that neither is in the corpus nor stands in the answer."""
    strange = [d.number for d in query.documents if not d.docs]
    return float(any(n not in best.unit.whole and n not in best.unit.above for n in strange))
