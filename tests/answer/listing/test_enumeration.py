import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.listing.enumeration import find, open_ended
from qa.vietnamese import search_terms

CASES = [
    (
        "Đầu tư 03 phòng thí nghiệm: công nghệ biển tại Trường Đại học Hàng hải phía Bắc, vật liệu mới và vi mạch.",
        "Đầu tư những phòng thí nghiệm nào?",
        ["công nghệ biển tại Trường Đại học Hàng hải phía Bắc", "vật liệu mới", "vi mạch"],
    ),
    (
        "Sản phẩm đặc thù gồm cam bù, bưởi Phúc Trạch, kẹo cu đơ và các sản phẩm khác do Ủy ban nhân dân tỉnh công bố.",
        "Kể tên các sản phẩm đặc thù",
        ["cam bù", "bưởi Phúc Trạch", "kẹo cu đơ"],
    ),
    (
        "Thiết bị gồm: máy quét, máy chủ, phần mềm nhận dạng và thiết bị lưu trữ.",
        "Thiết bị gồm những gì?",
        ["máy quét", "máy chủ", "phần mềm nhận dạng", "thiết bị lưu trữ"],
    ),
    (
        "Chọn tạo giống cây trồng chủ lực, nhất là các loại cà phê, cao su, trồng và chế biến dược liệu,... phù hợp.",
        "Những giống cây trồng chủ lực nào?",
        ["cà phê", "cao su", "trồng và chế biến dược liệu"],
    ),
    (
        "Mức hỗ trợ đăng ký bảo hộ: sáng chế 30 triệu đồng; kiểu dáng 12 triệu đồng; nhãn hiệu 06 triệu đồng.",
        "Các mức hỗ trợ đăng ký bảo hộ?",
        ["sáng chế 30 triệu đồng", "kiểu dáng 12 triệu đồng", "nhãn hiệu 06 triệu đồng"],
    ),
    (
        "Hợp tác với viện, trường của các nước: Hàn Quốc; Israel; Nhật Bản, Thái Lan, Lào… để chuyển giao giống.",
        "Hợp tác với những nước nào?",
        ["Hàn Quốc", "Israel", "Nhật Bản", "Thái Lan", "Lào"],
    ),
    (
        "Phủ sóng 5G tại thành phố Vĩnh Yên, thị xã Phúc Sơn và Khu công nghiệp Bá Thiện trước ngày 31/12/2025.",
        "Phủ sóng 5G ở những nơi nào?",
        ["thành phố Vĩnh Yên", "thị xã Phúc Sơn", "Khu công nghiệp Bá Thiện"],
    ),
    (
        "Mở rộng hợp tác với Đại học Huế, thành phố Osan (Nhật Bản), tỉnh Sê Kông trong đào tạo, thực tập.",
        "Mở rộng hợp tác với ai?",
        ["Đại học Huế", "thành phố Osan (Nhật Bản)", "tỉnh Sê Kông"],
    ),
    (
        "Cấp mã số cho cây ăn trái chủ lực (khóm, mãng cầu xiêm, bưởi Năm Roi) đến năm 2025.",
        "Cây ăn trái chủ lực gồm cây gì?",
        ["khóm", "mãng cầu xiêm", "bưởi Năm Roi"],
    ),
    (
        "Tổng kinh phí 268 tỷ đồng, trong đó trung ương 42 tỷ đồng, tỉnh 126 tỷ đồng, doanh nghiệp và dân 100 tỷ đồng.",
        "Tổng kinh phí gồm những nguồn nào?",
        ["trung ương 42 tỷ đồng", "tỉnh 126 tỷ đồng", "doanh nghiệp và dân 100 tỷ đồng"],
    ),
    (
        "Công văn đến có các mức độ khẩn: “Hỏa tốc”, “Thượng khẩn” và “Khẩn” (sau đây gọi chung là khẩn) phải được "
        "trình, chuyển ngay cho người có trách nhiệm giải quyết theo đúng quy định hiện hành.",
        "Những mức độ khẩn nào?",
        ["“Hỏa tốc”", "“Thượng khẩn”", "“Khẩn”"],
    ),
    (
        "Triển khai theo nguyên tắc “3 rõ”: rõ người làm, rõ việc làm, không để ai bị bỏ lại.",
        "Nguyên tắc triển khai gồm gì?",
        ["rõ người làm", "rõ việc làm", "không để ai bị bỏ lại"],
    ),
    (
        "Quản lý chỉ dẫn địa lý theo ba cấp: cấp tỉnh do Sở Khoa học và Công nghệ quản lý, cấp ngành do hội quản lý, "
        "cấp cơ sở do hợp tác xã quản lý.",
        "Các cấp quản lý chỉ dẫn địa lý?",
        [
            "cấp tỉnh do Sở Khoa học và Công nghệ quản lý",
            "cấp ngành do hội quản lý",
            "cấp cơ sở do hợp tác xã quản lý",
        ],
    ),
    (
        "Thu hút 30 chuyên gia; mức hỗ trợ ban đầu 500 triệu đồng đối với giáo sư, 400 triệu đồng đối với phó giáo sư, "
        "300 triệu đồng đối với tiến sĩ.",
        "Mức hỗ trợ ban đầu cho chuyên gia?",
        [
            "500 triệu đồng đối với giáo sư",
            "400 triệu đồng đối với phó giáo sư",
            "300 triệu đồng đối với tiến sĩ",
        ],
    ),
    (
        "Nhóm ngành làm điểm năm 2025 là chế biến hạt điều; sản xuất muối; may mặc.",
        "Năm 2025 nhóm ngành nào làm điểm?",
        ["chế biến hạt điều", "sản xuất muối", "may mặc"],
    ),
    (
        "Hình thành 03 nhóm nghiên cứu mạnh về công nghệ sinh học, công nghệ bức xạ và trí tuệ nhân tạo; mỗi nhóm 1 tỷ",
        "Ba nhóm nghiên cứu mạnh về gì?",
        ["công nghệ sinh học", "công nghệ bức xạ", "trí tuệ nhân tạo"],
    ),
    ("Không đáp ứng tiêu chí tại các điểm a, b, c và d khoản này như: a, b, c.", "Không đáp ứng tiêu chí nào?", []),
    ("Hạ tầng số đạt 5G, trong đó có 3 trạm, 2 cột, 4 tủ.", "Hạ tầng số gồm những gì?", []),
    ("Sở Y tế chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ, Sở Tư pháp.", "Những sở nào phối hợp?", []),
    ("Nâng cao năng lực nghiên cứu, làm chủ công nghệ, đưa vào sản xuất.", "Những năng lực nghiên cứu nào?", []),
    ("Thiết bị gồm: máy quét, máy chủ, phần mềm.", "Những ai được thưởng?", []),
]


@pytest.mark.parametrize(("sentence", "question", "expected"), CASES)
def test_items(sentence: str, question: str, expected: list[str]) -> None:
    found = find(sentence, search_terms(question, folded=True))[1]
    assert [sentence[start:end] for start, end in found] == expected


def test_what_the_question_says_of_the_items_introduces_them() -> None:
    asked = search_terms("ưu tiên doanh nghiệp chế biến những nông sản nào", folded=True)
    sentence = "Ưu tiên doanh nghiệp chế biến cà phê, ca cao, mật ong; doanh nghiệp do phụ nữ làm chủ."
    found = find(sentence, asked, "nông sản", "chế biến")[1]
    assert [sentence[a:b] for a, b in found] == ["cà phê", "ca cao", "mật ong"]
    assert find(sentence, asked)[1] == []


def test_clauses_of_the_kind_that_is_asked_for() -> None:
    sentence = "h) Xây dựng kế hoạch thực hiện Đề án đo lường; Kế hoạch nâng cao năng suất; Kế hoạch đổi mới công nghệ."
    asked = search_terms("xây dựng những kế hoạch nào", folded=True)
    found = find(sentence, asked, "kế hoạch")[1]
    assert [sentence[a:b] for a, b in found] == [
        "Xây dựng kế hoạch thực hiện Đề án đo lường",
        "Kế hoạch nâng cao năng suất",
        "Kế hoạch đổi mới công nghệ",
    ]
    assert find(sentence, asked, "đề án")[1] == []


def test_of_two_enumerations_the_one_whose_kind_is_named() -> None:
    sentence = "Hợp tác với Viện Dầu, Viện Chè, Viện Lúa và doanh nghiệp của nước: Israel; Ấn Độ; Nhật Bản, Lào."
    found = find(sentence, search_terms("hợp tác với các nước nào", folded=True), "nước")[1]
    assert [sentence[a:b] for a, b in found] == ["Israel", "Ấn Độ", "Nhật Bản", "Lào"]


def test_a_list_that_the_document_leaves_open() -> None:
    asked = search_terms("những cây chủ lực nào", folded=True)
    for end, left_open in ((",...", True), (", v.v.", True), (".", False)):
        sentence = f"Trồng các cây chủ lực như cà phê, cao su, hồ tiêu{end}"
        found = find(sentence, asked)[1]
        assert [sentence[a:b] for a, b in found] == ["cà phê", "cao su", "hồ tiêu"]
        assert open_ended(sentence, found) == left_open


@given(st.text(alphabet="abđê ,;:.()…và\n", max_size=120), st.text(alphabet="abđê ", max_size=20))
def test_items_are_stretches_of_the_sentence_in_order(sentence: str, question: str) -> None:
    end = 0
    for start, stop in find(f"gồm {sentence}", search_terms(f"gồm {question}", folded=True))[1]:
        assert end <= start < stop <= len(sentence) + 4
        end = stop


def test_a_kind_that_begins_inside_an_item_does_not_cut_it() -> None:
    asked = search_terms("ưu tiên những công nghệ nào", folded=True)
    sentence = "Một số lĩnh vực ưu tiên: nông nghiệp công nghệ cao, công nghệ số, chế biến dược liệu."
    found = find(sentence, asked, "công nghệ")[1]
    assert [sentence[a:b] for a, b in found] == ["nông nghiệp công nghệ cao", "công nghệ số", "chế biến dược liệu"]


def test_a_kind_of_one_word_introduces_names_alone() -> None:
    asked = search_terms("các huyện nào còn thôn chưa có sóng", folded=True)
    sentence = "Còn 114 thôn tại các huyện Kỳ Sơn, Tương Dương, Quế Phong chưa có sóng; 41 xã, phường có cán bộ."
    found = find(sentence, asked, "huyện")[1]
    assert [sentence[a:b] for a, b in found] == ["Kỳ Sơn", "Tương Dương", "Quế Phong"]


def test_clauses_that_begin_alike_are_the_items_and_not_what_one_of_them_lists() -> None:
    asked = search_terms("công nghệ tự động hóa gồm những công nghệ gì", folded=True)
    sentence = "Công nghệ tự động hóa bao gồm công nghệ đo, lọc và dò; công nghệ in 3D; công nghệ hàn, cắt và mài lớn."
    found = find(sentence, asked, "công nghệ")[1]
    items = ["công nghệ đo, lọc và dò", "công nghệ in 3D", "công nghệ hàn, cắt và mài lớn"]
    assert [sentence[a:b] for a, b in found] == items


def test_two_bodies_of_one_kind_are_a_list() -> None:
    asked = search_terms("những trung tâm nào là tổ chức trung gian", folded=True)
    names = ["Trung tâm Thông tin và Ứng dụng tiến bộ khoa học và công nghệ", "Trung tâm Kỹ thuật Đo lường"]
    sentence = f"Nâng cao năng lực các tổ chức trung gian: {', '.join(names)},…"
    assert [sentence[a:b] for a, b in find(sentence, asked, "trung tâm")[1]] == names


def test_each_clause_with_a_figure_is_one_of_the_figures_asked_for() -> None:
    asked = search_terms("đặt những con số nào cho năm 2030 về doanh nghiệp", folded=True)
    sentence = "Đến năm 2030 có 05 doanh nghiệp khoa học; có 03% doanh nghiệp đổi mới; có 04 sáng chế."
    assert len(find(sentence, asked, "con số")[1]) == 3


def test_the_object_of_all_items_ends_them() -> None:
    asked = search_terms("ứng dụng các công nghệ nào cho rau, hoa", folded=True)
    sentence = "Ứng dụng công nghệ chọn giống, công nghệ nhà kính, thủy canh, IoT đối với rau, hoa, chè và dâu tằm."
    found = find(sentence, asked, "công nghệ", "ứng dụng")[1]
    assert [sentence[a:b] for a, b in found] == ["công nghệ chọn giống", "công nghệ nhà kính", "thủy canh", "IoT"]


def test_names_of_places_are_no_fields() -> None:
    asked = search_terms("ứng dụng trồng dược liệu trong những lĩnh vực nào", folded=True)
    sentence = "Ứng dụng trong trồng dược liệu tại các huyện Thanh Sơn, Tân Sơn, Yên Lập."
    assert find(sentence, asked, "huyện")[1] and not find(sentence, asked, "lĩnh vực")[1]


def test_things_before_what_is_done_with_them() -> None:
    asked = search_terms("ứng dụng những công nghệ nào", folded=True)
    sentence = (
        "Đẩy mạnh ứng dụng các công nghệ điện toán đám mây, Internet vạn vật, chuỗi khối, xây dựng cơ sở dữ liệu để "
        "làm nòng cốt, phát triển kinh tế số và tạo ra những sản phẩm, dịch vụ thông minh cho dân và doanh nghiệp."
    )
    found = find(sentence, asked, "công nghệ")[1]
    assert [sentence[a:b] for a, b in found] == ["điện toán đám mây", "Internet vạn vật", "chuỗi khối"]


def test_the_kind_said_of_each_item_again() -> None:
    asked = search_terms("xử lý bằng những công nghệ nào", folded=True)
    sentence = "Làm chủ công nghệ sản xuất sạch, công nghệ xử lý nước thải, chất thải rắn, công nghệ tái chế."
    found = find(sentence, asked, "công nghệ")[1]
    assert [sentence[a:b] for a, b in found] == [
        "công nghệ sản xuất sạch",
        "công nghệ xử lý nước thải",
        "chất thải rắn",
        "công nghệ tái chế",
    ]
    sentence = "Ứng dụng công nghệ để phát triển ngành mũi nhọn, sản phẩm chủ lực, giá trị gia tăng."
    assert find(sentence, asked, "công nghệ")[1] == []


def test_what_introduces_a_list_begins_none_of_its_items():
    text = "Thêm 03 sản phẩm thủy sản được cấp mã, gồm khô cá lăng, mắm ruốc hồ và tôm sấy."
    _, items = find(text, set(search_terms("cấp mã sản phẩm thủy sản", folded=True)), "sản phẩm")
    assert [text[start:end] for start, end in items] == ["khô cá lăng", "mắm ruốc hồ", "tôm sấy"]


@pytest.mark.parametrize(
    ("sentence", "question", "kind", "verb", "items"),
    [
        (
            "Thí điểm 10 mô hình nông nghiệp thông minh tại các huyện Thọ Xuân, Yên Định, Như Thanh.",
            "Mô hình nông nghiệp thông minh thí điểm tại các huyện nào?",
            "huyện",
            "điểm tại",
            ["Thọ Xuân", "Yên Định", "Như Thanh"],
        ),
        (
            "Phổ cập kỹ năng số, nhất là người cao tuổi, phụ nữ, vùng xa thông qua Tổ công nghệ số, trung tâm học tập"
            " và lực lượng đoàn viên.",
            "Phổ cập kỹ năng số thông qua những lực lượng nào?",
            "lực lượng",
            "thông qua",
            ["Tổ công nghệ số", "trung tâm học tập", "lực lượng đoàn viên"],
        ),
    ],
)
def test_the_questions_own_words_tell_where_the_list_begins(
    sentence: str, question: str, kind: str, verb: str, items: list[str]
) -> None:
    _, found = find(sentence, frozenset(search_terms(question, folded=True)), kind, verb)
    assert [sentence[start:end] for start, end in found] == items
