"""What a follow-up points at: "sở này" and "trung tâm đó" are an agency and a thing that were named before."""

from __future__ import annotations

import re

from qa.search.replacing import JOINT, OF_A_PLACE, frame
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, provinces

AGENCY = re.compile(
    r"\b(?:cơ quan|đơn vị|sở|ban|co quan|don vi|so) (?:này|đó|ấy|kia|nay|do|ay)\b"
    r"|\b(?:that|this) (?:agency|department)\b",
    re.IGNORECASE,
)
# Things that bear names; the name goes on to the first word that is none of it.
THING = re.compile(
    r"\b(?P<kind>trung tâm|quỹ|dự án|đề án|hội đồng|tổ|khu|sàn|cuộc thi|viện|bệnh viện|trường|công ty"
    r"|hiệp hội|liên hiệp|không gian|vườn ươm) (?:này|đó|ấy|kia)\b",
    re.IGNORECASE,
)
_ENDS_NAME = re.compile(
    r"[,.;:()“”\"*\[\]\n]|\s(?:trực thuộc|thuộc|do|được|là|với|tại|ở|của|có|hoạt động|đặt|nhằm|để|cho|trong|theo|gồm)\s"
)
_ROLE = r"(?:chủ trì|phối hợp|phụ trách|tham gia|thực hiện|làm|lo)"
# "có được chủ trì không": what was asked of the task spoken of.
ROLE_THERE = re.compile(rf"\bcó (?:được |phải |cùng )*(?:giao )?{_ROLE}\b[^,]*\bkhông\b", re.IGNORECASE)
_ROLES_SAID = re.compile(rf"\b(?:chỉ )?{_ROLE}(?: (?:hay|hoặc) (?:chỉ )?{_ROLE})?\b", re.IGNORECASE)


def named_before(base: str, answer: str, *, asked_who: bool) -> str:
    """Returns the agency that "sở này" stands for, as printed; "" if none was named.

    Where the question before asked who, it is the first that the answer names, else the one that was asked about.
    """
    own = [m.printed for m in agencies.find(base)]
    if own and not asked_who:
        return own[0]
    known = {m.canonical for m in agencies.find(base)}
    told = [m.printed for m in agencies.find(answer) if m.canonical not in known and not agencies.is_group(m.canonical)]
    return next(iter([*told, *own]), "")


def of_agency(base: str, question: str, agency: str) -> str:
    """The follow-up with the agency in the place of "sở này", of the place that it names or that was spoken of.

    Args:
        base: the question before.
        question: the follow-up.
        agency: what it points at.
    """
    elsewhere = bool(provinces.find(question))
    if ROLE_THERE.search(question):
        return f"{_task_of(base, elsewhere)}{JOINT}{AGENCY.sub(agency, question)}"
    return AGENCY.sub(agency if elsewhere else f"{agency} {frame(base)}", question)


def thing_named(base: str, question: str, answer: str) -> str:
    """The follow-up with the name of the thing it points at; "" if none of its kind was named."""
    pointing = THING.search(question)
    if pointing is None:
        return ""
    for text in (answer, base):
        for found in re.finditer(rf"\b(?i:{pointing['kind']}) (?=[{UPPER}])", text):
            end = _ENDS_NAME.search(text, found.end())
            name = text[found.start() : end.start() if end else len(text)].strip(" ?!")
            return f"{question[: pointing.start()]}{name}{question[pointing.end() :]}"
    return ""


def _task_of(base: str, elsewhere: bool) -> str:
    """What a question says of a task: not who has which role, nor where, if another place is asked about."""
    named = [*agencies.find(base), *(provinces.find(base) if elsewhere else ())]
    for mention in sorted(named, reverse=True):
        before = re.sub(rf"{OF_A_PLACE}\Z", "", base[: mention.start], flags=re.IGNORECASE)
        base = f"{before} {base[mention.end :]}"
    return _ROLES_SAID.sub(" ", base).strip(" ,?.!")
