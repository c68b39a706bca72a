"""What generation hands back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from qa.generate.verify import Quote
from qa.records import Citation

Status = Literal["verified", "repaired", "quoted", "removed", "lead-in"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a generated answer and what became of it.

    Attributes:
        text: as it stands in the answer, with markers; "" if removed.
        status: "verified": as the model wrote it; "repaired": written again, or given the source that it should have
            cited; "quoted": replaced by the verbatim words of what it cites; "removed"; "lead-in": introduces what
            follows and claims nothing of its own.
        original: what the model wrote.
        reason: Vietnamese; why it was not left as it was.
    """

    text: str
    status: Status
    original: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GeneratedAnswer:
    """An answer of which every sentence was checked against what it cites.

    Attributes:
        answer: Markdown with [1] markers.
        citations: in the order of their numbers; quotes verbatim, offsets found by matching.
        sentences: every sentence of the model, removed ones included, in order.
    """

    answer: str
    citations: tuple[Citation, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """The outcome of asking a model.

    Attributes:
        answer: None if too little stood or the model failed; then `note` says why.
        note: Vietnamese, to be shown beside the extractive answer; "" if there is an answer.
        refused: the model said that the passages do not answer the question.
        draft: what the model wrote, unverified, with numbers as markers; `draft_citations` what these point to. For
            measuring what verification does, never to be shown as an answer.
        sentences: every sentence of the model and what became of it.
        prompt: the version of the prompt.
    """

    answer: GeneratedAnswer | None
    note: str = ""
    refused: bool = False
    draft: str = ""
    draft_citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    prompt: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences were verified, repaired, quoted and removed."""
        statuses = [sentence.status for sentence in self.sentences]
        return {status: statuses.count(status) for status in ("verified", "repaired", "quoted", "removed")}


def citation(n: int, quote: Quote) -> Citation:
    """Returns the citation of a quote."""
    source = quote.source
    return Citation(
        n=n,
        key=hashlib.sha256(f"{source.section_id}\n{quote.text}".encode()).hexdigest()[:12],
        doc_id=source.doc_id,
        section_id=source.section_id,
        reference=source.reference,
        quote=quote.text,
        start=source.start + quote.start,
        end=source.start + quote.end,
        text=source.section_text or source.text,
        page=source.page,
    )
