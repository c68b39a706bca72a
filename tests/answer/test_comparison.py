"""Several documents, or several times, beside each other: on invented papers."""

from __future__ import annotations

import pytest

from qa.answer.choosing import asked_terms
from qa.assistant import Assistant
from qa.search import understand

from .opened import assistant_on

pytestmark = pytest.mark.model

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {upper}
Số: {number}/KH-UBND
{province}, ngày 3 tháng 6 năm 2024
KẾ HOẠCH
Phát triển kinh tế số và ngành thủy sản tỉnh {province} đến năm 2030
"""
TAIL = """KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn {signer}
"""
TAY_NINH = (
    HEAD.format(upper="TÂY NINH", province="Tây Ninh", number=91)
    + """Căn cứ Quyết định số 411/QĐ-TTg về Chiến lược phát triển kinh tế số đến năm 2025, hướng đến năm 2030;
I. MỤC TIÊU
1. Mục tiêu đến năm 2025
- Tỷ trọng KTS đạt 18% GRDP.
- Tỷ lệ hộ nuôi cá có mã số vùng nuôi đạt 35%; tỷ lệ tàu cá có thiết bị giám sát đạt 60%.
2. Mục tiêu đến năm 2030
- Tỷ trọng KTS đạt 27% GRDP.
- Xây dựng 12 bến cá theo hướng kinh tế số.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì chấm điểm chỉ số HALAL của cơ sở chế biến.
2. Ban Quản lý Khu Đại học Ninh Sơn: Bố trí đất cho trại giống.
3. Các sở, ngành báo cáo kết quả nuôi cá trước ngày 20 tháng 11 hằng năm.
"""
    + TAIL.format(signer="Chiến")
)
PHU_YEN = (
    HEAD.format(upper="PHÚ YÊN", province="Phú Yên", number=47)
    + """I. MỤC TIÊU ĐẾN NĂM 2025
- Tỷ lệ hộ nuôi cá có mã số vùng nuôi đạt 52%; kinh phí hỗ trợ tối đa 40% giá con giống.
- Phát triển nông nghiệp ứng dụng công nghệ cao trên 300 ha.
- Phủ sóng di động tại 12 xã đảo.
- Phủ sóng 5G tại cảng cá Vũng Rô.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Chủ trì chấm điểm cơ sở chế biến thủy sản.
2. Các sở, ngành báo cáo kết quả nuôi cá trước ngày 05 tháng 12 hằng năm.
"""
    + TAIL.format(signer="Hòa")
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(TAY_NINH, tmp_path_factory, PHU_YEN)


@pytest.mark.parametrize(
    "question",
    [
        "Tây Ninh và Phú Yên: sở nào chủ trì về HALAL?",
        "Which provinces mention the HALAL index of processing units?",
        "HALAL của Tây Ninh và Phú Yên?",
    ],
)
def test_a_document_without_the_abbreviation_asked_for_answers_nothing(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {c.doc_id for c in answer.citations} == {
        d.doc_id for d in assistant.index.headers() if d.province == "Tây Ninh"
    }
    assert answer.answer.rstrip().endswith(": Phú Yên.")


def test_the_share_of_the_part_that_is_asked_about_is_put_in_order(assistant: Assistant) -> None:
    answer = assistant.ask("Tỷ lệ hộ nuôi cá có mã số vùng nuôi, Tây Ninh hay Phú Yên cao hơn?").answer
    assert answer.startswith("Thứ tự từ cao đến thấp: **Phú Yên** (đạt 52%); **Tây Ninh** (đạt 35%).")


def test_the_earlier_day_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("Tây Ninh và Phú Yên: tỉnh nào báo cáo kết quả nuôi cá sớm hơn?").answer
    assert answer.startswith("Thứ tự từ sớm đến muộn: **Tây Ninh** (trước ngày 20 tháng 11); **Phú Yên**")
    english = assistant.ask(
        "Which province has the earlier deadline to report fish farming results, Tay Ninh or Phu Yen?"
    ).answer
    assert english.startswith("In order, the earliest first: **Tây Ninh**")


@pytest.mark.parametrize(
    "question",
    [
        "Kinh tế số của Tây Ninh năm 2025 và năm 2030 khác nhau ra sao?",
        "Compare the digital economy of Tay Ninh in 2025 and 2030",
    ],
)
def test_two_times_stand_beside_each_other_with_the_same_figure(assistant: Assistant, question: str) -> None:
    quotes = [c.quote for c in assistant.ask(question).citations if "%" in c.quote]
    assert [("18%" in q, "27%" in q) for q in quotes] == [(True, False), (False, True)]


def test_what_a_document_is_based_on_is_no_answer_on_its_contents(assistant: Assistant) -> None:
    answer = assistant.ask("Kinh tế số Tây Ninh đến 2030").answer
    assert "27%" in answer and "411/QĐ-TTg" not in answer


def test_abbreviations_within_a_name_are_written_out(assistant: Assistant) -> None:
    answer = assistant.ask("BQL Khu ĐH Ninh Sơn có trách nhiệm gì?")
    assert not answer.abstained and "Bố trí đất cho trại giống" in answer.answer


def test_an_abbreviation_is_known_where_words_stand_between(assistant: Assistant) -> None:
    assert "300 ha" in assistant.ask("NNCNC ở Phú Yên").answer


@pytest.mark.parametrize("question", ["ocop phu yen", "ocop o phu yen co gi"])
def test_an_abbreviation_in_small_letters_that_stands_nowhere_is_said_to(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained and "không nhắc đến “OCOP”" in answer.answer


def test_a_generation_of_networks_is_a_name_and_no_figure(assistant: Assistant) -> None:
    query = understand("Phú Yên phủ sóng 5G ở 12 cảng cá đến năm 2030 phải không?", assistant.index.headers())
    terms = asked_terms(query, assistant.answerer.material)
    assert "5g" in terms and not {"12", "2030"} & set(terms)


def test_which_province_charges_an_agency_is_told_by_the_register(assistant: Assistant) -> None:
    both = assistant.ask("Những tỉnh nào giao Sở Công Thương?")
    assert both.mode == "ownership" and {task.province for task in both.tasks} == {"Tây Ninh", "Phú Yên"}
    one = assistant.ask("Tỉnh nào giao việc cho Ban Quản lý Khu Đại học Ninh Sơn?")
    assert [task.province for task in one.tasks] == ["Tây Ninh"] and "đất cho trại giống" in one.answer


def test_places_that_have_nothing_of_a_question_are_not_shown(assistant: Assistant) -> None:
    answer = assistant.ask("Các tỉnh đặt mục tiêu gì về giường bệnh?")
    assert answer.abstained
    one = assistant.ask("Các tỉnh nói gì về phủ sóng di động ở xã đảo?")
    assert not one.abstained and "**12 xã** đảo" in one.answer and "của: Tây Ninh." in one.answer


FORESTS = """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 19/CT-UBND
Tây Ninh, ngày 14 tháng 11 năm 2024
CHỈ THỊ
Về bảo vệ rừng mùa khô
1. Chủ rừng làm mới đường băng cản lửa.
2. Các chủ rừng báo cáo kết quả bảo vệ rừng trước ngày 15 tháng 6.
"""


def test_of_a_province_with_several_documents_the_one_described_answers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    three = assistant_on(TAY_NINH, tmp_path_factory, PHU_YEN, FORESTS)
    asked = "Báo cáo kết quả bảo vệ rừng ở Tây Ninh và báo cáo kết quả nuôi cá ở Phú Yên trước ngày nào?"
    answer = three.ask(asked).answer
    assert "ngày 15 tháng 6" in answer
    assert "ngày 05 tháng 12" in answer
    assert "Không tìm thấy" not in answer  # the other document of Tây Ninh was not asked about


def test_what_is_asked_of_each_place_is_looked_for_there(assistant: Assistant) -> None:
    asked = "Mục tiêu tàu cá có thiết bị giám sát ở Tây Ninh và phủ sóng di động xã đảo ở Phú Yên: bên nào nhiều hơn?"
    answer = assistant.ask(asked).answer
    assert "60%**" in answer
    assert "12 xã** đảo" in answer
