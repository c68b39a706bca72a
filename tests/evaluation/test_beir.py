import json

import pytest

from qa.errors import QaError
from qa.evaluation import beir_index
from qa.evaluation.beir import evaluate, read
from qa.evaluation.beir_index import Article, BeirIndex, fuse, pieces

from .conftest import FakeEmbedder

ARTICLES = [
    {"id": "a", "title": "Điều 1", "text": "Người lao động được nghỉ hằng năm mười hai ngày."},
    {"id": "b", "title": "Điều 2", "text": "Doanh nghiệp nộp thuế thu nhập."},
    {
        "_id": "c",
        "title": "",
        "text": "Câu mở đầu nói chuyện khác hẳn và khá dài. Hợp đồng phải lập thành văn bản có chữ ký. Hết rồi.",
    },
]
QUERIES = [
    {"id": "q1", "text": "nghỉ hằng năm bao nhiêu ngày"},
    {"id": "q2", "text": "hợp đồng lập thành văn bản"},
    {"id": "q3", "text": "không có trong qrels"},
]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "bộ thử"
    folder.mkdir()
    for name, records in (("corpus", ARTICLES), ("queries", QUERIES)):
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tb\t0\nq2\tc\t1\n", encoding="utf-8"
    )
    return folder


def test_reading_a_set(folder):
    data = read(folder)
    assert [article.key for article in data.articles] == ["a", "b", "c"]
    assert data.relevant == {"q1": {"a"}, "q2": {"c"}}
    assert set(data.queries) == {"q1", "q2"}


def test_the_other_place_of_qrels_without_header(folder):
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").unlink()
    (folder / "qrels" / "test.tsv").write_text("q1\tb\t2\n", encoding="utf-8")
    assert read(folder).relevant == {"q1": {"b"}}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("corpus.jsonl", '{"id": "a", "text": "x"}\n{"id": "b"', "dòng 2"),
        ("corpus.jsonl", '{"id": "a"}', "dòng 1"),
        ("corpus.jsonl", "[1]", "dòng 1"),
        ("queries.jsonl", '{"text": "x"}', "dòng 1"),
        ("qrels.tsv", "q1\ta\t1\nq1", "dòng 2"),
        ("qrels.tsv", "q9\ta\t1\n", "không có câu hỏi"),
    ],
)
def test_a_bad_line_is_named(folder, name, content, said):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(QaError, match=said):
        read(folder)


def test_a_missing_file_is_named(folder):
    (folder / "queries.jsonl").unlink()
    with pytest.raises(QaError, match=r"queries\.jsonl"):
        read(folder)


@pytest.mark.parametrize("leg", ["fusion", "dense", "bm25"])
def test_figures(folder, tmp_path, leg):
    figures = evaluate(folder, FakeEmbedder(), tmp_path / "cache", leg)
    assert (figures["R@1"], figures["R@10"], figures["MRR"], figures["nDCG@10"]) == (1, 1, 1, 1)
    assert (figures["documents"], figures["queries"], figures["set"]) == (3, 2, "bộ thử")
    assert figures["passages"] > 3
    json.dumps(figures)


def test_an_unknown_leg_is_refused(folder, tmp_path):
    with pytest.raises(QaError, match="fusion, dense, bm25"):
        evaluate(folder, FakeEmbedder(), tmp_path, "magic")


def test_a_long_article_is_cut_between_sentences_and_nothing_is_lost():
    article = Article("c", "", ARTICLES[2]["text"])
    cut = pieces(article, FakeEmbedder())
    assert len(cut) == 2
    assert " ".join(cut) == article.text
    assert all(len(piece.split()) <= 12 for piece in cut)


def test_a_long_sentence_is_cut_between_words():
    words = [f"từ{n}" for n in range(50)]
    cut = pieces(Article("x", "Tên", " ".join(words)), FakeEmbedder())
    assert " ".join(cut).split() == words
    assert all(len(piece.split()) <= 11 for piece in cut)


def test_a_second_build_comes_from_the_cache(folder, tmp_path):
    articles = read(folder).articles
    BeirIndex.build(articles, FakeEmbedder(), tmp_path)
    again = FakeEmbedder()
    index = BeirIndex.build(articles, again, tmp_path)
    assert again.embedded == 0
    assert index.search("hợp đồng lập thành văn bản")[0] == "c"
    changed = [*articles[:2], Article("c", "", "Khác.")]
    BeirIndex.build(changed, again, tmp_path)
    assert again.embedded > 0


def test_a_build_that_was_stopped_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(beir_index, "_SHARD", 2)
    articles = [Article(f"d{n}", "", f"bài số {n}") for n in range(7)]

    class Stopped(FakeEmbedder):
        def embed_passages(self, texts, progress=None):
            if self.embedded >= 4:
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    with pytest.raises(KeyboardInterrupt):
        BeirIndex.build(articles, Stopped(), tmp_path)
    embedder = FakeEmbedder()
    index = BeirIndex.build(articles, embedder, tmp_path)
    assert embedder.embedded == 3
    assert index.search("bài số 6", "dense")[0] == "d6"


def test_fuse_by_hand():
    scores = fuse([(1, 0.9), (2, 0.8), (3, 0.7)], [(3, 10.0), (4, 5.0)], share=0.25)
    assert scores == pytest.approx({1: 0.25, 2: 0.125, 3: 0.75, 4: 0})
    assert fuse([], [(7, 2.0)]) == {7: 0.5}
