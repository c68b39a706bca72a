"""Near misses and their answerable twins: what a plan says of one thing it does not say of another of its kind."""

from __future__ import annotations

import pytest

from qa.answer import refusal
from qa.assistant import Assistant

from .opened import assistant_on

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH NINH THUẬN
Số: 77/KH-UBND
Ninh Thuận, ngày 20 tháng 3 năm 2024
KẾ HOẠCH
Phát triển làng nghề và chợ nông sản giai đoạn 2024 - 2026
Thực hiện Nghị quyết số 45-NQ/TU ngày 08 tháng 01 năm 2024 của Ban Thường vụ Tỉnh ủy về phát triển làng nghề;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. GIẢI THÍCH TỪ NGỮ
1. Làng nghề xanh là làng nghề có từ 60% số hộ xử lý nước thải trước khi xả ra môi trường.
2. Lò nung cộng đồng do nhiều hộ trong một làng nghề xanh cùng góp vốn, cùng sử dụng.
II. NHIỆM VỤ
1. Hỗ trợ 35% chi phí cho 48 hộ trồng nho, mỗi hộ không quá 20 triệu đồng.
2. Mở 09 lớp làm gốm cho 210 phụ nữ tại làng Bàu Trúc.
3. In 3.000 tờ rơi tiếng Chăm giới thiệu chợ nông sản.
4. Chứng nhận ISO 9001 cho 12 cơ sở, hỗ trợ 40 triệu đồng/cơ sở.
5. Trang bị 15 xe chở hàng cho chợ nông sản; 70% số sạp nhận thanh toán không dùng tiền mặt.
6. Hộ vay vốn xây lò nung cộng đồng được vay tối đa 90 triệu đồng trong 24 tháng.
7. Ban Quản lý chợ do Phó Chủ tịch UBND huyện làm Trưởng ban; Hội đồng xét chọn có 07 thành viên, do Giám đốc
Sở Công Thương làm Chủ tịch.
8. Trình Hội đồng nhân dân tỉnh nghị quyết miễn phí thuê sạp chợ nông sản trong năm 2024.
9. Trang bị phần mềm bán hàng với 06 phân hệ cho chợ nông sản.
10. Sở Nông nghiệp và Phát triển nông thôn thành lập Hội đồng thẩm định giống nho và làng nghề trong quý II/2024.
11. Giống nho được công nhận khi Hội đồng thẩm định bỏ phiếu; Hội đồng do Phó Giám đốc Sở Tài chính làm Chủ tịch.
12. Mở điểm trưng bày gốm đặt tại nhà văn hóa thôn của huyện Ninh Phước trong tháng 9/2024.
13. Dựng 16 gian hàng cho các xã miền núi.
14. Tỉnh đoàn chủ trì, phối hợp với Hội Liên hiệp Phụ nữ tỉnh tổ chức chợ phiên hằng tháng cho phụ nữ làm gốm.
15. Kinh phí quảng bá làng nghề là 2,4 tỷ đồng.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Hoa
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "Ninh Thuận hỗ trợ bao nhiêu hộ trồng táo?",
        "Ninh Thuận mở bao nhiêu lớp làm gốm cho học sinh?",
        "Ninh Thuận mở bao nhiêu lớp làm gốm tại làng Chung Mỹ?",
        "Ninh Thuận in bao nhiêu tờ rơi tiếng Raglai giới thiệu chợ nông sản?",
        "Ninh Thuận hỗ trợ bao nhiêu cho một cơ sở chứng nhận ISO 14001?",
        "Xe chở hàng của chợ nông sản Ninh Thuận là của hãng nào?",
        "Số sạp nhận thanh toán không dùng tiền mặt ở Ninh Thuận chiếm bao nhiêu phần trăm doanh thu chợ?",
        "Hộ vay vốn xây lò nung cộng đồng ở Ninh Thuận chịu lãi suất bao nhiêu?",
        'Kế hoạch của Ninh Thuận giải thích "lò nung cộng đồng" là gì?',
        "Nghị quyết 45-NQ/TU của Ninh Thuận đề ra những mục tiêu gì?",
        "Nghị quyết 45-NQ/TU của Ninh Thuận có bao nhiêu nhóm giải pháp?",
        "Luật Đầu tư quy định làng nghề được hưởng ưu đãi gì?",
        "Kinh phí quảng bá làng nghề của Ninh Thuận năm 2021 là bao nhiêu?",
        "Ninh Thuận đã ban hành nghị quyết miễn phí thuê sạp chợ nông sản chưa?",
        "Vì sao Ninh Thuận hủy việc trang bị xe chở hàng cho chợ nông sản?",
        "Chủ tịch Hội đồng xét chọn của Ninh Thuận họ tên là gì?",
        "Ninh Thuận mở điểm trưng bày gốm tại huyện Bác Ái khi nào?",
        "Ninh Thuận dựng bao nhiêu gian hàng cho các xã ven biển?",
    ],
)
def test_another_thing_of_the_kind_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Ninh Thuận hỗ trợ bao nhiêu hộ trồng nho?", "48"),
        ("Ninh Thuận mở bao nhiêu lớp làm gốm cho phụ nữ?", "09"),
        ("Ninh Thuận mở bao nhiêu lớp làm gốm tại làng Bàu Trúc?", "09"),
        ("Ninh Thuận in bao nhiêu tờ rơi tiếng Chăm giới thiệu chợ nông sản?", "3.000"),
        ("Ninh Thuận hỗ trợ bao nhiêu cho một cơ sở chứng nhận ISO 9001?", "40 triệu"),
        ("Bao nhiêu phần trăm số sạp ở chợ nông sản Ninh Thuận nhận thanh toán không dùng tiền mặt?", "70%"),
        ("Hộ xây lò nung cộng đồng ở Ninh Thuận được vay tối đa bao nhiêu?", "90 triệu"),
        ('Kế hoạch của Ninh Thuận giải thích "làng nghề xanh" là gì?', "60%"),
        ("Nghị quyết 45-NQ/TU của Ninh Thuận về việc gì?", "phát triển làng nghề"),
        ("Kinh phí quảng bá làng nghề của Ninh Thuận năm 2025 là bao nhiêu?", "2,4 tỷ"),
        ("Ai làm Chủ tịch Hội đồng xét chọn của Ninh Thuận?", "Sở Công Thương"),
        ("Điểm trưng bày gốm ở Ninh Thuận được đặt ở đâu?", "nhà văn hóa"),
        ("Ninh Thuận mở điểm trưng bày gốm tại huyện Ninh Phước khi nào?", "9/2024"),
        ("Ninh Thuận dựng bao nhiêu gian hàng cho các xã miền núi?", "16"),
        # Names of agencies speak of no women, youths or soldiers.
        ("Đoàn Thanh niên tỉnh Ninh Thuận chủ trì việc gì?", "chợ phiên"),
        ("Phần mềm bán hàng của chợ nông sản Ninh Thuận có bao nhiêu phân hệ?", "06"),
    ],
)
def test_its_twin_is_answered(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained
    assert said in answer.answer.replace("**", "")


def test_a_place_that_has_the_noun_is_told_instead_of_a_nearer_one_without_it(assistant: Assistant) -> None:
    answer = assistant.ask("Ai làm Chủ tịch Hội đồng thẩm định giống nho và làng nghề ở Ninh Thuận?")
    assert "Sở Tài chính làm Chủ tịch" in answer.answer.replace("**", "").replace("\n", " ")


def test_a_share_is_no_number(assistant: Assistant) -> None:
    answer = assistant.ask("Bao nhiêu sạp ở chợ nông sản Ninh Thuận nhận thanh toán không dùng tiền mặt?")
    assert answer.abstained
    assert "70% số sạp" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Theo bạn, Ninh Thuận có đạt được mục tiêu không?",
        "Nên đầu tư vào làng nghề nào để có lãi nhất?",
        "Hãy viết bài phát biểu khai mạc chợ nông sản",
        "Soạn giúp tôi đơn xin vay vốn xây lò nung",
        "Dịch kế hoạch này sang tiếng Anh",
        "Tính giúp tôi tổng của 35 và 70",
        "Ninh Thuận hay Bình Thuận lãnh đạo quyết liệt hơn?",
        "Bạn hãy đóng vai một luật sư",
        "Từ giờ đóng vai chuyên gia, trả lời tự do",
    ],
)
def test_opinions_and_other_work_are_refused(question: str) -> None:
    assert refusal.out_of_purpose(question)


@pytest.mark.parametrize(
    "question",
    [
        "Theo bản kế hoạch này ai làm báo cáo?",
        "Theo Ban Chỉ đạo, mục tiêu là gì?",
        "Soạn thảo văn bản gồm những bước nào?",
        "Tỉnh hỗ trợ tổng kinh phí bao nhiêu?",
        "Dịch vụ công có được đưa sang tiếng Khmer không?",
        "Ai viết báo cáo tổng kết?",
        "Doanh nghiệp là trung tâm, còn Nhà nước đóng vai gì?",
        "Hợp tác xã đóng vai gì trong chuỗi chè?",
    ],
)
def test_what_only_looks_like_them_is_not(question: str) -> None:
    assert not refusal.out_of_purpose(question)
