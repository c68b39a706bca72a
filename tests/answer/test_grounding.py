"""How well a question and the sources of its answer fit together."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer.grounding import ABOUT_THE_CORPUS, bound, held, matched
from qa.answer.weighing import weight_of
from qa.vietnamese import fold, search_terms

WORDS = st.lists(st.sampled_from("học phí kinh khoa nghiệp doanh thuế đất nước sạch".split()), min_size=1, max_size=8)


def weights(text):
    return dict.fromkeys(search_terms(text), 1.0)


def test_a_syllable_is_not_held_by_another_word():
    assert bound(weights("học phí"), {}, set(search_terms("khoa học và kinh phí"))) == 0
    assert bound(weights("học phí"), {}, set(search_terms("mức học phí mới"))) == 1


def test_a_word_without_neighbours_counts_alone():
    assert bound({"thuế": 2.0}, {}, {"thuế"}) == 1
    assert bound({"thuế": 2.0}, {}, {"thuê"}) == 0


def test_an_official_expression_may_stand_for_an_everyday_one():
    formal = {"công": [frozenset({"doanh", "nghiệp"})], "ty": [frozenset({"doanh", "nghiệp"})]}
    assert bound(weights("công ty"), formal, {"doanh", "nghiệp"}) == 1
    assert bound(weights("công ty"), formal, {"doanh"}) == 0


@given(WORDS, WORDS)
def test_it_is_a_share_that_grows_with_what_is_held(asked, text):
    terms = weights(" ".join(asked))
    held = set(search_terms(" ".join(text)))
    share = bound(terms, {}, held)
    assert 0 <= share <= 1
    assert share <= bound(terms, {}, held | set(terms)) == pytest.approx(1)


@given(WORDS, WORDS)
def test_a_word_with_neighbours_is_held_with_one_of_them_and_another_alone(asked, text):
    terms = weights(" ".join(asked))
    held = set(search_terms(" ".join(text)))
    words = [t for t in terms if "_" not in t]
    company = {word: [t for t in terms if "_" in t and word in t.split("_")] for word in words}
    got = [any(pair in held for pair in company[word]) if company[word] else word in held for word in words]
    assert bound(terms, {}, held) == pytest.approx(sum(got) / len(words))


@pytest.mark.parametrize(
    "question", ["TFP trong các kế hoạch này là gì?", "Tỉnh nào đặt mục tiêu cao hơn?", "which of these plans is newer"]
)
def test_a_question_may_be_on_the_documents_without_naming_one(question):
    assert ABOUT_THE_CORPUS.search(fold(question))


@pytest.mark.parametrize(
    "question", ["Học phí đại học là bao nhiêu?", "Kế hoạch nghỉ hè của con tôi", "Tỉnh dậy lúc mấy giờ?"]
)
def test_or_on_something_else(question):
    assert not ABOUT_THE_CORPUS.search(fold(question))


def test_what_is_matched_by_hand():
    assert matched(5 * math.log(101), 100, 0.8) == pytest.approx(0.4)
    assert matched(50 * math.log(101), 100, 0.8) == 0.8
    assert matched(0.0, 100, 1.0) == 0


@given(st.floats(0, 200), st.floats(0, 200), st.integers(1, 10**6), st.floats(0, 1))
def test_more_is_matched_by_a_higher_score_and_nothing_where_the_meaning_is_far(low, more, passages, kin):
    assert 0 <= matched(low, passages, kin) <= matched(low + more, passages, kin) <= kin
    assert matched(low, passages, 0.0) == 0


@given(st.integers(1, 20), st.integers(2, 10**5))
def test_so_many_rare_words_are_as_much_in_any_corpus(words, passages):
    alone = [matched(words * math.log1p(n), n, 1.0) for n in (passages, 10 * passages)]
    assert alone[0] == pytest.approx(alone[1])


def test_what_is_held_by_hand():
    rare = 2.8 * weight_of(1, 470)  # about 15
    assert held(0.5, rare, 470) == pytest.approx(0.5)
    assert held(0.5, 4 * rare, 470) == 1.0  # half of a long question
    assert held(1.0, 6.0, 470) == 1.0  # all of a short one
    assert held(0.0, 60.0, 470) == 0.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 100), st.floats(0, 100), st.integers(1, 10**6))
def test_more_is_held_where_more_is_covered_or_asked(low, high, weight, more, passages):
    low, high = sorted((low, high))
    assert 0 <= held(low, weight, passages) <= held(high, weight, passages) <= 1
    assert held(low, weight, passages) <= held(low, weight + more, passages)
