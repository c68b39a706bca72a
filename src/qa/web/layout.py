"""The first page in Gradio: one `Blocks` for each language.

Imported only where the page is built: Gradio takes seconds to load.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from qa.web.chat import Chat, Events
from qa.web.site import Shell
from qa.web.texts import Texts

_FONTS = ("Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "Arial", "DejaVu Sans", "sans-serif")


def build(chat: Chat) -> Any:
    """Returns the Gradio page."""
    t = chat.t
    bare: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
    with gr.Blocks(title=t("app"), analytics_enabled=False, fill_width=True) as blocks:
        kept = gr.BrowserState([], storage_key="qa-conversation", secret="qa-conversation")
        past = gr.BrowserState([], storage_key="qa-past", secret="qa-past")
        with gr.Row(elem_id="content"):
            with gr.Column(scale=3, min_width=300, elem_id="talk"):
                gr.HTML(
                    f"<h1 class='visually-hidden'>{t('nav_chat')}</h1>"
                    f"<p id='toast' role='status' data-failed=\"{t('failed_save')}\"></p>",
                    **bare,
                )
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
                earlier = gr.Dropdown([], label=t("chat_past"), info=t("chat_past_info"), visible=False, elem_id="past")
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
        events = Events(chat)
        _wire(events, kept, log, question, buttons, filters)
        opened = [log, kept, question, past, earlier]
        silent: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        buttons["new"].click(events.new, [kept, past], opened, queue=False, **silent)
        earlier.input(events.reopen, [earlier, kept, past], opened, queue=False, **silent)
        blocks.load(events.restore, [kept, past], [log, earlier, *filters], **silent)
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
        "alone": gr.Button("alone", elem_id="alone", visible="hidden"),
    }


def _wire(
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
    buttons["alone"].click(events.alone, [*filters, kept], shown, **asking)
    buttons["widen"].click(events.widen, [kept], [*shown, *filters], **asking)
    buttons["stop"].click(events.stop, None, None, queue=False, **quiet)


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
