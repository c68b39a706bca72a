"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.errors import QaError

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.index import Index
    from qa.records import Document
    from qa.settings import Settings

IndexOption = Annotated[Path | None, typer.Option("--index", help="thư mục chỉ mục")]
JsonOption = Annotated[bool, typer.Option("--json", help="in JSON")]
DocOption = Annotated[list[str] | None, typer.Option("--doc", help="chỉ văn bản này (lặp lại được; xem: qa docs)")]
ProvinceOption = Annotated[str, typer.Option("--province", help="chỉ tỉnh này: tên cũ hoặc mới, có dấu hay không")]


def settings_with(index: Path | None = None) -> Settings:
    """Returns the settings of this process, with another index where one is named."""
    from qa.settings import get_settings

    settings = get_settings()
    return settings.model_copy(update={"index": index}) if index else settings


def opened_index(index: Path | None) -> Index:
    """Opens the index; no model is loaded."""
    from qa.index import open_index

    return open_index(settings_with(index).index)


def opened_assistant(index: Path | None) -> Assistant:
    """Opens the index with its model."""
    from qa.assistant import Assistant

    settings = settings_with(index)
    return Assistant.open(settings.index, settings)


def narrowed(headers: Sequence[Document], docs: Sequence[str] | None, province: str) -> list[str]:
    """Returns the ids of the documents that both options leave; [] where neither is given.

    Raises:
        QaError: a document or province is not in the index, or nothing is left; names what there is.
    """
    known = [header.doc_id for header in headers]
    unknown = [doc for doc in docs or () if doc not in known]
    if unknown:
        raise QaError(f"Không có văn bản {', '.join(unknown)}. Các văn bản đã nạp: {', '.join(known)}.")
    if not province:
        return list(docs or ())
    names = province_of(headers, province)
    left = [h.doc_id for h in headers if h.province in names and (not docs or h.doc_id in docs)]
    if not left:
        raise QaError(f"Các văn bản {', '.join(docs or ())} không phải của {province}: hãy bỏ --doc hoặc --province.")
    return left


def province_of(headers: Sequence[Document], asked: str) -> tuple[str, ...]:
    """Returns the names under which a province's documents may stand: its own, and of those it was made of.

    Raises:
        QaError: no document is of this province; names those that there are.
    """
    from qa.tasks.since import province_names
    from qa.vietnamese import fold

    held = list(dict.fromkeys(header.province for header in headers if header.province))
    names = province_names(asked)
    meant = {*names.asked, *names.former} or {name for name in held if fold(name) == fold(asked)}
    found = tuple(name for name in held if name in meant)
    if not found:
        shown = names.asked[0] if names.asked else f"“{asked}”"
        raise QaError(f"Chưa có văn bản của tỉnh {shown}. Các tỉnh đã nạp: {', '.join(held)}.")
    return found
