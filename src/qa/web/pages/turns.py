"""What the chat's script sends: feedback, and a conversation to be saved as a file."""

from __future__ import annotations

from datetime import date
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from qa.settings import Settings
from qa.web import export
from qa.web.auth import language_of, user_of
from qa.web.feedback import Feedback, FeedbackBody, TurnRecord
from qa.web.openapi import answers
from qa.web.service import Service

router = APIRouter()
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Conversation(BaseModel):
    """The turns of a conversation, oldest first."""

    turns: list[TurnRecord] = Field(min_length=1, max_length=100)


@router.post("/api/feedback", summary="Judge an answer", responses=answers("feedback"))
def feedback(request: Request, body: FeedbackBody) -> Response:
    """Keeps a judgement; answers when it is on disk."""
    service: Service = request.app.state.service
    store: Feedback = request.app.state.feedback
    store.add(body, user_of(request).name, in_force(service.settings))
    return JSONResponse({"status": "ok"})


@router.post(
    "/api/export",
    summary="Save a conversation",
    response_class=Response,
    responses=answers("", **{_TYPES["md"]: "# Hỏi đáp văn bản chính sách", _TYPES["docx"]: "(a Word document)"}),
)
def save(request: Request, body: Conversation, format: Literal["md", "docx"] = "md") -> Response:
    """Returns the conversation as a file with a list of its sources."""
    make = export.to_markdown if format == "md" else export.to_docx
    headers = {"content-disposition": f'attachment; filename="hoi-dap.{format}"'}
    return Response(make(body.turns, date.today(), language_of(request)), media_type=_TYPES[format], headers=headers)


def in_force(settings: Settings) -> dict[str, object]:
    """Returns the settings that answers depend on; never a key."""
    return settings.model_dump(mode="json", include={"model", "engine", "reranker", "llm", "nli"})
