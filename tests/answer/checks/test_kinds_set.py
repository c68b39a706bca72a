"""What is set for a matter: money and targets are told from where they are set, or it is said that none are."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.answer.checks.kinds_set import is_shown, is_told_apart
from qa.answer.checks.matters import due_of
from qa.assistant import Assistant
from qa.search import Query

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 64/KH-UBND
Tây Ninh, ngày 09 tháng 4 năm 2024
KẾ HOẠCH
Phát triển thị trường nông sản
I. MỤC TIÊU
1. Xây dựng và quản lý 30 chỉ dẫn địa lý cho nông sản của tỉnh.
2. Thu nhập của nông dân tăng 12% mỗi năm.
II. NHIỆM VỤ
1. Ứng dụng chuỗi khối trong quản lý kho lạnh và vận chuyển trái cây.
2. Xây dựng hệ thống truy xuất nguồn gốc cho mãng cầu, kinh phí 4,2 tỷ đồng.
3. Nghiên cứu công nghệ sinh học để chọn tạo 1,5 tỷ con giống tôm.
III. KINH PHÍ THỰC HIỆN
- Tổng kinh phí thực hiện Kế hoạch là 96 tỷ đồng từ ngân sách tỉnh.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.model
@pytest.mark.parametrize("ending", ["", " là bao nhiêu?", " lấy từ nguồn nào?"])
@pytest.mark.parametrize("matter", ["chuỗi khối", "công nghệ sinh học"])
def test_money_for_something_else_is_no_answer(assistant: Assistant, matter: str, ending: str) -> None:
    answer = assistant.ask(f"Kinh phí cho {matter} của Tây Ninh{ending}")
    assert answer.abstained, answer.answer


@pytest.mark.model
@pytest.mark.parametrize("ending", ["", " là bao nhiêu?"])
def test_money_is_told_where_it_is_set(assistant: Assistant, ending: str) -> None:
    answer = assistant.ask(f"Kinh phí cho truy xuất nguồn gốc của Tây Ninh{ending}")
    assert not answer.abstained
    assert "4,2 tỷ đồng" in answer.answer


@pytest.mark.model
def test_a_task_is_not_given_for_a_target(assistant: Assistant) -> None:
    answer = assistant.ask("Mục tiêu về chuỗi khối của Tây Ninh là gì?")
    assert "Không thấy mục tiêu nào nêu riêng về “chuỗi khối”" in answer.answer
    assert "quản lý kho lạnh" in answer.answer


@pytest.mark.model
def test_a_target_is_told_as_one(assistant: Assistant) -> None:
    answer = assistant.ask("Mục tiêu về chỉ dẫn địa lý của Tây Ninh là gì?")
    assert "30 chỉ dẫn địa lý" in answer.answer
    assert "Không thấy" not in answer.answer


@pytest.mark.parametrize(
    ("kind", "text", "headings", "shown"),
    [
        ("kinh phí", "Hỗ trợ 40 triệu đồng cho mỗi đơn", "", True),
        ("kinh phí", "Sản xuất 1,5 tỷ con giống", "", False),
        ("kinh phí", "Sở hữu trí tuệ", "III. KINH PHÍ THỰC HIỆN", True),
        ("mục tiêu", "Phấn đấu có 5 doanh nghiệp", "", True),
        ("mục tiêu", "Tổ chức 5 lớp tập huấn", "II. NHIỆM VỤ", False),
        ("chỉ tiêu", "Tổ chức 5 lớp tập huấn", "1. Chỉ tiêu cụ thể", True),
    ],
)
def test_what_a_text_tells(kind: str, text: str, headings: str, shown: bool) -> None:
    assert is_told_apart(kind)
    assert is_shown(kind, text, headings) is shown
    assert not is_told_apart("nhiệm vụ")


@pytest.mark.model
@pytest.mark.parametrize(
    "asked",
    [
        "Tây Ninh bao giờ xong bệnh án điện tử ở các bệnh viện?",
        "Khi nào hoàn thành hồ sơ sức khỏe điện tử ở Tây Ninh?",
        "Bệnh án điện tử ở Tây Ninh phải xong trước năm nào?",
    ],
)
def test_the_time_of_something_else_is_no_answer(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    assert answer.abstained, answer.answer


@pytest.mark.parametrize(
    ("asked", "matter"),
    [
        ("Bệnh án điện tử phải xong trước năm nào?", "Bệnh án điện tử"),
        ("Khi nào hoàn thành việc số hóa hồ sơ?", "số hóa hồ sơ"),
        ("Nhiệm vụ số 3 khi nào hoàn thành?", ""),
        ("Ai hoàn thành báo cáo?", ""),
    ],
)
def test_the_matter_that_is_to_be_done(asked: str, matter: str) -> None:
    assert due_of(Query(asked)) == matter
