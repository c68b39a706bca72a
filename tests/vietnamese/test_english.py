import pytest
from hypothesis import given

from qa.vietnamese import fold
from qa.vietnamese.english import is_english, to_vietnamese
from qa.vietnamese.names import data_lines

from .strategies import ANY

ENGLISH = [
    "Is it true that Ha Nam's TFP target for 2025 is 30%?",
    "What is the TFP target of Bắc Ninh for 2023-2025?",
    "Which agency leads digital transformation in Hà Nam?",
    "who coordinates with the department of finance",
    "How many science and technology enterprises by 2030?",
    "When must the departments report?",
    "budget for intellectual property in Kon Tum",
    "List the tasks of the Department of Science and Technology",
    "Who signed Decision 123/QĐ-UBND?",
    "IS THERE A TARGET FOR PATENTS?",
    "deadline for annual reports",
    "how much money?",
]
VIETNAMESE = [
    "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh là bao nhiêu?",
    "co quan nao chu tri nhiem vu chuyen doi so",
    "Ai phối hợp với Sở Tài chính?",
    "ai phoi hop voi so tai chinh",
    "bao gio phai gui bao cao",
    "Mục tiêu startup của Hà Nam?",
    "muc tieu khoi nghiep startup den nam 2030 cua ha nam",
    "đào tạo STEM, STEAM cho học sinh",
    "CO BAO NHIEU DOANH NGHIEP KHCN",
    "Sở KH&CN làm gì?",
    "logistics và marketing của doanh nghiệp",
    "so khcn chu tri gi",
    "tinh to chuc hoi thao nao trong nam 2025",
    "ocop kon tum",
    "tfp dak lak 2030",
    "12345",
    "",
    "???",
]


@pytest.mark.parametrize("question", ENGLISH)
def test_english(question: str) -> None:
    assert is_english(question)


@pytest.mark.parametrize("question", [*VIETNAMESE, *map(fold, VIETNAMESE)])
def test_vietnamese(question: str) -> None:
    assert not is_english(question)


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("department of science and technology", "Sở Khoa học và Công nghệ"),
        ("the Provincial People's Committee", "Ủy ban nhân dân tỉnh"),
        ("Which agency leads digital transformation in Hà Nam?", "cơ quan chủ trì chuyển đổi số Hà Nam"),
        ("targets for enterprises by 2030", "mục tiêu chỉ tiêu doanh nghiệp 2030"),
        ("high-tech industries", "công nghiệp công nghệ cao"),
        ("surveying firms", "điều tra khảo sát doanh nghiệp"),
        ("R&D staff per 10,000 inhabitants", "nhân lực nghiên cứu và phát triển trên một vạn dân"),
        ("technology market", "thị trường công nghệ"),
        ("who signed Decision 123/QĐ-UBND", "ký Quyết định 123/QĐ-UBND"),
        ("annexes", "Phụ lục"),
        ("Who takes the lead in wastewater treatment?", "chủ trì xử lý nước thải"),
        ("Which agency is tasked with organic farming?", "cơ quan chủ trì nông nghiệp hữu cơ"),
        ("Who put their name to the programme?", "ký Chương trình"),
        ("trademark filings and utility solutions", "đơn đăng ký nhãn hiệu giải pháp hữu ích"),
        ("intermediary bodies in Can Tho", "tổ chức trung gian Can Tho"),  # no "can"
        # a phrase goes before its words: no "hội đồng trường học", no "lĩnh vực"
        ("kitchens of boarding schools in the dry season", "bếp ăn trường nội trú bán trú mùa khô"),
        ("burning fields", "đốt nương rẫy"),
        ("Which fields does the programme name?", "lĩnh vực Chương trình"),
        ("within how many working days", "trong bao nhiêu số lượng ngày làm việc"),
        ("interest rate and grace period", "lãi suất ân hạn thời gian ân hạn"),
        ("a worker dies while working overseas", "người lao động bị chết làm việc ở nước ngoài"),
        # the forms of a verb, of a phrasal verb, and with a doubled letter
        ("fires that broke out or break out", "cháy xảy ra xảy ra"),
        ("warehouses burned down", "kho bãi cháy"),
        ("scanning and stopped", "quét dừng ngừng"),
        ("the start-ups", "khởi nghiệp"),
    ],
)
def test_to_vietnamese(english: str, vietnamese: str) -> None:
    assert to_vietnamese(english) == vietnamese


def test_no_term_stands_twice_or_without_a_meaning() -> None:
    rows = [line.split("\t") for line in data_lines("english.tsv")[1:]]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


@given(ANY)
def test_any_text_has_an_answer(text: str) -> None:
    assert is_english(text) in (True, False)
    assert to_vietnamese(text) == to_vietnamese(text).strip()
