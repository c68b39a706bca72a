"""Values in sentences of other subjects: numbers with units, dates, and marks that change nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.emphasis import bold, emphasised
from qa.answer.values import DATE, FIGURE_ASKED, SHARE_OF_MONEY, holds, quantities, states, values_asked
from qa.search import Query


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Trồng mới 1.200 ha rừng.", ["1.200 ha"]),
        ("Tỷ lệ che phủ đạt 47,5%.", ["đạt 47,5%"]),
        ("Độ phủ sóng từ 45-47%.", ["từ 45-47%"]),
        ("Hỗ trợ tối thiểu 30 triệu đồng.", ["tối thiểu 30 triệu đồng"]),
        ("Tăng 2,5 lần so với năm 2020.", ["2,5 lần"]),
        ("Quyết định số 318/QĐ-UBND ngày 05/4/2023.", []),
        ("Đến năm 2030, giai đoạn 2026-2030.", []),
        ("2. Hồ sơ nộp trực tuyến.", []),
        ("2.1. Nước sạch nông thôn", []),
        ("4\tQuý IV/2024\tTriển khai học bạ số", []),
        ("24 thôn lõm sóng được phủ sóng.", ["24 thôn"]),
        ("12 người trên một vạn dân.", ["12 người"]),
        ("Không có con số nào.", []),
        ("Bước 2 (2026 - 2027): nhân rộng mô hình; đợt 3 tổ chức 12 lớp.", ["12 lớp"]),
        ("Giai đoạn 5 năm đầu trồng 40 ha.", ["5 năm", "40 ha"]),
        ("bể từ 0,5 m3 đến 1 m3, lúa ST24, phòng 12 m2", ["từ 0,5 m3", "1 m3", "12 m2"]),
        ("“4. Hỗ trợ 50% chi phí", ["50%"]),
        ("Chứng nhận ISO 22000, ISO/IEC 17025 và TCVN 7909:2018: 50% chi phí.", ["50%"]),
    ],
)
def test_quantities(sentence, found):
    assert quantities(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("báo cáo trước ngày 15 tháng 12 hằng năm", "trước ngày 15 tháng 12 hằng năm"),
        ("ban hành ngày 05/4/2023", "ngày 05/4/2023"),
        ("hoàn thành trong Quý IV/2024", "Quý IV/2024"),
        ("thực hiện giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("Hằng năm tổ chức hội chợ", "Hằng năm"),
    ],
)
def test_dates(sentence, date):
    assert DATE.search(sentence).group() == date


def test_holds_a_value_of_the_kind_asked_for():
    assert holds("Trồng 1.200 ha rừng", Query("", asks=("quantity",)))
    assert not holds("Trồng rừng", Query("", asks=("quantity",)))
    assert not holds("2. Trồng rừng", Query("", asks=("quantity",)))
    assert holds("trước ngày 15 tháng 12", Query("", asks=("deadline",)))
    assert holds("Sở Xây dựng chủ trì", Query("", asks=("agency",)))
    assert holds("Trồng rừng", Query(""))


def test_bold_around_what_is_asked_for():
    assert "**đạt 47,5%**" in emphasised("Tỷ lệ đạt 47,5% năm 2030.", Query("", asks=("quantity",)))
    assert "**Sở Xây dựng**" in emphasised("Sở Xây dựng chủ trì.", Query("", asks=("agency",)))
    assert emphasised("Sở Xây dựng chủ trì.", Query("")) == "Sở Xây dựng chủ trì."


TEXTS = st.text(st.sampled_from("aăđ ê0123456789.,%-/()\nSở tháng năm ngày đồng"), max_size=80)
ASKED = st.sets(st.sampled_from(["quantity", "count", "deadline", "agency", "person", "comparison", "yes-no"]))


@given(TEXTS, ASKED)
def test_emphasis_adds_nothing_but_marks(text, asked):
    assert emphasised(text, Query("", asks=tuple(asked))).replace("**", "") == text


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted).map(tuple), max_size=5))
def test_bold_adds_nothing_but_paired_marks(text, spans):
    marked = bold(text, [(min(a, len(text)), min(b, len(text))) for a, b in spans])
    assert marked.replace("**", "") == text
    assert marked.count("**") % 2 == 0


@pytest.mark.parametrize(
    ("text", "amount", "noun", "said"),
    [
        ("từ đủ 12 tháng đến dưới 60 tháng: 2.100.000 đồng", 50, "thang", True),
        ("từ đủ 12 tháng đến dưới 60 tháng: 2.100.000 đồng", 70, "thang", False),
        ("từ đủ 132 tháng trở lên: 3.300.000 đồng", 140, "thang", True),
        ("từ đủ 132 tháng trở lên: 3.300.000 đồng", 100, "thang", False),
        ("chưa đủ 12 tháng thì không được hưởng lãi", 10, "thang", True),
        ("hỗ trợ 1.500 triệu đồng", 1500, "trieu", True),
        ("dưới 60 tháng", 50, "nguoi", False),
        ("đến dưới 60 tháng", 60, "thang", False),
        ("từ đủ 60 tháng trở lên", 60, "thang", True),
    ],
)
def test_an_amount_stated_outright_or_by_an_interval(text: str, amount: float, noun: str, said: bool) -> None:
    assert states(text, amount, noun) == said


def test_numbers_that_only_name_count_nothing() -> None:
    assert quantities("theo Điều 5, khoản 2 Mẫu số 3, COVID-19, mạng 5G và 12 trạm") == ["12"]


@pytest.mark.parametrize("text", ["ISO 22000", "12.202400 đồng", "mã 120251"])
def test_a_part_of_a_longer_number_is_no_year(text):
    assert DATE.search(text) is None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Máy cày có giá bao nhiêu?", True),
        ("may cay gia bao nhieu", True),
        ("Ủy viên được hưởng thù lao bao nhiêu một buổi?", True),
        ("Gia Lai trồng bao nhiêu hécta?", False),
        ("Chuyên gia của huyện có bao nhiêu người?", False),
        ("Hộ gia đình nuôi bao nhiêu con?", False),
        ("ho gia dinh nuoi bao nhieu con", False),
        ("Trường có bao nhiêu tiến sĩ?", False),
        ("Vòn vọt tăng lên bao nhiêu hộ?", False),
        ("Tổng ngân sách của chương trình OCOP là bao nhiêu?", True),
    ],
)
def test_money_is_asked_for_by_the_words_as_they_are_spelled(question, wanted):
    values = [value.search("4,5 tỷ đồng") for value in values_asked(Query(question))]
    assert any(values) == wanted


def test_what_is_paid_may_be_told_as_a_share_of_a_sum():
    (paid,) = values_asked(Query("Bỏ dở thì phải hoàn trả bao nhiêu tiền?"))
    assert paid is SHARE_OF_MONEY and paid.search("hoàn trả 40% tổng kinh phí")
    assert not paid.search("tăng 40% diện tích")
    (spent,) = values_asked(Query("Tỉnh dành bao nhiêu ngân sách cho khoa học?"))
    assert spent.search("tối thiểu 1% tổng chi ngân sách tỉnh") and not spent.search("tăng 40% diện tích")
    (total,) = values_asked(Query("Tổng kinh phí là bao nhiêu?"))
    assert not total.search("bằng 40% tổng kinh phí")


@pytest.mark.parametrize("question", ["Ai giữ cho chi khoa học không dưới hai phần trăm?", "Hụt 5 phần trăm thì sao?"])
def test_a_share_that_is_told_is_not_asked(question):
    assert not values_asked(Query(question))
    assert values_asked(Query("Được mấy phần trăm?"))


@pytest.mark.parametrize("said", ["140.000 tấn", "39,5°C", "4‰", "2,05 m", "30 phút", "25 bản", "120 kWh"])
def test_a_quantity_has_its_unit(said: str) -> None:
    assert quantities(f"Theo đó {said} được ghi nhận.") == [said]


def test_a_day_asked_for_in_speech_is_no_figure() -> None:
    assert FIGURE_ASKED.search("báo cáo trước ngày mấy?") is None
    assert FIGURE_ASKED.search("có mấy trại giống?")
