"""What a way of answering hands to the assistant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qa.answer.citing import Citations
from qa.records import Task
from qa.search import Query


@dataclass(slots=True)
class Draft:
    """An answer in the making.

    Attributes:
        mode: as in `records.Answer`.
        text: Markdown with markers.
        citations: what the markers point to.
        signals: what the confidence is computed from ("covered": what `grounding` weighs); empty where the draft is
            certain by construction.
        abstained: the draft itself says that the documents do not hold it (a blank in a header).
        tasks: the rows of the register behind it.
        notes: remarks to show beside it.
    """

    mode: str
    text: str
    citations: Citations
    signals: dict[str, float] = field(default_factory=dict)
    abstained: bool = False
    tasks: tuple[Task, ...] = ()
    notes: tuple[str, ...] = ()


class Known(NamedTuple):
    """What is known of a question before it is searched for.

    Attributes:
        query: the question, with names and numbers set right.
        searched: what is searched for.
        missing: why it cannot be answered; "" if it may be.
        remark: what was set right; "" if nothing.
        draft: its answer, if that needs no passages.
    """

    query: Query
    searched: Query
    missing: str = ""
    remark: str = ""
    draft: Draft | None = None
