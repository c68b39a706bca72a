"""The support test: does what is cited say what the statement says? Deterministic, no model.

A statement is supported by quotes if

1. every number, date and document number in it occurs in the quotes (or in the official reference beside them);
2. every agency in it is named there, by any of its spellings (groups such as "các sở, ngành" aside);
3. it does not deny ("không", "chưa") what the quotes do not deny;
4. at least 70 % of its content terms (folded syllables without those of rule 2, function words and the frame of
   an answer) occur in the quotes, the references or the cited section's text.

The first three catch what a wrong answer gets wrong; the fourth catches text about something else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa.evaluation.text import numbers, plain, tokens
from qa.vietnamese import agencies, fold

TERMS_NEEDED = 0.7

_DENIAL = re.compile(r"\b(?:không|chưa|chẳng|not|no)\b", re.IGNORECASE)
_MARKERS = re.compile(r"(?:\s*[\[【]\d+(?:\s*,\s*\d+)*[\]】])+")
_BULLET = re.compile(r"^\s*(?:>\s*)*(?:[-*+•]|\d+[.)])?\s+|^>\s*")
_RULE = re.compile(r"^[\s|:\-*_]+$")
# What a document does not say cannot be cited.
_ABSENCE = re.compile(
    r"khong (?:\w+ ){0,2}?(?:tim thay|neu|quy dinh|thay|co thong tin|ghi|de cap|xac dinh)|de trong|"
    r"not (?:found|state|mention)|does not"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of an answer and the numbers of the citations behind it."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """The outcome of the test, with what was missing."""

    supported: bool
    missing_numbers: tuple[str, ...] = ()
    missing_agencies: tuple[str, ...] = ()
    denies: bool = False
    terms: float = 1.0


@cache
def stopwords() -> frozenset[str]:
    """Returns the folded syllables that do not count as content."""
    text = (files("qa.evaluation") / "data" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def markers(text: str) -> list[int]:
    """Returns the citation numbers in a text, in order: "[1]", "[1, 2]", "【1】"."""
    return [int(n) for group in _MARKERS.findall(text) for n in re.findall(r"\d+", group)]


def _agencies(text: str) -> set[str]:
    names = (mention.canonical for mention in agencies.find(unicodedata.normalize("NFC", text)))
    return {name for name in names if not agencies.is_group(name)}


def supports(statement: str, quotes: Sequence[str], context: str = "") -> Support:
    """Tests one statement against quotes.

    Args:
        statement: the claim, with or without markers.
        quotes: what must hold its numbers and names (quotes and official references).
        context: more of what is cited, in which its other words may stand (the sections' text).
    """
    claim = plain(statement)
    source = "\n".join(quotes)
    known = set(numbers(source))
    missing_numbers = tuple(number for number in numbers(claim) if number not in known)
    missing_agencies = tuple(sorted(_agencies(claim) - _agencies(source)))
    denies = bool(_DENIAL.search(claim)) and not _DENIAL.search(source)
    terms = _share_of_terms(claim, f"{source}\n{context}")
    return Support(
        supported=not (missing_numbers or missing_agencies or denies) and terms >= TERMS_NEEDED,
        missing_numbers=missing_numbers,
        missing_agencies=missing_agencies,
        denies=denies,
        terms=terms,
    )


def statements(answer: str) -> list[Statement]:
    """Cuts an answer into its statements.

    Each line is read up to its next group of markers. Headings, table heads, rules and lead-ins (a line ending
    with a colon that cites nothing) claim nothing, nor does saying that a document does not state something. A
    line without markers under a lead-in that cites shares the lead-in's markers.
    """
    found: list[Statement] = []
    inherited: tuple[int, ...] = ()
    lines = answer.splitlines()
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        is_table_head = "|" in line and "|" in following and bool(_RULE.match(following))
        if not line.strip() or line.lstrip().startswith("#") or _RULE.match(line) or is_table_head:
            continue
        lead_in = plain(line).rstrip().endswith(":")
        pieces = _pieces(line)
        if lead_in:
            inherited = tuple(n for piece in pieces for n in piece.markers)
            pieces = [piece for piece in pieces if piece.markers]
        elif not line.startswith((" ", "-", "*", "+", "|", "•")) and not re.match(r"\d+[.)]", line):
            inherited = ()
        for piece in pieces:
            if piece.markers or not _ABSENCE.search(fold(piece.text)):
                found.append(Statement(piece.text, piece.markers or inherited))
    return found


def _pieces(line: str) -> list[Statement]:
    """Cuts a line after each group of markers; a piece without a word is dropped."""
    line = _BULLET.sub("", line).replace("|", " ")
    pieces, start = [], 0
    for match in _MARKERS.finditer(line):
        pieces.append((line[start : match.start()], tuple(dict.fromkeys(markers(match.group())))))
        start = match.end()
    pieces.append((line[start:], ()))
    return [Statement(plain(text).strip(" .;"), cited) for text, cited in pieces if tokens(plain(text))]


def _share_of_terms(claim: str, source: str) -> float:
    claim = unicodedata.normalize("NFC", claim)
    for mention in reversed(agencies.find(claim)):
        claim = f"{claim[: mention.start]} {claim[mention.end :]}"
    terms = {fold(token) for token in tokens(claim) if not token[0].isdigit()} - stopwords()
    known = {fold(token) for token in tokens(source)}
    return len(terms & known) / len(terms) if terms else 1.0
