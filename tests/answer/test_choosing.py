"""How much of a question a sentence is credited with, where its section and headings hold the rest."""

from hypothesis import given
from hypothesis import strategies as st

from qa.answer.choosing import HEADING_CREDIT, SECTION_CREDIT, SYNONYM_CREDIT, Asked
from qa.answer.spans import Unit
from qa.answer.values import _CHECKS, holds
from qa.records import Section
from qa.search import Query

WORDS = st.sampled_from("a b c d e f g h".split())
HELD = st.frozensets(WORDS, max_size=5)
SECTION = Section("d#1", "d", "1", "", "item", ("1",), 0, 9, None)
SENTENCES = st.sampled_from(
    ["Đạt 45-47%.", "Ngày 05 tháng 4 năm 2023", "Sở Tài chính chủ trì", "Ông Nguyễn Văn Bình", "không có gì", "5G"]
)


def credit(term, formal, sentence, unit):
    """As it is defined: the best of the term itself and of an official expression for it, wherever they stand."""
    places = [(sentence, 1.0), (unit.whole, SECTION_CREDIT), (unit.above, HEADING_CREDIT)]
    own = [share for held, share in places if term in held]
    other = [SYNONYM_CREDIT * s for held, s in places if any(words <= held for words in formal.get(term, ()))]
    return max([0.0, *own[:1], *other[:1]])


@given(
    terms=st.dictionaries(WORDS, st.sampled_from([0.5, 1.0, 2.0])),
    formal=st.dictionaries(WORDS, st.lists(st.frozensets(WORDS, min_size=1, max_size=2), max_size=2)),
    sentences=st.lists(HELD, min_size=1, max_size=3),
    rest=HELD,
    above=HELD,
)
def test_a_term_counts_where_it_stands_nearest(terms, formal, sentences, rest, above):
    whole = rest.union(*sentences)
    if len(sentences) == 1 and whole == sentences[0]:
        whole = sentences[0]  # the very same, as the index gives it
    unit = Unit(SECTION, "", ((0, 9),) * len(sentences), tuple(sentences), whole, above, ())
    for sentence, held in zip(sentences, Asked(terms, formal).held(unit), strict=True):
        expected = sum(weight * credit(term, formal, sentence, unit) for term, weight in terms.items())
        assert abs(held - expected) < 1e-9


@given(st.frozensets(st.sampled_from([*_CHECKS, "list"])), st.lists(SENTENCES, min_size=1, max_size=6))
def test_a_sentence_met_again_holds_what_it_held(asks, texts):
    query = Query("", asks=tuple(asks))
    wanted = [check for name, check in _CHECKS.items() if name in asks]
    for text in texts * 2:
        assert holds(text, query) == (not wanted or any(check(text) for check in wanted))
