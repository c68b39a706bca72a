"""Every document against the outline that was read against it, and what must hold for every document."""

from collections import Counter
from pathlib import Path

import pytest

from qa.structure import ParsedDocument

from .outline import FILES, OUTLINES, outline, parsed


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def found(request: pytest.FixtureRequest) -> ParsedDocument:
    path: Path = request.param
    return parsed(path)


def test_outline_is_the_one_that_was_read(found: ParsedDocument) -> None:
    kept = (OUTLINES / f"{found.document.doc_id}.txt").read_text(encoding="utf-8")
    assert outline(found) == kept


def test_every_character_belongs_to_exactly_one_section(found: ParsedDocument) -> None:
    text = found.document.text
    owners = Counter(at for section in found.sections for at in range(section.start, section.end))
    assert [at for at, char in enumerate(text) if not char.isspace() and owners[at] != 1] == []
    assert max(owners.values()) == 1


def test_sections_stand_in_reading_order(found: ParsedDocument) -> None:
    starts = [section.start for section in found.sections]
    assert starts == sorted(starts)


def test_ids_are_unique_and_made_of_the_path(found: ParsedDocument) -> None:
    ids = [section.section_id for section in found.sections]
    assert len(set(ids)) == len(ids)
    for section in found.sections:
        assert section.section_id == f"{found.document.doc_id}#{'/'.join(section.path)}"


def test_an_id_ends_in_the_printed_label(found: ParsedDocument) -> None:
    for section in found.sections:
        if section.kind in ("heading", "item") and section.label not in ("-", "+", "*", ""):
            assert section.path[-1].split("-")[-1].casefold() in section.label.casefold()


def test_a_parent_stands_before_its_children(found: ParsedDocument) -> None:
    seen = set()
    for section in found.sections:
        assert section.parent is None or section.parent in seen
        seen.add(section.section_id)


def test_only_an_inferred_section_has_no_text(found: ParsedDocument) -> None:
    for section in found.sections:
        assert (section.start == section.end) == section.inferred


def test_a_label_stands_at_the_start_of_its_section(found: ParsedDocument) -> None:
    for section in found.sections:
        if section.kind in ("heading", "item") and not section.inferred:
            assert found.document.text[section.start : section.end].startswith(section.label)


def test_parsing_again_gives_the_same(found: ParsedDocument) -> None:
    path = next(path for path in FILES if path.name == found.document.source.path)
    assert parsed(path) == found
