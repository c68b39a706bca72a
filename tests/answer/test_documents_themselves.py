"""Questions on documents themselves: the period of a title, the kind of a basis, appendices, what there is."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.answer import smalltalk
from qa.assistant import Assistant
from qa.search import understand

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 41/KH-UBND
Hà Nam, ngày 12 tháng 5 năm 2024
KẾ HOẠCH
Phát triển chợ nông thôn giai đoạn 2024 - 2027, định hướng đến năm 2030
Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;
Căn cứ Quyết định số 772/QĐ-TTg ngày 09 tháng 8 năm 2023 của Thủ tướng Chính phủ phê duyệt Đề án chợ nông thôn;
I. MỤC TIÊU
- Cải tạo 25 chợ hạng ba.
- Xóa bỏ chợ tạm ven quốc lộ.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì hướng dẫn các huyện lập dự toán.
2. Sở Tài chính: Bố trí vốn sự nghiệp.
Nơi nhận:
- Bộ Công Thương;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Kiên
"""
RULES = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
Số: 09/QĐ-UBND
Yên Bái, ngày 20 tháng 02 năm 2023
QUYẾT ĐỊNH
Ban hành Chương trình trồng chè đặc sản
Điều 1. Ban hành kèm theo Quyết định này Chương trình trồng chè đặc sản.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Huy Tuấn
PHỤ LỤC
DANH MỤC VÙNG CHÈ ĐẶC SẢN
(Kèm theo Quyết định số 09/QĐ-UBND ngày 20 tháng 02 năm 2023 của UBND tỉnh Yên Bái)
STT\tVùng chè\tCơ quan chủ trì\tThời gian
1\tSuối Giàng\tUBND huyện Văn Chấn\t2023 - 2025
2\tPhình Hồ\tUBND huyện Trạm Tấu\t2024 - 2026
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory, RULES)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Kế hoạch của Hà Nam áp dụng cho giai đoạn nào?", "giai đoạn 2024 - 2027, định hướng đến năm 2030"),
        ("Người ký kế hoạch của Hà Nam giữ chức gì?", "PHÓ CHỦ TỊCH"),
        ("Ai ký thay chủ tịch trong kế hoạch Hà Nam?", "Trần Văn Kiên"),
        ("Văn bản nào do Phó Chủ tịch ký?", "Trần Văn Kiên"),
        ("Which legal documents is the Ha Nam plan based on?", "Luật Thương mại"),
        ("Quyết định 772 do ai ban hành, ngày nào?", "ngày 09 tháng 8 năm 2023 của Thủ tướng Chính phủ"),
        ("Ai ban hành Quyết định 772/QĐ-TTg?", "Thủ tướng Chính phủ"),
    ],
)
def test_answered_from_the_header(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "metadata" and not answer.abstained
    assert value in answer.answer.replace("**", "")


def test_the_nam_of_a_name_is_no_year_asked_for(assistant: Assistant) -> None:
    assert "12 tháng 5" not in assistant.ask("Người ký kế hoạch của Hà Nam giữ chức gì?").answer


def test_a_basis_of_another_kind_is_no_answer(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch Hà Nam căn cứ nghị quyết nào của Tỉnh ủy?")
    assert answer.abstained and "loại được hỏi" in answer.answer


@pytest.mark.parametrize("question", ["Quyết định của Yên Bái có phụ lục nào?", "Phụ lục của Yên Bái là gì?"])
def test_appendices(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert "DANH MỤC VÙNG CHÈ ĐẶC SẢN" in answer.answer and "hai dòng" in answer.answer


@pytest.mark.parametrize("question", ["Tỉnh nào có phụ lục?", "Văn bản nào kèm phụ lục phân công nhiệm vụ?"])
def test_which_documents_have_an_appendix(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "DANH MỤC VÙNG CHÈ ĐẶC SẢN" in answer.answer and "Hà Nam" not in answer.answer


def test_a_document_without_an_appendix(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch Hà Nam có kèm phụ lục không?")
    assert answer.abstained and "không có phụ lục" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Trong kho có bao nhiêu văn bản, của tỉnh nào?",
        "Danh sách văn bản đã nạp",
        "Có những văn bản nào?",
        "Văn bản nào là quyết định, văn bản nào là kế hoạch?",
        "Which documents do you have?",
    ],
)
def test_what_there_is(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "help"
    assert "2" in answer.answer and "41/KH-UBND" in answer.answer and "09/QĐ-UBND" in answer.answer


@pytest.mark.parametrize(
    "question", ["Sở Công Thương làm gì?", "Cải tạo bao nhiêu chợ?", "Kế hoạch thực hiện những văn bản nào?"]
)
def test_other_questions_are_not_on_what_there_is(assistant: Assistant, question: str) -> None:
    assert smalltalk.reply(question, assistant.index.headers()) is None


def test_a_greeting_names_no_more_documents_than_are_read(assistant: Assistant) -> None:
    many = [*assistant.index.headers()] * 30
    greeting, listed = smalltalk.reply("xin chào", many), smalltalk.reply("Danh sách văn bản", many)
    assert greeting and f"{len(many) - smalltalk.NAMED} văn bản khác" in greeting
    assert listed and len(listed.splitlines()) == len(many) + 1


@pytest.mark.parametrize(
    "question",
    ["Cơ quan chủ trì nhiệm vụ số 2 phụ lục Yên Bái?", "Nhiệm vụ 2 trong phụ lục của Yên Bái là gì, ai làm?"],
)
def test_who_has_a_numbered_task_of_an_appendix(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "ownership"
    assert "Phình Hồ" in answer.answer and "UBND huyện Trạm Tấu" in answer.answer and "Văn Chấn" not in answer.answer


@pytest.mark.parametrize(
    ("question", "told", "others"),
    [
        ("Nhiệm vụ nào của Yên Bái phải xong trước 2026?", "Suối Giàng", "Phình Hồ"),
        ("Nhiệm vụ nào của Yên Bái hoàn thành đến hết năm 2025?", "Suối Giàng", "Phình Hồ"),
    ],
)
def test_tasks_that_end_before_a_year(assistant: Assistant, question: str, told: str, others: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "ownership" and told in answer.answer and others not in answer.answer


def test_an_agency_that_no_document_names_takes_no_part(assistant: Assistant) -> None:
    answer = assistant.ask("Công an tỉnh Hà Nam có tham gia cải tạo chợ không?")
    assert answer.abstained and "không nhắc đến “Công an tỉnh" in answer.answer


def test_an_agency_that_takes_part_is_told_with_its_tasks(assistant: Assistant) -> None:
    answer = assistant.ask("Sở Tài chính Hà Nam có tham gia không?")
    assert answer.mode == "ownership" and "Bố trí vốn sự nghiệp" in answer.answer


def test_a_term_is_not_signed(assistant: Assistant) -> None:
    headers = assistant.index.headers()
    assert "date" not in understand("Nhiệm kỳ tới của Hà Nam từ năm nào?", headers).metadata
    assert "date" in understand("Kế hoạch của Hà Nam được ký ngày nào?", headers).metadata
