"""A figure that only another province's document gives is not given, and no figure is given in its place."""

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
1. Sở Nông nghiệp và Phát triển nông thôn: Chủ trì theo dõi, báo cáo hằng năm.
TM. ỦY BAN NHÂN DÂN
"""
BOTH = "- Sản lượng nuôi trồng thủy sản đến năm 2030 đạt {} nghìn tấn.\n- Có {} cơ sở giống đạt chuẩn."
ONE = "\n- Tỷ lệ tàu cá lắp thiết bị giám sát hành trình đạt 98% vào năm 2030."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("elsewhere")
    corpus = folder / "corpus"
    corpus.mkdir()
    first = PAPER.format(province="BẾN TRE", place="Bến Tre", number="11", targets=BOTH.format(320, 15) + ONE)
    second = PAPER.format(province="TRÀ VINH", place="Trà Vinh", number="12", targets=BOTH.format(210, 8))
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
