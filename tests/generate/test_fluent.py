"""The gold set's answers, fluent and true, as a model might write them: how many sentences the verification lets stand.

`python -m tests.generate.test_fluent INDEX` prints the figure. A sentence that falls costs a repair or becomes a quote.
"""

import sys
from pathlib import Path

import pytest

from qa.evaluation.gold import load
from qa.generate.answering import sources_of
from qa.generate.checking import check
from qa.generate.draft import Draft
from qa.index import open_index
from qa.records import Answer, RankedPassage
from qa.vietnamese import normalize

GOLD = Path(__file__).parents[2] / "eval" / "gold.jsonl"
# Of these the answer is a register row, a header fact or a refusal, which no model writes.
# The sets whose reference answers are sentences; those of the others are notes, with quotes in brackets.
SETS = ("a-", "b-", "c-", "d-", "e-")
LEFT_OUT = {"unanswerable", "ownership", "same-task", "metadata", "false-premise"}


def measure(index):
    """Returns how many sentences stood on the passages that hold their evidence, and of how many."""
    stood = count = 0
    passages = index.passages()
    for question in load(GOLD):
        places = {evidence.section_id for evidence in question.evidence}
        held = [passage for passage in passages if places.intersection(passage.section_ids)][:12]
        if question.kind in LEFT_OUT or not held or not question.id.startswith(SETS):
            continue
        ranked = tuple(RankedPassage(each.doc_id, each.section_id, each.text, 1.0) for each in held)
        given = list(sources_of(Answer("", "", "", False, 1.0, "extractive", passages=ranked), index))
        draft = Draft([each.key for each in given])
        for sentence in draft.feed(normalize(question.answer)) + draft.finish():
            if not sentence.lead_in:
                stood += check(sentence, given).stands
                count += 1
    return stood, count


@pytest.mark.model
def test_most_sentences_of_true_answers_stand(real_index):
    index = open_index(real_index)
    stood, count = measure(index)
    index.close()
    assert count > 300 and stood >= 0.65 * count, (stood, count)


if __name__ == "__main__":
    print("stood {} of {}".format(*measure(open_index(Path(sys.argv[1])))))
