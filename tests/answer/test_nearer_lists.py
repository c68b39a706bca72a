"""Which of several lists is told: by the number and the kind that a question says, its heading, or its sentences."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """UBND TỈNH YÊN BÁI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 98/KH-UBND
Yên Bái, ngày 28 tháng 02 năm 2025

KẾ HOẠCH
Phát triển tài sản trí tuệ tỉnh Yên Bái

I. MỤC TIÊU
1. Giai đoạn 2025 - 2026
a) Có thêm 04 chỉ dẫn địa lý được bảo hộ, gồm: quế Văn Yên, chè Suối Giàng, bưởi Đại Minh và gạo Séng cù.
b) Tối thiểu 60% sản phẩm OCOP được bảo hộ nhãn hiệu.
2. Yêu cầu đối với cán bộ sở hữu trí tuệ
a) Xác định các nhóm yêu cầu năng lực của cán bộ gồm: bản lĩnh chính trị; chuyên môn, nghiệp vụ; kỹ năng, phong cách.
b) Xác định lộ trình bồi dưỡng năng lực của cán bộ theo từng năm.
c) Bố trí cán bộ sau bồi dưỡng.
3. Chỉ tiêu năm 2024: 02 chỉ tiêu chưa đạt kế hoạch là tỷ lệ hộ dùng cáp quang và tỷ lệ người có chữ ký số.

II. ĐỐI TƯỢNG, ĐIỀU KIỆN HỖ TRỢ
1. Đối tượng
a) Hợp tác xã, tổ hợp tác trồng quế.
b) Hội là chủ sở hữu nhãn hiệu tập thể.
2. Điều kiện hỗ trợ
a) Có đơn đề nghị được xã xác nhận.
b) Chưa nhận ngân sách nhà nước cho cùng nội dung.
c) Cam kết vốn đối ứng.

III. NHIỆM VỤ
1. Bảo hộ chỉ dẫn địa lý
- Lập danh mục đặc sản.
- Nộp đơn đăng ký.
- Quản lý tem nhãn.
2. Hỗ trợ hợp tác xã trồng quế
- Tập huấn ghi chép nhật ký.
- Cho vay vốn mua máy.
3. Lĩnh vực y - dược: Ứng dụng kỹ thuật mới trong điều trị bệnh mãn tính. Nghiên cứu kết hợp y học cổ truyền với y học
hiện đại. Xây dựng vườn dược liệu.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_on(PAPER, tmp_path_factory)


def items(answer: str) -> list[str]:
    return [line.strip().removeprefix("- ").partition(" [")[0] for line in answer.splitlines() if "- " in line[:4]]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # A list under a heading of that name has another number of items.
        (
            "Bốn chỉ dẫn địa lý mà Yên Bái muốn có thêm là những gì?",
            ["quế Văn Yên", "chè Suối Giàng", "bưởi Đại Minh", "gạo Séng cù"],
        ),
        # One item of the list has the kind that is asked for.
        (
            "Yên Bái chia yêu cầu năng lực của cán bộ sở hữu trí tuệ thành những nhóm nào?",
            ["bản lĩnh chính trị", "chuyên môn, nghiệp vụ", "kỹ năng, phong cách"],
        ),
        # Two are as many as the sentence says.
        ("Yên Bái chưa đạt những chỉ tiêu nào?", ["tỷ lệ hộ dùng cáp quang", "tỷ lệ người có chữ ký số"]),
        # "2. Điều kiện" counts no conditions.
        (
            "Muốn được Yên Bái hỗ trợ phải có những điều kiện nào?",
            [
                "a) Có đơn đề nghị được xã xác nhận.",
                "b) Chưa nhận ngân sách nhà nước cho cùng nội dung.",
                "c) Cam kết vốn đối ứng.",
            ],
        ),
        # Not what stands under "Hỗ trợ hợp tác xã trồng quế".
        (
            "Những ai được Yên Bái hỗ trợ trồng quế?",
            ["a) Hợp tác xã, tổ hợp tác trồng quế.", "b) Hội là chủ sở hữu nhãn hiệu tập thể."],
        ),
        # A point whose sentences each tell what is done.
        (
            "Trong lĩnh vực y dược, Yên Bái làm những gì?",
            [
                "Ứng dụng kỹ thuật mới trong điều trị bệnh mãn tính.",
                "Nghiên cứu kết hợp y học cổ truyền với y học hiện đại.",
                "Xây dựng vườn dược liệu.",
            ],
        ),
    ],
)
def test_the_items_asked_for_and_no_others(assistant, question, told):
    assert [" ".join(item.split()) for item in items(assistant.ask(question).answer)] == told
