"""Traps that other parsers fell into (DESIGN, section 6), on small invented documents."""

from qa.records import Block, RawDocument, Source
from qa.structure import ParsedDocument, parse

HEAD = ["Số: 7/KH-UBND", "Lai Châu, ngày 02 tháng 3 năm 2024", "KẾ HOẠCH", "Trồng rừng năm 2024"]


def parsed(*lines: str) -> ParsedDocument:
    return parse(RawDocument(tuple(Block(line) for line in (*HEAD, *lines)), "txt"), Source("x.txt", "", "txt"), {})


def kinds(document: ParsedDocument) -> dict[str, str]:
    return {"/".join(s.path): s.kind for s in document.sections if s.kind not in ("letterhead", "title")}


def text(document: ParsedDocument, path: str) -> str:
    section = next(s for s in document.sections if "/".join(s.path) == path)
    return document.document.text[section.start : section.end]


def test_a_numbered_line_that_ends_a_sentence_is_no_heading() -> None:
    found = parsed("I. MỤC TIÊU", "1. Trồng mới 500 ha rừng phòng hộ.", "2. Chăm sóc rừng đã trồng", "Chăm sóc 900 ha.")
    assert kinds(found) == {"I": "heading", "I/1": "item", "I/2": "heading", "I/2/d1": "paragraph"}


def test_letters_are_found_in_plans_without_articles() -> None:
    found = parsed("I. NHIỆM VỤ", "1. Trồng rừng", "a) Chọn giống phù hợp.", "b) Chuẩn bị đất.")
    assert list(kinds(found)) == ["I", "I/1", "I/1/a", "I/1/b"]


def test_an_article_named_inside_a_sentence_is_no_heading() -> None:
    found = parsed("Điều 1. Phạm vi", "Thực hiện theo Điều 5. Điều 6 không áp dụng.", "Điều 2. Hiệu lực từ ngày ký.")
    assert list(kinds(found)) == ["dieu-1", "dieu-1/d1", "dieu-2"]


def test_an_article_named_at_the_start_of_a_line_is_no_heading() -> None:
    found = parsed("Điều 1. Căn cứ chi hỗ trợ", "Điều 27 Luật Lâm nghiệp được áp dụng.", "Điều 2. Hiệu lực từ ngày ký.")
    assert list(kinds(found)) == ["dieu-1", "dieu-1/d1", "dieu-2"]


def test_markers_inside_a_merged_line_are_found() -> None:
    found = parsed("I. NHIỆM VỤ", "a) Chọn giống phù hợp; b) Chuẩn bị đất; c) Trồng và chăm sóc.")
    assert list(kinds(found)) == ["I", "I/a", "I/b", "I/c"]
    assert text(found, "I/b") == "b) Chuẩn bị đất;"


def test_a_number_inside_a_sentence_is_no_marker() -> None:
    line = "1. Kinh phí năm 2024 là 2. 500 triệu đồng; năm 2025 là 3) tỷ đồng."
    found = parsed("I. KINH PHÍ", line)
    assert list(kinds(found)) == ["I", "I/1"]
    assert text(found, "I/1") == line


def test_labels_and_not_positions_make_ids() -> None:
    found = parsed("I. NHIỆM VỤ", "2. Trồng rừng.", "3. Chăm sóc.", "5. Bảo vệ.")
    assert [s.label for s in found.sections if s.path[0] == "I" and not s.inferred] == ["I.", "2.", "3.", "5."]
    assert text(found, "I/5") == "5. Bảo vệ."


def test_slips_of_recognition_stay() -> None:
    found = parsed("I. MỤC TIÊU", "- Phân đầu trồng 500 ha; chuyên đổi số  ngành lâm nghịêp.")
    assert text(found, "I/g1") == "- Phân đầu trồng 500 ha; chuyên đổi số  ngành lâm nghịêp."


def test_a_year_at_the_start_of_a_line_is_no_number() -> None:
    found = parsed("I. MỤC TIÊU", "2024. Năm của rừng", "- Trồng 500 ha.")
    assert "2024" not in {path for s in found.sections for path in s.path}


def test_the_eleventh_letter_and_roman_numerals_are_told_apart() -> None:
    letters = [f"{letter}) Việc thứ {n}." for n, letter in enumerate("abcdđeghik", 1)]
    found = parsed("I. NHIỆM VỤ", *letters, "II. KINH PHÍ", "- Ngân sách tỉnh.")
    assert [s.label for s in found.sections if s.parent and s.parent.endswith("#I")] == [
        f"{letter})" for letter in "abcdđeghik"
    ]
    assert "II" in kinds(found)


def test_two_lists_with_the_same_letters_get_different_ids() -> None:
    found = parsed("I. NHIỆM VỤ", "a) Một.", "b) Hai.", "a) Ba.", "b) Bốn.")
    ids = [s.section_id for s in found.sections]
    assert len(set(ids)) == len(ids)


def test_a_page_number_between_is_not_a_section() -> None:
    found = parsed("I. NHIỆM VỤ", "1. Trồng rừng", "Trồng 500 ha.", "3", "2. Chăm sóc", "Chăm sóc 900 ha.")
    assert [s.heading for s in found.sections if s.kind == "heading"] == ["NHIỆM VỤ", "Trồng rừng", "Chăm sóc"]
