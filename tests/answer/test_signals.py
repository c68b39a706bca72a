"""What a question wants counted, paid or named."""

import pytest

from qa.answer.checks.names_asked import OFFICE_ASKED
from qa.answer.values import MONEY_ASKED, SHARE_ASKED
from qa.vietnamese import fold


@pytest.mark.parametrize(
    ("question", "money"),
    [
        ("Dự án này hết bao nhiêu tiền?", True),
        ("Giá vàng hôm nay là bao nhiêu?", True),
        ("Kinh phí thực hiện là bao nhiêu?", True),
        ("Làm cái này tốn hết bao nhiêu?", True),
        ("Được cho mấy triệu?", True),
        ("Giá trị giao dịch tăng bao nhiêu mỗi năm?", False),
        ("Bên nào được tiền hỗ trợ cao hơn, mỗi bên bao nhiêu?", True),
        ("Quá hạn hết bao nhiêu ngày?", False),
        ("Đến năm 2030 có bao nhiêu hồ chứa?", False),
    ],
)
def test_money(question, money):
    assert bool(MONEY_ASKED.search(fold(question))) is money


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Tăng bao nhiêu phần trăm?", True),
        ("Tỷ lệ che phủ rừng là bao nhiêu?", True),
        ("Vốn góp được chiếm tối đa bao nhiêu?", True),
        ("Bao nhiêu phần được đem ra dùng?", True),
        ("Có bao nhiêu phần mềm?", False),
        ("Có bao nhiêu hồ chứa?", False),
    ],
)
def test_shares(question, share):
    assert bool(SHARE_ASKED.search(fold(question))) is share


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Ai là giám đốc Sở Y tế?", True),
        ("Chủ tịch tỉnh tên gì?", True),
        ("Who is the director of the department?", True),
        ("Chủ tịch tỉnh giao cho ai chủ trì?", False),
        ("Giám đốc sở phải báo cáo khi nào?", False),
    ],
)
def test_holders_of_offices(question, office):
    assert bool(OFFICE_ASKED.search(fold(question))) is office
