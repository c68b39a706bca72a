"""Which documents mention a thing, and which do not; on two invented plans."""

from __future__ import annotations

import pytest
from tests.answer.opened import assistant_on

from qa.assistant import Assistant

pytestmark = pytest.mark.model

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {}
Số: {}/KH-UBND
{}, ngày 12 tháng 9 năm 2022
KẾ HOẠCH
Phát triển nông nghiệp giai đoạn 2022 - 2030
I. MỤC TIÊU
{}
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
{}
"""
FIRST = HEAD.format(
    *("YÊN BÁI", 71, "Yên Bái"),
    "1. Trồng 300 ha dược liệu dưới tán rừng; Sở Y tế hướng dẫn.\n2. Ứng dụng chuỗi khối để truy xuất nguồn gốc chè.",
    "Trần Huy Tuấn",
)
SECOND = HEAD.format(*("HẬU GIANG", 72, "Hậu Giang"), "1. Nuôi 500 ha cá; truy xuất nguồn gốc cá.", "Đồng Văn Thanh")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(FIRST, tmp_path_factory, SECOND)


@pytest.mark.parametrize(
    "question",
    [
        "Văn bản nào nhắc tới dược liệu?",
        "Trong hai kế hoạch, kế hoạch nào có nói về blockchain?",
        "Tỉnh nào nhắc đến Sở Y tế không?",
    ],
)
def test_the_documents_that_mention_it_are_quoted(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {citation.doc_id.rpartition("-kh-")[0] for citation in answer.citations} == {"yen-bai"}


def test_of_all_that_have_it_each_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("Văn bản nào nói đến truy xuất nguồn gốc?")
    assert "nguồn gốc chè" in answer.answer and "nguồn gốc cá" in answer.answer


@pytest.mark.parametrize("question", ["Tỉnh nào không nêu dược liệu?", "Kế hoạch nào chưa nhắc đến Sở Y tế?"])
def test_those_that_do_not_have_it_are_named(assistant: Assistant, question: str) -> None:
    said, _, held = assistant.ask(question).answer.partition("Có ghi:")
    assert "Hậu Giang" in said and "Yên Bái" not in said and "Yên Bái" in held


@pytest.mark.parametrize("question", ["Văn bản nào nhắc tới sầu riêng?", "Tỉnh nào không nhắc tới sầu riêng?"])
def test_what_no_document_mentions_is_not_found(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_what_is_asked_after_a_comma_is_not_part_of_the_thing(assistant: Assistant) -> None:
    assert "dưới tán rừng" in assistant.ask("Văn bản nào nhắc tới dược liệu, nhắc trong việc gì?").answer


def test_the_documents_that_cite_a_number_are_quoted(tmp_path_factory: pytest.TempPathFactory) -> None:
    citing = SECOND.replace("1. Nuôi", "1. Thực hiện Quyết định số 318/QĐ-TTg của Thủ tướng Chính phủ.\n2. Nuôi")
    answer = assistant_on(FIRST, tmp_path_factory, citing).ask("Văn bản nào dẫn Quyết định 318/QĐ-TTg?")
    assert [citation.doc_id.rpartition("-kh-")[0] for citation in answer.citations] == ["hau-giang"]
