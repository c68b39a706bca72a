"""What goes with a generated answer wherever it is taken."""

import pytest

from qa.generate.telling import is_provenance, provenance
from qa.records import CheckedSentence

SENTENCES = [
    CheckedSentence("Gồm:", "lead-in"),
    CheckedSentence("A [1].", "verified"),
    CheckedSentence("", "removed"),
    CheckedSentence("“B” [2]", "quoted"),
    CheckedSentence("C [3].", "repaired"),
    CheckedSentence("D [4].", "verified"),
    CheckedSentence("", "removed"),
]


def test_it_names_the_model_and_counts_sentences_as_they_stand():
    assert provenance(SENTENCES, "qwen3:4b (ollama)") == (
        "Do mô hình ngôn ngữ qwen3:4b (ollama) viết, từng câu đã đối chiếu với văn bản: câu 1, 4 đúng văn bản; "
        "câu 3 đã sửa cho đúng văn bản; câu 2 là trích dẫn thay cho câu của mô hình; "
        "2 câu không có trong văn bản đã bỏ."
    )
    assert provenance(SENTENCES, "m", english=True) == (
        "Written by the language model m, each sentence checked against the documents (sentences by number): "
        "verified 1, 4; mended 3; replaced by a quote 2; 2 more removed, which the documents do not say."
    )


@pytest.mark.parametrize("english", [True, False])
def test_it_is_known_among_other_notes(english):
    assert is_provenance(provenance(SENTENCES, "m", english))
    assert not is_provenance("tỉnh Bắc Ninh: nay gồm cả Bắc Giang") and not is_provenance("")
