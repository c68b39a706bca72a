"""Plain pages: templates with escaping on, the header that all pages share, and the rewritten Gradio page."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.tasks.since import vietnamese_date
from qa.web.auth import language_of, refuse, user_of, wants_page
from qa.web.markup import link
from qa.web.texts import Texts, texts

_READER = "/doc"  # where `/?doc=…` is answered
PAGES = (
    ("nav_chat", "/"),
    ("nav_tasks", "/nhiem-vu"),
    ("nav_documents", "/van-ban"),
    ("nav_evaluation", "/danh-gia"),
    ("nav_admin", "/quan-tri"),
)


@cache
def environment() -> Environment:
    """Returns the templates; a name that a page was not given is an error, not an empty string."""
    made = Environment(
        loader=PackageLoader("qa.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["link"] = link
    return made


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Returns a page in the language of the request."""
    t = texts(language_of(request))
    html = environment().get_template(template).render(t=t, **_frame(request, t), **values)
    response = HTMLResponse(html, status)
    _remember_language(request, response)
    return response


def fragment(template: str, t: Texts, **values: Any) -> str:
    """Returns a part of a page as HTML."""
    return environment().get_template(template).render(t=t, **values)


def date_text(date: str | None) -> str:
    """Returns an ISO date as official papers write it; months and years alone as they are known."""
    return vietnamese_date(date) if date else ""


def _frame(request: Request, t: Texts) -> dict[str, Any]:
    user = user_of(request)
    other = "vi" if t.language == "en" else "en"
    here = request.url.path
    return {
        "pages": [
            (t(key), "/en/" if path == "/" and t.language == "en" else path, _is_here(path, here))
            for key, path in PAGES
            if path != "/quan-tri" or user.is_administrator
        ],
        "user": user,
        "other_language": other,
        "switch": _switch(request, other),
        "date_text": date_text,
    }


def _is_here(path: str, here: str) -> bool:
    if path == "/":
        return here in ("/", "/en", "/en/")
    return here.startswith(path) or (path == "/van-ban" and here == _READER)


def _switch(request: Request, other: str) -> str:
    """Returns this page's address in the other language; the chat has an address for each."""
    if _is_here("/", request.url.path) and "doc" not in request.query_params:
        return "/en/?lang=en" if other == "en" else "/?lang=vi"
    here = request.url.include_query_params(lang=other).replace(scheme="", netloc="")
    return str(here.replace(path="/") if here.path == _READER else here)


def _remember_language(request: Request, response: Response) -> None:
    asked = request.query_params.get("lang")
    if asked in ("vi", "en"):
        response.set_cookie("qa_lang", asked, max_age=365 * 86400, samesite="lax", httponly=True)


class Shell:
    """ASGI middleware around Gradio that gives its page our header, language and title.

    Gradio's own page says `lang="en"` and is empty until its script has run; with the header in it the page can be
    read and left at once.
    """

    def __init__(self, app: ASGIApp, language: str) -> None:
        self.app = app
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers like the app inside; its page is rewritten."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if path not in ("", "/"):
            await self._elsewhere(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def capture(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await _send_page(self._rewrite(body, scope), start, send, _language_cookie(scope))

        await self.app(scope, receive, capture)

    async def _elsewhere(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes Gradio's other answers on; where it has none, a person gets a page that says so."""
        missing = False

        async def passing(message: Message) -> None:
            nonlocal missing
            if message["type"] == "http.response.start":
                missing = message["status"] == 404 and wants_page(Request(scope))
            if not missing:
                await send(message)

        await self.app(scope, receive, passing)
        if missing:
            refusal = refuse(Request(scope), 404, texts(self._language)("error_not_found"))
            await refusal(scope, receive, send)

    def _rewrite(self, body: bytes, scope: Scope) -> bytes:
        request, t = Request(scope), texts(self._language)
        head, opening, rest = body.decode().partition("<body")
        attributes, close, content = rest.partition(">")
        if not opening:
            return body
        header = fragment("header.html", t, **_frame(request, t))
        head = head.replace('lang="en"', f'lang="{self._language}"', 1)
        head = "\n".join(line for line in head.split("\n") if "raw.githubusercontent" not in line)
        return f"{head}{opening}{attributes}{close}{header}{content}".encode()


def _language_cookie(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Returns the header that keeps a language that was switched to."""
    response = Response()
    _remember_language(Request(scope), response)
    return [(name, value) for name, value in response.raw_headers if name == b"set-cookie"]


async def _send_page(body: bytes, start: Message, send: Send, more: list[tuple[bytes, bytes]]) -> None:
    headers = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
    await send({**start, "headers": [*headers, *more, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
