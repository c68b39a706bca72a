"""What answers are made of, read from an open index."""

import pytest

from qa.answer.material import Material
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
