"""Reads the documents that a document rests on: its legal bases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.structure.mentions import named_documents, parse_date
from qa.structure.parts import attached_to
from qa.structure.units import Unit
from qa.structure.zones import NUMBER, PLACE_DATE


@dataclass(frozen=True, slots=True)
class Basis:
    """A document named in a legal basis, with the unit that names it."""

    text: str
    unit: Unit
    kind: str
    number: str | None
    date: str | None


def read_bases(units: Sequence[Unit]) -> list[Basis]:
    """Returns the documents that the main part names in its legal bases."""
    bases = []
    dated = any(NUMBER.match(u.text) or PLACE_DATE.match(u.text) for u in units if u.zone == "letterhead")
    whole = [] if dated else attached_to(units, 0)
    if whole:  # an appendix in a file of its own rests on the document that issued it
        text = " ".join(u.text for u in whole)
        bases += [Basis(text, whole[0], m.kind, m.number, m.date) for m in list(named_documents(text))[:1]]
    for unit in units:
        if unit.part == 0 and unit.zone == "basis":
            bases += [Basis(unit.text, unit, k, n, d) for k, n, d in _mentions(unit.text)] or [
                Basis(unit.text, unit, "", None, None)
            ]
    return bases


def _mentions(text: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, number and date of each document that a legal basis names, in order."""
    found: list[tuple[int, str, str | None, str | None]] = [
        (m.start, m.kind, m.number, m.date) for m in named_documents(text)
    ]
    for law in re.finditer(r"(?P<name>(?:Bộ luật|Luật|Pháp lệnh)\s[^;]{3,160}?)(?=\s+(?:ngày|số)\s+\d|;|\.$|$)", text):
        after = text[law.end() : law.end() + 40]
        date = parse_date(after) if re.match(r"\s*ngày", after) else None
        numbered = any(law.start() <= at < law.end() + 30 for at, *_ in found)
        if not numbered:
            found.append((law.start(), law["name"].strip(), None, date))
    named: dict[str, tuple[str, str | None, str | None]] = {}
    for _, kind_name, number, date in sorted(found, key=lambda f: f[0]):
        named.setdefault(number or kind_name, (kind_name, number, date))
    return list(named.values())
