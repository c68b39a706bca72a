"""Tables whose captions say what their figures are of, by plans and results, quarters and offices; invented here."""

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

PLAN = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/KH-UBND
Yên Bái, ngày 5 tháng 3 năm 2025

KẾ HOẠCH
Phát triển hạ tầng số và giảm nghèo giai đoạn 2025 - 2027

I. MỤC TIÊU
1. Đến năm 2027, tỷ lệ hộ nghèo toàn tỉnh còn 4,2%; 100% xã có cáp quang.
2. Tổng kinh phí thực hiện là 310 tỷ đồng.

II. CHỈ TIÊU GIAO CÁC ĐỊA PHƯƠNG

Biểu 1. Chỉ tiêu giảm nghèo (đơn vị tính: %)

Địa phương\tHiện trạng 2024\tKế hoạch 2025\tKế hoạch 2026\tKế hoạch 2027
Yên Bình\t6,1\t5,2\t4,4\t3,5
Mù Cang Chải\t28,4\t24,0\t20,5\t17,0
Trạm Tấu\t31,2\t27,1\t23\t19,4
Lục Yên\t7,7\t6,9\t6\t5,1
Thành phố Yên Bái\t0,8\t0,6\t0,5\t0,4
Toàn tỉnh\t8,9\t7,3\t5,6\t4,2

Biểu 2. Kinh phí theo quý năm 2025
ĐVT: triệu đồng

STT\tNội dung\tQuý I\tQuý II\tQuý III\tQuý IV\tCả năm
1\tCáp quang đến thôn\t1.200\t3.400\t2.800\t1.100\t8.500
2\tTrạm phát sóng\t0\t5.600\t6.100\t-\t11.700
3\tĐào tạo kỹ năng số\t250\t300\t300\t450\t1.300
\tCộng\t1.450\t9.300\t9.200\t1.550\t21.500

Biểu 3. Nhân lực và thiết bị

TT | Đơn vị | Số cán bộ công nghệ thông tin | Số máy tính | Tỷ lệ máy tính kết nối mạng (%)
1 | Sở Khoa học và Công nghệ | 12 | 140 | 98,5
2 | Sở Y tế | 9 | 310 | 91
3 | Sở Giáo dục và Đào tạo | 15 | 420 | 95,2
4 | UBND huyện Lục Yên | 4 | 96 | 88
5 | UBND huyện Trạm Tấu | 2 | 61 | 70,4
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said", "others"),
    [
        # What the table is of stands in its caption, the year in the heads, the unit in brackets above.
        ("Kế hoạch năm 2026 giao Mù Cang Chải bao nhiêu % hộ nghèo?", "*Kế hoạch 2026*: **20,5 %**", "4,2%"),
        ("Thành phố Yên Bái năm 2027 còn bao nhiêu phần trăm hộ nghèo?", "*Kế hoạch 2027*: **0,4 %**", "4,2%"),
        ("Hiện trạng hộ nghèo năm 2024 của huyện Trạm Tấu là bao nhiêu?", "*Hiện trạng 2024*: **31,2 %**", "61"),
        ("yen binh nam 2026 ho ngheo con bao nhieu", "*Kế hoạch 2026*: **4,4 %**", "4,2%"),
        ("Huyện Yên Bình và Lục Yên năm 2025 tỷ lệ hộ nghèo bao nhiêu?", "*Kế hoạch 2025*: **6,9 %**", "4,2%"),
        ("Năm 2027 tỉnh Yên Bái còn bao nhiêu phần trăm hộ nghèo?", "4,2%", "3,5"),
        # "Đơn vị" heads names here and no units; an office is known without "UBND".
        ("Sở Y tế có bao nhiêu máy tính?", "*Số máy tính*: **310**", "cán bộ"),
        ("Huyện Lục Yên có bao nhiêu máy tính?", "*Số máy tính*: **96**", "cán bộ"),
        ("Sở Khoa học và Công nghệ có bao nhiêu cán bộ và máy tính?", "*Số máy tính*: **140**", "9**"),
        # Quarters.
        ("Quý II bố trí bao nhiêu kinh phí cho trạm phát sóng?", "*Quý II*: **5.600 triệu đồng**", "**6.100"),
        ("Kinh phí đào tạo kỹ năng số quý 4 năm 2025?", "*Quý IV*: **450 triệu đồng**", "không nêu con số"),
        ("Trạm phát sóng quý IV được bố trí bao nhiêu?", "*Quý IV*: **-**", "- triệu"),
        ("Tổng kinh phí quý III là bao nhiêu?", "*Quý III*: **9.200 triệu đồng**", "310"),
        # Two years, and whether a plan is kept.
        (
            "Huyện Lục Yên năm 2025 và năm 2026 còn bao nhiêu % hộ nghèo?",
            "**6,9 %** [3]; *Kế hoạch 2026*: **6 %**",
            "5,1 %",
        ),
        ("Trạm Tấu năm 2024 đã đạt kế hoạch giảm nghèo chưa, còn bao nhiêu %?", "*Hiện trạng 2024*: **31,2 %**", "8,9"),
        # Columns sought by the most, the least and a bound.
        ("Địa phương nào có tỷ lệ hộ nghèo năm 2024 cao nhất?", "**Trạm Tấu**", "Lục Yên"),
        ("Những địa phương nào còn trên 20% hộ nghèo theo kế hoạch năm 2025?", "**Mù Cang Chải**", "Lục Yên"),
        ("Đơn vị nào có nhiều máy tính nhất?", "**Sở Giáo dục và Đào tạo**", "Sở Y tế"),
        ("Đơn vị nào có ít cán bộ công nghệ thông tin nhất?", "**UBND huyện Trạm Tấu**", "Sở Y tế"),
        ("Đơn vị nào có tỷ lệ máy tính kết nối mạng dưới 90%?", "**UBND huyện Lục Yên**", "Sở Y tế"),
        ("Nội dung nào tốn nhiều kinh phí nhất trong năm 2025?", "**Trạm phát sóng**", "Cáp quang"),
    ],
)
def test_the_figure_asked_for(assistant: Assistant, question: str, said: str, others: str) -> None:
    answer = assistant.ask(question)
    assert said in answer.answer and others not in answer.answer
    assert all(citation.quote in PLAN.replace(" | ", "\t") for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Văn Yên còn bao nhiêu phần trăm hộ nghèo?",
        "Thị trấn Trạm Tấu năm 2026 còn bao nhiêu phần trăm hộ nghèo?",  # the row is of the district
        "Lục Yên năm 2023 có tỷ lệ hộ nghèo bao nhiêu?",
        "Mù Cang Chải năm 2026 có bao nhiêu trạm y tế?",  # the table is of something else
        "Sở Nội vụ có bao nhiêu máy tính?",
    ],
)
def test_no_figure_of_something_else(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained
