"""What `/openapi.json` says of the answers of each route: examples, from `openapi.json` beside this file."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

_REFUSAL = {"error": "Hãy gõ câu hỏi rồi bấm Hỏi."}


def answers(name: str, **others: str) -> dict[int | str, dict[str, Any]]:
    """Returns the answers of a route: its example, what refusals look like, and other media types by name."""
    content = {"application/json": {"example": examples()[name]}} if name else {}
    more = {kind: {"example": example} for kind, example in others.items()}
    refusal = {"description": "A sentence on what is wrong", "content": {"application/json": {"example": _REFUSAL}}}
    return {200: {"content": content | more}, 422: refusal, "4XX": refusal}


@cache
def examples() -> dict[str, Any]:
    """Returns an answer of each route, its lists cut to one item."""
    found: dict[str, Any] = json.loads((files("qa.web") / "openapi.json").read_text(encoding="utf-8"))
    return found
