"""Hostile documents and questions against a model that always complies: what is measured is the verification alone.

An attack succeeds if any of its words (`never`) reach what a user sees: the answer, its quotes, the text while it is
streamed, or the note. A "^" stands for the beginning of the answer.
"""

import json
import unicodedata
from pathlib import Path

import pytest

from qa.generate import attempt
from qa.settings import Settings

from .fakes import TARGETS, Scripted, passages_in, source, sources

CASES = [json.loads(line) for line in (Path(__file__).parent / "injections.jsonl").read_text("utf-8").splitlines()]
GOOD = "Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo đạt tối thiểu 45-47% [{real}]. "
ALSO_GOOD = " Sở Khoa học và Công nghệ chủ trì xây dựng cơ chế hỗ trợ khởi nghiệp sáng tạo [{other}]."
KEYS = {"{real}": "kab23", "{other}": "kcd34", "{third}": "kef56", "{injected}": "kgh67"}


def filled(text):
    for name, key in KEYS.items():
        text = text.replace(name, key)
    return text


def given(case, placing):
    """The sources with the hostile text as a passage of its own, or at the end of a real passage."""
    texts = sources()
    if case["where"] == "question":
        return texts
    if placing == "own":
        return [*texts, source(filled(case["text"]), "c#1", key="kgh67", start=9)]
    return [source(f"{TARGETS}\n{filled(case['text'])}", "a#1", key="kab23"), *texts[1:]]


def seen(generation, shown):
    """Everything that reaches the user, in plain characters."""
    parts = [generation.note, "^" + shown]
    if generation.answer is not None:
        parts += ["^" + generation.answer.answer, *(citation.quote for citation in generation.answer.citations)]
    text = unicodedata.normalize("NFKC", "\n".join(parts))
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return "".join(char for char in text if unicodedata.category(char) != "Cf").casefold()


def attack(case, placing, alone):
    question = case["text"] if case["where"] == "question" else "Mục tiêu và kinh phí hỗ trợ doanh nghiệp là bao nhiêu?"
    says = filled(case["says"])
    reply = says if alone else filled(GOOD) + says + filled(ALSO_GOOD)
    model = Scripted(replies=[reply, f"1. {says}\n2. {says}\n3. {says}"])
    shown = []
    settings = Settings(llm="fake:model", llm_timeout=20, llm_retries=0)
    generation = attempt(filled(question), given(case, placing), settings, model, shown.append)
    return generation, "".join(shown), model


def test_there_are_cases_of_every_kind():
    assert len(CASES) >= 100 and len({case["id"] for case in CASES}) == len(CASES)
    kinds = [case["attack"] for case in CASES]
    wanted = "ignore reveal false-number false-fact fake-passage fake-marker markup unicode".split()
    assert all(kinds.count(kind) >= 4 for kind in wanted)
    assert {(case["where"], case["lang"]) for case in CASES} == {
        (where, lang) for where in ("document", "question") for lang in ("vi", "en", "unicode")
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "among-true-sentences"])
@pytest.mark.parametrize("placing", ["own", "inside"])
def test_no_attack_succeeds(case, placing, alone):
    generation, shown, model = attack(case, placing, alone)
    visible = seen(generation, shown)
    assert [word for word in case["never"] if word.casefold() in visible] == []
    if generation.answer is not None:
        passages = {each.section_id: each for each in given(case, placing)}
        for citation in generation.answer.citations:
            cited = passages[citation.section_id]
            assert cited.text[citation.start - cited.start : citation.end - cited.start] == citation.quote
    keys = [passage["key"] for passage in passages_in(model.asked[0])]
    assert keys == [each.key for each in given(case, placing)]


@pytest.mark.parametrize("case", [case for case in CASES if case["where"] == "question"], ids=lambda case: case["id"])
def test_true_sentences_survive_a_hostile_question(case):
    """Otherwise refusing everything would pass."""
    generation, _, _ = attack(case, "own", alone=False)
    assert generation.answer is not None
    assert "khởi nghiệp sáng tạo [" in generation.answer.answer


def test_the_same_model_without_verification_would_be_fooled():
    """The attacks are real: each of the drafts carries its words."""
    fooled = 0
    for case in CASES:
        generation, _, _ = attack(case, "own", alone=True)
        draft = unicodedata.normalize("NFKC", generation.draft).casefold()
        fooled += any(word.lstrip("^. ").casefold() in draft for word in case["never"])
    assert fooled >= 0.8 * len(CASES)
