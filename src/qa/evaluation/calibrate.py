"""`qa eval --calibrate`: chooses fusion weights, confidence and threshold on dev, and says what they do on test.

Writes `qa/search/tuning.json`, which the build of an index copies into its manifest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from qa.answer.answerer import Answerer
from qa.answer.confidence import BY_CONSTRUCTION, predict
from qa.answer.draft import Draft, Known
from qa.embedding import Embedder
from qa.errors import QaError
from qa.evaluation.confidence import Case, best_threshold, calibrated, fit, score_at
from qa.evaluation.figures import is_right, measure
from qa.evaluation.gold import GoldQuestion
from qa.evaluation.sections import Sections
from qa.evaluation.store import write_json
from qa.evaluation.weights import best_share, legs, objective, without_diacritics
from qa.index import Index
from qa.records import Hit, Turn
from qa.search import Retriever, Tuning

# Questions whose search is another: their terms are translated, or typed without diacritics as they stand.
_OTHER_SEARCH = ("english", "no-diacritics")


class _Watched(Answerer):
    """An answerer that keeps the draft of its last answer, for the signals in it."""

    last: Draft | None = None

    def _draft(self, known: Known, hits: Sequence[Hit], compared: Sequence[str]) -> Draft | None:
        self.last = super()._draft(known, hits, compared)
        return self.last


@dataclass(frozen=True, slots=True)
class _Bench:
    """What calibration works with."""

    index: Index
    embedder: Embedder
    sections: Sections
    canonical: Callable[[str], str]

    def share(self, questions: Sequence[GoldQuestion], tuning: Tuning) -> tuple[float, dict[float, float]]:
        retriever = Retriever(self.index, self.embedder, tuning)
        return best_share([legs(retriever, question) for question in questions])

    def objective(self, questions: Sequence[GoldQuestion], tuning: Tuning, share: float) -> float:
        retriever = Retriever(self.index, self.embedder, tuning)
        return round(objective([legs(retriever, question) for question in questions], share), 4)

    def cases(self, questions: Sequence[GoldQuestion], tuning: Tuning) -> list[Case]:
        """Answers without any threshold; those that are certain by construction are left out."""
        answerer = _Watched(Retriever(self.index, self.embedder, replace(tuning, threshold=0.0)))
        found = []
        for question in questions:
            history = [Turn(asked, answered) for asked, answered in question.history]
            answerer.last = None
            answer = answerer.answer(question.question, history, question.filter)
            signals: dict[str, float] = dict(answerer.last.signals) if answerer.last else {}
            if not signals or BY_CONSTRUCTION & signals.keys() or answer.abstained:
                continue
            figures, _ = measure(question, answer, self.sections, self.canonical)
            complete = question.answerable and is_right(question, answer, figures)
            found.append(Case(signals, complete, question.answerable))
        return found


def tuning_file() -> Path:
    """Returns the file that the build of an index reads."""
    return Path(str(files("qa.search"))) / "tuning.json"


def calibrate(
    index: Index,
    questions: Sequence[GoldQuestion],
    embedder: Embedder,
    canonical: Callable[[str], str],
    target: Path | None = None,
    others: Sequence[tuple[Index, Sequence[GoldQuestion]]] = (),
) -> dict[str, Any]:
    """Chooses on dev, writes the tuning, and returns what was chosen with its effect on both splits.

    Args:
        index: an index of the gold set's documents.
        questions: the whole gold set.
        embedder: the engine.
        canonical: an agency's name → the name to compare.
        target: the file to write; by default the one that index builds read.
        others: indexes of other documents with their questions, for confidence and threshold: what tells an answer
            from a guess must hold beyond one set of documents.
    """
    bench = _Bench(index, embedder, Sections(index), canonical)
    splits = {
        name: [question for question in questions if question.split == name] for name in ("dev", "test")
    }
    if not all(splits.values()):
        raise QaError("Hiệu chỉnh cần cả hai phần dev và test của bộ câu hỏi.")
    before = Tuning.from_manifest(index.manifest.tuning)
    typed = {name: _typed(part) for name, part in splits.items()}
    folded = {name: [without_diacritics(question) for question in part] for name, part in typed.items()}
    dense, dense_grid = bench.share(typed["dev"], before)
    dense_folded, folded_grid = bench.share(folded["dev"], before)
    after = replace(before, dense=dense, dense_folded=dense_folded)
    cases = {name: bench.cases(part, after) for name, part in splits.items()}
    for other, asked in others:
        beside = _Bench(other, embedder, Sections(other), canonical)
        for name in cases:
            cases[name] += beside.cases([question for question in asked if question.split == name], after)
    weights = fit(cases["dev"])
    threshold = best_threshold([predict(weights, case.signals) for case in cases["dev"]], cases["dev"])
    weights, threshold = calibrated(weights, threshold, cases["dev"])
    sure = {name: [predict(weights, case.signals) for case in part] for name, part in cases.items()}
    after = replace(after, confidence=weights, threshold=threshold)
    chosen = {
        "dense": dense,
        "dense_folded": dense_folded,
        "confidence": weights,
        "threshold": after.threshold,
    }
    path = target or tuning_file()
    old = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    write_json(path, old | chosen)
    return {
        "chosen": chosen,
        "written": path.name,
        "grid": {"dense": dense_grid, "dense_folded": folded_grid},
        "effect": {
            name: {
                "search": _pair(bench, typed[name], before, before.dense, dense),
                "search without diacritics": _pair(
                    bench, folded[name], before, before.dense_folded, dense_folded
                ),
                **_refusals(sure[name], cases[name], after.threshold),
            }
            for name in splits
        },
    }


def _typed(questions: Sequence[GoldQuestion]) -> list[GoldQuestion]:
    return [q for q in questions if q.evidence and not q.history and q.kind not in _OTHER_SEARCH]


def _pair(
    bench: _Bench, questions: Sequence[GoldQuestion], tuning: Tuning, old: float, new: float
) -> dict[str, float]:
    """The objective (mean of R@5 and MRR) with the old and the new share."""
    return {
        "before": bench.objective(questions, tuning, old),
        "after": bench.objective(questions, tuning, new),
    }


def _refusals(sure: Sequence[float], cases: Sequence[Case], threshold: float) -> dict[str, Any]:
    """What the threshold does to the answers that carry signals."""
    refused = [value < threshold for value in sure]
    answerable = [no for no, case in zip(refused, cases, strict=True) if case.answerable]
    others = [no for no, case in zip(refused, cases, strict=True) if not case.answerable]
    return {
        "crag answering all": round(score_at(0.0, sure, cases), 4),
        "crag at the threshold": round(score_at(threshold, sure, cases), 4),
        "refused answerable": f"{sum(answerable)}/{len(answerable)}",
        "refused unanswerable": f"{sum(others)}/{len(others)}",
    }
