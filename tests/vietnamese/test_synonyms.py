"""Everyday words and the official ones for them."""

import pytest

from qa.vietnamese import fold
from qa.vietnamese.names import data_text
from qa.vietnamese.synonyms import official


def values(text):
    return [word for found in official(text) for word in found.value]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Các công ty được giúp gì?", "doanh nghiệp"),
        ("cac cong ty duoc giup gi", "doanh nghiệp"),
        ("Muốn vay vốn thì làm sao?", "tín dụng"),
        ("Bao nhiêu tiền cho việc này?", "kinh phí"),
        ("bán hàng qua mạng ở quê", "thương mại điện tử"),
        ("Xài ké đường truyền của nhau", "sử dụng chung"),
        ("Mớ rau này từ đâu ra?", "nguồn gốc"),
        ("Nhà xưởng to chừng nào?", "diện tích"),
        ("Cơ quan nào tập dượt khi rò rỉ phóng xạ?", "diễn tập"),
    ],
)
def test_everyday_words_give_the_official_one(question, word):
    assert word in values(question)


def test_official_words_are_left_as_they_are():
    assert values("Kinh phí hỗ trợ doanh nghiệp lấy từ ngân sách nhà nước") == []


def test_the_longest_expression_wins():
    assert values("hãng đa quốc gia") == ["tập đoàn đa quốc gia"]


def test_the_table_is_well_formed():
    rows = [r.split("\t") for r in data_text("synonyms.tsv").splitlines() if r and not r.startswith("#")][1:]
    assert all(len(row) == 2 and row[0].strip() == row[0] for row in rows)
    for formal, everyday in rows:
        words = everyday.split(";")
        assert all(w and w == w.strip() for w in words), formal
        assert len(set(map(str.lower, words))) == len(words), formal
        assert fold(formal) not in map(fold, words), formal


def test_in_a_text_with_diacritics_a_word_without_is_one_without():
    assert "chậm" in " ".join(values("Giấy nộp trễ thì sao")).split()
    assert "chậm" not in " ".join(values("Người dân Bến Tre hỏi")).split()
    assert "chậm" in " ".join(values("giay nop tre thi sao")).split()


def test_expressions_may_overlap_but_none_lies_within_another():
    assert "chuyên gia" in " ".join(values("mượn người giỏi"))


@pytest.mark.parametrize(
    "text", ["dịch vụ số", "hội nghị dự kiến, dự án", "Bình Thuận cho thuê đất", "người Tiền Giang"]
)
def test_half_of_a_word_or_of_a_name_is_no_everyday_expression(text):
    assert official(text) == []
