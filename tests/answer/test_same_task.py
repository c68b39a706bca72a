"""One task that several documents give, asked about without a place; whether an agency leads a task."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {place}
Số: {number}/KH-UBND
{place}, ngày 12 tháng 5 năm 2023
KẾ HOẠCH
{title}
I. MỤC TIÊU
Nâng cao thu nhập của người trồng dừa.
II. TỔ CHỨC THỰC HIỆN
"""
LEADING = (
    HEAD.format(place="Trà Vinh", number=11, title="Phát triển vùng dừa hữu cơ đến năm 2027")
    + """1. Sở Công Thương
- Chủ trì, phối hợp với Hội Nông dân tỉnh xúc tiến thương mại sản phẩm dừa hữu cơ ở nước ngoài.
- Quản lý chợ đầu mối nông sản.
2. Sở Tài chính: cân đối kinh phí sự nghiệp nông nghiệp hằng năm.
3. Hội Nông dân tỉnh: chủ trì vận động hội viên lập tổ hợp tác trồng dừa.
"""
)
COORDINATING = (
    HEAD.format(place="Tiền Giang", number=29, title="Tái cơ cấu ngành dừa giai đoạn 2023 - 2028")
    + """1. Sở Nông nghiệp và Phát triển nông thôn
- Chủ trì, phối hợp với Sở Công Thương xúc tiến thương mại các mặt hàng chế biến từ dừa ra nước ngoài, mở hội chợ.
- Kiểm tra mã số vùng trồng.
2. Sở Tài chính: thẩm định dự toán mua cây giống.
"""
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(LEADING, tmp_path_factory, COORDINATING)


def test_a_task_of_several_documents_is_told_of_each(assistant: Assistant) -> None:
    text = assistant.ask("Ai chủ trì xúc tiến thương mại sản phẩm dừa hữu cơ ở nước ngoài?").answer
    assert "Sở Công Thương" in text and "Sở Nông nghiệp và Phát triển nông thôn" in text


def test_another_task_of_the_other_document_is_not_told(assistant: Assistant) -> None:
    answer = assistant.ask("Ai chủ trì vận động hội viên lập tổ hợp tác trồng dừa?")
    assert [task.lead_canonical for task in answer.tasks] == [("Hội Nông dân tỉnh",)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Ở Trà Vinh, xúc tiến thương mại dừa hữu cơ ở nước ngoài có phải do Sở Tài chính chủ trì không?",
            "Văn bản không giao Sở Tài chính chủ trì nhiệm vụ này; Sở Công Thương chủ trì:",
        ),
        (
            "Sở Công Thương Trà Vinh chủ trì hay phối hợp việc xúc tiến thương mại dừa hữu cơ ở nước ngoài?",
            "Sở Công Thương chủ trì nhiệm vụ này:",
        ),
    ],
)
def test_whether_an_agency_leads_is_said(assistant: Assistant, question: str, said: str) -> None:
    assert assistant.ask(question).answer.startswith(said)


def test_what_an_agency_became_is_not_denied_its_task(assistant: Assistant) -> None:
    question = "Ở Tiền Giang, Sở Nông nghiệp và Môi trường có chủ trì kiểm tra mã số vùng trồng không?"
    text = assistant.ask(question).answer
    assert "không giao" not in text


def test_which_of_two_agencies_is_answered_from_the_register(assistant: Assistant) -> None:
    answer = assistant.ask("Cân đối kinh phí sự nghiệp nông nghiệp Trà Vinh: Sở Công Thương hay Sở Tài chính?")
    assert [task.owner_canonical for task in answer.tasks] == [("Sở Tài chính",)]
