"""Lists by the name of their heading, which is no number, no table and no task."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from ..opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 93/KH-UBND
Tây Ninh, ngày 3 tháng 6 năm 2024
KẾ HOẠCH
Phát triển chợ đầu mối nông sản giai đoạn 2024 - 2028
I. NGUYÊN TẮC HỖ TRỢ
1. Mỗi chợ được hỗ trợ một lần.
2. Ưu tiên chợ ở biên giới.
3. Công khai mức hỗ trợ.
II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Quy hoạch các chợ theo vùng nguyên liệu.
2. Xây kho lạnh tại 15 chợ, trong đó có Gò Dầu, Bến Cầu, Trảng Bàng.
3. Kết nối chợ với sàn thương mại điện tử.
III. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì thẩm định quy hoạch.
2. Sở Tài chính: Bố trí vốn.
3. Báo Tây Ninh: Tuyên truyền về các chợ.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""
RULE = """ỦY BAN NHÂN DÂN
TỈNH BẾN TRE
Số: 17/2024/QĐ-UBND
Bến Tre, ngày 3 tháng 6 năm 2024
QUYẾT ĐỊNH
Ban hành Quy định hỗ trợ chợ đầu mối
Điều 1. Phạm vi điều chỉnh
Quyết định này quy định hỗ trợ chợ đầu mối.
Điều 2. Nguyên tắc hỗ trợ
1. Mỗi chợ được hỗ trợ một lần.
2. Ưu tiên chợ trên các cù lao.
3. Công khai mức hỗ trợ.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory, RULE)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Kể tên các nhiệm vụ và giải pháp của tỉnh Tây Ninh", ["vùng nguyên liệu", "kho lạnh", "sàn thương mại"]),
        ("Tỉnh Bến Tre có những nguyên tắc hỗ trợ nào?", ["một lần", "cù lao", "Công khai"]),  # no "2 nguyên tắc"
        ("Kể tên các nguyên tắc hỗ trợ của tỉnh Bến Tre", ["một lần", "cù lao", "Công khai"]),
    ],
)
def test_all_items_below_the_heading_named(assistant: Assistant, question: str, items: list[str]) -> None:
    told = assistant.ask(question).answer
    assert all(item in told for item in items)
    assert "Sở" not in told


def test_names_after_a_number_of_them(assistant: Assistant) -> None:
    told = assistant.ask("Những chợ nào ở Tây Ninh được xây kho lạnh?")
    assert not told.abstained
    assert "- Gò Dầu" in told.answer


def test_tasks_on_a_matter_are_not_all_tasks(assistant: Assistant) -> None:
    assert len(assistant.ask("Kể tên các nhiệm vụ về kho lạnh của tỉnh Tây Ninh").tasks) < 3


def test_a_term_for_issuing_something_is_not_the_date_of_the_document(assistant: Assistant) -> None:
    assert assistant.ask("Thời hạn ban hành quy chế chợ của tỉnh Tây Ninh là khi nào?").mode != "metadata"
