"""Administration: documents, index, feedback, settings. The guard lets only administrators reach these paths."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import SecretStr
from starlette.responses import JSONResponse, RedirectResponse, Response

from qa.errors import QaError
from qa.records import Document
from qa.settings import Settings
from qa.web.admin import TYPES, Builder, Corpus
from qa.web.auth import language_of
from qa.web.feedback import Feedback
from qa.web.service import Service
from qa.web.site import page
from qa.web.texts import texts

router = APIRouter(include_in_schema=False)
_FEEDBACK_SHOWN = 50


@router.get("/quan-tri")
def overview(request: Request) -> Response:
    """Returns the page."""
    return _page(request)


@router.post("/quan-tri/them")
def add(
    request: Request,
    files: Annotated[list[UploadFile], File()],
    folder: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Takes files in and builds the index; a file that cannot be a document is named and the others are kept."""
    corpus: Corpus = request.app.state.corpus
    faults, kept = [], 0
    for file in files:
        try:
            corpus.add(folder, file.filename or "", file.file)
            kept += 1
        except QaError as error:
            faults.append(str(error))
    if kept:
        _builder(request).start()
    if faults:
        return _page(request, 400, faults=faults)
    return RedirectResponse("/quan-tri", 303)


@router.post("/quan-tri/go")
def remove(request: Request, path: Annotated[str, Form(max_length=1000)]) -> Response:
    """Takes a document out of the corpus and builds the index."""
    corpus: Corpus = request.app.state.corpus
    corpus.remove(path)
    _builder(request).start()
    return RedirectResponse("/quan-tri", 303)


@router.post("/quan-tri/lap-lai")
def rebuild(request: Request) -> Response:
    """Builds the index from nothing."""
    _builder(request).start(rebuild=True)
    return RedirectResponse("/quan-tri", 303)


@router.get("/api/admin/status")
def status(request: Request) -> Response:
    """Returns the progress of the build."""
    return JSONResponse(_builder(request).progress.to_json())


@router.get("/api/admin/feedback")
def candidates(request: Request) -> Response:
    """Returns the feedback as candidate gold questions."""
    store: Feedback = request.app.state.feedback
    body = "".join(f"{line}\n" for line in store.candidates())
    headers = {"content-disposition": 'attachment; filename="cau-hoi-ung-vien.jsonl"'}
    return Response(body, media_type="application/x-ndjson; charset=utf-8", headers=headers)


def settings_shown(settings: Settings) -> list[tuple[str, str]]:
    """Returns each setting and its value; a key is never shown, nor a password in an address."""
    from qa.generate.models import redact

    return [
        (name, "•••" * bool(value.get_secret_value()) if isinstance(value, SecretStr) else redact(str(value), settings))
        for name, value in settings
    ]


def _page(request: Request, code: int = 200, faults: list[str] | None = None) -> Response:
    service: Service = request.app.state.service
    corpus: Corpus = request.app.state.corpus
    store: Feedback = request.app.state.feedback
    t = texts(language_of(request))
    known: dict[str, Document] = {document.source.path: document for document in service.documents()}
    return page(
        request,
        "admin.html",
        code,
        faults=faults or [],
        files=[(file, known.get(file.path)) for file in corpus.files()],
        folders=corpus.folders(),
        help=t("admin_add_help", types=", ".join(TYPES), size=service.settings.upload_mb),
        types=",".join(TYPES),
        progress=_builder(request).progress.to_json(),
        health=_health(service),
        settings=settings_shown(service.settings),
        feedback=store.rows(_FEEDBACK_SHOWN),
    )


def _health(service: Service) -> list[tuple[str, str]]:
    try:
        index = service.live.get(timeout=1).index
    except QaError as error:
        return [("", str(error))]
    manifest = index.manifest
    return [
        ("version", index.version),
        ("documents", str(len(index.headers()))),
        ("passages", str(len(index.passages()))),
        ("tasks", str(len(index.tasks()))),
        ("model", str(manifest.model)),
    ]


def _builder(request: Request) -> Builder:
    builder: Builder = request.app.state.builder
    return builder
