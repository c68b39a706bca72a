"""What only names a measure or an attribute, as into a search box, is read as asking for it."""

from __future__ import annotations

import pytest

from qa.search.asked import explicit


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("năng suất lao động Trà Vinh", "năng suất lao động Trà Vinh là bao nhiêu?"),
        ("Số lượng sáng chế đến 2030?", "Số lượng sáng chế đến 2030 là bao nhiêu?"),
        ("tổng kinh phí thực hiện chương trình", "tổng kinh phí thực hiện chương trình là bao nhiêu?"),
        ("thủ tục đăng ký sáng chế", "thủ tục đăng ký sáng chế là gì?"),
        ("tiến độ triển khai kế hoạch", "tiến độ triển khai kế hoạch thế nào?"),
    ],
)
def test_a_named_attribute_is_asked_for(typed: str, read: str) -> None:
    assert explicit(typed) == read


@pytest.mark.parametrize(
    "question",
    [
        "Năng suất lao động của tỉnh là bao nhiêu?",
        "kinh phí thực hiện kế hoạch",  # a text on money would do
        "giá trị văn hóa truyền thống",
        "số hóa tài liệu",
        "Số: 64/KH-UBND",
        "số 64/KH-UBND",
        "Tỷ lệ này có phải tăng không?",
        "Hồ sơ dùng các biểu mẫu số mấy?",
        "Số người làm nghiên cứu. Tôi cần biết nguồn kinh phí",
        "mục tiêu cụ thể",
    ],
)
def test_what_asks_for_something_stays(question: str) -> None:
    assert explicit(question) == question


@pytest.mark.parametrize(("typed", "read"), [("LGSP", "LGSP là gì?"), ("TFP?", "TFP là gì?"), ("Trà Vinh", "Trà Vinh")])
def test_an_abbreviation_alone_is_asked_for_its_meaning(typed: str, read: str) -> None:
    assert explicit(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Trà Vinh quy định gì về nhân lực?", "Trà Vinh nói gì về nhân lực?"),
        ("Kế hoạch đề cập đến những gì về Sở Tài chính?", "Kế hoạch nói gì về Sở Tài chính?"),
        ("Kế hoạch nêu những gì về Sở Tài chính?", "Kế hoạch nói gì về Sở Tài chính?"),
        ("Điều 2 quy định gì?", "Điều 2 quy định gì?"),
    ],
)
def test_what_is_laid_down_on_a_matter_is_what_is_said_of_it(typed: str, read: str) -> None:
    assert explicit(typed) == read
