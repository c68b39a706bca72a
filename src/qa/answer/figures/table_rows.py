"""Figures looked up in a table: the row that a question names, and the columns that it asks for.

A row that is named in full goes before any sentence that shares more words with the question: the figure of a district
is not that of its province.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from qa.answer.choosing import alternatives, asked_terms
from qa.answer.citing import Citations
from qa.answer.draft import Draft
from qa.answer.figures import cells, columns
from qa.answer.figures.row_names import named_rows, plain
from qa.answer.figures.tables import Row, Table, is_period
from qa.answer.material import Material
from qa.answer.values import FIGURE_ASKED
from qa.index.store import NARROW
from qa.index.wording import years_in
from qa.records import Hit
from qa.search import Query
from qa.vietnamese import fold
from qa.vietnamese.abbreviations import spelled_terms

HELD = 0.5  # of the question's weight, by the row's name, the heads asked for and what stands above the table
SUBJECT = 0.4  # of its words besides the row's name, by the others of these
SURE = 0.7  # … from which it is told as a figure of just what is asked
NEAR = 0.9  # of the best share, down to which another document answers too
# What questions say of documents, their parts and places.
_OF_PARTS = """
phụ lục bảng biểu đề án kế hoạch nghị quyết quyết định chương trình văn bản báo cáo theo i ii iii iv v
tỉnh thành phố huyện thị xã phường địa phương
"""
# What questions say of sums, which a table of them has in its unit or its heads.
_OF_SUMS = "kinh phí vốn tiền ngân sách nguồn bố trí phân bổ dành chi tốn hết cần cấp tổng cộng dự toán tỷ triệu đồng"


class Found(NamedTuple):
    """Rows that a question names in one table, with the columns it asks for, and how much of it these hold.

    `texts` are the columns of words that it asks for besides.
    """

    table: Table
    rows: tuple[Row, ...]
    at: tuple[int, ...]
    held: float
    texts: tuple[int, ...] = ()


def answer(query: Query, hits: Sequence[Hit], material: Material) -> Draft | None:
    """Gives the figures of the rows that a question names; None where it names none or asks for no column of theirs."""
    if query.english or query.asks_for("explanation", "deadline") or not _wants_figure(query):
        return None
    if query.asks_for("yes-no") and not FIGURE_ASKED.search(query.text):
        return None
    best = look_up(query, hits, material)
    if not best:
        return None
    citations = Citations(material)
    blocks = [_block(query, found, material, citations, len(best) > 1 or query.docs is None) for found in best]
    empty = all(not row.texts[at] for f in best for row in f.rows for at in f.at)
    return Draft("extractive", "\n\n".join(blocks), citations, {"covered": best[0].held}, abstained=empty)


def look_up(query: Query, hits: Sequence[Hit], material: Material) -> list[Found]:
    """Returns the best table of each document that has a row named by the question and a column asked for."""
    docs = query.docs if query.docs and len(query.docs) <= NARROW else dict.fromkeys(h.passage.doc_id for h in hits)
    found = []
    for doc_id in list(docs)[:NARROW]:
        of_tables = [one for table in material.tables(doc_id) if (one := _in_table(query, table, material))]
        found += [max(of_tables, key=lambda one: one.held)] if of_tables else []
    most = max((one.held for one in found), default=0.0)
    return sorted((one for one in found if one.held >= max(HELD, NEAR * most)), key=lambda one: -one.held)


def _wants_figure(query: Query) -> bool:
    return query.asks_for("quantity", "count") or FIGURE_ASKED.search(query.text) is not None or not query.asks


def _in_table(query: Query, table: Table, material: Material) -> Found | None:
    named = (
        named_rows(query, table)
        or _described(query, table, material)
        or _by_cell(query, table)
        or _total_of_months(query, table)
    )
    if not named:
        return None
    rows = tuple(row for row, _ in named)
    words = frozenset(word for _, name in named for word in name.split())
    at = tuple(columns.asked(query, table, words, material))
    if not at or _of_untold_sums(query, table, rows, at):
        return None
    texts = tuple(columns.texts_asked(query, table, rows[0], words, material))
    held = share_held(query, table, rows, at, material, "\n".join(name for _, name in named))
    return Found(table, rows, at, held, texts)


def _of_untold_sums(query: Query, table: Table, rows: Sequence[Row], at: Sequence[int]) -> bool:
    """Whether nothing but a year would lead to a sum of money: "doanh nghiệp năm 2030" asks for none of that year."""
    told = columns.OF_SUMS.search(fold(query.text)) is not None
    return not told and all(is_period(row.name) for row in rows) and all(columns.untold(table, one) for one in at)


def _described(query: Query, table: Table, material: Material) -> list[tuple[Row, str]]:
    """The only row whose name has all that a question says of what money is spent on, in its order."""
    if not columns.money_asked(query) or query.folded or not any(columns.of_money(table, at) for at in table.figures):
        return []
    terms = asked_terms(query, material)
    of_sums = spelled_terms(f"{_OF_SUMS} {_OF_PARTS}")
    words = [word for word in plain(query.text, folded=False).split() if word in terms and word not in of_sums]
    asked = f" {plain(query.text, folded=False)} "
    if len(words) < 2:
        return []
    beside = [f" {one} {two} " for one, two in pairwise(words) if f" {one} {two} " in asked]
    found = []
    for row in table.rows:
        name = f" {plain(row.name, folded=False)} "
        if beside and all(f" {word} " in name for word in words) and all(pair in name for pair in beside):
            found.append((row, " ".join(words)))
    return found if len(found) == 1 and not found[0][0].total else []


def _by_cell(query: Query, table: Table) -> list[tuple[Row, str]]:
    """The rows that have in a column of words what a question names ("Phòng Kế hoạch dùng bao nhiêu kinh phí?").

    All of them, since each has a share of what is asked.
    """
    if query.years and not any(years_in(table.titles[at]) & set(query.years) for at in table.figures):
        return []
    text = f" {plain(query.text, query.folded)} "
    said = set(table.figures) | {table.named, table.measured}
    for at in (at for at in range(len(table.titles)) if at not in said):
        cells_named = {row.texts[at]: plain(row.texts[at], query.folded) for row in table.rows if row.texts[at]}
        long = {cell: name for cell, name in cells_named.items() if name.count(" ") >= 2 and f" {name} " in text}
        if long:
            cell, name = max(long.items(), key=lambda one: len(one[1]))
            return [(row, name) for row in table.rows if row.texts[at] == cell]
    return []


def _total_of_months(query: Query, table: Table) -> list[tuple[Row, str]]:
    """The row of the totals, where the total of a quarter or of some months is asked for that is a column."""
    if not columns.TOTAL_ASKED.search(fold(query.text)) or not columns.of_months(query, table):
        return []
    return [(row, "") for row in table.rows if row.total]


def share_held(
    query: Query, table: Table, rows: Sequence[Row], at: Sequence[int], material: Material, more: str = ""
) -> float:
    """Returns the share of a question that rows' names, the heads asked for, what stands above and `more` hold.

    0 where these hold too little of what it asks of the rows: that of another thing is none of theirs.
    """
    section = rows[0].section
    titles = [table.titles[one] for one in (*at, table.named)]
    texts = [more, _OF_PARTS, table.unit, table.caption, *(" ".join(row.texts) for row in rows), *titles]
    if any(columns.denied(table.titles[one]) for one in at):
        texts += columns.DENYING
    held = spelled_terms("\n".join(texts)) | material.above(section)
    held |= spelled_terms(material.header(section.doc_id).title)
    if any(columns.of_money(table, one) for one in at):
        held |= spelled_terms(_OF_SUMS)
    if is_period(rows[0].name):
        held |= spelled_terms("năm giai đoạn")
    terms, formal = asked_terms(query, material), alternatives(query)
    got = {
        term: weight
        for term, weight in terms.items()
        if held.issuperset(term.split("_")) or any(words <= held for words in formal.get(term, ()))
    }
    words = [term for term in terms if "_" not in term]
    names = spelled_terms("\n".join(row.name for row in rows))
    rest = [word for word in words if word not in names and word not in columns.FORM]
    if sum(word in got for word in rest) < SUBJECT * len(rest):
        return 0.0
    # By weight or by number: a word that the document has nowhere else outweighs all others of a short question.
    by_number = sum(word in got for word in words) / (len(words) or 1)
    return max(by_number, sum(got.values()) / (sum(terms.values()) or 1.0))


def _block(query: Query, found: Found, material: Material, citations: Citations, named: bool) -> str:
    lines = [line(found.table, row, (*found.texts, *found.at), material, citations) for row in found.rows]
    head = f"**{material.called(found.rows[0].section.doc_id)}**" if named else ""
    if len(lines) == 1:
        return f"{head}: {lines[0]}" if head else lines[0]
    body = "\n".join(f"- {line}" for line in lines)
    return f"{head}:\n{body}" if head else body


def line(table: Table, row: Row, at: Sequence[int], material: Material, citations: Citations) -> str:
    """Returns a row, verbatim, and what it has in some columns."""
    marks = citations.whole(row.section) + "".join(map(citations.whole, table.heads))
    quote = " ".join(material.text(row.section).split())
    wanted = [cells.cell(table, row, one) for one in at]
    filled = [cell for cell in wanted if cell.value]
    empty = [cell.head for cell in wanted if not cell.value]
    said = [cells.said(table, filled, citations)] if filled else []
    said += [f"*{head}*: bảng để trống ô này" for head in empty]
    return f"“{quote}” {marks} — {'; '.join(said)} {marks}"
