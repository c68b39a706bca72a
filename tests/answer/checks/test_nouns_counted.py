"""What a question wants counted, and texts that count it."""

from __future__ import annotations

import pytest

from qa.answer.checks.nouns_counted import counts
from qa.search import Query


@pytest.mark.parametrize(
    ("question", "text", "counted"),
    [
        ("Hỗ trợ bao nhiêu doanh nghiệp?", "hỗ trợ 100 doanh nghiệp nhỏ và vừa", True),
        ("Hỗ trợ bao nhiêu doanh nghiệp?", "tổ chức 12 lớp tập huấn", False),
        ("Hỗ trợ mấy DNNVV?", "hỗ trợ 100 doanh nghiệp nhỏ và vừa", True),
        ("Hỗ trợ mấy DNNVV?", "tổ chức 12 lớp tập huấn", False),
        ("Phát hành bao nhiêu cuốn sổ tay?", "phát hành 6.000 sổ tay", None),  # a classifier, which may be left out
        ("Đến năm 2030 có bao nhiêu doanh nghiệp?", "số doanh nghiệp công nghệ cao tăng gấp 3 lần", None),
        ("Đến năm 2030 có bao nhiêu hợp tác xã?", "số doanh nghiệp công nghệ cao tăng gấp 3 lần", False),
        ("Kỹ sư được bao nhiêu lúc mới về?", "hỗ trợ ban đầu 40 triệu đồng/người", None),
        ("Cần mấy ông bà trông rừng?", "cần 12 người bảo vệ rừng", True),
        ("Dành bao nhiêu chi thường xuyên?", "bố trí tối thiểu 2% chi thường xuyên", None),
        ("Có mấy viện lọt bảng xếp hạng?", "có 2 tổ chức được xếp hạng", None),
        ("Mỗi doanh nghiệp được hỗ trợ bao nhiêu cả giai đoạn?", "không vượt quá 05 tỷ đồng", None),
        ("Bao giờ phát hành sổ tay?", "phát hành 6.000 sổ tay", None),
        ("Khu tránh bão chứa được bao nhiêu tàu?", "khu tránh bão (sức chứa 1.200 chiếc)", True),
    ],
)
def test_whether_a_text_counts_what_is_asked(question: str, text: str, counted: bool | None) -> None:
    assert counts(Query(question), text) is counted
