"""A made-up document of two headings, a fake index around it, and an assistant that reads its answers."""

import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from qa.evaluation.gold import Evidence, GoldQuestion
from qa.evaluation.sections import Sections
from qa.records import Answer, Citation, Document, RankedPassage, Section, Source, Task

DOC = "tinh-x-kh-1-2024"
TEXT = (
    "I. MỤC TIÊU\n"
    "Đến năm 2025, tỷ lệ đổi mới đạt 35% số doanh nghiệp.\n"
    "Đến năm 2030, tỷ lệ đổi mới đạt 50% số doanh nghiệp.\n"
    "II. TỔ CHỨC THỰC HIỆN\n"
    "Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính\n"
    "xây dựng đề án trong quý II.\n"
)


def _section(path, start_words, end_words, kind, parent=None):
    start = TEXT.index(start_words)
    end = TEXT.index(end_words) + len(end_words)
    return Section(f"{DOC}#{path}", DOC, path, "", kind, (path,), start, end, parent and f"{DOC}#{parent}")


SECTIONS = (
    _section("I", "I. MỤC", "MỤC TIÊU", "heading"),
    _section("I/1", "Đến năm 2025", "35% số doanh nghiệp.", "paragraph", "I"),
    _section("I/2", "Đến năm 2030", "50% số doanh nghiệp.", "paragraph", "I"),
    _section("II", "II. TỔ", "THỰC HIỆN", "heading"),
    _section("II/1", "Sở Khoa học", "quý II.", "paragraph", "II"),
)


class FakeIndex:
    """Holds the one document."""

    def documents(self):
        source = Source("x.txt", "0" * 64, "txt")
        return [Document(DOC, "Kế hoạch", "1/KH-UBND", "", "X", "2024", "Kế hoạch", None, (), source, TEXT)]

    def sections(self, doc_id):
        return list(SECTIONS)


def text_of(path: str) -> str:
    section = next(section for section in SECTIONS if section.section_id == f"{DOC}#{path}")
    return TEXT[section.start : section.end]


def citation(n: int, path: str, quote: str) -> Citation:
    start = TEXT.index(quote)
    where = f"{DOC}#{path}"
    reference = f"mục {path} Kế hoạch số 1/KH-UBND"
    return Citation(n, f"k{n}", DOC, where, reference, quote, start, start + len(quote), text_of(path))


def passages(*paths: str) -> tuple[RankedPassage, ...]:
    return tuple(
        RankedPassage(DOC, f"{DOC}#{path}", text_of(path), 1 / rank) for rank, path in enumerate(paths, 1)
    )


TASK = Task(
    "t1",
    DOC,
    f"{DOC}#II/1",
    "X",
    "xây dựng đề án",
    ("Sở Khoa học và Công nghệ",),
    ("Sở Tài chính",),
    (),
    "trong quý II",
    "",
    "org-section",
    text_of("II/1"),
    0,
    10,
)


class FakeAssistant:
    """Gives the answers that it was made with, by question; refuses everything else."""

    def __init__(self, answers: dict[str, Answer | Exception]) -> None:
        self.answers = answers
        self.asked: list[tuple] = []

    def ask(self, question: str, history: Sequence = (), docs: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history), tuple(docs)))
        answer = self.answers.get(question, refusal(question))
        if isinstance(answer, Exception):
            raise answer
        return answer


def refusal(question: str, confidence: float = 0.1) -> Answer:
    return Answer(
        question, question, "Không tìm thấy trong các văn bản đã nạp.", True, confidence, "abstained"
    )


def gold(**fields) -> GoldQuestion:
    quote = "tỷ lệ đổi mới đạt 35% số doanh nghiệp"
    values = {
        "id": "q1",
        "question": "Đến năm 2025 tỷ lệ đổi mới là bao nhiêu?",
        "kind": "fact",
        "docs": (DOC,),
        "answer": "Tỷ lệ là 35%.",
        "must": (("35%", "35 phần trăm"),),
        "evidence": (Evidence(DOC, f"{DOC}#I/1", quote),),
        "split": "test",
    }
    return GoldQuestion(**(values | fields))


def good_answer(question: str = "Đến năm 2025 tỷ lệ đổi mới là bao nhiêu?", **fields) -> Answer:
    values = {
        "question": question,
        "standalone_question": question,
        "answer": "Đến năm 2025, tỷ lệ đổi mới đạt **35%** số doanh nghiệp [1].",
        "abstained": False,
        "confidence": 0.9,
        "mode": "extractive",
        "citations": (citation(1, "I/1", "Đến năm 2025, tỷ lệ đổi mới đạt 35% số doanh nghiệp."),),
        "passages": passages("I/2", "I/1", "II/1"),
        "timings_ms": {"total": 5.0},
    }
    return Answer(**(values | fields))


@pytest.fixture
def sections() -> Sections:
    return Sections(FakeIndex())


class FakeEmbedder:
    """Vectors of word counts: close where words are shared. Counts a token a word."""

    name = engine = "fake"
    dimension = 64
    max_tokens = 12
    fingerprint = "fake-1"

    def __init__(self) -> None:
        self.embedded = 0

    def _vectors(self, texts):
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 0.1
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def embed_queries(self, texts):
        return self._vectors(texts)

    def embed_passages(self, texts, progress=None):
        self.embedded += len(texts)
        return self._vectors(texts)

    def count_tokens(self, texts):
        return [len(text.split()) for text in texts]
