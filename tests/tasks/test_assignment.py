# ruff: noqa: E501 (a table of cases is easier to read with a case on a line)
import pytest

from qa.tasks.assignment import of_item, of_unit
from qa.tasks.names import list_end
from qa.tasks.times import times_in
from qa.tasks.unit_lines import labelled


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Xây dựng xây dựng quy chuẩn", "Sở Xây dựng"),
        ("các sở, ngành, đơn vị liên quan, UBND các huyện, thị xã tổ chức tập huấn", "các sở, ngành, đơn vị liên quan, UBND các huyện, thị xã"),
        ("Trung tâm Hỗ trợ khởi nghiệp, các viện nghiên cứu tham mưu", "Trung tâm Hỗ trợ khởi nghiệp, các viện nghiên cứu"),
        ("các tổ chức chính trị - xã hội tuyên truyền", "các tổ chức chính trị - xã hội"),
        ("các cơ quan, tổ chức triển khai", "các cơ quan, tổ chức"),
        ("Sở Văn hóa, Thể thao và Du lịch và Sở Y tế rà soát", "Sở Văn hóa, Thể thao và Du lịch và Sở Y tế"),
        ("Công an tỉnh diễn binh mừng lễ", "Công an tỉnh"),
        ("Các quận ủy, thị ủy xây dựng kế hoạch", "Các quận ủy, thị ủy"),
        ("Cảng vụ Hàng hải Quy Nhơn kiểm soát tàu", "Cảng vụ Hàng hải Quy Nhơn"),
        ("Hạt Kiểm lâm huyện Tây Giang tuần tra rừng", "Hạt Kiểm lâm huyện Tây Giang"),
        ("Mỗi sở, ban, ngành cử 01 cán bộ", "Mỗi sở, ban, ngành"),
        ("Mỗi năm tổ chức 02 lớp", ""),
        ("Từng bước hình thành trung tâm", ""),
        ("Các chủ đầu tư báo cáo tiến độ", "Các chủ đầu tư"),
        ("Công an thành phố Hải Phòng bảo vệ lễ hội", "Công an thành phố Hải Phòng"),
        ("Sở Xây dựng Hải Phòng hỗ trợ doanh nghiệp", "Sở Xây dựng Hải Phòng"),
        ("Phòng Quản lý đô thị quản lý cây xanh", "Phòng Quản lý đô thị"),
        ("Sở Tư pháp hoặc cơ quan được ủy quyền chủ trì", "Sở Tư pháp hoặc cơ quan được ủy quyền"),
        ("Công ty Điện lực Bắc Giang đấu nối điện mặt trời", "Công ty Điện lực Bắc Giang"),
        ("Trường Đại học Nông - Lâm Bắc Giang nghiên cứu xử lý bùn", "Trường Đại học Nông - Lâm Bắc Giang"),
        ("Công ty Điện lực Bắc Giang trộn vữa", "Công ty Điện lực Bắc Giang"),
        ("Sở Tài chính cấp kinh phí cho các đơn vị", "Sở Tài chính"),
        ("Ban Chỉ đạo cấp tỉnh họp định kỳ", "Ban Chỉ đạo cấp tỉnh"),
        ("Chi cục Kiểm lâm giải quyết dứt điểm 05 vụ việc", "Chi cục Kiểm lâm"),
        ("Cục Việc làm", "Cục Việc làm"),
        ("ban hành kế hoạch", ""),
        ("Báo cáo kết quả thực hiện", ""),
        ("đồng bộ giữa các ngành", ""),
        ("TỔ CHỨC THỰC HIỆN", ""),
    ],
)  # fmt: skip
def test_list_ends_where_the_action_begins(text: str, names: str) -> None:
    assert text[: list_end(text)] == names


@pytest.mark.parametrize(
    ("text", "lead", "coordinate", "owner"),
    [
        ("Chủ trì, phối hợp với Sở Tài chính và các sở, ngành liên quan tham mưu bố trí vốn.", ["A"], ["Sở Tài chính", "các sở, ngành liên quan"], []),
        ("Chủ trì tham mưu phân bổ vốn.", ["A"], [], []),
        ("Phối hợp với Sở Tài chính tham mưu bố trí vốn.", [], ["Sở Tài chính"], ["A"]),
        ("Phối hợp Sở Tài chính hướng dẫn lập quỹ.", [], ["Sở Tài chính"], ["A"]),
        ("Tham mưu ban hành cơ chế phối hợp liên ngành.", [], [], ["A"]),
        ("Làm tốt công tác phối hợp với các sở, ngành.", [], [], ["A"]),
        ("Hướng dẫn cơ quan chủ trì nhiệm vụ lập dự toán.", [], [], ["A"]),
        ("Tham mưu kế hoạch; chủ trì, phối hợp với Sở Y tế triển khai.", ["A"], ["Sở Y tế"], []),
        ("Là cơ quan đầu mối, tổng hợp kết quả.", ["A"], [], []),
        ("Sắp xếp bộ máy; phối hợp Thanh tra Sở tự kiểm tra hồ sơ.", [], ["Thanh tra Sở"], ["A"]),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Y tế kiểm tra.", ["Sở Nội vụ"], ["Sở Y tế"], []),
    ],
)  # fmt: skip
def test_roles_of_an_item_under_an_agency(text: str, lead: list[str], coordinate: list[str], owner: list[str]) -> None:
    found = of_item(text, ("A",))
    assert (list(found.lead), list(found.coordinate), list(found.owner)) == (lead, coordinate, owner)


@pytest.mark.parametrize(
    ("text", "lead", "owner"),
    [
        ("Giao Sở Y tế chủ trì thực hiện.", ["Sở Y tế"], []),
        ("Đề nghị Liên minh Hợp tác xã tỉnh tuyên truyền, vận động.", [], ["Liên minh Hợp tác xã tỉnh"]),
        ("Trong quá trình thực hiện, nếu có vướng mắc, các sở, ngành phản ánh về Sở Y tế.", [], ["các sở, ngành"]),
        ("Đối với các dự án chậm tiến độ, chủ đầu tư báo cáo bằng văn bản.", [], ["chủ đầu tư"]),
        ("Các lực lượng vũ trang tổ chức tuần tra.", [], ["Các lực lượng vũ trang"]),
        ("Đối với Sở Y tế: tham mưu mua thuốc.", [], ["Sở Y tế"]),
        ("Các dự án chậm tiến độ thực hiện cắt giảm.", [], []),
        ("Kinh phí thực hiện từ ngân sách nhà nước.", [], []),
        ("Sở Y tế được thành lập năm 1946.", [], []),
    ],
)
def test_subject_of_a_sentence_without_a_heading(text: str, lead: list[str], owner: list[str]) -> None:
    found = of_item(text)
    assert (list(found.lead), list(found.owner)) == (lead, owner)


def test_unit_with_several_leads_for_different_tasks() -> None:
    first, second = of_unit(
        "Sở Nông nghiệp và Môi trường chủ trì chuyển giao giống mới.\n"
        "Sở Công Thương chủ trì, phối hợp với Sở Tài chính tham mưu triển khai thực hiện các chợ đầu mối."
    )
    assert (first.lead, first.rest) == (("Sở Nông nghiệp và Môi trường",), "chuyển giao giống mới")
    assert (second.lead, second.coordinate, second.rest) == (
        ("Sở Công Thương",),
        ("Sở Tài chính",),
        "các chợ đầu mối",
    )


@pytest.mark.parametrize(
    ("value", "lead", "owner"),
    [
        ("Sở Xây dựng, Sở Y tế chủ trì tham mưu triển khai thực hiện.", ["Sở Xây dựng", "Sở Y tế"], []),
        ("Các đơn vị được giao nhiệm vụ tại Kế hoạch.", [], ["Các đơn vị được giao nhiệm vụ tại Kế hoạch"]),
        ("- Sở Xây dựng.\n- Sở Y tế.", [], ["Sở Xây dựng", "Sở Y tế"]),
    ],
)
def test_unit_with_one_assignment(value: str, lead: list[str], owner: list[str]) -> None:
    (one,) = of_unit(value)
    assert (list(one.lead), list(one.owner)) == (lead, owner)


def test_value_that_names_no_agency_is_doubtful() -> None:
    (one,) = of_unit("theo phân công của lãnh đạo")
    assert one.doubtful


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("báo cáo trước ngày 10 tháng 12 hằng năm (định kỳ)", "trước ngày 10 tháng 12 hằng năm"),
        ("Định kỳ hàng năm hoặc đột xuất tổng hợp báo cáo", "Định kỳ hàng năm hoặc đột xuất"),
        ("định kỳ hàng năm trước ngày 15 tháng 12, báo cáo", "định kỳ hàng năm trước ngày 15 tháng 12"),
        ("Định kỳ hàng năm gửi báo cáo trước ngày 20 tháng 11", "Định kỳ hàng năm; trước ngày 20 tháng 11"),
        ("gửi về Sở chậm nhất ngày 05/6/2026 để tổng hợp", "chậm nhất ngày 05/6/2026"),
        ("hoàn thành trong quý II năm 2023", "hoàn thành trong quý II năm 2023"),
        ("công bố trong quý I hằng năm", "trong quý I hằng năm"),
        ("Hằng năm, tổng hợp kết quả", "Hằng năm"),
        ("ngày 25 hằng tháng báo cáo kết quả", "ngày 25 hằng tháng"),
        ("cân đối ngân sách hàng năm cho khoa học", ""),
        ("xây dựng kế hoạch 05 năm, hàng năm phù hợp", ""),
        ("Quyết định ngày 13/7/2021 của Thủ tướng", ""),
    ],
)
def test_times(text: str, time: str) -> None:
    assert times_in(text) == time


def test_labels_on_one_line() -> None:
    before, fields = labelled("Lập bản đồ. - Cơ quan chủ trì: Sở A. - Cơ quan phối hợp: Sở B, Sở C. - Thời gian: 2025.")
    assert before == "Lập bản đồ."
    assert [role for role, _ in fields] == ["lead", "coordinate", "time"]


def test_colons_of_running_text_are_no_labels() -> None:
    text = "Ưu tiên các lĩnh vực: y tế, giáo dục; kết quả nổi bật của ba năm: 5 đề tài."
    assert labelled(text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "Trường hợp cần điều chỉnh quy mô thì đơn vị lập hồ sơ trình cấp có thẩm quyền.",
        "Các trường hợp phát sinh báo cáo Ủy ban nhân dân tỉnh xem xét.",
        "Hội nghị tổng kết tổ chức vào tháng 12.",
        "Hội nhập quốc tế tiếp tục được chú trọng.",
        "Phòng ngừa rủi ro thực hiện theo kịch bản đã duyệt.",
        "Sở hữu trí tuệ phải đăng ký đúng hạn.",
        "Bộ tiêu chí thực hiện theo hướng dẫn của Trung ương.",
        "Quỹ đất thực hiện theo quy hoạch.",
        "Khu vực nông thôn tiếp tục đẩy mạnh cơ giới hóa.",
        "Cơ sở dữ liệu cập nhật hằng quý.",
    ],
)
def test_what_only_begins_like_a_body_is_charged_with_nothing(text: str) -> None:
    assert of_item(text).agencies == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Người đứng đầu cơ quan, tổ chức có trách nhiệm bố trí kinh phí.",
            ("Người đứng đầu cơ quan, tổ chức",),
        ),
        (
            "Đảng ủy Khu kinh tế Vân Phong lãnh đạo thể chế hóa Nghị quyết này thành chương trình.",
            ("Đảng ủy Khu kinh tế Vân Phong",),
        ),
        (
            "Đảng ủy Ủy ban nhân dân thành phố lãnh đạo xây dựng kế hoạch thực hiện.",
            ("Đảng ủy Ủy ban nhân dân thành phố",),
        ),
        ("Báo Yên Bái mở chuyên mục tuyên truyền hằng tuần.", ("Báo Yên Bái",)),
        (
            "Tổng Liên đoàn Lao động Việt Nam, Ngân hàng Nhà nước Việt Nam triển khai gói tín dụng.",
            ("Tổng Liên đoàn Lao động Việt Nam", "Ngân hàng Nhà nước Việt Nam"),
        ),
        ("Hội Nông dân tỉnh, VCCI Nghệ An tổ chức hội chợ.", ("Hội Nông dân tỉnh", "VCCI Nghệ An")),
    ],
)
def test_names_end_where_what_they_do_begins(text: str, names: tuple[str, ...]) -> None:
    assert of_item(text).agencies == names


def test_a_verb_before_other_verbs_is_no_part_of_a_name() -> None:
    found = of_item("Sở Y tế phối hợp với các cấp Hội Chữ thập đỏ Việt Nam tổ chức, tuyên truyền hiến máu.")
    assert (found.owner, found.coordinate) == (("Sở Y tế",), ("các cấp Hội Chữ thập đỏ Việt Nam",))
