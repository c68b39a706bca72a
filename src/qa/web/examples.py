"""Example questions that the loaded documents really answer, made from what was recognised in them."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterator

from qa.errors import QaError
from qa.index import Index
from qa.records import Section
from qa.web.live import AssistantLike, Live

logger = logging.getLogger(__name__)
# Nobody has asked these: they must not keep a language model busy, nor leave the machine.
_without_model = threading.Event()
_without_model.set()
_SHOWN = 5
_TRIED = 14


class Examples:
    """Finds the examples once for each version of the index, by asking them."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._for: object = None
        self._found: list[str] = []

    def get(self) -> list[str]:
        """Returns a few questions that get an answer."""
        try:
            assistant = self._live.get()
        except QaError:
            return []
        with self._lock:
            if self._for is not assistant:
                self._found = list(_answered(assistant))
                self._for = assistant
            return self._found


def _answered(assistant: AssistantLike) -> Iterator[str]:
    count = 0
    for tried, question in enumerate(candidates(assistant.index)):
        if tried == _TRIED or count == _SHOWN:
            return
        try:
            answer = assistant.ask(question, cancel=_without_model)
        except Exception:  # an example less; whoever asks it is told with an id
            logger.exception("example question failed: %s", question)
            continue
        kinds = {section.kind for c in answer.citations if (section := assistant.index.section(c.section_id))}
        if not answer.abstained and kinds - {"heading", "title"}:
            count += 1
            yield question


def candidates(index: Index) -> Iterator[str]:
    """Yields questions about the documents in turn: goals, tasks of an agency, money, number and date."""
    documents = index.headers()
    kinds = [_goals(index), _agencies(index), _funding(index), _numbers(index)]
    for _ in range(max(1, len(documents))):
        for kind in kinds:
            question = next(kind, None)
            if question:
                yield question


def _goals(index: Index) -> Iterator[str]:
    for document in index.headers():
        heading = _heading(index.sections(document.doc_id), "mục tiêu")
        if heading and document.province:
            yield f"{_sentence(heading.heading)} của {document.province} là gì?"


def _funding(index: Index) -> Iterator[str]:
    for document in reversed(index.headers()):
        if _heading(index.sections(document.doc_id), "kinh phí") and document.province:
            yield f"Kinh phí thực hiện của {document.province} lấy từ nguồn nào?"


def _agencies(index: Index) -> Iterator[str]:
    for document in reversed(index.headers()):
        counts = Counter(name for task in index.tasks([document.doc_id]) for name in task.lead_canonical)
        if counts and document.province:
            yield f"{counts.most_common(1)[0][0]} {document.province} chủ trì những nhiệm vụ nào?"


def _numbers(index: Index) -> Iterator[str]:
    for document in index.headers():
        if document.number and document.signer:
            yield f"{document.kind} số {document.number} do ai ký, ngày nào?"


def _heading(sections: list[Section], word: str) -> Section | None:
    """Returns the heading that says most about a subject: the deepest that holds the word."""
    found = [s for s in sections if s.kind == "heading" and word in s.heading.lower() and len(s.heading) < 60]
    return max(found, key=lambda section: len(section.path), default=None)


def _sentence(heading: str) -> str:
    text = heading.strip().rstrip(".:")
    return text.capitalize() if text.isupper() else text
