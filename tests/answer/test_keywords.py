"""What is typed into a search box: a document's name, a heading, a thing, and no asking word; on an invented plan."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TRÀ VINH
Số: 64/KH-UBND
Trà Vinh, ngày 12 tháng 9 năm 2022
KẾ HOẠCH
Phát triển nuôi tôm nước lợ giai đoạn 2022 - 2030
I. QUAN ĐIỂM
Phát triển nuôi tôm thực hiện các mục tiêu cụ thể, nhiệm vụ và giải pháp của kế hoạch gắn với rừng ngập mặn.
II. MỤC TIÊU CỤ THỂ
1. Giai đoạn 2022 - 2025
a) Diện tích nuôi thâm canh đạt 8.200 ha.
b) Có 03 trại giống đạt chuẩn.
c) Sản lượng đạt 95.000 tấn.
2. Giai đoạn 2026 - 2030
a) Diện tích nuôi thâm canh đạt 9.700 ha.
b) Có 07 trại giống đạt chuẩn.
c) Sản lượng đạt 140.000 tấn.
III. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Phát triển nông thôn chủ trì theo dõi kế hoạch.
2. Sở Tài chính tham mưu bố trí kinh phí thực hiện kế hoạch theo khả năng cân đối ngân sách.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Hẳn

PHỤ LỤC
DANH MỤC NHIỆM VỤ NUÔI TÔM
(Kèm theo Kế hoạch số 64/KH-UBND ngày 12 tháng 9 năm 2022)
TT | Nội dung | Cơ quan chủ trì | Thời gian
1 | Nạo vét kênh cấp nước | Sở Nông nghiệp và Phát triển nông thôn | 2023
2 | Kiểm dịch con giống | Chi cục Thủy sản | Hằng năm
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize("question", ["kế hoạch 64", "Kế hoạch của Trà Vinh", "cho tôi xem kế hoạch 64/KH-UBND"])
def test_a_document_that_is_named_alone_is_laid_out(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question).answer
    assert all(said in answer for said in ("nuôi tôm nước lợ", "I. QUAN ĐIỂM", "III. TỔ CHỨC THỰC HIỆN", "PHỤ LỤC"))


def test_an_appendix_that_is_named_alone_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("phụ lục kế hoạch 64").answer
    assert "DANH MỤC NHIỆM VỤ NUÔI TÔM" in answer and "QUAN ĐIỂM" not in answer


def test_a_document_and_a_thing_is_a_question_on_the_thing(assistant: Assistant) -> None:
    answer = assistant.ask("kế hoạch 64 trại giống").answer
    assert "trại giống" in answer and "TỔ CHỨC THỰC HIỆN" not in answer


def test_tasks_of_the_appendix(assistant: Assistant) -> None:
    answer = assistant.ask("nhiệm vụ trong phụ lục kế hoạch 64")
    assert answer.mode == "ownership" and len(answer.tasks) == 2


@pytest.mark.parametrize(
    "question",
    [
        "mục tiêu cụ thể Trà Vinh 2026-2030",
        "các mục tiêu cụ thể của Trà Vinh 2026-2030",
        "Mục tiêu cụ thể của Trà Vinh giai đoạn 2026-2030 là gì?",
    ],
)
def test_the_part_of_a_heading_that_is_of_the_years_asked_for(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question).answer
    assert all(said in answer for said in ("9.700 ha", "07 trại giống", "140.000 tấn"))
    assert "8.200 ha" not in answer and "rừng ngập mặn" not in answer


def test_money_as_a_thing_asks_for_no_sum(assistant: Assistant) -> None:
    assert "cân đối ngân sách" in assistant.ask("kinh phí kế hoạch Trà Vinh").answer
    assert assistant.ask("Kinh phí thực hiện kế hoạch của Trà Vinh là bao nhiêu?").abstained


@pytest.mark.parametrize("question", ["diện tích nuôi thâm canh Trà Vinh 2025", "sản lượng Trà Vinh đến 2030"])
def test_a_measure_that_is_named_alone_is_told_by_its_figure(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert ("8.200 ha" if "2025" in question else "140.000") in answer.answer
    assert answer.standalone_question == question


@pytest.mark.parametrize(
    "question",
    [
        "năng suất nuôi thâm canh Trà Vinh",
        "doanh thu nuôi tôm Trà Vinh",
        "số lượng công nhân trại giống Trà Vinh",
        "điện thoại Chi cục Thủy sản Trà Vinh",
        "thủ tục kiểm dịch con giống Trà Vinh",
        "kết quả thực hiện nuôi tôm Trà Vinh năm 2024",
    ],
)
def test_an_attribute_that_is_named_alone_and_not_told_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_a_heading_is_meant_that_has_what_the_matter_begins_with(tmp_path_factory: pytest.TempPathFactory) -> None:
    safety = "Kiểm tra an toàn thông tin của các máy chủ mỗi năm hai lần"
    every = "\n".join(f"{n}. Xã số {n} lo an toàn giao thông, an toàn điện, an toàn lao động." for n in range(1, 9))
    parts = f"III. THÔNG TIN\n1. Phát loa.\n2. Dán áp phích.\nIV. XÃ\n{every}\n9. {safety}.\nV. TỔ CHỨC"
    paper = PLAN.replace("III. TỔ CHỨC", parts)
    assert safety in assistant_on(paper, tmp_path_factory).ask("an toàn thông tin Trà Vinh").answer


@pytest.mark.parametrize("asking", ["Tóm tắt mục tiêu cụ thể", "nêu tóm tắt các mục tiêu cụ thể", "tóm lược mục tiêu"])
def test_a_summary_of_a_part_is_that_part(assistant: Assistant, asking: str) -> None:
    answer = assistant.ask(f"{asking} của Trà Vinh 2026-2030").answer
    assert "9.700 ha" in answer and "TỔ CHỨC THỰC HIỆN" not in answer
