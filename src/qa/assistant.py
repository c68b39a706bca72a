"""The assistant: an open index, its engine, and the questions put to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from qa.answer import Answerer
from qa.embedding import Embedder, load
from qa.index import Index, open_index
from qa.records import Answer, Hit, Task, Turn
from qa.search import Retriever, Tuning
from qa.settings import Settings, get_settings


class Assistant:
    """Answers questions, searches passages and looks up tasks. Safe to use from several threads."""

    def __init__(self, index: Index, embedder: Embedder, settings: Settings | None = None) -> None:
        self.index = index
        self.settings = settings or get_settings()
        self.retriever = Retriever(index, embedder, Tuning.from_manifest(index.manifest.tuning))
        self.answerer = Answerer(self.retriever, self.settings.since)

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
    ) -> Answer:
        """Answers a question; `on_text` receives the answer's text in pieces as it becomes known.

        Raises:
            QaError: the question is empty or too long, or a document is unknown.
        """
        answer = self.answerer.answer(question, history, docs)
        if self.settings.llm:
            from qa.generate import generated

            answer = generated(answer, self.index, self.settings)
        if on_text is not None:
            on_text(answer.answer)
        return answer

    def search(self, question: str, k: int = 10, docs: Collection[str] = ()) -> list[Hit]:
        """Returns the k best passages for a question."""
        return self.retriever.search(question, k, docs)

    def tasks(self, docs: Collection[str] | None = None) -> list[Task]:
        """Returns the task register, whole or of some documents; `qa.tasks.register` filters it."""
        return self.index.tasks(docs)

    def close(self) -> None:
        """Frees the index."""
        self.index.close()
