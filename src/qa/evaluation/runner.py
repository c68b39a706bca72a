"""Asks every question of a selection and keeps what came back, measured."""

from __future__ import annotations

import hashlib
import logging
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

from rich.progress import track

from qa.errors import QaError
from qa.evaluation import written
from qa.evaluation.figures import Row, all_summaries, is_right, measure
from qa.evaluation.gold import SPLITS, GoldQuestion
from qa.evaluation.metrics import answers, citations, statistics
from qa.evaluation.sections import Sections
from qa.records import Answer, Turn, to_dict

logger = logging.getLogger(__name__)
SCHEMA = 1


class System(Protocol):
    """What is evaluated: the assistant, or a rival made to look like it."""

    def ask(self, question: str, history: Sequence[Turn] = (), docs: Sequence[str] = ()) -> Answer:
        """Answers one question."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's answer, or the error that came instead, how long it took, and what a model wrote for it."""

    answer: Answer
    error: str
    wall_ms: float
    written: written.Written | None = None


def ask(system: System, question: GoldQuestion) -> Asked:
    """Asks one question; an exception is kept as the question's error and the others go on."""
    history = tuple(Turn(asked, answered) for asked, answered in question.history)
    start = time.perf_counter()
    error = ""
    try:
        answer = system.ask(question.question, history=history, docs=question.filter)
    except Exception as failure:
        logger.exception("question %s failed", question.id)
        error = f"{type(failure).__name__}: {failure}"
        answer = Answer(question.question, question.question, "", False, 0.0, "error")
    wall_ms = (time.perf_counter() - start) * 1000
    return Asked(answer, error, wall_ms, getattr(system, "written", None))


_worker: list[System] = []


def _start_worker(factory: Callable[[], System]) -> None:
    _worker.append(factory())


def _ask_in_worker(question: GoldQuestion) -> Asked:
    return ask(_worker[0], question)


def _ask_all(factory: Callable[[], System], questions: Sequence[GoldQuestion], jobs: int) -> Iterator[Asked]:
    """Yields the answers in the order of the questions; several processes each open the system themselves."""
    if jobs == 1:
        system = factory()
        yield from (ask(system, question) for question in questions)
        return
    # "spawn": an embedding engine's threads do not survive a fork.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (factory,)) as pool:
        yield from pool.map(_ask_in_worker, questions)


def run(
    factory: Callable[[], System],
    questions: Sequence[GoldQuestion],
    sections: Sections,
    *,
    canonical: Callable[[str], str],
    about: dict[str, Any],
    jobs: int = 1,
    progress: bool | None = None,
) -> dict[str, Any]:
    """Evaluates a system; returns the content of `run.json`.

    Everything but the key "times" depends only on the questions, the index and the system.

    Args:
        factory: opens the system (once in each process).
        questions: what to ask.
        sections: of the index that the system answers from.
        canonical: an agency's name → the name to compare.
        about: what to record about the system and the selection.
        jobs: processes; more than one blurs the latencies.
        progress: a progress bar on stderr; by default on a terminal.
    """
    shown = sys.stderr.isatty() if progress is None else progress
    rows: list[Row] = []
    times = {}
    answered = _ask_all(factory, questions, jobs)
    console_off = not shown
    for question, asked in zip(
        questions,
        track(answered, "Đang hỏi", len(questions), console=_console(), disable=console_off),
        strict=True,
    ):
        rows.append(_row(question, asked, sections, canonical))
        times[question.id] = {"wall_ms": asked.wall_ms, **asked.answer.timings_ms}
    return {
        "schema": SCHEMA,
        "about": about,
        "questions": rows,
        "summary": all_summaries(rows, SPLITS) | _of_model(rows),
        "times": times_summary(times),
    }


def _of_model(rows: Sequence[Row]) -> dict[str, Any]:
    return {"model": written.summary(rows)} if any("written" in row for row in rows) else {}


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


def _row(question: GoldQuestion, asked: Asked, sections: Sections, canonical: Callable[[str], str]) -> Row:
    answer = asked.answer
    figures, ranks = measure(question, answer, sections, canonical)
    right = is_right(question, answer, figures) and not asked.error
    by_model = {"written": written.row(question, asked.written, sections, canonical)} if asked.written else {}
    return by_model | {
        "id": question.id,
        "kind": question.kind,
        "split": question.split,
        "question": question.question,
        "history": [list(turn) for turn in question.history],
        "filter": list(question.filter),
        "wanted": {
            "answer": question.answer,
            "must": [list(fact) for fact in question.must],
            "evidence": [to_dict(item) for item in question.evidence],
            "expect": question.expect,
        },
        "got": {
            "answer": answer.answer,
            "standalone_question": answer.standalone_question,
            "abstained": answer.abstained,
            "confidence": round(answer.confidence, 6),
            "mode": answer.mode,
            "citations": [to_dict(citation) for citation in answer.citations],
            "passages": [_passage(passage) for passage in answer.passages[:10]],
            "tasks": [to_dict(task) for task in answer.tasks],
        },
        "ranks": ranks,
        "figures": figures,
        "right": right,
        "error": asked.error,
        "faults": faults(question, answer, figures, sections, asked.error),
    }


def _passage(passage: Any) -> dict[str, Any]:
    return to_dict(passage) | {"score": round(float(passage.score), 6)}


def faults(
    question: GoldQuestion, answer: Answer, figures: dict[str, float], sections: Sections, error: str = ""
) -> list[str]:
    """Returns what is wrong with one answer, one sentence each; empty if nothing is."""
    found = [f"Lỗi: {error}"] if error else []
    if not question.answerable:
        return found if answer.abstained else [*found, "Trả lời câu mà văn bản không có câu trả lời"]
    if answer.abstained:
        found.append("Từ chối câu có câu trả lời")
    else:
        missing = answers.missing_facts(answer.answer, question.must)
        found += [f"Thiếu ý: {fact}" for fact in missing]
        found += [f"Số không có nguồn: {n}" for n in _loose_numbers(question, answer)]
        found += [
            f"Trích dẫn [{citation.n}] không đúng nguyên văn"
            for citation in answer.citations
            if not citations.is_verbatim(citation, sections)
        ]
        found += [
            f"Câu không được trích dẫn chứng minh: {text[:120]}"
            for text in citations.unsupported(answer.answer, answer.citations)
        ]
        if figures.get("evidence_cited", 1) < 1:
            found.append("Mục được trích dẫn chưa bao hết căn cứ")
    if figures.get("Hit@5", 1) < 1:
        found.append("Căn cứ không có trong 5 đoạn đầu")
    if figures.get("ownership", 1) < 1:
        found.append("Sai cơ quan chủ trì, phối hợp hoặc thời gian")
    if figures.get("list_f1", 1) < 1:
        found.append("Danh sách thiếu hoặc thừa")
    return found


def _loose_numbers(question: GoldQuestion, answer: Answer) -> list[str]:
    sources = [part for citation in answer.citations for part in (citation.quote, citation.reference)]
    return answers.ungrounded_numbers(answer.answer, [*sources, question.question, str(len(answer.tasks))])


def times_summary(times: dict[str, dict[str, float]]) -> dict[str, Any]:
    """Returns latencies (p50, p95 of the wall clock), peak memory, machine and date."""
    walls = [entry["wall_ms"] for entry in times.values()]
    return {
        "per_question_ms": {
            key: {stage: round(value, 2) for stage, value in entry.items()} for key, entry in times.items()
        },
        "p50_ms": round(statistics.percentile(walls, 50), 2),
        "p95_ms": round(statistics.percentile(walls, 95), 2),
        "peak_memory_mb": peak_memory_mb(),
        "date": time.strftime("%Y-%m-%d %H:%M:%S"),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }


def peak_memory_mb() -> float:
    """Returns the largest resident memory that this process has had; 0 where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def gold_facts(path: Path) -> dict[str, Any]:
    """Returns what identifies a gold set."""
    try:
        return {"path": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    except OSError as error:
        raise QaError(f"Không đọc được bộ câu hỏi {path}: {error}.") from error
