"""One question and its answer as the browser keeps it. What comes back from a browser is checked and escaped."""

from __future__ import annotations

import json
import secrets
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from qa.generate.telling import is_provenance
from qa.index import Index
from qa.records import Answer, Citation, Turn
from qa.web.markup import link

_KEPT = 30  # turns of a conversation that a browser keeps
_PAST = 10  # earlier conversations that it keeps, and their characters in all: browsers give a site some 5 MB
_PAST_SIZE = 1_000_000
Short = Annotated[str, Field(max_length=2_000)]
Long = Annotated[str, Field(max_length=60_000)]


class ShownSource(BaseModel):
    """One citation; `mark` is where the quote stands in `text`, None where it does not."""

    n: int
    doc_id: Short
    section_id: Short
    reference: Short
    quote: Long
    text: Long
    start: int
    end: int
    mark: tuple[int, int] | None = None
    page: int | None = None

    @property
    def href(self) -> str:
        """Returns the address of the quote in its document."""
        return link(self.section_id, (self.start, self.end))


class NearSection(BaseModel):
    """A section that a refusal points to."""

    section_id: Short
    reference: Short
    text: Short

    @property
    def href(self) -> str:
        """Returns the address of the section in its document."""
        return link(self.section_id)


class ShownSentence(BaseModel):
    """One sentence of a language model and what its verification made of it; `text` is "" if it was removed."""

    status: Annotated[str, Field(pattern="^(verified|repaired|quoted|removed)$")]
    text: Long = ""
    original: Long = ""
    reason: Short = ""


class ShownTurn(BaseModel):
    """A question, its answer, and all that is shown beside it.

    `written` says that a language model wrote the answer, for what is copied and saved; the page shows `sentences`.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{1,32}$")]
    question: Long
    standalone: Long = ""
    answer: Long = ""
    abstained: bool = False
    mode: Short = ""
    confidence: float = 0.0
    took: float = 0.0
    index: Short = ""
    scope: dict[Short, Short] = Field(default_factory=dict)
    notes: list[Short] = Field(default_factory=list)
    sources: list[ShownSource] = Field(default_factory=list, max_length=100)
    near: list[NearSection] = Field(default_factory=list, max_length=20)
    sentences: list[ShownSentence] = Field(default_factory=list, max_length=200)
    written: Short = ""
    state: Annotated[str, Field(pattern="^(done|waiting|stopped|failed)$")] = "done"

    def as_history(self) -> Turn:
        """Returns the turn as the assistant wants it for a follow-up."""
        return Turn(self.question, self.answer)


def new_id() -> str:
    """Returns an id for a turn."""
    return secrets.token_hex(8)


def load(kept: Any) -> list[ShownTurn]:
    """Returns the turns that a browser sent back; whatever does not look like one is left out."""
    turns = []
    for item in kept[-_KEPT:] if isinstance(kept, list) else []:
        try:
            turns.append(ShownTurn.model_validate(item))
        except ValidationError:
            continue
    return turns


def load_past(kept: Any) -> list[list[ShownTurn]]:
    """Returns the earlier conversations that a browser sent back, newest first; what is not one is left out."""
    found = [load(one) for one in kept[:_PAST]] if isinstance(kept, list) else []
    return [turns for turns in found if turns]


def keep(past: list[list[ShownTurn]], turns: list[ShownTurn]) -> list[list[dict[str, Any]]]:
    """Returns the earlier conversations with one more in front, as the browser keeps them; the oldest make way."""
    answered = [turn for turn in turns if turn.state != "waiting"]
    others = [one for one in past if not answered or one[0].id != answered[0].id]
    kept, size = [], 0
    for one in [dump(answered), *map(dump, others)][: _PAST + 1]:
        size += len(json.dumps(one, ensure_ascii=False))
        if one and size <= _PAST_SIZE:
            kept.append(one)
    return kept[:_PAST]


def dump(turns: list[ShownTurn]) -> list[dict[str, Any]]:
    """Returns turns as the browser keeps them."""
    return [turn.model_dump(mode="json") for turn in turns[-_KEPT:]]


def from_answer(turn_id: str, answer: Answer, index: Index, narrowed: bool = True) -> ShownTurn:
    """Returns what is shown of an answer; `narrowed`: its scope was recognised, not chosen by the user."""
    return ShownTurn(
        id=turn_id,
        question=answer.question,
        standalone=answer.standalone_question,
        answer=answer.answer,
        abstained=answer.abstained,
        mode=answer.mode,
        confidence=answer.confidence,
        took=answer.timings_ms.get("total", 0.0),
        index=str(getattr(index, "version", "")),
        scope={str(key): str(value) for key, value in answer.scope.items()} if narrowed else {},
        notes=[note for note in answer.notes if not is_provenance(note)],
        written=next(filter(is_provenance, answer.notes), ""),
        sources=[_source(citation, index) for citation in answer.citations],
        near=_near(answer, index) if answer.abstained else [],
        sentences=[
            ShownSentence(status=each.status, text=each.text, original=each.original, reason=each.reason[:2_000])
            for each in answer.sentences
            if each.status != "lead-in"
        ],
    )


def _source(citation: Citation, index: Index) -> ShownSource:
    section = index.section(citation.section_id)
    mark = (citation.start - section.start, citation.end - section.start) if section else (0, 0)
    exact = mark[0] >= 0 and citation.text[mark[0] : mark[1]] == citation.quote != ""
    return ShownSource(
        n=citation.n,
        doc_id=citation.doc_id,
        section_id=citation.section_id,
        reference=citation.reference,
        quote=citation.quote,
        text=citation.text,
        start=citation.start,
        end=citation.end,
        mark=mark if exact else None,
        page=citation.page,
    )


def _near(answer: Answer, index: Index, limit: int = 5) -> list[NearSection]:
    found: dict[str, NearSection] = {}
    for passage in answer.passages:
        section = index.section(passage.section_id)
        reference = section.reference if section else passage.section_id
        text = " ".join(passage.text.split())
        short = text if len(text) <= 220 else text[:220].rsplit(" ", 1)[0] + " …"
        found.setdefault(
            reference, NearSection(section_id=passage.section_id, reference=reference, text=short)
        )
    return list(found.values())[:limit]
