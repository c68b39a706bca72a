"""Finds the parts of a file (decision, programme, appendix) and what each unit is: letterhead, title, basis, body.

The order of these elements is fixed by Nghị định 30/2020/NĐ-CP, Phụ lục I: name of the issuer and national motto,
number and date, kind and title, legal bases, text, recipients, signature; an annex follows the signature with its own
title and a line "Kèm theo …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.structure.markers import BULLETS, UNIT_LINE, UPPER, candidates, is_capitals_heading
from qa.structure.units import Unit

KINDS = (
    "Kế hoạch", "Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Thông tư liên tịch", "Chỉ thị", "Chương trình",
    "Đề án", "Dự án", "Quy định", "Quy chế", "Điều lệ", "Thông báo", "Hướng dẫn", "Báo cáo", "Tờ trình", "Công văn",
    "Kết luận", "Chiến lược", "Quy hoạch", "Luật", "Pháp lệnh", "Danh mục", "Công điện", "Kế hoạch hành động",
    "Chương trình hành động",
)  # fmt: skip
_KIND = "|".join(sorted((k.upper() for k in KINDS), key=len, reverse=True))
KIND_ALONE = re.compile(rf"^(?P<kind>{_KIND})\s*:?$")
KIND_START = re.compile(rf"^(?P<kind>{_KIND})\b")
# Old fonts draw capitals from small letters, so that a line in capitals reaches us in small ones.
KIND_LINE = re.compile(rf"^(?P<kind>{_KIND})(?:\s+của\s[^.;:]{{0,80}})?\s*:?$", re.IGNORECASE)
APPENDIX = re.compile(
    r"^(?P<kind>PHỤ LỤC|Phụ lục|BIỂU MẪU|Biểu mẫu|DANH MỤC|PHỤ BIỂU|Phụ biểu)"
    r"(?:\s+(?:số\s+|SỐ\s+)?(?P<no>[IVX]+|\d+)[A-Za-z]?)?\s*(?:[.:]\s*(?P<rest>.*))?$",
    re.DOTALL,
)
# In small letters and without a bracket the words go on with a title: "sửa đổi … Quy chế / ban hành kèm theo …".
ATTACHED = re.compile(
    r"^(?:\(\s*(?i:ban hành\s+)?|(?:Ban|BAN) (?:hành|HÀNH)\s+|(?=[KĐ]))(?i:kèm|đính kèm)\s+(?i:theo)\b"
)
# Documents of the Party write their number without a colon: "Số 45-CTr/TU".
NUMBER = re.compile(r"^(?:Số|SỐ)(?:\s*:\s*|\s+(?=\d+\s?-\s?[^\W\d_]{2,4}/))")
PLACE_DATE = re.compile(r"^[^\W\d_][^,\d]{1,40},\s*ngày(?![^\W\d_]).{0,20}tháng(?![^\W\d_]).{0,8}năm\b", re.DOTALL)
MOTTO = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
LETTERHEAD = re.compile(
    rf"^(?:(?i:C[ỘÔ]NG H[ÒO][ÀA]? XÃ HỘI)|CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–—]"
    rf"|ỦY BAN NHÂN DÂN"
    rf"|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ"
    rf"|QUỐC HỘI|BỘ [{UPPER}]|TỈNH [{UPPER}]|THÀNH PHỐ [{UPPER}]"
    rf"|SỞ [{UPPER}]|BAN [{UPPER}]|VĂN PHÒNG|CHỦ TỊCH [{UPPER}]|BỘ TRƯỞNG|ĐẢNG CỘNG SẢN)"
)
BASIS = re.compile(
    r"^(?:[-–]\s*)?(?:Căn cứ|Thực hiện|Theo đề nghị|Xét đề nghị|Xét [Tt]ờ trình|Theo [Tt]ờ trình|Trên cơ sở|Tiếp theo"
    r"|Thi hành)\s"
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
LOOK_AHEAD = 5
# Lines read from a picture with less confidence than this are no words.
_ILLEGIBLE = 0.6


@dataclass(slots=True)
class PartSpan:
    """A part of a file as found: its key, kind and title, and the units from `first` on."""

    key: str
    kind: str
    title: str
    first: int


def assign(units: Sequence[Unit]) -> list[PartSpan]:
    """Sets `zone` and `part` of every unit and returns the parts in order; the first is the main one (key "")."""
    parts = [PartSpan("", "", "", 0)]
    state = "title" if _is_appendix_alone(units) else "letterhead"
    signed = False
    for i, unit in enumerate(units):
        found = _new_part(units, i, signed, state)
        if found:
            parts.append(_unique(found, parts))
            state = "title"
        else:
            state = _next_state(state, units, i)
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


def attached_to(units: Sequence[Unit], part: int) -> list[Unit]:
    """Returns the title's line "(Kèm theo …)" of a part, to the end of its bracket."""
    found: list[Unit] = []
    for unit in (u for u in units if u.part == part and u.zone == "title"):
        if found or ATTACHED.match(unit.text):
            found.append(unit)
            if ")" in unit.text or not found[0].text.lstrip().startswith("("):
                break
    return found


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
    if MEASURE.match(text) or (state in ("basis", "preamble") and _opens_body(units, i)):
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


def _is_motto(state: str, text: str) -> bool:
    return state == "letterhead" and len(text) < 150 and bool(MOTTO.search(text))


def _is_kind_line(text: str) -> bool:
    return bool((KIND_START.match(text) and text.isupper()) or KIND_LINE.match(text))


def _new_part(units: Sequence[Unit], i: int, signed: bool, state: str) -> PartSpan | None:
    """The part that begins at unit `i`, if one does: an appendix or a document that the main one issues."""
    text = units[i].text.strip()
    if units[i].cells is not None or state in ("letterhead", "title"):
        return None
    attached = any(ATTACHED.match(u.text) for u in units[i + 1 : i + 1 + LOOK_AHEAD])
    appendix = APPENDIX.match(text)
    if appendix and (attached or signed or not appendix["rest"]) and len(text) < 300:
        number = appendix["no"]
        key, name = (f"phu-luc-{number}", f"Phụ lục {number}") if number else ("phu-luc", "Phụ lục")
        return PartSpan(key, name, "", i)
    kind = KIND_ALONE.match(text) or (KIND_START.match(text) if attached and text.isupper() else None)
    if kind and not text.endswith(":") and (signed or attached) and state != "basis":
        name = kind["kind"].capitalize()
        return PartSpan(slug(name), name, "", i)
    return None


def _unique(part: PartSpan, parts: Sequence[PartSpan]) -> PartSpan:
    taken = {p.key for p in parts}
    number, key = 2, part.key
    while part.key in taken:
        part.key = f"{key}~{number}"
        number += 1
    return part


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
        if kind and not kept and part.kind in ("", kind["kind"].capitalize()):  # "DANH MỤC …" names an appendix
            part.kind = kind["kind"].capitalize()
            line = line[kind.end() :].strip()
        elif appendix and not kept:
            part.kind = part.kind or " ".join(filter(None, ("Phụ lục", appendix["no"])))
            line = (appendix["rest"] or "").strip()
        if line and not ATTACHED.match(line):
            kept.append(line)
    part.title = " ".join(kept)


def _kind_of_line(line: str) -> re.Match[str] | None:
    return KIND_START.match(line) if line.isupper() else KIND_LINE.match(line)


def _numbered(text: str) -> bool:
    return any(m.type not in BULLETS for m in candidates(text))


def _is_bullet(text: str) -> bool:
    return any(m.type in BULLETS for m in candidates(text))


def slug(text: str) -> str:
    """Returns a text as lower-case ASCII words joined by dashes."""
    from qa.vietnamese import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
