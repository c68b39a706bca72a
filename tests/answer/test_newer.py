"""Of a document and the one that replaces it, the newer answers, with a note; the older where it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.assistant import Assistant
from qa.index import build
from qa.settings import Settings

pytestmark = pytest.mark.model

PAPER = """ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
Số: {number}/QĐ-UBND
Yên Bái, ngày {date}
QUYẾT ĐỊNH
Phê duyệt kế hoạch phát triển lâm nghiệp bền vững
QUYẾT ĐỊNH:
Điều 1. Phê duyệt kế hoạch với các nội dung sau:
1. Đến năm 2030 trồng mới {area} ha rừng gỗ lớn trên địa bàn tỉnh.
Điều 2. Tổ chức thực hiện
1. Sở Nông nghiệp và Phát triển nông thôn: Chủ trì, phối hợp với UBND các huyện kiểm kê rừng hằng năm.
{end}
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Huy Tuấn
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("newer")
    corpus = folder / "corpus"
    corpus.mkdir()
    end = "Điều 3. Quyết định này thay thế Quyết định số 05/QĐ-UBND ngày 02 tháng 3 năm 2020."
    old = PAPER.format(number="05", date="02 tháng 3 năm 2020", area="4.500", end="Điều 3. Thi hành từ ngày ký.")
    new = PAPER.format(number="12", date="05 tháng 6 năm 2024", area="7.200", end=end)
    (corpus / "cu.txt").write_text(old, encoding="utf-8")
    (corpus / "moi.txt").write_text(new, encoding="utf-8")
    build(corpus, folder / "index", settings=Settings())
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    "question",
    ["Đến năm 2030 trồng mới bao nhiêu ha rừng gỗ lớn?", "Tỉnh Yên Bái trồng mới bao nhiêu ha rừng gỗ lớn?"],
)
def test_the_newer_document_answers_with_a_note(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert "7.200" in answer.answer and "4.500" not in answer.answer
    assert {c.doc_id for c in answer.citations} == {"yen-bai-qd-12-2024"}
    (note,) = [note for note in answer.notes if "thay thế" in note]
    assert "05/QĐ-UBND" in note and "văn bản mới" in note


def test_the_older_document_answers_where_it_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Quyết định số 05/QĐ-UBND trồng mới bao nhiêu ha rừng gỗ lớn đến năm 2030?")
    assert "4.500" in answer.answer
    assert any("được thay thế bởi" in note and "12/QĐ-UBND" in note for note in answer.notes)


def test_the_register_counts_a_task_once(assistant: Assistant) -> None:
    answer = assistant.ask("Cơ quan nào chủ trì kiểm kê rừng hằng năm?")
    assert {task.doc_id for task in answer.tasks} == {"yen-bai-qd-12-2024"}
