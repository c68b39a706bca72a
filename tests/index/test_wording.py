"""What is cut at index time is what cutting the text at question time would give."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vietnamese.strategies import ANY

from qa.index import open_index
from qa.index.vocabulary import Vocabulary
from qa.index.wording import Cutter, DocumentTerms, pack, unpack, wording, years_in
from qa.records import Document, Part, Section, Source
from qa.vietnamese import normalize, sentences
from qa.vietnamese.abbreviations import spelled_terms


def document_of(lines: list[str], parts: tuple[Part, ...] = ()) -> tuple[Document, list[Section]]:
    """A heading, and each further line a paragraph under it."""
    text = "\n".join(lines)
    document = Document(
        "d", "Kế hoạch", None, "", "", None, "Tên văn bản", None, (), Source("d.txt", "", "txt", None), text, parts
    )
    sections, at = [], 0
    for n, line in enumerate(lines):
        heading = line if n == 0 else ""
        kind = "paragraph" if n else "heading"
        parent = "d#0" if n else None
        sections.append(Section(f"d#{n}", "d", "", heading, kind, (str(n),), at, at + len(line), parent))
        at += len(line) + 1
    return document, sections


def unpacked(packed, vocabulary, among=None):
    ((_, terms),) = unpack([("", packed)], vocabulary, among)
    return terms


line = ANY.map(normalize).map(lambda text: " ".join(text.split("\n")).strip())


@given(ANY.map(normalize))
def test_packed_terms_are_those_of_the_text(text):
    words = Vocabulary([])
    assert unpacked(pack(text, words), words) - {""} == spelled_terms(text) - {""}


@given(ANY.map(normalize), st.sets(st.sampled_from(["khoa", "học", "khoa_học", "a", "2030", "1"])))
def test_of_packed_terms_those_that_matter_can_be_picked_out(text, wanted):
    words, text = Vocabulary([]), f"{text} khoa học 2030"
    assert unpacked(pack(text, words), words, frozenset(wanted)) == wanted & spelled_terms(text)


def test_texts_packed_apart_are_unpacked_together():
    words = Vocabulary([])
    texts = {"a": "Sở Tài chính", "b": "", "c": "Kinh phí của Sở"}
    found = dict(unpack([(key, pack(text, words)) for key, text in texts.items()], words))
    assert {key: terms - {""} for key, terms in found.items()} == {
        key: spelled_terms(text) - {""} for key, text in texts.items()
    }


@given(st.lists(line, min_size=2, max_size=5))
def test_a_wording_is_what_its_text_gives(lines):
    document, sections = document_of(lines)
    cutter = Cutter(document, sections, words := Vocabulary([]))
    for section in sections:
        text = document.text[section.start : section.end]
        number = cutter.above(section)
        found = wording(cutter.wording(section), section, unpacked(cutter.heads()[number], words), words)
        spans = [(section.start + a, section.start + b) for a, b in sentences(text)] or [(section.start, section.end)]
        assert list(found.spans) == spans
        assert found.whole - {""} == spelled_terms(text) - {""}
        for (start, end), terms in zip(spans, found.terms, strict=True):
            assert terms - {""} == spelled_terms(document.text[start:end]) - {""}


def test_years_are_those_of_the_sentence_else_of_the_section_else_of_the_headings():
    document, sections = document_of(["Giai đoạn 2021-2025", "Năm 2023 làm. Rồi nghỉ.", "Không nói năm nào."])
    cutter = Cutter(document, sections, words := Vocabulary([]))
    found = [wording(cutter.wording(section), section, frozenset(), words).years for section in sections]
    assert found[1] == (frozenset({2023}), frozenset({2023}))
    assert found[2] == (frozenset({2021, 2025}),)


def test_no_year_is_read_out_of_a_number_or_a_date():
    assert years_in("Quyết định 2023/QĐ, 12.2024, 1/2/2025; năm 2026 và 2030.") == {2023, 2026, 2030}


def test_above_a_section_stand_its_headings_and_its_parts_title():
    parts = (
        Part("", "Quyết định", "Ban hành chương trình", 0, 5),
        Part("p", "Chương trình", "Chương trình lúa", 5, 99),
    )
    document, sections = document_of(["Mục tiêu chung", "Lúa gạo"], parts)
    cutter = Cutter(document, sections, words := Vocabulary([]))
    head, item = (cutter.above(section) for section in sections)
    heads = [unpacked(packed, words) for packed in cutter.heads()]
    assert {"ban", "hành"} <= heads[head] and "lúa" not in heads[head]
    assert {"mục", "tiêu", "muc_tieu", "lúa"} <= heads[item]


def test_of_a_long_text_above_only_its_heading_counts():
    document, sections = document_of(["Đầu đề " + "chữ " * 200, "Con"])
    sections[0] = dataclasses.replace(sections[0], heading="Đầu đề")
    cutter = Cutter(document, sections, words := Vocabulary([]))
    number = cutter.above(sections[1])
    assert unpacked(cutter.heads()[number], words) == spelled_terms("Đầu đề . Tên văn bản")


@given(st.lists(line, min_size=1, max_size=4))
def test_a_document_holds_the_terms_of_its_sections_and_no_others(lines):
    document, sections = document_of(lines)
    cutter = Cutter(document, sections, Vocabulary([]))
    for section in sections:
        cutter.wording(section)
    held = DocumentTerms(cutter.document())
    every = frozenset().union(*(spelled_terms(text) for text in lines)) - {""}
    assert all(term in held for term in every)
    assert not any(f"{term}x" in held for term in every if f"{term}x" not in every) and 5 not in held


@pytest.mark.model
def test_in_the_real_index_every_section_is_worded_as_its_text_is(real_index):
    index = open_index(real_index)
    for header in index.headers():
        document = index.document(header.doc_id)
        assert document is not None
        held = index.terms(header.doc_id)
        for section in index.sections(header.doc_id):
            _, found = index.worded([section.section_id])[section.section_id]
            text = document.text[section.start : section.end]
            assert found.whole - {""} == spelled_terms(text) - {""}, section.section_id
            assert index.above([section.section_id]) == {section.section_id: found.above}
            some = frozenset(sorted(found.above)[::2]) | {"không có"}
            assert index.above([section.section_id], some) == {section.section_id: found.above & some}
            assert all(term in held for term in found.whole - {""})
            expected = spelled_terms(f"{section.label} {section.heading}") if section.heading else frozenset()
            assert index.heading_terms(section) == expected
        for task in index.tasks([header.doc_id]):
            terms = spelled_terms(f"{task.task} {task.result}")
            assert index.task_terms([task]) == {task.task_id: terms}
            assert index.task_terms([task], frozenset(sorted(terms)[::2])) == {task.task_id: set(sorted(terms)[::2])}
