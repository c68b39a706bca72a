"""Yes or no: only where one quote settles it."""

import pytest

from qa.answer.checks.premise import _denial


@pytest.mark.parametrize(
    ("asked", "quote", "said"),
    [
        ("chia se du lieu co phai tra phi", "Chia sẻ dữ liệu giữa các cơ quan không thu phí.", "Không"),
        ("ho so co phai lap hoi dong tham dinh", "Sở thẩm định, không thành lập Hội đồng thẩm định.", "Không"),
        ("xa co duoc mua may chu rieng", "Chưa xem xét việc mua máy chủ riêng của các xã.", "Chưa"),
        ("tre han co duoc tinh lai", "Thời gian quá hạn không được tính lãi.", "Không"),
        # something else is denied
        ("xa co duoc mua may chu", "Xã được mua máy chủ; không mua phần mềm riêng.", ""),
        ("ho khau co duoc ho tro", "Hỗ trợ hộ khẩu tại xã; không hỗ trợ người đã nhận từ nguồn khác.", ""),
        # there is an exception, or a condition
        ("ho so co phai nop ban giay", "Không phải nộp bản giấy, trừ hồ sơ đất đai.", ""),
        ("ho so co phai nop ban giay", "Không phải nộp bản giấy nếu đã ký số.", ""),
        # "không" that denies nothing
        ("moi xa co may chu", "Mỗi xã không quá 03 máy chủ.", ""),
        ("tinh co hang khong", "Phát triển hàng không dân dụng của tỉnh.", ""),
        ("cho co thanh toan khong dung tien mat", "Thanh toán không dùng tiền mặt tại các chợ.", ""),
    ],
)
def test_a_quote_denies_only_the_very_thing_asked_about(asked: str, quote: str, said: str) -> None:
    assert _denial(asked, quote) == said
