"""A Model Context Protocol server at /mcp: ask, search, tasks, show; all read-only, under the same guard."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations

from qa import describe
from qa.errors import QaError
from qa.records import to_dict
from qa.web.service import Service

_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_ABOUT = (
    "Vietnamese provincial policy documents. Every answer is verbatim text with the official citation of its section; "
    "what the documents do not say is answered with abstained=true. Quote, do not paraphrase, what is returned."
)
_ABOUT_WITH_MODEL = (
    "Vietnamese provincial policy documents. An answer in mode 'generated' was written by a language model and each of "
    "its sentences checked against the documents (see `notes` and `sentences`); other answers are verbatim text. "
    "Quotes in `citations` are always verbatim, with their official citation: quote these. What the documents do not "
    "say is answered with abstained=true."
)


P = ParamSpec("P")
R = TypeVar("R")


def _said(tool: Callable[P, R]) -> Callable[P, R]:
    """Hands a tool's refusals to the caller as sentences."""

    @wraps(tool)
    def saying(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return tool(*args, **kwargs)
        except QaError as error:
            raise ToolError(str(error)) from error

    return saying


def make_server(service: Service) -> MCPServer[Any]:
    """Returns the server; its tools answer like the routes of the HTTP API."""
    about = _ABOUT_WITH_MODEL if service.settings.llm else _ABOUT
    server: MCPServer[Any] = MCPServer("qa", instructions=about, log_level="WARNING")

    @server.tool(annotations=_READ_ONLY)
    @_said
    def ask(question: str, docs: list[str] | None = None) -> dict[str, Any]:
        """Answers a question (Vietnamese or English) from the documents, with citations. `docs` narrows the search."""
        return to_dict(service.ask(question, (), docs or (), client="mcp"))

    @server.tool(annotations=_READ_ONLY)
    @_said
    def search(query: str, k: int = 10, docs: list[str] | None = None) -> list[dict[str, Any]]:
        """Returns the k passages nearest to a query, best first."""
        service.check(query, "mcp", "vi")
        with service.gate.enter():
            return [
                describe.hit(hit) for hit in service.live.get().search(query, max(1, min(k, 100)), docs or ())
            ]

    @server.tool(annotations=_READ_ONLY)
    @_said
    def tasks(
        agency: str = "", role: str = "", province: str = "", query: str = "", time: str = ""
    ) -> list[dict[str, Any]]:
        """Looks up who leads (role="lead"), coordinates ("coordinate") or is assigned ("owner") a task, by when."""
        found = service.look_up(agency=agency, role=role, province=province, query=query, time=time)
        return [to_dict(task) for task in found.tasks]

    @server.tool(annotations=_READ_ONLY)
    @_said
    def show(id: str) -> dict[str, Any]:
        """Returns one section by its id, or a document's metadata and sections by the document's id."""
        return service.show(id)

    return server


def mcp_app(server: MCPServer[Any]) -> Any:
    """Returns the ASGI app; the guard has checked host, origin and user before it is reached."""
    return server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
