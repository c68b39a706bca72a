"""Follow-up questions written out, so that they can be understood alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.records import Turn
from qa.search.casing import asking
from qa.search.english_turns import own_subject, subject_instead
from qa.search.query import PERIOD, YEAR, content_words
from qa.search.replacing import (
    ASKS,
    INSTEAD,
    JOINT,
    agency_instead,
    document_pointed_at,
    elliptical,
    frame,
    is_label,
    label_instead,
    of_others,
    of_the_frame,
    other_provinces,
    place_instead,
    thing_instead,
    together,
)
from qa.search.stopwords import FOLDED_STOPWORDS, STOPWORDS
from qa.vietnamese import agencies, fold, normalize, provinces, search_terms
from qa.vietnamese.english import is_english, to_vietnamese

# Words that point back to what was said.
POINTING = re.compile(
    r"^(?:con|the|vay|thi|the con|vay con|and|what about|how about|so(?! sanh))\b|\b(?:do|nay|ay|kia|no|vua roi"
    r"|noi tren|neu tren|tren|tuong tu|nhu vay)\b(?!\s+(?:nam|thang|ngay))"
    r"|\b(?:it|its|that|this|they|them|those|there)\b|\bthi sao\b|\bcon gi nua\b|\bnua\b|\bkhac\b"
)
# Asking words that replace those of the question before.
ROLE_ONLY = re.compile(
    r"\b(?:ai|co quan nao|don vi nao|so nao|nhung ai|nhung don vi nao|thoi gian|bao gio|khi nao|ket qua"
    r"|thoi han|han (?:chot|cuoi|hoan thanh)|phoi hop|chu tri|who|when)\b"
)
WHOSE = re.compile(r"\b(?:so|co quan|don vi|ban|nganh) nao\b|\bai\b|\bwho\b|\bwhich (?:agency|department)\b")
NEW_TOPIC = re.compile(
    r"\b(?:chuyen khac|cau hoi khac|hoi khac|van de khac|doi chu de|sang chuyen|another (?:question"
    r"|topic)|different question)\b"
)
# Words that speak of roles in a task and not of the task: a question of these alone is on the task spoken of.
ROLES = frozenset(
    """
    co quan don vi so ban nganh phoi hop chu tri thuc hien thoi gian han ket qua san pham gom nhung ai nao cac dau moi
    phu trach giao bao gio khi may the con cung tham gia lien quan trach nhiem chinh hoan thanh vay thi la ten voi cho
    do nay ay kia lam va chot cuoi xong hoan tat viec phai ho
    """.split()
)
# Words that speak of a document's own head: by whom, when and to whom it was issued.
HEADER = frozenset(
    """
    ky ban hanh ngay thang nam nao van ban hieu luc gui can cu nguoi ong ba chuc vu danh gi tu luc noi nhan ai
    cho duoc bi khi bao gio thay the so hieu may la co khong den no vay con ay do nay kia
    ke hoach quyet dinh nghi chuong trinh nhung cac don vi giu chuc con ap dung den het
    """.split()
)
# "Kinh tế số thì chiếm bao nhiêu?": another thing than was spoken of, asked of the same place and time.
OWN_SUBJECT = re.compile(
    r"^(?!còn\b|thế\b|vậy\b)(?!.*\b(?:này|đó|ấy|trước|sau|tiếp)\b)\w+ \w+[^?,]*? thì (?!sao\b)[^?]*"
    r"\b(?:bao nhiêu|mấy|nào|gì|ai|thế nào|ra sao)\b",
    re.IGNORECASE,
)
HEAD = re.compile(r"\b(?:ky|ban hanh|gui|hieu luc|can cu|noi nhan|ap dung den)\b")
# A report is sent too: its recipients are not those of the document.
SENT_PAPER = re.compile(r"\b(?:bao cao|ho so|danh sach|de nghi)\b.*\bgui\b|\bgui (?:bao cao|ho so)\b")
# What a signature says beside the name.
POST = re.compile(r"\bchuc (?:vu|danh)\b")
# What is asked for of a task, in the question before; and who is.
ROLES_ASKED = re.compile(
    r"\b(?:do |bởi )?(?:ai|cơ quan nào|đơn vị nào|sở nào|khi nào|bao giờ|vào thời gian nào|chủ trì|phối hợp với"
    r"|phối hợp|co quan nao|chu tri)\b",
    re.IGNORECASE,
)
WHO_ASKED = re.compile(
    r"\b(?:(?:giao )?cho |giao |do |bởi |với )?(?:ai|cơ quan nào|đơn vị nào|sở nào|co quan nao)\b", re.IGNORECASE
)
YEAR_SAID = re.compile(
    r"(?:đến |trong |vào |đến hết )?(?:giai đoạn|năm|nam|giai doan)?\s*(?<![\d/])20\d\d(?![\d/])", re.IGNORECASE
)
# Words of a question that only asks whether the other provinces say the same: "Ngoài Hà Nam còn tỉnh nào nêu không?"
OTHERS = frozenset(
    """
    con the vay va ngoai tru ra thi sao nhu nao co neu noi ve khac nua khong cac nhung o tai tinh dia phuong nao nhac
    den dieu nay do viec lai cung quy dinh gi and what about other provinces province the in
    """.split()
)
# "Tỉnh nào cao hơn?": of those that were spoken of.
WHICH_OF_THEM = re.compile(
    r"\b(?:tinh|noi|dia phuong|ben|van ban|ke hoach) nao\b.*\b(?:hon|nhat)\b|\bso sanh (?:cac|hai|ca)\b"
)
WHETHER_THERE = re.compile(
    r"(?:(?:con|the|vay|va|thi) )*co(?: (?:duoc|phai|ho tro|quy dinh|ap dung|yeu cau|noi|neu|de cap|nhac|dieu nay|gi"
    r"|nhu vay))* (?:khong|chua)"
)
COMPARES = re.compile(r"\bso (?:voi|sanh)\b|\bnua\b")
SHORT = 4


def standalone(question: str, history: Sequence[Turn], known: Callable[[str], bool] | None = None) -> str:
    """Returns a question as it stands alone; the question itself where it needs nothing from the history.

    What is carried over: the words of the last question that was itself complete, less the province, the year or the
    role that the new question replaces.

    Args:
        question: as typed.
        history: earlier turns, oldest first.
        known: whether a pair of neighbouring words ("a_b") occurs in the documents at all.
    """
    text = normalize(question).strip()
    if not history or not needs_history(text, known):
        return text
    base, places = "", list[str]()
    for turn in history:
        previous = normalize(turn.question).strip()
        follows = base and needs_history(previous, known)
        base = merge(base, previous) if follows else previous
        places = [*(places if follows else ()), *(m.printed for m in provinces.find(previous))]
    if WHICH_OF_THEM.search(fold(text)) and not provinces.find(text):
        base = together(base, list(dict.fromkeys(places)))
    answers = normalize(history[-1].answer)
    return merge(base, text, answers)


def needs_history(question: str, known: Callable[[str], bool] | None = None) -> bool:
    """Whether a question leans on what was said before: it points back, or says too little to be asked alone.

    A short question in words that the documents do not have is on something else, not on what was said.
    """
    # "hôm nay" (today) does not point back as "này" (this) does, where the asker typed the difference.
    plain = asking(re.sub(r"\bnay\b", "-", question) if fold(question) != question.lower() else question)
    if NEW_TOPIC.search(plain):
        return False
    if _of_roles_alone(_unplaced(plain, question)) or _of_the_document(plain) or elliptical(question):
        return True
    if is_label(question) or (POST.search(plain) and HEADER.issuperset(re.findall(r"\w+", plain))):
        return True
    if _of_the_others(plain, question) or _whether_there(plain, question):
        return True
    points = bool(POINTING.search(plain))
    if known is not None and not points and _foreign(question, known):
        return False
    content = [w for w in content_words(question) if not w.isdigit()]
    places = {m.canonical for m in provinces.find(question)}
    if len(places) > 1 and not points:
        return False
    named = bool(places)
    if len(content) <= SHORT and not (named and len(content) > SHORT - 1):
        return True
    return points and len(content) <= 9


def _of_roles_alone(plain: str) -> bool:
    """Whether a question (folded) asks for roles in a task, and says nothing of the task."""
    return bool(ROLE_ONLY.search(plain)) and ROLES.issuperset(re.findall(r"\w+", plain))


def _unplaced(plain: str, question: str) -> str:
    """A question (folded) without its places: "Còn Hà Nam thì ai chủ trì?" asks for roles alone."""
    for mention in provinces.find(question):
        plain = re.sub(rf"(?:\b(?:tinh|o|tai|ben) )*\b{re.escape(fold(mention.printed))}\b", " ", plain)
    return plain


def _of_the_others(plain: str, question: str) -> bool:
    """Whether a question (folded, and as typed) asks the same of the other provinces, and nothing else."""
    return other_provinces(question) and OTHERS.issuperset(re.findall(r"\w+", _unplaced(plain, question)))


def _whether_there(plain: str, question: str) -> bool:
    """Whether a question (folded, and as typed) asks if another place does the same: "Kon Tum có hỗ trợ không?"."""
    rest = _unplaced(plain, question).strip(" ?.!,")
    return bool(provinces.find(question)) and WHETHER_THERE.fullmatch(rest) is not None


def _of_the_document(plain: str) -> bool:
    """Whether a question (folded) asks for what a document's head says, and does not say of which: "Ký ngày nào?"."""
    return HEADER.issuperset(re.findall(r"\w+", plain)) and HEAD.search(plain) is not None


def _foreign(question: str, known: Callable[[str], bool]) -> bool:
    """Whether at least half of a question's pairs of content words, or no English word of it, stand in a document."""
    if is_english(question):  # the dictionary is of what documents speak of
        return own_subject(question) and set(content_words(question)) <= set(content_words(to_vietnamese(question)))
    pairs = [
        term
        for term in search_terms(question)
        if "_" in term and not any(_says_nothing(word) for word in term.split("_"))
    ]
    return len(pairs) >= 1 and 2 * sum(not known(pair) for pair in pairs) >= len(pairs)


def _says_nothing(word: str) -> bool:
    return word in STOPWORDS or word in FOLDED_STOPWORDS or word == "gồm" or word.isdigit()


def merge(base: str, question: str, answer: str = "") -> str:
    """Returns the base question with what the new one replaces taken out, followed by the new one."""
    if _whether_there(fold(question), question):
        question = f"Còn {' và '.join(m.printed for m in provinces.find(question))}?"
    if (of_the_other := document_pointed_at(base, question, answer)) is not None:
        return of_the_other
    kept = _settled(base, question)
    if (moved := place_instead(kept, question)) is not None:
        return _spaced(moved)
    alone = _of_the_others(fold(question), question)
    if other_provinces(question) and (whole := of_others(kept, question, alone=alone)):
        return _spaced(whole)
    if (provinces.find(question) and not COMPARES.search(fold(question))) or other_provinces(question):
        kept = _without(kept, [m.printed for m in provinces.find(kept)])
    if YEAR.search(question) and not COMPARES.search(fold(question)):
        kept = re.sub(rf"(?:giai đoạn |giai doan )?(?:{PERIOD.pattern})", " ", kept, flags=re.IGNORECASE)
        kept = _without_years(kept)
    if ROLE_ONLY.search(asking(question)):
        kept = ROLES_ASKED.sub(" ", kept)
    elif ASKS.search(question):
        kept = WHO_ASKED.sub(" ", kept)
    if own_subject(question):
        return _spaced(f"{frame(kept)}{JOINT}{question}")
    for replaced in (label_instead, agency_instead, subject_instead, thing_instead):
        if (instead := replaced(kept, question)) is not None:
            return _spaced(instead)
    on_head = HEAD.search(SENT_PAPER.sub(" ", fold(base))) or "gui" not in fold(question).split()
    if on_head and _of_the_document(fold(question)) and (whole := of_the_frame(base, question)):
        return _spaced(whole)
    if _on_something_else(question, kept):
        times = " ".join(match.group() for match in (*PERIOD.finditer(kept), *YEAR.finditer(PERIOD.sub(" ", kept))))
        return _spaced(f"{frame(kept)} {times}{JOINT}{question}")
    if WHOSE.search(asking(question)) and WHOSE.search(asking(base)) and _topic(question) > 1:
        return _spaced(f"{frame(base)}{JOINT}{question}")  # another task: only the place is carried over
    pointed = "" if _of_roles_alone(fold(question)) else _agency_pointed_at(question, base, answer)
    if pointed:
        return f"{pointed} {frame(base)} {question}".strip()
    return _spaced(f"{kept.rstrip(' ?.!')}{JOINT}{question}")


def _without_years(text: str) -> str:
    """A text without its years: the "Nam" of "Hà Nam 2025" is a place's and no word for one."""
    ends = [(m.start, m.end) for m in provinces.find(text)]

    def kept(match: re.Match[str]) -> str:
        within = next((end for start, end in ends if start < match.start() < end), match.start())
        return f"{text[match.start() : within]} "

    return YEAR_SAID.sub(kept, text)


def _settled(base: str, question: str) -> str:
    """The base less what earlier follow-ups added and the new one does away with: roles asked for."""
    first, *added = base.split(JOINT)
    if ASKS.search(question) or _of_roles_alone(fold(question)):
        added = [piece for piece in added if not _of_roles_alone(fold(piece))]
    if ASKS.search(question):
        asking_before = [piece for piece in added if ASKS.search(piece)]
        added = [piece for piece in added if piece not in asking_before[:-1]]
    if _another_thing(question):
        added = [piece for piece in added if not _another_thing(piece)]
    return JOINT.join([first, *added])


def _another_thing(question: str) -> bool:
    """Whether a question asks the same of another thing, and names no place, agency or number: "Thạc sĩ thì sao?"."""
    named = INSTEAD.match(question)
    if named is None or not (named["lead"] or named["tail"]) or _of_roles_alone(fold(question)):
        return False
    return not (re.search(r"\d", question) or provinces.find(question) or agencies.find(question))


def _on_something_else(question: str, base: str) -> bool:
    """Whether a question asks of another thing than was spoken of, in the same place and time."""
    if OWN_SUBJECT.match(question) and not YEAR.search(question) and _topic(question) > 2:
        return True
    counted = re.match(r"(?:có )?(?:bao nhiêu|mấy) (?P<what>\w+ \w+ \w.*)", question, re.IGNORECASE)
    if counted is None or _topic(counted["what"]) < 3:
        return False
    return set(content_words(counted["what"])).isdisjoint(content_words(base))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" —")


def _topic(question: str) -> int:
    """How many words of a question tell what it is on: not who, and not where."""
    places = {word for m in provinces.find(question) for word in fold(m.printed).split()}
    return sum(word not in ROLES and word not in places for word in content_words(question))


def _agency_pointed_at(question: str, base: str, answer: str) -> str:
    """The agency that "cơ quan đó" stands for: the lead or owner that the last answer named first."""
    if not re.search(
        r"\b(?:co quan|don vi|so|ban) (?:do|nay|ay|kia)\b|\b(?:that|this) (?:agency|department)\b", fold(question)
    ):
        return ""
    asked = {m.canonical for m in agencies.find(base)}
    named = [m.printed for m in agencies.find(answer) if m.canonical not in asked]
    return named[0] if named else next((m.printed for m in agencies.find(base)), "")


def _without(text: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        text = re.sub(rf"(?:của |ở |tại |tỉnh |cho |of |in )*{re.escape(phrase)}", " ", text)
    return text
