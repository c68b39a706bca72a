"""The part of a list that is asked for, and who receives what others report."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PAPER = """UBND TỈNH YÊN BÁI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 99/KH-UBND
Yên Bái, ngày 28 tháng 02 năm 2025

KẾ HOẠCH
Phát triển khoa học, công nghệ và chuyển đổi số tỉnh Yên Bái

I. MỤC TIÊU
Mục 1. Mục tiêu cụ thể
1.1. Đến năm 2027
a) Chi 1,3% ngân sách cho khoa học.
b) Có 08 doanh nghiệp khoa học và công nghệ.
1.2. Đến năm 2030
a) Chi 2% ngân sách cho khoa học.
b) Có 20 doanh nghiệp khoa học và công nghệ.
1.3. Tổng hợp một số chỉ tiêu theo mốc thời gian
Chỉ tiêu | Đơn vị | Năm 2027 | Năm 2030
Số nhóm nghiên cứu | nhóm | 4 | 9
Rừng trồng | ha | 22.000 | 41.000

II. CHỈ TIÊU CHỦ YẾU NĂM 2026
1. Nhóm chỉ tiêu khoa học, công nghệ
a) Mở 16 nhiệm vụ cấp tỉnh.
b) Có 18 đơn sáng chế.
2. Nhóm chỉ tiêu chuyển đổi số
a) 80% hồ sơ nộp trực tuyến.
b) 5G phủ 70% dân số.

III. NHIỆM VỤ
1. Xây dựng 10 tour thực tế ảo giới thiệu ruộng bậc thang, chợ phiên và đỉnh Tà Xùa.
2. Quét dọn chợ phiên hằng tuần, Sở Công Thương quản lý quầy hàng.

IV. TỔ CHỨC THỰC HIỆN
1. Các sở, ban, ngành: Xây dựng kế hoạch; gửi báo cáo về Sở Xây dựng trước ngày 15/12 hằng năm để tổng hợp.
Nếu có vướng mắc, các đơn vị phản ánh về Sở Tư pháp để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét./.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Liệt kê các chỉ tiêu chuyển đổi số của Yên Bái trong năm 2026.", "5G phủ", "sáng chế"),
        ("Nêu đủ các mục tiêu cụ thể của Kế hoạch Yên Bái đến năm 2027.", "1,3%", "Rừng trồng"),
        ("10 tour thực tế ảo của Yên Bái giới thiệu những gì?", "\n  - đỉnh Tà Xùa", "quầy hàng"),
        ("Đơn vị nào tổng hợp, báo cáo UBND tỉnh Yên Bái?", "tổng hợp: **Sở Xây dựng**", "Được giao"),
        ("Ở Yên Bái gặp vướng mắc thì phản ánh về đâu?", "tổng hợp: **Sở Tư pháp**", "Sở Xây dựng"),
    ],
)
def test_what_is_asked_for_and_no_more(assistant: Assistant, question: str, told: str, untold: str) -> None:
    answer = assistant.ask(question).answer
    assert told in answer
    assert untold not in answer


def test_who_does_what_no_sentence_speaks_of_is_not_found(assistant: Assistant) -> None:
    assert assistant.ask("Cơ quan nào theo dõi, đôn đốc việc thực hiện kế hoạch ở Yên Bái?").abstained
