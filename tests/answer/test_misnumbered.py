"""Documents that a question names by a number a little wrong, and those that it names by another."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from .opened import assistant_on

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
