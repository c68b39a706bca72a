"""Which agencies a document charges: a line each, in its order."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """UBND TỈNH YÊN BÁI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 97/KH-UBND
Yên Bái, ngày 28 tháng 02 năm 2025

KẾ HOẠCH
Phát triển kinh tế số tỉnh Yên Bái

I. TỔ CHỨC THỰC HIỆN
1. Sở Khoa học và Công nghệ
a) Là cơ quan thường trực, theo dõi, đôn đốc việc thực hiện Kế hoạch.
b) Báo cáo kết quả trước ngày 15 tháng 12 hằng năm.
2. Sở Tài chính cân đối, bố trí kinh phí thực hiện.
3. Hội Nông dân tỉnh vận động hội viên bán hàng trên sàn.
4. Ủy ban nhân dân các huyện, thành phố xây dựng kế hoạch của địa phương.

Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị, địa phương phản ánh về Sở Khoa học và Công nghệ.

PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ

TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian
1 | Xây dựng trạm phát sóng | Sở Khoa học và Công nghệ | Sở Xây dựng | 2026
2 | Đo lường kinh tế số | Cục Thống kê tỉnh | Sở Tài chính | 2025
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_on(PAPER, tmp_path_factory)


def named(answer: str) -> list[str]:
    return [line.removeprefix("- ").partition(" [")[0] for line in answer.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize(
    ("question", "told", "beside"),
    [
        (
            "Phần tổ chức thực hiện của Yên Bái giao việc cho những cơ quan nào?",
            ["Sở Khoa học và Công nghệ", "Sở Tài chính", "Hội Nông dân tỉnh", "Ủy ban nhân dân các huyện, thành phố"],
            "",
        ),
        (
            "Kế hoạch phát triển kinh tế số Yên Bái giao nhiệm vụ cho các cơ quan, đơn vị nào?",
            ["Sở Khoa học và Công nghệ", "Sở Tài chính", "Hội Nông dân tỉnh", "Ủy ban nhân dân các huyện, thành phố"],
            "còn giao cho: Cục Thống kê tỉnh",
        ),
        ("Những sở nào ở Yên Bái được giao nhiệm vụ?", ["Sở Khoa học và Công nghệ", "Sở Tài chính"], ""),
        (
            "Trong phụ lục Yên Bái những cơ quan nào được giao việc?",
            ["Sở Khoa học và Công nghệ", "Cục Thống kê tỉnh"],
            "",
        ),
    ],
)
def test_whom_a_document_charges(assistant, question, told, beside):
    answer = assistant.ask(question).answer
    assert named(answer) == told
    assert beside in answer and "địa phương phản ánh" not in answer


@pytest.mark.parametrize("said", ["giữ vai chính", "là nòng cốt", "đứng mũi chịu sào", "cầm trịch"])
def test_words_for_the_lead_are_no_words_of_the_task(assistant, said):
    answer = assistant.ask(f"Ở Yên Bái cơ quan nào {said} trong đo lường kinh tế số?")
    assert [task.lead for task in answer.tasks] == [("Cục Thống kê tỉnh",)]


CITY = """UBND THÀNH PHỐ ĐÀ NẴNG
Số: 99/KH-UBND
Đà Nẵng, ngày 28 tháng 02 năm 2025

KẾ HOẠCH
Phát triển kinh tế số thành phố Đà Nẵng

I. TỔ CHỨC THỰC HIỆN
1. Công an thành phố chủ trì làm sạch dữ liệu dân cư.
2. Sở Tài chính cân đối kinh phí.
"""


def test_an_agency_named_with_its_city(tmp_path_factory):
    answer = assistant_on(CITY, tmp_path_factory).ask("Công an Đà Nẵng phải làm những việc gì?")
    assert "làm sạch dữ liệu dân cư" in answer.answer and not answer.abstained


def test_who_has_one_task_is_another_question(assistant):
    answer = assistant.ask("Ở Yên Bái, những đơn vị nào được giao đo lường kinh tế số?")
    assert [task.lead for task in answer.tasks] == [("Cục Thống kê tỉnh",)]
