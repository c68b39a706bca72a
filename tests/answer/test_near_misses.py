"""Questions that come near a document and ask for what it does not say; and the same matters as far as it says them."""

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
Căn cứ Quyết định số 340/QĐ-TTg ngày 12/3/2021 của Thủ tướng Chính phủ;
Thực hiện Nghị quyết số 20-NQ/TW của Ban Chấp hành Trung ương Đảng;
I. MỤC TIÊU CỤ THỂ
- Đến năm 2028 có 120 hợp tác xã ứng dụng công nghệ cao.
- Hợp tác xã vi phạm quy định về công khai tài chính bị xử phạt theo quy định của pháp luật.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Phát triển nông thôn: Chủ trì hướng dẫn các hợp tác xã chuyển đổi số.
2. Liên minh Hợp tác xã tỉnh: Phối hợp với các sở, ngành tuyên truyền Kế hoạch.
3. Các sở, ngành định kỳ hằng năm gửi báo cáo về Sở Kế hoạch và Đầu tư để tổng hợp.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "Các sở, ngành của Tây Ninh phải gửi báo cáo hằng năm trước ngày nào?",
        "Nghị quyết số 20-NQ/TW được ban hành ngày tháng năm nào?",
        "Ai ký Quyết định số 340/QĐ-TTg?",
        "Hồ sơ để hợp tác xã Tây Ninh được hướng dẫn chuyển đổi số gồm những gì?",
        "Sở Nông nghiệp Tây Ninh không hướng dẫn hợp tác xã chuyển đổi số thì bị kỷ luật thế nào?",
        "Bạn thấy lãnh đạo tỉnh nào giỏi hơn?",
    ],
)
def test_what_is_not_said_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hợp tác xã không công khai tài chính thì bị xử phạt thế nào?", "theo quy định của pháp luật"),
        ("Quyết định số 340/QĐ-TTg ban hành ngày nào?", "12/3/2021"),
        ("Sở Nông nghiệp Tây Ninh được giao việc gì?", "chuyển đổi số"),
        ("so nong nghiep tay ninh duoc giao viec gi", "chuyển đổi số"),
        ("Mục tiêu cụ thể của kế hoạch 77?", "120 hợp tác xã"),
        ("Tây Ninh giao ai tuyên truyền kế hoạch?", "Liên minh Hợp tác xã"),
        ("Ai ký kế hoạch 77, giữ chức vụ gì?", "Trần Văn Chiến"),
    ],
)
def test_what_is_said_is_answered(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and said in answer.answer


def test_a_signer_taken_for_another_is_set_right(assistant: Assistant) -> None:
    answer = assistant.ask("Chủ tịch UBND tỉnh Tây Ninh ký kế hoạch 77 ngày nào?").answer
    assert "12 tháng 4 năm 2024" in answer and "Trần Văn Chiến" in answer and "khác với câu hỏi" in answer
    assert "Trần Văn Chiến" not in assistant.ask("Phó Chủ tịch UBND tỉnh Tây Ninh ký kế hoạch 77 ngày nào?").answer


@pytest.mark.parametrize(
    "question",
    [
        "Hậu quả của việc không ứng dụng công nghệ cao ở Tây Ninh là gì?",
        "Ai chịu trách nhiệm cuối cùng nếu kế hoạch của Tây Ninh không đạt mục tiêu?",
    ],
)
def test_what_follows_if_a_plan_fails_is_not_told_by_its_tasks(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
