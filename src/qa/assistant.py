"""The assistant: an open index, its engine, and the questions put to them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from qa.answer import Answerer
from qa.answer.duties.matching import described
from qa.embedding import Embedder, load
from qa.index import Index, open_index
from qa.records import Answer, Hit, Task, Turn
from qa.sayings import in_english
from qa.search import Retriever, Tuning
from qa.search.query import is_english
from qa.search.rerank import Reranker
from qa.settings import Settings, get_settings

if TYPE_CHECKING:
    from qa.generate import Generation

# Objects made between two looks for circles among them. After Python's 700 each answer has it walk through what is kept
# of the documents, again and again (a sixth of the time at 100,000 passages).
_SELDOM = 5_000


class Assistant:
    """Answers questions, searches passages and looks up tasks. Safe to use from several threads.

    Attributes:
        on_generation: told of each attempt of the language model, with the answer that stood before it; the evaluation
            measures by it what verification does.
    """

    def __init__(self, index: Index, embedder: Embedder, settings: Settings | None = None) -> None:
        self.index = index
        self.settings = settings or get_settings()
        self.reranker = Reranker(self.settings) if self.settings.reranker else None
        self.retriever = Retriever(index, embedder, Tuning.from_manifest(index.manifest.tuning), self.reranker)
        self.answerer = Answerer(self.retriever, self.settings.since, self.settings.answer_seconds)
        self.on_generation: Callable[[Answer, Generation], None] | None = None
        if 0 < gc.get_threshold()[0] < _SELDOM:
            gc.set_threshold(_SELDOM)

    @classmethod
    def open(cls, index: Path | str | None = None, settings: Settings | None = None) -> Assistant:
        """Opens an index for asking.

        Args:
            index: its folder; by default that of the settings.
            settings: by default those of this process.

        Raises:
            QaError: there is no index or no model, or they do not belong together.
        """
        settings = settings or get_settings()
        embedder = load(settings)
        opened = open_index(Path(index) if index else settings.index, embedder_fingerprint=embedder.fingerprint)
        return cls(opened, embedder, settings)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        docs: Collection[str] = (),
        on_text: Callable[[str], None] | None = None,
        cancel: Event | None = None,
    ) -> Answer:
        """Answers a question.

        Args:
            question: as typed.
            history: earlier turns, oldest first.
            docs: documents to search; by default those that the question names, else all.
            on_text: receives the answer's text in pieces as it becomes known. If a language model's answer does not
                stand after all, the pieces are not the answer that is returned, which then takes their place.
            cancel: set it to stop a language model; the answer is then given without it. If it is set already, none is
                asked.

        Raises:
            QaError: the question is empty or too long, or a document is unknown.
        """
        if self.settings.llm and not (cancel is not None and cancel.is_set()):
            answer = self._with_model(question, history, docs, on_text, cancel)
        else:
            answer = self.answerer.answer(question, history, docs)
            if on_text is not None:
                on_text(answer.answer)
        return _in_its_language(replace(answer, notes=(*answer.notes, *self.remarks)))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is set but cannot be used, in Vietnamese, with what to do."""
        return (self.reranker.problem,) if self.reranker is not None and self.reranker.problem else ()

    def _with_model(
        self,
        question: str,
        history: Sequence[Turn],
        docs: Collection[str],
        on_text: Callable[[str], None] | None,
        cancel: Event | None,
    ) -> Answer:
        """Answers with the help of the language model: it may write out a follow-up, and phrase the answer."""
        from qa.generate import generated, rewrite

        def rewritten(typed: str, turns: Sequence[Turn], ruled: str) -> str:
            return rewrite(typed, turns, self.settings, ruled, cancel=cancel)

        told: list[str] = []

        def tell(piece: str) -> None:
            told.append(piece)
            if on_text is not None:
                on_text(piece)

        found = self.answerer.answer(question, history, docs, rewritten)
        answer = generated(
            found, self.index, self.settings, on_text=tell, cancel=cancel, on_generation=self.on_generation
        )
        if not told:
            tell(answer.answer)
        return answer

    def search(self, question: str, k: int = 10, docs: Collection[str] = ()) -> list[Hit]:
        """Returns the k best passages for a question."""
        return self.retriever.search(question, k, docs)

    def tasks(self, docs: Collection[str] | None = None) -> list[Task]:
        """Returns the task register, whole or of some documents; `qa.tasks.register` filters it."""
        return self.index.tasks(docs)

    def task_sections(self, words: str) -> list[str]:
        """Returns the sections of the tasks that words describe, best first: the `search` of `qa.tasks.register`."""
        return described(words, self.retriever, self.answerer.material)

    def close(self) -> None:
        """Frees the index."""
        self.index.close()


def _in_its_language(answer: Answer) -> Answer:
    """Returns an answer whose notes and reasons are in the language of its question."""
    if not is_english(answer.question):
        return answer
    sentences = tuple(replace(each, reason=in_english(each.reason)) for each in answer.sentences)
    return replace(answer, notes=tuple(map(in_english, answer.notes)), sentences=sentences)
