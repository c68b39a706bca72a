"""Words that a question asks with are no nouns that its answer must have, and everyday words are no other matter."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from ..opened import assistant_on

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
Số: 77/KH-UBND
Điện Biên, ngày 12 tháng 3 năm 2024
KẾ HOẠCH
Bảo vệ bếp ăn, rừng và đường tuần tra giai đoạn 2024 - 2026
I. THỰC TRẠNG
1. Theo Đài Khí tượng, nắng nóng gay gắt tập trung từ tháng 3 đến tháng 5 năm 2024, nhiệt độ có thể lên tới 41,5°C.
2. Chuyển đổi các lò sấy thâm dụng năng lượng sang lò sấy khí sinh học và lò sấy điện mặt trời.
II. NHIỆM VỤ
1. Sở Giáo dục và Đào tạo
a) Quản lý bếp ăn bán trú của 45 trường mầm non tại các xã vùng cao, kiểm tra mỗi học kỳ 02 lần.
b) Yêu cầu bếp trưởng lưu mẫu thức ăn đủ 36 giờ kể từ khi nấu.
2. Chi cục Kiểm lâm tổ chức 07 lớp diễn tập và 19 lớp tuyên truyền về rừng.
3. Người cung cấp tin giúp bắt được đối tượng gây cháy được thưởng 4.000.000 đồng/tin.
4. Người khai man để hưởng hỗ trợ phải hoàn trả 100% số tiền đã nhận.
5. Tạo điều kiện cho hợp tác xã tham gia các khóa bồi dưỡng ngắn hạn về quản lý rừng.
6. Cắt giảm 30% thời gian tuần tra.
7. Khách nghỉ tại bản được lưu trú tối thiểu 02 đêm.
III. KINH PHÍ
NS tỉnh bố trí 6,2 tỷ đồng, ngân sách huyện bố trí 1,4 tỷ đồng cho đường tuần tra.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lò Văn Tiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Kiểm lâm Điện Biên mở lớp diễn tập và lớp tuyên truyền tương ứng bao nhiêu lớp?", "07 lớp"),
        ("Kiểm lâm Điện Biên mở cả thảy bao nhiêu lớp diễn tập?", "07 lớp"),
        ("Tóm lại, Kiểm lâm Điện Biên mở rốt cuộc bao nhiêu lớp diễn tập?", "07 lớp"),
        ("Lò sấy thâm dụng năng lượng ở Điện Biên được chuyển đổi sang loại hình gì?", "khí sinh học"),
        ("Ngân sách tỉnh Điện Biên bố trí bao nhiêu cho đường tuần tra?", "6,2 tỷ đồng"),
        ("Ở Điện Biên trời oi bức nhất thì nóng tới bao nhiêu độ?", "41,5°C"),
        ("Điện Biên muốn cắt bớt bao nhiêu thời gian tuần tra?", "30% thời gian"),
        ("Khai man để hưởng hỗ trợ ở Điện Biên thì phải hoàn trả bao nhiêu tiền?", "100% số tiền"),
        ("Mách kiểm lâm tóm được kẻ châm lửa đốt rừng ở Điện Biên được nhận bao nhiêu tiền?", "4.000.000 đồng"),
        ("Hợp tác xã ở Điện Biên có được đi học lớp quản lý rừng ngắn ngày nào không?", "ngắn hạn"),
        ("Bếp nấu cơm trưa cho học trò vùng cao ở Điện Biên phải để dành một phần món ăn bao lâu?", "36 giờ"),
    ],
)
def test_answered(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert told in answer.answer.replace("*", "")


@pytest.mark.parametrize(
    "question",
    [
        "Bếp trưởng ở Điện Biên được trả lương tương ứng bao nhiêu?",
        "Kiểm lâm Điện Biên phạt rốt cuộc bao nhiêu tiền một vụ cháy?",
    ],
)
def test_still_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
