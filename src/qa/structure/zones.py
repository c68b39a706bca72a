"""Finds what each unit of a file is (letterhead, title, basis, body), part by part.

The order of these elements is fixed by Nghị định 30/2020/NĐ-CP, Phụ lục I: name of the issuer and national motto,
number and date, kind and title, legal bases, text, recipients, signature; an annex follows the signature with its own
title and a line "Kèm theo …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.structure.markers import BULLETS, UNIT_LINE, UPPER, candidates, is_capitals_heading
from qa.structure.parts import (
    APPENDIX,
    ATTACHED,
    FORM,
    KIND_ALONE,
    KIND_LINE,
    KIND_NUMBERED,
    KIND_START,
    LOOK_AHEAD,
    PartSpan,
    attached_to,
    form_at,
    new_part,
    unique,
)
from qa.structure.units import Unit

# Documents of the Party write their number without a colon: "Số 45-CTr/TU".
NUMBER = re.compile(r"^(?:Số|SỐ)(?:\s*:\s*|\s+(?=\d+\s?-\s?[^\W\d_]{2,4}/))")
PLACE_DATE = re.compile(r"^[^\W\d_][^,\d]{1,40},\s*ngày(?![^\W\d_]).{0,20}tháng(?![^\W\d_]).{0,8}năm\b", re.DOTALL)
MOTTO = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
LETTERHEAD = re.compile(
    rf"^(?:(?i:C[ỘÔ]NG H[ÒO][ÀA]? XÃ HỘI)|CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–—]"
    rf"|ỦY BAN NHÂN DÂN"
    rf"|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ"
    rf"|QUỐC HỘI|BỘ [{UPPER}]|TỈNH [{UPPER}]|THÀNH PHỐ [{UPPER}]"
    rf"|SỞ [{UPPER}]|BAN (?!HÀNH\b)[{UPPER}]|VĂN PHÒNG|CHỦ TỊCH [{UPPER}]|BỘ TRƯỞNG|ĐẢNG CỘNG SẢN)"
)
BASIS = re.compile(
    r"^\s*(?:[-–]\s*)?(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Xét [Tt]ờ trình|Theo [Tt]ờ trình|Trên cơ sở"
    r"|Tiếp theo|Thi hành)\s"
)
MEASURE = re.compile(r"^\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:", re.IGNORECASE)
ENACTING = re.compile(r"^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|NGHỊ ĐỊNH)\s*:$", re.IGNORECASE)
RECIPIENTS = re.compile(r"^\s*(?:Nơi nhận|NƠI NHẬN)\s*:?")
SIGNATURE = re.compile(
    rf"^(?:(?:(?:TM|KT|TL|TUQ|Q)\s*\.|T/M|K/T|T/L)\s*[{UPPER}]"
    r"|(?i:(?:TM|KT|TL|TUQ)\s*[./]\s*(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHÍNH PHỦ|[ỦU][YỶ] BAN|UBND|HỘI ĐỒNG))"
    r"|(?i:(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG(?: CHÍNH PHỦ)?|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|CỤC TRƯỞNG"
    r"|TỔNG CỤC TRƯỞNG|BÍ THƯ|CHÁNH VĂN PHÒNG)$))"
)
# The line of the authority that stands between the title and the legal bases.
AUTHORITY = re.compile(
    r"^(?:(?:BỘ TRƯỞNG|CHỦ TỊCH|THỐNG ĐỐC|[ỦU][YỶ] BAN|HỘI ĐỒNG NHÂN DÂN)\b[^.;:,]{0,60}"
    r"|THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ|QUỐC HỘI)$",
    re.IGNORECASE,
)
# Dots to write on, and the line to whom a form goes: a form's title is over.
_TO_FILL_IN = re.compile(r"\.{4,}|…{2,}|_{4,}|^Kính gửi\b|:$")
# Lines read from a picture with less confidence than this are no words.
_ILLEGIBLE = 0.6


def assign(units: Sequence[Unit]) -> list[PartSpan]:
    """Sets `zone` and `part` of every unit and returns the parts in order; the first is the main one (key "")."""
    parts = [PartSpan("", "", "", 0)]
    alone = _is_appendix_alone(units)
    state = "title" if alone else "letterhead"
    signed = False
    for i, unit in enumerate(units):
        form = form_at(units, i, parts) if alone or signed or len(parts) > 1 else None
        if found := form or new_part(units, i, signed, state, parts[-1].is_form):
            parts.append(unique(found, parts))
            state = "title"
        else:
            state = _next_state(state, units, i)
            if parts[-1].is_form:
                state = _in_form(state, units[i].text)
        signed = signed or state == "signature"
        unit.zone, unit.part = state, len(parts) - 1
    _set_furniture(units)
    for part in parts:
        _set_title(part, units, parts.index(part))
    return parts


def _is_appendix_alone(units: Sequence[Unit]) -> bool:
    """Whether a file holds only the appendix of a document that another file holds."""
    head = [u.text for u in units[: LOOK_AHEAD + 1]]
    attached, numbered = any(map(ATTACHED.match, head)), any(map(NUMBER.match, head))
    return bool(head and APPENDIX.match(head[0]) and attached and not numbered)


def _next_state(state: str, units: Sequence[Unit], i: int) -> str:
    """The zone of unit `i` when the one before it lies in zone `state`."""
    text = units[i].text
    if RECIPIENTS.match(text):
        return "recipients"
    if SIGNATURE.match(text) and state in ("body", "recipients", "signature"):
        return "signature"
    if state == "recipients":
        return "recipients" if _is_bullet(text) or len(text) < 80 else "body"
    if state == "signature":
        if _is_bullet(text):
            return "recipients"  # set side by side
        return "signature" if len(text) < 60 and not _numbered(text) else "body"
    if state in ("letterhead", "title", "basis", "preamble"):
        return _opening(state, units, i)
    return "body"


def _opening(state: str, units: Sequence[Unit], i: int) -> str:
    """The zone of unit `i` before the body has begun."""
    unit, text = units[i], units[i].text
    if unit.cells is not None and state != "letterhead":
        return "body"
    if unit.ocr is not None and unit.ocr < _ILLEGIBLE:
        return state  # a stamp or handwriting beside the letterhead
    if not any(map(str.isalnum, text)):
        return state
    if ENACTING.match(text) and state in ("basis", "preamble"):
        return "preamble"
    if NUMBER.match(text) or PLACE_DATE.match(text) or LETTERHEAD.match(text) or _is_motto(state, text):
        return "letterhead"
    if KIND_ALONE.match(text) or (state == "letterhead" and _is_kind_line(text)):
        return "title"
    if state == "title" and AUTHORITY.match(text) and any(BASIS.match(u.text) for u in units[i + 1 : i + 2]):
        return "letterhead"
    begun = state in ("basis", "preamble") or (state == "title" and _title_ended(units, i))
    if MEASURE.match(text) or (begun and _opens_body(units, i)):
        return "body"
    titled = state == "title"
    runs_on = text.rstrip().endswith((".", ";", ":"))
    if titled and (ATTACHED.match(text) or (not runs_on and not _numbered(text) and not text.startswith("Căn cứ"))):
        return "title"
    if BASIS.match(text) and not _numbered(text):
        return "basis"
    if _numbered(text) or UNIT_LINE.match(text) or _is_bullet(text):
        return "body"
    if state == "letterhead":
        return "letterhead" if len(text) < 120 and not runs_on else "preamble"
    return "preamble"


def _opens_body(units: Sequence[Unit], i: int) -> bool:
    """Whether a heading in capitals without a number begins the text, after the bases."""
    rest = units[i + 1 : i + 2]
    formula = ENACTING.match(f"{units[i].text.rstrip(' :')}:") or AUTHORITY.match(units[i].text)
    return is_capitals_heading(units[i].text) and not formula and bool(rest) and not BASIS.match(rest[0].text)


def _title_ended(units: Sequence[Unit], i: int) -> bool:
    """Whether a title and its line "(Kèm theo …)" stand right above unit `i`; that line may stand over a title too."""
    above = list(takewhile(lambda u: u.zone == "title", reversed(units[:i])))
    line = next((k for k, u in enumerate(above) if ATTACHED.match(u.text)), None)
    if line is None or not above[0].text.rstrip().endswith(")"):
        return False
    own = takewhile(lambda u: not (KIND_ALONE.match(u.text) or APPENDIX.match(u.text)), above[line + 1 :])
    return next(own, None) is not None


def _is_motto(state: str, text: str) -> bool:
    return state == "letterhead" and len(text) < 150 and bool(MOTTO.search(text))


def _is_kind_line(text: str) -> bool:
    return bool((KIND_START.match(text) and text.isupper()) or KIND_LINE.match(text) or KIND_NUMBERED.match(text))


def _in_form(state: str, text: str) -> str:
    """The zone of a unit of a form, where what would be the preamble of a decision is already its text."""
    if state == "letterhead" and is_capitals_heading(text) and not _is_letterhead(text):
        return "title"
    if state == "title" and _TO_FILL_IN.search(text):
        return "body"
    return "body" if state in ("preamble", "basis") else state


def _set_furniture(units: Sequence[Unit]) -> None:
    """Marks lines above the letterhead that are no part of the document, such as a website's."""
    head = next((i for i, u in enumerate(units[:20]) if _is_letterhead(u.text)), None)
    if head is not None:
        for unit in units[:head]:
            unit.zone = "furniture"


def _is_letterhead(text: str) -> bool:
    # Set with spaces, the motto stands behind the issuer's name; old fonts draw its capitals from small letters.
    if _is_motto("letterhead", text):
        return True
    return any(pattern.match(text) for pattern in (NUMBER, LETTERHEAD, KIND_ALONE, PLACE_DATE))


def _set_title(part: PartSpan, units: Sequence[Unit], index: int) -> None:
    """Reads kind and title from the part's title lines."""
    told = {id(u) for u in attached_to(units, index)}
    own = (u for u in units if u.part == index and u.zone == "title" and id(u) not in told)
    lines = [u.text.replace("\n", " ").strip() for u in own]
    kept: list[str] = []
    for line in lines:
        kind = KIND_ALONE.match(line) or (_kind_of_line(line) if not kept else None)
        appendix = APPENDIX.match(line)
        form = FORM.match(line) if part.is_form and not kept else None
        if form:
            line = (form["rest"] or form["bare"] or "").strip()
        elif kind and not kept and part.kind in ("", kind["kind"].capitalize()):  # "DANH MỤC …" names an appendix
            part.kind = kind["kind"].capitalize()
            line = line[kind.end() :].strip()
        elif appendix and not kept:
            part.kind = part.kind or " ".join(filter(None, ("Phụ lục", appendix["no"])))
            line = (appendix["rest"] or "").strip()
        if line and not ATTACHED.match(line):
            kept.append(line)
    part.title = " ".join(kept)


def _kind_of_line(line: str) -> re.Match[str] | None:
    return KIND_START.match(line) if line.isupper() else KIND_LINE.match(line) or KIND_NUMBERED.match(line)


def _numbered(text: str) -> bool:
    return any(m.type not in BULLETS for m in candidates(text))


def _is_bullet(text: str) -> bool:
    return any(m.type in BULLETS for m in candidates(text))
