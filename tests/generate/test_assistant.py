"""The assistant with a model in it: real index and search, a scripted model."""

import threading

import pytest

from qa import Assistant
from qa.generate import generator, rewrite
from qa.records import Turn
from qa.settings import Settings

from .fakes import Scripted, passages_in

pytestmark = pytest.mark.model
QUESTION = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh giai đoạn 2023-2025 là bao nhiêu?"
TRUE = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP bình quân giai đoạn 2023-2025 đạt từ 45-47%"
FALSE = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP bình quân giai đoạn 2023-2025 đạt từ 95-97%"


@pytest.fixture(scope="module")
def plain(real_index):
    return Assistant.open(real_index, Settings())


@pytest.fixture
def asked(plain, monkeypatch):
    """Asks an assistant whose model gives these replies; returns the answer, what was told, and the model."""

    def ask(*replies, question=QUESTION, history=(), cancel=None, pause=0.0):
        model = Scripted(replies=list(replies), pause=pause)
        monkeypatch.setattr(generator, "open_model", lambda settings: model)
        monkeypatch.setitem(rewrite.__globals__, "open_model", lambda settings: model)
        settings = Settings(llm="fake:m", llm_timeout=20, llm_retries=0)
        told = []
        assistant = Assistant(plain.index, plain.retriever.embedder, settings)
        return assistant.ask(question, history, on_text=told.append, cancel=cancel), told, model

    return ask


def first(text):
    return lambda messages: f"{text} [{passages_in(messages)[0]['key']}]."


def test_the_pieces_that_are_told_are_the_answer(asked):
    answer, told, _ = asked(lambda messages: first(TRUE)(messages) + " " + first(TRUE)(messages))
    assert answer.mode == "generated" and "".join(told) == answer.answer and len(told) > 1
    assert {sentence.status for sentence in answer.sentences} == {"verified"}
    assert "45-47%" in answer.citations[0].quote and answer.timings_ms["generate"] > 0


def test_an_answer_that_does_not_stand_leaves_the_quoted_one(asked, plain):
    quoted = plain.ask(QUESTION)
    answer, told, _ = asked(first(FALSE), "1. BỎ")
    assert (answer.answer, answer.citations) == (quoted.answer, quoted.citations) and answer.sentences == ()
    assert "".join(told) == quoted.answer and "không đứng vững" in answer.notes[-1]
    # Something stood and was shown, but too little: the answer that is returned takes its place.
    junk = " Giá vàng tăng 5%. Thời tiết rất đẹp."
    answer, told, _ = asked(lambda messages: first(TRUE)(messages) + junk, "1. BỎ\n2. BỎ")
    assert answer.answer == quoted.answer and "95" not in "".join(told) and "vàng" not in "".join(told)


def test_stopped_it_gives_the_quoted_answer_at_once(asked, plain):
    cancel = threading.Event()
    cancel.set()
    answer, _, model = asked(first(TRUE), cancel=cancel)
    assert model.asked == []
    assert answer.answer == plain.ask(QUESTION).answer and answer.notes == plain.ask(QUESTION).notes


def test_a_model_that_cannot_be_opened_costs_no_answer(plain):
    assistant = Assistant(plain.index, plain.retriever.embedder, Settings(llm="anthropic:c"))
    answer = assistant.ask(QUESTION)
    assert answer.answer == plain.ask(QUESTION).answer
    assert "pip install langchain-anthropic" in answer.notes[-1]


def test_a_follow_up_is_written_out_by_the_model(asked):
    history = [Turn(QUESTION, TRUE)]
    better = "Tỷ trọng đóng góp của TFP vào tăng trưởng GRDP của Bắc Ninh đến năm 2030 là bao nhiêu?"
    answer, _, model = asked(better, first(TRUE), question="Còn đến năm 2030?", history=history)
    assert answer.standalone_question == better and answer.question == "Còn đến năm 2030?"
    assert len(model.asked) >= 2 and answer.timings_ms["rewrite"] >= 0
    answer, _, _ = asked("Hà Nam đặt mục tiêu gì?", first(TRUE), question="Còn đến năm 2030?", history=history)
    assert "Bắc Ninh" in answer.standalone_question and "Hà Nam" not in answer.standalone_question


ENGLISH = "What share of GRDP growth should TFP contribute in Bac Ninh in 2023-2025?"


def test_an_english_question_gets_its_notes_and_reasons_in_english(asked):
    answer, _, _ = asked(first(FALSE), "1. BỎ", question=ENGLISH)
    assert answer.mode != "generated" and any("did not stand" in note for note in answer.notes)
    answer, _, _ = asked(RuntimeError("down"), question=ENGLISH)
    assert any("could not be used" in note for note in answer.notes)
    junk = " Giá vàng tăng 5%."
    answer, _, _ = asked(lambda messages: first(TRUE)(messages) + junk, "1. BỎ", question=ENGLISH)
    assert answer.mode == "generated"
    assert any(note.startswith("Written by the language model m") for note in answer.notes)
    removed = [sentence for sentence in answer.sentences if sentence.status == "removed"]
    assert removed and removed[0].reason and "đoạn dẫn" not in removed[0].reason


def test_a_refusal_to_an_english_question_is_framed_in_english(plain):
    answer = plain.ask("What is the population of Paris in France?")
    assert answer.abstained and "Not found" in answer.answer
    assert "Đã tìm" not in answer.answer and "Mục gần nhất" not in answer.answer
