"""Any text at all goes through reader, parser, search for changes and task extractor: no error, nothing invented."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.documents import read
from qa.errors import QaError
from qa.records import Block, RawDocument, Source
from qa.structure import ParsedDocument, parse
from qa.tasks import examine

PIECES = [
    "1.", "2.1. ", "a) ", "đ) ", "I. ", "IV. ", "- ", "* ", "Điều 1. ", "Điều 99. ", "Chương I ", "Phụ lục II", "|",
    "Số: ", "12/QĐ-UBND", "97/2024/NĐ-CP", "66-NQ/TW ", "ngày ", " tháng ", "năm 2024", "05/6/2024", "QUYẾT ĐỊNH",
    "KẾ HOẠCH", "DANH MỤC ", "Căn cứ ", "Quyết định này ", "thay thế ", "bãi bỏ ", "sửa đổi, bổ sung ", "của ", "số ",
    "hết hiệu lực ", "Sở Tài chính", "UBND tỉnh Yên Bái", "chủ trì", ", phối hợp với ", "Nơi nhận:", "TM. ỦY BAN",
    "thủ tướng", "(Kèm theo ", ";", ":", ".", "\n", "\t", "(", ")", "“", "”", "…", "....", "/", "–", " ", "Ộ", "ð",
    "\u0301", "\u00ad", "\ufeff", "𝔸",
]  # fmt: skip
RUNS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def checked(found: ParsedDocument) -> None:
    document, text = found.document, found.document.text
    spans = {s.section_id: (s.start, s.end) for s in found.sections}
    for change in document.changes:
        start, end = spans[change.section_id]
        assert change.text in text[start:end]
    assert all(basis.section_id in spans for basis in document.legal_bases)
    for task in examine(document, found.sections).tasks:
        assert text[task.start : task.end] == task.quote


@RUNS
@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
def test_texts_made_of_the_grammars_own_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    try:
        raw = read(path)
    except QaError as error:
        assert str(error)
        return
    checked(parse(raw, Source("a.txt", "0", raw.format)))


@RUNS
@given(
    st.lists(
        st.lists(st.sampled_from(PIECES), max_size=12).map(lambda words: " ".join("".join(words).split())), max_size=30
    )
)
def test_blocks_made_of_the_grammars_own_words(lines: list[str]) -> None:
    blocks = tuple(Block(line) for line in lines if line)
    checked(parse(RawDocument(blocks, "txt"), Source("a.txt", "0", "txt")))


@pytest.mark.parametrize("second", ["", "12/QĐ-UBND ", "ngày ", "của ", "này ", ", ", "Quyết định "])
@pytest.mark.parametrize("first", PIECES)
def test_one_thing_said_a_thousand_times_does_not_hang(first: str, second: str) -> None:
    line = ((first + second).replace("\n", " ").replace("\t", " ") * 1000).strip()
    blocks = (Block("QUYẾT ĐỊNH"), Block(line), Block("Điều 1. Thi hành."), Block(line)) if line else ()
    checked(parse(RawDocument(blocks, "txt"), Source("a.txt", "0", "txt")))
