"""What the rows of a table are called, and which of them a question names."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.answer.figures.tables import Row, Table, is_period
from qa.index.wording import years_in
from qa.search import Query
from qa.structure.markers import UPPER
from qa.vietnamese import fold

# Kinds of places, which a question may leave out or shorten before a name.
_KINDS = ("thành phố", "thị xã", "thị trấn", "huyện", "quận", "phường", "xã", "tp", "tx")
_KIND = re.compile(rf"^(?P<kind>{'|'.join(_KINDS)}) (?P<name>.+)$")
_SHORT = {"tp": "thành phố", "tx": "thị xã"}
# A smaller place than any row is of.
_SMALLER = re.compile(rf"\b(?i:xóm|thôn|bản|buôn|tổ|khu phố|ấp)\s+[{UPPER}]")
# What a question may leave out of a name.
_ASIDE = re.compile(r"\([^()]*\)|\b(?:UBND|Ủy ban nhân dân) (?=huyện|thành phố|thị|xã|phường)")
_WORD = re.compile(r"[^\W_]+")


def named_rows(query: Query, table: Table) -> list[tuple[Row, str]]:
    """Returns the rows that a question names in full, each with the words by which it does.

    Of a name within another one ("nhãn hiệu" in "nhãn hiệu tập thể") only the longer is named.
    """
    text = f" {plain(query.text, query.folded)} "
    found = []
    for row in table.rows:
        if is_period(row.name):
            own, asked = years_in(row.name), set(query.years)
            if own == asked or (own < asked and not query.periods):
                found.append((row, ""))
            continue
        name = next((n for n in _names(row.name, query.folded) if _says(text, n, query)), None)
        smaller = place(row) and _SMALLER.search(query.text) and not _SMALLER.search(row.name)
        if name is not None and not row.total and not smaller and not _of_smaller(text, name, row, table, query):
            found.append((row, name.lstrip(">")))
    longest = [(row, name) for row, name in found if not any(f" {name} " in f" {o} " and name != o for _, o in found)]
    return [one for row, name in longest for one in _going_on(text, row, name, table, query.folded)]


def _of_smaller(text: str, name: str, row: Row, table: Table, query: Query) -> bool:
    """Whether a question names a smaller place by the name of a larger: "thị trấn Yên Bình" for the row "Yên Bình"."""
    if not all(word[0].isupper() for word in row.name.split()) or place(row):
        return False
    head = fold(table.titles[table.named])
    kinds = (plain(kind, query.folded) for kind in ("thị trấn", "phường", "xã", "thôn", "xóm", "bản"))
    return any(f" {kind} {name} " in text and fold(kind) not in head for kind in kinds)


def _going_on(text: str, row: Row, name: str, table: Table, folded: bool) -> list[tuple[Row, str]]:
    """A row that is named, or that whose longer name a question begins ("trạm phát sóng lưu động")."""
    following = re.search(rf" {re.escape(name)} (?P<word>\w+) ", text) if name else None
    if following is None:
        return [(row, name)]
    longer = f"{name} {following['word']}"
    others = [other for other in table.rows if any(f" {longer} " in f" {each} " for each in _names(other.name, folded))]
    return [(row, name)] if not others else [(other, longer) for other in others] if len(others) == 1 else []


def _says(text: str, name: str, query: Query) -> bool:
    """Whether a question (`plain`, with blanks around) has a name; a place without its kind not behind another kind."""
    if not name.startswith(">"):
        return f" {name} " in text
    name = name[1:]
    if f" {name} " not in text:
        return False
    kinds = [plain(kind, query.folded) for kind in (*_KINDS, "tỉnh")]
    if any(name == plain(province, query.folded) for province in query.provinces):
        return False
    return not any(f" {kind} {name} " in text for kind in kinds)


@lru_cache(maxsize=20_000)  # the rows of long tables: many questions go through all
def _names(printed: str, folded: bool) -> tuple[str, ...]:
    """What a row is called: its name without what stands in brackets; a place also without its kind (">" before it)."""
    whole = plain(_ASIDE.sub(" ", printed), folded=False)
    if (place := _KIND.match(whole)) is None:
        return (plain(whole, folded),) if " " in whole else ()
    kind = _SHORT.get(place["kind"], place["kind"])
    short = [s for s, full in _SHORT.items() if full == kind]
    names = [plain(f"{each} {place['name']}", folded) for each in (kind, *short)]
    return (*names, ">" + plain(place["name"], folded)) if " " in place["name"] else tuple(names)


def place(row: Row) -> str:
    """Returns the name of the place that a row is called by, without its kind ("Bảo Lâm"); "" for any other row."""
    found = re.match(rf"(?i:{'|'.join(_KINDS)})\.?\s+(?P<name>[^\W\d_].*)$", row.name.strip())
    return found["name"].strip() if found else ""


def plain(text: str, folded: bool) -> str:
    """Returns the words of a text with blanks between, without "và", which a comma may stand for."""
    words = [word for word in _WORD.findall(fold(text) if folded else text.lower()) if word not in ("và", "va")]
    return " ".join(words)


class Others:
    """Tells which rows are not what a question is on; looks through each table once."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._named: dict[str, set[str]] = {}

    def has(self, table: Table, row: Row) -> bool:
        """Whether a question names other rows of the table, or the row is a place that it does not name."""
        head = table.heads[0].section_id
        if head not in self._named:
            self._named[head] = {named.section.section_id for named, _ in named_rows(self._query, table)}
        named = self._named[head]
        return row.section.section_id not in named and (bool(named) or bool(place(row)))
