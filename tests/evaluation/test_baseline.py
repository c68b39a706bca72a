import pytest

from qa.evaluation.baseline import Baseline, Bm25, reciprocal_ranks, split
from qa.evaluation.sections import Sections
from qa.records import Turn

from .conftest import DOC, TEXT, FakeEmbedder, FakeIndex


@pytest.fixture
def sections():
    return Sections(FakeIndex())


def test_chunks_are_verbatim_pieces(sections):
    chunks = split(sections.documents[DOC])
    assert chunks
    assert all(TEXT[chunk.start :].startswith(chunk.text) for chunk in chunks)


@pytest.mark.parametrize("bm25", [False, True])
def test_the_best_chunk_is_the_answer_and_its_citation(sections, bm25):
    answer = Baseline(sections, FakeEmbedder(), bm25).ask("đề án quý II", [Turn("Sở nào?", "")], [DOC])
    assert answer.standalone_question == "Sở nào? đề án quý II"
    assert answer.answer.endswith("[1]")
    assert not answer.abstained
    (citation,) = answer.citations
    assert TEXT[citation.start : citation.end] == citation.quote
    assert answer.passages[0].doc_id == DOC


def test_bm25_by_hand():
    # One of two texts has the word once, in a text of mean length: idf · 2.5 / (1 + 1.5) = ln(1 + 1.5 / 1.5).
    scores = Bm25(["một hai", "ba bốn"]).scores("Hai?")
    assert scores == pytest.approx([0.693147, 0], abs=1e-6)


def test_reciprocal_ranks_by_hand():
    assert reciprocal_ranks([7, 8], [8]) == pytest.approx({7: 1 / 61, 8: 1 / 62 + 1 / 61})
