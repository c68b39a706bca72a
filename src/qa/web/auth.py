"""One check in front of everything: who asks, may they, is the request from here, is it small enough."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.limits import Rate
from qa.web.metrics import Metrics
from qa.web.texts import texts
from qa.web.users import User, Users

COOKIE = "qa_session"
LOGIN = "/dang-nhap"
_OPEN = (LOGIN, "/web/")  # all that is served without a session: the login page and its style
_ADMIN = ("/quan-tri", "/api/admin/")
# What Gradio brings along and this app does not use; refused to everybody.
_UNUSED = ("upload", "proxy=", "file=", "file/", "vibe", "undo-vibe", "run-history", "deep_link", "custom_component",
           "process_recording", "stream/", "dev/", "profiling")  # fmt: skip
_HOURS = 12
_SMALL = 1024 * 1024


class Sessions:
    """Sessions in memory: a random token, the user's name, and when it ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, tuple[str, str, float]] = {}

    def begin(self, name: str, stamp: str) -> str:
        """Returns the token of a new session."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            now = time.monotonic()
            self._open = {key: entry for key, entry in self._open.items() if entry[2] > now}
            self._open[_digest(token)] = (name, stamp, now + _HOURS * 3600)
        return token

    def find(self, token: str) -> tuple[str, str] | None:
        """Returns name and stamp of a session that has not ended."""
        entry = self._open.get(_digest(token))
        return entry[:2] if entry and entry[2] > time.monotonic() else None

    def end(self, token: str) -> None:
        """Ends a session."""
        with self._lock:
            self._open.pop(_digest(token), None)


class Access:
    """Knows who a request comes from.

    Args:
        users: the users; None where nobody logs in.
        open_role: the role of everybody where nobody logs in.
    """

    def __init__(self, users: Users | None, open_role: str) -> None:
        self.users = users
        self.sessions = Sessions()
        self._everybody = User("", open_role)
        self._attempts = Rate(6)
        # A client that sends its password with each request: the slow hash is computed once in five minutes.
        self._basic: OrderedDict[str, tuple[User, str, float]] = OrderedDict()

    def user(self, headers: Headers, cookies: dict[str, str], client: str) -> User | None:
        """Returns the user of a request, None where it has no valid session or password."""
        if self.users is None:
            return self._everybody
        session = self.sessions.find(cookies.get(COOKIE, ""))
        if session and session[1] == self.users.stamp(session[0]):
            return self.users.find(session[0])
        scheme, _, value = headers.get("authorization", "").partition(" ")
        return self._by_password(value, client) if scheme.lower() == "basic" else None

    def log_in(self, name: str, password: str, client: str) -> str | None:
        """Returns the token of a new session, None where name or password is wrong.

        Raises:
            PermissionError: too many wrong attempts.
        """
        if self.users is None:
            return None
        if self._attempts.wait(client):
            raise PermissionError
        user = self.users.verify(name, password[:1024])
        if user is None:
            return None
        self._attempts.give_back(client)
        return self.sessions.begin(name, self.users.stamp(name))

    def _by_password(self, value: str, client: str) -> User | None:
        assert self.users is not None
        key = _digest(value)
        known = self._basic.get(key)
        if known and known[2] > time.monotonic() and known[1] == self.users.stamp(known[0].name):
            return self.users.find(known[0].name)
        try:
            name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        if self._attempts.wait(client):
            return None
        user = self.users.verify(name, password[:1024])
        if user:
            self._attempts.give_back(client)
            self._basic[key] = (user, self.users.stamp(name), time.monotonic() + 300)
            while len(self._basic) > 100:
                self._basic.popitem(last=False)
        return user


class Guard:
    """ASGI middleware around the whole app, the mounted ones included.

    Args:
        app: what it guards.
        access: who may.
        metrics: counts the requests.
        upload_mb: limit of an administrator's request; all others have 1 MB.
        hosts: names in the Host header that are served; empty for any (listening on a network with users).
        port: for the sentence that names the right address.
    """

    def __init__(
        self,
        app: ASGIApp,
        access: Access,
        metrics: Metrics,
        upload_mb: int,
        hosts: Sequence[str] = (),
        port: int = 0,
    ) -> None:
        self.app = app
        self._access = access
        self._metrics = metrics
        self._upload = upload_mb * 1024 * 1024
        self._hosts = tuple(hosts)
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request pass or refuses it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        counted = self._counting(scope["method"], send)
        request = Request(scope)
        refusal = await self._refusal(request, scope)
        if refusal is not None:
            await refusal(scope, receive, counted)
            return
        limit = self._upload if scope["path"].startswith(_ADMIN) else _SMALL
        await self.app(scope, _bounded(receive, limit), counted)

    async def _refusal(self, request: Request, scope: Scope) -> Response | None:
        """Returns the answer to a request that goes no further, None for one that may."""
        t = texts(language_of(request))
        path, headers = scope["path"], request.headers
        host = headers.get("host", "")
        if self._hosts and urlsplit(f"//{host}").hostname not in self._hosts:
            return refuse(request, 400, t("error_host", port=self._port))
        origin = headers.get("origin")
        if origin and scope["method"] not in ("GET", "HEAD") and urlsplit(origin).netloc != host:
            return refuse(request, 403, t("error_origin"))
        limit = self._upload if path.startswith(_ADMIN) else _SMALL
        if (headers.get("content-length") or "0").isdigit() and int(
            headers.get("content-length") or 0
        ) > limit:
            return refuse(request, 413, t("error_large", limit=limit // _SMALL))
        from starlette.concurrency import run_in_threadpool  # only the slow password hash needs a thread

        if "authorization" in headers and self._access.users is not None:
            user = await run_in_threadpool(self._access.user, headers, request.cookies, client_of(scope))
        else:
            user = self._access.user(headers, request.cookies, client_of(scope))
        scope["qa.user"] = user
        if user is None and not path.startswith(_OPEN):
            return _to_login(request, t("error_login"))
        if path.startswith(_ADMIN) and (user is None or not user.is_administrator):
            return refuse(request, 403, t("error_forbidden"))
        if _unused(path):
            return refuse(request, 404, t("error_not_found"))
        return None

    def _counting(self, method: str, send: Send) -> Send:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.request(method, message["status"])
                message["headers"] = [*message.get("headers", []), *_SECURITY]
            await send(message)

        return counted


_SECURITY = [
    # Gradio's page runs inline scripts and its own templates; nothing may be loaded from or sent to elsewhere.
    (b"content-security-policy",
     b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
     b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
     b"form-action 'self'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]  # fmt: skip


def local_hosts() -> tuple[str, ...]:
    """Returns the names of this machine to itself: a page elsewhere cannot reach the app under another name."""
    return ("127.0.0.1", "localhost", "::1")


def user_of(request: Request) -> User:
    """Returns the user that the guard found."""
    return request.scope.get("qa.user") or User("", "reader")


def client_of(scope: Scope) -> str:
    """Returns what limits count by: the user, else the address."""
    user = scope.get("qa.user")
    address = (scope.get("client") or ("",))[0]
    return f"user {user.name}" if user and user.name else f"address {address}"


def language_of(request: Request) -> str:
    """Returns the language that was switched to, Vietnamese unless it was."""
    return request.query_params.get("lang") or request.cookies.get("qa_lang") or "vi"


def refuse(request: Request, status: int, sentence: str) -> Response:
    """Returns a refusal, as a page to a browser and as JSON to a program."""
    if wants_page(request):
        from qa.web.site import page

        return page(request, "error.html", status=status, sentence=sentence)
    body = json.dumps({"error": sentence}, ensure_ascii=False)
    return Response(body, status, media_type="application/json")


def wants_page(request: Request) -> bool:
    """Whether a person navigates here, rather than a program asks."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _to_login(request: Request, sentence: str) -> Response:
    if not wants_page(request):
        return refuse(request, 401, sentence)
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{LOGIN}?tiep={quote(wanted, safe='')}", 303)


def _unused(path: str) -> bool:
    head, _, rest = path.partition("/gradio_api/")
    inside = rest if head in ("", "/en") and rest else path.removeprefix("/en").lstrip("/")
    return inside.startswith(_UNUSED)


def _bounded(receive: Receive, limit: int) -> Receive:
    """Ends a body that says it is small and is not."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > limit else message

    return bounded


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
