"""What generation hands back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from qa.generate.quotes import Quote
from qa.records import CheckedSentence, Citation

Status = Literal["verified", "repaired", "quoted", "removed", "lead-in"]


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
    sentences: tuple[CheckedSentence, ...]


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
    sentences: tuple[CheckedSentence, ...] = ()
    prompt: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences were verified, repaired, quoted and removed."""
        statuses = [sentence.status for sentence in self.sentences]
        return {status: statuses.count(status) for status in ("verified", "repaired", "quoted", "removed")}


def citation(n: int, quote: Quote) -> Citation:
    """Returns the citation of a quote: of the smallest part of the passage that holds it."""
    start = quote.source.start + quote.start
    end = start + len(quote.text)
    part = quote.source.part_of(start, end)
    return Citation(
        n=n,
        key=hashlib.sha256(f"{part.section_id}\n{quote.text}".encode()).hexdigest()[:12],
        doc_id=quote.source.doc_id,
        section_id=part.section_id,
        reference=part.reference,
        quote=quote.text,
        start=start,
        end=end,
        text=part.text,
        page=part.page,
    )
