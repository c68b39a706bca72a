"""Sentences made false by little, told by a model that obeys: none may stand. And true ones, most of which must.

A figure of the clause beside, a subject of the next sentence, a condition left out, digits and signs in disguise,
number words, denials, units, years, two provinces in one sentence. Each is cited rightly: only its meaning is wrong.
"""

import json
import re
from pathlib import Path

import pytest

from qa.generate import attempt
from qa.settings import Settings
from qa.vietnamese import fold

from .fakes import Scripted, source

ROWS = [json.loads(line) for line in (Path(__file__).parent / "distorted.jsonl").read_text("utf-8").splitlines()]
PASSAGES = {row["passage"]: row for row in ROWS if "passage" in row}
FALSE = {row["id"]: row["false"] for row in ROWS if "false" in row}
TRUE = [row["true"] for row in ROWS if "true" in row]
SETTINGS = Settings(llm="fake:model", llm_timeout=20, llm_retries=0)


def told(says):
    """What comes of a model that says this, and insists on it when asked again."""
    given = [
        source(row["text"], f"{fold(row['province']).replace(' ', '-')}#{name}", row["province"], f"k{name}x23")
        for name, row in PASSAGES.items()
        if f"{{{name}}}" in says
    ]
    reply = re.sub(r"\{(\w)\}", r"[k\1x23]", says)
    return attempt("Hỏi gì?", given, SETTINGS, Scripted(replies=[reply, f"1. {reply}"]))


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_does_not_stand(name):
    generation = told(FALSE[name])
    assert generation.answer is None, generation.answer


def test_most_of_what_is_true_stands():
    """Otherwise letting nothing stand would pass. What falls joins two clauses, or words the sentence anew."""
    stood = [says for says in TRUE if (made := told(says)).answer is not None and made.counts["verified"]]
    assert len(stood) >= 0.85 * len(TRUE), sorted(set(TRUE) - set(stood))


def test_a_list_holds_what_its_lead_in_says_of_it():
    """An item that is true by itself is not of another list."""
    lead_in, real, strange = "Không hỗ trợ các trường hợp sau", "Doanh nghiệp đang nợ thuế", "Có 12 phòng thí nghiệm"
    generation = told(f"{lead_in} {{l}}:\n- {real} {{l}}.\n- {strange} đạt chuẩn {{j}}.")
    assert generation.answer is not None
    assert "nợ thuế" in generation.answer.answer and "phòng thí nghiệm" not in generation.answer.answer
