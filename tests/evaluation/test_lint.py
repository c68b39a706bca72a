import pytest

from qa.evaluation.gold import KINDS, Evidence, split_of
from qa.evaluation.lint import faults, near_duplicates

from .conftest import DOC, gold


def one_fault(question, sections):
    """Lints one question; the faults of the whole set (kinds that are too small) are left out."""
    return [fault for fault in faults([question], sections) if fault.startswith(question.id)]


def whole(**fields):
    return gold(**({"split": split_of("q1")} | fields))


def test_a_good_question_has_no_fault(sections):
    assert one_fault(whole(), sections) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"evidence": (Evidence(DOC, f"{DOC}#I/2", "đạt 35%"),)}, "không nằm trong"),
        ({"evidence": (Evidence(DOC, f"{DOC}#IX", "đạt 35%"),)}, "không có mục"),
        ({"evidence": ()}, "thiếu evidence"),
        ({"must": ()}, "thiếu must"),
        ({"must": (("36%",),)}, "36%"),
        ({"docs": ("nowhere",)}, "nowhere"),
        ({"filter": ("nowhere",)}, "nowhere"),
        ({"split": ""}, "split"),
        ({"kind": "unanswerable"}, "không trả lời được"),
    ],
)
def test_each_fault_is_named(sections, fields, said):
    found = one_fault(whole(**fields), sections)
    assert len(found) == 1
    assert said in found[0]


def test_an_unanswerable_question_needs_nothing(sections):
    assert one_fault(whole(kind="unanswerable", must=(), evidence=(), answer=""), sections) == []


def test_kinds_under_ten_and_double_ids_are_named(sections):
    questions = [whole()] * 10
    found = faults(questions, sections)
    assert any("q1" in fault and "10 lần" in fault for fault in found)
    small = [fault for fault in found if fault.startswith("loại")]
    assert len(small) == len(KINDS) - 1
    assert not any("“fact”" in fault for fault in small)


def test_near_duplicates():
    questions = [
        gold(id="a", question="Tỷ lệ đổi mới đến năm 2025 của tỉnh là bao nhiêu?"),
        gold(id="b", question="Tỷ lệ đổi mới của tỉnh đến năm 2025 là bao nhiêu"),
        gold(id="c", question="Tỷ lệ đổi mới đến năm 2030 của tỉnh là bao nhiêu?"),
        gold(id="d", question="Ty le doi moi den nam 2025 cua tinh la bao nhieu?", kind="no-diacritics"),
    ]
    assert [(a, b) for a, b, _ in near_duplicates(questions)] == [("a", "b")]
