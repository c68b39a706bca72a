"""How the database keeps records and texts: JSON lists of fields, texts packed, a document's header as an object."""

from __future__ import annotations

import dataclasses
import json
import zlib
from typing import Any, TypeVar

from qa.records import Change, Document, LegalBasis, Part, Passage, Section, Source, Task

_FIELDS = [[field.name for field in dataclasses.fields(kind)] for kind in (Section, Passage, Task)]
# Told by the file, since a list of fields does not name them.
LAYOUT = zlib.crc32(repr(_FIELDS).encode()) >> 1
_R = TypeVar("_R")
_SCAN = json.JSONDecoder().raw_decode  # without what `json.loads` looks for first, which takes as long
_TEXT = _FIELDS[1].index("text")


def packed_text(text: str) -> bytes:
    """Returns a text, packed."""
    # A passage has its text twice in the index, but to cut it out of the document's all of that would be read.
    return zlib.compress(text.encode("utf-8", "replace"))


def unpacked_text(data: bytes) -> str:
    """Returns the text that was packed."""
    return zlib.decompress(data).decode()


def encode(record: Any, apart: str = "") -> str:
    """Returns the fields of a record; null for one that is kept apart."""
    plain = dataclasses.asdict(record)
    return _json([None if name == apart else value for name, value in plain.items()])


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[_R], record: str, text: str | None = None) -> _R:
    """Returns a record; `text` is that of a passage."""
    values = [_tuple(value) if type(value) is list else value for value in _SCAN(record)[0]]
    if text is not None:
        values[_TEXT] = text
    return kind(*values)


def encode_header(document: Document) -> str:
    """Returns the fields of a document but for its text."""
    plain = dataclasses.asdict(document)
    del plain["text"]
    return _json(plain)


def decode_document(record: str, text: str) -> Document:
    """Returns the document of a header; `text` is "" where it is not needed."""
    plain = json.loads(record)
    plain["legal_bases"] = [LegalBasis(**_tuples(each)) for each in plain["legal_bases"]]
    plain["changes"] = [Change(**_tuples(each)) for each in plain.get("changes", ())]
    plain["parts"] = [Part(**_tuples(each)) for each in plain["parts"]]
    plain["source"] = Source(**_tuples(plain["source"]))
    return Document(**_tuples(plain), text=text)


def _tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) if type(value) is list else value for name, value in plain.items()}


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(value) if type(value) is list else value for value in values])
