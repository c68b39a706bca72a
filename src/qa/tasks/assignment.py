"""What one sentence or item says about who does it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.structure.markers import numbers_referred
from qa.tasks.names import begins_body, is_doubtful, is_list, list_end, names_in, starts_action
from qa.tasks.wording import word_pattern
from qa.vietnamese import agencies
from qa.vietnamese.names import UPPER

_COORDINATE = re.compile(
    r"\bphối\s+hợp(?:\s+chặt\s+chẽ)?(?:\s*[:,])?(?:\s+(?:cùng\s+với|cùng|với|gồm|có))?\s+", re.IGNORECASE
)
# "cơ chế phối hợp", "công tác phối hợp với …" speak about coordination; they order none.
_NOUN_BEFORE = re.compile(
    r"(?:cơ chế|cơ quan|đơn vị|quy chế|công tác|sự|chương trình|kế hoạch|kết quả|việc)\s+$", re.IGNORECASE
)
DUTY = (
    r"(?:(?:làm chủ đầu tư|là (?:cơ quan )?thường trực|làm thường trực|chịu trách nhiệm chính),?\s+(?:và\s+)?)?"
    r"(?:(?:có|chịu) trách nhiệm\s+|là (?:cơ quan|đơn vị)\s+|được giao\s+(?:làm\s+)?|làm\s+)?(?:chủ trì|đầu mối)(?!\w)"
)
# Inside a sentence "chủ trì đề tài" may be said of a person; an item that begins with it is an order.
_LEAD = re.compile(
    rf"^{DUTY}(?!\s+(?:bởi|của)\b)|(?:[;.,(]\s*|\bvà\s+){DUTY}(?!\s+(?:nhiệm vụ|đề tài|bởi|của)\b)", re.IGNORECASE
)
_LEADING = re.compile(r"chủ trì|đầu mối", re.IGNORECASE)
_AFTER_NAMES_LEAD = re.compile(rf"\s*[,(]?\s*{DUTY}", re.IGNORECASE)
_LABEL = re.compile(r"(?:[^\s:;.]+ ){0,7}[^\s:;.]+:\s+")  # "Chế độ báo cáo: các sở, ngành …"
_AMOUNT = re.compile(r"\d[\d.,]*(?: [^\W\d_]+){0,2}\W*$")  # "Huyện A: 3.120 hộ" sets no task
_LONGEST_LABEL = 12  # words of a name before a colon
_CLAUSE = re.compile(r"[;.]\s+")
_REACH = 400  # characters in which the names that a clause begins with end; more would make long texts slow
# "các đơn vị phối hợp gồm …": of all that was charged before.
_COORDINATING = re.compile(
    r"(?:các )?(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị|địa phương))? (?:cùng )?phối hợp(?: thực hiện)?"
    r"(?:,? (?:bao )?gồm| là|:)\s*:?\s*",
    re.IGNORECASE,
)
# "Tỉnh Đoàn tổ chức; Hội Phụ nữ tỉnh phối hợp": who is named before it coordinates.
_WITH_OTHERS = r"\s+(?:(?:cùng )?phối hợp|cùng tham gia)(?: (?:thực hiện|triển khai|tổ chức))?"
_COORDINATES = re.compile(rf"{_WITH_OTHERS}[\s.;]*$", re.IGNORECASE)
_COORDINATES_ALONE = re.compile(rf"{_WITH_OTHERS}(?=\s*(?:[;.,)]|$))", re.IGNORECASE)
# "Sở A chủ trì trình chủ trương, Sở B và Sở C cùng phối hợp".
_NEW_CLAUSE = re.compile(r"[;.]\s+|\b(?:chủ trì|đầu mối)\b[^,;.]{0,120},\s+", re.IGNORECASE)
# "Cơ quan đầu mối tổ chức thực hiện Mục III" below an agency's heading says what that one is.
_ROLE_NAMED = re.compile(r"(?:là )?(?:cơ quan|đơn vị) (?:đầu mối|chủ trì|thường trực|giúp việc)(?!\w)", re.I)
_FILLER_BEFORE = re.compile(r"^[\s,;:.]+")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who a piece of text charges with what it says, names as printed; `numbers` of the tasks that it refers to."""

    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    rest: str = ""
    doubtful: bool = False
    numbers: tuple[str, ...] = ()

    @property
    def agencies(self) -> tuple[str, ...]:
        """All names, whatever their role."""
        return self.lead + self.coordinate + self.owner


def coordinators(text: str) -> tuple[tuple[str, ...], int]:
    """Returns the agencies after each "phối hợp (với)", and where the last of their lists ends (0 if none)."""
    lists = list(_lists_of_coordinators(text))
    names = (name for start, end in lists for name in names_in(text[start:end]))
    return tuple(dict.fromkeys(names)), lists[-1][1] if lists else 0


def _lists_of_coordinators(text: str) -> Iterator[tuple[int, int]]:
    for match in _COORDINATE.finditer(text):
        if _NOUN_BEFORE.search(text, 0, match.start()):
            continue
        end = list_end(text, match.end())
        if end > match.end():
            yield match.end(), end
    for match in _COORDINATES_ALONE.finditer(text):
        begins = (new.end() for new in _NEW_CLAUSE.finditer(text, max(0, match.start() - _REACH), match.start()))
        before = text[: match.start()]
        named = next((at for at in begins if list_end(before, at) == match.start()), None)
        if named is not None:
            yield named, match.start()


def only_coordinates(text: str) -> bool:
    """Whether a text begins with agencies that do nothing but coordinate ("Sở A, Sở B phối hợp; …")."""
    match = _COORDINATES_ALONE.search(text[:_REACH])
    return match is not None and list_end(text[: match.start()]) == match.start()


def clauses_of(text: str) -> list[tuple[int, int]]:
    """Returns the spans of an item's parts that charge somebody of their own, the first as it begins.

    "Sở A tham mưu …; Sở B bố trí kinh phí. Đề nghị Hội C giám sát …" are three. Names inside a list
    ("phối hợp với Sở A; Sở B; Sở C") begin none.
    """
    lists = [*_lists_of_coordinators(text), (0, list_end(text))]
    starts = [0]
    for match in _CLAUSE.finditer(text):
        inside = any(start <= match.start() < end for start, end in lists)
        if not inside and is_charged(text[match.end() :]) and not only_coordinates(text[match.end() :]):
            starts.append(match.end())
    return list(pairwise([*starts, len(text)]))


def is_charged(text: str) -> bool:
    """Whether a text begins with a name that is certainly an agency's, and goes on with what it is to do."""
    names, _ = subject_of(text[:_REACH], search_inside=False)
    return bool(names) and is_somebody(names[0])


def is_somebody(names: str) -> bool:
    """Whether agencies are named, and not whoever leads ("tổ chức chủ trì", "đơn vị được giao chủ trì")."""
    return bool(agencies.find(names)) or re.search(rf"\s[{UPPER}]", names) is not None


def of_item(text: str, inherited: tuple[str, ...] = ()) -> Assignment:
    """Reads an item of an organisation section.

    Args:
        text: the item without its label.
        inherited: the agencies of the heading above it; a subject that the item itself names goes before them.
    """
    role = _ROLE_NAMED.match(text) if inherited else None
    subject, body = ((), text) if role else subject_of(text, search_inside=not inherited)
    who = subject or inherited
    if not who:
        return Assignment()
    coordinate, _ = coordinators(body)
    leads = bool(_LEAD.search(body)) or bool(subject and _AFTER_NAMES_LEAD.match(body))
    leads = leads or bool(role and _LEADING.search(role[0]))
    coordinate = tuple(name for name in coordinate if name not in who)
    return Assignment(
        lead=who if leads else (),
        coordinate=coordinate,
        owner=() if leads else who,
        rest=body,
        doubtful=is_doubtful(who + coordinate),
    )


def subject_of(text: str, search_inside: bool = True) -> tuple[tuple[str, ...], str]:
    """Returns the agencies that a sentence begins with, and what follows them.

    "Giao Sở X chủ trì…", "Yêu cầu các sở, ngành triển khai…", "Các cơ quan liên quan cụ thể hóa…"; with
    `search_inside` also "Trong quá trình thực hiện, các sở, ngành phản ánh…". No names where no action follows.
    """
    start = 0
    order = word_pattern("orders").match(text)
    if order:
        start = len(text) - len(text[order.end() :].lstrip())
    ends = [start]
    if search_inside and word_pattern("openings").match(text):
        ends += [match.end() for match in re.finditer(r",\s+", text[:600])]
    if search_inside and (label := _LABEL.match(text)):
        ends.append(label.end())
    for at in ends:
        end = list_end(text, at)
        if end == at or not begins_body(text[at:end]):
            continue
        after = text[end:]
        body = after.lstrip(" ,:(")
        if _AMOUNT.match(body):
            return (), text
        if after.lstrip().startswith(":") or starts_action(body, 0) or _AFTER_NAMES_LEAD.match(after):
            return names_in(text[at:end]), body
    return _before_colon(text[start:])


def _before_colon(text: str) -> tuple[tuple[str, ...], str]:
    """Returns the one name that stands before a colon and an action, however it is made up, and what follows.

    "Phòng Quản lý vận tải, phương tiện và người lái: chủ trì …" names one office, not three.
    """
    name, colon, after = text.partition(":")
    body = after.strip()
    if not colon or not name[:1].isupper() or len(name.split()) > _LONGEST_LABEL or not begins_body(f"các {name}"):
        return (), text
    charged = starts_action(body[:1].lower() + body[1:], 0) or _AFTER_NAMES_LEAD.match(body)
    return ((name.strip(),), body) if charged else ((), text)


def says_only_who(text: str, found: Assignment, time: str) -> bool:
    """Whether a text says who does something, and when, but not what ("Giao Sở A chủ trì, Sở B phối hợp.")."""
    for part in (*found.agencies, *time.split("; ")):
        text = text.replace(part, " ", 1) if part else text
    return word_pattern("only_who").fullmatch(" ".join(re.sub(r"[^\w\s]", " ", text).split()).lower()) is not None


def of_unit(value: str) -> list[Assignment]:
    """Reads the value of a label such as "Đơn vị thực hiện": one assignment for each lead with its own task."""
    pieces = [piece for line in value.split("\n") for piece in _own_leads(line) if piece.strip(" .;")]
    of_all = [piece[match.end() :] for piece in pieces if (match := _COORDINATING.match(piece))]
    found = [_unit_piece(piece) for piece in pieces if not _COORDINATING.match(piece)]
    if of_all and found:
        names = tuple(name for piece in of_all for name in names_in(piece.rstrip(" .;")))
        found = [replace(one, coordinate=one.coordinate + names) for one in found]
    elif not of_all:  # each piece has its assignment
        found[1:] = [_coordinating(one, piece) for one, piece in zip(found[1:], pieces[1:], strict=True)]
    if len(found) > 1 and not any(one.lead for one in found):
        owners = tuple(dict.fromkeys(name for one in found for name in one.owner))
        coordinate = tuple(dict.fromkeys(name for one in found for name in one.coordinate))
        return [Assignment(coordinate=coordinate, owner=owners, doubtful=any(one.doubtful for one in found))]
    named = [one for one in found if one.lead or one.coordinate or list_end(one.owner[0] if one.owner else "")]
    return _with_loose_coordinators(named or found)


def _coordinating(one: Assignment, piece: str) -> Assignment:
    """The assignment of a piece that ends with "phối hợp": who would own it coordinates."""
    if not one.owner or not _COORDINATES.search(piece):
        return one
    return replace(one, coordinate=one.owner, owner=(), rest="", doubtful=False)


def _with_loose_coordinators(found: list[Assignment]) -> list[Assignment]:
    """Joins a piece that names only coordinators ("Phối hợp: …") to the lead before it."""
    joined: list[Assignment] = []
    for one in found:
        if joined and one.coordinate and not one.lead and not one.owner:
            joined[-1] = replace(joined[-1], coordinate=joined[-1].coordinate + one.coordinate)
        else:
            joined.append(one)
    return joined


def _own_leads(line: str) -> list[str]:
    """Splits "Sở A chủ trì …; Sở B chủ trì …" where every part names its own lead."""
    parts = re.split(r"(?<=[;.])\s+", line)
    if len(parts) > 1 and all(re.search(r"chủ trì|phối hợp", part, re.IGNORECASE) for part in parts):
        return parts
    if any(_COORDINATES.search(part) and list_end(part) for part in parts[1:]):
        return parts
    return [line]


def _unit_piece(piece: str) -> Assignment:
    text = re.sub(r"^\s*[-+*•–]\s*", "", piece).strip()
    order = word_pattern("orders").match(text)
    if order:
        text = text[order.end() :].lstrip()
    coordinate, coordinate_end = coordinators(text)
    end = list_end(text)
    if end == 0:
        if coordinate:
            return Assignment(coordinate=coordinate)
        return Assignment(owner=(text.rstrip(" .;"),), doubtful=True)
    names = names_in(text[:end])
    lead = _AFTER_NAMES_LEAD.match(text, end)
    rest_from = max(coordinate_end, lead.end() if lead else end)
    rest = _without_filler(text[rest_from:])
    unclear = not lead and not coordinate and rest != "" and not is_list(text)
    return Assignment(
        lead=names if lead else (),
        coordinate=tuple(name for name in coordinate if name not in names),
        owner=() if lead else names,
        rest=rest,
        doubtful=unclear or is_doubtful(names + coordinate),
        numbers=numbers_referred(text),
    )


def _without_filler(text: str) -> str:
    """Returns what is said beyond "tham mưu triển khai thực hiện", or ""."""
    text = _FILLER_BEFORE.sub("", text).rstrip(" .;")
    filler = re.compile(rf"(?:{word_pattern('filler').pattern})\s*(?:,\s*)?")
    rest = text
    while match := filler.match(rest):
        rest = rest[match.end() :]
    only_filler = not rest.strip()
    # "tổ chức tiếp nhận …" keeps its verb; "tham mưu triển khai thực hiện các nhiệm vụ …" loses the filler.
    if only_filler:
        return ""
    return text if starts_action(rest, 0) else rest
