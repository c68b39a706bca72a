"""Where the parts of a file begin: a document that the main one issues, an appendix, a form to be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from qa.structure.markers import RANKS, UPPER, candidates, follows
from qa.structure.units import Unit
from qa.vietnamese import fold

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
# The gazette's title without a letterhead: "Quyết định của Bộ trưởng Bộ X số 12/2003/QĐ-BX ngày … về việc …".
KIND_NUMBERED = re.compile(rf"^(?P<kind>{_KIND})\s+(?=của\s[^.;]{{3,80}}?\ssố\s+\d+\S*/)", re.IGNORECASE)
APPENDIX = re.compile(
    r"^(?P<kind>PHỤ LỤC|Phụ lục|BIỂU MẪU|Biểu mẫu|DANH MỤC|PHỤ BIỂU|Phụ biểu)"
    r"(?:\s+(?:số\s+|SỐ\s+)?(?P<no>[IVX]+|\d+)[A-Za-z]?)?\s*(?:[.:]\s*(?P<rest>.*))?$",
    re.DOTALL,
)
# "Mẫu số 01", "Mẫu B1-2-ĐĐK", "BIỂU SỐ 3a: Danh sách …": a form to be filled in.
FORM = re.compile(
    r"^(?P<label>(?:Biểu mẫu|BIỂU MẪU|Mẫu|MẪU|Biểu|BIỂU)(?: biểu| BIỂU)?(?:\s+(?:số|SỐ))?\s*:?\s+"
    r"(?P<no>(?:[A-ZĐ]{1,3}[-.]?)?(?:\d{1,2}|[IVX]+(?![^\W\d_]))(?:[a-zđ](?![^\W_])|[A-Z](?![^\W_]))?(?:[-./][\w&]{1,12})*))"
    rf"\s*(?:[.:–-]\s*(?P<rest>[“\"(]?[{UPPER}].*)|(?P<bare>[{UPPER}]{{2}}.*)|\((?P<note>[^()]*)\))?$",
    re.DOTALL,
)
# In small letters and without a bracket the words go on with a title: "sửa đổi … Quy chế / ban hành kèm theo …".
ATTACHED = re.compile(
    r"^(?:\(\s*(?i:(?:ban hành|phê duyệt)\s+)?|(?:Ban|BAN) (?:hành|HÀNH)\s+|(?=[KĐ]))(?i:kèm|đính kèm)\s+(?i:theo)\b"
)
LOOK_AHEAD = 5


@dataclass(slots=True)
class PartSpan:
    """A part of a file as found: its key, kind and title, and the units from `first` on."""

    key: str
    kind: str
    title: str
    first: int
    is_form: bool = False


def new_part(units: Sequence[Unit], i: int, signed: bool, state: str, in_form: bool) -> PartSpan | None:
    """Returns the appendix or the document that the main one issues, if one begins at unit `i`.

    Args:
        units: all units.
        i: which one.
        signed: whether a signature has closed the main part.
        state: the zone of the unit before.
        in_form: whether that unit belongs to a form, which may have "QUYẾT ĐỊNH" for a heading of its own.
    """
    text = units[i].text.strip()
    if units[i].cells is not None or state in ("letterhead", "title"):
        return None
    below = takewhile(lambda u: not APPENDIX.match(u.text), units[i + 1 : i + 1 + LOOK_AHEAD])
    attached = any(ATTACHED.match(u.text) for u in below)
    appendix = APPENDIX.match(text)
    if appendix and (attached or signed or not appendix["rest"]) and len(text) < 300:
        number = appendix["no"]
        key, name = (f"phu-luc-{number}", f"Phụ lục {number}") if number else ("phu-luc", "Phụ lục")
        return PartSpan(key, name, "", i)
    kind = KIND_ALONE.match(text) or (KIND_START.match(text) if attached and text.isupper() else None)
    if kind and not text.endswith(":") and (attached or (signed and not in_form)) and state != "basis":
        name = kind["kind"].capitalize()
        return PartSpan(slug(name), name, "", i)
    return None


def form_at(units: Sequence[Unit], i: int, parts: Sequence[PartSpan]) -> PartSpan | None:
    """Returns the form that begins at unit `i`, if its label stands there by itself.

    A form in an appendix is named with it ("Mẫu số 01 Phụ lục II").
    """
    text = units[i].text.strip()
    match = FORM.match(text)
    if match is None or units[i].cells is not None or len(text) > 200 or text.endswith((".", ";", ",")):
        return None
    if any(u.cells is None and FORM.match(u.text.strip()) for u in units[i + 1 : i + 2]):
        return None  # a list of forms
    if _is_caption(units, i, parts[-1].first):
        return None
    above = next((p for p in reversed(parts) if not p.is_form), parts[0])
    label = " ".join(match["label"].replace(":", " ").split())
    name, key = label.removesuffix(match["no"]).capitalize() + match["no"], f"mau-{slug(match['no'])}"
    if above.key.startswith("phu-luc"):
        return PartSpan(f"{above.key}-{key}", f"{name} {above.kind}", "", i, is_form=True)
    return PartSpan(key, name, "", i, is_form=True)


def _is_caption(units: Sequence[Unit], i: int, first: int) -> bool:
    """Whether a label only names the table below it: behind that, the chapters of the part from `first` on go on."""
    if not any(u.cells is not None for u in units[i + 1 : i + 3]):
        return False
    last: dict[str, int] = {}
    for unit in units[first:i]:
        last |= _chapter(unit)
    below = takewhile(lambda u: not APPENDIX.match(u.text), units[i + 1 :])
    going_on = (item for unit in below for item in _chapter(unit).items())
    return any(kind in last and follows(kind, last[kind], value) for kind, value in going_on)


def _chapter(unit: Unit) -> dict[str, int]:
    """The number of the chapter or article that a unit begins, by its kind; empty if it begins none."""
    found = next(iter(candidates(unit.text)), None) if unit.cells is None else None
    return {found.type: found.value} if found and found.rank <= RANKS["dieu"] else {}


def attached_to(units: Sequence[Unit], part: int) -> list[Unit]:
    """Returns the title's line "(Kèm theo …)" of a part, to the end of its bracket."""
    found: list[Unit] = []
    for unit in (u for u in units if u.part == part and u.zone == "title"):
        if found or ATTACHED.match(unit.text):
            found.append(unit)
            if ")" in unit.text or not found[0].text.lstrip().startswith("("):
                break
    return found


def unique(part: PartSpan, parts: Sequence[PartSpan]) -> PartSpan:
    """Returns the part with a key that none before it has."""
    taken = {p.key for p in parts}
    number, key = 2, part.key
    while part.key in taken:
        part.key = f"{key}~{number}"
        number += 1
    return part


def slug(text: str) -> str:
    """Returns a text as lower-case ASCII words joined by dashes."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
