import dataclasses

import pytest

from qa.evaluation.gold import Evidence
from qa.evaluation.metrics.citations import (
    citation_precision,
    citation_recall,
    citation_relevance,
    evidence_cited,
    ids_valid,
    unsupported,
    verbatim,
)

from ..conftest import DOC, citation

FIRST = citation(1, "I/1", "Đến năm 2025, tỷ lệ đổi mới đạt 35% số doanh nghiệp.")
SECOND = citation(2, "I/2", "tỷ lệ đổi mới đạt 50%")
TASK = citation(3, "II/1", "Sở Khoa học và Công nghệ chủ trì")


def test_ids(sections):
    assert ids_valid("35% [1] và 50% [2]", [FIRST, SECOND], sections) == 1
    assert ids_valid("35% [1] và 50% [4]", [FIRST], sections) == pytest.approx(2 / 3)
    unknown = dataclasses.replace(FIRST, section_id=f"{DOC}#IX")
    foreign = dataclasses.replace(FIRST, doc_id="another")
    assert ids_valid("35% [1]", [unknown], sections) == 0.5
    assert ids_valid("35% [1]", [foreign], sections) == 0.5
    assert ids_valid("không", [], sections) is None


def test_verbatim(sections):
    assert verbatim([FIRST, SECOND], sections) == 1
    heading = dataclasses.replace(FIRST, section_id=f"{DOC}#I")
    assert verbatim([heading], sections) == 1
    changed = dataclasses.replace(FIRST, quote=FIRST.quote.replace("35", "36"))
    shifted = dataclasses.replace(FIRST, start=FIRST.start + 1)
    elsewhere = dataclasses.replace(FIRST, section_id=f"{DOC}#I/2")
    empty = dataclasses.replace(FIRST, quote="", end=FIRST.start)
    assert verbatim([changed, shifted, elsewhere, empty, SECOND], sections) == 0.2
    assert verbatim([], sections) is None


def test_recall_and_precision_by_hand():
    answer = "Tỷ lệ đổi mới đạt 35% năm 2025 [1][3]. Tỷ lệ đổi mới đạt 60% [2]. Chưa dẫn nguồn đổi mới."
    cited = [FIRST, SECOND, TASK]
    # One of three statements is supported; of its two citations one is needed, the third belongs to a false one.
    assert citation_recall(answer, cited) == pytest.approx(1 / 3)
    assert citation_precision(answer, cited) == pytest.approx(1 / 3)
    assert unsupported(answer, cited) == ["Tỷ lệ đổi mới đạt 60%", "Chưa dẫn nguồn đổi mới"]


def test_citations_that_support_only_together_are_both_needed():
    answer = "Tỷ lệ đổi mới đạt 35% rồi 50% số doanh nghiệp [1][2]"
    assert citation_recall(answer, [FIRST, SECOND]) == 1
    assert citation_precision(answer, [FIRST, SECOND]) == 1


def test_nothing_to_judge():
    assert citation_recall("", []) is None
    assert citation_precision("Một câu nói suông.", []) is None


EVIDENCE = [
    Evidence(DOC, f"{DOC}#I/1", "tỷ lệ đổi mới đạt 35%"),
    Evidence(DOC, f"{DOC}#I/2", "tỷ lệ đổi mới đạt 50%"),
]


def test_evidence_cited():
    assert evidence_cited(EVIDENCE, [FIRST]) == 0.5
    assert evidence_cited(EVIDENCE, [FIRST], "any") == 1
    assert evidence_cited(EVIDENCE, [FIRST, SECOND]) == 1
    assert evidence_cited(EVIDENCE, [dataclasses.replace(FIRST, doc_id="another")]) == 0
    assert evidence_cited(EVIDENCE, []) == 0


def test_relevance():
    under = dataclasses.replace(TASK, section_id=f"{DOC}#I/1/a", quote="khác")
    over = dataclasses.replace(TASK, section_id=f"{DOC}#I", quote="khác")
    beside = dataclasses.replace(TASK, section_id=f"{DOC}#I/10", quote="khác")
    same_words = dataclasses.replace(TASK, quote="Đến năm 2025, tỷ lệ đổi mới đạt 35% số")
    foreign = dataclasses.replace(FIRST, doc_id="another")
    assert citation_relevance([FIRST, under, over, same_words], EVIDENCE) == 1
    assert citation_relevance([TASK, beside, foreign], EVIDENCE) == 0
    assert citation_relevance([], EVIDENCE) is None
