"""With a language model: what it wrote, what verification made of it, and what users would have got without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.evaluation.figures import Row, measure
from qa.evaluation.gold import GoldQuestion
from qa.evaluation.metrics.statistics import mean
from qa.evaluation.sections import Sections
from qa.records import Answer, Turn, to_dict

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.generate import Generation

STATUSES = ("verified", "repaired", "quoted", "removed")
# Of one question: as the user gets it, as the model wrote it, and as it is composed of quotes.
WAYS = ("verified", "unverified", "quotes")
# What verification should change, and what it should not.
COMPARED = ("crag", "facts", "citation_recall", "numbers_grounded")


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote for one question.

    Attributes:
        quotes: the answer of verbatim quotes that stood before it.
        generation: the draft and what became of each sentence.
    """

    quotes: Answer
    generation: Generation

    @property
    def failed(self) -> bool:
        """True if the model gave no draft."""
        return not (self.generation.draft or self.generation.refused)

    @property
    def unverified(self) -> Answer:
        """What a user would get without verification: the draft with its markers, or the model's refusal."""
        if self.failed:
            return self.quotes
        made = self.generation
        return replace(
            self.quotes, answer=made.draft, citations=made.draft_citations, abstained=made.refused, mode="draft"
        )


class WithModel:
    """The assistant with its language model; after each question `written` is what the model wrote for it, if asked."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.written: Written | None = None
        assistant.on_generation = self._keep

    def ask(self, question: str, history: Sequence[Turn] = (), docs: Sequence[str] = ()) -> Answer:
        """Answers one question."""
        self.written = None
        return self._assistant.ask(question, history, docs)

    def _keep(self, quotes: Answer, generation: Generation) -> None:
        self.written = Written(quotes, generation)


def row(
    question: GoldQuestion, written: Written, sections: Sections, canonical: Callable[[str], str]
) -> dict[str, Any]:
    """Returns what `run.json` keeps of what a model wrote for one question."""
    generation = written.generation
    unverified, _ = measure(question, written.unverified, sections, canonical)
    quotes, _ = measure(question, written.quotes, sections, canonical)
    return {
        "outcome": outcome(written),
        "note": generation.note,
        "prompt": generation.prompt,
        "draft": generation.draft,
        "sentences": [to_dict(sentence) for sentence in generation.sentences],
        "figures": {"unverified": unverified, "quotes": quotes},
    }


def outcome(written: Written) -> str:
    """Returns what came of asking the model: "generated", "refused", "failed" or "too little stood"."""
    if written.generation.answer is not None:
        return "generated"
    if written.generation.refused:
        return "refused"
    return "failed" if written.failed else "too little stood"


def summary(rows: Sequence[Row]) -> dict[str, Any]:
    """Returns what a run with a model reports; a question that it was not asked has the same answer in each way."""
    asked = [row for row in rows if "written" in row]
    outcomes = [row["written"]["outcome"] for row in asked]
    statuses = [sentence["status"] for row in asked for sentence in row["written"]["sentences"]]
    return {
        "asked": len(asked),
        "outcomes": {name: outcomes.count(name) for name in dict.fromkeys(outcomes)},
        "sentences": {status: statuses.count(status) for status in STATUSES},
        "all questions": _ways(rows),
        "questions the model was asked": _ways(asked),
    }


def _ways(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for way in WAYS:
        values = [_figures(row, way) for row in rows]
        found[way] = {
            name: round(mean(having), 6)
            for name in COMPARED
            if (having := [each[name] for each in values if name in each])
        }
    return found


def _figures(row: Row, way: str) -> dict[str, float]:
    ways: dict[str, dict[str, float]] = row["written"]["figures"] if "written" in row else {}
    own: dict[str, float] = row["figures"]
    return ways.get(way, own)


def lines(model: dict[str, Any]) -> list[str]:
    """Returns the summary in a few lines of Markdown."""
    outcomes = ", ".join(f"{name} {count}" for name, count in model["outcomes"].items())
    sentences = ", ".join(f"{status} {count}" for status, count in model["sentences"].items())
    head = ["", *(f"{name}, {way}" for name in COMPARED for way in WAYS)]
    rows = [
        [label, *(_cell(model[label][way], name) for name in COMPARED for way in WAYS)]
        for label in ("all questions", "questions the model was asked")
    ]
    table = "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---", *["---:"] * (len(head) - 1)], *rows))
    return [f"Asked {model['asked']} times: {outcomes or '–'}.", f"Sentences of the model: {sentences}.", table]


def _cell(figures: dict[str, float], name: str) -> str:
    return f"{figures[name]:.3f}" if name in figures else "–"
