"""The first page: the chat, in Gradio. One `Blocks` for each language.

Imported only where the page is built: Gradio takes seconds to load.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from markupsafe import escape

from qa.errors import QaError
from qa.web import conversation
from qa.web.auth import client_of
from qa.web.examples import Examples
from qa.web.labels import document_label
from qa.web.service import Service
from qa.web.site import Shell
from qa.web.texts import Texts, texts
from qa.web.turns import ShownTurn, dump, from_answer, load, new_id

logger = logging.getLogger(__name__)
_FOLLOWED = 6  # earlier turns that a follow-up may lean on
_FONTS = ("Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "DejaVu Sans", "sans-serif")


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

    def ask(
        self, question: str, docs: tuple[str, ...], turns: list[ShownTurn], client: str, stop: threading.Event
    ) -> Iterator[ShownTurn]:
        """Yields the turn as it grows: waiting, with the words that are there, and complete or stopped."""
        turn = ShownTurn(id=new_id(), question=question[:60_000], state="waiting")
        turn.notes = [self.t("searching", documents=len(docs) or len(self.service.documents()))]
        yield turn
        history = [earlier.as_history() for earlier in turns if earlier.state == "done"][-_FOLLOWED:]
        for item in self.service.stream(question, history, docs, client, self.language, stop):
            if isinstance(item, str):
                turn = turn.model_copy(update={"answer": turn.answer + item})
            elif isinstance(item, QaError):
                turn = turn.model_copy(update={"answer": str(item), "notes": [], "state": "failed"})
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
                problem = str(error)
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
        self,
        text: str,
        provinces: list[str],
        docs: list[str],
        kinds: list[str],
        state: Any,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        """Answers a question within the filters."""
        turns = load(state)
        try:
            if not (text or "").strip():
                raise QaError(self.chat.t("error_empty"))
            scope = self.chat.scope(provinces, docs, kinds)
        except QaError as error:
            gr.Warning(str(error), title=self.chat.t("error_title"))
            yield self._step(turns, gr.skip(), False)
            return
        yield from self._run(text, scope, turns, request)

    def again(
        self, provinces: list[str], docs: list[str], kinds: list[str], state: Any, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Asks the last question again."""
        turns = load(state)
        if turns:
            yield from self.ask(turns[-1].question, provinces, docs, kinds, dump(turns[:-1]), request)

    def widen(self, state: Any, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Asks the last question again in all documents, whatever was recognised in it."""
        turns = load(state)
        if turns:
            every = tuple(document.doc_id for document in self.chat.service.documents())
            yield from self._run(turns[-1].question, every, turns[:-1], request)

    def stop(self, request: gr.Request) -> None:
        """Stops the answer that is under way in this tab; it stays in the conversation, to be asked again or not."""
        running = self._running.get(request.session_hash or "")
        if running:
            running.stop.set()

    def new(self, request: gr.Request) -> tuple[Any, ...]:
        """Begins a new conversation; an answer under way is not shown any more."""
        running = self._running.get(request.session_hash or "")
        if running:
            running.shown = False
            running.stop.set()
        return self.chat.html([]), [], ""

    def restore(self, state: Any) -> tuple[Any, ...]:
        """Shows the conversation that the browser kept, and the filters of today's documents."""
        documents = self.chat.service.documents()
        choices = (
            sorted({document.province for document in documents if document.province}),
            [(document_label(document), document.doc_id) for document in documents],
            sorted({document.kind for document in documents if document.kind}),
        )
        return self.chat.html(load(state)), *(gr.Dropdown(choices=choice) for choice in choices)

    def _run(
        self, text: str, docs: tuple[str, ...], turns: list[ShownTurn], request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        client = client_of(request.request.scope) if request.request else ""
        tab, running = request.session_hash or "", _Running()
        self._running[tab] = running
        try:
            for count, turn in enumerate(self.chat.ask(text, docs, turns, client, running.stop)):
                step = self._step([*turns, turn], "" if count == 0 else gr.skip(), turn.state == "waiting")
                yield step if running.shown else (gr.skip(), gr.skip(), gr.skip(), *step[3:])
        finally:
            if self._running.get(tab) is running:
                del self._running[tab]

    def _step(self, turns: list[ShownTurn], text: Any, running: bool) -> tuple[Any, ...]:
        state = gr.skip() if running else dump(turns)
        return self.chat.html(turns), state, text, gr.Button(visible=not running), gr.Button(visible=running)


def build(chat: Chat) -> Any:
    """Returns the Gradio page."""
    t = chat.t
    bare: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
    with gr.Blocks(title=t("app"), analytics_enabled=False, fill_width=True) as blocks:
        kept = gr.BrowserState([], storage_key="qa-conversation", secret="qa-conversation")
        with gr.Row(elem_id="content"):
            with gr.Column(scale=3, min_width=300, elem_id="talk"):
                gr.HTML(f"<h1 class='visually-hidden'>{t('nav_chat')}</h1>", **bare)
                log = gr.HTML(elem_id="log", **bare)
                with gr.Row(elem_id="composer"):
                    question = gr.Textbox(
                        label=t("chat_question"),
                        placeholder=t("chat_placeholder"),
                        lines=1,
                        max_lines=6,
                        autofocus=True,
                        elem_id="question",
                    )
                    buttons = _asking(t)
                with gr.Row(elem_id="buttons"):
                    buttons |= _others(t)
                with gr.Accordion(t("chat_filters"), open=False, elem_id="filters"):
                    filters = [
                        gr.Dropdown([], value=[], multiselect=True, label=t(label), elem_id=label)
                        for label in ("filter_province", "filter_document", "filter_kind")
                    ]
                gr.HTML(chat.model(), elem_id="model", **bare)
            with gr.Column(scale=2, min_width=300, elem_id="side"):
                gr.HTML(
                    f"<section aria-labelledby='panel-title'><h2 id='panel-title'>{t('sources')}</h2>"
                    f"<div id='panel' data-empty=\"{t('sources_empty')}\"></div></section>",
                    **bare,
                )
        _wire(blocks, Events(chat), kept, log, question, buttons, filters)
    return blocks


def _asking(t: Texts) -> dict[str, Any]:
    narrow: dict[str, Any] = {"scale": 0, "min_width": 80}
    return {
        "send": gr.Button(t("chat_send"), variant="primary", elem_id="send", **narrow),
        "stop": gr.Button(t("chat_stop"), variant="stop", elem_id="stop", visible=False, **narrow),
    }


def _others(t: Texts) -> dict[str, Any]:
    """Returns the other buttons; the script presses the hidden ones, and handles those that save."""
    narrow: dict[str, Any] = {"scale": 0, "min_width": 80}
    return {
        "new": gr.Button(t("chat_new"), elem_id="new", **narrow),
        "docx": gr.Button(t("chat_export_docx"), elem_id="export-docx", **narrow),
        "md": gr.Button(t("chat_export_md"), elem_id="export-md", **narrow),
        "widen": gr.Button("widen", elem_id="widen", visible="hidden"),
        "again": gr.Button("again", elem_id="again", visible="hidden"),
    }


def _wire(
    blocks: Any,
    events: Events,
    kept: Any,
    log: Any,
    question: Any,
    buttons: dict[str, Any],
    filters: list[Any],
) -> None:
    shown = [log, kept, question, buttons["send"], buttons["stop"]]
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    # Gradio lets all through: the service's own gate bounds how many are answered, with a sentence of its own.
    asking = {**quiet, "concurrency_limit": None}
    buttons["send"].click(events.ask, [question, *filters, kept], shown, **asking)
    question.submit(events.ask, [question, *filters, kept], shown, **asking)
    buttons["again"].click(events.again, [*filters, kept], shown, **asking)
    buttons["widen"].click(events.widen, [kept], shown, **asking)
    buttons["stop"].click(events.stop, None, None, queue=False, **quiet)
    buttons["new"].click(events.new, None, [log, kept, question], queue=False, **quiet)
    blocks.load(events.restore, [kept], [log, *filters], **quiet)


def mount(app: Any, chat: Chat, path: str) -> Any:
    """Mounts the page on the app and returns it; nothing is loaded from anywhere else."""
    theme = gr.themes.Base(font=_FONTS, font_mono=("Consolas", "DejaVu Sans Mono", "monospace"))
    head = (
        f"<script>document.documentElement.lang='{chat.language}'</script>"
        '<link rel="icon" href="/web/icon.svg"><script src="/web/chat.js" defer></script>'
    )
    mounted = gr.mount_gradio_app(
        app, build(chat), path=path, footer_links=[], run_history=False, ssr_mode=False, mcp_server=False, pwa=False,
        enable_monitoring=False, show_error=False, theme=theme, head=head,
    )  # fmt: skip
    # The route just added holds Gradio's app; wrapped, its page gets our header.
    route = mounted.router.routes[-1]
    route.app = Shell(route.app, chat.language)
    return mounted
