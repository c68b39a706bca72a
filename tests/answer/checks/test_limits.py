"""Cases that questions put, held against the limits of a quote."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.answer.checks.limits import OVER, UNDER, WITHIN, put_as_case, verdict
from qa.search import understand
from qa.vietnamese import fold

EXTENDED = (
    "1. Thời gian thực hiện được gia hạn không quá 01 lần; thời gian gia hạn không quá 12 tháng đối với nhiệm vụ có "
    "thời gian thực hiện từ 24 tháng trở lên và không quá 06 tháng đối với các nhiệm vụ còn lại."
)
RENT = "2. Hỗ trợ thuê mặt bằng: 100% chi phí trong 12 tháng đầu, không quá 05 triệu đồng/tháng/dự án."
TOTAL = "3. Tổng mức hỗ trợ cho một tổ chức không quá 02 tỷ đồng; đối với một cá nhân không quá 500 triệu đồng."
AGE = "b) Doanh nghiệp có thời gian hoạt động không quá 05 năm kể từ ngày được cấp giấy chứng nhận."
CAPITAL = "Doanh nghiệp góp vốn tối thiểu 1,5 tỷ đồng thì được tham gia."


@pytest.mark.parametrize(
    ("question", "quote", "said"),
    [
        ("Gia hạn 2 lần có được không?", EXTENDED, OVER),
        ("Gia hạn 1 lần có được không?", EXTENDED, WITHIN),
        ("Gia hạn 18 tháng có được không?", EXTENDED, OVER),
        ("Gia hạn 5 tháng có được không?", EXTENDED, WITHIN),
        ("Gia hạn 10 tháng có được không?", EXTENDED, ""),  # it depends on how long the task lasts
        ("Xin hỗ trợ thuê mặt bằng 6 tháng có được không?", RENT, WITHIN),
        ("Xin hỗ trợ thuê mặt bằng 2 năm có được không?", RENT, OVER),
        ("Một tổ chức được hỗ trợ 3 tỷ đồng không?", TOTAL, OVER),
        ("Một cá nhân được hỗ trợ 300 triệu đồng không?", TOTAL, WITHIN),
        ("Một cá nhân được hỗ trợ 800 triệu đồng không?", TOTAL, ""),  # allowed to an organisation, not to a person
        ("Công ty hoạt động 72 tháng còn được hỗ trợ không?", AGE, OVER),
        ("Công ty đăng ký 6 năm còn được hỗ trợ không?", AGE, ""),  # the limit is on another thing, for all one knows
        ("Góp vốn 800 triệu có được tham gia không?", CAPITAL, UNDER),
        ("Góp vốn 2 tỷ có được tham gia không?", CAPITAL, WITHIN),
        ("Mức hỗ trợ là 3 tỷ đồng phải không?", TOTAL, ""),  # what the document says, and no case
    ],
)
def test_a_case_is_held_against_the_limits_on_the_same_thing(question: str, quote: str, said: str) -> None:
    assert verdict(understand(question, []), fold(question).strip(" ?"), quote) == said


@pytest.mark.parametrize("question", ["mức này là 5% phải không", "đến năm 2025 đạt 5% đúng không", "hỗ trợ bao nhiêu"])
def test_what_a_document_is_taken_to_say_is_no_case(question: str) -> None:
    assert not put_as_case(fold(question))


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Thuê mặt bằng 6 tháng có được hỗ trợ không?", WITHIN),
        ("Thuê mặt bằng 18 tháng có được hỗ trợ không?", OVER),
    ],
)
def test_nothing_that_is_allowed_is_denied(tmp_path_factory, question: str, said: str) -> None:
    paper = f"QUY ĐỊNH\nvề hỗ trợ khởi nghiệp tỉnh Lạng Sơn\n\nĐiều 1. Nội dung hỗ trợ\n\n{RENT}\n"
    assert assistant_on(paper, tmp_path_factory).ask(question).answer.startswith(said)
