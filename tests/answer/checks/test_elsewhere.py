"""What only another province's document gives is not given, and nothing in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.assistant import Assistant
from qa.index import build
from qa.settings import Settings

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH {province}
Số: {number}/KH-UBND
{place}, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
Phát triển thủy sản bền vững đến năm 2030
I. MỤC TIÊU
{targets}
II. TỔ CHỨC THỰC HIỆN
{tasks}1. Sở Nông nghiệp và Phát triển nông thôn: Chủ trì theo dõi, báo cáo hằng năm.
TM. ỦY BAN NHÂN DÂN
"""
BOTH = "- Sản lượng nuôi trồng thủy sản đến năm 2030 đạt {} nghìn tấn.\n- Có {} cơ sở giống đạt chuẩn."
TASK = "- Sở Giao thông vận tải chủ trì nạo vét luồng lạch vào cảng cá Bình Đại, hoàn thành trong quý III/2026.\n"
ONE = "\n- Tỷ lệ tàu cá lắp thiết bị giám sát hành trình đạt 98% vào năm 2030."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("elsewhere")
    corpus = folder / "corpus"
    corpus.mkdir()
    targets = BOTH.format(320, 15) + ONE
    first = PAPER.format(province="BẾN TRE", place="Bến Tre", number="11", targets=targets, tasks=TASK)
    second = PAPER.format(province="TRÀ VINH", place="Trà Vinh", number="12", targets=BOTH.format(210, 8), tasks="")
    (corpus / "a.txt").write_text(first, encoding="utf-8")
    (corpus / "b.txt").write_text(second, encoding="utf-8")
    build(corpus, folder / "index", settings=Settings())
    return Assistant.open(folder / "index")


QUESTION = "Tỷ lệ tàu cá lắp thiết bị giám sát hành trình của {} đến năm 2030 là bao nhiêu?"


def test_it_is_refused_and_who_has_it_is_told(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION.format("Trà Vinh"))
    assert answer.abstained and not answer.citations
    assert "Bến Tre" in answer.answer and "98" not in answer.answer and "210" not in answer.answer


def test_who_has_it_is_answered(assistant: Assistant) -> None:
    assert "98%" in assistant.ask(QUESTION.format("Bến Tre")).answer


def test_what_both_have_is_answered_for_each(assistant: Assistant) -> None:
    for province, figure in (("Bến Tre", "320"), ("Trà Vinh", "210")):
        asked = f"Sản lượng nuôi trồng thủy sản của {province} đến năm 2030 đạt bao nhiêu?"
        assert figure in assistant.ask(asked).answer


@pytest.mark.parametrize(
    "question",
    [
        "Cơ quan nào chủ trì nạo vét luồng lạch vào cảng cá ở {}?",
        "{} có nạo vét luồng lạch vào cảng cá không?",
        "Khi nào {} nạo vét xong luồng lạch vào cảng cá?",
        "Vì sao {} phải nạo vét luồng lạch vào cảng cá?",
    ],
)
def test_a_task_of_another_province_is_not_told_as_ones_own(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question.format("Trà Vinh"))
    assert answer.abstained and "2026" not in answer.answer
    if "Vì sao" not in question:
        assert "quý III/2026" in assistant.ask(question.format("Bến Tre")).answer


def test_whose_it_is_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("Trà Vinh có nạo vét luồng lạch vào cảng cá không?").answer
    assert answer.startswith("**Không tìm thấy") and "có trong văn bản của: Bến Tre" in answer


@pytest.mark.parametrize(
    ("asked", "times"),
    [("Tỷ lệ tàu cá lắp thiết bị giám sát hành trình", 1), ("Tỷ lệ trạm xăng lắp camera nhận dạng biển số xe", 0)],
)
def test_nobody_is_searched_for_words_that_no_document_has(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, asked: str, times: int
) -> None:
    searched, search = [], assistant.answerer._retrieve_all
    monkeypatch.setattr(assistant.answerer, "_retrieve_all", lambda query: searched.append(query) or search(query))
    assert assistant.ask(f"{asked} của Trà Vinh đến năm 2030 là bao nhiêu?").abstained
    assert len(searched) == times
