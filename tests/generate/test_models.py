"""Models over HTTP, from a server that misbehaves in every way that servers do."""

import logging
import threading
import traceback

import pytest
from pydantic import SecretStr

from qa.errors import QaError
from qa.generate import attempt, describe, models
from qa.generate.prompting import approximate, counter
from qa.settings import Settings

from .fakes import sources
from .servers import misbehaving

pytest.importorskip("langchain_openai", reason="the extra openai is not installed")

KEY = "sk-bi-mat-1234567890"
GOOD = ["Tỷ lệ doanh nghiệp có hoạt động đổi mới ", "sáng tạo đạt tối thiểu 45-47% [ka", "b23]."]
QUESTION = "Mục tiêu đến năm 2030 là gì?"


def ask(server, on_text=None, cancel=None, **more):
    options = {
        "llm": "openai:m",
        "llm_base_url": server.url,
        "llm_api_key": SecretStr(KEY),
        "llm_timeout": 10,
        "llm_retries": 2,
    }
    return attempt(QUESTION, sources(), Settings(**options | more), None, on_text, cancel)


def test_streams_a_verified_answer():
    shown = []
    with misbehaving(GOOD) as server:
        generation = ask(server, shown.append)
    assert generation.answer is not None and "".join(shown) == generation.answer.answer
    request = server.requests[0]
    assert request["stream"] is True and request["temperature"] == 0 and request["max_completion_tokens"] == 1024
    assert server.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("failures", [[[429]], [[500]], [[503], [429]], [["\0die"]], [["\0end"]]])
def test_what_passes_by_itself_is_tried_again(failures):
    with misbehaving(*failures, GOOD) as server:
        generation = ask(server)
    assert generation.answer is not None and len(server.requests) == len(failures) + 1


@pytest.mark.parametrize(
    ("behaviour", "requests", "note"),
    [
        ([429], 3, "quá tải"),
        ([500], 3, "báo lỗi 500"),
        ([400], 1, "báo lỗi 400"),
        ([401], 1, "từ chối khóa"),
        ([404], 1, "không có mô hình"),
        ([*GOOD[:2], "\0bad"], 1, "không trọn vẹn"),
        ([*GOOD[:2], "\0die"], 1, "không trọn vẹn"),
        ([*GOOD, " Và", "\0end"], 1, "không"),
    ],
    ids=["429", "500", "400", "401", "404", "malformed", "dies", "ends early"],
)
def test_failures_give_the_extractive_answer_with_a_note(behaviour, requests, note):
    with misbehaving(behaviour) as server:
        generation = ask(server)
    assert generation.answer is None
    assert note in generation.note and "trích dẫn nguyên văn" in generation.note
    assert len(server.requests) == requests


@pytest.mark.parametrize(
    "behaviour", [[30.0], [GOOD[0], 30.0], ["a ", *[0.05, "a "] * 600]], ids=["silent", "stalls", "drips"]
)
def test_time_limit_holds_however_the_server_delays(behaviour):
    with misbehaving(behaviour) as server:
        generation = ask(server, llm_timeout=0.5)
    assert generation.answer is None and "quá chậm" in generation.note


def test_cancelled_while_the_server_is_silent():
    cancel = threading.Event()
    with misbehaving([30.0]) as server:
        threading.Timer(0.2, cancel.set).start()
        generation = ask(server, cancel=cancel, llm_timeout=25)
    assert generation.answer is None and generation.note == ""


def test_nobody_listens():
    with misbehaving(GOOD) as server:
        url = server.url
    settings = Settings(llm="openai:m", llm_base_url=url, llm_retries=0)
    generation = attempt(QUESTION, sources(), settings)
    assert generation.answer is None and "không kết nối được" in generation.note


def test_an_answer_cut_in_its_last_sentence_loses_that_sentence():
    with misbehaving([*GOOD, " Sở Khoa học và Công nghệ chủ trì xây"], ["1. BỎ"]) as server:
        generation = ask(server)
    assert generation.answer is not None and "chủ trì" not in generation.answer.answer
    assert generation.sentences[1].reason == "câu bị cắt giữa chừng"


@pytest.mark.parametrize("behaviour", [[401], [429], [500], [GOOD[0], "\0die"]])
def test_the_key_is_in_no_log_note_or_record(behaviour, caplog):
    caplog.set_level(logging.DEBUG)
    with misbehaving(behaviour) as server:
        generation = ask(server, llm_retries=1)
    assert server.keys[0].endswith(KEY)
    ours = [record for record in caplog.records if record.name.startswith("qa.")]
    assert ours
    told = "\n".join(record.getMessage() + str(record.exc_info or "") for record in caplog.records)
    assert KEY not in told and KEY not in repr(generation)


def test_the_key_does_not_travel_in_an_exception():
    settings = Settings(llm="openai:m", llm_base_url="http://user:matkhau@127.0.0.1:9/v1", llm_api_key=SecretStr(KEY))
    with misbehaving([401]) as server:
        open_settings = settings.model_copy(update={"llm_base_url": server.url})
        model = models.open_model(open_settings)
        with pytest.raises(models.ModelFailed) as failed:
            list(models.stream(model, [("user", "x")], open_settings, deadline=1e12))
    shown = "".join(traceback.format_exception(failed.value))
    assert KEY not in shown
    assert models.redact(f"Bearer abcdefgh {KEY} http://user:matkhau@h/", settings) == "*** *** http://***h/"
    assert KEY not in repr(settings) and "matkhau" not in describe(settings)


@pytest.mark.parametrize(
    ("llm", "url", "parts"),
    [
        ("", "", ["Không dùng mô hình ngôn ngữ"]),
        ("ollama:qwen3:4b", "", ["qwen3:4b (ollama)", "127.0.0.1:11434", "trên máy này"]),
        ("openai:m", "http://localhost:8080/v1", ["http://localhost:8080/v1", "trên máy này", "không rời khỏi máy"]),
        ("openai:m", "http://[::1]:8080/v1", ["trên máy này"]),
        ("openai:m", "http://192.168.1.5:8000/v1", ["mạng nội bộ"]),
        ("openai:m", "http://maychu:8000/v1", ["mạng nội bộ"]),
        ("openai:m", "", ["api.openai.com", "BÊN NGOÀI", "gửi ra ngoài cơ quan"]),
        ("openai:m", "https://localhost.evil.com/v1", ["BÊN NGOÀI"]),
        ("anthropic:c", "", ["c (anthropic)", "BÊN NGOÀI"]),
    ],
)
def test_describe_says_which_model_and_where(llm, url, parts):
    text = describe(Settings(llm=llm, llm_base_url=url))
    assert all(part in text for part in parts)


@pytest.mark.parametrize(
    ("llm", "part"),
    [
        ("gpt", "nhà cung cấp:tên mô hình"),
        ("openai:", "nhà cung cấp:tên mô hình"),
        ("khongco:m", "QA_LLM"),
        ("anthropic:claude", "pip install langchain-anthropic"),
    ],
)
def test_a_model_that_cannot_be_opened_is_named_with_the_command(llm, part):
    with pytest.raises(QaError) as error:
        models.open_model(Settings(llm=llm))
    assert part in str(error.value)


def test_a_missing_extra_is_named_with_the_command(monkeypatch):
    monkeypatch.setattr(models, "find_spec", lambda name: None)
    with pytest.raises(QaError, match=r'pip install "qa\[ollama\]"'):
        models.open_model(Settings(llm="ollama:khong-co"))


def test_token_counts_fall_back_to_an_approximation():
    with misbehaving(GOOD) as server:
        count = counter(Settings(llm="openai:m", llm_base_url=server.url))
        assert count("một câu") == approximate("một câu") == 4
    assert counter(Settings(llm="ollama:m")) is approximate
