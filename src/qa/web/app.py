"""Puts the app together: FastAPI routes, plain pages, the Gradio page, and the guard around all of them."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.deadline import OutOfTimeError
from qa.errors import QaError
from qa.settings import Settings
from qa.web.admin import Builder, Corpus
from qa.web.auth import Access, Guard, language_of, local_hosts, refuse
from qa.web.examples import Examples
from qa.web.feedback import Feedback
from qa.web.limits import BusyError, TooFastError
from qa.web.live import AssistantLike, Live
from qa.web.mcp import make_server, mcp_app
from qa.web.service import NoDocumentError, ServerError, Service, log_failure
from qa.web.texts import LANGUAGES, texts
from qa.web.users import Users

logger = logging.getLogger(__name__)
STATUS = {TooFastError: 429, BusyError: 503, OutOfTimeError: 503, ServerError: 500, NoDocumentError: 404}


def create_app(
    open_assistant: Callable[[], AssistantLike],
    version: Callable[[], str | None],
    settings: Settings,
    *,
    users: Users | None = None,
    open_role: str = "administrator",
    only_local: bool = True,
    with_gradio: bool = True,
) -> Guard:
    """Returns the whole application.

    Args:
        open_assistant: opens the index in use.
        version: names the version of the index in use.
        settings: of this process.
        users: who may log in; None: nobody needs to.
        open_role: the role of everybody where nobody logs in.
        only_local: serve only requests for this machine's own names (nobody can point another name at it).
        with_gradio: with the chat; tests of the other routes leave it out.
    """
    service = Service(Live(open_assistant, version), settings)
    protocol = make_server(service)
    protocol_app = mcp_app(protocol)
    access = Access(users, open_role)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.live.start()
        async with protocol.session_manager.run():
            yield
        service.live.stop()
        if service.requests is not None:
            service.requests.close()

    app = FastAPI(
        title="qa", version="1", description=(Path(__file__).parent / "api.md").read_text(encoding="utf-8"),
        lifespan=lifespan, docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.service = service
    app.state.access = access
    app.state.corpus = Corpus(settings)
    app.state.builder = Builder(settings, service.live.refresh)
    app.state.feedback = Feedback(settings.data / "feedback.sqlite")
    _add_routes(app)
    _add_errors(app)
    app.router.routes.extend(protocol_app.routes)
    app.mount("/web", StaticFiles(packages=[("qa.web", "static")]), name="web")
    if with_gradio:
        _add_chat(app, service)
    hosts = local_hosts() if only_local else ()
    return Guard(_FirstPage(app), access, service.metrics, settings.upload_mb, hosts, settings.port)


def _add_routes(app: FastAPI) -> None:
    from qa.web import api
    from qa.web.pages import admin, documents, evaluation, login, tasks, turns

    for module in (api, login, turns, documents, tasks, evaluation, admin):
        app.include_router(module.router)


def _add_chat(app: FastAPI, service: Service) -> None:
    # Gradio asks a hub host about itself at start unless told not to.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from qa.web import chat, layout

    examples = Examples(service.live)
    for language in reversed(LANGUAGES):
        layout.mount(app, chat.Chat(service, examples, language), "/" if language == "vi" else f"/{language}")


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(QaError)
    async def said(request: Request, error: QaError) -> Response:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
        response = refuse(request, status, texts(language_of(request)).said(error))
        if isinstance(error, TooFastError):
            response.headers["retry-after"] = str(error.seconds)
        return response

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        t = texts(language_of(request))
        sentence = t("error_not_found") if error.status_code in (404, 405) else str(error.detail)
        return refuse(request, error.status_code, sentence)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors()[:3]
        )
        return refuse(request, 422, texts(language_of(request))("error_input", detail=faults))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        sentence = texts(language_of(request))("error_server", id=log_failure(request.url.path))
        return refuse(request, 500, sentence)


class _FirstPage:
    """Leads `/?doc=…` to the document's page, and who chose English to the English chat.

    So a link to a section is short, and needs no script to be followed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in ("/", "/en/") and scope["method"] in ("GET", "HEAD"):
            request = Request(scope)
            if "doc" in request.query_params:
                scope = {**scope, "path": "/doc", "raw_path": b"/doc"}
            elif scope["path"] == "/" and language_of(request) == "en":
                await RedirectResponse("/en/")(scope, receive, send)
                return
        await self.app(scope, receive, send)
