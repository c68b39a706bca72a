"""What one run of `qa index` says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.index.manifest import Entry
from qa.index.relations import SET_ASIDE
from qa.records import Relation


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed, and why (Vietnamese)."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What an index holds now, and what this run did; `embedded` counts the passages the model was run on."""

    documents: int
    sections: int
    passages: int
    tasks: int
    added: int
    replaced: int
    unchanged: int
    removed: int
    embedded: int
    failed: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


def warnings_of(entries: Sequence[Entry], relations: Sequence[Relation]) -> list[str]:
    """Returns what is to be said of documents: what was unsure in reading them, and which are set aside for others."""
    said = [f"{entry.path}: {warning}" for entry in entries for warning in entry.warnings]
    return said + [
        f"{relation.other}: chỉ dùng khi được hỏi đích danh, vì đã có {relation.doc_id} (xem: qa docs)."
        for relation in relations
        if relation.kind in SET_ASIDE
    ]
