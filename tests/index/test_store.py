"""The contract of a store: every store of `STORES` must pass, whatever holds it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.index.embedded import EmbeddedStore
from qa.index.store import Bundle, Store
from qa.vietnamese import search_terms
from qa.vietnamese.abbreviations import spelled_terms

from .fakes import DIMENSION, HashEmbedder, bundle

STORES: dict[str, Callable[[Path], Store]] = {"embedded": lambda path: EmbeddedStore.create(path, DIMENSION)}
WORDS = ["sở", "khoa", "học", "y", "tế", "ở", "45-47%", "569/QĐ-TTg", "10,7%", "hòa", "thủy", "đổi", "mới"]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
corpora = st.dictionaries(st.sampled_from("abcde"), st.lists(texts, min_size=1, max_size=5), min_size=1)


@pytest.fixture(params=STORES)
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    made: list[Store] = []

    def new() -> Store:
        made.append(STORES[request.param](tmp_path / str(len(made))))
        return made[-1]

    yield new
    for store in made:
        store.close()


def fill(store: Store, corpus: dict[str, list[str]]) -> dict[str, Bundle]:
    bundles = {doc_id: bundle(doc_id, passages) for doc_id, passages in corpus.items()}
    for each in bundles.values():
        store.add(each, embedded(each))
    store.commit()
    return bundles


def embedded(each: Bundle) -> np.ndarray:
    return HashEmbedder().embed_passages([passage.text for passage in each.passages])


def ids(store: Store, scored: list[tuple[int, float]]) -> list[tuple[str, float]]:
    passages = store.fetch([key for key, _ in scored])
    return [(passage.passage_id, score) for passage, (_, score) in zip(passages, scored, strict=True)]


def by_score(scored: dict[str, float], k: int) -> list[float]:
    return sorted(scored.values(), reverse=True)[:k]


def assert_ranking(
    found: list[tuple[str, float]], expected: dict[str, float], k: int, tolerance: float
) -> None:
    """The right number of results, each with its own score, in falling order, none better left out."""
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert scores == pytest.approx(by_score(expected, k), rel=tolerance, abs=tolerance)
    for passage_id, score in found:
        assert score == pytest.approx(expected[passage_id], rel=tolerance, abs=tolerance)


def bm25(
    passages: dict[str, list[str]],
    query: list[str],
    within: set[str] | None = None,
    k1: float = 1.2,
    b: float = 0.75,
) -> dict[str, float]:
    """Robertson's formula, as Lucene has it: words are weighed by the passages asked about, lengths by all."""
    average = sum(map(len, passages.values())) / len(passages)
    if within is not None:
        passages = {passage_id: terms for passage_id, terms in passages.items() if passage_id in within}
    holding = Counter(term for terms in passages.values() for term in set(terms))
    scores: dict[str, float] = {}
    for passage_id, terms in passages.items():
        counts, norm = Counter(terms), k1 * (1 - b + b * len(terms) / average)
        score = 0.0
        for term in query:
            idf = math.log(1 + (len(passages) - holding[term] + 0.5) / (holding[term] + 0.5))
            score += idf * counts[term] * (k1 + 1) / (counts[term] + norm)
        if any(term in counts for term in query):
            scores[passage_id] = score
    return scores


SETTINGS = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(corpus=corpora, query=texts, k=st.integers(1, 30), docs=st.none() | st.sets(st.sampled_from("abcxyz")))
def test_vector_search_is_brute_force_over_the_filtered_subset(new_store, corpus, query, k, docs):
    store = new_store()
    bundles = fill(store, corpus)
    vector = HashEmbedder().embed_queries([query])[0]
    expected = {
        passage.passage_id: float(row @ vector)
        for doc_id, each in bundles.items()
        if docs is None or doc_id in docs
        for passage, row in zip(each.passages, embedded(each), strict=True)
    }
    assert_ranking(ids(store, store.search_vector(vector, k, docs)), expected, k, 1e-5)


@SETTINGS
@given(corpus=corpora, query=texts, k=st.integers(1, 30), folded=st.booleans())
def test_token_search_is_bm25(new_store, corpus, query, k, folded):
    store = new_store()
    bundles = fill(store, corpus)
    passages = {p.passage_id: search_terms(p.text, folded) for b in bundles.values() for p in b.passages}
    terms = Counter(search_terms(query, folded))
    expected = bm25(passages, list(terms.elements()))
    found = store.search_tokens(terms, k, folded=folded)
    assert_ranking(ids(store, found), expected, k, 1e-4)


@SETTINGS
@given(corpus=corpora, query=texts, k=st.integers(1, 30), docs=st.sets(st.sampled_from("abcxyz")))
def test_filtered_token_search_weighs_words_by_the_documents_asked_about(new_store, corpus, query, k, docs):
    store = new_store()
    bundles = fill(store, corpus)
    passages = {p.passage_id: search_terms(p.text) for b in bundles.values() for p in b.passages}
    terms = Counter(search_terms(query))
    within = {passage_id for passage_id in passages if passage_id[0] in docs}
    expected = bm25(passages, list(terms.elements()), within)
    assert_ranking(ids(store, store.search_tokens(terms, k, docs)), expected, k, 1e-4)


@SETTINGS
@given(
    corpus=corpora, query=texts, docs=st.none() | st.sets(st.sampled_from("abcxyz")), folded=st.booleans()
)
def test_holding_counts_the_passages_with_a_term(new_store, corpus, query, docs, folded):
    store = new_store()
    bundles = fill(store, corpus)
    asked = [b for doc_id, b in bundles.items() if docs is None or doc_id in docs]
    terms = set(search_terms(query, folded))
    expected = {t: sum(t in search_terms(p.text, folded) for b in asked for p in b.passages) for t in terms}
    assert store.holding(terms, docs, folded) == expected


@SETTINGS
@given(first=corpora, second=corpora, gone=st.sets(st.sampled_from("abcxyz")), query=texts)
def test_adding_and_removing_is_as_if_made_anew(new_store, first, second, gone, query):
    changed, fresh = new_store(), new_store()
    fill(changed, first)
    changed.remove([*gone, *second])
    final = fill(changed, second)  # adds, commits
    kept = {doc_id: passages for doc_id, passages in first.items() if doc_id not in gone | second.keys()}
    final |= fill(fresh, kept | second)

    assert [header.doc_id for header in changed.headers()] == sorted(kept | second)
    assert [changed.document(doc_id) for doc_id in final] == [fresh.document(doc_id) for doc_id in final]
    vector = HashEmbedder().embed_queries([query])[0]
    assert dict(ids(changed, changed.search_vector(vector, 99))) == pytest.approx(
        dict(ids(fresh, fresh.search_vector(vector, 99)))
    )
    terms = Counter(search_terms(query))
    assert dict(ids(changed, changed.search_tokens(terms, 99))) == pytest.approx(
        dict(ids(fresh, fresh.search_tokens(terms, 99)))
    )
    assert changed.vocabulary() == fresh.vocabulary()


def test_long_passages_rank_as_bm25_ranks_them(new_store):
    # tantivy keeps lengths above 40 terms in one byte, so scores differ a little; the order must not.
    rng = np.random.default_rng(7)
    passages = [" ".join(rng.choice(WORDS, size)) for size in (60, 150, 400) for _ in range(5)]
    passages += [text + " chuyển giao công nghệ" * n for n, text in enumerate(passages[:4])]
    store = new_store()
    fill(store, {"a": passages})
    terms = {"chuyển": 1.0, "giao": 1.0, "chuyển_giao": 1.0}
    expected = bm25({f"a#{n}": search_terms(text) for n, text in enumerate(passages)}, list(terms))
    found = ids(store, store.search_tokens(terms, 10))
    assert [passage_id for passage_id, _ in found] == sorted(expected, key=lambda each: -expected[each])
    assert [score for _, score in found] == pytest.approx(by_score(expected, 10), rel=0.05)


def test_equal_scores_come_in_the_order_of_the_text(new_store):
    store = new_store()
    fill(store, {"a": ["khoa học"] * 6})
    for k in (3, 6):
        assert [i for i, _ in ids(store, store.search_tokens({"khoa": 1.0}, k))] == [
            f"a#{n}" for n in range(k)
        ]
        found = store.search_vector(HashEmbedder().embed_queries(["khoa học"])[0], k)
        assert [i for i, _ in ids(store, found)] == [f"a#{n}" for n in range(k)]


@pytest.mark.parametrize(
    "term", ["569/qđ-ttg", "45-47%", "10,7%", "y", "ở", "kh&cn", "“", "c++", "a:b", "(x", "^2", "*"]
)
def test_terms_are_matched_whole_and_verbatim(new_store, term):
    store = new_store()
    fill(store, {"a": ["Quyết định 569/QĐ-TTg đạt 45-47%", "tăng 10,7% ở xã Y", "khác"]})
    holding = [
        f"a#{n}" for n, text in enumerate(store.fetch(store.keys())) if term in search_terms(text.text)
    ]
    assert [i for i, _ in ids(store, store.search_tokens({term: 1.0}, 5))] == holding


def test_fields_have_their_own_weights(new_store):
    store = new_store()
    each = bundle("a", ["khoa học", "công nghệ"], ["công nghệ", "khoa học"])
    store.add(each, embedded(each))
    store.commit()

    def best(weights: dict[str, float]) -> list[str]:
        return [i for i, _ in ids(store, store.search_tokens({"khoa": 1.0}, 2, weights=weights))]

    assert best({"body": 1.0}) == ["a#0"]
    assert best({"crumb": 1.0}) == ["a#1"]
    assert best({"body": 1.0, "crumb": 3.0}) == ["a#1", "a#0"]
    assert best({"terms": 1.0}) == ["a#0", "a#1"]
    assert best({"terms": 0.0}) == []


def test_a_term_counts_by_its_weight(new_store):
    store = new_store()
    fill(store, {"a": ["khoa", "học", "khác"]})
    once = store.search_tokens({"khoa": 1.0}, 1)[0][1]
    assert store.search_tokens({"khoa": 2.5}, 1)[0][1] == pytest.approx(2.5 * once)
    assert ids(store, store.search_tokens({"khoa": 1.0, "học": 2.0}, 2))[0][0] == "a#1"


def test_a_passage_holds_all_terms_that_are_required(new_store):
    store = new_store()
    fill(store, {"a": ["khoa khoa", "học khoa", "học"], "b": ["khoa mới"]})
    terms = {"khoa": 1.0, "học": 1.0}
    assert {one for one, _ in ids(store, store.search_tokens(terms, 9))} == {"a#0", "a#1", "a#2", "b#0"}
    assert {one for one, _ in ids(store, store.search_tokens(terms, 9, required=["khoa"]))} == {"a#0", "a#1", "b#0"}
    assert {one for one, _ in ids(store, store.search_tokens(terms, 9, required=["khoa", "học"]))} == {"a#1"}
    assert store.search_tokens(terms, 9, ["b"], required=["học"]) == []


def test_the_owners_of_passages_are_those_there_are_now(new_store):
    store = new_store()
    fill(store, {"a": ["khoa", "học"], "b": ["mới"]})
    assert store.owners(store.keys()) == ["a", "a", "b"]
    store.remove(["a"])
    fill(store, {"c": ["y", "tế"]})
    assert store.owners(store.keys()[::-1]) == ["c", "c", "b"]


def test_nothing_is_found_where_there_is_nothing(new_store):
    store = new_store()
    vector = HashEmbedder().embed_queries(["khoa"])[0]
    store.commit()
    assert store.search_vector(vector, 5) == [] == store.search_tokens({"khoa": 1.0}, 5)
    fill(store, {"a": ["khoa học"]})
    for docs in ([], ["x"]):
        assert store.search_vector(vector, 5, docs) == [] == store.search_tokens({"khoa": 1.0}, 5, docs)
    assert store.search_tokens({}, 5) == [] == store.search_tokens({"lạ": 1.0}, 5)
    assert store.search_vector(vector, 0) == [] == store.search_tokens({"khoa": 1.0}, 0)
    assert store.document("x") is None and store.section("x#1") is None and store.passage("x#1") is None
    assert store.worded(["x#1"]) == [] == store.owners([]) and store.kinds("x") == {} == store.task_terms(["x#1"])
    assert store.above(["x#1"]) == {} == store.above(["x#1"], frozenset(["a"])) == store.task_terms([], frozenset())
    assert store.sections("x") == [] == store.headed("x") == store.tasks(["x"]) == store.keys(["x"])


def test_records_come_back_as_they_went_in(new_store):
    store = new_store()
    bundles = fill(store, {"b": ["Sở Y tế chủ trì", "ở xã “Y”\tcột"], "a": ["một 😀", "hai chủ trì"]})
    assert store.headers() == [bundles["a"].document.__class__(**_header(bundles[d])) for d in "ab"]
    for doc_id, each in bundles.items():
        assert store.document(doc_id) == each.document
        assert store.sections(doc_id) == list(each.sections)
        headed = [section for section in each.sections if section.heading]
        assert store.headed(doc_id) == headed
        for kind in {section.kind for section in each.sections}:
            assert store.headed(doc_id, kind) == [section for section in headed if section.kind == kind]
        assert store.section(each.sections[1].section_id) == each.sections[1]
        listed = store.listed([*(s.section_id for s in each.sections), "x#1"])
        assert sorted(listed, key=lambda s: s.start) == list(each.sections)
        assert list(store.kinds(doc_id).items()) == [(s.section_id, s.kind) for s in each.sections]
        worded = store.worded([*(s.section_id for s in each.sections), "x#1"])
        assert sorted((s for s, _ in worded), key=lambda s: s.start) == list(each.sections)
        text = each.document.text
        assert all(words.whole - {""} == spelled_terms(text[s.start : s.end]) - {""} for s, words in worded)
        assert set(store.owners(store.keys([doc_id]))) == {doc_id}
        assert store.fetch(store.keys([doc_id])) == list(each.passages)
        assert store.passage(each.passages[1].passage_id) == each.passages[1]
        assert store.tasks([doc_id]) == list(each.tasks)
        assert store.vectors(store.keys([doc_id])) == pytest.approx(embedded(each))
    assert [p.doc_id for p in store.fetch(store.keys())] == ["a", "a", "b", "b"] == store.owners(store.keys())
    assert [task.doc_id for task in store.tasks()] == ["a", "b"]


def _header(each: Bundle) -> dict:
    return {name: getattr(each.document, name) for name in each.document.__slots__} | {"text": ""}


def test_the_passages_at_a_place_are_those_that_hold_some_of_it(new_store):
    store = new_store()
    bundles = fill(store, {"a": ["một hai", "ba", "bốn năm sáu"], "b": ["bảy"]})
    first, second, third = bundles["a"].passages
    assert store.passages_at("a", first.start, third.end) == [first, second, third]
    assert store.passages_at("a", second.start, second.end) == [second]
    assert store.passages_at("a", first.end - 1, second.start + 1) == [first, second]
    assert store.passages_at("a", third.end, third.end + 9) == [] == store.passages_at("x", 0, 9)


def test_a_filter_that_names_every_document_is_none(new_store):
    store = new_store()
    fill(store, {"a": ["khoa học", "y tế"], "b": ["khoa"]})
    vector = HashEmbedder().embed_queries(["khoa"])[0]
    for docs in (["a", "b"], {"b", "a", "x"}):
        assert store.search_vector(vector, 9, docs) == store.search_vector(vector, 9)
        assert store.search_tokens({"khoa": 1.0}, 9, docs) == store.search_tokens({"khoa": 1.0}, 9)


def test_vectors_must_match_the_passages(new_store):
    store = new_store()
    with pytest.raises(ValueError, match="vectors"):
        store.add(bundle("a", ["một", "hai"]), np.zeros((1, DIMENSION), dtype=np.float32))


def test_searches_run_in_many_threads(new_store):
    from concurrent.futures import ThreadPoolExecutor

    store = new_store()
    fill(store, {doc_id: [f"{word} {doc_id}" for word in WORDS] for doc_id in "abcde"})
    queries = HashEmbedder().embed_queries(WORDS)

    def ask(n: int) -> tuple:
        vector, word = queries[n % len(WORDS)], search_terms(WORDS[n % len(WORDS)])[0]
        found = store.search_vector(vector, 5, ["a", "c"]), store.search_tokens({word: 1.0}, 5, ["a", "c"])
        return found, store.fetch([key for key, _ in found[0]])

    alone = [ask(n) for n in range(60)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(60))) == alone
