"""Lists whose heading the question paraphrases, rows of a group, and enumerating sentences that stand alone."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
Số: 81/KH-UBND
Yên Bái, ngày 11 tháng 4 năm 2024
KẾ HOẠCH
Phát triển du lịch cộng đồng giai đoạn 2024 - 2028
I. NHIỆM VỤ
1. Tăng cường hoạt động xúc tiến du lịch
- Tổ chức lễ hội xúc tiến du lịch ruộng bậc thang hằng năm.
- Dựng gian hàng xúc tiến du lịch tại hội chợ quốc tế.
- Mời các hãng lữ hành khảo sát tuyến mới và quảng bá điểm đến trên nền tảng số.
- In sách ảnh bằng ba thứ tiếng.
2. Hạ tầng
Nâng cấp bến thuyền tại thị trấn Thác Bà, xã Cẩm Ân và xã Mông Sơn trước ngày 30 tháng 6 năm 2026.
Mỗi năm kiểm tra an toàn bến thuyền một lần.
3. Sản phẩm
Ưu tiên hỗ trợ hộ làm nghề đan lát, dệt thổ cẩm, rèn dao; mỗi nghề không quá 20 hộ.
Sở Công Thương hướng dẫn hộ làm nghề truyền thống hồ sơ xin hỗ trợ.
II. KIẾN NGHỊ, ĐỀ XUẤT
1. Đề nghị Bộ Giao thông vận tải sớm mở rộng quốc lộ 32 qua Nghĩa Lộ.
2. Đề nghị Tổng cục Du lịch hỗ trợ đào tạo 300 hướng dẫn viên tại điểm.
Trên đây là Kế hoạch phát triển du lịch cộng đồng của Ủy ban nhân dân tỉnh Yên Bái./.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Huy Tuấn

PHỤ LỤC
DANH MỤC DỰ ÁN
TT\tTên dự án\tChủ đầu tư\tĐịa điểm\tThời gian\tVốn (tỷ đồng)
A\tDự án dùng ngân sách\t\t\t\t54
1\tBến thuyền Thác Bà\tSở Giao thông vận tải\tYên Bình\t2024 - 2026\t31
2\tTrạm dừng chân Khau Phạ\tUBND huyện Mù Cang Chải\tMù Cang Chải\t2025\t23
B\tDự án kêu gọi đầu tư\t\t\t\t260
3\tKhu nghỉ dưỡng suối Giàng\tNhà đầu tư được chọn\tVăn Chấn\t2025 - 2028\t180
4\tCáp treo Tà Xùa\tNhà đầu tư được chọn\tTrạm Tấu\t2026 - 2028\t80
\tTổng cộng (A + B)\t\t\t\t314
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


def items(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question)
    assert not answer.abstained, question
    lines = (line.strip() for line in answer.answer.splitlines())
    return [line.removeprefix("- ").rpartition(" [")[0] for line in lines if line.startswith("- ")]


def test_all_items_below_a_heading_whose_best_three_answer(assistant: Assistant) -> None:
    found = items(assistant, "Yên Bái làm những gì để quảng bá, xúc tiến cho điểm đến, tuyến mới?")
    assert len(found) == 4 and found[3].startswith("In sách ảnh")


def test_two_items_are_a_list_too_and_the_closing_formula_is_none(assistant: Assistant) -> None:
    found = items(assistant, "Yên Bái kiến nghị gì với trung ương?")
    assert [line[:12] for line in found] == ["1. Đề nghị B", "2. Đề nghị T"]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Những dự án nào thuộc nhóm kêu gọi đầu tư?", ["Khu nghỉ dưỡng suối Giàng", "Cáp treo Tà Xùa"]),
        ("Dự án dùng ngân sách gồm những dự án nào?", ["Bến thuyền Thác Bà", "Trạm dừng chân Khau Phạ"]),
    ],
)
def test_rows_of_a_group_with_its_sum(assistant: Assistant, question: str, rows: list[str]) -> None:
    found = items(assistant, question)
    assert len(found) == 2 and all(row in line for row, line in zip(rows, found, strict=True))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Nâng cấp bến thuyền ở những nơi nào?", ["thị trấn Thác Bà", "xã Cẩm Ân", "xã Mông Sơn"]),
        ("Kế hoạch 81 ưu tiên hỗ trợ hộ làm những nghề nào?", ["nghề đan lát", "dệt thổ cẩm", "rèn dao"]),
    ],
)
def test_an_enumerating_sentence_stands_alone(assistant: Assistant, question: str, named: list[str]) -> None:
    assert items(assistant, question) == named
