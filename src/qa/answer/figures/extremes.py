"""Which rows of a table have the most or the least in a column, or more or less than a question says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.figures import cells, columns, row_names, table_rows
from qa.answer.figures.tables import Row, Table, is_period, number
from qa.answer.material import Material
from qa.answer.wording import in_words
from qa.index.store import NARROW
from qa.records import Hit
from qa.search import Query

SHOWN = 12  # rows that are quoted
_WORDS = 100  # counts below it are given in words: all figures of an answer are the document's
HELD = 0.5  # of the question's weight, by the heads and what stands above the table
_WHICH = re.compile(r"\b(?P<noun>[^\W\d_]+(?: [^\W\d_]+){0,4}?) nào\b", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:cao|nhiều|lớn|đông|tốt|dài|rộng)(?: [^\W\d_]+){0,7} nhất\b|\bdẫn đầu\b|\bđứng đầu\b", re.IGNORECASE
)
_LEAST = re.compile(  # not "ít nhất 5 mô hình"
    r"\b(?:thấp|ít|nhỏ|kém|bé)(?: [^\W\d_]+){0,7} nhất\b(?! (?:là )?\d)|\bđứng cuối\b|\bcuối bảng\b", re.IGNORECASE
)
_NONE = re.compile(r"\bkhông (?:còn|có)\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?P<how>trên|hơn|quá|dưới|chưa đến|chưa đạt|thấp hơn|nhỏ hơn|ít hơn|từ)\s+"
    r"(?!20\d\d\b)(?P<number>\d+(?:\.\d{3})*(?:,\d+)?)(?![\d/])(?:\s*(?P<unit>%|[^\W\d_]+))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:%|[^\W\d_]+)?\s*(?:đến|-|–)\s*\d")
# A figure in another of these units cannot be compared by its number alone.
_SUMS = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_UNITS = ("%", "ha", "km", *_SUMS)
_SEEKING = frozenset("nhiều ít cao thấp lớn nhỏ đông nhất nào trên dưới hơn từ chiếm không còn có những các".split())
# Nouns of one syllable that heads of names have.
_SHORT = frozenset("huyện xã phường quận năm quý tháng ngành nhóm nguồn khoản thôn xóm bản trường".split())
_WORKS = ("nhiệm vụ", "công việc", "nội dung", "hoạt động", "hạng mục", "khoản mục")
_PLACES = ("huyện", "thành phố", "thị xã", "quận", "xã", "phường", "địa phương", "đơn vị")


class Sought(NamedTuple):
    """What a question seeks in a column: the noun of the rows, and the most, the least or a bound."""

    noun: str
    kind: str  # "most", "least", "none", "above", "below", "from"
    bound: float = 0.0
    unit: str = ""


class Found(NamedTuple):
    """The rows that a question seeks, with their table and column; `of` is how many were compared."""

    table: Table
    rows: tuple[Row, ...]
    at: int
    of: int
    held: float


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Quotes the rows that a question seeks in a column of figures; None where it seeks none, or no column fits."""
    wanted = sought(query)
    if wanted is None:
        return None
    docs = query.docs if query.docs else dict.fromkeys(hit.passage.doc_id for hit in hits)
    found = [one for doc_id in list(docs)[:NARROW] if (one := _best_in(query, wanted, doc_id, material)) is not None]
    if len(found) > 1:
        found = sorted(found, key=lambda one: -one.held)
        if query.docs is None and found[1].held > table_rows.NEAR * found[0].held:
            return None  # of several documents, none of which is asked about, none settles it
    if not found or found[0].held < HELD:
        return None
    citations = Citations(material)
    text = _text(wanted, found[0], material, citations)
    if query.docs is None:
        text = f"**{material.called(found[0].table.heads[0].doc_id)}**: {text}"
    return Draft("extractive", text, citations, {"covered": found[0].held, "sought": 1.0})


def sought(query: Query) -> Sought | None:
    """Returns what a question seeks among rows ("huyện nào … thấp nhất", "… dưới 50 %"), or None."""
    which = None if query.english or query.folded else _WHICH.search(query.text)
    if which is None:
        return None
    noun = which["noun"].lower()
    most, least, bound = (pattern.search(query.text) for pattern in (_MOST, _LEAST, _BOUND))
    if bound and _RANGE.match(query.text, bound.end("number")):
        return None
    if most or least:
        return None if most and least else Sought(noun, "most" if most else "least")
    if bound:
        how = bound["how"].lower()
        kind = "from" if how == "từ" else "below" if how.startswith(("dưới", "chưa", "thấp", "nhỏ", "ít")) else "above"
        unit = (bound["unit"] or "").lower()
        value = number(bound["number"])
        assert value is not None, bound["number"]
        return Sought(noun, kind, value, unit if unit in _UNITS else "")
    return Sought(noun, "none") if _NONE.search(query.text) else None


def _best_in(query: Query, wanted: Sought, doc_id: str, material: Material) -> Found | None:
    """The rows sought in the table of a document that holds most of the question."""
    found = [one for table in material.tables(doc_id) if (one := _in_table(query, wanted, table, material)) is not None]
    return max(found, key=lambda one: one.held) if found else None


def _in_table(query: Query, wanted: Sought, table: Table, material: Material) -> Found | None:
    if not _called(wanted.noun, table) or (table.measured is not None and len(_units(table)) > 1):
        return None
    words = frozenset(wanted.noun.split()) | _SEEKING
    if wanted.kind == "none":  # what is denied there is what the figure of nought says
        query = replace(query, text=_NONE.sub(" ", query.text), spelled=_NONE.sub(" ", query.spelled))
    at = columns.asked(query, table, words, material, sought=True)
    if len(at) != 1 or (scaled := _in_unit_of(wanted, table, at[0])) is None:
        return None
    compared = [row for row in table.rows if not row.total and not _over_others(row, table)]
    valued = [(row, value) for row in compared if (value := number(row.texts[at[0]])) is not None]
    if len(valued) < 2 or len(valued) < columns.HELD * len(compared):
        return None
    shares = {row.texts[at[0]].endswith("%") for row, _ in valued}
    if len(shares) > 1:
        return None
    rows = _chosen(scaled, valued)
    more = f"{wanted.noun} {' '.join(_SEEKING)}"
    held = table_rows.share_held(query, table, [compared[0]], at, material, more)
    if not rows and held < table_rows.SURE:
        return None
    return Found(table, tuple(rows), at[0], len(valued), held)


def _in_unit_of(wanted: Sought, table: Table, at: int) -> Sought | None:
    """What is sought with its bound in the unit of a column; None where that is in another that does not compare."""
    if not wanted.unit:
        return wanted
    first = table.rows[0]
    said = f"{table.titles[at]} {table.measure(first, at)} {first.texts[at]}".lower()
    if wanted.unit == "%" and re.search(r"\b(?:tỷ|tỉ) (?:lệ|trọng)\b", said):
        return wanted
    if wanted.unit not in _SUMS:
        return wanted if re.search(rf"(?<!\w){re.escape(wanted.unit)}(?!\w)", said) else None
    own = re.search(r"\b(?:nghìn|ngàn|triệu|tỷ|tỉ)\b", said)
    return wanted._replace(bound=wanted.bound * _SUMS[wanted.unit] / _SUMS[own.group()]) if own else None


def _units(table: Table) -> set[str]:
    assert table.measured is not None
    return {row.texts[table.measured] for row in table.rows if not row.total}


def _over_others(row: Row, table: Table) -> bool:
    """Whether a row sums up those below it: numbered by a letter or a Roman number where others have figures."""
    return row.group and not all(other.group or other.total for other in table.rows)


def _called(noun: str, table: Table) -> bool:
    """Whether the rows of a table are what a noun says: by the head of their names, or by the names."""
    head = f" {row_names.plain(table.titles[table.named], folded=False)} "
    words = row_names.plain(noun, folded=False).split()
    parts = [" ".join(words[at:]) for at in range(len(words))] + [" ".join(words[:at]) for at in range(2, len(words))]
    if any(f" {part} " in head for part in parts if " " in part or part in _SHORT):
        return True
    if any(work in parts for work in _WORKS) and any(f" {work} " in head for work in _WORKS):
        return True
    if any(part in _PLACES for part in parts):
        if any(f" {kind} " in head for kind in _PLACES[:7]):
            return True
        kinds = _PLACES[:6] if words[-1] in ("phương", "vị") else tuple(part for part in parts if part in _PLACES)
        return any(row.name.lower().startswith(kinds) for row in table.rows)
    return words[-1:] == ["năm"] and any(is_period(row.name) for row in table.rows)


def _chosen(wanted: Sought, valued: Sequence[tuple[Row, float]]) -> list[Row]:
    values = [value for _, value in valued]
    if wanted.kind in ("most", "least"):
        limit = max(values) if wanted.kind == "most" else min(values)
        return [row for row, value in valued if value == limit]
    tests = {
        "none": lambda value: value == 0,
        "above": lambda value: value > wanted.bound,
        "below": lambda value: value < wanted.bound,
        "from": lambda value: value >= wanted.bound,
    }
    return [row for row, value in valued if tests[wanted.kind](value)]


def _text(wanted: Sought, found: Found, material: Material, citations: Citations) -> str:
    """The rows found, each verbatim, below what they were sought by."""
    table, at = found.table, found.at
    heads = "".join(map(citations.whole, table.heads))
    by = {
        "most": "Lớn nhất",
        "least": "Nhỏ nhất",
        "none": "Bằng không",
        "above": "Lớn hơn mức hỏi",
        "below": "Nhỏ hơn mức hỏi",
        "from": "Từ mức hỏi trở lên",
    }[wanted.kind]
    compared = f"{in_words(found.of)} dòng có số liệu" if found.of < _WORDS else "các dòng có số liệu"
    if not found.rows:
        return f"Không dòng nào {by.lower()} ở cột *{table.titles[at]}* {heads} (đã so {compared})."
    count = f"{in_words(len(found.rows))} trong " if len(found.rows) < _WORDS else "trong "
    lines = [f"{by} ở cột *{table.titles[at]}* {heads} ({count}{compared}):"]
    for row in found.rows[:SHOWN]:
        mark = citations.whole(row.section)
        quote = " ".join(material.text(row.section).split())
        said = cells.said(table, [cells.cell(table, row, at)], citations)
        lines.append(f"- **{row.name}** — {said} — “{quote}” {mark}")
    if len(found.rows) > SHOWN:
        more = len(found.rows) - SHOWN
        lines.append(f"- … và {in_words(more) if more < _WORDS else 'nhiều'} dòng nữa.")
    return "\n".join(lines)
