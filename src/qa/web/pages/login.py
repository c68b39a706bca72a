"""Logging in and out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from qa.web.auth import COOKIE, LOGIN, Access, client_of, language_of
from qa.web.site import page
from qa.web.texts import texts

router = APIRouter(include_in_schema=False)


@router.get(LOGIN)
async def form(request: Request, tiep: str = "/") -> Response:
    """Returns the login page."""
    return page(request, "login.html", sentence="", wanted=_inside(tiep), name="")


@router.post(LOGIN)
async def log_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2000)] = "",
    tiep: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Begins a session, or says what is wrong."""
    access: Access = request.app.state.access
    t = texts(language_of(request))
    try:
        token = await run_in_threadpool(access.log_in, name, password, client_of(request.scope))
        sentence, status = t("login_wrong"), 401
    except PermissionError:
        token, sentence, status = None, t("login_wait"), 429
    if token is None:
        return page(request, "login.html", status, sentence=sentence, wanted=_inside(tiep), name=name)
    response = RedirectResponse(_inside(tiep), 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure, max_age=12 * 3600)
    return response


@router.post("/dang-xuat")
async def log_out(request: Request) -> Response:
    """Ends the session; the conversation kept in the browser goes with it."""
    access: Access = request.app.state.access
    access.sessions.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(COOKIE)
    response.headers["clear-site-data"] = '"storage"'
    return response


def _inside(address: str) -> str:
    """Returns an address of this app: never another site's, whatever the link said."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\")):
        return "/"
    return address
