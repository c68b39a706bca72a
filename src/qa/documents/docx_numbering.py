"""The numbers and bullets that Word draws itself and that stand nowhere in the text of a .docx."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PRINTABLE_BULLETS = "-–—+*•●▪○◦"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as defined in numbering.xml."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one document, in order, as Word does."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def load(cls, numbering: Any, styles: Any) -> Numbering:
        """Reads the root elements of numbering.xml and styles.xml; either may be None."""
        result = cls()
        if numbering is None:
            return result
        for item in numbering.iter(f"{W}abstractNum"):
            levels = {_number(lvl, "ilvl"): _level(lvl) for lvl in item.iter(f"{W}lvl")}
            result.levels[item.get(f"{W}abstractNumId", "")] = levels
        for item in numbering.iter(f"{W}num"):
            num_id = item.get(f"{W}numId", "")
            result.abstract[num_id] = _value(item.find(f"{W}abstractNumId")) or ""
            for override in item.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    result.overrides[num_id, _number(override, "ilvl")] = _number(start, "val", 1)
        if styles is not None:
            result._load_styles(styles)
        return result

    def _load_styles(self, styles: Any) -> None:
        own: dict[str, tuple[str | None, int | None]] = {}
        parents: dict[str, str] = {}
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            parents[name] = _value(style.find(f"{W}basedOn")) or ""
            num = style.find(f"{W}pPr/{W}numPr")
            if num is not None:
                own[name] = (_value(num.find(f"{W}numId")), _int(_value(num.find(f"{W}ilvl"))))
        for name in parents:
            num_id, level, at, hops = None, None, name, 0
            while at and hops < 20 and num_id is None:
                if at in own:
                    num_id, level = own[at][0], own[at][1] if level is None else level
                at, hops = parents.get(at, ""), hops + 1
            if num_id and num_id != "0":
                self.styles[name] = (num_id, level or 0)

    def label(self, properties: Any) -> str:
        """Returns what Word draws before a paragraph, given its w:pPr (or None), and counts it; "" if nothing."""
        place = self._place(properties)
        if place is None:
            return ""
        num_id, at = place
        key = self.abstract.get(num_id, num_id)
        levels = self.levels.get(key, {})
        level = levels.get(at)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            mark = level.text.strip()
            return mark if mark and mark[0] in _PRINTABLE_BULLETS else "-"
        counts = self._counts[key]
        if (num_id, at) in self.overrides and (num_id, at) not in self._started:
            self._started.add((num_id, at))
            counts[at] = self.overrides[num_id, at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in [i for i in counts if i > at]:
            del counts[deeper]
        return _filled(level, levels, counts).strip()

    def _place(self, properties: Any) -> tuple[str, int] | None:
        style = "" if properties is None else _value(properties.find(f"{W}pStyle")) or ""
        inherited = self.styles.get(style)
        num = None if properties is None else properties.find(f"{W}numPr")
        if num is None:
            return inherited
        num_id = _value(num.find(f"{W}numId")) or (inherited[0] if inherited else None)
        if not num_id or num_id == "0":
            return None
        level = _int(_value(num.find(f"{W}ilvl")))
        return num_id, level if level is not None else (inherited[1] if inherited else 0)


def _filled(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        other = levels.get(at, Level())
        value = counts.get(at, other.start)
        return formatted(value, "decimal" if level.legal else other.format)

    return re.sub(r"%([1-9])", number, level.text)


def formatted(value: int, form: str) -> str:
    """Writes a number in one of Word's formats."""
    if form in ("upperLetter", "lowerLetter"):
        # After z comes aa, then bb: the letter is doubled, not counted on.
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 20) if value > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman"):
        digits = ""
        rest = min(value, 3999)
        for size, sign in _ROMAN:
            while rest >= size:
                digits += sign
                rest -= size
        return digits if form == "upperRoman" else digits.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


def _level(lvl: Any) -> Level:
    return Level(
        start=_number(lvl.find(f"{W}start"), "val", 1),
        format=_value(lvl.find(f"{W}numFmt")) or "decimal",
        text=_value(lvl.find(f"{W}lvlText")) or "",
        legal=lvl.find(f"{W}isLgl") is not None,
    )


def _value(element: Any) -> str | None:
    if element is None:
        return None
    value = element.get(f"{W}val")
    return None if value is None else str(value)


def _int(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else None


def _number(element: Any, name: str, default: int = 0) -> int:
    found = None if element is None else _int(element.get(f"{W}{name}"))
    return default if found is None else found
