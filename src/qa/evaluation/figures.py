"""The figures of one question, and the same figures over many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qa.evaluation.gold import GoldQuestion
from qa.evaluation.metrics import answers, citations, decisions, lists, retrieval, statistics
from qa.evaluation.sections import Sections
from qa.records import Answer

RANKS = (1, 3, 5, 10)
# In the order of the tables. Means over the questions that have the figure.
FIGURES = (
    *(f"R@{k}" for k in RANKS),
    "Hit@5",
    "MRR",
    "nDCG@10",
    "facts",
    "fact_share",
    "number_fidelity",
    "numbers_grounded",
    "ids_valid",
    "quotes_verbatim",
    "citation_recall",
    "citation_precision",
    "evidence_cited",
    "citation_relevance",
    "ownership",
    "list_f1",
    "refused_unanswerable",
    "refused_answerable",
    "crag",
)
Row = dict[str, Any]


def retrieval_figures(question: GoldQuestion, ranks: Sequence[int | None]) -> dict[str, float]:
    """Returns the retrieval figures of one question from the ranks of its evidence."""
    mode = question.evidence_mode
    found = {f"R@{k}": retrieval.recall(ranks, k, mode) for k in RANKS}
    return found | {
        "Hit@5": retrieval.hit(ranks, 5),
        "MRR": retrieval.reciprocal_rank(ranks),
        "nDCG@10": retrieval.ndcg(ranks, 10, mode),
    }


def _answer_figures(
    question: GoldQuestion, answer: Answer, canonical: Callable[[str], str]
) -> dict[str, float | None]:
    expect, text = question.expect, "" if answer.abstained else answer.answer
    found: dict[str, float | None] = {}
    if question.must:
        found["facts"] = answers.facts(text, question.must)
        found["fact_share"] = answers.fact_share(text, question.must)
    if expect.keys() - {"items"}:
        found["ownership"] = answers.ownership(expect, answer.tasks, canonical)
    if "items" in expect:
        rows = [lists.Item(f"{task.task} {task.quote}") for task in answer.tasks]
        readings = [rows, lists.list_items(text)]
        found["list_f1"] = max(lists.list_f1(expect["items"], got) for got in readings)
    return found


def _citation_figures(question: GoldQuestion, answer: Answer, sections: Sections) -> dict[str, float | None]:
    text, cited = answer.answer, answer.citations
    quotes = [citation.quote for citation in cited]
    context = [question.question, *(citation.reference for citation in cited), str(len(answer.tasks))]
    found = {
        "number_fidelity": answers.number_fidelity(text, quotes),
        "numbers_grounded": answers.number_fidelity(text, quotes + context),
        "ids_valid": citations.ids_valid(text, cited, sections),
        "quotes_verbatim": citations.verbatim(cited, sections),
        "citation_recall": citations.citation_recall(text, cited),
        "citation_precision": citations.citation_precision(text, cited),
    }
    if question.evidence:
        found["evidence_cited"] = citations.evidence_cited(question.evidence, cited, question.evidence_mode)
        found["citation_relevance"] = citations.citation_relevance(cited, question.evidence)
    return found


def is_right(question: GoldQuestion, answer: Answer, figures: dict[str, float]) -> bool:
    """Tells whether an answer counts as right: its facts, or what was expected where no fact is named."""
    wanted = [figures[name] for name in ("facts", "ownership", "list_f1") if name in figures]
    complete = bool(wanted) and wanted[0] >= 1
    return decisions.is_right(question.answerable, answer.abstained, complete)


def measure(
    question: GoldQuestion, answer: Answer, sections: Sections, canonical: Callable[[str], str]
) -> tuple[dict[str, float], list[int | None]]:
    """Returns every figure that applies to one answer, and the ranks of the evidence."""
    found: dict[str, float | None] = {}
    ranks: list[int | None] = []
    if question.evidence:
        ranks = retrieval.evidence_ranks(question.evidence, answer.passages[:10])
        found |= retrieval_figures(question, ranks)
    if question.answerable:
        found |= _answer_figures(question, answer, canonical)
    if not answer.abstained:
        found |= _citation_figures(question, answer, sections)
    elif question.evidence:
        found["evidence_cited"] = 0.0
    name = "refused_answerable" if question.answerable else "refused_unanswerable"
    found[name] = float(answer.abstained)
    figures = {key: round(value, 6) for key, value in found.items() if value is not None}
    figures["crag"] = float(decisions.crag_score(is_right(question, answer, figures), answer.abstained))
    return figures, ranks


def summary(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Returns n, mean and 95 % interval of each figure over the questions that have it."""
    found = {}
    for name in FIGURES:
        values = [row["figures"][name] for row in rows if name in row["figures"]]
        if values:
            low, high = statistics.bootstrap_interval(values)
            found[name] = {
                "n": len(values),
                "mean": round(statistics.mean(values), 6),
                "low": round(low, 6),
                "high": round(high, 6),
            }
    return found


def decision_summary(rows: Sequence[Row]) -> dict[str, Any]:
    """Returns risk–coverage and reliability over the questions that were answered."""
    answered = [row for row in rows if not row["got"]["abstained"]]
    confidences = [row["got"]["confidence"] for row in answered]
    right = [row["right"] for row in answered]
    points = decisions.risk_coverage(confidences, right, len(rows))
    bins = decisions.reliability(confidences, right)
    return {
        "answered": len(answered),
        "risk_coverage": [[round(c, 6), round(r, 6)] for c, r in points],
        "risk_coverage_area": _rounded(decisions.risk_coverage_area(points)),
        "reliability": [[b.low, b.high, b.n, round(b.confidence, 6), round(b.accuracy, 6)] for b in bins],
        "calibration_error": _rounded(decisions.calibration_error(bins)),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def by_kind(rows: Sequence[Row]) -> dict[str, dict[str, dict[str, Any]]]:
    """Returns the summary of each kind, in the order of the kinds' first questions, and of all as "all"."""
    kinds = dict.fromkeys(row["kind"] for row in rows)
    tables = {kind: summary([row for row in rows if row["kind"] == kind]) for kind in kinds}
    return tables | {"all": summary(rows)}


def all_summaries(rows: Sequence[Row], splits: Iterable[str]) -> dict[str, Any]:
    """Returns what a run reports: by kind, by split, and the decisions."""
    return {
        "by_kind": by_kind(rows),
        "by_split": {split: summary([row for row in rows if row["split"] == split]) for split in splits},
        "decisions": decision_summary(rows),
    }
