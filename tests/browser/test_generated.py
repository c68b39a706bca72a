"""An answer that a language model writes, over HTTP, as a user sees it: which model, what came of each sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.conftest import App, ask, open_chat, shoot
from tests.generate.servers import misbehaving

pytestmark = pytest.mark.browser
pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
QUESTION = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh giai đoạn 2023-2025 là bao nhiêu?"
TRUE = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP bình quân giai đoạn 2023-2025 đạt từ 45-47% [1]."
FALSE = " Giá vàng tăng <script>window.hacked = 1</script> 5% [1]."


def test_each_sentence_says_what_became_of_it(own_app: Callable[..., App], page: Any) -> None:
    with misbehaving([TRUE[:40], TRUE[40:], 1.0, FALSE], ["1. BỎ"]) as server:
        app = own_app(QA_LLM="openai:mo-hinh-thu", QA_LLM_BASE_URL=server.url, QA_LLM_API_KEY="sk-bi-mat-1234567890")
        open_chat(page, app)
        assert "mo-hinh-thu (openai), chạy trên máy này" in page.inner_text("#model")
        turn = ask(page, QUESTION)
    assert "45-47%" in turn.locator(".text").inner_text() and "vàng" not in turn.locator(".text").inner_text()
    assert len(server.requests) == 2  # the draft and its repair; the examples of the welcome page ask no model
    summary = turn.locator(".checks summary")
    assert summary.inner_text().endswith("1 đúng văn bản, 1 đã bỏ")
    summary.press("Enter")
    assert turn.locator(".checks li.verified").is_visible()
    removed = turn.locator(".checks li.removed")
    assert removed.inner_text().startswith("đã bỏ") and "<script>" in removed.locator("del").inner_text()
    assert turn.locator(".sources mark").first.inner_text().count("45-47%") == 1
    assert "Do mô hình ngôn ngữ mo-hinh-thu (openai) viết" in turn.locator(".copy-text").input_value()
    assert "sk-bi-mat" not in page.content() and "sk-bi-mat" not in app.log.read_text(errors="replace")
    shoot(page, "generated")


def test_an_answer_that_does_not_stand_leaves_the_quoted_one_with_a_note(
    own_app: Callable[..., App], page: Any
) -> None:
    with misbehaving([FALSE], ["1. BỎ"]) as server:
        app = own_app(QA_LLM="openai:mo-hinh-thu", QA_LLM_BASE_URL=server.url)
        open_chat(page, app, "/en/")
        assert "running on this machine" in page.inner_text("#model")
        turn = ask(page, QUESTION)
    assert "45-47%" in turn.locator(".text").inner_text()
    assert "không đứng vững" in turn.locator(".note").last.inner_text()
    assert turn.locator(".checks").count() == 0


def test_an_english_question_is_answered_for_in_english(own_app: Callable[..., App], page: Any) -> None:
    question = "What share of GRDP growth should TFP contribute in Bac Ninh in 2023-2025?"
    with misbehaving([TRUE, FALSE], ["1. BỎ"], [500]) as server:
        app = own_app(QA_LLM="openai:mo-hinh-thu", QA_LLM_BASE_URL=server.url, QA_LLM_RETRIES="0")
        open_chat(page, app, "/en/")
        turn = ask(page, question)
        assert turn.locator(".checks summary").inner_text().endswith("1 in the documents, 1 removed")
        assert "a number that the cited passage does not have" in turn.locator(".checks").text_content()
        assert "Written by the language model mo-hinh-thu (openai)" in turn.locator(".copy-text").input_value()
        with page.expect_download() as saved:
            page.click("#export-md")
        text = saved.value.path().read_text(encoding="utf-8")
        assert "Written by the language model" in text and "# Questions on policy documents" in text
        turn = ask(page, "How much should TFP contribute to GRDP growth in Bac Ninh in 2023-2025?")
    assert "reports error 500" in turn.locator(".note").last.inner_text()
