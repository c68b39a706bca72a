"""Questions as clerks type them into a search box: a figure by its name, a matter in a few words."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.answer.framing import is_frame
from qa.assistant import Assistant

PLAN = """UBND TỈNH TUYÊN QUANG
Số: 61/KH-UBND
Tuyên Quang, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
Phát triển nghề nuôi ong giai đoạn 2024 - 2030
I. MỤC TIÊU
- Đến năm 2030 có khoảng 12 hợp tác xã nuôi ong; khoảng 30 - 35% hộ nuôi ong có chứng nhận hữu cơ; 02 nhãn hiệu mật ong.
- Bảo đảm tỷ lệ trích lập quỹ của hợp tác xã nuôi ong theo quy định của pháp luật về hợp tác xã.
II. NHIỆM VỤ
1. Phát triển vùng hoa nguyên liệu gắn với bảo vệ rừng
- Trồng bổ sung cây bạc hà trên các sườn núi đá.
- Giữ rừng nhãn, rừng vải ven sông Lô.
2. Mở rộng thị trường mật ong trong và ngoài nước
- Đưa mật ong lên sàn thương mại điện tử.
- Tham gia hội chợ ở Hàm Yên.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Hoàng Thị Vân
"""
OTHER = """UBND TỈNH HÒA BÌNH
Số: 88/KH-UBND
Hòa Bình, ngày 09 tháng 5 năm 2024
KẾ HOẠCH
Phát triển nghề nuôi ong giai đoạn 2024 - 2030
I. MỤC TIÊU
- Tỷ lệ hộ nuôi ong có chứng nhận hữu cơ đạt 50% vào năm 2030.
- Số nhãn hiệu tập thể mật ong đến năm 2030 là 05 nhãn hiệu.
- Tỷ lệ đàn ong được kiểm dịch đạt 90% vào năm 2030.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Bùi Văn Sơn
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory, OTHER)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tỷ lệ hộ nuôi ong có chứng nhận hữu cơ Tuyên Quang 2030", "30 - 35% hộ nuôi ong"),
        ("Tỷ lệ hộ nuôi ong có chứng nhận hữu cơ của Tuyên Quang năm 2030 là bao nhiêu?", "30 - 35% hộ nuôi ong"),
        ("Số nhãn hiệu mật ong Tuyên Quang đến 2030", "02 nhãn hiệu"),
    ],
)
def test_the_figure_is_the_measure(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert said in answer.answer.replace("*", "")


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ đàn ong được kiểm dịch của Tuyên Quang năm 2030 là bao nhiêu?",  # the other province's
        "Kim ngạch xuất khẩu của Tuyên Quang năm 2030",
        "Sản lượng thịt trâu Tuyên Quang năm 2030?",
    ],
)
def test_a_figure_that_is_not_told_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Vùng hoa nguyên liệu Tuyên Quang", ["cây bạc hà", "rừng nhãn"]),
        ("Thị trường mật ong", ["sàn thương mại điện tử", "hội chợ ở Hàm Yên"]),
    ],
)
def test_a_matter_lists_the_heading_that_bears_it(assistant: Assistant, question: str, items: list[str]) -> None:
    answer = assistant.ask(question).answer
    assert all(item in answer for item in items)


@pytest.mark.model
def test_a_word_with_other_marks_is_no_name_of_a_document(assistant: Assistant) -> None:
    assert "02 nhãn hiệu" in assistant.ask("Nhãn hiệu Tuyên Quang").answer.replace("*", "")


@pytest.mark.parametrize(
    ("term", "frame"),
    [("văn_bản", True), ("van_ban", True), ("hiệu_lực", True), ("nhãn_hiệu", False), ("nhan_hieu", True)],
)
def test_words_of_the_frame_are_known_by_their_marks(term: str, frame: bool) -> None:
    assert is_frame(term) is frame
