"""The whole task register of an index, with what a question would else go through all of its rows for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from qa.records import Task


class Register(tuple[Task, ...]):
    """The tasks of all documents but those set aside, in the order of documents and offsets."""

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents that have tasks, in their order."""
        return tuple(dict.fromkeys(task.doc_id for task in self))

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The canonical names of all agencies in the tasks."""
        roles = ((task.lead_canonical, task.coordinate_canonical, task.owner_canonical) for task in self)
        return frozenset(name for names in roles for held in names for name in held)

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, task in enumerate(self):
            found.setdefault(task.section_id, []).append(row)
        return found

    @cached_property
    def _stretches(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for row, task in enumerate(self):
            first, _ = found.get(task.doc_id, (row, row))
            found[task.doc_id] = (first, row + 1)
        return found

    def in_sections(self, section_ids: Collection[str]) -> list[Task]:
        """Returns the tasks of some sections, in their order."""
        return [self[row] for row in sorted(row for at in section_ids for row in self._rows.get(at, ()))]

    def of_document(self, doc_id: str) -> Sequence[Task]:
        """Returns the tasks of one document, in their order."""
        first, end = self._stretches.get(doc_id, (0, 0))
        return self[first:end]


def documents(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Returns the documents that tasks stand in, in their order."""
    return tasks.documents if isinstance(tasks, Register) else tuple(dict.fromkeys(task.doc_id for task in tasks))


def in_sections(tasks: Sequence[Task], section_ids: Collection[str]) -> list[Task]:
    """Returns those of some tasks that stand in some sections, in their order."""
    if isinstance(tasks, Register):
        return tasks.in_sections(section_ids)
    return [task for task in tasks if task.section_id in section_ids]


def of_document(tasks: Sequence[Task], doc_id: str) -> Sequence[Task]:
    """Returns those of some tasks that stand in a document, in their order."""
    if isinstance(tasks, Register):
        return tasks.of_document(doc_id)
    return [task for task in tasks if task.doc_id == doc_id]
