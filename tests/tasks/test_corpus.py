"""The register of the four documents against `eval/tasks.jsonl`.

The file was written by hand from the documents before the extractor existed. It holds every row of the appendix
tables, every unit line, and every item of "Tổ chức thực hiện" that charges an agency; article 3 of the decision is
left out: it says whom the decision binds and assigns no task. Since then two rows were changed, to the convention that
bare common nouns after "các" are one name ("các đơn vị liên quan, địa phương").
"""

from functools import cache
from pathlib import Path

import pytest

from qa.documents import read
from qa.records import Source, Task
from qa.structure import ParsedDocument, parse
from qa.tasks import examine

from .helpers import CORPUS, Row, differences, load_rows, pair, squeeze

EXPECTED = load_rows(Path(__file__).parents[2] / "eval" / "tasks.jsonl")


@cache
def documents() -> dict[str, ParsedDocument]:
    parsed = [parse(read(path), Source(path.name, "0", "txt")) for path in sorted(CORPUS.glob("*/*.txt"))]
    return {one.document.doc_id: one for one in parsed}


@cache
def register() -> dict[str, tuple[Task, ...]]:
    return {doc_id: examine(one.document, one.sections).tasks for doc_id, one in documents().items()}


@cache
def matched() -> tuple[list[tuple[Row, Task]], list[Row], list[Task]]:
    pairs, missing, spurious = [], [], []
    for doc_id, tasks in register().items():
        more = pair([row for row in EXPECTED if row["doc_id"] == doc_id], tasks)
        pairs += more[0]
        missing += more[1]
        spurious += more[2]
    return pairs, missing, spurious


def test_the_hand_made_file_covers_the_four_documents() -> None:
    assert len(EXPECTED) == 89
    assert {row["doc_id"] for row in EXPECTED} == set(register())


@pytest.mark.parametrize("field", ["lead", "coordinate", "owner", "time", "result"])
def test_field_matches_the_hand_made_file(field: str) -> None:
    pairs, missing, _ = matched()
    wrong = [(t.task_id, d) for row, t in pairs for d in differences(row, t) if d.startswith(f"{field}:")]
    right = len(pairs) - len(wrong)
    assert right / len(EXPECTED) >= 0.98, "\n".join(map(str, [*wrong, *(("missing", r["task"][:60]) for r in missing)]))


def test_few_rows_are_spurious() -> None:
    _, _, spurious = matched()
    total = sum(map(len, register().values()))
    assert len(spurious) / total <= 0.02, "\n".join(f"{t.task_id}: {t.task[:80]}" for t in spurious)


def test_whole_task_is_taken_and_the_quote_holds_its_source() -> None:
    pairs, _, _ = matched()
    wrong = [t.task_id for row, t in pairs if squeeze(t.task) != squeeze(row["task"])]
    assert len(wrong) <= 0.02 * len(EXPECTED), wrong
    assert [t.task_id for row, t in pairs if squeeze(row["quote_starts"]) not in squeeze(t.quote)] == []


def test_quotes_are_verbatim_and_inside_their_sections() -> None:
    for doc_id, tasks in register().items():
        sections = {section.section_id: section for section in documents()[doc_id].sections}
        for task in tasks:
            section = sections[task.section_id]
            assert documents()[doc_id].document.text[task.start : task.end] == task.quote
            assert section.start <= task.start < task.end <= section.end
            assert task.reference == section.reference != ""


def test_task_ids_are_unique_and_canonical_names_stand_beside_the_printed() -> None:
    tasks = [task for some in register().values() for task in some]
    assert len({task.task_id for task in tasks}) == len(tasks)
    for task in tasks:
        assert [len(task.lead), len(task.coordinate), len(task.owner)] == [
            len(task.lead_canonical),
            len(task.coordinate_canonical),
            len(task.owner_canonical),
        ]
