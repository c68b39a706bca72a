"""Confidence, refusals, smalltalk: parts that need no search."""

import math

import pytest
from tests import second

from qa.answer import refusal, smalltalk
from qa.answer.confidence import confidence
from qa.constants import REFUSAL
from qa.search import understand


def test_confidence_by_hand():
    weights = {"bias": -1.0, "covered": 2.0, "elsewhere": -4.0}
    assert confidence({"covered": 1.0, "elsewhere": 0.0}, weights) == pytest.approx(1 / (1 + math.exp(-1)))
    assert confidence({"covered": 0.5, "elsewhere": 0.0}, weights) == pytest.approx(0.5)
    assert confidence({"covered": 0.5, "elsewhere": 0.5}, weights) == pytest.approx(1 / (1 + math.exp(2)))
    assert confidence({"covered": 0.5, "strange": 9.0}, weights) == pytest.approx(0.5)


def test_what_is_read_from_a_header_is_certain():
    assert confidence({}, {}) == confidence({"header": 1.0}, {}) == 0.99


def test_a_refusal_says_what_was_searched():
    headers = second.index().headers()
    everywhere = refusal.text(understand("Trồng rừng?", headers), (), second.material())
    assert REFUSAL in everywhere and "2 văn bản" in everywhere
    assert "Phú Thọ" in refusal.text(understand("Phú Thọ trồng rừng?", headers), (), second.material())


def test_a_refusal_of_a_province_names_those_that_are_there():
    headers = second.index().headers()
    said = refusal.unknown_province(understand("Sơn La trồng rừng?", headers), headers)
    assert all(name in said for name in ("Sơn La", "Phú Thọ", "Đồng Tháp"))


@pytest.mark.parametrize(
    "question",
    ["xin chào", "Chào bạn!", "hello", "cảm ơn", "Bạn là ai?", "ban la ai", "Bạn làm được gì?", "Bạn có thể giúp gì?",
     "Xin chào, bạn là gì?", "What can you do?", "hướng dẫn sử dụng"],
)  # fmt: skip
def test_smalltalk_is_answered_with_what_is_held(question):
    reply = smalltalk.reply(question, second.index().headers())
    assert reply is not None and "318/KH-UBND" in reply and "47/2024/NQ-HĐND" in reply


@pytest.mark.parametrize(
    "question",
    ["Gói giải pháp số cơ bản là gì?", "van ban la gi", "Ủy ban làm được gì cho hợp tác xã?",
     "Sở nào hướng dẫn sử dụng nền tảng số?", "Chào bán cổ phần doanh nghiệp nhà nước thế nào?", "Ai ký kế hoạch?"],
)  # fmt: skip
def test_questions_on_documents_are_no_smalltalk(question):
    assert smalltalk.reply(question, second.index().headers()) is None


@pytest.mark.parametrize(
    "question", ["Quyết định 123/QĐ-UBND quy định gì?", "quyet dinh 123 noi gi", "Nghị quyết 99 hỗ trợ ai?"]
)
def test_a_document_neither_held_nor_mentioned_is_named(question):
    said = refusal.unknown_document(understand(question, second.index().headers()), second.material())
    assert "123" in said or "99" in said
    assert "318/KH-UBND" in said and "47/2024/NQ-HĐND" in said


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 318 quy định gì?",
        "Quyết định 749/QĐ-TTg phê duyệt gì?",
        "Nghị quyết 18/2021/NQ-HĐND còn hiệu lực không?",
        "Kế hoạch 2024-2026 của tỉnh đặt mục tiêu gì?",
        "Hợp tác xã được hỗ trợ gì?",
    ],
)
def test_a_document_held_or_mentioned_is_not_missing(question):
    assert refusal.unknown_document(understand(question, second.index().headers()), second.material()) == ""
