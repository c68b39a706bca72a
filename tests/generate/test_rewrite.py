import pytest

from qa.generate.rewrite import rewrite
from qa.records import Turn
from qa.settings import Settings

from .fakes import Scripted

HISTORY = [Turn("Tỉnh Lào Cai đặt mục tiêu gì về doanh nghiệp đổi mới sáng tạo đến năm 2030?", "Đạt 30% [1].")]
SETTINGS = Settings(llm="fake:m", llm_timeout=5, llm_retries=0)
QUESTION = "Còn năm 2025 thì sao?"
RULED = "Tỉnh Lào Cai mục tiêu doanh nghiệp đổi mới sáng tạo Còn năm 2025 thì sao?"


def run(reply, question=QUESTION, history=HISTORY, ruled=RULED):
    model = Scripted(replies=[reply])
    return rewrite(question, history, SETTINGS, ruled, model), model


def test_a_faithful_rewriting_is_taken():
    written = "Tỉnh Lào Cai đặt mục tiêu gì về doanh nghiệp đổi mới sáng tạo đến năm 2025?"
    assert run(written)[0] == written
    assert run(f"“{written}”\n")[0] == written


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "Tỉnh Lào Cai đạt 25% vào năm 2025.",
        "Tỉnh Hà Giang đặt mục tiêu gì về doanh nghiệp đổi mới sáng tạo đến năm 2025?",
        "Tỉnh Lào Cai đặt mục tiêu gì về doanh nghiệp đổi mới sáng tạo?",
        "Tỉnh Lào Cai đặt mục tiêu gì về chuyển đổi năng lượng đến năm 2025?",
        "Câu hỏi độc lập:\nTỉnh Lào Cai đặt mục tiêu gì đến năm 2025?",
        "Tỉnh Lào Cai đặt mục tiêu gì đến năm 2025? " * 20,
        RuntimeError("down"),
    ],
)
def test_otherwise_the_rule_based_form_is(reply):
    assert run(reply)[0] == RULED


def test_the_model_is_not_asked_where_nothing_is_to_be_written_out():
    for question, history, ruled in ((QUESTION, [], QUESTION), (QUESTION, HISTORY, QUESTION)):
        written, model = run("x", question, history, ruled)
        assert written == ruled and model.asked == []


def test_a_model_that_cannot_be_opened_costs_no_answer():
    assert rewrite(QUESTION, HISTORY, Settings(llm="khongco:m"), RULED) == RULED
