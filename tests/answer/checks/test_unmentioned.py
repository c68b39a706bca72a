"""What the documents do not mention is said not to be mentioned; what they have in other words, in these."""

from __future__ import annotations

import pytest

from qa.answer.checks import unmentioned
from qa.assistant import Assistant
from qa.search import understand

from ..opened import assistant_on

PAPER = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 77/KH-UBND
Lạng Sơn, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Phát triển khoa học, công nghệ và đổi mới sáng tạo năm 2024

I. MỤC TIÊU
1. Đóng góp của năng suất các nhân tố tổng hợp vào tăng trưởng đạt 40%.
2. Thu hút 5 dự án có vốn đầu tư nước ngoài vào nghiên cứu.
3. Ứng dụng tự động hóa trong 12 nhà máy, công nghệ chuỗi khối trong truy xuất nguồn gốc.
II. NHIỆM VỤ
1. Sở Khoa học và Công nghệ hỗ trợ các trung tâm y tế huyện dùng trí tuệ nhân tạo.
2. Mỗi huyện có một phòng đọc; mỗi xã làm ra sản phẩm tốt.
III. TỔ CHỨC THỰC HIỆN
1. Sở Xây dựng chủ trì thiết kế các phòng thí nghiệm trong lĩnh vực kỹ thuật và toán học.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Tám
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Kế hoạch có nhắc đến OCOP không?", "OCOP"),  # "mỗi xã", "sản phẩm" stand apart
        ("STEM ở Lạng Sơn do sở nào lo?", "STEM"),  # of its words some stand there, apart
        ("Lạng Sơn có nói tới hoa hồi không", "hoa hồi"),
        ("Kế hoạch có đề cập gì đến trường chuyên ở tỉnh không?", "trường chuyên"),
    ],
)
def test_what_stands_nowhere_is_not_answered(assistant: Assistant, question: str, thing: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained and f"Văn bản không nhắc đến “{thing}”." in answer.answer


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("TFP đóng góp bao nhiêu vào tăng trưởng của Lạng Sơn?", "40%"),  # "yếu tố", "nhân tố"
        ("Thu hút bao nhiêu dự án FDI vào nghiên cứu?", "5 dự án"),  # without "trực tiếp"
        ("Trung tâm y tế huyện dùng AI thì sở nào hỗ trợ?", "trí tuệ nhân tạo"),
    ],
)
def test_an_abbreviation_that_stands_written_out_is_answered(
    assistant: Assistant, question: str, held: str
) -> None:
    answer = assistant.ask(question)
    assert not answer.abstained and held in answer.answer.replace("**", "")


def test_another_word_for_it_is_said_to_be_another(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch Lạng Sơn có nhắc đến robot không?")
    assert answer.abstained or answer.answer.startswith("Văn bản không ghi “robot”")
    assert not answer.answer.startswith("Có")


def test_what_is_there_is_not_denied(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch Lạng Sơn có nhắc đến chuỗi khối không?")
    assert not answer.abstained and "không ghi" not in answer.answer and "chuỗi khối" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch có nói rõ thời hạn không?",
        "Kế hoạch Lạng Sơn có nói về việc ai thiết kế không?",
        "Kế hoạch có đề cập đến đồ dùng cho người nghèo không?",
    ],
)
def test_a_description_is_not_said_to_be_missing_by_its_words(assistant: Assistant, question: str) -> None:
    assert "không nhắc đến" not in assistant.ask(question).answer


def test_of_several_documents_only_those_that_have_it_are_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    other = PAPER.replace("LẠNG SƠN", "CAO BẰNG").replace("Lạng Sơn", "Cao Bằng").replace("77/", "78/")
    assistant = assistant_on(PAPER, tmp_path_factory, other.replace("công nghệ chuỗi khối", "công nghệ số"))
    answer = assistant.ask("Tỉnh nào nhắc đến chuỗi khối?")
    assert "**Lạng Sơn**" in answer.answer and "**Cao Bằng**" not in answer.answer
    assert "Không tìm thấy nội dung này trong văn bản của: Cao Bằng." in answer.answer


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Sở nào chủ trì thiết kế nhà máy thủy điện ở Lạng Sơn?", "“thủy điện”"),
        ("Lạng Sơn thu hút bao nhiêu dự án nhiệt điện?", "“nhiệt điện”"),
        ("Mức phạt vi phạm của các trung tâm y tế huyện là bao nhiêu?", "“vi phạm”"),
    ],
)
def test_words_that_stand_nowhere_are_told_beside_an_answer(assistant: Assistant, question: str, lacking: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained or any("không nhắc đến" in note and lacking in note for note in answer.notes)
    query = understand(question, assistant.index.headers(), ())
    assert lacking in unmentioned.unheld(query, assistant.answerer.material)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("phấn đấu chi ngân sách", ["phấn đấu", "ngân sách"]),  # not "chi ngân"
        ("tham mưu cơ chế", ["tham mưu", "cơ chế"]),  # not "mưu cơ"
        ("đạo đức, công vụ", ["đạo đức", "công vụ"]),
        ("trí tuệ nhân tạo", ["trí tuệ", "nhân tạo"]),
        ("sông Hồng", []),
    ],
)
def test_words_oftwo_syllables(text: str, words: list[str]) -> None:
    found = list(unmentioned.two_syllables(text))
    assert [word for _, _, word in found] == words
    assert all(text[start:end].lower() == word for start, end, word in found)


@pytest.mark.parametrize(
    "question",
    ["Thu hút bao nhiêu dự án nước ngoài?", "thu hut bao nhieu du an phan bon nuoc ngoai", "How many projects?"],
)
def test_what_stands_there_or_is_typed_otherwise_is_not_denied(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "không nhắc đến “" not in f"{answer.answer} {answer.notes}"
