"""Rows of tables of figures that questions name: districts, years, sums; tables as offices draw them, invented here."""

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

REPORT = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 318/BC-UBND
Hà Giang, ngày 12 tháng 12 năm 2024

BÁO CÁO
Kết quả phủ sóng di động và cấp nước sạch năm 2024

1. Toàn tỉnh còn 61 thôn chưa có sóng di động; tỷ lệ hộ dùng nước sạch đạt 71,4%.
2. Kinh phí đã bố trí trong năm là 96 tỷ đồng.

PHỤ LỤC I
KẾT QUẢ THEO HUYỆN, THÀNH PHỐ

TT\tHuyện, thành phố\tTỷ lệ hộ dùng nước sạch\t\tSố thôn chưa có sóng\tDiện tích cấp nước (ha)
\t\tNăm 2023\tNăm 2024\t\t
1\tTP. Hà Giang\t95,2\t97\t0\t1.204,5
2\tHuyện Mèo Vạc\t48,1\t52,6\t27\t-
3\tHuyện Xín Mần\t55\t60,3\t19\t312
4\tHuyện Quản Bạ\t61,7\t66\t15\t
Toàn tỉnh\t\t68,8\t71,4\t61\t1.516,5

PHỤ LỤC II
KINH PHÍ THEO NĂM
Đơn vị tính: tỷ đồng

Năm\tNgân sách trung ương\tNgân sách tỉnh\tVốn doanh nghiệp\tCộng
2025\t30\t12,5\t8\t50,5
2026\t45\t20\t-\t65
2027\t10\t14\t6\t30
Tổng cộng\t85\t46,5\t14\t145,5

PHỤ LỤC III
DANH MỤC CÔNG TRÌNH

TT\tCông trình\tĐơn vị sử dụng\tĐịa điểm\tKinh phí (triệu đồng)\tNguồn vốn
I\tTrạm phát sóng\t\t\t9.400\t
1\tTrạm phát sóng lưu động mùa lũ\tPhòng Viễn thông tỉnh\tHuyện Xín Mần\t6.250\tNgân sách trung ương 4.000; tỉnh 2.250
2\tCột phát sóng năng lượng mặt trời\tPhòng Viễn thông tỉnh\tHuyện Mèo Vạc\t3.150\tNgân sách tỉnh
II\tCấp nước\t\t\t12.000\t
3\tHồ treo chứa nước sinh hoạt\tTrung tâm Nước sạch tỉnh\tHuyện Mèo Vạc\t12.000\tVốn vay
\tTổng cộng\t\t\t21.400\t
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(REPORT, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "head", "figure"),
    [
        ("Huyện Mèo Vạc còn bao nhiêu thôn chưa có sóng?", "Số thôn chưa có sóng", "27"),
        ("Mèo Vạc còn mấy thôn chưa có sóng di động?", "Số thôn chưa có sóng", "27"),
        ("huyen xin man con bao nhieu thon chua co song", "Số thôn chưa có sóng", "19"),
        ("Thành phố Hà Giang còn bao nhiêu thôn chưa có sóng?", "Số thôn chưa có sóng", "0"),
        (
            "Tỷ lệ hộ dùng nước sạch năm 2023 của huyện Quản Bạ là bao nhiêu?",
            "Tỷ lệ hộ dùng nước sạch – Năm 2023",
            "61,7",
        ),
        (
            "Năm 2024 huyện Quản Bạ có bao nhiêu phần trăm hộ dùng nước sạch?",
            "Tỷ lệ hộ dùng nước sạch – Năm 2024",
            "66",
        ),
        ("Diện tích cấp nước của huyện Mèo Vạc là bao nhiêu?", "Diện tích cấp nước (ha)", "-"),
    ],
)
def test_the_figure_of_the_row_that_is_named(assistant: Assistant, question: str, head: str, figure: str) -> None:
    answer = assistant.ask(question)
    assert f"*{head}*: **{figure}**" in answer.answer
    assert "61 thôn" not in answer.answer and "71,4" not in answer.answer


def test_several_rows_that_are_named(assistant: Assistant) -> None:
    text = assistant.ask("Huyện Mèo Vạc và huyện Xín Mần còn bao nhiêu thôn chưa có sóng?").answer
    assert "**27**" in text and "**19**" in text and "Quản Bạ" not in text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Hà Giang còn bao nhiêu thôn chưa có sóng di động?", "61"),
        ("Năm 2024 Hà Giang có bao nhiêu phần trăm hộ dùng nước sạch, có tăng không?", "71,4"),
    ],
)
def test_without_a_row_named_the_figure_is_that_of_the_province(
    assistant: Assistant, question: str, figure: str
) -> None:
    text = assistant.ask(question).answer
    assert figure in text and "Mèo Vạc" not in text and "TP. Hà Giang" not in text


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Mèo Vạc có bao nhiêu thôn?",  # those without a signal are not all
        "Huyện Mèo Vạc có bao nhiêu thôn đã có sóng?",
        "Huyện Mèo Vạc có bao nhiêu cán bộ?",
        "Tỷ lệ hộ dùng nước sạch năm 2021 của huyện Mèo Vạc là bao nhiêu?",
        "Diện tích cấp nước của huyện Quản Bạ là bao nhiêu?",  # the cell is empty
        "Xã Mèo Vạc còn bao nhiêu thôn chưa có sóng?",
        "Huyện Đồng Văn còn bao nhiêu thôn chưa có sóng?",  # in no row
        "Thôn Lũng Chinh huyện Mèo Vạc có bao nhiêu phần trăm hộ dùng nước sạch?",
    ],
)
def test_no_figure_of_something_else(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_quotes_are_the_row_and_both_rows_of_its_head(assistant: Assistant) -> None:
    quotes = [
        c.quote for c in assistant.ask("Huyện Xín Mần năm 2024 có bao nhiêu phần trăm hộ dùng nước sạch?").citations
    ]
    assert "3\tHuyện Xín Mần\t55\t60,3\t19\t312" in quotes
    assert any(quote.startswith("TT\tHuyện, thành phố") for quote in quotes)
    assert any("Năm 2023\tNăm 2024" in quote for quote in quotes) and all(quote in REPORT for quote in quotes)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Năm 2026 Hà Giang bố trí bao nhiêu vốn ngân sách tỉnh?", "*Ngân sách tỉnh*: **20 tỷ đồng**"),
        ("Năm 2025 cần tổng cộng bao nhiêu kinh phí?", "*Cộng*: **50,5 tỷ đồng**"),
        ("Ngân sách trung ương năm 2027 là bao nhiêu?", "*Ngân sách trung ương*: **10 tỷ đồng**"),
    ],
)
def test_a_year_that_is_a_row_with_the_unit_above_the_table(assistant: Assistant, question: str, figure: str) -> None:
    answer = assistant.ask(question)
    assert figure in answer.answer
    assert any("Đơn vị tính: tỷ đồng" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("Huyện nào còn nhiều thôn chưa có sóng nhất?", ["Mèo Vạc"], ["Xín Mần", "Quản Bạ"]),
        ("Huyện nào có tỷ lệ hộ dùng nước sạch năm 2024 thấp nhất?", ["Mèo Vạc"], ["Xín Mần", "Toàn tỉnh"]),
        ("Địa phương nào có tỷ lệ hộ dùng nước sạch năm 2023 cao nhất?", ["TP. Hà Giang"], ["Quản Bạ"]),
        ("Huyện nào có tỷ lệ hộ dùng nước sạch năm 2024 trên 65%?", ["TP. Hà Giang", "Quản Bạ"], ["Mèo Vạc"]),
        ("Huyện nào có tỷ lệ hộ dùng nước sạch năm 2024 trên 99%?", ["Không dòng nào lớn hơn mức hỏi"], ["Mèo Vạc"]),
        ("Huyện, thành phố nào không còn thôn chưa có sóng?", ["TP. Hà Giang"], ["Mèo Vạc", "Quản Bạ"]),
        ("Năm nào ngân sách tỉnh bố trí nhiều nhất?", ["**2026**"], ["**2025**", "**2027**"]),
        ("Năm nào cần ít vốn nhất?", ["**2027**", "30 tỷ đồng"], ["**2025**"]),
        ("Năm nào vốn doanh nghiệp trên 7 tỷ đồng?", ["**2025**"], ["**2027**"]),
        ("Năm nào vốn doanh nghiệp trên 7.000 triệu đồng?", ["**2025**"], ["**2027**"]),  # in billions there
    ],
)
def test_rows_by_what_they_have_in_a_column(
    assistant: Assistant, question: str, names: list[str], others: list[str]
) -> None:
    answer = assistant.ask(question)
    assert all(name in answer.answer for name in names) and not any(other in answer.answer for other in others)
    assert "không nêu con số" not in answer.answer and all(c.quote in REPORT for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        # A part of its name is enough where only one row has it.
        ("Trạm phát sóng lưu động hết bao nhiêu tiền?", ["**6.250**"], ["**9.400**", "**3.150**"]),
        ("Hà Giang chi bao nhiêu cho hồ treo chứa nước?", ["**12.000**"], ["**21.400**"]),
        # A row over others is named in full.
        ("Kinh phí cho trạm phát sóng là bao nhiêu?", ["**9.400**"], ["**6.250**"]),
        # All rows of what a column of words names.
        ("Phòng Viễn thông tỉnh sử dụng bao nhiêu kinh phí?", ["**6.250**", "**3.150**"], ["**12.000**"]),
        # Cells of words: by their heads, by what stands there.
        ("Hồ treo chứa nước sinh hoạt xây ở đâu, kinh phí bao nhiêu?", ["*Địa điểm*: **Huyện Mèo Vạc**"], ["3.150"]),
        (
            "Ngân sách trung ương chi bao nhiêu cho trạm phát sóng lưu động mùa lũ?",
            ["*Nguồn vốn*: **Ngân sách trung ương 4.000; tỉnh 2.250**"],
            ["**3.150**"],
        ),
        ("Công trình nào có kinh phí lớn nhất?", ["Hồ treo"], ["Tổng cộng", "Cấp nước", "Trạm"]),
    ],
)
def test_sums_of_what_is_spent(assistant: Assistant, question: str, said: list[str], others: list[str]) -> None:
    text = assistant.ask(question).answer
    assert all(each in text for each in said) and not any(other in text for other in others)


TIED = REPORT.replace("2027\t10\t14\t6\t30", "2027\t10\t20\t6\t36")


def test_those_that_tie_are_all_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = assistant_on(TIED, tmp_path_factory).ask("Năm nào ngân sách tỉnh bố trí nhiều nhất?").answer
    assert "**2026**" in text and "**2027**" in text and "hai trong ba dòng" in text
