"""Agencies that a paper charges under another form of their name, and those that it does not know."""

from __future__ import annotations

import pytest

from qa.answer.duties import charged
from qa.answer.material import Material
from qa.assistant import Assistant
from qa.vietnamese import agencies

from ..opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 91/KH-UBND
Tây Ninh, ngày 3 tháng 6 năm 2024
KẾ HOẠCH
Phát triển chợ đầu mối nông sản giai đoạn 2024 - 2028
I. MỤC TIÊU
Đến năm 2028 có 05 chợ đầu mối. Sở KH&CN từng thí điểm 01 chợ thông minh.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì quy hoạch các chợ đầu mối.
2. BAN QUẢN LÝ KHU KINH TẾ CỬA KHẨU MỘC BÀI VÀ CÁC KHU CÔNG NGHIỆP: Bố trí đất cho chợ biên giới.
3. Báo Đồng Khởi: Tuyên truyền về các chợ đầu mối.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""
DENIED = "không giao nhiệm vụ"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "task"),
    [
        ("Báo Đồng Khởi làm gì?", "Tuyên truyền"),
        ("BQL KKT cửa khẩu Mộc Bài được giao gì?", "Bố trí đất"),
        ("Ban Quản lý Khu kinh tế Tây Ninh được giao gì?", "Bố trí đất"),
    ],
)
def test_an_agency_is_known_by_another_form_of_its_name(assistant: Assistant, question: str, task: str) -> None:
    assert task in assistant.ask(question).answer


@pytest.mark.parametrize("question", ["Sở Khoa học và Công nghệ Tây Ninh làm gì?", "Sở KHCN được giao gì?"])
def test_an_agency_that_the_text_names_is_not_said_to_have_no_task(assistant: Assistant, question: str) -> None:
    assert DENIED not in assistant.ask(question).answer


@pytest.mark.parametrize("question", ["Sở Tư pháp Tây Ninh làm gì?", "Ban Quản lý Khu kinh tế Vũng Áng làm gì?"])
def test_an_agency_that_the_text_does_not_know_has_no_task(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained and DENIED in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "What role does the Department of Industry and Trade play?",
        "What are the responsibilities of the Department of Industry and Trade in Tay Ninh?",
    ],
)
def test_an_agency_by_its_english_name_is_told_its_tasks(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "ownership"
    assert "one task:" in answer.answer
    assert "quy hoạch các chợ đầu mối" in answer.answer


def test_an_english_question_is_denied_in_english(assistant: Assistant) -> None:
    answer = assistant.ask("What does the Department of Health do in Tay Ninh?")
    assert answer.abstained
    assert "give no task to Sở Y tế." in answer.answer
    assert DENIED not in answer.answer


def test_an_english_question_on_pay_is_not_answered_by_the_experts(tmp_path_factory: pytest.TempPathFactory) -> None:
    paper = PAPER.replace("III.", "IV.").replace(
        "3. Báo", "Thu hút chuyên gia nước ngoài về quản lý chợ đầu mối.\n3. Báo"
    )
    experts = assistant_on(paper, tmp_path_factory)
    assert experts.ask("What is the salary of foreign experts in Tay Ninh?").abstained


def test_an_english_question_on_an_abbreviation_that_stands_nowhere(assistant: Assistant) -> None:
    answer = assistant.ask("Who leads the RFID field in Tay Ninh?")
    assert answer.abstained
    assert "do not mention “RFID”" in answer.answer


def test_the_agencies_of_a_text_are_found_once(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    material, read = Material(assistant.index), []
    find = agencies.find
    monkeypatch.setattr(agencies, "find", lambda text: read.append(text) or find(text))
    doc_id = assistant.index.headers()[0].doc_id
    asked = ("Sở Khoa học và Công nghệ", "Sở Y tế", "Báo Đồng Khởi")
    assert [charged.mentions(name, doc_id, material) for name in asked] == [True, False, True]
    assert len(read) == 1


OF_TWO_DEPARTMENTS = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: {number}/KH-UBND
Tây Ninh, ngày 3 tháng 6 năm {year}
KẾ HOẠCH
Phát triển chợ phiên năm {year}
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì quy hoạch các chợ phiên.
2. Sở Tài chính: Bố trí kinh phí cho các chợ phiên.
"""


@pytest.mark.parametrize(("year", "abstained"), [(2021, True), (2026, False)])
def test_what_an_agency_became_stands_for_it_only_since_then(tmp_path_factory, year: int, abstained: bool) -> None:
    # Decree 45/2025: Kế hoạch và Đầu tư went into Tài chính on 1 March 2025; before it both stood side by side.
    paper = OF_TWO_DEPARTMENTS.format(number=12, year=year)
    answer = assistant_on(paper, tmp_path_factory).ask("Sở Kế hoạch và Đầu tư Tây Ninh phải làm gì?")
    assert answer.abstained is abstained
    assert ("Bố trí kinh phí" in answer.answer) is not abstained
