"""What happens on the first page, the chat: questions asked, stopped, asked again. `layout` puts it into Gradio."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

import gradio as gr
from markupsafe import escape

from qa.errors import QaError
from qa.web import conversation
from qa.web.auth import client_of
from qa.web.examples import Examples
from qa.web.labels import document_label
from qa.web.service import Service
from qa.web.texts import Texts, texts
from qa.web.turns import ShownTurn, dump, from_answer, keep, load, load_past, new_id

logger = logging.getLogger(__name__)
_DRAWN = 0.05  # seconds between two drawings of an answer that grows
_FILTERS = 3  # province, document, kind
_LONGEST = 300  # characters of the chosen filters as they are shown
_NAME = 90  # characters of a question by which an earlier conversation is named
_FOLLOWED = 6  # earlier turns that a follow-up may lean on


class Chat:
    """What happens on the first page, apart from how Gradio lays it out."""

    def __init__(self, service: Service, examples: Examples, language: str) -> None:
        self.service = service
        self.examples = examples
        self.language = language
        self.t: Texts = texts(language)

    def html(self, turns: list[ShownTurn]) -> str:
        """Returns the conversation, or the welcome where there is none."""
        return conversation.conversation_html(turns, self.t, "" if turns else self._welcome())

    def scope(self, provinces: Sequence[str], docs: Sequence[str], kinds: Sequence[str]) -> tuple[str, ...]:
        """Returns the documents within the filters; none of them where no filter is set.

        Raises:
            QaError: the filters leave no document.
        """
        if not (provinces or docs or kinds):
            return ()
        found = tuple(
            document.doc_id
            for document in self.service.documents()
            if (not provinces or document.province in provinces)
            and (not docs or document.doc_id in docs)
            and (not kinds or document.kind in kinds)
        )
        if not found:
            raise QaError(self.t("filter_none"))
        return found

    def chosen(self, provinces: Sequence[str], docs: Sequence[str], kinds: Sequence[str]) -> str:
        """Returns the filters in words, "" where none is set."""
        labels = {document.doc_id: document_label(document) for document in self.service.documents()}
        return ", ".join([*provinces, *kinds, *(labels.get(doc_id, doc_id) for doc_id in docs)])

    def ask(
        self, question: str, docs: tuple[str, ...], turns: list[ShownTurn], client: str, stop: threading.Event
    ) -> Iterator[ShownTurn]:
        """Yields the turn as it grows: waiting, with the words that are there, and complete or stopped."""
        turn = ShownTurn(id=new_id(), question=question[:60_000], state="waiting")
        turn.notes = [self.t("searching", documents=len(docs) or len(self.service.documents()))]
        yield turn
        history = [earlier.as_history() for earlier in turns if earlier.state == "done"][-_FOLLOWED:]
        drawn = 0.0
        for item in self.service.stream(question, history, docs, client, self.language, stop):
            if isinstance(item, str):
                turn = turn.model_copy(update={"answer": turn.answer + item})
                if time.monotonic() - drawn < _DRAWN:  # the first sentence at once, then as fast as a page is drawn
                    continue
                drawn = time.monotonic()
            elif isinstance(item, QaError):
                turn = turn.model_copy(update={"answer": self.t.said(item), "notes": [], "state": "failed"})
            else:
                turn = from_answer(turn.id, item, self.service.live.get().index, narrowed=not docs)
            yield turn
        if turn.state == "waiting":
            yield turn.model_copy(update={"notes": [], "state": "stopped"})

    def _welcome(self) -> str:
        documents, problem = self.service.documents(), ""
        if not documents:
            try:
                self.service.live.get()
                problem = self.t("documents_none")
            except QaError as error:
                problem = self.t.said(error)
        with_model = bool(self.service.settings.llm)
        return conversation.welcome_html(len(documents), self.examples.get(), self.t, problem, with_model)

    def model(self) -> str:
        """Returns the line that says which language model is in use and where it runs."""
        return f"<p>{escape(conversation.model_text(self.service.settings, self.t))}</p>"


@dataclass
class _Running:
    """An answer under way in one tab."""

    stop: threading.Event = field(default_factory=threading.Event)
    shown: bool = True


class Events:
    """What Gradio calls when something is pressed; each answer to it is (log, kept, question, send, stop)."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self._running: dict[str, _Running] = {}

    def ask(
        self, text: str, provinces: list[str], docs: list[str], kinds: list[str], state: Any, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Answers a question within the filters."""
        yield from self._within(text, provinces, docs, kinds, load(state), request)

    def again(
        self, provinces: list[str], docs: list[str], kinds: list[str], state: Any, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Asks the last question again."""
        turns = load(state)
        if turns:
            yield from self._within(turns[-1].question, provinces, docs, kinds, turns[:-1], request)

    def alone(
        self, provinces: list[str], docs: list[str], kinds: list[str], state: Any, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Asks the last question again by itself: it was taken for a follow-up and is none."""
        turns = load(state)
        if turns:
            yield from self._within(turns[-1].question, provinces, docs, kinds, turns[:-1], request, False)

    def widen(self, state: Any, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Asks the last question again in all documents, whatever was recognised in it; empties the filters."""
        turns = load(state)
        if turns:
            every = tuple(document.doc_id for document in self.chat.service.documents())
            for step in self._run(turns[-1].question, every, turns[:-1], request):
                yield (*step, *([] for _ in range(_FILTERS)))

    def stop(self, request: gr.Request) -> None:
        """Stops the answer that is under way in this tab; it stays in the conversation, to be asked again or not."""
        running = self._running.get(request.session_hash or "")
        if running:
            running.stop.set()

    def new(self, state: Any, past: Any, request: gr.Request) -> tuple[Any, ...]:
        """Begins a new conversation and keeps the one that was; an answer under way is not shown any more."""
        self._hide(request)
        kept = keep(load_past(past), load(state))
        return self.chat.html([]), [], "", kept, self._choice(kept)

    def reopen(self, chosen: Any, state: Any, past: Any, request: gr.Request) -> tuple[Any, ...]:
        """Shows an earlier conversation again, to be read or gone on with; keeps the one that was."""
        found = next((turns for turns in load_past(past) if turns[0].id == chosen), None)
        if found is None:
            return (*(gr.skip() for _ in range(4)), self._choice(past))
        self._hide(request)
        kept = keep([turns for turns in load_past(past) if turns[0].id != chosen], load(state))
        return self.chat.html(found), dump(found), "", kept, self._choice(kept)

    def restore(self, state: Any, past: Any) -> tuple[Any, ...]:
        """Shows the conversation that the browser kept, the earlier ones, and the filters of today's documents."""
        documents = self.chat.service.documents()
        choices = (
            sorted({document.province for document in documents if document.province}),
            [(document_label(document), document.doc_id) for document in documents],
            sorted({document.kind for document in documents if document.kind}),
        )
        boxes = (gr.Dropdown(choices=choice) for choice in choices)
        return self.chat.html(load(state)), self._choice(past), *boxes

    def _hide(self, request: gr.Request) -> None:
        running = self._running.get(request.session_hash or "")
        if running:
            running.shown = False
            running.stop.set()

    def _choice(self, past: Any) -> Any:
        """Returns the box of earlier conversations, each named by its first question."""
        named = [(shorten(turns[0].question, _NAME, placeholder="…"), turns[0].id) for turns in load_past(past)]
        return gr.Dropdown(choices=named, value=None, visible=bool(named))

    def _within(
        self,
        text: str,
        provinces: list[str],
        docs: list[str],
        kinds: list[str],
        turns: list[ShownTurn],
        request: gr.Request,
        follows: bool = True,
    ) -> Iterator[tuple[Any, ...]]:
        try:
            if not (text or "").strip():
                raise QaError(self.chat.t("error_empty"))
            scope = self.chat.scope(provinces, docs, kinds)
        except QaError as error:
            gr.Warning(self.chat.t.said(error), title=self.chat.t("error_title"))
            yield self._step(turns, gr.skip(), False)
            return
        chosen = self.chat.chosen(provinces, docs, kinds)
        yield from self._run(text, scope, turns, request, chosen, follows)

    def _run(
        self,
        text: str,
        docs: tuple[str, ...],
        turns: list[ShownTurn],
        request: gr.Request,
        chosen: str = "",
        follows: bool = True,
    ) -> Iterator[tuple[Any, ...]]:
        client = client_of(request.request.scope) if request.request else ""
        tab, running = request.session_hash or "", _Running()
        self._running[tab] = running
        try:
            earlier = turns if follows else []
            for count, turn in enumerate(self.chat.ask(text, docs, earlier, client, running.stop)):
                if chosen:
                    turn = turn.model_copy(update={"scope": {"chosen": chosen[:_LONGEST]}})
                step = self._step([*turns, turn], "" if count == 0 else gr.skip(), turn.state == "waiting")
                yield step if running.shown else (gr.skip(), gr.skip(), gr.skip(), *step[3:])
        finally:
            if self._running.get(tab) is running:
                del self._running[tab]

    def _step(self, turns: list[ShownTurn], text: Any, running: bool) -> tuple[Any, ...]:
        state = gr.skip() if running else dump(turns)
        return self.chat.html(turns), state, text, gr.Button(visible=not running), gr.Button(visible=running)
