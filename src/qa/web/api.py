"""The HTTP API: the same JSON as the `qa` command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field
from starlette.responses import Response

from qa import describe
from qa.errors import QaError
from qa.records import Turn, to_dict
from qa.tasks import export
from qa.web.auth import client_of, language_of
from qa.web.openapi import answers
from qa.web.ordering import COLUMNS, ordered
from qa.web.service import Service
from qa.web.texts import texts

router = APIRouter()
_STREAM = 'event: text\ndata: {"text": "Đạt từ 45-47%. [1]"}\n\nevent: answer\ndata: {"question": "…", "answer": "…"}\n'
_CSV = "STT,Tỉnh,Nhiệm vụ,Chủ trì,…"
_SORT = f"^({'|'.join(COLUMNS)}|)$"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class HistoryTurn(BaseModel):
    """An earlier question and answer of the conversation."""

    question: str = Field(max_length=20_000)
    answer: str = Field(max_length=200_000)


class AskBody(BaseModel):
    """A question."""

    question: str = Field(description="Vietnamese, with or without diacritics, or English")
    history: list[HistoryTurn] = Field(
        default_factory=list, max_length=50, description="for follow-ups, oldest first"
    )
    docs: list[str] = Field(
        default_factory=list, max_length=1000, description="answer from these documents only"
    )

    model_config = {
        "json_schema_extra": {
            "examples": [
                {"question": "Sở Khoa học và Công nghệ chủ trì những nhiệm vụ nào?"},
                {
                    "question": "Còn đến năm 2030?",
                    "history": [{"question": "Mục tiêu 2025 là gì?", "answer": "…"}],
                },
            ]
        }
    }


@router.post(
    "/api/ask", summary="Ask a question", responses=answers("ask", **{"text/event-stream": _STREAM})
)
def ask(request: Request, body: AskBody) -> Response:
    """Returns an Answer; with `Accept: text/event-stream` as events `text` (pieces), `answer`, `error`."""
    history = [Turn(turn.question, turn.answer) for turn in body.history]
    service, client = _service(request), client_of(request.scope)
    if "text/event-stream" in request.headers.get("accept", ""):
        events = _events(service, body, history, client, language_of(request))
        return StreamingResponse(
            events, media_type="text/event-stream", headers={"cache-control": "no-store"}
        )
    answer = service.ask(body.question, history, body.docs, client=client, language=language_of(request))
    return _json(to_dict(answer))


@router.get("/api/search", summary="Search passages", responses=answers("search"))
def search(
    request: Request,
    q: Annotated[
        str, Query(max_length=2000, examples=["kinh phí thực hiện"], description="words or a question")
    ],
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    doc: Annotated[list[str] | None, Query(max_length=1000)] = None,
    province: str = "",
) -> Response:
    """Returns the best passages with their scores."""
    service = _service(request)
    service.check(q, client_of(request.scope), language_of(request))
    docs = service.narrowed(doc or [], province)
    with service.gate.enter():
        hits = [] if docs is None else service.live.get().search(q, k, docs)
    return _json([describe.hit(hit) for hit in hits])


@router.get(
    "/api/tasks",
    summary="Look tasks up",
    responses=answers("tasks", **{"text/csv": _CSV, _XLSX: "(an Excel workbook)"}),
)
def tasks(
    request: Request,
    agency: Annotated[str, Query(max_length=200, examples=["Sở KH&CN"])] = "",
    role: Literal["", "lead", "coordinate", "owner"] = "",
    doc: Annotated[list[str] | None, Query(max_length=1000)] = None,
    province: Annotated[str, Query(max_length=100)] = "",
    query: Annotated[str, Query(max_length=500)] = "",
    time: Annotated[str, Query(max_length=100)] = "",
    sort: Annotated[str, Query(pattern=_SORT, description="a column to sort by; by default as in the documents")] = "",
    desc: bool = False,
    format: Literal["json", "csv", "xlsx"] = "json",
) -> Response:
    """Returns the tasks that meet every condition, as JSON, CSV or an Excel workbook."""
    looked_up = _service(request).look_up(
        doc or None, agency=agency, role=role, province=province, query=query, time=time
    )
    found = ordered(looked_up.tasks, sort, desc)
    if format == "csv":
        return _file(export.to_csv(found), "text/csv; charset=utf-8", "nhiem-vu.csv")
    if format == "xlsx":
        return _file(export.to_xlsx(found), _XLSX, "nhiem-vu.xlsx")
    return _json([to_dict(task) for task in found])


@router.get("/api/documents", summary="List the documents", responses=answers("documents"))
def documents(request: Request) -> Response:
    """Returns the documents with their metadata, without their texts."""
    index = _service(request).live.get().index
    return _json([describe.header_with_links(index, document) for document in index.headers()])


@router.get("/api/sections/{id:path}", summary="Read a section or a document", responses=answers("section"))
def section(request: Request, id: str) -> Response:
    """Returns one section by its id ("#" written as %23), or a whole document."""
    return _json(_service(request).show(id))


@router.get("/healthz", summary="Is it ready?", responses=answers("healthz"))
def healthz(request: Request) -> Response:
    """Returns 200 when questions can be answered, 503 until then."""
    service = _service(request)
    if not service.live.ready:
        return _json({"status": "starting"}, 503)
    index = service.live.get().index
    return _json({"status": "ok", "documents": len(index.headers()), "index": index.version})


@router.get(
    "/metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses=answers("", **{"text/plain": "qa_ready 1.0"}),
)
def metrics(request: Request) -> Response:
    """Returns counters and times in Prometheus' text format."""
    return Response(_service(request).metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _events(
    service: Service, body: AskBody, history: list[Turn], client: str, language: str
) -> Iterator[str]:
    for item in service.stream(body.question, history, body.docs, client, language):
        if isinstance(item, str):
            yield _event("text", {"text": item})
        elif isinstance(item, QaError):
            yield _event("error", {"error": texts(language).said(item)})
        else:
            yield _event("answer", to_dict(item))


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _json(data: Any, status: int = 200) -> Response:
    return JSONResponse(data, status)


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )
