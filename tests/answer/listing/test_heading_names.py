"""Parts that go by two names: "mục tiêu chung" of a document that heads it "Mục tiêu tổng quát"."""

from __future__ import annotations

import pytest
from tests import second

from qa.answer.listing import heading_names
from qa.search import understand


def read(question):
    return heading_names.as_printed(understand(question, second.index().headers()), second.material())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        # Phú Thọ: "KINH PHÍ THỰC HIỆN", "NHIỆM VỤ, GIẢI PHÁP"; Đồng Tháp: "Nguồn kinh phí thực hiện"
        ("Kinh phí triển khai của Phú Thọ", "Kinh phí thực hiện của Phú Thọ"),
        ("kinh phi trien khai thuc hien cua Phu Tho", "kinh phí thực hiện cua Phu Tho"),
        ("Kinh phí bảo đảm thực hiện của Đồng Tháp?", "nguồn kinh phí thực hiện của Đồng Tháp?"),
        ("Nhiệm vụ và giải pháp chủ yếu của Phú Thọ là gì?", "nhiệm vụ và giải pháp của Phú Thọ là gì?"),
    ],
)
def test_a_part_is_read_by_the_name_that_is_printed(asked, told):
    assert read(asked).casefold() == told.casefold()


@pytest.mark.parametrize(
    "asked",
    [
        "Nguồn kinh phí thực hiện của Đồng Tháp",  # its own name
        "Các nhiệm vụ, giải pháp của Phú Thọ",
        "Quan điểm chỉ đạo của Phú Thọ",  # "QUAN ĐIỂM, YÊU CẦU" is another part
        "Mục tiêu chung của Phú Thọ",  # none is headed by any of its names
        "What is the general objective of Phú Thọ?",
        "Phú Thọ làm gì để hạn chế rủi ro?",
    ],
)
def test_a_question_without_another_name_is_left_as_it_is(asked):
    assert read(asked) == understand(asked, second.index().headers()).text
