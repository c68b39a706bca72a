"""Whether a question leans on what was said before: it points back, asks for a part only, or says too little alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files

from qa.search.casing import asking
from qa.search.english_turns import own_subject
from qa.search.query import content_words
from qa.search.replacing import elliptical, is_label, other_provinces
from qa.search.stopwords import FOLDED_STOPWORDS, STOPWORDS
from qa.vietnamese import agencies, fold, provinces, search_terms
from qa.vietnamese.english import is_english, to_vietnamese
from qa.vietnamese.text import put_in

# Words that point back to what was said; "Nhận rồi thì …": what was received was said before.
POINTING = re.compile(
    r"^(?:con|the|vay|thi|the con|vay con|and|what about|how about|so(?! sanh))\b|\b(?:do|nay|ay|kia|no|vua roi"
    r"|noi tren|neu tren|tren|tuong tu|nhu vay)\b(?!\s+(?:nam|thang|ngay))"
    r"|^(?:[a-z]+ ){1,2}(?:roi|xong)(?: (?:thi|ma|co)\b|,)"
    r"|\b(?:it|its|that|this|they|them|those|there)\b|\bthi sao\b|\bcon gi nua\b|\bnua\b|\bkhac\b"
)
# Asking words that replace those of the question before.
ROLE_ONLY = re.compile(
    r"\b(?:ai|co quan nao|don vi nao|so nao|nhung ai|nhung don vi nao|thoi gian|bao gio|khi nao|ket qua"
    r"|thoi han|han (?:chot|cuoi|hoan thanh)|phoi hop|chu tri|who|when)\b"
)
NEW_TOPIC = re.compile(
    r"\b(?:chuyen khac|cau hoi khac|hoi khac|van de khac|doi chu de|sang chuyen|another (?:question"
    r"|topic)|different question)\b"
)
HEAD = re.compile(r"\b(?:ky|ban hanh|gui|hieu luc|can cu|noi nhan|ap dung den)\b")
# What a signature says beside the name.
POST = re.compile(r"\bchuc (?:vu|danh)\b")
WHETHER_THERE = re.compile(
    r"(?:(?:con|the|vay|va|thi) )*co(?: (?:duoc|phai|ho tro|quy dinh|ap dung|yeu cau|noi|neu|de cap|nhac|dieu nay|gi"
    r"|nhu vay))* (?:khong|chua)"
)
_WORDS = tomllib.loads(files("qa.search").joinpath("data/leaning.toml").read_text(encoding="utf-8"))
ROLES, HEADER, OTHERS = (frozenset(_WORDS[name]["words"].split()) for name in ("roles", "header", "others"))
WHICH_AGENCY = re.compile(r"\b(?:cơ quan|đơn vị|co quan|don vi) (?:nào|nao)\b", re.IGNORECASE)
# "Có cơ quan báo chí nào tham gia không?", "Có phải Sở X không?": of the task spoken of, which they do not name.
_TAKES_PART = re.compile(
    r"(?:(?:the|vay|con) )*co (?:nhung )?(?:[a-z]+ ){1,4}nao (?:cung |duoc |phai )*"
    r"(?:tham gia|phoi hop|lien quan|vao cuoc|chu tri|lam)(?: cung| vao)? khong"
)
_WHETHER_THEY = re.compile(
    r"(?:(?:the|vay|con|va|co|phai|chang|do|la|thi|cung|duoc|chu tri|phoi hop|tham gia|phu trach|lam|giao) ?)+"
    r"(?:khong|chua)"
)
SHORT = 4


def needs_history(question: str, known: Callable[[str], bool] | None = None) -> bool:
    """Whether a question leans on what was said before: it points back, or says too little to be asked alone.

    A short question in words that the documents do not have is on something else, not on what was said.
    """
    # "hôm nay" (today) does not point back as "này" (this) does, where the asker typed the difference.
    plain = asking(re.sub(r"\bnay\b", "-", question) if fold(question) != question.lower() else question)
    if NEW_TOPIC.search(plain):
        return False
    if of_roles_alone(_unplaced(plain, question)) or of_the_document(plain) or elliptical(question):
        return True
    if is_label(question) or (POST.search(plain) and HEADER.issuperset(re.findall(r"\w+", plain))):
        return True
    if of_the_others(plain, question) or whether_there(plain, question):
        return True
    if _TAKES_PART.fullmatch(plain.strip(" ?.!")) or _whether_they(question):
        return True
    points = bool(POINTING.search(plain))
    if known is not None and not points and _foreign(question, known):
        return False
    content = [w for w in content_words(WHICH_AGENCY.sub(" ", question)) if not w.isdigit()]
    places = {m.canonical for m in provinces.find(question)}
    if len(places) > 1 and not points:
        return False
    named = bool(places)
    if len(content) <= SHORT and not (named and len(content) > SHORT - 1):
        return True
    return points and len(content) <= 9


def of_roles_alone(plain: str) -> bool:
    """Whether a question (folded) asks for roles in a task, and says nothing of the task."""
    return bool(ROLE_ONLY.search(plain)) and ROLES.issuperset(re.findall(r"\w+", plain))


def _unplaced(plain: str, question: str) -> str:
    """A question (folded) without its places: "Còn Hà Nam thì ai chủ trì?" asks for roles alone."""
    for mention in provinces.find(question):
        plain = re.sub(rf"(?:\b(?:tinh|o|tai|ben) )*\b{re.escape(fold(mention.printed))}\b", " ", plain)
    return plain


def of_the_others(plain: str, question: str) -> bool:
    """Whether a question (folded, and as typed) asks the same of the other provinces, and nothing else."""
    return other_provinces(question) and OTHERS.issuperset(re.findall(r"\w+", _unplaced(plain, question)))


def whether_there(plain: str, question: str) -> bool:
    """Whether a question (folded, and as typed) asks if another place does the same: "Kon Tum có hỗ trợ không?"."""
    rest = _unplaced(plain, question).strip(" ?.!,")
    return bool(provinces.find(question)) and WHETHER_THERE.fullmatch(rest) is not None


def _whether_they(question: str) -> bool:
    """Whether a question asks if an agency has a part in the task spoken of, and says nothing of the task."""
    named = agencies.find(question)
    if not named or any(agencies.is_group(mention.canonical) for mention in named):
        return False
    rest = put_in(question, ((mention.start, mention.end, " ") for mention in named))
    return _WHETHER_THEY.fullmatch(" ".join(re.findall(r"\w+", fold(rest)))) is not None


def of_the_document(plain: str) -> bool:
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
