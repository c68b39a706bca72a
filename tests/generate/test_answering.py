"""An extractive answer written anew: over a small invented index."""

import pytest

from qa.generate import attempt
from qa.generate.answering import generated, sources_of
from qa.records import Answer, CheckedSentence, Citation, Document, RankedPassage, Section, Source
from qa.settings import Settings

from .fakes import Scripted, passages_in

TEXT = (
    "KẾ HOẠCH\n"
    "IV. Tổ chức thực hiện\n"
    "2. Sở Tài chính\n"
    "a) Bố trí 12,5 tỷ đồng cho nghiên cứu khoa học.\n"
    "b) Hướng dẫn doanh nghiệp lập quỹ phát triển khoa học."
)
SETTINGS = Settings(llm="fake:m", llm_timeout=5, llm_retries=0)


class SmallIndex:
    """What `generated` asks of an index."""

    def __init__(self):
        lines = TEXT.splitlines()
        spec = [
            ("IV", lines[1], None),
            ("IV/2", lines[2], "d#IV"),
            ("IV/2/a", lines[3], "d#IV/2"),
            ("IV/2/b", lines[4], "d#IV/2"),
        ]
        self._sections = []
        for path, line, parent in spec:
            start = TEXT.index(line)
            id_, label = f"d#{path}", path.rpartition("/")[2]
            reference = f"{label} của Kế hoạch số 9/KH-UBND của UBND tỉnh Hà Giang"
            kind = "item" if label in "ab" else "heading"
            section = Section(
                id_, "d", label, "", kind, tuple(path.split("/")), start, start + len(line), parent, reference=reference
            )
            self._sections.append(section)
        file = Source("d.txt", "0", "txt")
        self._document = Document(
            "d", "Kế hoạch", "9/KH-UBND", "UBND tỉnh", "Hà Giang", "2023", "", None, (), file, TEXT
        )

    def document(self, doc_id):
        return self._document if doc_id == "d" else None

    def sections(self, doc_id):
        return self._sections

    def section(self, section_id):
        return next((each for each in self._sections if each.section_id == section_id), None)


INDEX = SmallIndex()
PASSAGE = TEXT[TEXT.index("a) Bố trí") :]
QUOTED = Citation(1, "k", "d", "d#IV/2/a", "", "x", 0, 1, "x")


def extractive(**more):
    fields = {
        "question": "Sở Tài chính làm gì?",
        "standalone_question": "Sở Tài chính tỉnh Hà Giang làm gì?",
        "answer": "“x” [1]",
        "abstained": False,
        "confidence": 0.9,
        "mode": "extractive",
        "citations": (QUOTED,),
        "passages": (RankedPassage("d", "d#IV/2", PASSAGE, 1.0),),
        "timings_ms": {"total": 1.0},
        "notes": ("cũ",),
    }
    return Answer(**fields | more)


def run(reply, **more):
    model = Scripted(replies=[reply, "1. BỎ"])
    return generated(extractive(**more), INDEX, SETTINGS, model), model


def key_of(messages):
    return passages_in(messages)[0]["key"]


def test_a_generated_answer_cites_the_section_that_holds_each_quote():
    answer, model = run(lambda messages: f"Hướng dẫn doanh nghiệp lập quỹ phát triển khoa học [{key_of(messages)}].")
    assert answer.mode == "generated" and answer.answer.endswith("lập quỹ phát triển khoa học [1].")
    (citation,) = answer.citations
    assert citation.section_id == "d#IV/2/b" and citation.text == TEXT.splitlines()[4]
    assert TEXT[citation.start : citation.end] == citation.quote
    assert [sentence.status for sentence in answer.sentences] == ["verified"]
    assert isinstance(answer.sentences[0], CheckedSentence)
    written = "Do mô hình ngôn ngữ m (fake) viết, từng câu đã đối chiếu với văn bản: câu 1 đúng văn bản."
    assert answer.timings_ms["total"] > 1.0 and answer.notes == ("cũ", written)
    assert "Sở Tài chính tỉnh Hà Giang làm gì?" in str(model.asked[0][1].content)


def test_a_name_that_stands_in_the_heading_brings_the_heading_as_a_citation():
    answer, _ = run(lambda messages: f"Sở Tài chính bố trí 12,5 tỷ đồng cho nghiên cứu khoa học [{key_of(messages)}].")
    assert [citation.section_id for citation in answer.citations] == ["d#IV/2/a", "d#IV/2"]
    assert answer.citations[1].quote == "2. Sở Tài chính" and answer.answer.endswith("[1][2].")
    assert all(TEXT[citation.start : citation.end] == citation.quote for citation in answer.citations)


@pytest.mark.parametrize("reply", ["Sở Tài chính bố trí 999 tỷ đồng [1].", RuntimeError("down"), ""])
def test_otherwise_the_extractive_answer_stays_with_a_note(reply):
    answer, _ = run(reply)
    assert (answer.answer, answer.mode, answer.citations) == ("“x” [1]", "extractive", (QUOTED,))
    assert len(answer.notes) == 2 and "trích dẫn nguyên văn" in answer.notes[1]


@pytest.mark.parametrize(
    "more", [{"mode": "ownership"}, {"mode": "metadata"}, {"mode": "abstained", "abstained": True}]
)
def test_register_rows_facts_and_refusals_are_left_alone(more):
    answer, model = run("x", **more)
    assert answer == extractive(**more) and model.asked == []


def test_nothing_is_asked_without_a_model():
    model = Scripted(replies=["x"])
    assert generated(extractive(), INDEX, Settings(), model) == extractive() and model.asked == []


def test_passages_that_the_index_no_longer_has_are_left_out():
    gone = (
        RankedPassage("e", "e#1", "x", 1.0),
        RankedPassage("d", "d#9", "x", 1.0),
        RankedPassage("d", "d#IV", "khác", 1.0),
    )
    assert list(sources_of(extractive(passages=gone), INDEX)) == []
    generation = attempt("Hỏi gì?", [], SETTINGS, Scripted(replies=["Sở Tài chính bố trí 12,5 tỷ đồng [1]."]))
    assert generation.answer is None
