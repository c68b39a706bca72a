from __future__ import annotations

import io
import json
import re
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.conftest import App, ask, open_chat, shoot, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.model]
QUESTION = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh giai đoạn 2023-2025 là bao nhiêu?"


def words(text: str) -> str:
    return " ".join(text.split())


def api_answer(app: App, question: str) -> dict[str, Any]:
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{app.address}/api/ask", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as response:
        found: dict[str, Any] = json.load(response)
    return found


def test_answer_stands_beside_its_source_and_leads_into_the_document(app: App, page: Any) -> None:
    open_chat(page, app)
    turn = ask(page, QUESTION)
    assert "45-47%" in turn.locator(".text").inner_text()
    expected = api_answer(app, QUESTION)["citations"][0]
    turn.locator("button.cite").first.click()
    source = page.locator("#panel li.open")
    assert words(source.locator("mark").inner_text()) == words(expected["quote"])
    assert expected["reference"] in source.inner_text()
    shoot(page, "hoi-dap")
    source.locator("a").click()
    page.wait_for_url(re.compile(r"/\?doc="))
    assert words(page.locator(".document mark").inner_text()) == words(expected["quote"])
    assert page.locator(":target").get_attribute("id") == expected["section_id"].split("#")[1]
    shoot(page, "van-ban-trich-dan")


def test_follow_up_reload_retry_and_new_conversation(app: App, page: Any) -> None:
    open_chat(page, app)
    ask(page, QUESTION)
    second = ask(page, "Còn giai đoạn 2026-2030?")
    assert "50%" in second.locator(".text").inner_text()
    page.reload()
    page.wait_for_selector("#log .turn >> nth=1")
    assert page.locator("#log .turn").count() == 2
    assert page.locator("#panel li").count() >= 1
    old = page.locator("#log .turn").last.get_attribute("data-turn")
    page.locator("#log [data-act=again]").click()
    page.wait_for_selector(f"#log .turn.done:nth-of-type(2):not([data-turn='{old}'])")
    assert page.locator("#log .turn").count() == 2
    page.click("#new")
    page.wait_for_selector("#log .welcome")
    page.reload()
    page.wait_for_selector("#log .welcome")
    page.click("#past input")
    page.locator("ul[role=listbox] li").first.click()
    page.wait_for_selector("#log .turn >> nth=1")
    assert page.locator("#log .question p").all_inner_texts() == [QUESTION, "Còn giai đoạn 2026-2030?"]
    assert page.locator("#panel li").count() >= 1
    third = ask(page, "Và giai đoạn 2023-2025?")
    assert "45-47%" in third.locator(".text").inner_text()


def test_examples_are_answered(app: App, page: Any) -> None:
    open_chat(page, app)
    shoot(page, "trang-dau")
    buttons = page.locator(".examples button")
    assert buttons.count() >= 3
    buttons.first.click()
    page.wait_for_selector("#log .turn.done")
    assert page.locator("#log .turn.done .abstained").count() == 0
    assert page.locator("#panel li").count() >= 1


def test_refusal_shows_near_sections_as_links_and_no_sources(app: App, page: Any) -> None:
    open_chat(page, app)
    turn = ask(page, "Giá vàng trong nước hôm nay là bao nhiêu?")
    assert "Không tìm thấy" in turn.locator(".text").inner_text()
    links = turn.locator(".near a")
    assert links.count() >= 1
    assert all(link.get_attribute("href").startswith("/?doc=") for link in links.all())
    assert page.locator("#panel li").count() == 0
    shoot(page, "tu-choi")


def test_filters_limit_the_search_and_chips_can_be_removed(app: App, page: Any) -> None:
    open_chat(page, app)
    turn = ask(page, "Kinh phí thực hiện của Bình Thuận lấy từ nguồn nào?")
    assert "Bình Thuận" in turn.locator(".chips").inner_text()
    turn.locator(".chip button").click()
    page.wait_for_function(
        "document.querySelectorAll('#log .turn.done').length === 1 && !document.querySelector('.chip')"
    )
    page.click("#filters button")
    page.click("#filter_province input")
    page.locator("ul[role=listbox] >> text=Kon Tum").click()
    page.keyboard.press("Escape")
    turn = ask(page, "Kinh phí thực hiện lấy từ nguồn nào?")
    assert "Kon Tum" in turn.locator(".chips").inner_text()
    sources = turn.locator(".sources a")
    assert sources.count() >= 1
    assert all("doc=kon-tum" in source.get_attribute("href") for source in sources.all())
    turn.locator(".chip button").click()
    page.wait_for_function(
        "document.querySelectorAll('#log .turn.done').length === 2 && !document.querySelector('.chip')"
    )
    assert "Kon Tum" not in page.locator("#filter_province").inner_text()


def test_question_taken_for_a_follow_up_can_be_asked_by_itself(app: App, page: Any) -> None:
    open_chat(page, app)
    ask(page, QUESTION)
    turn = ask(page, "Còn giai đoạn 2026-2030?")
    assert "TFP" in turn.locator(".understood").inner_text()
    turn.locator("[data-act=alone]").click()
    page.wait_for_function(
        "document.querySelectorAll('#log .turn.done').length === 2 && !document.querySelector('.understood')"
    )
    assert page.locator("#log .question p").last.inner_text() == "Còn giai đoạn 2026-2030?"


def test_copying_saving_and_judging(app: App, new_page: Callable[..., Any]) -> None:
    from docx import Document

    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_chat(page, app)
    turn = ask(page, QUESTION)
    turn.locator("[data-act=copy]").click()
    page.wait_for_selector("text=Đã chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    reference = turn.locator(".sources .ref").first.text_content()
    assert "45-47%" in copied and words(reference) in words(copied)
    with page.expect_download() as download:
        page.click("#export-docx")
    saved = Document(io.BytesIO(download.value.path().read_bytes()))
    text = "\n".join(paragraph.text for paragraph in saved.paragraphs)
    assert QUESTION in text and words(reference) in words(text)
    with page.expect_download() as download:
        page.click("#export-md")
    assert QUESTION in download.value.path().read_text(encoding="utf-8")
    turn.locator("[data-rating='-1']").click()
    turn.locator("form.feedback textarea").fill("Thiếu năm")
    turn.locator("form.feedback button").click()
    page.wait_for_selector("text=Đã ghi nhận")
    page.wait_for_selector("form.feedback", state="hidden")
    with urllib.request.urlopen(f"{app.address}/api/admin/feedback") as response:
        lines = [json.loads(line) for line in response.read().decode().splitlines()]
    assert [(line["question"], line["note"]) for line in lines] == [(QUESTION, "👎 Thiếu năm")]


def test_keyboard_alone_is_enough(app: App, page: Any) -> None:
    """From the skip link to the answer, its source, and the place in the document, without a mouse."""
    open_chat(page, app)
    tab_to(page, "a.skip", "Shift+Tab")
    assert page.locator("a.skip").bounding_box()["x"] >= 0
    tab_to(page, "#question textarea")
    page.keyboard.type("Kế hoạch số 4239/KH-UBND do ai ký?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#log .turn.done")
    tab_to(page, "#log button.cite", "Shift+Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel li.open")
    assert page.evaluate("document.activeElement.closest('#panel li.open') !== null")
    tab_to(page, "#panel li.open a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?doc="))
    page.wait_for_selector(".document mark")


def test_conversation_that_cannot_be_saved_is_said(app: App, page: Any) -> None:
    open_chat(page, app)
    assert not page.locator("#export-docx").is_visible()
    ask(page, QUESTION)
    page.route("**/api/export*", lambda route: route.fulfill(status=500, body="{}"))
    page.click("#export-docx")
    page.wait_for_selector("#toast:has-text('Chưa tải về được')")


def test_hostile_questions_stay_text(app: App, page: Any) -> None:
    open_chat(page, app)
    for question in (
        "<img src=x onerror='window.hacked=1'><script>window.hacked=2</script>",
        "[a](javascript:window.hacked=3) ![b](http://evil.example/x.png) **đậm** [1]",
        '"><svg onload=window.hacked=4> {{7*7}} ${window.hacked=5}',
    ):
        turn = ask(page, question)
        assert words(turn.locator(".question p").inner_text()) == words(question)
        assert turn.locator("img, svg, script, a[href^='javascript']").count() == 0
        page.click("#new")
        page.click("#past input")
        assert page.locator("ul[role=listbox] li").first.inner_text().strip().endswith(words(question))
        page.keyboard.press("Escape")


def test_empty_and_long_questions_get_a_sentence(app: App, page: Any) -> None:
    open_chat(page, app)
    page.click("#send")
    page.wait_for_selector("text=Hãy gõ câu hỏi")
    turn = ask(page, "a" * 5000)
    assert "tối đa là 2000" in turn.locator(".text").inner_text()


def test_answers_are_fast_and_waiting_shows_what_happens(app: App, page: Any) -> None:
    """The words come in steps: first what is being done, then the answer."""
    open_chat(page, app)
    page.evaluate(
        """() => { window.seen = []; new MutationObserver(() => { const t = document.querySelector('#log .turn');
        if (t) window.seen.push(t.className + (t.querySelector('.waiting') ? '+wait' : '')) })
        .observe(document.body, {childList: true, subtree: true}) }"""
    )
    ask(page, QUESTION)
    seen = page.evaluate("window.seen")
    assert seen[0] == "turn waiting+wait" and seen[-1] == "turn done"
