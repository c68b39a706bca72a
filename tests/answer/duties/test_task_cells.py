"""Tasks asked for by what a further column of their table says, and by a time that follows at once."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

pytestmark = pytest.mark.model

PAPER = """UBND TỈNH YÊN BÁI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 95/KH-UBND
Yên Bái, ngày 28 tháng 02 năm 2025

KẾ HOẠCH
Phát triển kinh tế số tỉnh Yên Bái giai đoạn 2025 - 2027

PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ

TT | Thời gian | Đơn vị chủ trì | Nội dung công việc | Sản phẩm | Đơn vị theo dõi, đôn đốc
1 | Quý II/2025 | Sở Khoa học và Công nghệ | Khảo sát các điểm lõm sóng | Báo cáo khảo sát | Văn phòng UBND tỉnh
2 | Quý IV/2026 | Sở Khoa học và Công nghệ | Xây dựng trạm phát sóng | 60 trạm | Sở Công Thương
3 | Năm 2025 | Sở Công Thương | Xây dựng gian hàng số | 220 gian hàng | Văn phòng UBND tỉnh
4 | 2026 | Bưu điện tỉnh | Hỗ trợ bán hàng qua sàn bưu chính | 5.000 tài khoản | Sở Công Thương
5 | Quý IV hằng năm | Cục Thống kê tỉnh | Đo lường kinh tế số | Báo cáo đo lường | Sở Công Thương
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Những nhiệm vụ nào ở Yên Bái có sản phẩm là báo cáo?", ["Khảo sát", "Đo lường"]),
        ("Những việc nào do Văn phòng UBND tỉnh Yên Bái theo dõi, đôn đốc?", ["Khảo sát", "gian hàng"]),
        ("Các việc ở Yên Bái phải hoàn thành trong năm 2025?", ["Khảo sát", "gian hàng"]),
        ("Bưu điện tỉnh Yên Bái được giao việc gì?", ["sàn bưu chính"]),
        ("Yên Bái phải hoàn thành những việc gì trong năm 2026?", ["trạm phát sóng", "sàn bưu chính"]),
        ("Những nhiệm vụ nào ở Yên Bái do Sở Khoa học và Công nghệ chủ trì?", ["Khảo sát", "trạm phát sóng"]),
    ],
)
def test_the_rows_that_hold_what_is_asked_and_no_others(assistant, question, told):
    tasks = [task.task for task in assistant.ask(question).tasks]
    assert len(tasks) == len(told) and all(words in task for words, task in zip(told, tasks, strict=True))


COMMITTEES = """UBND TỈNH YÊN BÁI
Số: 96/KH-UBND
Yên Bái, ngày 28 tháng 02 năm 2025

KẾ HOẠCH
Phủ sóng di động tỉnh Yên Bái

I. NHIỆM VỤ
1. Phủ sóng vùng cao. Cơ quan chủ trì: Sở Công Thương. Cơ quan phối hợp: UBND các huyện Mù Cang Chải, Trạm Tấu.
2. Số hóa hộ tịch. Cơ quan chủ trì: Sở Tư pháp. Cơ quan phối hợp: UBND các huyện, thành phố.
3. Truy xuất nguồn gốc. Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: UBND các huyện có liên quan.
"""


def test_some_of_the_committees_are_such_too(tmp_path_factory):
    answer = assistant_on(COMMITTEES, tmp_path_factory).ask("Những nhiệm vụ nào ở Yên Bái có UBND các huyện phối hợp?")
    assert len(answer.tasks) == 3
