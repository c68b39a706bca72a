"""Follow-up questions written out, so that they can be understood alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa.records import Turn
from qa.search.asked_again import whose_instead, year_instead
from qa.search.casing import asking
from qa.search.english_turns import own_subject, subject_instead
from qa.search.leaning import (
    HEAD,
    ROLE_ONLY,
    ROLES,
    needs_history,
    of_roles_alone,
    of_the_document,
    of_the_others,
    whether_there,
)
from qa.search.pointed import AGENCY, named_before, of_agency, thing_named
from qa.search.query import PERIOD, YEAR, content_words
from qa.search.replacing import (
    ASKS,
    INSTEAD,
    JOINT,
    agency_instead,
    document_itself,
    document_pointed_at,
    frame,
    label_instead,
    of_others,
    of_the_frame,
    other_provinces,
    place_instead,
    thing_instead,
    together,
)
from qa.vietnamese import agencies, fold, normalize, provinces

WHOSE = re.compile(r"\b(?:so|co quan|don vi|ban|nganh) nao\b|\bai\b|\bwho\b|\bwhich (?:agency|department)\b")
# "Kinh tế số thì chiếm bao nhiêu?": another thing than was spoken of, asked of the same place and time.
OWN_SUBJECT = re.compile(
    r"^(?!còn\b|thế\b|vậy\b)(?!.*\b(?:này|đó|ấy|trước|sau|tiếp)\b)\w+ \w+[^?,]*? thì (?!sao\b)[^?]*"
    r"\b(?:bao nhiêu|mấy|nào|gì|ai|thế nào|ra sao)\b",
    re.IGNORECASE,
)
# A report is sent too: its recipients are not those of the document.
SENT_PAPER = re.compile(r"\b(?:bao cao|ho so|danh sach|de nghi)\b.*\bgui\b|\bgui (?:bao cao|ho so)\b")
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
# "Tỉnh nào cao hơn?": of those that were spoken of.
WHICH_OF_THEM = re.compile(
    r"\b(?:tinh|noi|dia phuong|ben|van ban|ke hoach) nao\b.*\b(?:hon|nhat)\b|\bso sanh (?:cac|hai|ca)\b"
)
COMPARES = re.compile(r"\bso (?:voi|sanh)\b|\bnua\b")


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


def merge(base: str, question: str, answer: str = "") -> str:
    """Returns the base question with what the new one replaces taken out, followed by the new one."""
    if whether_there(fold(question), question):
        question = f"Còn {' và '.join(m.printed for m in provinces.find(question))}?"
    if (of_the_other := document_pointed_at(base, question, answer)) is not None:
        return of_the_other
    if (of_the_same := document_itself(base, question)) is not None:
        return of_the_same
    kept = _settled(base, question)
    if (dated := year_instead(kept, question)) is not None:
        return dated
    if (moved := place_instead(kept, question)) is not None:
        return _spaced(moved)
    alone = of_the_others(fold(question), question)
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
    if on_head and of_the_document(fold(question)) and (whole := of_the_frame(base, question)):
        return _spaced(whole)
    if (same_of := whose_instead(base, question)) is not None:
        return _spaced(same_of)
    if _on_something_else(question, kept):
        times = " ".join(match.group() for match in (*PERIOD.finditer(kept), *YEAR.finditer(PERIOD.sub(" ", kept))))
        return _spaced(f"{frame(kept)} {times}{JOINT}{question}")
    if WHOSE.search(asking(question)) and WHOSE.search(asking(base)) and _topic(question) > 1:
        return _spaced(f"{frame(base)}{JOINT}{question}")  # another task: only the place is carried over
    if AGENCY.search(question) and not of_roles_alone(fold(question)):
        asked_who = bool(WHOSE.search(asking(base)))
        if agency := named_before(base, answer, asked_who=asked_who):
            return _spaced(of_agency(base, question, agency))
    if named := thing_named(base, question, answer):
        return named if provinces.find(named) else _spaced(f"{frame(base)}{JOINT}{named}")
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
    if ASKS.search(question) or of_roles_alone(fold(question)):
        added = [piece for piece in added if not of_roles_alone(fold(piece))]
    if ASKS.search(question):
        asking_before = [piece for piece in added if ASKS.search(piece)]
        added = [piece for piece in added if piece not in asking_before[:-1]]
    if _another_thing(question):
        added = [piece for piece in added if not _another_thing(piece)]
    return JOINT.join([first, *added])


def _another_thing(question: str) -> bool:
    """Whether a question asks the same of another thing, and names no place, agency or number: "Thạc sĩ thì sao?"."""
    named = INSTEAD.match(question)
    if named is None or not (named["lead"] or named["tail"]) or of_roles_alone(fold(question)):
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


def _without(text: str, phrases: Sequence[str]) -> str:
    for phrase in phrases:
        text = re.sub(rf"(?:của |ở |tại |tỉnh |cho |of |in )*{re.escape(phrase)}", " ", text)
    return text
