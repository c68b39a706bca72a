"""What answers are made of, read from an open index."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import second

from qa.answer.material import Material, _stands
from qa.index import open_index


@pytest.mark.model
def test_a_section_is_the_same_read_from_a_passage_or_from_its_document(real_index):
    index = open_index(real_index)
    read = Material(index)
    for passage in index.passages():
        for section_id in passage.section_ids:
            fresh = Material(index).unit(section_id)
            assert read.unit(section_id, passage) == fresh == read.unit(section_id)
            assert fresh.text == read.text(fresh.section)


@pytest.mark.model
def test_the_sections_before_one_are_found_without_reading_its_document(real_index):
    index = open_index(real_index)
    material, read_one_by_one = Material(index), Material(open_index(real_index))
    for header in index.headers():
        for section in index.sections(header.doc_id):
            before = [other for other in material.beside(section)[0] if other.kind != "item"]
            assert list(read_one_by_one.before(section, "item")) == before[::-1]
    assert not read_one_by_one.index._sections


@given(
    words=st.lists(st.text("ab", min_size=1, max_size=2), min_size=1, max_size=3), text=st.text("ab _.", max_size=16)
)
def test_a_phrase_stands_where_whole_words_do(words, text):
    end = r"\W+".join(words) + r"(?!\w)"
    assert _stands(re.compile(end), text) == (re.search(r"(?<!\w)" + end, text) is not None)


def test_a_word_is_an_abbreviation_where_documents_have_it_in_capitals_alone():
    material = second.material()
    for header in second.index().headers():
        text = material.document(header.doc_id).text
        assert "UBND" in text and "ubnd" not in text
    assert material.in_capitals("ubnd")
    assert not material.in_capitals("tin")  # "thông tin" beside "THÔNG TIN"
    assert not material.in_capitals("haccp")  # nowhere
