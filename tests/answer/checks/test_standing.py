"""Whether a question is on how things stand, which plans seldom say."""

import pytest

from qa.answer.checks.standing import asks_status
from qa.search import understand
from qa.vietnamese import fold


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Tỉnh hiện có bao nhiêu doanh nghiệp khoa học và công nghệ?", True),
        ("Hiện nay trung tâm có mấy phòng thí nghiệm?", True),
        ("Tỉnh đang có mấy tổ chức trung gian?", True),
        ("Có bao nhiêu tổ chức trung gian đang hoạt động?", True),
        ("Tháng này và tháng nay giải ngân ra sao?", True),
        ("Nhà tôi chậm đóng phí bốn tháng nay, còn xin hỗ trợ được không?", False),
        ("Trung tâm ứng dụng hiện có sẽ bị dẹp hay được củng cố?", False),
    ],
)
def test_what_there_is_and_will_be_something_else_is_no_state(question, status):
    assert asks_status(fold(question), understand(question, [])) is status
