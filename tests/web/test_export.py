import io
from datetime import date

from docx import Document

from qa.web.export import to_docx, to_markdown
from qa.web.feedback import TurnRecord

DAY = date(2025, 3, 9)
TURN = TurnRecord.model_validate(
    {
        "id": "a1",
        "question": "Bao nhiêu <script> phòng [x](javascript:y)?",
        "answer": "Có:\n- **12 phòng** [1]\n  - thêm\x0b nữa",
        "citations": [
            {"n": 1, "doc_id": "d", "section_id": "d#I", "reference": "mục 1 Phần I", "quote": "12\nphòng"}
        ],
    }
)


def test_word_document_holds_questions_answers_and_sources() -> None:
    paragraphs = Document(io.BytesIO(to_docx([TURN, TURN], DAY))).paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    assert "Ngày 09/03/2025" in texts
    assert "Câu 1. Bao nhiêu <script> phòng [x](javascript:y)?" in texts
    assert texts.count("[1] mục 1 Phần I: “12 phòng”") == 2
    bold = next(paragraph for paragraph in paragraphs if paragraph.text == "12 phòng [1]")
    assert [run.text for run in bold.runs if run.bold] == ["12 phòng"]


def test_markdown_escapes_what_could_be_markup() -> None:
    text = to_markdown([TURN], DAY).decode()
    assert "\\<script\\>" in text and "\\[x](javascript:y)" in text
    assert "- **12 phòng** [1]" in text
    assert "- [1] mục 1 Phần I: “12 phòng”" in text


WRITTEN = "Do mô hình ngôn ngữ m (openai) viết, từng câu đã đối chiếu với văn bản: câu 1 đúng văn bản; 1 câu đã bỏ."


def test_a_file_says_that_a_model_wrote_an_answer_and_what_its_sentences_are() -> None:
    turn = TURN.model_copy(update={"written": WRITTEN})
    assert f"*{WRITTEN}*" in to_markdown([turn], DAY).decode()
    texts = [paragraph.text for paragraph in Document(io.BytesIO(to_docx([turn], DAY))).paragraphs]
    assert texts.index(WRITTEN) == texts.index("thêm nữa") + 1


def test_a_file_is_in_the_language_of_its_page() -> None:
    lines = to_markdown([TURN], DAY, "en").decode().splitlines()
    assert lines[0] == "# Questions on policy documents" and lines[4].startswith("## Question 1.")
    texts = [paragraph.text for paragraph in Document(io.BytesIO(to_docx([TURN], DAY, "en"))).paragraphs]
    assert "Sources" in texts and not any(text.startswith(("Câu ", "Ngày ")) for text in texts)
