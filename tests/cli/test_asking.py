"""`qa ask`, `qa ask --batch`, `qa search`."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qa.cli import options
from qa.errors import QaError
from qa.records import Answer, Citation, Turn

from .conftest import Command, Result

QUOTE = "c) Tỷ trọng đóng góp đạt từ 45-47%."
CITATION = Citation(
    n=1,
    key="k",
    doc_id="x",
    section_id="x#II/c",
    reference="điểm c Phần II Kế hoạch số 7/KH-UBND",
    quote=QUOTE,
    start=0,
    end=len(QUOTE),
    text=QUOTE,
)


class FakeAssistant:
    """Answers every question alike, refuses "không", and fails on "hỏng"."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[Turn], list[str]]] = []
        self.index = SimpleNamespace(headers=lambda: [])

    def ask(self, question: str, history: Any = (), docs: Any = (), on_text: Any = None) -> Answer:
        self.asked.append((question, list(history), list(docs)))
        if question == "hỏng":
            raise RuntimeError("secret detail")
        if "lạ" in docs:
            raise QaError("Không có văn bản lạ.")
        abstained = question == "không"
        text = "Không tìm thấy trong các văn bản đã nạp." if abstained else "Đạt **45-47%**. [1]"
        if on_text:
            on_text(text)
        citations = () if abstained else (CITATION,)
        return Answer(question, question, text, abstained, 0.9, "extractive", citations, notes=("Tên cũ.",))


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> FakeAssistant:
    fake = FakeAssistant()
    monkeypatch.setattr(options, "opened_assistant", lambda index: fake)
    return fake


def test_answer_with_numbered_sources(qa: Command, assistant: FakeAssistant) -> None:
    result = qa("ask", "Tỷ trọng là bao nhiêu?")
    assert result.status == 0
    assert result.out.splitlines() == [
        "Đạt 45-47%. [1]",
        "Lưu ý: Tên cũ.",
        "",
        "Nguồn:",
        "[1] điểm c Phần II Kế hoạch số 7/KH-UBND",
        f"    “{QUOTE}”",
        "    x#II/c",
    ]


def test_words_without_quotation_marks_are_one_question(qa: Command, assistant: FakeAssistant) -> None:
    qa("ask", "Ai", "ký", "kế hoạch?")
    assert assistant.asked[0][0] == "Ai ký kế hoạch?"


def test_answer_as_json(qa: Command, assistant: FakeAssistant) -> None:
    answer = qa("ask", "Tỷ trọng?", "--json").json
    assert answer["answer"] == "Đạt **45-47%**. [1]"
    assert answer["citations"][0]["quote"] == QUOTE


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_refusal_is_status_1(qa: Command, assistant: FakeAssistant, form: list[str]) -> None:
    result = qa("ask", "không", *form)
    assert result.status == 1
    assert "Không tìm thấy trong các văn bản đã nạp." in result.out


def test_documents_are_passed_on(qa: Command, assistant: FakeAssistant) -> None:
    qa("ask", "Ai?", "--doc", "a", "--doc", "b")
    assert assistant.asked == [("Ai?", [], ["a", "b"])]


@pytest.mark.parametrize("lines", [False, True])
def test_history(qa: Command, assistant: FakeAssistant, tmp_path: Path, lines: bool) -> None:
    turns = [{"question": "Mục tiêu?", "answer": "45%"}, {"question": "Còn 2030?", "answer": "50%"}]
    text = "\n".join(json.dumps(turn) for turn in turns) if lines else json.dumps(turns, ensure_ascii=False)
    (tmp_path / "history.json").write_text(text, encoding="utf-8")
    qa("ask", "Ai?", "--history", tmp_path / "history.json")
    assert assistant.asked[0][1] == [Turn("Mục tiêu?", "45%"), Turn("Còn 2030?", "50%")]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[1]", b"{", b'[{"question": "a"}]', None])
def test_bad_history(qa: Command, assistant: FakeAssistant, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "history.json"
    if content is not None:
        path.write_bytes(content)
    result = qa("ask", "Ai?", "--history", path)
    assert result.status == 2
    assert result.err.strip()
    assert assistant.asked == []


@pytest.mark.parametrize("question", ["", "   ", "?!…", "😀😀", "\x00\x01", "a" * 100_000])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_nothing_to_ask_or_too_much(
    qa: Command, assistant: FakeAssistant, command: str, question: str
) -> None:
    result = qa(command, question)
    assert result.status == 2
    assert result.err.startswith("Câu hỏi")
    assert result.out == ""


def test_question_missing(qa: Command) -> None:
    result = qa("ask")
    assert result.status == 2
    assert "Thiếu câu hỏi" in result.err


# Batches


def batch(qa: Command, folder: Path, content: bytes) -> tuple[Result, list[dict[str, Any]]]:
    (folder / "in.jsonl").write_bytes(content)
    result = qa("ask", "--batch", folder / "in.jsonl", "--out", folder / "out.jsonl")
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines() if result.status == 0 else []
    return result, [json.loads(line) for line in lines]


def test_batch_keeps_order_and_ids(qa: Command, assistant: FakeAssistant, tmp_path: Path) -> None:
    content = '{"id": "b", "question": "Hai?"}\n{"id": 1, "question": "không"}\n'.encode()
    result, answers = batch(qa, tmp_path, content)
    assert [(a["id"], a["question"], a["abstained"]) for a in answers] == [
        ("b", "Hai?", False),
        (1, "không", True),
    ]
    assert result.out == ""


def test_batch_passes_history_and_documents(qa: Command, assistant: FakeAssistant, tmp_path: Path) -> None:
    line = {"id": "a", "question": "Ai?", "history": [{"question": "Gì?", "answer": "Đó."}], "docs": ["d"]}
    batch(qa, tmp_path, json.dumps(line).encode())
    assert assistant.asked == [("Ai?", [Turn("Gì?", "Đó.")], ["d"])]


def test_bad_lines_cost_only_themselves(qa: Command, assistant: FakeAssistant, tmp_path: Path) -> None:
    bad = [
        b"not json",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"id": "no question"}',
        b'{"id": "number", "question": 5}',
        b'{"id": "docs", "question": "Ai?", "docs": "x"}',
        b'{"id": "history", "question": "Ai?", "history": [1]}',
        '{"id": "unknown", "question": "Ai?", "docs": ["lạ"]}'.encode(),
        '{"id": "bug", "question": "hỏng"}'.encode(),
    ]
    good = [b'{"id": "first", "question": "Ai?"}', b'{"id": "last", "question": "Ai?"}']
    result, answers = batch(qa, tmp_path, b"\n".join([good[0], *bad, good[1]]))
    assert result.status == 0
    ids = [answer["id"] for answer in answers]
    assert ids == [
        "first",
        None,
        None,
        None,
        "no question",
        "number",
        "docs",
        "history",
        "unknown",
        "bug",
        "last",
    ]
    assert all("error" in answer for answer in answers[1:-1])
    assert "error" not in answers[0] and "error" not in answers[-1]
    assert "secret" not in answers[-2]["error"]


def test_batch_reads_marks_and_blank_lines(qa: Command, assistant: FakeAssistant, tmp_path: Path) -> None:
    _, answers = batch(qa, tmp_path, b'\xef\xbb\xbf{"id": 1, "question": "Ai?"}\r\n\r\n')
    assert [answer["id"] for answer in answers] == [1]


def test_half_a_character_does_not_stop_a_batch(
    qa: Command, assistant: FakeAssistant, tmp_path: Path
) -> None:
    _, answers = batch(qa, tmp_path, b'{"id": "\\ud800", "question": "Ai \\ud800?"}')
    assert answers[0]["question"] == "Ai ??"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--batch", "in.jsonl"),
        ("--out", "out.jsonl"),
        ("--batch", "missing.jsonl", "--out", "out.jsonl"),
        ("Ai?", "--batch", "in.jsonl", "--out", "out.jsonl"),
        ("--batch", "in.jsonl", "--out", "in.jsonl"),
        ("--batch", "in.jsonl", "--out", "missing/out.jsonl"),
    ],
)
def test_wrong_use_of_batches(
    qa: Command, assistant: FakeAssistant, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "Ai?"}')
    result = qa("ask", *arguments)
    assert result.status == 2
    assert result.err.strip()
    assert (tmp_path / "in.jsonl").read_text() == '{"id": 1, "question": "Ai?"}'


def test_an_interrupted_batch_leaves_the_old_answers(
    qa: Command, assistant: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*args: Any, **kwargs: Any) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(assistant, "ask", interrupt)
    (tmp_path / "out.jsonl").write_text("old")
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "Ai?"}')
    result = qa("ask", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert result.status == 130
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


# On the documents


def test_unknown_document_names_what_there_is(qa: Command, index: Path) -> None:
    for command in ("ask", "search"):
        result = qa(command, "kinh phí thực hiện", "--doc", "ha-noi", "--index", index)
        assert result.status == 2
        assert "ha-noi" in result.err and "ha-nam-kh-2022" in result.err


@pytest.mark.parametrize("province", ["Hà Nam", "ha nam", "tỉnh Hà Nam", "Ninh Bình"])
def test_province_by_old_and_new_name(qa: Command, index: Path, province: str) -> None:
    """Hà Nam went into Ninh Bình on 1 July 2025."""
    hits = qa("search", "kinh phí thực hiện", "--province", province, "--json", "--index", index).json
    assert hits and {hit["doc_id"] for hit in hits} == {"ha-nam-kh-2022"}


@pytest.mark.parametrize("command", [("search", "kinh phí"), ("tasks",)])
@pytest.mark.parametrize("province", ["Cà Mau", "Xứ Lạ"])
def test_unknown_province_names_what_there_is(
    qa: Command, index: Path, command: tuple[str, ...], province: str
) -> None:
    result = qa(*command, "--province", province, "--index", index)
    assert result.status == 2
    assert province in result.err
    assert "Bắc Ninh, Bình Thuận, Hà Nam, Kon Tum" in result.err


def test_search_as_json(qa: Command, index: Path) -> None:
    hits = qa("search", "thị trường khoa học và công nghệ", "-k", "3", "--json", "--index", index).json
    assert len(hits) == 3
    assert {"doc_id", "section_id", "text", "score"} <= set(hits[0])
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
