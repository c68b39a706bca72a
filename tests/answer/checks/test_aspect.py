"""A detail asked for beside what a document says is refused, and what it says on the same matter is not."""

from __future__ import annotations

import pytest

from qa.assistant import Assistant

from ..opened import assistant_on

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 91/KH-UBND
Tây Ninh, ngày 15 tháng 5 năm 2024
KẾ HOẠCH
Phát triển nghề cá và du lịch hồ nước giai đoạn 2024 - 2028
I. THỰC TRẠNG
1. Toàn tỉnh có 214 hộ nuôi cá lồng; đã tập huấn cho 96 hộ; mới đạt 22% số hộ có sổ ghi chép.
2. Hội đồng thẩm định giống do đồng chí Phó Chủ tịch UBND tỉnh làm Chủ tịch Hội đồng đã họp 03 phiên.
II. MỤC TIÊU ĐẾN NĂM 2028
1. Thẩm định giống cho 100% lồng cá.
2. Lập quỹ hỗ trợ rủi ro nghề cá của tỉnh sau khi có hướng dẫn của Trung ương.
III. NHIỆM VỤ
1. Tổ chức hội thi thuyền truyền thống hằng năm; giải nhất 40 triệu đồng, giải nhì 25 triệu đồng.
2. Thu hút tiến sĩ thủy sản về công tác, hỗ trợ ban đầu 150 triệu đồng/người.
3. Xây dựng bến thuyền du lịch rộng 12 ha tại xã Suối Đá, phục vụ 800 lượt khách/ngày, vốn 64 tỷ đồng.
4. Biên soạn sách ảnh lòng hồ bằng 05 thứ tiếng; mở 06 lớp cứu hộ trên hồ cho 180 người lái thuyền.
5. Hỗ trợ 340 hộ nuôi tôm càng xanh tại các huyện Gò Dầu, Bến Cầu, Trảng Bàng.
6. Thêm 03 sản phẩm thủy sản được cấp mã, gồm khô cá lăng, mắm ruốc hồ và tôm sấy.
7. Chia sẻ dữ liệu cung - cầu thủy sản trên cổng thông tin của tỉnh.
IV. SỞ HỮU TRÍ TUỆ
1. Hỗ trợ đăng ký bảo hộ trong nước:
a) Nhãn hiệu: 08 triệu đồng/văn bằng.
2. Hỗ trợ đăng ký bảo hộ sáng chế ở nước ngoài: 80 triệu đồng/quốc gia.
3. Năng suất chế biến cá tăng bình quân 7%/năm.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Chiến
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "Vốn điều lệ của quỹ hỗ trợ rủi ro nghề cá Tây Ninh là bao nhiêu?",
        "Thu nhập bình quân của hộ nuôi cá lồng ở Tây Ninh là bao nhiêu?",
        "Lương bình quân của người lái thuyền ở Tây Ninh là bao nhiêu?",
        "Điểm chuẩn vào lớp cứu hộ trên hồ ở Tây Ninh là bao nhiêu?",
        "Giảng viên các lớp cứu hộ trên hồ ở Tây Ninh là ai?",
        "Ai làm chủ đầu tư bến thuyền du lịch ở Tây Ninh?",
        "Giải khuyến khích hội thi thuyền truyền thống Tây Ninh trị giá bao nhiêu?",
        "Tây Ninh hỗ trợ thạc sĩ thủy sản về công tác bao nhiêu tiền?",
        "Tây Ninh đã thẩm định giống cho lồng cá được bao nhiêu phần trăm?",
        "Giá bán một cuốn sách ảnh về lòng hồ được biên soạn bằng nhiều thứ tiếng ở Tây Ninh là bao nhiêu?",
        "Sách ảnh lòng hồ của Tây Ninh được biên soạn bằng những thứ tiếng nào?",
        "Danh sách 06 lớp cứu hộ trên hồ ở Tây Ninh gồm những lớp nào?",
        "Tây Ninh đã thu hút được bao nhiêu tiến sĩ thủy sản?",
        "Danh mục sách ảnh lòng hồ của Tây Ninh gồm những sách nào?",
        "Mẫu phiếu đăng ký lớp cứu hộ trên hồ ở Tây Ninh gồm những mục gì?",
        "Tốc độ tối đa của thuyền du lịch ở Tây Ninh là bao nhiêu?",
        "Bến thuyền du lịch ở xã Suối Đá khánh thành khi nào?",
        "Ai giảng dạy các lớp cứu hộ trên hồ ở Tây Ninh?",
        "Kết quả các lớp cứu hộ trên hồ ở Tây Ninh thế nào?",
        "Quỹ hỗ trợ rủi ro nghề cá Tây Ninh cho vay tối đa bao nhiêu?",
        "Huyện Gò Dầu có bao nhiêu hộ nuôi tôm càng xanh?",
        "Giá thuê một chỗ trong bến thuyền du lịch Tây Ninh là bao nhiêu?",
        "Trường nào mở các lớp cứu hộ trên hồ cho người lái thuyền ở Tây Ninh?",
        "Kết quả hội thi thuyền truyền thống Tây Ninh được khiếu nại trong thời hạn bao lâu?",
        "Người lái thuyền ở Tây Ninh phải có chứng chỉ cứu hộ nào?",
        "Giá nước hồ ở Tây Ninh tăng bao nhiêu?",
        "Tây Ninh hỗ trợ bao nhiêu tiền khi đăng ký bảo hộ nhãn hiệu ở nước ngoài?",
        "Doanh thu nghề cá tăng bao nhiêu phần trăm mỗi năm ở Tây Ninh?",
        "Tây Ninh đặt ra xuất khẩu cá tăng bình quân bao nhiêu phần trăm?",
        "How many hospitals does Tay Ninh build for the lake boat drivers?",
        "How many tourist boats has Tay Ninh already built at the lake?",
        "What harbour depth is planned for the tourist boat wharf of Tay Ninh?",
        "Which university does Tay Ninh want to train the boat drivers?",
    ],
)
def test_a_detail_beside_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Diện tích bến thuyền du lịch ở Tây Ninh là bao nhiêu?", "12 ha"),
        ("Công suất phục vụ của bến thuyền du lịch Tây Ninh là bao nhiêu?", "800"),
        ("Kinh phí bến thuyền du lịch Tây Ninh là bao nhiêu?", "64 tỷ đồng"),
        ("Giải nhì hội thi thuyền truyền thống Tây Ninh trị giá bao nhiêu?", "25 triệu"),
        ("Mức đãi ngộ tiến sĩ thủy sản về Tây Ninh là bao nhiêu?", "150 triệu"),
        ("Hiện nay Tây Ninh có bao nhiêu hộ nuôi cá lồng?", "214"),
        ("Mức hỗ trợ thu hút tiến sĩ thủy sản về Tây Ninh là bao nhiêu?", "150 triệu"),
        ("Số chỗ học của các lớp cứu hộ trên hồ ở Tây Ninh là bao nhiêu?", "180"),
        ("Bến thuyền du lịch Tây Ninh rộng bao nhiêu, bao giờ khánh thành?", "12 ha"),
        ("Tây Ninh hỗ trợ bao nhiêu hộ nuôi tôm càng xanh?", "340"),
        ("Ai là Chủ tịch Hội đồng thẩm định giống của Tây Ninh?", "Phó Chủ tịch UBND tỉnh"),
        ("Sách ảnh lòng hồ của Tây Ninh biên soạn bằng mấy thứ tiếng?", "05 thứ tiếng"),
        ("Đến nay Tây Ninh đã tập huấn được cho bao nhiêu hộ nuôi cá lồng?", "96"),
        ("Tây Ninh hỗ trợ bao nhiêu tiền khi đăng ký bảo hộ sáng chế ở nước ngoài?", "80 triệu"),
        ("Năng suất chế biến cá ở Tây Ninh tăng bình quân bao nhiêu?", "7%"),
        ("How many shrimp households does Tay Ninh support in three districts?", "340"),
        ("How large is the first prize of the traditional boat contest in Tay Ninh?", "40 triệu"),
        ("What is the capital of the tourist boat wharf in Tay Ninh?", "64 tỷ"),
        ("Dữ liệu cung cầu thủy sản của Tây Ninh được chia sẻ ở đâu?", "cổng thông tin"),
    ],
)
def test_what_is_said_of_it_is_answered(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and said in answer.answer.replace("*", "")


def test_the_refusal_names_what_is_not_said(assistant: Assistant) -> None:
    answer = assistant.ask("Thu nhập bình quân của hộ nuôi cá lồng ở Tây Ninh là bao nhiêu?").answer
    assert "không nêu “thu nhập”" in answer


def test_things_counted_are_named_behind_what_else_is_said_of_them(assistant: Assistant) -> None:
    answer = assistant.ask("Tây Ninh cấp mã thêm những sản phẩm thủy sản nào?")
    assert not answer.abstained and "mắm ruốc hồ" in answer.answer
