"""An extractive answer written anew by a model, where one is set and what it writes stands."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from qa.errors import QaError
from qa.generate.assembly import OnText
from qa.generate.generator import FALLBACK, attempt
from qa.generate.place import place
from qa.generate.results import Generation
from qa.generate.sources import Part, Source
from qa.generate.telling import provenance
from qa.index import Index
from qa.records import Answer, Document, Section
from qa.search.query import is_english
from qa.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_DEEPEST = 12
# Register rows, header facts and refusals are exact as they are; only composed quotes gain from being phrased.
_MODES = frozenset({"extractive", "comparison"})


def generated(
    answer: Answer,
    index: Index,
    settings: Settings,
    chat_model: BaseChatModel | None = None,
    on_text: OnText | None = None,
    cancel: Event | None = None,
    on_generation: Callable[[Answer, Generation], None] | None = None,
) -> Answer:
    """Returns the answer as a model writes it, or as it was, with a note, where that does not stand.

    Args:
        answer: the extractive answer; its passages are what the model may use.
        index: where they come from.
        settings: names the model; without one the answer is returned as it is.
        chat_model: in place of the one that the settings name.
        on_text: called with verified pieces of text. If the answer returned is not in mode "generated", what was shown
            must be replaced.
        cancel: set it to stop; then the answer is returned as it is.
        on_generation: told what the model wrote and what became of it, with the answer as it was.
    """
    if not settings.llm or answer.abstained or answer.mode not in _MODES:
        return answer
    began = time.perf_counter()
    try:
        generation = attempt(
            answer.standalone_question, list(sources_of(answer, index)), settings, chat_model, on_text, cancel
        )
    except QaError as error:
        # A model that cannot be opened must not cost the answer that stands without it.
        generation = Generation(None, note=f"{error} {FALLBACK}")
    if on_generation is not None:
        on_generation(answer, generation)
    took = round((time.perf_counter() - began) * 1000, 2)
    timings = {**answer.timings_ms, "generate": took, "total": answer.timings_ms.get("total", 0.0) + took}
    if generation.answer is None:
        notes = (*answer.notes, generation.note) if generation.note else answer.notes
        return replace(answer, notes=notes, timings_ms=timings)
    return replace(
        answer,
        answer=generation.answer.answer,
        citations=generation.answer.citations,
        notes=(*answer.notes, provenance(generation.answer.sentences, _model(settings), is_english(answer.question))),
        sentences=generation.answer.sentences,
        mode="generated",
        timings_ms=timings,
    )


def _model(settings: Settings) -> str:
    found = place(settings)
    return f"{found.name} ({found.provider})"


def sources_of(answer: Answer, index: Index) -> Iterator[Source]:
    """Yields the passages of an answer as sources, best first."""
    for passage in answer.passages:
        document, section = index.document(passage.doc_id), index.section(passage.section_id)
        if document is None or section is None:
            continue
        start = document.text.find(passage.text, section.start)
        if start < 0:
            start = document.text.find(passage.text)
        if start < 0:
            continue
        sections = index.sections(passage.doc_id)
        # The section that names a passage may be the heading over it, or be in it.
        is_heading = section.end <= start or section.start >= start + len(passage.text)
        above = _above(section.section_id if is_heading else section.parent, sections, document)
        yield Source(
            doc_id=passage.doc_id,
            section_id=passage.section_id,
            text=passage.text,
            start=start,
            reference=section.reference,
            province=document.province,
            context=" › ".join(" ".join(heading.text.split()) for heading in above),
            page=section.page,
            above=above,
            parts=tuple(_parts(start, start + len(passage.text), sections, document)),
        )


def _above(section_id: str | None, sections: Sequence[Section], document: Document) -> tuple[Source, ...]:
    """Returns a heading and the headings over it, outermost first."""
    known = {each.section_id: each for each in sections}
    found: list[Source] = []
    parent = known.get(section_id or "")
    while parent is not None and len(found) < _DEEPEST:
        text = document.text[parent.start : parent.end].strip()
        start = document.text.find(text, parent.start)
        found.append(Source(document.doc_id, parent.section_id, text, start, parent.reference, document.province))
        parent = known.get(parent.parent or "")
    return tuple(reversed([heading for heading in found if heading.text]))


def _parts(start: int, end: int, sections: Sequence[Section], document: Document) -> Iterator[Part]:
    """Yields the sections that a span of a document touches."""
    for each in sections:
        if each.start < end and start < each.end:
            text = document.text[each.start : each.end]
            yield Part(each.section_id, each.start, each.end, each.reference, text, each.page)
