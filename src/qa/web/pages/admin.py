"""Administration: documents, index, feedback, settings. The guard lets only administrators reach these paths."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import SecretStr
from starlette.responses import JSONResponse, RedirectResponse, Response

from qa.errors import QaError
from qa.index import Index
from qa.index.changed import changed_files
from qa.records import Document
from qa.settings import Settings
from qa.web.admin import TYPES, Builder, Corpus
from qa.web.auth import language_of
from qa.web.feedback import Feedback
from qa.web.service import Service
from qa.web.site import page
from qa.web.texts import Texts, texts

router = APIRouter(include_in_schema=False)
_FEEDBACK_SHOWN = 50


@router.get("/quan-tri")
def overview(request: Request, kiem: bool = False) -> Response:
    """Returns the page; `kiem`: with the index checked file by file."""
    return _page(request, checked=kiem)


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


@router.post("/quan-tri/thay")
def replace(
    request: Request, file: Annotated[UploadFile, File()], path: Annotated[str, Form(max_length=1000)]
) -> Response:
    """Puts a file in the place of a document, whatever its name, and builds the index."""
    corpus: Corpus = request.app.state.corpus
    try:
        corpus.replace(path, file.filename or "", file.file)
    except QaError as error:
        return _page(request, 400, faults=[str(error)])
    _builder(request).start()
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
    """Returns the progress of the build, with a sentence on what is being done."""
    progress = _builder(request).progress.to_json()
    return JSONResponse({**progress, "doing": doing(progress, texts(language_of(request)))})


@router.get("/api/admin/feedback")
def candidates(request: Request) -> Response:
    """Returns the feedback as candidate gold questions."""
    store: Feedback = request.app.state.feedback
    body = "".join(f"{line}\n" for line in store.candidates())
    headers = {"content-disposition": 'attachment; filename="cau-hoi-ung-vien.jsonl"'}
    return Response(body, media_type="application/x-ndjson; charset=utf-8", headers=headers)


def settings_shown(settings: Settings, t: Texts) -> list[tuple[str, str, str]]:
    """Returns each setting as its variable, its value and what it is for; a key or password is never shown."""
    return [
        (
            f"QA_{name.upper()}",
            _value(value, settings),
            t.setting(name, type(settings).model_fields[name].description or ""),
        )
        for name, value in settings
    ]


def _value(value: Any, settings: Settings) -> str:
    from qa.generate.models import redact

    if isinstance(value, SecretStr):
        return "•••" if value.get_secret_value() else ""
    return "" if value is None else redact(str(value), settings)


def doing(progress: dict[str, Any], t: Texts) -> str:
    """Returns what a build does now, in words."""
    sentence = t.get(f"admin_stage_{progress['stage']}", t("admin_uploaded"))
    return sentence.format(done=progress["done"], total=progress["total"])


def _page(
    request: Request, code: int = 200, faults: list[str] | None = None, checked: bool = False
) -> Response:
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
        progress=(progress := _builder(request).progress.to_json()),
        doing=doing(progress, t),
        health=_health(service, t, checked),
        settings=settings_shown(service.settings, t),
        feedback=store.rows(_FEEDBACK_SHOWN),
    )


def _health(service: Service, t: Texts, checked: bool) -> list[tuple[str, str]]:
    try:
        index = service.live.get(timeout=1).index
    except QaError as error:
        return [("", str(error))]
    model, documents = index.manifest.model, index.headers()
    rows = [
        (t("admin_index_version"), index.version),
        (t("admin_index_documents"), str(len(documents))),
        (t("admin_index_sections"), str(sum(len(index.sections(one.doc_id)) for one in documents))),
        (t("admin_index_passages"), str(len(index.passages()))),
        (t("admin_index_tasks"), str(len(index.tasks()))),
        (t("admin_index_model"), f"{model.name} ({model.engine})"),
    ]
    return [*rows, *_findings(service.settings, index, t)] if checked else rows


def _findings(settings: Settings, index: Index, t: Texts) -> list[tuple[str, str]]:
    """Returns whether the files of the index are whole, and whether it is of the documents that there are now."""
    intact, current = t("admin_intact_yes"), t("admin_current_yes")
    try:
        index.verify()
    except QaError as error:
        intact = str(error)
    try:
        changed = changed_files(settings.corpus, settings.index, index.manifest)
        current = t("admin_current_no", files=", ".join(changed)) if changed else current
    except QaError as error:
        current = str(error)
    return [(t("admin_intact"), intact), (t("admin_current"), current)]


def _builder(request: Request) -> Builder:
    builder: Builder = request.app.state.builder
    return builder
