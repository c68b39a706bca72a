"""An assistant over one small invented document, with text that would do harm if it were ever taken for markup."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

from qa.errors import QaError
from qa.records import Answer, Citation, Document, Hit, Passage, RankedPassage, Section, Source, Task
from qa.settings import Settings
from qa.vietnamese import fold
from qa.web.app import create_app

DOC = "tinh-mau-kh-7-2024"
SCRIPT = "<script>window.hacked = 1</script>"
HEADING = 'I. MỤC TIÊU [1] <img src=x onerror="window.hacked = 2">'
GOAL = "1. Đến năm 2025 có 12 phòng thí nghiệm [xem](javascript:alert(1)) đạt chuẩn."
TEXT = f"KẾ HOẠCH {SCRIPT}\n{HEADING}\n{GOAL}\n1\tXây dựng kho dữ liệu\tSở Khoa học và Công nghệ"
REFERENCE = "mục 1 Phần I Kế hoạch số 7/KH-UBND ngày 01/3/2024 của UBND tỉnh Mẫu"


def _section(path: str, text: str, kind: str, parent: str | None = None, **values: Any) -> Section:
    start = TEXT.index(text)
    return Section(
        f"{DOC}#{path}", DOC, values.pop("label", ""), values.pop("heading", ""), kind, tuple(path.split("/")),
        start, start + len(text), parent, reference=values.pop("reference", ""), **values,
    )  # fmt: skip


_ROW = "1\tXây dựng kho dữ liệu\tSở Khoa học và Công nghệ"
_AT = TEXT.index(_ROW)
SECTIONS = [
    _section("tieu-de", f"KẾ HOẠCH {SCRIPT}", "title"),
    _section("I", HEADING, "heading", label="I.", heading=HEADING[3:]),
    _section("I/1", GOAL, "item", f"{DOC}#I", label="1.", reference=REFERENCE),
    _section("phu-luc/stt-1", _ROW, "table-row", label="STT 1", cells=(
        (_AT, _AT + 1), (_AT + 2, _AT + 22), (_AT + 23, _AT + len(_ROW)))),
]  # fmt: skip
DOCUMENT = Document(
    DOC, "Kế hoạch", "7/KH-UBND", "UBND tỉnh Mẫu", "Mẫu", "2024-03-01", f"Phát triển khoa học {SCRIPT}", "Trần Văn A",
    (), Source("mau/<img src=x onerror=alert(1)>.txt", "0" * 64, "txt"), TEXT,
)  # fmt: skip
TASK = Task(
    f"{DOC}#phu-luc/stt-1", DOC, f"{DOC}#phu-luc/stt-1", "Mẫu", f"Xây dựng kho dữ liệu {SCRIPT}",
    ("Sở Khoa học và Công nghệ",), (), (), "Năm 2025", "", "table", _ROW, _AT, _AT + len(_ROW),
    reference="số thứ tự 1 Phụ lục", lead_canonical=("Sở Khoa học và Công nghệ",),
)  # fmt: skip


class FakeIndex:
    version = "v-test"
    manifest = SimpleNamespace(model=SimpleNamespace(name="fake", engine="none"), documents=(), left_out=())

    def verify(self) -> None:
        pass

    def headers(self) -> list[Document]:
        return [DOCUMENT]

    documents = headers

    def document(self, doc_id: str) -> Document | None:
        return DOCUMENT if doc_id == DOC else None

    def sections(self, doc_id: str) -> list[Section]:
        return SECTIONS if doc_id == DOC else []

    def section(self, section_id: str) -> Section | None:
        return next((section for section in SECTIONS if section.section_id == section_id), None)

    def passages(self) -> list[Passage]:
        return [PASSAGE]

    set_aside: frozenset[str] = frozenset()

    def relations(self, doc_id: str) -> list[Any]:
        return []

    def tasks(self, docs: Any = None) -> list[Task]:
        return [TASK] if docs is None or DOC in docs else []


PASSAGE = Passage(
    "p1", DOC, f"{DOC}#I/1", (f"{DOC}#I/1",), GOAL, TEXT.index(GOAL), TEXT.index(GOAL) + len(GOAL), "Mẫu"
)


class FakeAssistant:
    """Answers every question alike; "không có" is refused, "hỏng" breaks, "chậm" waits for `hold`.

    "từng câu" waits for it between two sentences.
    """

    def __init__(self) -> None:
        self.index: Any = FakeIndex()
        self.asked: list[tuple[str, tuple[Any, ...], tuple[str, ...]]] = []
        self.closed = False
        self.hold = threading.Event()

    def ask(self, question: str, history: Any = (), docs: Any = (), on_text: Any = None, cancel: Any = None) -> Answer:
        self.asked.append((question, tuple(history), tuple(docs)))
        if "hỏng" in question:
            raise RuntimeError("secret detail of the failure")
        if "chậm" in question:
            self.hold.wait(10)
        if "sai" in question:
            raise QaError("Câu hỏi này không dùng được.")
        if "không có" in question:
            near = (RankedPassage(DOC, f"{DOC}#I/1", GOAL, 0.2),)
            return Answer(question, question, "Không tìm thấy trong các văn bản đã nạp.", True, 0.1, "abstained",
                          passages=near)  # fmt: skip
        quote = "12 phòng thí nghiệm [xem](javascript:alert(1))"
        start = TEXT.index(quote)
        text = f"Có **12 phòng** {SCRIPT} [1] và [9]"
        if on_text and "từng câu" in question:
            on_text("Câu thứ nhất. ")
            self.hold.wait(10)
        if on_text:
            on_text(text)
        cited = Citation(1, "k", DOC, f"{DOC}#I/1", REFERENCE, quote, start, start + len(quote), GOAL)
        return Answer(question, question, text, False, 0.9, "extractive", (cited,), timings_ms={"total": 5.0},
                      scope={"province": "Mẫu"})  # fmt: skip

    def task_sections(self, words: str) -> list[str]:
        wanted = fold(words).split()
        return [task.section_id for task in self.index.tasks() if all(word in fold(task.task) for word in wanted)]

    def search(self, question: str, k: int = 10, docs: Any = ()) -> list[Hit]:
        return [Hit(PASSAGE, 0.5)]

    def close(self) -> None:
        self.closed = True


def make_app(tmp_path: Any, assistant: FakeAssistant | None = None, **options: Any) -> Any:
    """Returns an app over the fake; `settings` overrides single settings."""
    corpus = tmp_path / "corpus"
    corpus.mkdir(exist_ok=True)
    values = {
        "corpus": corpus,
        "index": tmp_path / "index",
        "data": tmp_path / "data",
        "results": tmp_path / "eval",
    }
    settings = Settings(**{**values, **options.pop("settings", {})})
    fake = assistant or FakeAssistant()
    options.setdefault("only_local", False)
    options.setdefault("with_gradio", False)
    return create_app(lambda: fake, lambda: "v-test", settings, **options)
