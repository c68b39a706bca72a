"""Reads a document's header: kind, number, issuer, province, date, title and signer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.structure.markers import UPPER
from qa.structure.mentions import DOC_NUMBER, KIND_CODES, named_documents, parse_date
from qa.structure.parts import PartSpan, attached_to
from qa.structure.units import Unit
from qa.structure.zones import NUMBER, PLACE_DATE, SIGNATURE
from qa.vietnamese import agencies

# The last part of the code names the issuer.
CENTRAL_ISSUERS = {
    "TTg": "Thủ tướng Chính phủ",
    "CP": "Chính phủ",
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
}
CODE = r"[^\W\d_]{1,8}(?:\s?[-–]\s?[^\W\d_&]{2,12})?"
PLACE = re.compile(r"^(?P<place>[^,\d]{2,40}),\s*ngày", re.DOTALL)
UNIT_NAME = re.compile(
    rf"\b(?P<level>(?:TỈNH|THÀNH|Tỉnh|Thành)\s(?:ỦY|UỶ|ủy|uỷ)|TỈNH|Tỉnh|tỉnh|THÀNH PHỐ|Thành phố|thành phố|TP\.?)\s+"
    rf"(?P<name>[{UPPER}][^\W\d_]*(?:[ \-–][{UPPER}][^\W\d_]*){{0,4}})"
)
CITIES = ("Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế")
# The gazette's way without a letterhead: "Quyết định của Thủ tướng Chính phủ số 1/2004/QĐ-TTg ngày … về việc …".
TITLE_NUMBERED = re.compile(
    r"^của\s[^.;]{3,80}?\ssố\s+(?P<number>\d\S*)\s+(?P<date>ngày\s.{8,30}?\d{4})\s+(?P<title>\S.*)$", re.DOTALL
)
# A printed number stands at its slash; one filled into a blank by hand does not.
BY_HAND = re.compile(r"^(?:Số|SỐ)\s*:\s*\d+\s+/")
_NAME = rf"[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?"  # "H'Liên" too
PERSON = re.compile(rf"^{_NAME}(?:\s{_NAME}){{1,5}}$")
SIGNED = re.compile(r"^\s*[\[(][^\])]{1,12}[\])]\s*")  # "(đã ký)", "[daky]" before the name


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says; an empty string or None where it says nothing."""

    kind: str
    number: str | None
    issuer: str
    province: str
    date: str | None
    title: str
    signer: str | None
    doubts: tuple[str, ...] = ()


def read_header(units: Sequence[Unit], parts: Sequence[PartSpan], facts: Mapping[str, str]) -> Header:
    """Reads the header; `facts` fill what the text does not say and never override what it says."""
    head = [u for u in units if u.part == 0 and u.zone in ("letterhead", "title", "basis", "preamble")]
    letterhead = [column for u in head if u.zone == "letterhead" for column in u.text.split("\t")]
    number, code = _number(letterhead)
    doubts = []
    if number and any(u.ocr is not None and BY_HAND.match(u.text) for u in head if u.zone == "letterhead"):
        doubts.append(f'số viết tay trên bản quét, đọc không chắc («{number}»); thêm vào corpus.toml: number = "…"')
        number = None
    place_line = next((t for t in letterhead if PLACE_DATE.match(t)), "")
    whole = attached_to(units, 0) if not code and not place_line else []
    if whole and (of := next(named_documents(" ".join(u.text for u in whole)), None)):
        place_line, code = vietnamese_date(of.date), of.number.partition("/")[2]
        # A programme is the decision's that issues it; an appendix is a part of a document, and not that document.
        number = of.number if of.kind == "Quyết định" and not parts[0].kind.startswith("Phụ lục") else None
    named = TITLE_NUMBERED.match(parts[0].title) if number is None and not place_line else None
    if named:
        number, code, place_line = *_number([f"Số: {named['number']}"]), named["date"]
    kind = parts[0].kind or KIND_CODES.get(re.split(r"[-–/]", code)[0] if code else "", "")
    province = _province(letterhead, place_line, code, " ".join(u.text for u in head)) or facts.get("province", "")
    return Header(
        kind=kind or facts.get("kind", "") or "Văn bản",
        number=number or facts.get("number"),
        issuer=_issuer(letterhead, code, province) or facts.get("issuer", ""),
        province=province,
        date=parse_date(place_line) or facts.get("date") or _year(place_line),
        title=(named["title"][0].upper() + named["title"][1:] if named else parts[0].title) or facts.get("title", ""),
        signer=_signer(units) or facts.get("signer"),
        doubts=tuple(doubts) if not facts.get("number") else (),
    )


def _year(place_line: str) -> str | None:
    """The year alone, of a line whose day and month are illegible."""
    match = re.search(r"năm\s*(\d{4})\s*$", place_line)
    return match[1] if match else None


def vietnamese_date(iso: str | None) -> str:
    """Returns an ISO date as official documents cite it: "ngày 05/4/2023", "tháng 8/2022", "năm 2022".

    A day below 10 and the months January and February take a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4).
    """
    if not iso:
        return ""
    parts = iso.split("-")
    if len(parts) == 1:
        return f"năm {parts[0]}"
    month = int(parts[1])
    shown = f"{month:02d}" if month < 3 else str(month)
    return f"ngày {parts[2]}/{shown}/{parts[0]}" if len(parts) == 3 else f"tháng {shown}/{parts[0]}"


def _number(lines: Sequence[str]) -> tuple[str | None, str]:
    """The document's number (None if blank) and the code after the slash."""
    for line in lines:
        if NUMBER.match(line):
            rest = line[NUMBER.match(line).end() :].strip()  # type: ignore[union-attr]
            match = DOC_NUMBER.match(rest)
            if match:
                code = re.sub(r"\s", "", match["code"])
                return re.sub(r"\s", "", match.group()), code
            blank = re.match(rf"[./…_\s]*/?\s*(?:\d{{4}}/)?(?P<code>{CODE})", rest)
            return None, re.sub(r"\s", "", blank["code"]) if blank else ""
    return None, ""


def _province(letterhead: Sequence[str], place_line: str, code: str, head: str) -> str:
    """The province that issued the document; "" for the central level."""
    for text in letterhead:
        match = UNIT_NAME.search(text)
        if match:
            return _name(match["name"])
    tail = re.split(r"[-–/]", code)[-1] if code else ""
    if tail and not re.search(r"UBND|HĐND|TU$", tail):
        return ""
    place = PLACE.match(place_line)
    if place:
        return _name(place["place"].strip())
    match = UNIT_NAME.search(head)
    return _name(match["name"]) if match else ""


def _name(printed: str) -> str:
    """A place name with ordinary capitals."""
    return " ".join(word if not word.isupper() else word.capitalize() for word in printed.replace("TP. ", "").split())


def _issuer(letterhead: Sequence[str], code: str, province: str) -> str:
    parts = re.split(r"[-–/]", code) if code else []
    tail = parts[-1] if parts else ""
    if tail in CENTRAL_ISSUERS:
        return CENTRAL_ISSUERS[tail]
    level = "thành phố" if province in CITIES else "tỉnh"
    for short in ("UBND", "HĐND"):
        if tail.startswith(short) and province:
            return f"{short} {level} {province}"
    if tail == "TU" and province:
        return f"Tỉnh ủy {province}" if level == "tỉnh" else f"Thành ủy {province}"
    name = next((t for t in letterhead if re.match(r"^(BỘ|SỞ|BAN|VĂN PHÒNG|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI)", t)), "")
    if name:
        issuer = agencies.canonical(" ".join(name.split()))
        return f"{issuer} {level} {province}" if province and issuer.startswith("Sở ") else issuer
    if tail.startswith("B") and (ministry := agencies.canonical(tail)).startswith("Bộ "):
        return ministry
    body = next((t for t in letterhead if re.match(r"^(ỦY BAN|UỶ BAN|HỘI ĐỒNG)", t)), "")
    if province and (body or not tail):
        return f"{'HĐND' if body.startswith('HỘI') else 'UBND'} {level} {province}"
    return ""


def _signer(units: Sequence[Unit]) -> str | None:
    for part in sorted({u.part for u in units}):
        own = [u for u in units if u.part == part and u.zone in ("signature", "recipients")]
        # A signature set beside the recipients stands among them.
        first = next((i for i, u in enumerate(own) if u.zone == "signature"), len(own))
        lines = [SIGNED.sub("", u.text).strip() for u in own[first:]]
        names = [t for t in lines if PERSON.match(t) and not SIGNATURE.match(t) and not t.isupper()]
        if names:
            return names[-1]
    return None
