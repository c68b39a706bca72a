"""Yes or no of a thing: a place without it settles nothing, one by which it is to be made does not say that it is."""

from __future__ import annotations

import pytest

from qa.answer.checks import per_unit
from qa.answer.checks.whether import things
from qa.assistant import Assistant
from qa.search import understand

from ..opened import assistant_on

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 92/KH-UBND
Tây Ninh, ngày 16 tháng 5 năm 2024
KẾ HOẠCH
Phát triển nghề gốm giai đoạn 2024 - 2028
I. MỤC TIÊU
1. Hình thành trung tâm thiết kế gốm của tỉnh khi đủ điều kiện.
2. Giữ gìn và phát huy làng gốm cổ truyền.
II. NHIỆM VỤ
1. Khuyến khích, hỗ trợ thợ gốm tham gia hội thi tại các làng nghề.
2. Kinh phí hỗ trợ lò nung được giải ngân trong thời hạn 15 ngày làm việc.
3. Quỹ bảo trợ nghề gốm thu 2,5 tỷ đồng trong năm 2025.
4. Hỗ trợ một lần 12 triệu đồng cho mỗi nhãn hiệu gốm trong nước; 60 triệu đồng cho mỗi sáng chế đăng ký ở nước ngoài.
5. Cuộc thi gốm đẹp hằng năm có 01 giải nhất trị giá 40 triệu đồng. Hỗ trợ mở gian hàng: 03 triệu đồng/gian hàng.
6. Khuyến khích doanh nghiệp thành lập quỹ, sử dụng quỹ để đổi mới lò nung.
7. Chi phí giám định gốm cổ cao, thời gian chờ bình quân 45 ngày.
8. Ngân sách tỉnh hỗ trợ lãi suất 1,3 tỷ đồng cho các hộ vay vốn làm lò.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Tỉnh có cấp học bổng cho thanh niên không?", ["học bổng"]),
        ("Tỉnh có khuyến khích mở sàn giao dịch không?", ["giao dịch", "sàn"]),
        ("Tỉnh có bán hàng sang Ấn Độ không?", ["Ấn Độ"]),
        ("Tỉnh có hỗ trợ chứng nhận Halal không?", ["chứng nhận", "Halal"]),
        ("Thợ gốm có phải đóng bảo hiểm không?", []),  # a statement, which is corrected
        ("Mua máy mới thì có được hỗ trợ không?", []),  # the case is put before "có"
        ("Tỉnh có mở lớp nào cho học sinh không?", []),  # which one is asked, too
        ("Lớp học mở ở đâu?", []),
    ],
)
def test_what_a_yes_no_question_asks_of(question: str, asked: list[str]) -> None:
    found = [noun for noun, _ in things(understand(question, []), question)]
    assert [noun for noun in found if noun not in ("thanh niên",)] == asked


@pytest.mark.parametrize(
    ("question", "quotes", "each"),
    [
        ("mỗi hộ phải nộp quỹ bao nhiêu tiền?", "Quỹ thu 2,5 tỷ đồng.", "mỗi hộ phải"),
        ("mỗi gian hàng được hỗ trợ bao nhiêu tiền?", "Hội chợ có 50 gian hàng: 1.200 triệu đồng.", "mỗi gian hàng"),
        ("mỗi gian hàng được hỗ trợ bao nhiêu tiền?", "Hỗ trợ 03 triệu đồng/gian hàng.", ""),
        ("hỗ trợ bao nhiêu tiền cho mỗi sáng chế?", "Sáng chế: 40 triệu đồng/văn bằng.", ""),
        ("mỗi lao động được hỗ trợ bao nhiêu?", "Hỗ trợ tối đa 06 triệu đồng/người.", ""),
        ("phí giữ xe bao nhiêu một lượt?", "Thu phí 2 tỷ đồng.", "lượt"),
        ("mỗi năm chi bao nhiêu?", "Chi 2 tỷ đồng.", ""),
        ("giá bao nhiêu một héc-ta?", "Giá 30 triệu đồng/ha.", ""),
        ("mỗi xã đạt bao nhiêu phần trăm?", "Các xã đạt 30%.", ""),
    ],
)
def test_a_sum_of_all_tells_nothing_of_each(question: str, quotes: str, each: str) -> None:
    assert per_unit.untold(question, quotes) == each


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Tây Ninh có cấp học bổng cho thợ gốm tham gia hội thi không?",
        "Tây Ninh có sàn giao dịch gốm không?",
        "Tây Ninh hỗ trợ thợ gốm tham gia hội thi mua bảo hiểm không?",
        "Mỗi hộ dân Tây Ninh nộp Quỹ bảo trợ nghề gốm bao nhiêu tiền?",
        "Tây Ninh hỗ trợ bao nhiêu tiền cho mỗi nhãn hiệu gốm ở nước ngoài?",
        "Phí giám định gốm cổ ở Tây Ninh là bao nhiêu?",
        "Lãi suất cho các hộ vay vốn làm lò ở Tây Ninh là bao nhiêu?",
        "Tây Ninh có thưởng thợ gốm tham gia hội thi không?",
        "Thợ gốm tham gia hội thi ở Tây Ninh phải có trình độ gì?",
        "Lò nung gốm được hỗ trợ ở Tây Ninh do hãng nào làm?",
        "Làng gốm cổ truyền ở Tây Ninh đứng thứ mấy cả nước?",
        "Tây Ninh đang có mấy trung tâm thiết kế gốm hoạt động?",
    ],
)
def test_what_a_place_lacks_is_not_told_by_it(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tây Ninh có hỗ trợ thợ gốm tham gia hội thi không?", "Khuyến khích, hỗ trợ thợ gốm"),
        ("Kinh phí hỗ trợ lò nung ở Tây Ninh được giải ngân trong bao nhiêu ngày?", "15 ngày"),
        ("Giải Nhất Cuộc thi gốm đẹp ở Tây Ninh trị giá bao nhiêu?", "40 triệu đồng"),
        ("Mỗi gian hàng gốm ở Tây Ninh được hỗ trợ bao nhiêu tiền?", "03 triệu đồng"),
        ("Tây Ninh có khuyến khích doanh nghiệp lập quỹ phát triển khoa học và công nghệ không?", "thành lập quỹ"),
        ("Tây Ninh hỗ trợ bao nhiêu tiền cho mỗi sáng chế gốm ở nước ngoài?", "60 triệu đồng"),
    ],
)
def test_what_a_place_has_is_told(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert said in answer.answer.replace("*", "")


@pytest.mark.model
def test_what_is_to_be_made_is_not_said_to_be_there(assistant: Assistant) -> None:
    there = assistant.ask("Tây Ninh có trung tâm thiết kế gốm không?").answer
    assert there.startswith("Văn bản nêu đây là việc phải làm")
    assert assistant.ask("Tây Ninh có hình thành trung tâm thiết kế gốm không?").answer.startswith("Có:")
