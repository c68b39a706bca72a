"""Documents that a question names by a number a little wrong, and those that it names by another."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from ..opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 77/KH-UBND
Tây Ninh, ngày 12 tháng 4 năm 2024
KẾ HOẠCH
Phát triển hợp tác xã kiểu mới giai đoạn 2024 - 2028
Theo đề nghị của Liên minh Hợp tác xã tỉnh tại Tờ trình số 45/TTr-LMHTX ngày 02/4/2024;
I. NỘI DUNG
1. Hỗ trợ 15 hợp tác xã mua máy sấy theo Quyết định số 3172/QĐ-UBND ngày 18/12/2023 của UBND tỉnh.
2. Mở 20 lớp kế toán theo Nghị quyết số 25/2022/NQ-HĐND của Hội đồng nhân dân tỉnh.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "remark", "said"),
    [
        # the figures in another order
        ("Quyết định 3712/QĐ-UBND hỗ trợ bao nhiêu hợp tác xã mua máy sấy?", "3172/QĐ-UBND", "15 hợp tác xã"),
        # another number with the same date
        ("Tờ trình số 54 ngày 02/4/2024 là của cơ quan nào?", "45/TTr-LMHTX", "Liên minh Hợp tác xã"),
        ("Tờ trình số 48 ngày 2/4/2024 là của cơ quan nào?", "45/TTr-LMHTX", "Liên minh Hợp tác xã"),
    ],
)
def test_the_number_is_set_right_first(assistant: Assistant, question: str, remark: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and said in answer.answer.replace("**", "")
    assert answer.answer.startswith("Văn bản không nhắc đến số văn bản trong câu hỏi")
    assert any(remark in note for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "Quyết định 3173/QĐ-UBND hỗ trợ bao nhiêu hợp tác xã mua máy sấy?",  # near, but it may well be another
        "Kế hoạch 78/KH-UBND hỗ trợ bao nhiêu hợp tác xã mua máy sấy?",
        "Nghị quyết 52/2022/NQ-CP mở bao nhiêu lớp kế toán?",  # of another make
    ],
)
def test_another_number_is_another_document(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_a_number_that_is_mentioned_stays(assistant: Assistant) -> None:
    answer = assistant.ask("Quyết định 3172/QĐ-UBND hỗ trợ bao nhiêu hợp tác xã mua máy sấy?")
    assert "15 hợp tác xã" in answer.answer.replace("**", "") and "không nhắc" not in answer.answer


OWN = PAPER.replace("Số: 77/KH", "Số: 2477/KH")


@pytest.mark.parametrize(
    ("paper", "question", "meant"),
    [
        (OWN, "Nội dung chính của Kế hoạch 2747/KH-UBND?", True),
        (PAPER.replace("Số: 77/KH", "Số: 75/KH"), "Nội dung chính của Kế hoạch số 57/KH-UBND ngày 12/4/2024?", True),
        (PAPER.replace("Số: 77/KH", "Số: 75/KH"), "Nội dung chính của Kế hoạch số 57/KH-UBND?", False),
        (OWN, "Nội dung chính của Quyết định 2747/QĐ-UBND?", False),
    ],
)
def test_the_number_of_a_document_itself_may_be_meant(tmp_path_factory, paper: str, question: str, meant: bool) -> None:
    # A short number without its date may well be another document's.
    answer = assistant_on(paper, tmp_path_factory).ask(question)
    assert answer.abstained is not meant
    assert any("số của văn bản là" in note for note in answer.notes) is meant


def test_the_date_of_the_document_is_no_figure_that_its_text_must_have(assistant: Assistant) -> None:
    answer = assistant.ask("Nội dung chính của Kế hoạch 77/KH-UBND ngày 12/4/2024?").answer
    assert answer.startswith("**Tây Ninh**") and "không nêu con số" not in answer
