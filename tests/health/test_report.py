"""What the health report says of documents with known faults."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.index.fakes import HashEmbedder, write_corpus

from qa.errors import QaError
from qa.health import DocumentHealth, Report, examine, to_html
from qa.index import Index, build, open_index
from qa.index.changed import changed_files
from qa.index.prepare import Makers, real_makers
from qa.records import Block, RawDocument
from qa.settings import Settings

HEAD = [
    "ỦY BAN NHÂN DÂN", "TỈNH YÊN BÁI", "Số: 7/KH-UBND", "Yên Bái, ngày 05 tháng 6 năm 2024", "KẾ HOẠCH",
    "Trồng rừng", "I. MỤC TIÊU", "1. Trồng 500 ha. 2. Chăm sóc 900 ha.", "II. NHIỆM VỤ",
]  # fmt: skip
TABLE = [
    ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"),
    ("1", "Rà soát đất trống", "Sở Nông nghiệp", "UBND các huyện"),
    ("2", "Vận động hộ dân", "", "Hội Nông dân tỉnh"),
]
EMBEDDER = HashEmbedder(max_tokens=512)


def raw_document(path: Path) -> RawDocument:
    """Every file is read as the same plan; its name says what is wrong with it."""
    if path.name.startswith("hong"):
        raise QaError("Tệp này không đọc được.")
    text = path.read_text(encoding="utf-8")
    ocr = 0.6 if "mo" in path.name else None
    lines = [Block(line, page=1, ocr=ocr) for line in [*HEAD, text]]
    rows = [Block("\t".join(row), page=2, cells=row) for row in TABLE]
    unread, scanned = (3,) if "thieu" in path.name else (), (1,) if ocr else ()
    return RawDocument(tuple(lines + rows), "pdf", 4, ("Đã bỏ dấu chữ ký số.",), unread, scanned)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def made(corpus: Path, files: dict[str, str]) -> Index:
    write_corpus(corpus, files)
    real = real_makers()
    makers = Makers(raw_document, real.parse, real.extract)
    index = corpus.parent / "index"
    build(corpus, index, settings=Settings(), embedder=EMBEDDER, makers=lambda: makers)
    return open_index(index)


def only(index: Index) -> DocumentHealth:
    (found,) = examine(index, EMBEDDER.count_tokens).documents
    return found


def test_a_sound_document(corpus: Path) -> None:
    index = made(corpus, {"a.pdf": "Giao các địa phương tổ chức thực hiện."})
    report = examine(index, EMBEDDER.count_tokens)
    (found,) = report.documents
    assert report.healthy and found.problems == ()
    assert (found.doc_id, found.pages, found.unread, found.scanned) == ("yen-bai-kh-7-2024", 4, (), ())
    assert found.characters == len(index.documents()[0].text)
    assert found.coverage == 1.0 and found.long_passages == 0 and found.confidence is None
    assert found.sections["heading"] == 2 and found.sections["table-row"] == 2
    assert found.inner_markers == 1  # "2." stands in the line of "1."
    assert 0.2 < found.vietnamese < 0.5
    assert "Đã bỏ dấu chữ ký số." in found.remarks


def test_a_table_row_without_a_lead_is_named(corpus: Path) -> None:
    found = only(made(corpus, {"a.pdf": "Giao các địa phương."}))
    (section,) = found.rows_without_lead
    assert found.tasks == 2 and section.endswith("stt-2")


def test_pages_that_were_not_read_are_a_problem(corpus: Path) -> None:
    report = examine(made(corpus, {"thieu.pdf": "Giao các địa phương."}), EMBEDDER.count_tokens)
    assert report.documents[0].unread == (3,)
    assert not report.healthy and "1 trang: 3" in report.documents[0].problems[0]


def test_pages_read_from_pictures_carry_their_confidence(corpus: Path) -> None:
    found = only(made(corpus, {"mo.pdf": "Giao các địa phương."}))
    assert found.scanned == (1,) and found.confidence == 0.6
    assert any("60 %" in remark for remark in found.remarks)


def test_text_without_diacritics_is_a_problem(corpus: Path) -> None:
    found = only(made(corpus, {"a.pdf": "khong co dau gi ca trong van ban nay " * 40}))
    assert found.vietnamese < 0.1 and "dấu" in found.problems[0]


def test_passages_over_the_limit_are_counted_and_unknown_without_a_model(corpus: Path) -> None:
    index = made(corpus, {"a.pdf": "Giao các địa phương."})
    found = examine(index, lambda texts: [513] * len(texts)).documents[0]
    assert found.long_passages == found.passages and any("giới hạn" in problem for problem in found.problems)
    unknown = examine(index, None)
    assert unknown.documents[0].long_passages is None and unknown.healthy


def test_copies_and_failures_are_told_apart(corpus: Path) -> None:
    index = made(corpus, {"a.pdf": "Giao các địa phương.", "b.pdf": "Giao các địa phương."})
    report = examine(index, EMBEDDER.count_tokens)
    assert [(each.path, each.of) for each in report.left_out] == [("b.pdf", "a.pdf")] and report.healthy
    report = examine(made(corpus, {"hong.pdf": "x"}), EMBEDDER.count_tokens)
    assert ("hong.pdf", "") in [(each.path, each.of) for each in report.left_out] and not report.healthy


def test_files_changed_since_are_named_but_not_those_left_out(corpus: Path) -> None:
    index = made(corpus, {"a.pdf": "Giao các địa phương.", "b.pdf": "Giao các địa phương.", "c.pdf": "Việc khác."})
    assert changed_files(corpus, index.directory, index.manifest) == []
    write_corpus(corpus, {"c.pdf": "Việc khác hẳn.", "d.pdf": "Mới."})
    (corpus / "a.pdf").unlink()
    changed = changed_files(corpus, index.directory, index.manifest)
    assert changed == ["a.pdf", "c.pdf", "d.pdf"]
    assert not examine(index, None, changed).healthy


def test_the_page_escapes_everything_and_needs_nothing_else(corpus: Path) -> None:
    evil = "<script>alert(1)</script>"
    found = only(made(corpus, {"a.pdf": "Giao các địa phương."}))
    texts = dict.fromkeys(("doubtful", "rows_without_lead", "related", "problems", "remarks"), (evil,))
    page = to_html(Report((replace(found, doc_id=evil, path=evil, **texts),), (), (evil,), False))
    assert "<script" not in page and page.count("&lt;script&gt;") >= 9
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
