"""What is quoted of what was chosen."""

from __future__ import annotations

from qa.answer.choosing import Choice
from qa.answer.extractive import LONG_HEADING, _under_headings
from qa.answer.spans import Unit
from qa.records import Hit, Passage, Section


def choice(section: Section, text: str) -> Choice:
    unit = Unit(section, text, ((0, len(text)),), (frozenset(),), frozenset(), frozenset(), (frozenset(),))
    passage = Passage("p", "d", section.section_id, (section.section_id,), text, 0, len(text), "")
    return Choice(unit, 0, 0.5, 0.5, True, None, Hit(passage, 1.0))


def test_a_heading_that_is_a_sentence_is_quoted_itself() -> None:
    heading = Section("d#1", "d", "1", "Mức hỗ trợ", "heading", ("1",), 0, 9)
    below = choice(Section("d#1/d1", "d", "", "", "paragraph", ("1", "d1"), 9, 20, "d#1"), "(huyện Ba Bể).")
    short, long = choice(heading, "Mức hỗ trợ"), choice(heading, "Mỗi điểm được cấp 90 triệu" + " x" * LONG_HEADING)
    assert _under_headings([short, below]) == [below]
    assert _under_headings([long, below]) == [long, below]
