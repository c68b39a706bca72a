"""Definitions: whether a text defines the very thing of which a question asks the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer.choosing import ACRONYM, SHORT_NAME
from qa.search import Query
from qa.vietnamese import fold, search_terms
from qa.vietnamese.abbreviations import spelled_terms
from qa.vietnamese.text import unify_tone

_ASKED = re.compile(
    r"\b(?:định nghĩa|giải thích|khái niệm|thế nào là|nghĩa là gì|hiểu thế nào"
    r"|được hiểu (?:là gì|(?:như )?thế nào|ra sao)|thế nào thì (?:được )?(?:coi|xem) là)",
    re.IGNORECASE,
)
# "Kinh tế số là gì?" asks the meaning of a term; "Nhiệm vụ của Sở X là gì?", "Khó khăn là gì?" ask what one has.
# Folded, as most such questions are typed in haste.
_BARE = re.compile(r"^(?P<name>[^\d,:;?]+?) la (?:cai )?gi(?: vay| the| nhi| a| ha)*\s*[?.!]*$")
_HAD = re.compile(
    r"^(?:cac|nhung|hai|ba|bon|may|mot so|muc (?:tieu|dich)|nhiem vu|chi tieu|giai phap|ket qua|quan diem|dinh huong"
    r"|phuong huong|vai tro|(?:the|diem) (?:manh|yeu)|loi the|tiem nang|han che|ton tai|kho khan|thach thuc|vuong mac"
    r"|nguyen (?:nhan|tac)|l[yi] do|dieu kien|yeu cau|tieu (?:chi|chuan)|noi dung|kinh phi|von|nguon|thoi (?:han|gian)"
    r"|co quan|don vi|chu de|chu truong|ten|tam nhin|uu tien|san pham|linh vuc|nganh|nhom|chuc nang|trach nhiem|quyen"
    r"|nghia vu|y nghia|can cu|co so|buoc|viec|cong viec|trong tam|khau|dot pha|phuong (?:an|cham)|hinh thuc|doi tuong"
    r"|pham vi|thanh phan|ty le|muc|tong|cach|quy trinh|thu tuc|ho so|dau ra|loi ich|che tai)\b"
    r"|\b(?:cua|de|khi|ma|cho|se|da|duoc|phai|chinh la)\b"
)
_QUOTED = re.compile(r"[\"“](?P<name>[^\"”]+)[\"”]")
_NAMED = re.compile(
    r"(?:thế nào là|thế nào thì (?:được )?(?:coi|xem) là|định nghĩa|giải thích|khái niệm)\s+"
    r"(?:về\s+|của\s+)?(?P<after>.+?)"
    r"(?:\s+(?:là gì|(?:như )?thế nào|ra sao|được hiểu|trong|ở|của|theo)\b|\?|$)"
    r"|^(?:(?:theo|riêng|cụ thể|nói|nhìn|xét)\b[^,]*, ?)?(?P<before>.+?)"
    r"\s+(?:(?:trong|ở|của|theo)\s.*)?(?:được hiểu|hiểu thế nào|nghĩa là gì)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;\n]\s|:\s(?=[\"“])")  # "Một số từ ngữ: “X” là …"
# "X là một trong những …" says something of X, and not what it is.
_DEFINES = re.compile(
    r"\s(?:là(?! (?:một trong|(?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì)|then chốt|động lực|\d))"
    r"|gồm|bao gồm|được hiểu|nghĩa là)\s|:"
)
ENOUGH = 0.5  # share of a name's words; more of them must stand before "là"


def undefined(query: Query, text: str, quotes: Sequence[str]) -> str:
    """Returns the thing whose definition a question asks for, if no quote says of it what it is; "" if one does.

    An abbreviation is told by its words, whatever the sentence.
    """
    name = (_name(text) if _ASKED.search(text) else _term(query, text)) if query.asks_for("definition") else ""
    words = {term for term in search_terms(name, folded=query.folded) if "_" not in term}
    if not words or ACRONYM.search(name):
        return ""
    if any(re.search(rf"\b{re.escape(word.upper())}\b", quote) for word in name.split() for quote in quotes):
        return ""  # "gii là gì": an abbreviation that might be a syllable
    clauses = (clause for quote in quotes for clause in _CLAUSE.split(unify_tone(quote)))
    subjects = (clause[: verb.start()] for clause in clauses if (verb := _DEFINES.search(clause)))
    held = max((len(words & spelled_terms(subject)) for subject in subjects), default=0)
    return "" if held > ENOUGH * len(words) else name


def _term(query: Query, text: str) -> str:
    """The term of a question that says nothing else; "" if it asks what somebody or something has."""
    plain = fold(text)
    asked = _BARE.match(plain) if not (query.provinces or query.documents or query.agencies) else None
    if asked is None or _HAD.search(asked["name"]) or len(plain) != len(text):
        return ""
    name = text[: asked.end("name")]
    return "" if SHORT_NAME.search(name) else name  # "VssID" is told by what it is for


def _name(text: str) -> str:
    if quoted := _QUOTED.search(text):
        return quoted["name"]
    named = _NAMED.search(text)
    return (named["after"] or named["before"] or "") if named else ""
