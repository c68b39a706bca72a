"""Rows of the task register in answers: every quote verbatim where its marker leads, every name with its role."""

import re

import pytest

from qa.answer.citing import Citations
from qa.answer.duties.register import description, task_line
from qa.assistant import Assistant
from qa.search import understand

from .opened import assistant_on

pytestmark = pytest.mark.model

QUOTED = re.compile(r"“([^“”]+)” ((?:\[\d+\])+)")

PLAN = """ỦY BAN NHÂN DÂN
TỈNH CAO SƠN

Số: 12/KH-UBND

Cao Sơn, ngày 05 tháng 3 năm 2025

KẾ HOẠCH

Quản lý rừng năm 2025

I. NHIỆM VỤ

1. Lâm nghiệp

- Kiểm kê các lô rừng trồng trước năm 2015.

- Đóng mốc ranh giới ba khu rừng giống.

* Đơn vị thực hiện:

- Chi cục Kiểm lâm chủ trì, phối hợp với Sở Tài chính đo vẽ bản đồ.

- Trung tâm Khuyến nông chủ trì, phối hợp với UBND huyện Đá Bạc thống kê cây giống.

* Thời gian thực hiện: Quý II năm 2025.

2. Tuyến đường

2.1. Vạch tuyến

2.1.1. Phát quang 14 km đường tuần tra.

2.1.2. Dựng 9 chòi canh. Hoàn thành trong năm 2025.

2.1.3. Sửa 4 cầu gỗ.

Phân công thực hiện: Sở Xây dựng chủ trì nhiệm vụ 2.1.1 và 2.1.2, phối hợp với Sở Nội vụ; Sở Công Thương chủ trì \
nhiệm vụ 2.1.3.

II. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính

- Phối hợp với Sở Xây dựng thẩm định dự toán hằng năm.

Nơi nhận:

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Trần Văn Đá

PHỤ LỤC

Dự án

STT\tDự án\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\tKinh phí (triệu đồng)
1\tTrồng rừng phòng hộ\tSở Nội vụ\tSở Xây dựng\t2025\t450
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_on(PLAN, tmp_path_factory)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("which", ["corpus", "plan"])
def test_every_quote_stands_in_the_section_that_its_marker_leads_to(which, plan, real_index):
    assistant = plan if which == "plan" else Assistant.open(real_index)
    material, seen = assistant.answerer.material, 0
    query = understand("Ai chủ trì?", assistant.index.headers())
    for task in assistant.tasks():
        citations = Citations(material)
        text = description(query, task, citations, material)
        for quote, marks in QUOTED.findall(text.split("\n")[0]):
            cited = citations.found[int(marks.strip("[]")) - 1]
            assert flat(quote.removesuffix(" …")) in flat(cited.quote), task.task_id
            seen += 1
    assert seen >= len(assistant.tasks())


def test_what_one_of_several_leads_does_is_quoted_apart_from_the_task_of_all(plan):
    answer = plan.ask("Cơ quan nào chủ trì kiểm kê các lô rừng trồng?").answer
    assert "“đo vẽ bản đồ” [" in answer
    assert "“Kiểm kê các lô rừng trồng trước năm 2015.” [" in answer


def test_a_task_charged_by_its_number_is_cited_where_it_stands(plan):
    answer = plan.ask("Ai chủ trì dựng 9 chòi canh?")
    by_number = {f"[{c.n}]": c for c in answer.citations}
    quote, mark = QUOTED.search(answer.answer).groups()
    assert quote == "Dựng 9 chòi canh. Hoàn thành trong năm 2025."
    assert by_number[mark].section_id.endswith("2.1.2")
    mark = re.search(r"Chủ trì: \*\*Sở Xây dựng\*\* (\[\d+\])", answer.answer)[1]
    assert "nhiệm vụ 2.1.1 và 2.1.2" in by_number[mark].quote
    assert by_number[mark].section_id.endswith("2.1/u1")  # the line is on all of 2.1, not on its last item
    mark = re.search(r"Thời gian: \*\*Hoàn thành trong năm 2025\*\* (\[\d+\])", answer.answer)[1]
    assert by_number[mark].section_id.endswith("2.1.2")


def test_a_list_says_whose_duty_a_task_is_and_labels_the_roles(plan):
    answer = plan.ask("Sở Xây dựng làm gì?").answer
    assert "Phối hợp với Sở Xây dựng thẩm định dự toán hằng năm [" in answer
    assert re.search(r"hằng năm \[\d+\] — được giao: Sở Tài chính \[\d+\]", answer)
    assert re.search(r"Phát quang 14 km đường tuần tra \[\d+\] — phối hợp: Sở Nội vụ \[\d+\]", answer)
    assert re.search(r"Trồng rừng phòng hộ — chủ trì: Sở Nội vụ; thời gian: 2025 \[\d+\]", answer)


def test_a_list_has_no_dash_with_nothing_behind_it(plan):
    answer = plan.ask("Sở Công Thương làm gì?").answer
    assert re.search(r"- Sửa 4 cầu gỗ (?:\[\d+\])+$", answer, re.MULTILINE)


def test_agencies_under_one_another_in_a_cell_are_named_without_bullets(real_index):
    assistant = Assistant.open(real_index)
    task = next(t for t in assistant.tasks() if t.task.startswith("Thông tin và quảng bá thành tựu"))
    line = task_line(task, Citations(assistant.answerer.material), assistant.answerer.material)
    assert ". -" not in line
    assert "chủ trì: Sở Khoa học và Công nghệ, Đài Phát thanh truyền hình Bình Thuận, Báo Bình Thuận;" in line


def test_further_columns_of_a_row_are_told_with_their_heads(plan):
    answer = plan.ask("Ai chủ trì trồng rừng phòng hộ?")
    mark = re.search(r"- Kinh phí \(triệu đồng\): 450 \[\d+\]\[(\d+)\]", answer.answer)[1]
    assert "Kinh phí (triệu đồng)" in answer.citations[int(mark) - 1].quote


def test_roles_asked_for_that_a_row_does_not_state_are_said_to_be_missing(plan):
    answer = plan.ask("Ai chủ trì, ai phối hợp sửa 4 cầu gỗ?").answer
    assert "Chủ trì: **Sở Công Thương**" in answer
    assert "Văn bản không ghi cơ quan phối hợp." not in answer  # "phối hợp" stands in the line, for other tasks


@pytest.mark.parametrize(
    "question", ["Nhiệm vụ số 1 của phụ lục là gì?", "Nhiệm vụ số 1 của phụ lục — thời gian và cơ quan chủ trì?"]
)
def test_a_task_of_the_appendix_is_its_row_of_that_number(plan, question):
    answer = plan.ask(question).answer
    assert "Trồng rừng phòng hộ" in answer and "Kiểm kê" not in answer
