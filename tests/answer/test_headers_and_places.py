"""Questions on headers and on places, over documents of other provinces."""

import pytest
from tests import second

from qa.answer import references
from qa.answer.headers import metadata
from qa.search import understand


def draft(way, question):
    query = understand(question, second.index().headers())
    return way.answer(query, second.material())


@pytest.mark.parametrize(
    ("question", "value", "quote"),
    [
        ("Ai ký Kế hoạch 318?", "Đinh Công Lực", "Đinh Công Lực"),
        ("Ai ký nghị quyết của Đồng Tháp?", "Lê Thị Thanh Mai", "Lê Thị Thanh Mai"),
        ("Kế hoạch của Phú Thọ ban hành ngày nào?", "26 tháng 01 năm 2024", "26 tháng 01 năm 2024"),
        ("nghi quyet 47 ban hanh ngay nao", "12 tháng 7 năm 2024", "12 tháng 7 năm 2024"),
        ("Số hiệu của nghị quyết Đồng Tháp?", "47/2024/NQ-HĐND", "47/2024/NQ-HĐND"),
        ("Kế hoạch 318 căn cứ những văn bản nào?", "749/QĐ-TTg", "27-NQ/TU"),
        ("Nghị quyết 47 có hiệu lực khi nào?", "01 tháng 01 năm 2025", "01 tháng 01 năm 2025"),
        # What it does to others was parsed, as the header was.
        ("Nghị quyết 47 bãi bỏ nghị quyết nào?", "18/2021/NQ-HĐND", "bãi bỏ Nghị quyết số 18/2021/NQ-HĐND"),
        (
            "Nghị quyết 47 bãi bỏ văn bản nào và có hiệu lực ngày nào?",
            "01 tháng 01 năm 2025",
            "bãi bỏ Nghị quyết số 18/2021/NQ-HĐND",
        ),
        ("Nơi nhận của Nghị quyết 47?", "Ủy ban Thường vụ Quốc hội", "Lưu: VT"),
    ],
)
def test_headers(question, value, quote):
    found = draft(metadata, question)
    assert found is not None and found.mode == "metadata" and not found.abstained
    assert value in found.text.replace("**", "")
    assert any(quote in c.quote for c in found.citations.found)


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 318 bãi bỏ kế hoạch nào?",
        "Hợp đồng hỗ trợ ở Đồng Tháp được ký khi nào?",
        "Ai ký quyết định công nhận kết quả ở Đồng Tháp?",
        "Đơn vị nào ban hành biểu mẫu ở Đồng Tháp?",
        "Báo cáo tiến độ ở Phú Thọ được gửi về đâu?",
        "Cơ sở của Đồng Tháp phải giữ hồ sơ bao nhiêu năm?",
        "Ai chủ trì số hóa cơ sở dữ liệu đất đai ở Phú Thọ?",
        "Doanh nghiệp ở Đồng Tháp được hỗ trợ bao nhiêu?",
    ],
)
def test_questions_on_content_are_not_answered_from_headers(question):
    assert draft(metadata, question) is None


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Điểm b khoản 2 Điều 6 Nghị quyết 47 quy định gì?", "Tạm ứng 40% mức hỗ trợ"),
        ("diem b khoan 2 dieu 6 nghi quyet 47", "Tạm ứng 40% mức hỗ trợ"),
        ("Khoản 3 Điều 7 Nghị quyết 47/2024/NQ-HĐND nói gì?", "15 ngày làm việc"),
        ("Điều 11 của Nghị quyết Đồng Tháp quy định gì?", "bãi bỏ Nghị quyết số 18/2021/NQ-HĐND"),
        ("Số thứ tự 4 phụ lục Kế hoạch 318 ghi gì?", "học bạ số"),
    ],
)
def test_places(question, quote):
    found = draft(references, question)
    assert found is not None
    assert any(quote in c.quote for c in found.citations.found)


@pytest.mark.parametrize(
    "question",
    ["Điều 99 Nghị quyết 47 quy định gì?", "Nghị quyết 47 hỗ trợ ai?"],
)
def test_places_that_are_not_there_or_not_asked_for(question):
    assert draft(references, question) is None


def test_documents_are_chosen_and_ordered_by_their_dates():
    found = draft(metadata, "Văn bản nào ban hành năm 2024, ai ký?").text
    assert "318/KH-UBND" in found and "47/2024/NQ-HĐND" in found and "Đinh Công Lực" in found
    newest = draft(metadata, "Văn bản nào mới nhất?").text
    assert newest.index("26 tháng 01 năm 2024") < newest.index("12 tháng 7 năm 2024")
    assert newest.rstrip().endswith("(muộn nhất)") and newest.count("nhất)") == 1
