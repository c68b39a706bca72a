"""Lists asked for by their kind in other words than those of their headings."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """UBND TỈNH TIỀN GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 210/KH-UBND
Tiền Giang, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Phát triển tài sản trí tuệ tỉnh Tiền Giang giai đoạn 2024 - 2028

I. ĐỐI TƯỢNG, ĐIỀU KIỆN VÀ TRÌNH TỰ HỖ TRỢ
1. Đối tượng thụ hưởng
a) Doanh nghiệp nhỏ và vừa có trụ sở tại tỉnh;
b) Hợp tác xã, tổ hợp tác sản xuất nông nghiệp;
c) Cá nhân là tác giả sáng chế cư trú tại tỉnh.
2. Điều kiện hỗ trợ
2.1. Đối với doanh nghiệp:
a) Không nợ thuế tại thời điểm nộp hồ sơ;
b) Cam kết đối ứng tối thiểu 30% kinh phí.
2.2. Đối với cá nhân: có sáng chế được công bố.
3. Trình tự thực hiện
- Bước 1: Tổ chức, cá nhân nộp đơn tại Trung tâm Phục vụ hành chính công.
- Bước 2: Sở Khoa học và Công nghệ thẩm định trong 15 ngày làm việc.
II. MỤC TIÊU NĂM 2026
1. Bảo hộ 80 nhãn hiệu.
2. Bảo hộ 05 sáng chế.
III. MỤC TIÊU ĐÀO TẠO
1. Đến năm 2026
- 10 lớp tập huấn;
- 02 hội thảo.
2. Đến năm 2028
- 25 lớp tập huấn;
- 05 hội thảo.
IV. KIẾN NGHỊ, ĐỀ XUẤT
1. Đề nghị Bộ Khoa học và Công nghệ hỗ trợ tập huấn.
2. Đề nghị Bộ Tài chính hướng dẫn mức chi.
V. KINH PHÍ
Dự kiến 12 tỷ đồng, gồm: ngân sách trung ương 3 tỷ đồng, ngân sách tỉnh 9 tỷ đồng.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Ai được hưởng hỗ trợ phát triển tài sản trí tuệ ở Tiền Giang?", ("a) Doanh", "b) Hợp", "c) Cá nhân"), "thuế"),
        ("Điều kiện để doanh nghiệp được Tiền Giang hỗ trợ là gì?", ("nợ thuế", "đối ứng"), "công bố"),
        ("Muốn xin hỗ trợ ở Tiền Giang thì phải qua những bước nào?", ("Bước 1", "Bước 2"), "nợ thuế"),
        ("Tiền Giang kiến nghị những gì với trung ương?", ("tập huấn", "mức chi"), "ngân sách"),
        ("Mục tiêu đào tạo của Tiền Giang đến năm 2028 gồm những gì?", ("25 lớp", "05 hội thảo"), "10 lớp"),
        ("Mục tiêu năm 2026 của Tiền Giang gồm những gì?", ("80 nhãn hiệu", "05 sáng chế"), "tỷ đồng"),
    ],
)
def test_the_items_under_the_heading_of_that_kind_are_told(assistant, question, said, unsaid):
    answer = assistant.ask(question).answer
    assert all(words in answer for words in said) and unsaid not in answer


GROUPED = """UBND TỈNH TIỀN GIANG
Số: 55/KH-UBND
Tiền Giang, ngày 05 tháng 6 năm 2024

KẾ HOẠCH
Phát triển hạ tầng số tỉnh Tiền Giang

PHỤ LỤC
DANH MỤC NHIỆM VỤ

TT\tNội dung\tCơ quan chủ trì\tThời gian
I\tHạ tầng
1\tLắp trạm phát sóng\tSở Khoa học và Công nghệ\tTháng 6/2025
2\tNâng cấp máy chủ\tCông an tỉnh\tTháng 7/2025
II\tỨng dụng
3\tBản đồ du lịch\tSở Văn hóa, Thể thao và Du lịch\tTháng 8/2025
4\tHọc bạ số\tSở Giáo dục và Đào tạo\tTháng 9/2025
"""


def test_a_row_that_heads_a_group_stands_for_its_rows(tmp_path_factory):
    answer = assistant_on(GROUPED, tmp_path_factory).ask("Tiền Giang có những nhiệm vụ ứng dụng nào trong phụ lục?")
    assert all(words in answer.answer for words in ("Bản đồ du lịch", "Học bạ số")) and "máy chủ" not in answer.answer


def test_the_tasks_of_a_group_that_is_named(tmp_path_factory):
    answer = assistant_on(GROUPED, tmp_path_factory).ask("Các nhiệm vụ hạ tầng của Tiền Giang là gì?")
    assert [task.task for task in answer.tasks] == ["Lắp trạm phát sóng", "Nâng cấp máy chủ"]
