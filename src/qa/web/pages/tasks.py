"""The task register as a page: conditions in the address, so that a look-up can be sent and printed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from qa.errors import QaError
from qa.records import Task
from qa.tasks.register import look_up
from qa.tasks.since import changes
from qa.tasks.summary import ROLES, summarise, to_svg
from qa.web.auth import language_of
from qa.web.labels import document_label
from qa.web.ordering import COLUMNS, ordered
from qa.web.service import Service
from qa.web.site import page
from qa.web.texts import texts

router = APIRouter(include_in_schema=False)
_SHOWN = 500  # rows of a page; a file holds all


@router.get("/nhiem-vu")
def tasks(
    request: Request,
    agency: Annotated[str, Query(max_length=200)] = "",
    role: Annotated[str, Query(max_length=20)] = "",
    province: Annotated[str, Query(max_length=100)] = "",
    doc: Annotated[str, Query(max_length=500)] = "",
    query: Annotated[str, Query(max_length=500)] = "",
    time: Annotated[str, Query(max_length=100)] = "",
    sort: Annotated[str, Query(max_length=20)] = "",
    desc: bool = False,
) -> Response:
    """Returns the table of the tasks that meet every condition."""
    service: Service = request.app.state.service
    documents, problem, every, search = service.documents(), "", [], None
    try:
        assistant = service.live.get()
        every, search = assistant.index.tasks([doc] if doc else None), assistant.task_sections
    except QaError as error:
        problem = str(error)
    role = role if role in ROLES else ""
    found = look_up(every, agency=agency, role=role, province=province, query=query, time=time, search=search)
    wanted = {"agency": agency, "role": role, "province": province, "doc": doc, "query": query, "time": time}
    rows = ordered(found.tasks, sort, desc)
    summary = summarise(found.tasks)
    names = {task_name for task in every for one in ROLES for task_name in getattr(task, f"{one}_canonical")}
    return page(
        request,
        "tasks.html",
        wanted=wanted,
        address=_address(wanted, sort, desc),
        columns=_columns(wanted, sort, desc),
        tasks=rows[:_SHOWN],
        count=len(found.tasks),
        every=len(every),
        found=found,
        problem=problem,
        documents=[(document.doc_id, document_label(document)) for document in documents],
        labels={document.doc_id: document_label(document) for document in documents},
        provinces=sorted({document.province for document in documents if document.province}),
        names=sorted(names),
        roles=ROLES,
        remarks=list(dict.fromkeys(change.remark() for task in found.tasks for change in changes(task))),
        canonical=lambda task, one: _canonical(task, one, language_of(request)),
        summary=summary,
        plot=Markup(to_svg(summary)) if summary.agencies else "",  # nosec B704: escaped inside
        densest=max((sum(roles.values()) for by in summary.counts.values() for roles in by.values()), default=1),
    )


def _address(wanted: dict[str, str], sort: str, desc: bool) -> str:
    """Returns the conditions and the order as they stand in an address; what is not set is left out."""
    chosen = {**wanted, "sort": sort if sort in COLUMNS else ""}
    down = {"desc": "true"} if desc and chosen["sort"] else {}
    return urlencode({key: value for key, value in {**chosen, **down}.items() if value})


def _columns(wanted: dict[str, str], sort: str, desc: bool) -> list[tuple[str, str, str]]:
    """Returns the table's columns: name, address of the table sorted by it, and how it is sorted now."""
    found = []
    for name in ("number", *COLUMNS, "source"):
        here = name == sort if name in COLUMNS else name == "number" and sort not in COLUMNS
        state = ("descending" if desc else "ascending") if here else ""
        down = name in COLUMNS and here and not desc
        found.append((name, _address(wanted, name if name in COLUMNS else "", down), state))
    return found


def _canonical(task: Task, role: str, language: str) -> list[tuple[str, str]]:
    """Returns each printed name with its canonical one, "" where they are the same."""
    printed, known = getattr(task, role), getattr(task, f"{role}_canonical")
    pairs = (
        zip(printed, known, strict=True) if len(printed) == len(known) else ((name, name) for name in printed)
    )
    t = texts(language)
    return [
        (name, "" if canonical.lower() == name.lower() else t("tasks_known", name=canonical))
        for name, canonical in pairs
    ]
