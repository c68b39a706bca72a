import pytest
from hypothesis import given

from qa.vietnamese import provinces
from qa.vietnamese.districts import by_province, titled
from qa.vietnamese.names import data_lines

from .strategies import ANY


def told(question: str, known: tuple[str, ...] = ()) -> str:
    return by_province(question, lambda name: name in known)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Ở Phan Thiết có gì?", "Ở Bình Thuận có gì?"),
        ("Nhà tôi dưới thành phố Vĩnh Yên", "Nhà tôi dưới Vĩnh Phúc"),
        ("quê Đăk Hà. Em hỏi", "quê Kon Tum. Em hỏi"),
        ("huyện đảo Phú Quý thì sao", "Bình Thuận thì sao"),
        ("Sa Pa làm du lịch", "Lào Cai làm du lịch"),
    ],
)
def test_a_district_is_told_by_its_province(question: str, expected: str) -> None:
    assert told(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("UBND huyện Đăk Hà phải làm gì?", "UBND cấp huyện của Kon Tum phải làm gì?"),
        ("Ủy ban nhân dân thành phố Phan Thiết làm gì?", "Ủy ban nhân dân cấp huyện của Bình Thuận làm gì?"),
        ("UBND Phan Thiết báo cáo khi nào?", "UBND cấp huyện của Bình Thuận báo cáo khi nào?"),
        ("Huyện Tuy Phong có nhiệm vụ gì?", "UBND cấp huyện của Bình Thuận có nhiệm vụ gì?"),
        ("Huyện Tuy Phong có bao nhiêu doanh nghiệp?", "Bình Thuận có bao nhiêu doanh nghiệp?"),
        ("UBND thị trấn Sa Pa làm gì?", "UBND Lào Cai làm gì?"),
    ],
)
def test_the_committee_of_a_district_is_one_of_its_province(question: str, expected: str) -> None:
    assert told(question) == expected


def test_names_in_small_letters_get_their_capitals() -> None:
    assert titled("ở đăk hà và sa pa, liên quan gì") == "ở Đăk Hà và Sa Pa, liên quan gì"


@pytest.mark.parametrize(
    "question",
    [
        "ông Nguyễn Thanh Liêm làm gì",  # a person
        "Sở Khoa học và Công nghệ Hà Nam",
        "cơ quan liên quan",  # "Liên Quan" is a town
        "huyện Châu Thành",  # of ten provinces
        "thành phố Kon Tum",
    ],
)
def test_what_is_no_district_or_of_several_provinces_stays(question: str) -> None:
    assert told(question) == question


def test_a_district_that_the_documents_name_stays() -> None:
    assert told("Sa Pa làm du lịch", known=("Sa Pa",)) == "Sa Pa làm du lịch"


def test_a_committee_stays_where_the_documents_name_it() -> None:
    question = "UBND huyện Đăk Hà phải làm gì?"
    assert told(question, known=("Đăk Hà",)) == "UBND cấp huyện của Kon Tum phải làm gì?"  # its district alone is named
    assert told(question, known=("Đăk Hà", "Ủy ban nhân dân huyện Đăk Hà")) == question


def test_each_province_of_the_table_is_a_former_one() -> None:
    assert {line.split("\t")[0] for line in data_lines("districts.tsv")} <= set(provinces.names_former())


@given(ANY)
def test_any_text(text: str) -> None:
    assert told(text, ()) == text or by_province(text, lambda name: True) == text


@pytest.mark.parametrize("question", ["Kế hoạch của Kiên Giang có gì?", "Bà Rịa - Vũng Tàu có mấy huyện?"])
def test_a_province_is_no_district_of_another(question: str) -> None:
    assert told(question) == question
