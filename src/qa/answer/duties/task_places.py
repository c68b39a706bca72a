"""Where the words of a row of the task register stand, and the sources that an answer gives for them."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from qa.answer.citing import Citations
from qa.answer.figures.cells import head_of
from qa.answer.material import Material
from qa.answer.spans import Span
from qa.records import Section, Task
from qa.structure.tables import NUMBER_HEAD
from qa.tasks.tables import Columns, read_columns

NAMED = ("lead", "owner", "coordinate")
_TOLD = {"number", "task", "lead", "coordinate", "both", "owner", "time", "result"}
_CELL_SHOWN = 200  # characters of a further cell
# "Sở A.\n- Báo B": agencies under one another, whose bullets are no part of their names.
_BULLET = re.compile(r"\n\s*[-+*•–]\s|[.;]\s+[-+*•–]\s")


class Places:
    """The sources of one row, each cited where it is first asked for."""

    def __init__(self, task: Task, citations: Citations, material: Material) -> None:
        section = material.index.section(task.section_id)
        assert section is not None, task.section_id
        self._task, self._section, self._citations, self._material = task, section, citations, material

    @cached_property
    def own(self) -> str:
        """The marker of the row's own words."""
        task, section = self._task, self._section
        return self._citations.cite(Span(section, max(task.start, section.start), min(task.end, section.end)))

    @property
    def head(self) -> str:
        """The marker of the head of the table that the row stands in."""
        head = head_of(self._section, self._material)
        return self._citations.whole(head) if head is not None else ""

    @cached_property
    def parts(self) -> list[tuple[str, str]]:
        """The text of the task as stretches that each stand word for word in one place, with that place's marker."""
        found: list[tuple[str, Section]] = []
        for line in filter(None, map(flat, self._task.task.split("\n"))):
            if found and self._holds(found[-1][1], f"{found[-1][0]} {line}"):
                found[-1] = (f"{found[-1][0]} {line}", found[-1][1])  # a line that is wrapped in the document
            else:
                found.append((line, self._place_of(line)))
        return [(text, self._mark(section)) for text, section in found]

    def mark_of(self, field: str) -> str:
        """The markers of a role or of the time: its own line, and what stands elsewhere."""
        value = getattr(self._task, field)
        wanted = list(map(flat, value if field in NAMED else value.split("; ")))
        quote = flat(self._task.quote)
        missing = [each for each in wanted if each not in quote]
        sections = [self._place_of(each) for each in missing]
        first = field in NAMED or len(missing) < len(wanted) or any(s is self._section for s in sections)
        own = self.own if first else ""  # before the others: its marker stands before theirs, and is numbered so
        return "".join(dict.fromkeys([own, *map(self._mark, sections)]))

    def _mark(self, section: Section) -> str:
        return self.own if section is self._section else self._citations.whole(section)

    def _place_of(self, words: str) -> Section:
        """Returns the first of the row's sections that holds some words, which is its own if none does."""
        if self._holds(self._section, words):
            return self._section
        others = map(self._material.index.section, self._task.sources)
        return next((s for s in others if s is not None and self._holds(s, words)), self._section)

    def _holds(self, section: Section, words: str) -> bool:
        """Whether words stand in a section; in one cell of it, if it is a row."""
        if section.cells:
            return any(words in flat(self._material.cut(section, *cell)) for cell in section.cells)
        own = section is self._section
        return words in flat(self._task.quote if own else self._material.text(section))


def flat(text: str) -> str:
    """Returns a text with every run of blanks as one space."""
    return " ".join(text.split())


def printed(task: Task, field: str) -> str:
    """The names of a role as the document prints them together, else joined."""
    names = [flat(name) for name in getattr(task, field)]
    if not names:
        return ""
    source = flat(_BULLET.sub(" • ", task.quote))
    start = source.find(names[0])
    end = source.find(names[-1], start) if start >= 0 else -1
    stretch = source[start : end + len(names[-1])] if 0 <= start <= end else ""
    room = sum(map(len, names)) + 6 * len(names)
    if stretch and len(stretch) <= room and "•" not in stretch:
        return stretch
    return ("; " if any("," in name for name in names) else ", ").join(names)


def row_cells(task: Task, material: Material) -> list[tuple[str, str, str]]:
    """The cells of a task's row: what their column tells ("" if none of the known), its head, and the text."""
    row = material.index.section(task.section_id)
    head = head_of(row, material) if row is not None and row.kind == "table-row" else None
    if row is None or head is None:
        return []
    heads, texts = ([flat(material.cut(s, *cell)) for cell in s.cells or ()] for s in (head, row))
    columns = _columns(tuple(heads))
    return [(columns.get(at, ""), name, text) for at, (name, text) in enumerate(zip(heads, texts, strict=True))]


@lru_cache(maxsize=100)  # the rows of a table have the same
def _columns(heads: tuple[str, ...]) -> Columns:
    return read_columns([list(heads)])


def further_cells(task: Task, material: Material) -> list[tuple[str, str]]:
    """The cells of a row that say more than its task, agencies, time and result, each under its column's head."""
    told = {flat(x) for x in (*task.task.split("\n"), *(n for f in NAMED for n in getattr(task, f)), task.time)}
    return [
        (name, text if len(text) <= _CELL_SHOWN else text[:_CELL_SHOWN].rsplit(" ", 1)[0] + " …")
        for column, name, text in row_cells(task, material)
        if any(c.isalpha() for c in name) and any(c.isalnum() for c in text)
        and not NUMBER_HEAD.match(name) and column not in _TOLD and text not in told
    ]  # fmt: skip


def section_ids(task: Task, material: Material) -> list[str]:
    """The sections that tell of a task: its own, those of its text and time, the heading that names its agencies."""
    quote = flat(task.quote)
    words = [x for x in (*task.task.split("\n"), *task.time.split("; "), *task.lead, *task.owner) if x]
    missing = [flat(each) for each in words if flat(each) not in quote]
    found = [task.section_id]
    for section in map(material.index.section, task.sources if missing else ()):
        text = flat(material.text(section)) if section is not None else ""
        held = [each for each in missing if each in text]
        if section is not None and held:
            found.append(section.section_id)
            missing = [each for each in missing if each not in held]
    return found
