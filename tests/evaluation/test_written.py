"""What an evaluation with a language model reports, over fakes: by hand, and through the real assistant's hook."""

import dataclasses

import pytest

from qa.evaluation import report, written
from qa.evaluation.runner import run
from qa.evaluation.written import WithModel
from qa.generate import Generation
from qa.generate.results import GeneratedAnswer
from qa.records import CheckedSentence

from .conftest import FakeAssistant, citation, gold, good_answer, refusal

QUESTION = gold().question
FALSE = "Đến năm 2025, tỷ lệ đổi mới đạt 99% [1]."
CITED = (citation(1, "I/1", "Đến năm 2025, tỷ lệ đổi mới đạt 35% số doanh nghiệp."),)
SENTENCES = (
    CheckedSentence("Tỷ lệ đổi mới đạt 35% [1].", "verified", "Tỷ lệ đổi mới đạt 35%."),
    CheckedSentence("", "removed", "Tỷ lệ đổi mới đạt 99%.", "con số không có trong đoạn dẫn: 99%"),
    CheckedSentence("“35%” [1]", "quoted", "36%", "con số không có trong đoạn dẫn: 36%"),
    CheckedSentence("Gồm:", "lead-in", "Gồm:"),
)
STOOD = Generation(
    GeneratedAnswer("Tỷ lệ đổi mới đạt 35% [1].", CITED, SENTENCES),
    draft=FALSE, draft_citations=CITED, sentences=SENTENCES, prompt="answer.vi 1",
)  # fmt: skip
FELL = Generation(None, note="không đứng vững", draft=FALSE, draft_citations=CITED, sentences=SENTENCES[1:2])
REFUSED = Generation(None, note="không tìm thấy", refused=True, draft="Không tìm thấy trong các văn bản đã nạp.")
FAILED = Generation(None, note="quá chậm")


class Assistant(FakeAssistant):
    """Asks its model of the questions that it has a generation for."""

    on_generation = None

    def __init__(self, answers, generations):
        super().__init__(answers)
        self.generations = generations

    def ask(self, question, history=(), docs=()):
        answer = super().ask(question, history, docs)
        made = self.generations.get(question)
        if made is None:
            return answer
        self.on_generation(answer, made)
        return dataclasses.replace(answer, answer=made.answer.answer, mode="generated") if made.answer else answer


def evaluate(sections, generations, *questions, answers=None):
    assistant = Assistant(answers or {each.question: good_answer(each.question) for each in questions}, generations)
    return run(lambda: WithModel(assistant), questions, sections, canonical=str, about={"system": "fake"})


def test_without_a_model_nothing_is_reported(sections):
    result = run(lambda: FakeAssistant({}), [gold()], sections, canonical=str, about={})
    assert "model" not in result["summary"] and "written" not in result["questions"][0]
    assert "Language model" not in report.markdown(result)


@pytest.mark.parametrize(
    ("made", "outcome", "scores"),
    [
        # The draft says 99 %: wrong, so −1 without verification; what is shown says 35 %.
        (STOOD, "generated", (1, -1, 1)),
        (FELL, "too little stood", (1, -1, 1)),
        (REFUSED, "refused", (1, 0, 1)),
        (FAILED, "failed", (1, 1, 1)),
    ],
)
def test_the_score_with_and_without_verification(sections, made, outcome, scores):
    result = evaluate(sections, {QUESTION: made}, gold())
    model = result["summary"]["model"]
    assert model["asked"] == 1 and model["outcomes"] == {outcome: 1}
    ways = model["questions the model was asked"]
    assert tuple(ways[way]["crag"] for way in ("verified", "unverified", "quotes")) == scores
    kept = result["questions"][0]["written"]
    assert (kept["draft"], kept["note"]) == (made.draft, made.note)


def test_sentences_are_counted_and_questions_without_a_model_score_alike(sections):
    other = gold(id="q2", question="Khác?")
    result = evaluate(sections, {QUESTION: STOOD}, gold(), other, answers={QUESTION: good_answer()})
    model = result["summary"]["model"]
    assert model["sentences"] == {"verified": 1, "repaired": 0, "quoted": 1, "removed": 1}
    assert model["asked"] == 1 and "written" not in result["questions"][1]
    # q1: 1, −1, 1; q2 is refused whoever answers: 0.
    assert [model["all questions"][way]["crag"] for way in written.WAYS] == [0.5, -0.5, 0.5]
    text = report.markdown(result)
    assert "Sentences of the model: verified 1, repaired 0, quoted 1, removed 1." in text
    assert "| all questions | 0.500 | -0.500 | 0.500 |" in text
    assert "Mô hình ngôn ngữ" in report.html(result)


def test_a_question_forgets_what_was_written_for_the_one_before(sections):
    assistant = WithModel(Assistant({QUESTION: good_answer(), "Khác?": refusal("Khác?")}, {QUESTION: STOOD}))
    assistant.ask(QUESTION)
    assert assistant.written is not None
    assistant.ask("Khác?")
    assert assistant.written is None
