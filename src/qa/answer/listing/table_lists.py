"""Lists that stand in a table: its rows, or those that have in a column what the question says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qa.answer.choosing import asked_terms
from qa.answer.citing import Citations, one_line
from qa.answer.draft import Draft
from qa.answer.figures.row_names import plain
from qa.answer.figures.tables import Row, Table, is_period
from qa.answer.listing.enumerated import LIST_WORDS
from qa.answer.listing.lists import FOLD_AT, LOOKED
from qa.answer.material import Material
from qa.answer.weighing import without_words
from qa.answer.wording import in_words, more_items
from qa.constants import REFUSAL
from qa.index.wording import years_in
from qa.records import Hit
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import spelled_terms

HELD = 0.75  # of what a question says besides its document's title, by caption, heads and what rows are chosen by
CAPTIONED = 0.5  # … by the caption alone: a table of something else may have a column of what is asked
_NUMERALS = frozenset("một hai ba bốn năm sáu bảy tám chín mười mươi lăm tư".split())
# What is no part of a caption's name: which appendix it heads, and of which document.
_APART = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục)(?: [IVX\d]+)?[.:]?\s+"
    r"|\s*\((?:(?:[Bb]an hành )?[Kk]èm theo|ĐVT|[Đđ]ơn vị)\b[^()]*\)"
)


class Chosen(NamedTuple):
    """The rows of a table that a question asks for, how much of it the table holds, and whether its years are there."""

    table: Table
    rows: tuple[Row, ...]
    held: float
    dated: bool = True


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Lists the rows of the table whose caption a question describes; None if there is none.

    Where the table has a column of years and none of those asked for, it is said that it has no such rows.
    """
    if query.english or not query.asks_for("list") or query.asks_for("quantity", "yes-no", "explanation"):
        return None
    docs = query.docs or tuple(dict.fromkeys(hit.passage.doc_id for hit in hits))
    found = [_chosen(query, table, material) for doc_id in docs[:LOOKED] for table in material.lists(doc_id)]
    best = max((one for one in found if one is not None), key=lambda one: one.held, default=None)
    if best is None:
        return None
    citations = Citations(material)
    if not best.dated:
        caption, years = _name(best.table), " – ".join(map(str, query.years))
        mark = "".join(map(citations.whole, best.table.heads))
        return Draft("abstained", f"**{REFUSAL}** Bảng “{caption}” {mark} không có dòng nào của {years}.", citations,
                     abstained=True)  # fmt: skip
    return Draft("extractive", _block(best, material, citations), citations, {"covered": best.held})


def _chosen(query: Query, table: Table, material: Material) -> Chosen | None:
    rows = [row for row in table.rows if not row.total and not row.group and row.name]
    if len(rows) < 2 or not table.caption:
        return None
    by = _chosen_by(query, table, rows)
    chosen = [row for row in rows if all(row.texts[at] in values for at, values in by.items())]
    caption = spelled_terms(table.caption)
    terms = _terms(query, rows[0], caption, material)
    said = [*(table.titles[at] for at in by), *(value for values in by.values() for value in values)]
    if len(terms) < 2:
        return None  # one syllable ("chỉ tiêu", "mục tiêu") describes no table
    held = _share(terms, caption | spelled_terms("\n".join([table.titles[table.named], *said])))
    if held < HELD or _share(terms, caption) < CAPTIONED:
        return None
    dated = not query.years or bool(years_in(table.caption) & set(query.years)) or _dated(by, table, rows)
    return Chosen(table, tuple(chosen), held, dated) if chosen or not dated else None


def _terms(query: Query, row: Row, caption: frozenset[str], material: Material) -> dict[str, float]:
    """What a question says besides its years, the words that ask for a list and those of its document's title alone."""
    header = material.header(row.section.doc_id)
    title = spelled_terms(f"{header.title}\n{header.province}")
    return {
        term: weight
        for term, weight in without_words(asked_terms(query, material), LIST_WORDS).items()
        if (term in caption or term not in title) and not any(x in _NUMERALS or x.isdigit() for x in term.split("_"))
    }


def _share(terms: Mapping[str, float], held: frozenset[str]) -> float:
    """The share of terms that a text holds, by weight or by number: a rare word outweighs all others of a few."""
    words = [term for term in terms if "_" not in term]
    by_number = sum(word in held for word in words) / (len(words) or 1)
    return max(by_number, sum(w for t, w in terms.items() if t in held) / (sum(terms.values()) or 1.0))


def _chosen_by(query: Query, table: Table, rows: Sequence[Row]) -> dict[int, set[str]]:
    """The columns by which a question chooses rows, each with the cells that it asks for.

    By the years of a column of them, unless it asks for all up to a year that the caption tells; by a place or a name
    of two words or more.
    """
    asked = f" {plain(query.text, query.folded)} "
    found: dict[int, set[str]] = {}
    for at, title in enumerate(table.titles):
        cells = {row.texts[at] for row in rows if row.texts[at]}
        if at == table.named or not title or not cells:
            continue
        if _of_years(table, rows, at):
            within = "đến năm" in query.text.lower() and years_in(table.caption) & set(query.years)
            values = set() if within else {cell for cell in cells if _spans(query, cell)}
        else:
            values = {cell for cell in cells if " " in cell and f" {plain(cell, query.folded)} " in asked}
        if values:
            found[at] = values
    return found


def _of_years(table: Table, rows: Sequence[Row], at: int) -> bool:
    cells = [row.texts[at] for row in rows if row.texts[at]]
    return bool(cells) and all(map(is_period, cells))


def _dated(by: Mapping[int, set[str]], table: Table, rows: Sequence[Row]) -> bool:
    """Whether rows are chosen by their years, or a table has no column of years that could tell."""
    of_years = [at for at, title in enumerate(table.titles) if title and _of_years(table, rows, at)]
    return not of_years or any(at in by for at in of_years)


def _spans(query: Query, cell: str) -> bool:
    """Whether a year or a period of a cell is asked for, or lies in a period asked for."""
    own = years_in(cell)
    asked = set(query.years) | {year for first, last in query.periods for year in range(first, last + 1)}
    return bool(asked & set(range(min(own), max(own) + 1)))


def _block(chosen: Chosen, material: Material, citations: Citations) -> str:
    table, rows = chosen.table, chosen.rows
    head = "".join(map(citations.whole, table.heads))
    name = material.called(rows[0].section.doc_id)
    lines = [f"**{name}** — *{_name(table)}* {head} ({in_words(len(rows))} mục):"]
    lines += [f"- {_line(table, row)} {citations.whole(row.section)}" for row in rows[:FOLD_AT]]
    if len(rows) > FOLD_AT:
        lines.append(more_items(len(rows) - FOLD_AT))
    return "\n".join(lines)


def _name(table: Table) -> str:
    return one_line(_APART.sub("", table.caption))


def _line(table: Table, row: Row) -> str:
    """What a row is called, and its other cells under the heads of their columns."""
    others = (at for at, title in enumerate(table.titles) if title and at != table.named and row.texts[at])
    numbers = {at for at, title in enumerate(table.titles) if fold(title) in ("stt", "tt", "so tt")}
    said = "; ".join(f"{table.titles[at]}: {row.texts[at]}" for at in others if at not in numbers)
    return f"{row.name} ({said})" if said else row.name
