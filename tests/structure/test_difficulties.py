"""The difficulties of the four documents of the corpus, one test each, written from the documents."""

from .conftest import Reader

# Kế hoạch of Hà Nam: page breaks, agencies with and without bullets


def test_blank_number_and_day(ha_nam: Reader) -> None:
    assert ha_nam.document.number is None
    assert ha_nam.document.date == "2022-08"


def test_sentence_cut_by_a_page_break_is_whole(ha_nam: Reader) -> None:
    assert "tổng hợp là 20% (năm 2025), 30% (năm 2030)" in ha_nam.text("II/2/d1")


def test_page_break_in_a_paragraph_without_end_of_line_mark(ha_nam: Reader) -> None:
    assert "khoa học và công nghệ trong doanh nghiệp; tạo thuận lợi tối đa" in ha_nam.text("IV/3/d1")
    assert len(ha_nam.children("IV/3")) == 1


def test_page_break_in_a_bullet(ha_nam: Reader) -> None:
    assert "khuyến khích đầu tư xã hội cho các cuộc thi" in ha_nam.text("IV/8/g2")
    assert len(ha_nam.children("IV/8")) == 3


def test_page_break_in_an_agency_line(ha_nam: Reader) -> None:
    assert "đào tạo kiến thức, kỹ năng về khoa học" in ha_nam.text("V/5")
    assert ha_nam.children("V/5") == []


def test_agency_that_shares_a_line_with_its_task(ha_nam: Reader) -> None:
    first = ha_nam.by_path["V/1"]
    assert first.heading == "Sở Khoa học và Công nghệ"
    assert ha_nam.text("V/1").startswith("1. Sở Khoa học và Công nghệ: Chủ trì, phối hợp")


def test_agency_that_stands_above_bullets(ha_nam: Reader) -> None:
    assert ha_nam.by_path["V/2"].heading == "Sở Kế hoạch và Đầu tư"
    assert ha_nam.labels("V/2") == ["-", "-", "-"]


def test_closing_paragraph_stands_under_the_chapter(ha_nam: Reader) -> None:
    deadline = ha_nam.holding("trước ngày 10 tháng 12 hằng năm")
    assert deadline.path == ("V", "d1")
    assert deadline.kind == "paragraph"


def test_dots_and_brackets_in_one_list_without_đ(ha_nam: Reader) -> None:
    assert ha_nam.labels("III/3") == ["a.", "b.", "c.", "d)", "e)", "g)", "h)", "i)"]


# Quyết định of Bắc Ninh: three documents in one file


def test_decision_programme_and_appendix(bac_ninh: Reader) -> None:
    assert bac_ninh.text("dieu-2") == "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."
    assert bac_ninh.by_path["chuong-trinh/I"].heading == "QUAN ĐIỂM"
    assert bac_ninh.by_path["phu-luc/stt-1"].kind == "table-row"


def test_recipients_and_signature_of_the_decision(bac_ninh: Reader) -> None:
    assert bac_ninh.text("noi-nhan").endswith("- Lưu: VT, XDCB.")
    assert bac_ninh.text("ky").startswith("TM. ỦY BAN NHÂN DÂN")
    assert bac_ninh.text("ky").endswith("Ngô Tân Phụng")


def test_letters_without_đ_and_with_it(bac_ninh: Reader) -> None:
    assert bac_ninh.labels("chuong-trinh/II/2/2.1") == ["a)", "b)", "c)", "d)", "e)", "f)", "g)", "h)"]
    letters = ["a)", "b)", "c)", "d)", "đ)", "e)", "f)", "g)", "h)", "i)"]
    assert bac_ninh.labels("chuong-trinh/II/2/2.2") == letters


def test_page_breaks_are_mended(bac_ninh: Reader) -> None:
    assert "của thế giới và trong nước, đặc biệt" in bac_ninh.text("chuong-trinh/I/5")
    assert "Phát triển hệ sinh thái đổi mới sáng tạo" in bac_ninh.text("chuong-trinh/IV/2/a")
    assert "hỗ trợ của nhà nước đối với các hoạt động sáng kiến" in bac_ninh.text("chuong-trinh/IV/9/c")


def test_repeated_table_header_is_no_row(bac_ninh: Reader) -> None:
    rows = [s.label for s in bac_ninh.sections if s.kind == "table-row"]
    assert rows == [f"STT {n}" for n in range(1, 12)]
    assert len([s for s in bac_ninh.sections if s.kind == "table-head"]) == 2


def test_cell_with_commas_in_agency_names(bac_ninh: Reader) -> None:
    row = bac_ninh.by_path["phu-luc/stt-7"]
    assert row.cells is not None
    cells = [bac_ninh.document.text[start:end] for start, end in row.cells]
    assert cells[2] == "Sở Khoa học và Công nghệ, Sở Nội vụ"
    assert cells[3] == (
        "Sở Giáo dục và Đào tạo; Sở Lao động, Thương binh và Xã hội, Ủy ban nhân dân các huyện, thành phố"
    )
    assert cells[4] == "Hằng năm"


def test_bold_marks_are_not_text(bac_ninh: Reader) -> None:
    assert "*" not in bac_ninh.document.text
    assert "(Ban hành kèm theo Quyết định số 123/QĐ-UBND" in bac_ninh.text("chuong-trinh/tieu-de")


# Kế hoạch of Bình Thuận: hard wraps, a table of cells


def test_wrapped_heading_is_whole(binh_thuan: Reader) -> None:
    heading = "Triển khai cơ chế, chính sách hỗ trợ phát triển thị trường khoa học và công nghệ"
    assert binh_thuan.by_path["II/1"].heading == heading
    assert binh_thuan.by_path["II"].heading == "NHIỆM VỤ VÀ GIẢI PHÁP"
    assert binh_thuan.by_path["IV/2"].heading == "Sở Tài chính"


def test_wrapped_paragraph_is_one_line(binh_thuan: Reader) -> None:
    assert binh_thuan.text("I/1/g2") == (
        "- Hình thành 01 tổ chức trung gian và kết nối vào mạng lưới các tổ chức trung gian khoa học và công nghệ "
        "quốc gia."
    )


def test_table_of_single_cells(binh_thuan: Reader) -> None:
    rows = [s for s in binh_thuan.sections if s.kind == "table-row"]
    assert [row.label for row in rows] == [f"STT {n}" for n in range(1, 9)]
    text = binh_thuan.document.text
    assert [text[start:end] for start, end in rows[2].cells or ()] == [
        "3",
        "Khảo sát, đánh giá hiện trạng, năng lực công nghệ và nhu cầu đổi mới công nghệ trong doanh nghiệp, lộ trình "
        "đổi mới công nghệ để định hướng nghiên cứu, ứng dụng và phát triển công nghệ trong các ngành, lĩnh vực, địa "
        "phương và doanh nghiệp.",
        "2023 - 2024",
        "Sở Khoa học và Công nghệ.",
        "- Sở, ban, ngành.\n- UBND các huyện, thị xã, thành phố.\n- Các doanh nghiệp, các viện, trường và tổ chức khoa "
        "học và công nghệ.",
        "01 cuộc điều tra về hiện trạng, cung - cầu của thị trường khoa học và công nghệ, tài sản trí tuệ trên địa bàn "
        "tỉnh.",
    ]


def test_row_numbers_and_years_are_no_headings(binh_thuan: Reader) -> None:
    assert [s.kind for s in binh_thuan.sections if s.path[0] == "phu-luc"] == (
        ["title", "table-head"] + ["table-row"] * 8
    )


def test_two_closing_marks(binh_thuan: Reader) -> None:
    closing = [s for s in binh_thuan.sections if binh_thuan.document.text[s.start : s.end].endswith("./.")]
    assert [s.path for s in closing] == [("IV", "d1"), ("IV", "d2")]


def test_signature_stands_before_the_appendix(binh_thuan: Reader) -> None:
    signature, appendix = binh_thuan.by_path["ky"], binh_thuan.document.parts[1]
    assert binh_thuan.text("ky").endswith("Nguyễn Minh")
    assert signature.end <= appendix.start
    assert binh_thuan.document.signer == "Nguyễn Minh"


# Kế hoạch of Kon Tum: a copy from a website


def test_lines_of_the_website_are_furniture(kon_tum: Reader) -> None:
    first = kon_tum.sections[0]
    assert first.kind == "furniture"
    text = kon_tum.document.text[first.start : first.end]
    assert text.startswith("Để sử dụng toàn bộ tiện ích") and text.endswith("để tiếp tục.")


def test_missing_headings_are_inferred_and_say_so(kon_tum: Reader) -> None:
    inferred = ["/".join(s.path) for s in kon_tum.sections if s.inferred]
    assert inferred == ["I", "II", "III/1", "III/5", "III/7", "III/10", "IV"]
    assert all(s.heading == "" for s in kon_tum.sections if s.inferred)


def test_organisation_list_does_not_hang_under_the_tasks(kon_tum: Reader) -> None:
    agencies = [s.heading for s in kon_tum.children("IV")]
    assert agencies[:3] == ["Sở Khoa học và Công nghệ", "Sở Kế hoạch và Đầu tư", "Sở Tài chính"]
    assert len(agencies) == 5
    assert kon_tum.labels("III") == ["", "1", "2.", "3.", "4.", "5", "6.", "7", "8.", "9.", "10"]


def test_where_the_inferred_sections_begin(kon_tum: Reader) -> None:
    assert kon_tum.text("I/1").startswith("1. Mục đích")
    assert kon_tum.text("III/5/g1").startswith("- Tập trung đào tạo nguồn nhân lực")
    assert kon_tum.text("III/7/d1").startswith("Tập trung ứng dụng các thành tựu")
    assert kon_tum.text("III/10/g1").startswith("- Hướng dẫn các cơ quan, đơn vị tham gia các giải")


def test_unit_lines_belong_to_the_section_of_the_bullets_above(kon_tum: Reader) -> None:
    assert [s.path[-1] for s in kon_tum.children("III/3")] == ["g1", "u1", "u2", "g2", "u3", "u4", "g3", "u5", "u6"]
    assert kon_tum.by_path["III/3/u3"].kind == "unit-line"
    assert kon_tum.text("III/3/u3").startswith("* Đơn vị thực hiện: Sở Khoa học và Công nghệ chủ trì")


def test_unit_line_whose_units_stand_below_it(kon_tum: Reader) -> None:
    lines = [s for s in kon_tum.children("III/7/b") if s.kind == "unit-line"]
    assert [s.path[-1] for s in lines] == ["u1", "u2", "u3", "u4"]
    assert kon_tum.text("III/7/b/u1") == "* Đơn vị thực hiện:"
    assert kon_tum.text("III/7/b/u2").startswith("Sở Nông nghiệp và Phát triển Nông thôn chủ trì")


def test_lost_line_break_between_bullets(kon_tum: Reader) -> None:
    assert kon_tum.text("IV/1/g1").endswith("các hướng dẫn của Bộ Khoa học và Công nghệ")
    assert kon_tum.text("IV/1/g2").startswith("- Phối hợp với Sở Tài chính, Sở Kế hoạch và Đầu tư")


# All


def test_slips_of_the_copy_stay(bac_ninh: Reader, kon_tum: Reader, ha_nam: Reader) -> None:
    assert bac_ninh.text("chuong-trinh/II/2/2.1/b").startswith("b) Phân đầu chi thường xuyên")
    assert "heo hướng chuyên đổi số" in ha_nam.text("III/1/c/d2")
    assert "trung tâm đối mới sáng tạo" in kon_tum.text("III/2/g2")
