import json
from typing import Any

from tests.web.fake import SCRIPT, FakeAssistant, FakeIndex

from qa.records import Answer
from qa.web.conversation import conversation_html
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
