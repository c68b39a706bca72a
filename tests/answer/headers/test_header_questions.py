"""Which documents a question on headers is about, on documents of invented places."""

from dataclasses import replace

import pytest
from tests.answer.opened import assistant_on

from qa.answer.headers.header_questions import (
    asks_for_meeting,
    extreme,
    in_order,
    is_basis,
    issued_then,
    on_another_paper,
    resting_on,
    without_meeting,
    without_order,
)
from qa.assistant import Assistant
from qa.index import build
from qa.records import Document, LegalBasis, Source
from qa.search import understand
from qa.search.named import NamedDocument
from qa.settings import Settings
from qa.vietnamese import fold


def header(doc_id: str, kind: str, date: str | None, title: str = "") -> Document:
    source = Source(f"{doc_id}.txt", "0" * 64, "txt")
    return Document(doc_id, kind, f"{len(doc_id)}/KH-UBND", "UBND", "", date, title, None, (), source, "")


REPORT = header("bao-cao", "Báo cáo", "2023-05-01", "Kết quả trồng rừng")
DECISION = header("quyet-dinh", "Quyết định", "2021-02-03", "Phê duyệt Đề án trồng rừng")
UNDATED = header("khong-ngay", "Kế hoạch", None)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Hợp đồng giao rừng được ký khi nào?", True),
        ("Ai ký biên bản kiểm tra?", True),
        ("Ai ký quyết định thu hồi rừng?", True),
        ("Ai ký quyết định phê duyệt Đề án?", False),
        ("Quyết định về hợp đồng giao rừng ký ngày nào?", False),
        ("Báo cáo gửi cho ai?", False),
        ("Ai ký quyết định này?", False),
    ],
)
def test_papers_drawn_up_under_a_document_are_not_the_document(question, other):
    assert on_another_paper(fold(question).rstrip("?"), [REPORT, DECISION]) is other


def test_a_report_asked_about_among_other_kinds_is_another_paper():
    assert on_another_paper("bao cao tien do duoc gui ve dau", [DECISION])


def test_when_a_meeting_was_is_not_when_its_notice_was_issued():
    asked = "ai ky thong bao va cuoc hop dien ra ngay nao"
    assert asks_for_meeting(asked) and "ngay nao" not in without_meeting(asked)
    assert not asks_for_meeting("thong bao ket luan cuoc hop ban hanh ngay nao")


def test_documents_of_a_year_are_chosen_where_a_question_asks_which():
    question = "Văn bản nào ban hành năm 2021?"
    assert issued_then(understand(question, []), fold(question), [REPORT, DECISION, UNDATED]) == [DECISION]
    question = "Kế hoạch 2021 ban hành ngày nào?"
    assert issued_then(understand(question, []), fold(question), [REPORT, DECISION]) is None


def test_the_oldest_and_the_newest_are_told():
    ordered = in_order([UNDATED, REPORT, DECISION])
    assert ordered == [DECISION, REPORT, UNDATED]
    asked = "cai nao ra som nhat, cai nao muon nhat"
    assert [extreme(asked, d, ordered) for d in ordered] == ["sớm nhất", "muộn nhất", ""]
    assert without_order("Văn bản mới nhất về rừng").split() == ["Văn", "bản", "về", "rừng"]


def test_documents_on_a_basis_are_chosen_where_a_question_asks_which():
    plan = replace(UNDATED, legal_bases=(LegalBasis("Căn cứ Nghị quyết số 19-NQ/TW", "x", "Nghị quyết", "19-NQ/TW"),))
    question = "Văn bản nào căn cứ Nghị quyết 19-NQ/TW?"
    assert resting_on(understand(question, []), fold(question), [REPORT, plan]) == [plan]
    question = "Kế hoạch căn cứ Nghị quyết 19-NQ/TW ở điểm gì?"
    assert resting_on(understand(question, []), fold(question), [REPORT, plan]) is None


@pytest.mark.parametrize(
    ("printed", "number", "same"),
    [
        ("19-nq", "19-NQ/TW", True),
        ("nghi quyet 19", "19-NQ/TW", True),
        ("19-nq", "19/QĐ-TTg", False),
        ("19-nq", "219-NQ/TW", False),
        ("19-nq", None, False),
    ],
)
def test_a_basis_is_known_by_its_number(printed, number, same):
    assert is_basis(NamedDocument("19", printed, ()), LegalBasis("", "", "Nghị quyết", number)) is same


PAPER = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA

Số: 61/TB-UBND

Sơn La, ngày 09 tháng 5 năm 2024

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về cấp nước

Ngày 28 tháng 4 năm 2024, Chủ tịch UBND tỉnh chủ trì cuộc họp về cấp nước cho các bản vùng cao.

1. Giao Sở Xây dựng gửi văn bản hướng dẫn trong thời hạn 10 ngày kể từ ngày Thông báo có hiệu lực.

2. Thông báo này có hiệu lực từ ngày 15 tháng 5 năm 2024.

Nơi nhận:
- Các sở, ngành;
- Lưu: VT.

CHỦ TỊCH

Lò Văn Tiến
"""


@pytest.fixture(scope="module")
def notice(tmp_path_factory):
    return assistant_on(PAPER, tmp_path_factory)


@pytest.mark.model
def test_signer_and_day_of_the_meeting(notice):
    answer = notice.ask("Ai ký Thông báo 61 và cuộc họp diễn ra ngày nào?")
    assert "Lò Văn Tiến" in answer.answer and "Ngày 28 tháng 4 năm 2024" in answer.answer
    assert "09 tháng 5" not in answer.answer


@pytest.mark.model
def test_a_term_that_begins_with_the_effect_is_not_the_effect(notice):
    answer = notice.ask("Thông báo 61 có hiệu lực từ ngày nào?")
    assert "15 tháng 5 năm 2024" in answer.answer and "10 ngày" not in answer.answer


ARTICLES = """HỘI ĐỒNG NHÂN DÂN
TỈNH SƠN LA

Số: 70/2024/NQ-HĐND

Sơn La, ngày 09 tháng 5 năm 2024

NGHỊ QUYẾT
Sửa đổi, bổ sung Nghị quyết số 20/2021/NQ-HĐND về chợ nông thôn

Điều 1. Sửa đổi, bổ sung Nghị quyết số 20/2021/NQ-HĐND

1. Bổ sung Điều 9a vào sau Điều 9 như sau:

“Điều 9a. Miễn phí chỗ ngồi cho người bán rau tự trồng.”

Điều 2. Nhiệm vụ

Nhiệm vụ 1: Sửa mái chợ

Sở Công Thương chủ trì, hoàn thành trong năm 2024.

Nhiệm vụ 2: Lắp đồng hồ nước

Sở Xây dựng chủ trì, hoàn thành trong năm 2025.

CHỦ TỊCH

Lò Văn Tiến
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    return assistant_on(ARTICLES, tmp_path_factory)


@pytest.mark.model
def test_an_article_with_a_letter_is_found_where_it_is_put_in(articles):
    answer = articles.ask("Điều 9a quy định gì?")
    assert "Bổ sung Điều 9a" in answer.answer and "người bán rau" in answer.answer


@pytest.mark.model
def test_a_task_is_named_by_its_number(articles):
    answer = articles.ask("Nhiệm vụ 2 là gì?")
    assert "đồng hồ nước" in answer.answer and "mái chợ" not in answer.answer


CHANGED = """HỘI ĐỒNG NHÂN DÂN
TỈNH SƠN LA

Số: 20/2021/NQ-HĐND

Sơn La, ngày 02 tháng 3 năm 2021

NGHỊ QUYẾT
Quy định về chợ nông thôn

Điều 1. Chợ họp mỗi tuần một phiên.

CHỦ TỊCH

Lò Văn Tiến
"""


@pytest.mark.model
def test_what_changed_a_document_is_told_from_the_other_one(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(CHANGED, encoding="utf-8")
    (corpus / "b.txt").write_text(ARTICLES, encoding="utf-8")
    build(corpus, tmp_path / "index", settings=Settings())
    answer = Assistant.open(tmp_path / "index").ask("Văn bản nào sửa đổi Nghị quyết 20/2021?")
    assert answer.mode == "metadata" and "70/2024/NQ-HĐND" in answer.answer
    assert "Sửa đổi, bổ sung Nghị quyết số 20/2021/NQ-HĐND" in answer.answer
