"""What a large corpus asks of answers: lists that end, and places looked up without reading every text."""

from __future__ import annotations

import pytest
from tests import second

from qa.answer import material as materials
from qa.answer.citing import Citations
from qa.answer.duties import register
from qa.search import understand

QUESTION = "Sở Nông nghiệp và Môi trường được giao những nhiệm vụ gì?"


def listed(question: str = QUESTION) -> tuple[str, int, Citations]:
    index, citations = second.index(), Citations(second.material())
    found = [(task, "lead") for task in index.tasks()]
    query = understand(question, index.headers(), ())
    return register.listing(query, found, citations, second.material()), len(found), citations


def test_a_list_that_is_short_enough_is_whole():
    text, count, _ = listed()
    assert count > 2 and text.count("\n  - ") == count and "nữa" not in text


@pytest.mark.parametrize(
    ("question", "words"), [(QUESTION, "nữa trong sổ nhiệm vụ"), ("What are the tasks?", "more are in")]
)
def test_a_long_list_ends_and_says_how_many_there_are_besides(monkeypatch, question, words):
    monkeypatch.setattr(register, "LISTED", 2)
    text, _, citations = listed(question)
    assert text.count("\n  - ") == 2 and words in text.splitlines()[-1]
    assert len({citation.section_id for citation in citations.found}) <= 6


def test_of_many_documents_those_are_near_whose_passages_hold_the_text(monkeypatch):
    every = {header.doc_id for header in second.index().headers()}
    assert set(second.material().near("hợp tác xã")) == every
    monkeypatch.setattr(materials, "_NEAR", 0)
    words = "tối đa 80 triệu đồng cho một hợp tác xã"
    holders = {d.doc_id for d in second.index().documents() if words in d.text}
    assert set(second.material().near(words)) == holders != every
    assert list(second.material().near("hoàn toàn không có ở đâu")) == []
