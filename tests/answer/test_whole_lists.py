"""Lists are whole and without repeats: by a heading, by what the items are, in a sentence; agencies by name alone."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
Số: 77/KH-UBND
Yên Bái, ngày 04 tháng 3 năm 2024
KẾ HOẠCH
Phát triển nông nghiệp hữu cơ và chế biến lâm sản giai đoạn 2024 - 2028
I. MỤC TIÊU
1. Mục tiêu chung
Xây dựng vùng nguyên liệu bền vững gắn với chế biến sâu.
2. Mục tiêu cụ thể
- Diện tích quế hữu cơ đạt 9.000 ha.
- Có 14 cơ sở chế biến gỗ được cấp chứng chỉ.
- Thu nhập của hộ trồng rừng tăng 1,6 lần.
II. NHIỆM VỤ
1. Ưu tiên vốn cho lĩnh vực sấy lạnh, chiết xuất tinh dầu, ván ghép thanh và bao bì sinh học.
2. Cây trồng, vật nuôi
Bố trí theo địa hình và khí hậu.
a) Tiểu vùng Mù Cang Chải trồng táo mèo và thảo quả.
b) Tiểu vùng Văn Yên trồng quế và dược liệu dưới tán rừng.
c) Tiểu vùng Yên Bình nuôi cá lồng và trồng bưởi.
3. Điều kiện, hồ sơ và trình tự hỗ trợ
3.1. Điều kiện hỗ trợ
a) Có hợp đồng liên kết từ ba năm trở lên.
b) Không nợ đọng tiền thuê đất.
3.2. Hồ sơ hỗ trợ
a) Đơn đề nghị theo mẫu.
b) Bản sao hợp đồng liên kết.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
- Chủ trì thẩm định mức hỗ trợ trước ngày 30 tháng 6 hằng năm.
- Tham mưu bố trí kinh phí sự nghiệp.
2. Sở Công Thương
- Phối hợp với Sở Tài chính kết nối tiêu thụ sản phẩm quế.
3. Hợp đồng liên kết bị chấm dứt trong các trường hợp sau đây:
a) Hai bên cùng đề nghị thanh lý.
b) Bên mua không nhận hàng trong hai vụ liền.
c) Vùng trồng mất chứng nhận hữu cơ.
Nơi nhận:
- Bộ Nông nghiệp và Phát triển nông thôn;
- Thường trực Tỉnh ủy;
- Hội Làm vườn tỉnh;
- Lưu: VT, NLN.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Huy Tuấn
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


def lines(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(question)
    assert not answer.abstained, question
    return [line.strip() for line in answer.answer.splitlines() if line.strip().startswith("- ")]


def test_recipients_stand_in_a_line_each(assistant: Assistant) -> None:
    found = lines(assistant, "Kế hoạch 77 gửi cho những nơi nào?")
    said = ["Bộ Nông nghiệp và Phát triển nông thôn;", "Thường trực Tỉnh ủy;", "Hội Làm vườn tỉnh;", "Lưu: VT, NLN."]
    assert [line.removeprefix("- ").rpartition(" [")[0] for line in found] == said


@pytest.mark.parametrize(
    "question",
    [
        "Các mục tiêu cụ thể của Yên Bái về phát triển nông nghiệp hữu cơ và chế biến lâm sản là gì?",
        "Mục tiêu cụ thể của kế hoạch 77 gồm những gì?",
    ],
)
def test_words_of_the_title_do_not_hide_a_heading_that_is_named(assistant: Assistant, question: str) -> None:
    found = lines(assistant, question)
    assert len(found) == 3
    assert all(any(value in line for line in found) for value in ("9.000 ha", "14 cơ sở", "1,6 lần"))


def test_items_that_are_all_of_the_kind_asked_for(assistant: Assistant) -> None:
    found = lines(assistant, "Trồng trọt và chăn nuôi ở những tiểu vùng nào?")
    assert [name for name in ("Mù Cang Chải", "Văn Yên", "Yên Bình") if any(name in line for line in found)] == [
        "Mù Cang Chải",
        "Văn Yên",
        "Yên Bình",
    ]
    assert len(found) == 3


def test_the_kind_asked_for_introduces_names_in_a_sentence(assistant: Assistant) -> None:
    found = lines(assistant, "Kế hoạch 77 ưu tiên vốn cho các lĩnh vực nào?")
    said = ["sấy lạnh", "chiết xuất tinh dầu", "ván ghép thanh", "bao bì sinh học"]
    assert [line.removeprefix("- ").rpartition(" [")[0] for line in found] == said


def test_the_heading_that_says_least_besides(assistant: Assistant) -> None:
    found = " ".join(lines(assistant, "Điều kiện để được hỗ trợ gồm những gì?"))
    assert "ba năm trở lên" in found and "tiền thuê đất" in found and "Đơn đề nghị" not in found


def test_what_a_sentence_announces_is_told_once(assistant: Assistant) -> None:
    question = "Khi nào hợp đồng liên kết bị chấm dứt? Kể hết các trường hợp, ai nhận hàng, vùng trồng hữu cơ."
    answer = assistant.ask(question).answer
    assert [answer.count(said) for said in ("thanh lý", "không nhận hàng", "mất chứng nhận")] == [1, 1, 1]


@pytest.mark.parametrize(
    "question", ["nhiệm vụ Sở Tài chính tỉnh Yên Bái", "Sở Tài chính", "vai trò Sở Tài chính", "nhiem vu so tai chinh"]
)
def test_the_name_of_an_agency_asks_for_its_tasks(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.mode == "ownership"
    assert all(said in answer.answer for said in ("thẩm định mức hỗ trợ", "bố trí kinh phí", "tiêu thụ sản phẩm quế"))
