"""What only documents of another make show: tables of figures, bare headings, intervals, announced items."""

from pathlib import Path

import pytest

from qa.assistant import Assistant
from qa.index import build
from qa.settings import Settings

pytestmark = pytest.mark.model
CORPUS = Path(__file__).parents[1] / "fixtures" / "figures"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("figures")
    build(CORPUS, folder / "index", settings=Settings())
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "wanted", "unwanted"),
    [
        ("Đến năm 2030 Bến Tre có bao nhiêu phần trăm thửa đất có bản đồ số?", ["95 %"], ["60 %"]),
        ("Năm 2025 Bến Tre có bao nhiêu phần trăm thửa đất có bản đồ số?", ["60 %"], ["95 %"]),
        ("Bến Tre số hóa bao nhiêu xã năm 2025?", ["40 Xã"], ["142 Xã"]),
        ("ben tre nam 2030 tra ket qua binh quan trong may ngay", ["5 Ngày"], ["10 Ngày"]),
    ],
)
def test_a_figure_is_read_under_the_head_of_its_column(
    assistant: Assistant, question: str, wanted: list[str], unwanted: list[str]
) -> None:
    text = assistant.ask(question).answer
    assert all(x in text for x in wanted) and not any(x in text for x in unwanted)


def test_the_row_and_its_head_are_cited_word_for_word(assistant: Assistant) -> None:
    answer = assistant.ask("Năm 2030 Bến Tre có bao nhiêu xã hoàn thành số hóa?")
    source = (CORPUS / "ke-hoach-so-hoa.txt").read_text(encoding="utf-8")
    quotes = [citation.quote for citation in answer.citations]
    assert "Số xã hoàn thành số hóa\tXã\t40\t142" in quotes and "Chỉ tiêu\tĐơn vị\t2025\t2030" in quotes
    assert all(quote in source for quote in quotes)


def test_announced_items_are_part_of_the_answer(assistant: Assistant) -> None:
    text = assistant.ask("Hồ sơ nộp theo những hình thức nào?").answer
    assert all(x in text for x in ("Nộp trực tuyến", "Gửi qua bưu điện", "Trung tâm Phục vụ hành chính công"))


def test_an_enumeration_is_taken_apart(assistant: Assistant) -> None:
    lines = assistant.ask("Thiết bị gồm những gì?").answer.splitlines()
    assert [x.strip() for x in lines if x.strip().startswith("- ")] == [
        "- máy quét [1]", "- máy chủ [1]", "- phần mềm nhận dạng [1]", "- thiết bị lưu trữ [1]",
    ]  # fmt: skip


@pytest.mark.parametrize(("months", "times"), [(30, "một lần"), (59, "một lần"), (60, "hai lần"), (80, "hai lần")])
def test_a_number_is_looked_up_in_the_interval_that_holds_it(assistant: Assistant, months: int, times: str) -> None:
    answer = assistant.ask(f"Hồ sơ lưu {months} tháng được quét mấy lần?")
    assert times in answer.answer and "không nêu con số" not in answer.answer


def test_a_group_of_rows_is_listed_by_its_name(assistant: Assistant) -> None:
    text = assistant.ask("Liệt kê các nhiệm vụ trong mục Tuyên truyền của kế hoạch Hậu Giang").answer
    assert "In tờ rơi" in text and "tập huấn" in text and "quả cân" not in text


def test_who_leads_stands_in_a_heading_in_capitals(assistant: Assistant) -> None:
    (task,) = assistant.ask("Bến Tre: ai chủ trì lập bản đồ số, bao giờ xong?").tasks
    assert task.lead_canonical == ("Sở Tài nguyên và Môi trường",) and task.time == "Quý III/2025"
    assert task.coordinate == ("Công an tỉnh",)


def test_a_department_issues_documents_too(assistant: Assistant) -> None:
    answer = assistant.ask("Kế hoạch 15/KH-SKHCN do cơ quan nào ban hành?")
    assert "Sở Khoa học và Công nghệ tỉnh Hậu Giang" in answer.answer


def test_a_role_that_an_agency_does_not_have_is_not_given_to_it(assistant: Assistant) -> None:
    text = assistant.ask("Sở Tài chính Bến Tre chủ trì những nhiệm vụ gì?").answer
    assert text.startswith("Văn bản không giao Sở Tài chính chủ trì") and "18 tỷ đồng" in text


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Hồ sơ số hóa có chữ ký số của cơ quan lưu giữ không?", True),
        ("Hồ sơ số hóa có chữ ký của Thủ tướng không?", False),
        # The words stand in two sentences, neither of which says it.
        ("Hồ sơ quét hai lần có chữ ký số của cơ quan lưu giữ không?", False),
    ],
)
def test_yes_is_said_only_where_the_quote_holds_all_of_the_question(
    assistant: Assistant, question: str, yes: bool
) -> None:
    assert assistant.ask(question).answer.startswith("Có:") == yes
