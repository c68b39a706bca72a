"""What a term means: told where a document defines it, and not by a sentence that has it by chance."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

RULES = """ỦY BAN NHÂN DÂN
TỈNH KIÊN GIANG
Số: 21/2024/QĐ-UBND
Kiên Giang, ngày 14 tháng 4 năm 2024
QUYẾT ĐỊNH
Ban hành Quy định hỗ trợ nghề nuôi biển (NB)
Căn cứ Luật Thủy sản ngày 21 tháng 11 năm 2017;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy định hỗ trợ lồng bè nuôi biển (sau đây viết tắt là LBNB).
Điều 2. Giải thích từ ngữ
1. Chủ bè là cá nhân đứng tên trên giấy xác nhận đăng ký nuôi trồng.
2. Sản phẩm chủ lực của tỉnh là cá bớp, cá mú và trai ngọc nuôi từ 12 tháng.
3. “Vùng nuôi mở” được hiểu là vùng biển cách bờ trên 3 hải lý.
Điều 3. Quỹ rủi ro là một trong những nguồn hỗ trợ. Chủ bè nộp hồ sơ trước ngày 30 tháng 6.
Điều 4. Sở Thủy sản phát triển chuyển đổi số trong nghề nuôi, mở 12 lớp cho chủ bè.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lâm Minh Thành
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant on rules that define terms."""
    return assistant_on(RULES, tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "Chủ bè là gì?",
        "Thế nào là chủ bè?",
        "Định nghĩa chủ bè",
        "Khái niệm chủ bè theo Quyết định 21",
        "chủ bè là cái gì vậy?",
        "Chủ bè nghĩa là gì?",
        "CHỦ BÈ ĐƯỢC HIỂU NHƯ THẾ NÀO?",
        "giai thich tu chu be",
    ],
)
def test_a_term_is_told_where_it_is_defined(assistant: Assistant, question: str) -> None:
    """However it is asked for, and though other articles have the word oftener."""
    assert "Chủ bè là cá nhân đứng tên" in assistant.ask(question).answer


def test_words_behind_a_term_may_be_part_of_it(assistant: Assistant) -> None:
    """ "Của tỉnh" is part of the term; quotation marks are not."""
    assert "cá bớp" in assistant.ask("Sản phẩm chủ lực của tỉnh được hiểu như thế nào?").answer
    assert "3 hải lý" in assistant.ask("Vùng nuôi mở nghĩa là gì?").answer


@pytest.mark.parametrize("question", ["LBNB là gì?", "LBNB viết tắt của từ nào?", "lbnb viet day du la gi?"])
def test_a_short_form_is_told_by_the_words_before_it(assistant: Assistant, question: str) -> None:
    """ "… (sau đây viết tắt là X)"."""
    assert "lồng bè nuôi biển" in assistant.ask(question).answer


def test_what_is_only_said_of_a_thing_is_no_definition(assistant: Assistant) -> None:
    """ "Là một trong những …", or a word that is only used."""
    assert assistant.ask("Thế nào là quỹ rủi ro?").abstained
    assert assistant.ask("Chuyển đổi số được hiểu như thế nào?").abstained


@pytest.mark.parametrize(
    "question",
    ["Chuyển đổi số là gì?", "CHUYỂN ĐỔI SỐ LÀ GÌ?", "Quỹ rủi ro là gì vậy?", "Xác nhận đăng ký nuôi trồng là gì"],
)
def test_a_term_that_is_only_used_is_not_explained(assistant: Assistant, question: str) -> None:
    """A sentence that has the term says nothing of its meaning."""
    answer = assistant.ask(question)
    assert answer.abstained and "không giải thích" in answer.answer


def test_an_abbreviation_is_told_by_its_words(assistant: Assistant) -> None:
    """In small letters, too."""
    assert "lồng bè nuôi biển (sau đây viết tắt là LBNB)" in assistant.ask("lbnb là gì").answer


def test_what_something_has_is_no_meaning(assistant: Assistant) -> None:
    """ "Nhiệm vụ của … là gì?" and the like ask for what is said of it."""
    assert "12 lớp" in assistant.ask("Nhiệm vụ của Sở Thủy sản là gì?").answer
