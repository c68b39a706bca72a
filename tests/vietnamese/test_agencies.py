# ruff: noqa: E501 (a printed list and its names are easier to compare on one line)
import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from qa.vietnamese import fold, normalize
from qa.vietnamese.agencies import canonical, canonical_names, find, is_group, match, name_spans, split_names

from .strategies import ANY

# Lists as they are printed, the names separated by "|". The first block is from the four documents of the corpus,
# the second invented after the manner of other provinces and of ministries.
LISTS = {
    "Sở Khoa học và Công nghệ.": "Sở Khoa học và Công nghệ",
    "Các cơ quan, đơn vị liên quan": "Các cơ quan, đơn vị liên quan",
    "Các cơ quan liên quan; Ủy ban nhân dân các huyện, thành phố;": "Các cơ quan liên quan|Ủy ban nhân dân các huyện, thành phố",
    "Sở Kế hoạch và Đầu tư, Sở Tư pháp, Sở Tài chính và các đơn vị liên quan": "Sở Kế hoạch và Đầu tư|Sở Tư pháp|Sở Tài chính|các đơn vị liên quan",
    "Sở Kế hoạch và Đầu tư, Sở Công thương, Ủy ban nhân dân các huyện, thành phố": "Sở Kế hoạch và Đầu tư|Sở Công thương|Ủy ban nhân dân các huyện, thành phố",
    "Sở Kế hoạch và Đầu tư, sở tài chính và các đơn vị liên quan": "Sở Kế hoạch và Đầu tư|sở tài chính|các đơn vị liên quan",
    "Sở Khoa học và Công nghệ, Sở Nội vụ": "Sở Khoa học và Công nghệ|Sở Nội vụ",
    "Sở Giáo dục và Đào tạo; Sở Lao động, Thương binh và Xã hội, Ủy ban nhân dân các huyện, thành phố": "Sở Giáo dục và Đào tạo|Sở Lao động, Thương binh và Xã hội|Ủy ban nhân dân các huyện, thành phố",
    "Sở Thông tin và Truyền thông, Sở Lao động Thương binh và Xã hội": "Sở Thông tin và Truyền thông|Sở Lao động Thương binh và Xã hội",
    "Sở, ban, ngành và UBND cấp huyện, thành phố": "Sở, ban, ngành|UBND cấp huyện, thành phố",
    "Văn phòng UBND tỉnh, các sở, ngành liên quan; Ủy ban nhân dân các huyện, thành phố": "Văn phòng UBND tỉnh|các sở, ngành liên quan|Ủy ban nhân dân các huyện, thành phố",
    "Sở Nội vụ, Sở Thông tin và Truyền thông; Báo Bắc Ninh; Đài Phát thanh - Truyền hình tỉnh; các cơ quan, đơn vị liên quan": "Sở Nội vụ|Sở Thông tin và Truyền thông|Báo Bắc Ninh|Đài Phát thanh - Truyền hình tỉnh|các cơ quan, đơn vị liên quan",
    "Đài Phát thanh truyền hình tỉnh,\nBáo Bình Thuận.": "Đài Phát thanh truyền hình tỉnh|Báo Bình Thuận",
    "- Sở Khoa học và Công nghệ.\n- Đài Phát thanh truyền hình\nBình Thuận, Báo Bình Thuận.": "Sở Khoa học và Công nghệ|Đài Phát thanh truyền hình Bình Thuận|Báo Bình Thuận",
    "- Sở Khoa học và Công nghệ. - Đài Phát thanh truyền hình Bình Thuận, Báo Bình Thuận.": "Sở Khoa học và Công nghệ|Đài Phát thanh truyền hình Bình Thuận|Báo Bình Thuận",
    "- Sở, ban, ngành.\n- UBND các huyện, thị xã,\nthành phố.\n- Các tổ chức trung gian khoa\nhọc và công nghệ.": "Sở, ban, ngành|UBND các huyện, thị xã, thành phố|Các tổ chức trung gian khoa học và công nghệ",
    "- Sở, ban, ngành.\n- UBND các huyện, thị xã,\nthành phố.\n- Các doanh nghiệp, các viện,\ntrường và tổ chức khoa học và công nghệ.": "Sở, ban, ngành|UBND các huyện, thị xã, thành phố|Các doanh nghiệp, các viện, trường và tổ chức khoa học và công nghệ",
    "Các sở, ban, ngành và các đơn\nvị liên quan.": "Các sở, ban, ngành|các đơn vị liên quan",
    "Các sở, ban, ngành, địa\nphương.": "Các sở, ban, ngành, địa phương",
    "Các sở, ban, ngành, viện, trường.": "Các sở, ban, ngành, viện, trường",
    "Sở Xây dựng, Sở Giao thông - Vận tải chủ trì, phối hợp với các cơ quan, đơn vị có liên quan tham mưu": "Sở Xây dựng|Sở Giao thông - Vận tải",
    "với Sở Nội vụ, Sở Lao động - Thương binh và Xã hội và các địa phương, đơn vị có liên quan tham mưu triển khai thực hiện.": "Sở Nội vụ|Sở Lao động - Thương binh và Xã hội|các địa phương, đơn vị có liên quan",
    "Các Sở, ban ngành, Ủy ban nhân dân các huyện, thành phố triển khai thực hiện.": "Các Sở, ban ngành|Ủy ban nhân dân các huyện, thành phố",
    "Các Sở, ban ngành; Ủy ban nhân dân huyện, thành phố và các cơ quan, đơn vị có liên quan": "Các Sở, ban ngành|Ủy ban nhân dân huyện, thành phố|các cơ quan, đơn vị có liên quan",
    "10. Các Sở, ban, ngành, UBND các huyện, thành phố": "Các Sở, ban, ngành|UBND các huyện, thành phố",
    "các sở, ngành, đơn vị liên quan, Ủy ban nhân dân các huyện, thị xã, thành phố triển khai thực hiện, đôn đốc": "các sở, ngành, đơn vị liên quan|Ủy ban nhân dân các huyện, thị xã, thành phố",
    "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện, thị xã, thành phố": "Thủ trưởng các sở, ban, ngành|Chủ tịch UBND các huyện, thị xã, thành phố",
    "Sở Khoa học và Công nghệ, Sở Kế hoạch và Đầu tư, các đơn vị liên quan, địa phương": "Sở Khoa học và Công nghệ|Sở Kế hoạch và Đầu tư|các đơn vị liên quan, địa phương",
    "Ban Quản lý Khu Đại học Nam Cao": "Ban Quản lý Khu Đại học Nam Cao",
    "Ban Tuyên giáo Tỉnh ủy": "Ban Tuyên giáo Tỉnh ủy",
    "các đơn vị, địa phương": "các đơn vị, địa phương",
    "Các tổ chức KH&CN và doanh nghiệp KH&CN": "Các tổ chức KH&CN|doanh nghiệp KH&CN",
    # invented
    "Viện Lúa Đồng bằng sông Cửu Long, các viện nghiên cứu và trường đại học trên địa bàn": "Viện Lúa Đồng bằng sông Cửu Long|các viện nghiên cứu và trường đại học trên địa bàn",
    "Sở NN&PTNT, Sở TN&MT, Sở LĐ-TB&XH": "Sở NN&PTNT|Sở TN&MT|Sở LĐ-TB&XH",
    "Sở Văn hóa, Thể thao và Du lịch, Sở Y tế": "Sở Văn hóa, Thể thao và Du lịch|Sở Y tế",
    "Sở Nông nghiệp & Phát triển nông thôn và Sở Công Thương": "Sở Nông nghiệp & Phát triển nông thôn|Sở Công Thương",
    "Giao Sở Y tế, Bệnh viện Đa khoa tỉnh và Bảo hiểm xã hội tỉnh tổ chức thực hiện": "Sở Y tế|Bệnh viện Đa khoa tỉnh|Bảo hiểm xã hội tỉnh",
    "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh, Bộ Chỉ huy Bộ đội Biên phòng tỉnh": "Công an tỉnh|Bộ Chỉ huy Quân sự tỉnh|Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội": "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh|các tổ chức chính trị - xã hội",
    "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh, Liên minh Hợp tác xã tỉnh, Hội Nông dân tỉnh": "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh|Liên minh Hợp tác xã tỉnh|Hội Nông dân tỉnh",
    "Bộ Khoa học và Công nghệ; Bộ Nông nghiệp và Môi trường, Bộ Tài chính": "Bộ Khoa học và Công nghệ|Bộ Nông nghiệp và Môi trường|Bộ Tài chính",
    "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, UBND các tỉnh, thành phố trực thuộc trung ương": "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ|UBND các tỉnh, thành phố trực thuộc trung ương",
    "Các bộ, ngành, UBND tỉnh, thành phố": "Các bộ, ngành|UBND tỉnh, thành phố",
    "Bộ Tư pháp (đối với thủ tục hành chính) Bộ Tài chính (đối với điều kiện kinh doanh)": "Bộ Tư pháp (đối với thủ tục hành chính)|Bộ Tài chính (đối với điều kiện kinh doanh)",
    "HĐND, UBND các xã, phường, thị trấn": "HĐND, UBND các xã, phường, thị trấn",
    "Sở Quy hoạch - Kiến trúc, Viện Quy hoạch Xây dựng, Ban Quản lý các khu công nghiệp và chế xuất": "Sở Quy hoạch - Kiến trúc|Viện Quy hoạch Xây dựng|Ban Quản lý các khu công nghiệp và chế xuất",
    "Trung tâm Nghiên cứu, Ứng dụng và Dịch vụ khoa học và công nghệ tỉnh": "Trung tâm Nghiên cứu, Ứng dụng và Dịch vụ khoa học và công nghệ tỉnh",
    "Trường Đại học Hồng Đức, Trường Cao đẳng Y tế; Hiệp hội Doanh nghiệp tỉnh": "Trường Đại học Hồng Đức|Trường Cao đẳng Y tế|Hiệp hội Doanh nghiệp tỉnh",
    "Sở KH&CN/Sở GD&ĐT": "Sở KH&CN|Sở GD&ĐT",
    "Sở Tài chính (chủ trì, tổng hợp), Kho bạc Nhà nước tỉnh": "Sở Tài chính (chủ trì, tổng hợp)|Kho bạc Nhà nước tỉnh",
    "1. Sở Tài chính\n2. Sở Tư pháp\n3. Thanh tra tỉnh": "Sở Tài chính|Sở Tư pháp|Thanh tra tỉnh",
    "Sở Tài chính\nSở Tư pháp": "Sở Tài chính|Sở Tư pháp",
    "Cục Thống kê tỉnh; Cục Thuế tỉnh; Ngân hàng Nhà nước chi nhánh tỉnh": "Cục Thống kê tỉnh|Cục Thuế tỉnh|Ngân hàng Nhà nước chi nhánh tỉnh",
    "Các sở, ban, ngành, các doanh nghiệp trên địa bàn tỉnh": "Các sở, ban, ngành|các doanh nghiệp trên địa bàn tỉnh",
    "Sở Dân tộc và Tôn giáo, UBND các xã, phường, đặc khu": "Sở Dân tộc và Tôn giáo|UBND các xã, phường, đặc khu",
    "UBND TP. Biên Hòa, UBND huyện Long Thành": "UBND TP. Biên Hòa|UBND huyện Long Thành",
    "Tỉnh đoàn, Hội Liên hiệp Phụ nữ tỉnh, doanh nghiệp và hợp tác xã": "Tỉnh đoàn|Hội Liên hiệp Phụ nữ tỉnh|doanh nghiệp và hợp tác xã",
    "Vụ Kế hoạch - Tài chính, Cục Sở hữu trí tuệ và Văn phòng Bộ": "Vụ Kế hoạch - Tài chính|Cục Sở hữu trí tuệ|Văn phòng Bộ",
    "Các Vụ, Cục, đơn vị thuộc Bộ": "Các Vụ, Cục, đơn vị thuộc Bộ",
    "Các đơn vị thuộc Bộ; Sở LĐTBXH các tỉnh, thành phố trực thuộc Trung ương": "Các đơn vị thuộc Bộ|Sở LĐTBXH các tỉnh, thành phố trực thuộc Trung ương",
    "Viện nghiên cứu, trường đại học, doanh nghiệp": "Viện nghiên cứu, trường đại học, doanh nghiệp",
    "VNPT, Viettel, các doanh nghiệp viễn thông": "VNPT|Viettel|các doanh nghiệp viễn thông",
    "UBND thành phố Phan Thiết, thị xã La Gi và các huyện": "UBND thành phố Phan Thiết, thị xã La Gi và các huyện",
    "UBND tỉnh, các huyện, thành phố": "UBND tỉnh|các huyện, thành phố",
    "Ngân hàng Nhà nước Việt Nam – Chi nhánh tỉnh, các tổ chức tín dụng": "Ngân hàng Nhà nước Việt Nam – Chi nhánh tỉnh|các tổ chức tín dụng",
    "Phòng Kinh tế và Hạ tầng các huyện, Phòng Quản lý đô thị thành phố": "Phòng Kinh tế và Hạ tầng các huyện|Phòng Quản lý đô thị thành phố",
    "Sở Công Thương và các sở, ngành, UBND các huyện, thành phố liên quan": "Sở Công Thương|các sở, ngành|UBND các huyện, thành phố liên quan",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ, SỞ TÀI CHÍNH": "SỞ KHOA HỌC VÀ CÔNG NGHỆ|SỞ TÀI CHÍNH",
    "Thường trực HĐND tỉnh, các Ban của HĐND tỉnh, Tổ đại biểu HĐND tỉnh và đại biểu HĐND tỉnh": "Thường trực HĐND tỉnh|các Ban của HĐND tỉnh|Tổ đại biểu HĐND tỉnh|đại biểu HĐND tỉnh",
    "các Ban Hội đồng nhân dân, các Tổ đại biểu và các đại biểu Hội đồng nhân dân tỉnh": "các Ban Hội đồng nhân dân|các Tổ đại biểu|các đại biểu Hội đồng nhân dân tỉnh",
    "Ban Quản lý Khu kinh tế Vũng Áng và các khu công nghiệp, Cảng vụ Hàng hải Hà Tĩnh": "Ban Quản lý Khu kinh tế Vũng Áng và các khu công nghiệp|Cảng vụ Hàng hải Hà Tĩnh",
    "Sở Công Thương và các khu công nghiệp": "Sở Công Thương|các khu công nghiệp",
    "Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy, Đảng ủy Công an thành phố": "Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy|Đảng ủy Công an thành phố",
    "Sở Nội vụ hoặc Sở Tư pháp": "Sở Nội vụ|Sở Tư pháp",
    "": "",
    " - ": "",
}  # fmt: skip


@pytest.mark.parametrize("printed", LISTS)
def test_split_names(printed: str) -> None:
    assert split_names(printed) == (LISTS[printed].split("|") if LISTS[printed] else [])


@given(st.one_of(ANY, st.lists(st.sampled_from(sorted(LISTS)), max_size=4).map("; ".join)))
def test_names_are_verbatim_and_in_order(text: str) -> None:
    spans = name_spans(normalize(text))
    assert all(start < end for start, end in spans)
    assert sorted(spans) == spans


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("sở khcn", "Sở Khoa học và Công nghệ"),
        ("SKHCN", "Sở Khoa học và Công nghệ"),
        ("Sở KH-CN", "Sở Khoa học và Công nghệ"),
        ("Sở Khoa học - Công nghệ", "Sở Khoa học và Công nghệ"),
        ("Sở Khoa học & Công nghệ", "Sở Khoa học và Công nghệ"),
        ("so khoa hoc cong nghe", "Sở Khoa học và Công nghệ"),
        ("sokhcn", "Sở Khoa học và Công nghệ"),
        ("Sở Khoa học và Công nghệ tỉnh Đồng Tháp.", "Sở Khoa học và Công nghệ"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
        ("Sở Công thương", "Sở Công Thương"),
        ("sở tài chính", "Sở Tài chính"),
        ("Sở Tài Chính", "Sở Tài chính"),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Lao động Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
        ("so ld-tb&xh", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Giao thông - Vận tải", "Sở Giao thông vận tải"),
        ("Sở GTVT", "Sở Giao thông vận tải"),
        ("Sở Nông nghiệp và Phát triển Nông thôn", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN & PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
        ("UBND các huyện, thành phố", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("Uỷ ban nhân dân các huyện, thị xã, thành phố", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("UBND cấp huyện", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        ("UBND tỉnh An Giang", "Ủy ban nhân dân tỉnh"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Công an Yên Bái", "Công an tỉnh"),
        ("Bưu điện Lào Cai", "Bưu điện tỉnh"),
        ("Đài Phát thanh truyền hình Bình Thuận", "Đài Phát thanh và Truyền hình tỉnh"),
        ("Đài PT-TH", "Đài Phát thanh và Truyền hình tỉnh"),
        ("Ban Tuyên giáo Tỉnh uỷ", "Ban Tuyên giáo Tỉnh ủy"),
        ("Các Sở, ban ngành", "Các sở, ban, ngành"),
        ("sở, ngành liên quan", "Các sở, ban, ngành"),
        ("Ban của HĐND tỉnh", "Các Ban Hội đồng nhân dân tỉnh"),
        ("các Tổ đại biểu HĐND tỉnh", "Tổ đại biểu Hội đồng nhân dân tỉnh"),
        ("đại biểu HĐND", "Đại biểu Hội đồng nhân dân tỉnh"),
        ("BQL các KCN tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        # names the table does not have
        ("- Ban Quản lý Khu Đại học Nam Cao.", "Ban Quản lý Khu Đại học Nam Cao"),
        ("BQL  Vườn quốc gia", "Ban Quản lý Vườn quốc gia"),
        ("UBND huyện Tuy Phong", "Ủy ban nhân dân huyện Tuy Phong"),
    ],
)
def test_canonical(name: str, expected: str) -> None:
    assert canonical(name) == expected


@pytest.mark.parametrize("name", canonical_names())
def test_canonical_names_stand_for_themselves(name: str) -> None:
    for form in (name, name.upper(), name.lower(), fold(name)):
        assert canonical(form) == name


def test_find_in_running_text() -> None:
    text = (
        "Sở Xây dựng phối hợp với sở khcn và Ban Quản lý Khu Đại học Nam Cao theo Tờ trình 32/TTr-SKHCN; "
        "UBND các huyện,\nthành phố báo cáo UBND tỉnh, Trung tâm Hỗ trợ khởi nghiệp, Trung tâm Nghiên cứu, Ứng dụng và Dịch vụ khoa học và công nghệ tỉnh."
    )
    mentions = find(text)
    assert [m.canonical for m in mentions] == [
        "Sở Xây dựng",
        "Sở Khoa học và Công nghệ",
        "Ban Quản lý Khu Đại học Nam Cao",
        "Ủy ban nhân dân các huyện, thị xã, thành phố",
        "Ủy ban nhân dân tỉnh",
        "Trung tâm Hỗ trợ khởi nghiệp",
        "Trung tâm Nghiên cứu, Ứng dụng và Dịch vụ khoa học và công nghệ tỉnh",
    ]
    assert all(text[m.start : m.end] == m.printed for m in mentions)


@pytest.mark.parametrize(
    "text",
    [
        "số y tế dự phòng",
        "cán bộ tài chính",
        "các cơ sở y tế",
        "ho so y te",
        "hội thảo khoa học",
        "ban hành kế hoạch",
    ],
)
def test_find_is_not_misled_by_ordinary_words(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Báo Đồng Khởi làm gì?", "Báo Đồng Khởi"),
        ("Trường Đại học Hồng Đức lo việc nào?", "Trường Đại học Hồng Đức"),
        ("Viện Cây ăn quả phụ trách gì?", "Viện Cây ăn quả"),
        ("Trung tâm Dịch vụ việc làm làm gì?", "Trung tâm Dịch vụ việc làm"),
        ("Cục Việc làm được giao gì?", "Cục Việc làm"),
        ("BQL KKT Vũng Áng làm gì?", "Ban Quản lý Khu kinh tế Vũng Áng"),
        ("Ban Quản lý Khu kinh tế mở Chu Lai chủ trì gì?", "Ban Quản lý Khu kinh tế mở Chu Lai"),
        ("BQL KKT cửa khẩu Đồng Đăng làm gì?", "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng"),
        ("BQL KKT Hà Tĩnh làm gì?", "Ban Quản lý Khu kinh tế tỉnh"),
        ("BQL các KKT và KCN làm gì?", "Ban Quản lý các khu kinh tế và khu công nghiệp tỉnh"),
    ],
)
def test_a_name_ends_before_the_verb_and_keeps_what_makes_it_one_of_its_kind(question: str, name: str) -> None:
    assert [m.canonical for m in find(question)] == [name]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("khcn", ["Sở Khoa học và Công nghệ", "Bộ Khoa học và Công nghệ"]),
        ("so khcn", ["Sở Khoa học và Công nghệ"]),
        ("Sở Tài chính được giao những nhiệm vụ gì?", ["Sở Tài chính"]),
        ("Sở Nông nghiệp", ["Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"]),
        ("ban tuyên giáo", ["Ban Tuyên giáo Tỉnh ủy"]),
        ("thời tiết hôm nay", []),
    ],
)
def test_match(query: str, expected: list[str]) -> None:
    assert match(query) == expected


def test_groups() -> None:
    assert is_group(canonical("sở, ban, ngành"))
    assert is_group("Các tổ chức trung gian")
    assert not is_group("Sở Tài chính")


@given(ANY)
@example("0––0")
@example("vP")
@example("a -–b — - c")
def test_nothing_breaks_on_any_text(text: str) -> None:
    text = normalize(text)
    assume(not any(unicodedata.combining(char) for char in text))  # a mark that no letter took up
    assert canonical(canonical(text)) == canonical(text)
    for name in split_names(text):
        assert re.sub(r"\s+", "", name) in re.sub(r"\s+", "", text)


def test_who_heads_each_of_a_group_stands_for_it() -> None:
    districts = canonical("UBND các huyện, thành phố")
    assert canonical("Chủ tịch UBND các huyện, thị xã, thành phố") == districts
    assert canonical("Chủ tịch Ủy ban nhân dân cấp huyện") == districts
    assert canonical("Thủ trưởng các sở, ban, ngành") == canonical("Các sở, ban, ngành")
    assert canonical("Chủ tịch UBND tỉnh") != canonical("UBND tỉnh")
