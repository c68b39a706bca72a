"""Agencies that a question names as the register does, known to no table of names."""

from __future__ import annotations

import pytest

from qa.answer.duties.duties_asked import asks_who, plain_question
from qa.assistant import Assistant
from qa.search import understand

from ..opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 92/KH-UBND
Tây Ninh, ngày 3 tháng 6 năm 2024
KẾ HOẠCH
Phát triển chợ đầu mối nông sản giai đoạn 2024 - 2028
I. TỔ CHỨC THỰC HIỆN
1. VNPT Tây Ninh: Lắp đặt mạng không dây tại các chợ đầu mối.
2. UBND HUYỆN TÂN CHÂU: Giải phóng mặt bằng chợ biên giới.
3. Sở Công Thương: Chủ trì, phối hợp với UBND huyện Tân Châu, Sở Xây dựng quy hoạch các chợ đầu mối.
4. Giám đốc Sở Y tế: Kiểm tra vệ sinh thực phẩm tại các chợ.
5. Báo Tây Ninh: Tuyên truyền, phổ biến quy định về vệ sinh an toàn thực phẩm tại các chợ.
6. Hội Nông dân tỉnh: Tuyên truyền, phổ biến quy định về vệ sinh an toàn thực phẩm cho người bán.
7. Chủ đầu tư: Nghiệm thu các hạng mục của chợ.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("VNPT Tây Ninh được giao những nhiệm vụ gì?", ["mạng không dây"]),
        ("Nhiệm vụ của UBND huyện Tân Châu là gì?", ["mặt bằng"]),
        ("UBND huyện Tân Châu phối hợp thực hiện những nhiệm vụ nào?", ["quy hoạch"]),
        ("Nhiệm vụ của Giám đốc Sở Y tế tỉnh Tây Ninh là gì?", ["vệ sinh"]),
        ("Chủ đầu tư phải làm những gì theo kế hoạch của tỉnh Tây Ninh?", ["Nghiệm thu"]),
    ],
)
def test_an_agency_as_the_register_names_it(assistant: Assistant, question: str, expected: list[str]) -> None:
    answer = assistant.ask(question)
    assert len(answer.tasks) == len(expected)
    assert all(words in task.task for words, task in zip(expected, answer.tasks, strict=True))


def test_every_task_that_holds_all_the_words(assistant: Assistant) -> None:
    told = assistant.ask("Việc tuyên truyền, phổ biến quy định về vệ sinh an toàn thực phẩm ở Tây Ninh do ai đảm nhận?")
    assert [task.owner for task in told.tasks] == [("Báo Tây Ninh",), ("Hội Nông dân tỉnh",)]


def test_a_name_that_ends_like_who() -> None:
    query = understand("UBND huyện Bác Ái phải làm những gì?", ())
    assert not asks_who(plain_question(query))
