"""What answers are made of: sections with their sentences, terms and headings, read once from an open index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial

from qa.answer.figures import cells, tables
from qa.answer.spans import Unit
from qa.answer.weighing import Words
from qa.index import Index
from qa.index.opened import bound
from qa.index.wording import Terms, Wording, years_in
from qa.records import Document, Hit, Passage, Section, Task
from qa.structure.subtree import subtree
from qa.vietnamese import agencies, fold, search_terms
from qa.vietnamese.abbreviations import spelled_terms

# A bullet's or a heading's own mark is no part of a sentence worth scoring.
QUOTABLE = (
    "item",
    "paragraph",
    "unit-line",
    "table-row",
    "basis",
    "preamble",
    "heading",
    "title",
    "recipients",
    "signature",
    "letterhead",
)

Worded = tuple[Section, Wording]
_KEPT = 300  # documents whose derived texts and trees are kept, as many as the index keeps
_UNITS = 6_000  # some 12 kB each
_TASKS = 2_000
_TASKS_KEPT = 500  # of more, compared for one answer, no terms are kept
_READ = 20  # passages at a time, where one may be enough
_NEAR = 50  # documents that are all looked through; of more, those that the lexical index points to


class Material:
    """Sections of an open index as `Unit`s, with the weight of each word in it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.words = Words(index)
        self._headers = {header.doc_id: header for header in index.headers()}
        self._annual = {header.doc_id: _annual(header.title) for header in index.headers()}
        self._places = Counter(map(self.place, self._headers))
        self.agencies = lru_cache(maxsize=10 * _KEPT)(self._agencies)
        self.named = lru_cache(maxsize=_KEPT)(self._named)
        self.row_groups = lru_cache(maxsize=10 * _KEPT)(self._row_groups)
        self._units: dict[str, Unit] = {}
        self.terms_of = lru_cache(maxsize=50)(index.terms)
        self._task_terms: dict[str, Terms] = {}
        self.heading = index.heading_terms
        self.heading_terms = lru_cache(maxsize=4_000)(spelled_terms)
        self.folded = lru_cache(maxsize=_KEPT)(self._folded)
        self._by_parent = lru_cache(maxsize=_KEPT)(self._children)
        self.lists = lru_cache(maxsize=_KEPT)(partial(tables.lists_of, material=self))
        self.tables = lru_cache(maxsize=_KEPT)(partial(tables.of_document, material=self))
        self.rows = lru_cache(maxsize=_KEPT)(partial(tables.rows_of, material=self))

    def document(self, doc_id: str) -> Document:
        """Returns a document of the index, with its text; `header` does for everything else."""
        document = self.index.document(doc_id)
        assert document is not None, doc_id
        return document

    def header(self, doc_id: str) -> Document:
        """Returns a document without its text."""
        return self._headers[doc_id]

    def text(self, section: Section) -> str:
        """Returns a section's own text."""
        return self.cut(section, section.start, section.end)

    def cut(self, section: Section, start: int, end: int) -> str:
        """Returns some of a section's own text, by its places in the document, which is read only where it must be."""
        unit = self._units.get(section.section_id)
        if unit is not None:
            return unit.text[start - section.start : end - section.start]
        return self.document(section.doc_id).text[start:end]

    def ancestors(self, section: Section) -> list[Section]:
        """Returns the sections over a section, innermost first."""
        found = []
        parent = section.parent
        while parent:
            above = self.index.section(parent)
            if above is None:
                break
            found.append(above)
            parent = above.parent
        return found

    def above(self, section: Section) -> Terms:
        """Returns the terms of the headings over a section, and of its part's title."""
        return self.index.above((section.section_id,))[section.section_id]

    def task_terms(self, tasks: Sequence[Task], among: frozenset[str]) -> list[tuple[Terms, Terms]]:
        """Returns the terms of tasks with their results and those above them, in the order asked for.

        Args:
            tasks: the tasks.
            among: terms that must be told; of many tasks no others are.
        """
        ids = [task.section_id for task in tasks]
        if len(tasks) > _TASKS_KEPT or self._large_register:
            own = self.index.task_terms(tasks, among)
            above = self.index.above(ids, among if len(tasks) > _TASKS_KEPT else None)
            return [(own[task.task_id], above.get(task.section_id, frozenset())) for task in tasks]
        above = self.index.above(ids)
        return [
            (own, above.get(section_id, frozenset()))
            for own, section_id in zip(self._own_terms(tasks), ids, strict=True)
        ]

    @cached_property
    def _large_register(self) -> bool:
        """Whether terms of tasks are seldom asked for again before others have taken their place."""
        return len(self.index.register) > 10 * _TASKS

    def _own_terms(self, tasks: Sequence[Task]) -> list[Terms]:
        missing = [task for task in tasks if task.task_id not in self._task_terms]
        read = self.index.task_terms(missing) if missing else {}
        found = [read[t.task_id] if t.task_id in read else self._task_terms[t.task_id] for t in tasks]
        bound(self._task_terms, _TASKS, len(read))
        self._task_terms.update(read)
        return found

    def children(self, section: Section) -> list[Section]:
        """Returns the sections directly under a section, in order."""
        return self._by_parent(section.doc_id).get(section.section_id, [])

    def beside(self, section: Section) -> tuple[list[Section], list[Section]]:
        """Returns the sections under the same parent before a section, and those after it, in order."""
        siblings = self._by_parent(section.doc_id)[section.parent or ""]
        at = [sibling.section_id for sibling in siblings].index(section.section_id)
        return siblings[:at], siblings[at + 1 :]

    def before(self, section: Section, skipped: str) -> Iterator[Section]:
        """Yields the sections under the same parent before a section, the nearest first, but for those of a kind.

        Read one by one, the others of the document not at all: as a rule the first one or two are enough.
        """
        kinds = self.index.kinds(section.doc_id)
        ids = list(kinds)
        for section_id in reversed(ids[: ids.index(section.section_id)]):
            if section_id == section.parent:
                return
            other = self.index.section(section_id) if kinds[section_id] != skipped else None
            if other is not None and other.parent == section.parent:
                yield other

    def subtree(self, section: Section) -> list[Section]:
        """Returns a section and all under it, in order."""
        return subtree(self.index.sections(section.doc_id), section)

    def of_hits(self, hits: Iterable[Hit]) -> list[tuple[Unit, Hit]]:
        """Returns the units of retrieved passages, in the order of the passages, each once."""
        first: dict[str, Hit] = {}
        for hit in hits:
            for section_id in hit.passage.section_ids:
                first.setdefault(section_id, hit)
        read = self.index.worded([section_id for section_id in first if section_id not in self._units])
        found = []
        for section_id, hit in first.items():
            unit = self._units.get(section_id)  # most are
            section = unit.section if unit else self.index.section(section_id)
            if section is not None and section.kind in QUOTABLE and section.end > section.start:
                found.append((unit or self.unit(section_id, hit.passage, read), hit))
        return found

    def knows(self, term: str) -> bool:
        """Whether a word, or a pair of words, occurs anywhere in the index."""
        return self.words.knows(term)

    def has(self, words: str) -> bool:
        """Whether words stand side by side in a document."""
        phrase = re.compile(r"\W+".join(map(re.escape, fold(words).split())) + r"(?!\w)")
        if len(self.index.headers()) <= _NEAR:
            return any(_stands(phrase, self.folded(header.doc_id)) for header in self.index.headers())
        return any(_stands(phrase, fold(passage.text)) for passage in self._holding(words, pairs=True))

    def in_capitals(self, word: str) -> bool:
        """Whether documents have a word, and all that have it, among the best passages of many, in capitals alone."""
        if not self.knows(word):
            return False
        headers = self.index.headers()
        if len(headers) <= _NEAR:
            texts = (self.document(header.doc_id).text for header in headers)
        else:
            texts = (passage.text for passage in self._holding(word))
        printed = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
        written = {found for text in texts for found in printed.findall(text)}
        return bool(written) and all(found.isupper() for found in written)

    def near(self, text: str) -> Iterator[str]:
        """Yields the documents that may hold a text: all of a few, else those of the best passages that hold it."""
        headers = self.index.headers()
        if len(headers) <= _NEAR:
            yield from (header.doc_id for header in headers)
            return
        wanted, told = _squeezed(text), set()
        for passage in self._holding(text):
            if passage.doc_id not in told and wanted in _squeezed(passage.text):
                told.add(passage.doc_id)
                yield passage.doc_id

    def _holding(self, text: str, pairs: bool = False) -> Iterator[Passage]:
        """Yields the best passages that hold all words of a text, or all pairs of neighbours in it as well."""
        terms = search_terms(fold(text), folded=True)
        required = [term for term in terms if pairs or "_" not in term]
        found = [key for key, _ in self.index.search_tokens(terms, 200, folded=True, required=required)]
        for start in range(0, len(found), _READ):  # the first ones often do
            yield from self.index.fetch(found[start : start + _READ])

    def place(self, doc_id: str) -> str:
        """Returns the province of a document, or else its issuer: what an answer calls it by."""
        header = self._headers[doc_id]
        return header.province or header.issuer

    def called(self, doc_id: str) -> str:
        """Returns what an answer on several documents calls one: its place, with its number beside others of it."""
        header, place = self._headers[doc_id], self.place(doc_id)
        if self._places[place] < 2 or not header.number:
            return place
        return f"{place}, {header.kind} {header.number}"

    def _agencies(self, doc_id: str) -> frozenset[str]:
        """Returns the canonical names of the agencies in a document's tasks."""
        tasks = self.index.tasks((doc_id,))
        return frozenset(
            name for t in tasks for name in (*t.lead_canonical, *t.coordinate_canonical, *t.owner_canonical)
        )

    def _row_groups(self, doc_id: str) -> tuple[Section, ...]:
        """Returns the rows of a document's tables that head groups of rows."""
        return tuple(self.index.headed(doc_id, "table-row"))

    def _named(self, doc_id: str) -> frozenset[str]:
        """Returns the canonical names of the agencies that a document's text names; to find them takes 40 ms."""
        return frozenset(mention.canonical for mention in agencies.find(self.document(doc_id).text))

    def _folded(self, doc_id: str) -> str:
        """Returns a document's text without diacritics, in lower case."""
        return fold(self.document(doc_id).text)

    def _children(self, doc_id: str) -> dict[str, list[Section]]:
        found: dict[str, list[Section]] = {}
        for section in self.index.sections(doc_id):
            found.setdefault(section.parent or "", []).append(section)
        return found

    def unit(self, section_id: str, passage: Passage | None = None, read: Mapping[str, Worded] | None = None) -> Unit:
        """Returns a section prepared for choosing sentences.

        Args:
            section_id: the section.
            passage: one that was found in it; its text is at hand, that of the document would have to be read.
            read: sections read already, with their terms.
        """
        found = self._units.get(section_id)
        if found is None:
            bound(self._units, _UNITS)
            worded = (read or {}).get(section_id) or self.index.worded([section_id])[section_id]
            found = self._units[section_id] = self._unit(*worded, passage)
        return found

    def _unit(self, section: Section, words: Wording, passage: Passage | None) -> Unit:
        if passage is not None and passage.start <= section.start and section.end <= passage.end:
            text = passage.text[section.start - passage.start : section.end - passage.start]
        else:
            text = self.text(section)
        reading = cells.reading(section, self)
        # A row of figures speaks of the years in the heads of its columns.
        years = tuple(years_in(text) or years_in(reading) for _ in words.years) if reading else words.years
        years = tuple(of_sentence or self._annual[section.doc_id] for of_sentence in years)
        return Unit(section, text, words.spans, words.terms, words.whole, words.above, years, reading)


def _stands(phrase: re.Pattern[str], text: str) -> bool:
    """Whether a phrase stands in a text, not within a word before it: a pattern that looks behind is far slower."""
    found = phrase.search(text)
    while found and found.start() and re.match(r"\w", text[found.start() - 1]):
        found = phrase.search(text, found.start() + 1)
    return found is not None


def _annual(title: str) -> frozenset[int]:
    """The year of a plan for one year ("… năm 2025"), which its sentences need not repeat; none of one up to a year."""
    years = years_in(title)
    until = re.search(r"(?i)\b(?:đến|từ|sau|trước|giai đoạn|thời kỳ)(?: hết| cuối| đầu)? (?:năm )?\d{4}", title)
    return years if len(years) == 1 and re.search(r"(?i)\bnăm \d{4}\b", title) and not until else frozenset()


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))
