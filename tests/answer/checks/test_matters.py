"""Questions on a matter as such: told where the document speaks of it, in its own or everyday words; else refused."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.answer.checks.matters import matter_of
from qa.assistant import Assistant
from qa.search import Query

PAPER = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 81/KH-UBND
Tây Ninh, ngày 12 tháng 4 năm 2024
KẾ HOẠCH
Phát triển chăn nuôi bò sữa giai đoạn 2024 - 2028
I. MỤC TIÊU
- Đến năm 2028 đàn bò sữa của tỉnh đạt 24.000 con.
- Sản lượng sữa tươi đạt 60.000 tấn mỗi năm, trong đó 80% được thu mua theo hợp đồng.
II. NHIỆM VỤ
1. Thức ăn chăn nuôi
- Chuyển 1.500 ha đất lúa kém hiệu quả sang trồng cỏ và ngô sinh khối.
- Xây dựng ba trạm ủ chua thức ăn theo quy định.
2. Thú y
- Tiêm phòng lở mồm long móng cho toàn đàn hai lần mỗi năm theo quy định.
- Tập huấn cho 600 hộ chăn nuôi về xử lý chất thải bằng hầm biogas.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Chiến
"""
OTHER = """ỦY BAN NHÂN DÂN
TỈNH LONG AN
Số: 19/KH-UBND
Long An, ngày 02 tháng 5 năm 2024
KẾ HOẠCH
Quản lý tài nguyên nước và phát triển công nghệ sinh học năm 2024
I. NỘI DUNG
1. Công nghệ sinh học
- Sản xuất 200.000 cây giống chuối cấy mô bằng công nghệ sinh học.
2. Tài nguyên nước
- Trám lấp 400 giếng khoan hư hỏng để bảo vệ nước dưới đất.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Út
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory, OTHER)


@pytest.mark.model
@pytest.mark.parametrize(
    "asked",
    [
        "{0} quy định gì về {1}?",
        "{0} nói gì về {1}?",
        "{1} ở {0} như thế nào?",
        "Nội dung {1} của {0} là gì?",
        "{1} của {0}",
    ],
)
@pytest.mark.parametrize(
    ("place", "matter"),
    [
        ("Tây Ninh", "công nghệ sinh học"),
        ("tỉnh Tây Ninh", "tài nguyên nước"),
        ("Tây Ninh", "chuyển đổi số"),
        ("Long An", "thức ăn chăn nuôi"),
        ("Kế hoạch 19/KH-UBND", "thú y"),
    ],
)
def test_a_matter_of_another_document_is_not_answered(
    assistant: Assistant, asked: str, place: str, matter: str
) -> None:
    answer = assistant.ask(asked.format(place, matter))
    assert answer.abstained, answer.answer


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tây Ninh quy định gì về thức ăn chăn nuôi?", "ngô sinh khối"),
        ("Tây Ninh nói gì về đàn bò sữa?", "24.000 con"),
        ("Tây Ninh có gì về hầm biogas?", "600 hộ"),
        ("Xử lý chất thải ở Tây Ninh như thế nào?", "biogas"),
        ("Công nghệ sinh học của Long An", "chuối cấy mô"),
        ("Long An nói gì về giếng khoan?", "400 giếng"),
    ],
)
def test_a_matter_that_is_spoken_of_is_told(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and said in answer.answer


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Tây Ninh quy định gì về thức ăn chăn nuôi?", "thức ăn chăn nuôi"),
        ("Kế hoạch của tỉnh Tây Ninh nêu gì liên quan đến thú y", "thú y"),
        ("Hãy liệt kê các nội dung về thú y ở Tây Ninh", "thú y"),
        ("Giá sữa của Tây Ninh là bao nhiêu?", ""),
        ("Ai lo thú y ở Tây Ninh?", ""),
        ("Tây Ninh có nuôi bò sữa không?", ""),
        ("Thú y", "Thú y"),
    ],
)
def test_what_the_matter_is(text: str, matter: str) -> None:
    assert matter_of(Query(text=text)) == matter
