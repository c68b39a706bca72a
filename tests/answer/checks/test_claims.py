"""What a question takes for granted of a year or of who leads a task is told as the document has it, not refused."""

from __future__ import annotations

import pytest

from qa.answer.checks.claims import claims
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
1. Đến năm 2026, lò nung bằng khí hóa lỏng đạt 45 lò trên toàn tỉnh.
2. Mở thêm 7 xưởng dạy nghề gốm so với năm 2020.
3. Bước 1 (năm 2025): khảo sát nguồn đất sét.
II. NHIỆM VỤ
1. Xây dựng nhãn hiệu chứng nhận cho gốm: Sở Khoa học và Công nghệ chủ trì, trong năm 2025.
2. Tổ chức hội thi tay nghề gốm: Sở Lao động - Thương binh và Xã hội chủ trì, trong năm 2026.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "claiming"),
    [
        ("Vì sao Tây Ninh chọn gốm?", True),
        ("Lò nung đạt 45 lò vào năm 2027 đúng không?", True),
        ("Có phải năm 2027 lò nung đạt 45 lò không?", True),
        ("Tây Ninh có lò nung không?", False),
        ("Lò nung đạt bao nhiêu?", False),
    ],
)
def test_what_claims(question: str, claiming: bool) -> None:
    assert claims(understand(question, ())) is claiming


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "quote", "year"),
    [
        (
            "Theo văn bản của tỉnh Tây Ninh, đến năm 2029, lò nung bằng khí hóa lỏng đạt 45 lò trên toàn tỉnh,"
            " đúng không?",
            "Đến năm 2026, lò nung",
            "2029",
        ),
        ("Có phải Tây Ninh mở thêm 7 xưởng dạy nghề gốm so với năm 2022 không?", "so với năm 2020", "2022"),
        ("Có phải bước 1 (năm 2027) là khảo sát nguồn đất sét không?", "Bước 1 (năm 2025)", "2027"),
    ],
)
def test_another_year_is_said_to_be_another(assistant: Assistant, question: str, quote: str, year: str) -> None:
    answer = assistant.ask(question)
    assert quote in answer.citations[0].quote
    assert answer.answer.startswith(("Không: văn bản nêu con số này cho thời", "Văn bản nêu việc này cho thời"))
    assert year not in answer.answer  # a figure that no source has


@pytest.mark.model
def test_the_right_year_is_affirmed(assistant: Assistant) -> None:
    answer = assistant.ask("Có phải Tây Ninh mở thêm 7 xưởng dạy nghề gốm so với năm 2020 không?")
    assert answer.answer.startswith("Có:")


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "Vì sao Sở Y tế được giao chủ trì xây dựng nhãn hiệu chứng nhận cho gốm ở tỉnh Tây Ninh?",
        "Ở tỉnh Tây Ninh, Sở Y tế chủ trì xây dựng nhãn hiệu chứng nhận cho gốm đúng không?",
    ],
)
def test_an_agency_that_no_document_names_does_not_lead_a_task(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith("Văn bản không giao Sở Y tế chủ trì nhiệm vụ này; Sở Khoa học và Công nghệ chủ trì")
    assert "nhãn hiệu chứng nhận" in answer.citations[0].quote


@pytest.mark.model
def test_an_agency_without_a_task_is_refused_one_that_nobody_has(assistant: Assistant) -> None:
    assert assistant.ask("Vì sao Sở Y tế được giao chủ trì xây dựng bệnh viện ở tỉnh Tây Ninh?").abstained
