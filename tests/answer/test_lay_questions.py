"""Questions of people who count, pay and ask in other words than a document's."""

import pytest
from tests.answer.opened import assistant_on

from qa.answer.choosing import asked_terms
from qa.assistant import Assistant
from qa.records import Turn
from qa.search import Query

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH BẮC KẠN
Số: 215/KH-UBND
Bắc Kạn, ngày 04 tháng 3 năm 2024

KẾ HOẠCH
Phát triển đô thị thông minh và dịch vụ số trên địa bàn tỉnh Bắc Kạn giai đoạn 2024 - 2028

I. MỤC TIÊU
1. Số đơn đăng ký nhãn hiệu tăng bình quân 15%/năm.
2. Mở rộng vườn ươm tại phường Sông Cầu, cấp 12.000 cây giống cho người dân.
3. Đào tạo 640 kỹ sư phần mềm.
4. Khuyến khích hợp tác xã số tăng số lượng, mở rộng quy mô.
5. Hợp tác xã có nền tảng bán hàng tăng bình quân 12%/năm.

II. NHIỆM VỤ
1. Phát hành 7.500 sổ tay hướng dẫn dùng dịch vụ công cho người cao tuổi.
2. Phát bản tin tiếng Tày 03 kỳ/tháng trên Đài Phát thanh và Truyền hình tỉnh.
3. Trồng 85 ha lúa hữu cơ tại huyện Ba Bể.
4. Thu gom tối thiểu 45 loài dược liệu về vườn bảo tồn.
5. Bố trí mỗi xã 02 công chức phụ trách công nghệ thông tin.
6. Hỗ trợ học phí lớp ngoại ngữ giao tiếp cho lao động ngành du lịch.
7. Người học nghề làm phần mềm thuộc hộ nghèo được hỗ trợ tiền ăn 30.000 đồng/ngày.

III. ĐIỀU KIỆN
1. Hợp đồng thuê dịch vụ bị chấm dứt trong các trường hợp sau đây:
a) Đơn vị sử dụng kinh phí sai mục đích.
b) Đơn vị nộp báo cáo quá hạn 30 ngày.
2. Hỗ trợ đăng ký bảo hộ trong nước:
a) Sáng chế: 45 triệu đồng/văn bằng.
b) Kiểu dáng công nghiệp: 18 triệu đồng/văn bằng.
3. Hồ sơ nộp tại Bộ phận Một cửa, mỗi năm 02 đợt: đợt 1 trước ngày 31 tháng 3, đợt 2 trước ngày 30 tháng 9.
4. Một số từ ngữ trong mục này: "đô thị vệ tinh" là khu dân cư cách trung tâm từ 05 km; "nhà số" là nhà có kết nối.
5. Đơn vị chậm tiến độ quá 20 ngày phải giải trình với Chủ tịch Ủy ban nhân dân tỉnh.
6. Địa hình đồi núi, dân cư phân tán làm cho chi phí kéo cáp cao gấp 2,2 lần so với vùng thấp.
7. Cấp học bổng 30 triệu đồng/năm cho sinh viên ngành dữ liệu; người nhận phải về tỉnh làm việc ít nhất 04 năm.

IV. KINH PHÍ THỰC HIỆN
Tổng kinh phí thực hiện Kế hoạch là 96 tỷ đồng, trong đó ngân sách tỉnh 60 tỷ đồng, vốn của doanh nghiệp 36 tỷ đồng.

V. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ: Chủ trì rà soát vị trí việc làm về dịch vụ số; phối hợp với Sở Tài chính bố trí biên chế.
2. Sở Tài chính: Chủ trì cân đối vốn sự nghiệp cho dịch vụ số.
Các cơ quan, địa phương trước ngày 12 tháng 11 hằng năm báo cáo kết quả gửi Sở Nội vụ để tổng hợp.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Người già ở Bắc Kạn được phát mấy cuốn sách hướng dẫn?", "7.500"),
        ("Tivi Bắc Kạn phát bản tin tiếng Tày một tháng mấy lần?", "03 kỳ"),
        ("Bắc Kạn trồng bao nhiêu đất lúa hữu cơ?", "85 ha"),
        ("Mỗi xã Bắc Kạn có mấy người lo công nghệ thông tin?", "02 công chức"),
        ("Bắc Kạn mỗi năm thêm bao nhiêu đơn đăng ký nhãn hiệu?", "15%"),
    ],
)
def test_what_is_counted_may_be_told_in_another_unit(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).answer.replace("**", "")


@pytest.mark.parametrize(
    "question",
    [
        "Bắc Kạn có mấy người bị phạt vì bán hàng giả?",
        "Bắc Kạn mỗi năm trồng thêm bao nhiêu cây cam?",
        "Bắc Kạn phát mấy cuốn sách cho thư viện trường?",
    ],
)
def test_what_is_counted_of_something_else_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_what_speech_is_filled_with_weighs_little_unless_it_stands_for_an_official_word(assistant: Assistant) -> None:
    weights = asked_terms(Query("", spelled="chuyện lắp ráp, lỡ hỏng chăng"), assistant.answerer.material)
    assert weights["chuyện"] < 0.3 * weights["ráp"]
    assert weights["lỡ"] == weights["ráp"]  # "lỡ hỏng": a risk


def test_every_year_asks_for_no_year(assistant: Assistant) -> None:
    assert "03 kỳ" in assistant.ask("Tin tiếng Tày ở Bắc Kạn năm nào cũng phát mấy kỳ một tháng?").answer


def test_how_often_in_a_year_asks_for_no_year(assistant: Assistant) -> None:
    assert "31 tháng 3" in assistant.ask("Nộp giấy tờ ở Bắc Kạn một năm mấy lần, chót là ngày nào?").answer


@pytest.mark.parametrize(
    "question", ["Bắc Kạn làm phần mềm tiền ở đâu ra?", "Bắc Kạn làm đô thị thông minh tốn hết bao nhiêu?"]
)
def test_where_money_comes_from_and_how_much_it_is(assistant: Assistant, question: str) -> None:
    assert "96 tỷ đồng" in assistant.ask(question).answer.replace("**", "")


def test_a_sentence_with_what_is_counted_goes_before_one_a_little_nearer(assistant: Assistant) -> None:
    assert "12%" in assistant.ask("Số hợp tác xã số ở Bắc Kạn tăng mấy phần?").answer.replace("**", "")


def test_a_language_is_no_name_that_a_document_lacks(assistant: Assistant) -> None:
    assert "ngoại ngữ" in assistant.ask("Học tiếng Anh để tiếp khách ở Bắc Kạn có tốn tiền không?").answer


@pytest.mark.parametrize(
    ("question", "item", "line"),
    [
        ("Tiêu tiền sai mục đích ở Bắc Kạn thì bị gì?", "sai mục đích", "bị chấm dứt trong các trường hợp"),
        ("Đăng ký bảo hộ sáng chế ở Bắc Kạn được mấy triệu?", "45 triệu đồng", "bảo hộ trong nước:"),
    ],
)
def test_an_item_is_quoted_with_the_line_that_it_completes(
    assistant: Assistant, question: str, item: str, line: str
) -> None:
    answer = assistant.ask(question)
    quotes = [citation.quote for citation in answer.citations]
    assert item in quotes[0] and line in quotes[1]
    assert all(quote in PAPER for quote in quotes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("“Đô thị vệ tinh” được hiểu thế nào?", "từ 05 km"),  # behind a line's colon
        ("Đơn vị nào ở Bắc Kạn làm chậm thì bị xử lý ra sao?", "giải trình"),  # which is no penalty
        ("Vì sao kéo cáp ở Bắc Kạn tốn hơn vùng thấp?", "đồi núi"),
    ],
)
def test_what_answers_need_not_be_in_the_words_looked_for(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).answer.replace("**", "")


def test_a_day_is_asked_for_and_not_the_tasks_of_who_is_told(assistant: Assistant) -> None:
    question = (
        "Việc đầu tiên sếp giao là lập lịch nộp báo cáo, trong đó có kế hoạch của Bắc Kạn; vậy báo cáo hằng năm phải "
        "gửi Sở Nội vụ chậm nhất trước ngày nào?"
    )
    answer = assistant.ask(question).answer.replace("**", "")
    assert "12 tháng 11" in answer and "vị trí việc làm" not in answer


def test_what_was_received_was_said_before(assistant: Assistant) -> None:
    first = "Sinh viên ngành dữ liệu ở Bắc Kạn được học bổng bao nhiêu?"
    history = [Turn(first, assistant.ask(first).answer)]
    assert "04 năm" in assistant.ask("Nhận rồi thì học xong có phải về tỉnh làm việc không?", history).answer
