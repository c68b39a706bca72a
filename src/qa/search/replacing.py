"""What a follow-up puts in the place of something in the question before: another agency, another subject."""

from __future__ import annotations

import re

from qa.search.asked import END_MARKS, asked
from qa.search.named import NAMED_NUMBER
from qa.search.stopwords import FOLDED_STOPWORDS, STOPWORDS
from qa.structure.mentions import named_documents
from qa.vietnamese import agencies, fold, provinces
from qa.vietnamese.names import Mention

JOINT = " — "  # between a question and what was added to it
LEAD = r"(?:thế còn|vậy còn|thế thì|còn|thế|vậy|và|the con|vay con|con|the|vay|and|what about|how about)\s+"
TAIL = r"(?:,? ?thì (?:sao|thế nào|như thế nào|ra sao))"
# "Thế còn vốn sự nghiệp hằng năm?", "Lĩnh vực y tế thì sao?": a thing that takes the place of one spoken of.
INSTEAD = re.compile(
    rf"^(?P<lead>{LEAD})?(?:(?:các|những)\s+)?(?P<thing>(?P<head>\w+)\b.*?)(?P<tail>{TAIL}(?P<more>,.*)?)?[ ?.!]*$",
    re.IGNORECASE,
)
BOUNDARY = re.compile(
    r"\s*(?:[,;:?—]|\b(?:cho|của|theo|ở|tại|trong|đến|là|được|do|bởi|vào|với|có|phải|sẽ|chủ trì|phối hợp|thực hiện"
    r"|để)\b)",
    re.IGNORECASE,
)
# Words that say what kind of thing is spoken of, before the thing itself.
KIND = re.compile(r"\b(?:lĩnh vực|mảng|chỉ tiêu|mục tiêu|chỉ số|tỷ lệ|về)\s+(?!gì\b|nào\b|này\b|đó\b)", re.IGNORECASE)
# A comma ends a thing only where no further thing is counted up behind it.
END_OF_THING = re.compile(
    rf"{BOUNDARY.pattern.replace('[,;:?—]', '[;:?—]')}"
    r"|, (?=(?:ai|sở|cơ quan|đơn vị|tỉnh|thì|có|do|được|đến|năm|kế hoạch|phải|cần|bao|ngành nào)\b)"
    r"|\s+(?:năm|giai đoạn|bao nhiêu|mấy|đạt|tăng|giảm|thì|giao (?:cho|ai)|sở nào|cơ quan nào|đơn vị nào|ai)\b",
    re.IGNORECASE,
)
LONGEST = 8  # words of a thing
SHORT = 3  # … that is named without "còn" or "thì sao"
ASKS = re.compile(
    r"\b(?:bao nhiêu|bao nhieu|mấy|ai|nào|nao|gì|gi|đâu|khi nào|bao giờ|không|chưa|what|who|when|how many|how much)\b",
    re.IGNORECASE,
)
WHAT_TASKS = re.compile(
    r"\b(?:làm|giao|lo|phụ trách|chủ trì|phối hợp|nhiệm vụ|việc|lam|phu trach|chu tri|phoi hop|nhiem vu|viec)\b"
    r".*\b(?:gì|nào|gi|nao)\b",
    re.IGNORECASE,
)
TOGETHER = re.compile(r"\b(?:và|cùng|so với|nữa|cả|hay|với|đó|này|ấy|va|cung|so voi|nua|do|nay)\b", re.IGNORECASE)
POINTED_AT = re.compile(r"^(?:thế |vậy |còn )?(?:ông|bà|nó|họ|văn bản)(?: (?:ấy|đó|này|kia))? ", re.IGNORECASE)
BEGINS_AS_VERB = re.compile(r"(?:được )?(?:ký|ban hành|gửi|có hiệu lực)\b", re.IGNORECASE)
NOTHING = re.compile(r"(?:\s|,|\b(?:ở|tại|của|bên|dưới|tỉnh|thành phố|và|phía)\b)*", re.IGNORECASE)
OTHER_PLACES = re.compile(
    r"\b(?:tinh|dia phuong|noi) (?:nao )?khac\b|\bcac tinh con lai\b|\btinh nao nua\b|\bother provinces?\b"
)
EXCEPT = re.compile(r"\b(?:ngoai|tru)\b.*\b(?:tinh|noi|dia phuong) nao\b")
SAME_DOCUMENT = re.compile(
    r"\b(?:van ban|ke hoach|quyet dinh|nghi quyet|chuong trinh(?: hanh dong)?|nghi dinh|thong tu|chi thi|bao cao|de an)"
    r" (?:do|ay|kia|nay|tren|noi tren)\b"
)
APPENDICES_ASKED = re.compile(r"\b(?:may|bao nhieu|so) (?:phu luc|trang)\b")
THAT_DOCUMENT = re.compile(
    r"\b(?:văn bản|kế hoạch|quyết định|nghị quyết|chương trình|nghị định|thông tư|chỉ thị) (?:đó|ấy|kia|trên|cũ)\b",
    re.IGNORECASE,
)
ANOTHER_ASKED = re.compile(r"\b(?:thay the|bai bo|sua doi|can cu|thuc hien|dua tren)\b.*\b(?:nao|gi|dau)\b")
OF_A_PLACE = r"(?:\b(?:của|ở|tại|tỉnh|cho|of|in)\s+)*"
# A section by its label: "nhiệm vụ số 4", "Điều 5".
LABEL = re.compile(
    r"\b(?P<level>nhiệm vụ|dự án|giải pháp|mục tiêu|mục|phần|chương|điều|khoản|điểm|phụ lục|stt|nhiem vu|du an"
    r"|giai phap|muc|phan|chuong|dieu|khoan|diem|phu luc|task|section|article)\s+(?:(?:số|so|thứ|thu|no\.?)\s+)?"
    r"(?P<label>\d{1,3}(?:\.\d{1,2})*[a-z]?|[ivx]+|[a-zđ])(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
# What can be asked of any thing: none takes a thing's place.
ASPECTS = frozenset(
    """
    kinh phi nguon von tien chi muc tieu ket qua thoi gian han ly do doi tuong dieu kien quy trinh ho so trach nhiem
    phoi hop chu tri co quan don vi ai thuc hien giai phap nhiem vu noi dung can cu tong muc so luong lo trinh cuoi cung
    ngay nam thang chot san pham dau moi
    """.split()
)


def frame(base: str) -> str:
    """The places and the documents that a question names, and the part of them."""
    numbers = [base[m.start() : m.end()].strip() for m in NAMED_NUMBER.finditer(fold(base))]
    numbers += re.findall(r"\bphụ lục\b", base, re.IGNORECASE)[:1]
    return " ".join([*numbers, *(m.printed for m in provinces.find(base))])


def of_the_frame(base: str, question: str) -> str:
    """A question on a document's head with the place and the document of the base question, "" if it named none."""
    places = " ".join(m.printed for m in provinces.find(base))
    documents = frame(base).removesuffix(places).strip()
    question = POINTED_AT.sub("", question)
    if not documents and BEGINS_AS_VERB.match(question):
        documents, question = "văn bản", question[:1].lower() + question[1:]
    return f"{places}{JOINT}{documents} {question}".removeprefix(JOINT) if places or frame(base) else ""


def agency_instead(base: str, question: str) -> str | None:
    """The base question with another agency in the place of its own; None if the new question names no other.

    One that asks what an agency does takes over nothing but the place and the document.
    """
    named = agencies.find(question)
    if not named:
        return None
    before = agencies.find(base)
    if {m.canonical for m in named} <= {m.canonical for m in before}:
        return None
    rest = _without(question, named)
    if TOGETHER.search(re.sub(rf"^{LEAD}", "", rest, flags=re.IGNORECASE)):
        return None
    if WHAT_TASKS.search(rest):
        own = question if provinces.find(question) else f"{frame(base)}{JOINT}{question}"
        return own.removeprefix(JOINT)
    thing = elliptical(question)
    if not before or not thing:
        return None
    thing = _bare(thing)
    start, end = _joined(base, before)
    if not provinces.find(f"{thing}, {base[:start]}, {base[end:]}"):  # "Báo Bình Thuận" took its place away with it
        thing = " ".join([thing, *(m.printed for m in provinces.find(base[start:end]))])
    return base[:start] + thing + base[end:]


def elliptical(question: str) -> str:
    """What a question names that only names something ("Còn Sở Y tế?", "Hà Nam thì sao?"); "" if it says more."""
    parts = INSTEAD.match(question)
    if parts is None or parts["more"] or ASKS.search(parts["thing"]):
        return ""
    names = [*agencies.find(parts["thing"]), *provinces.find(parts["thing"])]
    rest = _without(parts["thing"], sorted(names))
    return parts["thing"] if names and NOTHING.fullmatch(rest) else ""


def place_instead(base: str, question: str) -> str | None:
    """The base question with another place in the place of its own; None if the new question names more than that."""
    thing, before = _bare(elliptical(question)), provinces.find(base)
    if not thing or agencies.find(question) or not before:
        return None
    start, end = _joined(base, before)
    return base[:start] + thing + base[end:] if end == before[-1].end else None


def other_provinces(question: str) -> bool:
    """Whether a question asks about the provinces that were not spoken of."""
    plain = fold(question)
    return OTHER_PLACES.search(plain) is not None or bool(EXCEPT.search(plain) and provinces.find(question))


def of_others(base: str, question: str, *, alone: bool) -> str:
    """The base question put to the other provinces than it names, or than the new one leaves out; "" if none is named.

    Args:
        base: the question before.
        question: the follow-up.
        alone: whether the follow-up asks nothing besides.
    """
    named = provinces.find(base)
    left_out = list(dict.fromkeys(m.printed for m in (*named, *provinces.find(question))))
    if not left_out:
        return ""
    for mention in reversed(named):
        before = re.sub(rf"{OF_A_PLACE}\Z", "", base[: mention.start], flags=re.IGNORECASE)
        base = f"{before} {base[mention.end :]}"
    own = "" if alone else f"{JOINT}{question.rstrip(' ?.!')}"
    return f"{base.strip(' ?.!')}{own} ở các tỉnh ngoài {', '.join(left_out)}?"


def together(base: str, places: list[str]) -> str:
    """The base question put to all of some places; the question itself where there is but one."""
    named = provinces.find(base)
    if len(places) < 2 or not named:
        return base
    start, end = _joined(base, named)
    return f"{base[:start]}{' và '.join(places)}{base[end:]}"


def document_pointed_at(base: str, question: str, answer: str) -> str | None:
    """The follow-up with the name of the one other document that the answer named in the place of "văn bản đó".

    Args:
        base: the question before, if it asked which document another one replaces or rests on.
        question: the follow-up.
        answer: the answer to the question before.
    """
    pointing = THAT_DOCUMENT.search(question)
    if pointing is None or not ANOTHER_ASKED.search(fold(base)):
        return None
    named = {m.number: m for m in named_documents(answer) if m.number not in base}
    if len(named) != 1:
        return None
    other = next(iter(named.values()))
    return f"{question[: pointing.start()]}{other.kind} số {other.number}{question[pointing.end() :]}".strip()


def document_itself(base: str, question: str) -> str | None:
    """The follow-up with the name of the one document of the base in the place of "văn bản đó", if it is on its head.

    What else is asked of a document leans on more of the question before than the document.
    """
    pointing = SAME_DOCUMENT.search(fold(question))
    named = {base[m.start() : m.end()].strip() for m in NAMED_NUMBER.finditer(fold(base))}
    if pointing is None or len(named) != 1:
        return None
    start, end = pointing.span()
    whole = f"{question[:start]}{named.pop()}{question[end:]}"
    return whole if asked(whole.rstrip(END_MARKS))[1] or APPENDICES_ASKED.search(fold(whole)) else None


def is_label(question: str) -> bool:
    """Whether a question names a section by its label, and nothing else."""
    return _label_of(question) is not None


def label_instead(base: str, question: str) -> str | None:
    """The base question with the label of another section in the place of its own: "Còn nhiệm vụ số 4?"."""
    other = _label_of(question)
    if other is None:
        return None
    level = fold(other["level"])
    own = [match for match in LABEL.finditer(base) if fold(match["level"]) == level]
    return base[: own[-1].start()] + other.group() + base[own[-1].end() :] if own else None


def _label_of(question: str) -> re.Match[str] | None:
    named = INSTEAD.match(question)
    return LABEL.fullmatch(named["thing"].strip()) if named else None


def _bare(thing: str) -> str:
    return re.sub(r"^(?:ở|tại|của|bên|dưới|phía) ", "", thing, flags=re.IGNORECASE)


def _joined(base: str, mentions: list[Mention]) -> tuple[int, int]:
    """From where to where the first name stands, and the others that are counted up with it."""
    start, end = mentions[0].start, mentions[0].end
    for mention in mentions[1:]:
        if not re.fullmatch(r"(?:,| và| cùng| hay)? ?", base[end : mention.start]):
            break
        end = mention.end
    return start, end


def thing_instead(base: str, question: str) -> str | None:
    """The base question with a thing in the place of another of the same kind: "vốn đầu tư" → "vốn sự nghiệp"."""
    named = INSTEAD.match(question)
    if named is None or provinces.find(question) or agencies.find(question) or ASKS.search(named["thing"]):
        return None
    thing = re.sub(r"^(?:về|cho|bên|phía|mảng) ", "", named["thing"], flags=re.IGNORECASE)
    head = named["head"] if thing == named["thing"] else ""
    bare = not (named["lead"] or named["tail"])
    if ASPECTS.issuperset(fold(thing).split()) or (bare and len(thing.split()) > SHORT):
        return None
    span = _of_its_kind(base, thing, head) or (None if bare else _of_any_kind(base, thing))
    if span is None:
        return None
    more = f"{JOINT}{named['more'].strip(' ,?')}" if named["more"] else ""
    if base[span[0]].islower() and thing[1:].islower():
        thing = thing.lower()  # it has its capital from standing first
    return f"{base[: span[0]]}{thing}{base[span[1] :]}".rstrip(" ?.!") + (more or "?")


def _of_its_kind(base: str, thing: str, head: str) -> tuple[int, int] | None:
    """Where the base speaks of a thing with the same first word."""
    plain = fold(head)
    if not head or (plain in FOLDED_STOPWORDS if head.lower() == plain else head.lower() in STOPWORDS):
        return None
    old = re.search(rf"(?<!\w){re.escape(head)}(?!\w)(?! (?:nào|gì)\b)", base, re.IGNORECASE)
    if old is None:
        return None
    end = BOUNDARY.search(base, old.end())
    stop = end.start() if end else len(base.rstrip(" ?.!"))
    longer = len(base[old.start() : stop].split()) - len(thing.split())
    alike = fold(base[old.start() :]).split()[1:2] == fold(thing).split()[1:2]
    return (old.start(), stop) if longer <= (3 if alike else 1) else None


def _of_any_kind(base: str, thing: str) -> tuple[int, int] | None:
    """Where the base speaks of a thing under a word of its kind ("lĩnh vực …"), and the new thing has no such word."""
    words = fold(thing).split()
    if len(words) > LONGEST or re.search(r"\d", thing):
        return None
    kind = list(KIND.finditer(base))
    if not kind:
        return None
    start = kind[-1].end()
    end = END_OF_THING.search(base, start)
    stop = end.start() if end else len(base.rstrip(" ?.!"))
    return (start, stop) if 0 < len(base[start:stop].split()) <= LONGEST else None


def _without(text: str, mentions: list[Mention]) -> str:
    for mention in reversed(mentions):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text
