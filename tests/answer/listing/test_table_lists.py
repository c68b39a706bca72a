"""Lists that stand in a table: all rows, those of a year or a place, years that no row has; tables invented here."""

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-UBND
Hà Giang, ngày 12 tháng 12 năm 2024

KẾ HOẠCH
Phát triển làng nghề giai đoạn 2025 - 2030

1. Đến năm 2030 xây dựng 09 làng nghề dệt lanh, trong đó đến năm 2027 là 04 làng nghề.
2. Kinh phí phân theo nguồn như sau:

Năm\tNS trung ương\tNS tỉnh\tCộng
2025\t30,0\t12,5\t42,5
2026\t45,0\t20,0\t65,0

3. Mức thưởng theo thị trường:

Thị trường\tNhóm 1\tNhóm 2
Cộng hòa Séc\t8 triệu đồng\t6 triệu đồng
Nhật Bản\t5 triệu đồng\t3 triệu đồng

4. Đối tượng được hỗ trợ:
a) Nhóm 1: người dân xã biên giới;
b) Nhóm 2: người lao động thuộc hộ nghèo, hộ cận nghèo và bộ đội xuất ngũ.

PHỤ LỤC
DANH SÁCH 04 LÀNG NGHỀ DỆT LANH XÂY DỰNG ĐẾN NĂM 2027
(Kèm theo Kế hoạch số 41/KH-UBND ngày 12 tháng 12 năm 2024)
TT\tLàng nghề\tXã\tHuyện\tNăm hoàn thành
1\tHợp Tiến\tLùng Tám\tQuản Bạ\t2025
2\tSà Phìn\tSà Phìn\tĐồng Văn\t2026
3\tCán Tỷ\tCán Tỷ\tQuản Bạ\t2027
4\tLũng Phìn\tLũng Phìn\tĐồng Văn\t2025
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "Liệt kê 04 làng nghề dệt lanh mà Hà Giang xây dựng đến năm 2027",
            ["Hợp Tiến", "Sà Phìn", "Cán Tỷ", "Lũng Phìn"],
        ),
        ("Những làng nghề dệt lanh nào của Hà Giang phải hoàn thành trong năm 2025?", ["Hợp Tiến", "Lũng Phìn"]),
        ("Huyện Quản Bạ của Hà Giang có những làng nghề dệt lanh nào?", ["Hợp Tiến", "Cán Tỷ"]),
    ],
)  # fmt: skip
def test_rows_asked_for(assistant: Assistant, question: str, names: list[str]) -> None:
    answer = assistant.ask(question)
    lines = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    assert [line.removeprefix("- ").partition(" (")[0] for line in lines] == names
    assert all("Năm hoàn thành: 20" in line for line in lines)


def test_years_that_no_row_has(assistant: Assistant) -> None:
    answer = assistant.ask("Năm làng nghề dệt lanh Hà Giang sẽ xây dựng trong giai đoạn 2028 - 2030 là những làng nào?")
    assert answer.abstained
    assert "không có dòng nào của 2028 – 2030" in answer.answer


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Năm 2026 ngân sách tỉnh Hà Giang bố trí bao nhiêu cho làng nghề?", "*NS tỉnh*: **20,0", "45,0**"),
        ("Mức thưởng cho Nhóm 2 ở thị trường Nhật Bản của Hà Giang là bao nhiêu?", "*Nhóm 2*: **3 triệu", "*Nhóm 1*"),
        ("Mức thưởng cho Nhóm 1 ở thị trường Cộng hòa Séc là bao nhiêu?", "*Nhóm 1*: **8 triệu", "*Nhóm 2*"),
    ],
)
def test_columns_called_by_an_abbreviation_or_a_number(
    assistant: Assistant, question: str, said: str, other: str
) -> None:
    answer = assistant.ask(question).answer
    assert said in answer
    assert other not in answer


def test_a_group_called_by_a_number_is_the_point_of_that_name(assistant: Assistant) -> None:
    answer = assistant.ask("Nhóm 2 của Hà Giang gồm những ai?").answer
    assert "  - hộ cận nghèo [1]" in answer.splitlines()
    assert "xã biên giới" not in answer
