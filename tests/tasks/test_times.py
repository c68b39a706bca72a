# ruff: noqa: E501 (a table of cases is easier to read with a case on a line)
"""Deadlines and periods: every one that a sentence sets, whole, and no time that belongs to a noun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.tasks.times import times_in

from .test_inline import tasks_of

DAYS = {
    "công bố kết quả trước ngày 15/02 năm sau.": "trước ngày 15/02 năm sau",
    "gửi kế hoạch trước ngày 20 tháng 10 của năm trước; tổng hợp": "trước ngày 20 tháng 10 của năm trước",
    "gửi số liệu trước ngày 10 tháng 3 năm kế tiếp": "trước ngày 10 tháng 3 năm kế tiếp",
    "công khai trong tháng 2 năm sau": "trong tháng 2 năm sau",
    "gửi báo cáo trước ngày 18 của tháng cuối quý về Sở Nội vụ": "trước ngày 18 của tháng cuối quý",
    "báo cáo UBND tỉnh hằng tháng trước ngày 28; theo dõi": "hằng tháng trước ngày 28",
    "báo cáo kết quả hằng quý (trước ngày 12 của tháng cuối quý).": "hằng quý (trước ngày 12 của tháng cuối quý)",
    "gửi số liệu về Sở Y tế trước ngày 22.": "trước ngày 22",
    "báo cáo trước ngày 05 tháng 5 và ngày 05 tháng 11 hằng năm": "trước ngày 05 tháng 5 và ngày 05 tháng 11 hằng năm",
    "đến ngày 30/9/2027 thu hồi vốn chưa giải ngân": "đến ngày 30/9/2027",
}
PERIODS = {
    "Tổng hợp kết quả; hằng quý công bố danh sách đơn vị chậm": "hằng quý",
    "định kỳ 3 tháng (trước ngày 20 tháng 3) và hằng năm (trước ngày 05 tháng 12) báo cáo": "định kỳ 3 tháng (trước ngày 20 tháng 3); hằng năm (trước ngày 05 tháng 12)",
    "tổ chức hội thi 2 năm một lần": "2 năm một lần",
    "kiểm kê định kỳ 6 tháng một lần": "định kỳ 6 tháng một lần",
    "kiểm tra thực tế mỗi tháng 02 lần": "mỗi tháng 02 lần",
    "giám sát tối thiểu một lần mỗi năm": "tối thiểu một lần mỗi năm",
    "Ban Chỉ đạo họp giao ban hằng tháng.": "họp giao ban hằng tháng",
    "kiểm tra kho ít nhất 02 lần trong năm đối với mỗi đơn vị": "ít nhất 02 lần trong năm",
    "tập huấn 02 lần trong năm 2027": "",
    "nuôi tôm sạch; mỗi năm tổ chức ít nhất 03 hội thi": "mỗi năm",
    "đo, công bố chỉ số nước sạch hằng quý; lập bản đồ": "hằng quý",
    "đăng kết quả vào sáng thứ Hai hằng tuần.": "sáng thứ Hai hằng tuần",
    "bảo đảm nguồn chi trong dự toán ngân sách hằng năm.": "",
}
POINTS = {
    "tham mưu sơ kết vào năm 2028 và tổng kết vào năm 2031": "sơ kết vào năm 2028; tổng kết vào năm 2031",
    "Tổ chức sơ kết Kế hoạch vào quý II/2027, tổng kết vào quý IV/2030": "Tổ chức sơ kết Kế hoạch vào quý II/2027; tổng kết vào quý IV/2030",
    "mua sắm thiết bị, hoàn thành Quý I/2027.": "hoàn thành Quý I/2027",
    "số hóa 2 triệu trang đến hết năm 2027.": "đến hết năm 2027",
    "đào tạo nhân lực; đến năm 2027 có 300 thợ lặn": "đến năm 2027",
    "thực hiện Chiến lược biển đến năm 2030, tầm nhìn đến năm 2045": "",
    "gửi dự toán trước ngày 20 tháng 10 của năm trước năm kế hoạch;": "trước ngày 20 tháng 10 của năm trước năm kế hoạch",
    "lắp trạm; thí điểm từ quý I năm 2027 tại 3 xã": "thí điểm từ quý I năm 2027",
    "đưa vào vận hành từ tháng 03/2028": "vận hành từ tháng 03/2028",
    "Hội chợ được tổ chức hằng năm vào tháng 5 tại thành phố": "tổ chức hằng năm vào tháng 5",
    "phiên họp dự kiến tổ chức vào tuần thứ hai của tháng 4/2027": "tổ chức vào tuần thứ hai của tháng 4/2027",
    "trồng 500 ha rừng trong giai đoạn 2026 - 2028.": "trong giai đoạn 2026 - 2028",
    "trồng 500 ha rừng, thực hiện giai đoạn 2026 - 2028.": "giai đoạn 2026 - 2028",
    "mở ngành logistics từ năm học 2027 - 2028, tuyển sinh 50 học viên": "từ năm học 2027 - 2028",
    "lắp 90 camera trong hai năm 2026 và 2027": "trong hai năm 2026 và 2027",
    "nạo vét kênh, hoàn thành trước mùa lũ năm 2027": "hoàn thành trước mùa lũ năm 2027",
    "bán hàng trong dịp Tết Nguyên đán năm 2028": "trong dịp Tết Nguyên đán năm 2028",
    "trình Hội đồng nhân dân tỉnh tại kỳ họp giữa năm 2026.": "tại kỳ họp giữa năm 2026",
    "thực hiện Chương trình phát triển đô thị giai đoạn 2021 - 2025 của tỉnh": "",
    "phấn đấu đạt 80% vào năm 2030": "",
    "Luật được ban hành năm 2019": "",
    "báo cáo tổng kết năm 2026 của ngành": "",
}  # fmt: skip
DURATIONS = {
    "thẩm định hồ sơ trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ.": "trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ",
    "trong thời hạn 30 ngày kể từ ngày Nghị quyết có hiệu lực ban hành biểu mẫu": "trong thời hạn 30 ngày kể từ ngày Nghị quyết có hiệu lực",
    "khắc phục trong vòng 12 giờ; báo cáo": "trong vòng 12 giờ",
    "thông báo chậm nhất 24 giờ kể từ khi phát hiện sự cố": "chậm nhất 24 giờ kể từ khi phát hiện sự cố",
    "hỗ trợ lãi suất trong thời gian 03 năm": "",
}


@pytest.mark.parametrize(("text", "time"), [*DAYS.items(), *PERIODS.items(), *POINTS.items(), *DURATIONS.items()])
def test_times(text: str, time: str) -> None:
    assert times_in(text) == time


@given(st.lists(st.sampled_from([*DAYS, *PERIODS, *POINTS, *DURATIONS]), max_size=4).map(" ".join))
def test_each_time_stands_in_the_text(text: str) -> None:
    assert all(time in text for time in times_in(text).split("; "))


def test_labels_without_one_for_the_time_leave_it_to_the_task() -> None:
    (task,) = tasks_of(
        "a) Công bố danh mục vùng trồng định kỳ 3 tháng một lần.", "- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường."
    )
    assert task.time == "định kỳ 3 tháng một lần"


def test_a_label_for_the_time_goes_before_what_the_task_says() -> None:
    (task,) = tasks_of(
        "a) Công bố danh mục vùng trồng định kỳ 3 tháng một lần.",
        "- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.",
        "- Thời gian thực hiện: Quý I/2027.",
    )
    assert task.time == "Quý I/2027"


def test_when_is_said_before_who() -> None:
    (task,) = tasks_of("Nội dung: Tổ chức hằng năm vào tháng 5 với 80 gian hàng. Giao Sở Công Thương chủ trì.")
    assert task.time == "Tổ chức hằng năm vào tháng 5"
