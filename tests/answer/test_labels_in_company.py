"""Sections named by several labels: each is one of the path; parts by their words; appendices that are not there."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH KIÊN GIANG
Số: 58/KH-UBND
Kiên Giang, ngày 14 tháng 4 năm 2024
KẾ HOẠCH
Nuôi biển năm 2025
Phần thứ nhất
MỤC TIÊU
I. MỤC TIÊU CHUNG
1. Nuôi 500 lồng.
2. Đạt 3.000 tấn.
II. MỤC TIÊU RIÊNG
1. Lập 4 tổ nuôi.
2. Mở 12 lớp.
Phần thứ hai
NHIỆM VỤ
A. GIỐNG
1. Mua giống
a) Mua 10.000 con cá bớp.
b) Mua 20.000 con cá mú.
2. Kiểm dịch
a) Kiểm 30 lô.
b) Tiêu hủy lô hỏng.
B. LỒNG BÈ
1. Đóng lồng
a) Đóng 60 lồng tròn.
b) Đóng 70 lồng vuông.
2. Neo lồng
a) Neo bằng xích.
b) Thay neo mỗi năm.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lâm Minh Thành
PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 58/KH-UBND ngày 14 tháng 4 năm 2024)
STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian
1 | Mua giống | Sở Thủy sản | 2025
2 | Đóng lồng | Sở Công Thương | 2025
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant on a plan in two parts."""
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("Điểm b mục 1 mục B Phần thứ hai Kế hoạch 58 nói gì?", "70 lồng vuông", "lồng tròn"),
        ("Điểm a mục 2 mục A Phần thứ hai của Kế hoạch 58 nói về điều gì?", "30 lô", "Tiêu hủy"),
        ("Nội dung Phần thứ hai của Kế hoạch 58", "Mua 10.000 con", "12 lớp"),
        ("Cho tôi xem mục II Phần thứ nhất của Kế hoạch 58/KH-UBND", "12 lớp", "500 lồng"),
    ],
)
def test_each_label_is_one_of_the_path(assistant: Assistant, question: str, told: str, not_told: str) -> None:
    """"Điểm b … mục B" is not mục B twice, and "Phần thứ hai" not "mục II" of the first."""
    answer = assistant.ask(question).answer
    assert told in answer
    assert not_told not in answer


@pytest.mark.parametrize("question", ["Phụ lục 9 của Kế hoạch 58 quy định gì?", "Kế hoạch 58 phụ lục II ghi gì?"])
def test_an_appendix_that_is_not_there(assistant: Assistant, question: str) -> None:
    """Nothing else is told in its place."""
    answer = assistant.ask(question)
    assert answer.abstained
    assert "Không thấy" in answer.answer
