"""Which columns of a table of figures a question is on."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from qa.answer.choosing import alternatives, asked_terms
from qa.answer.figures.tables import OWN_UNIT, TOTAL, Row, Table
from qa.answer.material import Material
from qa.answer.values import MONEY_ASKED
from qa.index.wording import years_in
from qa.search import Query
from qa.search.stopwords import STOPWORDS
from qa.vietnamese import fold, search_terms
from qa.vietnamese.abbreviations import spell_out, spelled_terms

HELD = 0.6  # of the words of a head a question must have: "số xóm chưa có sóng" is not asked for by "bao nhiêu xóm"
IN_FULL = 0.99  # … to ask for it beside one that shares more with it
MONEY_HEAD = re.compile(r"\b(?:kinh phi|von|muc dau tu|du toan|ngan sach|so tien|chi phi|thanh tien)\b|\bdong\)")
_SPENT = re.compile(r"\b(?:chi|ton|het|danh|bo tri|cap|mat)\b(?: [a-z]+){0,3} bao nhieu\b(?! phan)")
OF_SUMS = re.compile(r"\b(?:kinh phi|von|tien|ngan sach|chi phi|ton|dau tu|nguon luc|ty|trieu|dong)\b")
TOTAL_ASKED = re.compile(r"\b(?:tong|tat ca|ca thay|toan bo)\b")
_MONTHS = re.compile(r"\b(?:\d+ thang|quy (?:[1-4]|i{1,3}|iv)|6 thang|nua dau nam)\b")
_WHERE = re.compile(r"\bở đâu\b|\btại đâu\b|\bnơi nào\b|\bchỗ nào\b")
_PLACE_HEADS = ("dia diem", "dia ban", "dia chi", "noi ")
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# Words of a head that say how figures are given, and not of what.
FORM = frozenset(
    """
    năm tháng quý đến giai đoạn số lượng tỷ tỉ lệ chỉ tiêu mức tổng thực hiện trđ đvt kế hoạch dự toán kết quả
    hiện trạng ước giao
    """.split()
)
# What denies: a figure of those that have none is not one of those that have.
DENYING = ("chưa", "trắng", "lõm", "thiếu")
_DENIED = re.compile(rf"\b(?:{'|'.join(DENYING)}|không(?! (?:quá|gian|khí)))\b(?!\s*(?:[?,]|$))")


def asked(query: Query, table: Table, row_words: Set[str], material: Material, *, sought: bool = False) -> list[int]:
    """Returns the columns of figures that a question wants, as far as its words and years tell; none, if none fits.

    Args:
        query: the question.
        table: the table.
        row_words: those words of the question that name the row.
        material: the open index.
        sought: rows are looked for by their figures ("huyện nào cao nhất"), so that the only column, or that of the
            totals, may be meant without being named.
    """
    if len(query.years) > 1 and not query.periods:  # "năm 2023 đạt bao nhiêu, chỉ tiêu năm 2024 là bao nhiêu"
        each = [asked(replace(query, years=(y,)), table, row_words, material, sought=sought) for y in query.years]
        return sorted({at for found in each for at in found})
    among = _of_years(query, table)
    if numbered := [at for at in among if _called_by_number(query, table.titles[at])]:
        return numbered
    terms = {
        term: weight for term, weight in asked_terms(query, material).items() if not row_words >= {*term.split("_")}
    }
    if query.asks_for("yes-no"):  # whether a target is reached: the figure beside the target is wanted as well
        terms = {term: weight for term, weight in terms.items() if FORM.isdisjoint(term.split("_"))}
    gains, fitting = _fitting(query, table, among, terms, {}, material)
    if not fitting:  # official words for the question's own count where no head has these
        gains, fitting = _fitting(query, table, among, terms, alternatives(query), material)
    bare = [at for at in among if not _content(table.titles[at])]
    if months := [at for at in of_months(query, table) if at in among]:
        beside = [at for at in among if at in bare and gains[at] > 0 and not _months(table.titles[at])]
        return months + [at for at in beside + fitting if at not in months and not _months(table.titles[at])]
    if fitting:
        return fitting
    totals = [at for at in bare if TOTAL.match(fold(table.titles[at]))]
    if said := [at for at in bare if gains[at] > 0 and at not in totals]:
        most = max(gains[at] for at in said)
        return [at for at in said if gains[at] >= 0.99 * most]  # "kế hoạch" beside "kết quả"
    if totals and (sought or len(bare) < len(among) or TOTAL_ASKED.search(fold(query.text))):
        return totals
    return bare or _only(query, table, among, sought)


def _fitting(
    query: Query,
    table: Table,
    among: Sequence[int],
    terms: Mapping[str, float],
    formal: Mapping[str, Sequence[frozenset[str]]],
    material: Material,
) -> tuple[dict[int, float], list[int]]:
    """What each column's head holds of a question, and those columns that it names: by most of it, or in full."""
    gains = {at: _held(terms, formal, spelled_terms(table.titles[at])) for at in among}
    own = spelled_terms(query.spelled).union(*(words for phrases in formal.values() for words in phrases))
    headed = [at for at in among if gains[at] > 0 and _content(table.titles[at])]
    named = {at: _named(own, table.titles[at], material) for at in headed}
    fitting = [at for at in named if named[at] >= HELD and _alike(query, table.titles[at])]
    most = max((gains[at] for at in fitting), default=0.0)
    best = [at for at in fitting if gains[at] >= 0.99 * most]
    said = {word for at in best for word in _content(table.titles[at])}
    # Beside "tỷ lệ máy tính kết nối mạng" the number of computers is not asked for, though its head is named as well.
    also = [at for at in fitting if named[at] >= IN_FULL and not said.issuperset(_content(table.titles[at]))]
    return gains, sorted({*best, *also})


def _only(query: Query, table: Table, among: Sequence[int], sought: bool) -> list[int]:
    """The only column of the year asked for, or of all, where sums of money are asked for and it has such."""
    dated = [at for at in among if years_in(table.titles[at])]
    if query.years and len(dated) == 1 and (sought or (money_asked(query) and of_money(table, dated[0]))):
        return dated
    if len(table.figures) != 1 or not among or not of_money(table, among[0]):
        return []
    return list(among) if money_asked(query) or (sought and OF_SUMS.search(fold(query.text))) else []


def untold(table: Table, at: int) -> bool:
    """Whether the head of a column of sums does not say of what they are ("Cộng")."""
    return of_money(table, at) and not _content(table.titles[at])


def money_asked(query: Query) -> bool:
    """Whether a question asks for a sum of money."""
    plain = fold(query.text)
    return MONEY_ASKED.search(plain) is not None or _SPENT.search(plain) is not None


def texts_asked(query: Query, table: Table, row: Row, row_words: Set[str], material: Material) -> list[int]:
    """Returns the columns of words that a question wants of a row besides: by their heads, or by what stands there.

    "Ngân sách trung ương 120; ngân sách tỉnh 265" is wanted where the share of the central budget is asked for.
    """
    headed = {term for at in table.figures for term in spelled_terms(table.titles[at])}
    pairs = [term for term in asked_terms(query, material) if "_" in term and term not in headed]
    rest = [term for term in pairs if row_words.isdisjoint(term.split("_"))]
    own = spelled_terms(query.spelled)
    own |= {word for phrases in alternatives(query).values() for words in phrases for word in words}
    where = _WHERE.search(query.text.lower()) is not None
    found = []
    for at, title in enumerate(table.titles):
        if at in (table.named, table.measured, *table.figures) or not row.texts[at] or not _content(title):
            continue
        named = bool(own.intersection(_content(title))) and _named(own, title, material) >= HELD
        held = any(term in spelled_terms(row.texts[at]) for term in rest)
        if named or held or (where and fold(title).startswith(_PLACE_HEADS)):
            found.append(at)
    return found


def of_months(query: Query, table: Table) -> list[int]:
    """Returns the columns of the quarters or months that a question names."""
    named = _months(query.text)
    return [at for at in table.figures if _months(table.titles[at]) & named]


def of_money(table: Table, at: int) -> bool:
    """Whether the figures of a column are sums of money, by its head or by the unit of the table."""
    head = fold(table.titles[at])
    return MONEY_HEAD.search(head) is not None or ("đồng" in table.unit.lower() and not OWN_UNIT.search(head))


def _of_years(query: Query, table: Table) -> list[int]:
    """The columns of the years asked for, with those that name none; all where the question names none.

    A table by other years only has none.
    """
    years = set(query.years)
    dated = {at: years_in(table.titles[at]) for at in table.figures}
    exact = [at for at, own in dated.items() if own and own == years]
    if not years or not any(dated.values()) or exact:
        return exact or list(table.figures)
    fitting = [at for at, own in dated.items() if own & years]
    others = [at for at, own in dated.items() if not own and not TOTAL.match(fold(table.titles[at]))]
    return fitting + others


def _called_by_number(query: Query, title: str) -> bool:
    """Whether a question names a column that is called by a number: "Nhóm 2" is not "Nhóm 1"."""
    name = re.fullmatch(r"[a-z]+(?: [a-z]+)? \d{1,2}", fold(title))
    return name is not None and re.search(rf"(?<!\w){name[0]}(?!\w)", fold(query.text)) is not None


def _months(text: str) -> frozenset[str]:
    found = _MONTHS.findall(fold(text))
    return frozenset(f"quy {_QUARTERS.get(each[4:], each[4:])}" if each.startswith("quy ") else each for each in found)


def _held(terms: Mapping[str, float], formal: Mapping[str, Sequence[frozenset[str]]], held: Collection[str]) -> float:
    """The weight of a question's terms that a text has, in its own words or in official ones."""
    return sum(
        weight
        for term, weight in terms.items()
        if term in held or any(words.issubset(held) for words in formal.get(term, ()))
    )


def _named(own: Collection[str], title: str, material: Material) -> float:
    """The share of the words of a head, by their weight, that are among a question's; 1 for a head without any."""
    weights = material.words.weights(_content(title))
    return sum(weights[word] for word in weights if word in own) / (sum(weights.values()) or 1.0) if weights else 1.0


def _alike(query: Query, title: str) -> bool:
    """Whether question and head both deny, or neither does."""
    if query.folded:
        return True
    return denied(query.text) == denied(title)


def denied(text: str) -> bool:
    """Whether a text speaks of those that lack something."""
    return _DENIED.search(text.lower()) is not None


@lru_cache(maxsize=2_000)
def _content(title: str) -> tuple[str, ...]:
    """The words of a head that say what its figures are of: not years, units or what stands in brackets."""
    plain = spell_out(re.sub(r"\([^()]*\)", " ", title))
    if TOTAL.match(fold(plain)) and len(plain.split()) <= 2:
        return ()
    words = (term for term in search_terms(plain) if "_" not in term)
    return tuple(w for w in words if w not in STOPWORDS and w not in FORM and not any(c.isdigit() for c in w))
