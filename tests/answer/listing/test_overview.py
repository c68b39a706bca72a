"""Questions on a document as a whole, over documents of other provinces."""

import pytest
from tests import second

from qa.answer.headers import metadata
from qa.answer.listing import overview
from qa.search import understand


def draft(way, question):
    query = understand(question, second.index().headers())
    return way.answer(query, second.material())


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 318 nói về gì?",
        "Nội dung chính của Kế hoạch 318 là gì?",
        "Tóm tắt kế hoạch của Phú Thọ",
        "ke hoach 318 quy dinh nhung gi",
        "Kế hoạch 318 gồm những phần nào?",
        "What is the plan of Phu Tho about?",
    ],
)
def test_title_and_parts(question):
    found = draft(overview, question)
    assert found is not None
    quotes = [c.quote for c in found.citations.found]
    titles = [s for s in second.index().sections(found.citations.found[0].doc_id) if s.kind == "title"]
    assert quotes[0] == second.material().text(titles[0]).strip()
    headings = [
        s for s in second.index().sections(found.citations.found[0].doc_id) if s.kind == "heading" and s.parent is None
    ]
    assert headings and all(any(s.heading in quote for quote in quotes) for s in headings)


def test_articles_are_counted_and_named():
    found = draft(overview, "Nghị quyết 47 có bao nhiêu điều?")
    assert found is not None
    assert "mười một điều" in found.text
    assert len(found.citations.found) == found.text.count("\n- Điều")


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 318 quy định gì về dữ liệu đất đai?",
        "Nội dung về số hóa của Kế hoạch 318 là gì?",
        "Kế hoạch 318 giao Sở Y tế việc gì?",
        "Nghị quyết 99 quy định những gì?",
        "Nghị quyết 47 hỗ trợ những gì?",
        "Tóm tắt giúp tôi",
    ],
)
def test_questions_on_something_in_it_are_not(question):
    assert draft(overview, question) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Quyết định 749 là văn bản gì?", ["phê duyệt Chương trình Chuyển đổi số quốc gia"] * 2),
        ("Quyết định 749 nói về vấn đề gì?", ["phê duyệt Chương trình Chuyển đổi số quốc gia"] * 2),
        ("Nghị quyết 18 của Đồng Tháp về việc gì?", ["về hỗ trợ ứng dụng"]),
    ],
)
def test_the_matter_of_a_document_that_is_only_named_is_told_by_what_names_it(question, said):
    found = draft(overview, question)
    assert found is not None
    quotes = [c.quote.replace("\n", " ") for c in found.citations.found]
    assert len(quotes) == len(said) and all(part in quote for part, quote in zip(said, quotes, strict=True))


@pytest.mark.parametrize("question", ["Quyết định 749 quy định những gì?", "Quyết định 749 nói gì về y tế?"])
def test_the_content_of_a_document_that_is_only_named_is_not_told(question):
    assert draft(overview, question) is None


def test_the_parts_of_a_plan_are_counted():
    found = draft(overview, "Kế hoạch 318 gồm mấy phần?")
    assert found is not None and "phần lớn:" in found.text


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("Nghị quyết 47 dựa vào đâu?", "bases"),
        ("Đồng Tháp gửi nghị quyết cho cơ quan nào?", "recipients"),
        ("Thời gian thực hiện kế hoạch của Phú Thọ", "period"),
    ],
)
def test_header_data_in_other_words(question, attribute):
    assert understand(question, second.index().headers()).metadata == (attribute,)


def test_who_signed_and_what_it_repeals_are_told_together():
    found = draft(metadata, "Nghị quyết 47 do ai ký và bãi bỏ nghị quyết nào?")
    assert found is not None
    assert "Lê Thị Thanh Mai" in found.text and "18/2021/NQ-HĐND" in found.text
