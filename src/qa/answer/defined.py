"""Definitions: whether a text defines the very thing of which a question asks the meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.answer.choosing import ACRONYM
from qa.search import Query
from qa.vietnamese import search_terms
from qa.vietnamese.abbreviations import spelled_terms
from qa.vietnamese.text import unify_tone

_ASKED = re.compile(
    r"\b(?:định nghĩa|giải thích|khái niệm|thế nào là|nghĩa là gì|hiểu thế nào"
    r"|được hiểu (?:là gì|(?:như )?thế nào|ra sao)|thế nào thì (?:được )?(?:coi|xem) là)",
    re.IGNORECASE,
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


def undefined(query: Query, text: str, quotes: Iterable[str]) -> str:
    """Returns the thing whose definition a question asks for, if no quote says of it what it is; "" if one does.

    An abbreviation is told by its words, whatever the sentence.
    """
    name = _name(text) if query.asks_for("definition") and _ASKED.search(text) else ""
    words = {term for term in search_terms(name) if "_" not in term}
    if not words or ACRONYM.search(name):
        return ""
    clauses = (clause for quote in quotes for clause in _CLAUSE.split(unify_tone(quote)))
    subjects = (clause[: verb.start()] for clause in clauses if (verb := _DEFINES.search(clause)))
    held = max((len(words & spelled_terms(subject)) for subject in subjects), default=0)
    return "" if held > ENOUGH * len(words) else name


def _name(text: str) -> str:
    if quoted := _QUOTED.search(text):
        return quoted["name"]
    named = _NAMED.search(text)
    return (named["after"] or named["before"] or "") if named else ""
