"""Requests within the model's context."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.generate import prompting
from qa.generate.models import answer_tokens
from qa.generate.sources import Source, with_own_keys
from qa.settings import Settings


def request(context, passages=6):
    sources = with_own_keys([Source("d", f"d#{n}", f"Đoạn {n}. " + "chữ " * 60, 0) for n in range(passages)])
    chosen = Settings(llm="fake:m", llm_context_tokens=context)
    return chosen, prompting.ask("Câu hỏi?", sources, chosen, prompting.approximate)[0]


def size(messages):
    return sum(prompting.approximate(text) for _, text in messages)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 40), st.integers(0, 400), st.sampled_from([2048, 4096, 8192]))
def test_a_request_for_repair_keeps_room_for_its_answer(failures, words, context):
    chosen, messages = request(context)
    failed = [(f"Câu {n} " + "sai " * 20, "không có số này") for n in range(1 + failures)]
    again = prompting.ask_again(messages, "chữ " * words, failed, chosen, prompting.approximate)
    assert size(again) <= context - answer_tokens(context)
    assert [role for role, _ in again] == ["system", "user", "assistant", "user"]
    assert "Đoạn 0" in again[1][1] and "Câu 0" in again[3][1]


@pytest.mark.parametrize("draft", ["Một câu. Hai câu."])
def test_what_fits_is_sent_whole(draft):
    chosen, messages = request(8192)
    again = prompting.ask_again(messages, draft, [("Hai câu.", "không nêu nguồn")], chosen, prompting.approximate)
    assert again[:2] == messages and again[2] == ("assistant", draft)
