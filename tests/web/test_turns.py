import dataclasses
import json
from typing import Any

import pytest
from tests.web.fake import SCRIPT, FakeAssistant, FakeIndex

from qa.records import Answer, CheckedSentence
from qa.settings import Settings
from qa.web.conversation import conversation_html, model_text, welcome_html
from qa.web.texts import texts
from qa.web.turns import ShownTurn, dump, from_answer, keep, load, load_past

VI = texts("vi")


def shown(question: str = "Bao nhiêu?") -> ShownTurn:
    answer: Answer = FakeAssistant().ask(question)
    index: Any = FakeIndex()
    return from_answer("ab12", answer, index)


def test_quote_is_marked_exactly_within_its_section() -> None:
    source = shown().sources[0]
    assert source.mark is not None
    assert source.text[source.mark[0] : source.mark[1]] == source.quote
    html = conversation_html([shown()], VI, "")
    assert "<mark>12 phòng thí nghiệm [xem](javascript:alert(1))</mark> đạt chuẩn." in html


def test_refusal_points_to_near_sections_and_has_no_sources() -> None:
    html = conversation_html([shown("không có gì")], VI, "")
    assert VI("near_intro") in html and 'href="/?doc=tinh-mau-kh-7-2024#I/1"' in html
    assert 'class="sources"' not in html


def test_refusal_does_not_list_near_sections_twice() -> None:
    turn = shown("không có")
    said = "**Không tìm thấy.** Đã tìm trong 4 văn bản.\nMục gần nhất:\n\n- mục 1 Phần I\n- mục 2"
    html = conversation_html([turn.model_copy(update={"answer": said})], VI, "")
    text = html.partition('<div class="text">')[2].partition("</div>")[0]
    assert "Đã tìm trong 4 văn bản." in text and "mục 2" not in text and "Mục gần nhất" not in text


def test_turns_survive_the_browser() -> None:
    turns = [shown(), shown("không có")]
    assert load(dump(turns)) == turns


def test_earlier_conversations_are_kept_newest_first_and_bounded() -> None:
    def conversation(number: int, size: int = 0) -> list[ShownTurn]:
        return [shown().model_copy(update={"id": f"{number:x}", "answer": "a" * size})]

    past: list[list[ShownTurn]] = []
    for number in range(1, 16):
        past = load_past(keep(past, conversation(number)))
    assert [turns[0].id for turns in past] == [f"{number:x}" for number in range(15, 5, -1)]
    assert keep(past, []) == [dump(turns) for turns in past]
    assert [turns[0].id for turns in load_past(keep(past, past[3]))][:2] == ["c", "f"]
    waiting = [turn.model_copy(update={"state": "waiting"}) for turn in conversation(99)]
    assert keep([], waiting) == []
    large: list[list[ShownTurn]] = []
    for number in range(1, 40):
        large = load_past(keep(large, [*conversation(number, 60_000), *conversation(1000 + number, 60_000)]))
    assert len(json.dumps([dump(turns) for turns in large])) < 1_100_000
    assert load_past([[{"id": '"><b>'}], 5, "x", None]) == [] and load_past({"a": 1}) == []


def test_what_a_browser_hands_back_is_checked_and_escaped() -> None:
    good = dump([shown()])[0]
    forged = {**good, "answer": SCRIPT, "question": SCRIPT, "notes": [SCRIPT]}
    forged["sources"] = [{**good["sources"][0], "mark": [-5, 10**9], "section_id": 'x" onclick="y'}]
    html = conversation_html(load([forged]), VI, "")
    assert "<script" not in html and '" onclick="' not in html
    assert load([{**good, "id": '"><b>'}, {"id": "a"}, 5, None]) == []
    assert load({"a": 1}) == [] and load("x") == [] and load(None) == []


def test_markers_lead_only_to_sources_that_there_are() -> None:
    html = conversation_html([shown()], VI, "")
    assert "data-cite='1'" in html and "data-cite='9'" not in html and "[9]" in html


SENTENCES = (
    CheckedSentence("Gồm:", "lead-in", "Gồm:"),
    CheckedSentence("Có 12 phòng thí nghiệm [1].", "verified", "Có 12 phòng thí nghiệm."),
    CheckedSentence("Đạt chuẩn [1].", "repaired", "Đạt chuẩn ISO.", "lời không có trong đoạn dẫn: ISO"),
    CheckedSentence("“12 phòng” [1]", "quoted", f"Có 99 phòng {SCRIPT}.", "con số không có trong đoạn dẫn: 99"),
    CheckedSentence("", "removed", f"Giá vàng tăng {SCRIPT}", f"lời không có trong đoạn dẫn: {SCRIPT}"),
)


def generated() -> ShownTurn:
    answer = dataclasses.replace(FakeAssistant().ask("Bao nhiêu?"), mode="generated", sentences=SENTENCES)
    index: Any = FakeIndex()
    return from_answer("ab12", answer, index)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_sentence_of_a_model_says_what_became_of_it(language: str) -> None:
    t = texts(language)
    html = conversation_html([generated()], t, "")
    checks = html.partition('<details class="checks">')[2].partition("</details>")[0]
    for status in ("verified", "repaired", "quoted", "removed"):
        assert checks.count(f'<li class="{status}"><b>{t(f"check_{status}")}</b>') == 1
        assert f"1 {t(f'check_{status}')}" in checks.partition("</summary>")[0]
    assert "Gồm:" not in checks and checks.count("<del>") == 3
    assert "con số không có trong đoạn dẫn: 99" in checks
    # What the documents do not say stands nowhere but struck out, among the checks.
    assert "Giá vàng" not in html.replace(checks, "")


def test_what_a_model_wrote_is_escaped_even_if_it_was_removed() -> None:
    assert "<script" not in conversation_html([generated()], VI, "")
    kept = load(dump([generated()]))
    assert kept == [generated()]
    forged = {**dump([generated()])[0], "sentences": [{"status": '"><b>', "text": "x"}]}
    assert load([forged]) == []


def test_quoted_answers_have_no_checks() -> None:
    assert "checks" not in conversation_html([shown()], VI, "")


@pytest.mark.parametrize(
    ("llm", "url", "part"),
    [
        ("", "", "Không dùng mô hình ngôn ngữ"),
        ("ollama:qwen3:4b", "", "qwen3:4b (ollama), chạy trên máy này (http://127.0.0.1:11434)"),
        ("openai:m", "http://u:matkhau@192.168.1.5:8000/v1", "mạng nội bộ (http://192.168.1.5:8000/v1)"),
        ("openai:m", "", "BÊN NGOÀI (https://api.openai.com)"),
        ("m", "", "nhà cung cấp:tên mô hình"),
    ],
)
def test_the_page_says_which_model_is_used_and_where_it_runs(llm: str, url: str, part: str) -> None:
    settings = Settings(llm=llm, llm_base_url=url)
    assert part in model_text(settings, VI) and "matkhau" not in model_text(settings, VI)
    assert model_text(settings, texts("en"))


def test_the_welcome_does_not_promise_verbatim_answers_where_a_model_writes() -> None:
    assert "nguyên văn" in welcome_html(4, [], VI)
    assert "nguyên văn" not in welcome_html(4, [], VI, with_model=True)
