"""What falls to a district's committee, the views of a plan, one target at two times: on an invented plan."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 88/KH-UBND
Lạng Sơn, ngày 05 tháng 6 năm 2023
KẾ HOẠCH
Phát triển thị trường hồi và thạch đen đến năm 2030
I. QUAN ĐIỂM
1. Lấy hợp tác xã làm trung tâm.
2. Gắn vùng trồng với cửa khẩu.
3. Bảo vệ rừng hồi cổ thụ.
II. MỤC TIÊU
1. Đến năm 2025
- Hình thành 02 chợ đầu mối hồi và kết nối vào mạng lưới chợ biên giới.
- Sản lượng thạch đen tăng 9%/năm.
2. Đến năm 2030
- Hình thành thêm 03 chợ đầu mối hồi và kết nối vào mạng lưới chợ biên giới.
- Sản lượng thạch đen tăng 12%/năm.
- Xây dựng kho lạnh bảo quản tinh dầu tại cửa khẩu.
III. NHIỆM VỤ
a) Trồng mới rừng hồi
Nghiên cứu giống hồi ghép và mở rộng diện tích trồng tập trung.
* Đơn vị thực hiện: Các sở, ban ngành, Ủy ban nhân dân các huyện, thành phố triển khai thực hiện.
* Thời gian thực hiện: Thường xuyên.
b) Xúc tiến thương mại
Đưa sản phẩm hồi lên hội chợ quốc tế.
* Đơn vị thực hiện: Sở Công Thương chủ trì, phối hợp với các đơn vị có liên quan.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương
- Chủ trì theo dõi việc thực hiện Kế hoạch.
2. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thành phố
- Báo cáo kết quả trước ngày 25 tháng 11 hằng năm.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hồ Tiến Thiệu
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "UBND huyện Cao Lộc phải làm gì theo kế hoạch 88?",
        "Huyện Văn Quan có nhiệm vụ gì?",
        "UBND các huyện ở Lạng Sơn phải làm gì?",
        "Chủ tịch UBND huyện Bình Gia được giao những việc gì?",
    ],
)
def test_what_falls_to_each_district_falls_to_the_one_that_asks(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "ownership"
    assert [said for said in ("giống hồi ghép", "25 tháng 11", "hội chợ") if said in answer.answer] == [
        "giống hồi ghép",
        "25 tháng 11",
    ]


def test_views_are_counted_as_tasks_are(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch 88 có mấy quan điểm?").answer
    assert all(said in answer for said in ("(ba mục)", "hợp tác xã", "cửa khẩu", "cổ thụ"))


def test_a_word_of_one_time_does_not_hide_the_other(assistant: Assistant) -> None:
    answer = assistant.ask("Chợ đầu mối hồi đến 2025 có mấy và đến 2030 có thêm mấy?").answer
    assert "**02** chợ" in answer and "**03** chợ" in answer and "thạch đen" not in answer


@pytest.mark.parametrize(
    "question", ["Kho lạnh bảo quản tinh dầu ai xây dựng?", "Cơ quan nào quản lý kho lạnh tinh dầu?"]
)
def test_who_builds_what_is_laid_on_nobody_is_not_found(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
    assert not assistant.ask("Kho lạnh bảo quản tinh dầu xây dựng ở đâu?").abstained
