"""The search for phrases of a table, which remembers what it found in the last short texts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vietnamese.strategies import ANY

from qa.vietnamese import agencies, normalize, provinces
from qa.vietnamese.names import Phrases, _Words
from qa.vietnamese.synonyms import official

WORDS = "Sở Tài chính tỉnh Hà Nam công ty UBND và , sở khcn".split()
NAMED = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(st.one_of(NAMED, ANY.map(normalize)))
def test_what_is_found_again_is_what_was_found(text):
    for find in (agencies.find, provinces.find, official):
        first = find(text)
        kept = list(first)
        first.clear()  # a caller's list is its own
        assert find(text) == kept


def test_a_phrase_added_later_is_found_in_a_text_that_was_searched_before():
    phrases = Phrases()
    phrases.add("lúa gạo", 1)
    assert [found.value for found in phrases.find("giá lúa gạo và phân bón")] == [1]
    phrases.add("phân bón", 2)
    assert [found.value for found in phrases.find("giá lúa gạo và phân bón")] == [1, 2]


def test_long_texts_are_searched_like_short_ones():
    phrases = Phrases()
    phrases.add("lúa gạo", 1)
    assert len(phrases.find("giá lúa gạo; " * 200)) == 200


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("giá lúa", [1]),  # one word, at the end, that longer phrases start with
        ("lúa non, lúa và gạo", [1, 2]),  # "và" between words stands for nothing
        ("lúa mới gạo", [1]),
        ("Lúa-gạo nếp", [3]),
        ("gạo", []),  # no phrase starts with it
    ],
)
def test_a_phrase_is_found_by_its_first_words_wherever_it_ends(text, values):
    phrases = Phrases()
    for value, phrase in enumerate(["lúa", "lúa, gạo", "lúa, gạo nếp"], 1):
        phrases.add(phrase, value)
    assert [found.value for found in phrases.find(text)] == values
    assert [found.value for found in phrases.find(f"{'x ' * 300}{text}")] == values


def test_the_words_of_a_text_are_not_placed_where_no_phrase_may_begin(monkeypatch):
    phrases = Phrases()
    phrases.add("lúa gạo", 1)
    assert len(phrases.find("lúa gạo")) == 1  # prepares what begins with "lúa"
    placed = []
    monkeypatch.setattr(_Words, "spans", property(lambda words: placed.append(words.text)))
    assert phrases.find("giá lúa mới, gạo cũ") == [] and placed == []


def test_phrases_are_prepared_once_however_many_ask():
    phrases = Phrases()
    for n in range(300):
        phrases.add(f"lúa giống {n}", n)
    phrases.add("ngô", -1)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: [f.value for f in phrases.find(f"trồng lúa giống {n % 300}")], range(600)))
    assert found == [[n % 300] for n in range(600)]
    assert [f.value for f in phrases.find("ngô và lúa giống 7")] == [-1, 7]
