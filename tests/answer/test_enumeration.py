import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.enumeration import items, open_ended
from qa.vietnamese import search_terms

CASES = [
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
    ("Sở Y tế chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ, Sở Tư pháp.", "Những sở nào phối hợp?", []),
    ("Nâng cao năng lực nghiên cứu, làm chủ công nghệ, đưa vào sản xuất.", "Những năng lực nghiên cứu nào?", []),
    ("Thiết bị gồm: máy quét, máy chủ, phần mềm.", "Những ai được thưởng?", []),
]


@pytest.mark.parametrize(("sentence", "question", "expected"), CASES)
def test_items(sentence: str, question: str, expected: list[str]) -> None:
    found = items(sentence, search_terms(question, folded=True))
    assert [sentence[start:end] for start, end in found] == expected


def test_a_list_that_the_document_leaves_open() -> None:
    asked = search_terms("những cây chủ lực nào", folded=True)
    for end, left_open in ((",...", True), (", v.v.", True), (".", False)):
        sentence = f"Trồng các cây chủ lực như cà phê, cao su, hồ tiêu{end}"
        found = items(sentence, asked)
        assert [sentence[a:b] for a, b in found] == ["cà phê", "cao su", "hồ tiêu"]
        assert open_ended(sentence, found) == left_open


@given(st.text(alphabet="abđê ,;:.()…và\n", max_size=120), st.text(alphabet="abđê ", max_size=20))
def test_items_are_stretches_of_the_sentence_in_order(sentence: str, question: str) -> None:
    end = 0
    for start, stop in items(f"gồm {sentence}", search_terms(f"gồm {question}", folded=True)):
        assert end <= start < stop <= len(sentence) + 4
        end = stop
