import pytest
from tests import second

from qa.answer.citing import Citations, one_line
from qa.answer.spans import Span


def section(words: str):
    """The section of the second corpus that holds some words, and their span in it."""
    for document in second.index().documents():
        at = document.text.find(words)
        if at >= 0:
            found = next(s for s in second.index().sections(document.doc_id) if s.start <= at < s.end)
            return Span(found, at, at + len(words))
    raise AssertionError(words)


LAND, CHIPS = "Số hóa, làm sạch cơ sở dữ liệu đất đai", "tối đa 80 triệu đồng cho một hợp tác xã"


def test_numbers_in_the_order_of_first_use():
    citations = Citations(second.material())
    marks = [citations.cite(section(words)) for words in (LAND, CHIPS, LAND)]
    assert marks == ["[1]", "[2]", "[1]"]
    assert [c.n for c in citations.found] == [1, 2]


def test_a_citation_says_where_its_quote_stands():
    citations = Citations(second.material())
    citations.cite(section(CHIPS))
    (found,) = citations.found
    document = second.index().document(found.doc_id)
    assert found.quote == CHIPS == document.text[found.start : found.end]
    assert found.quote in found.text
    assert found.reference.startswith("điểm a khoản 1 Điều 6 Nghị quyết số 47/2024/NQ-HĐND")


def test_a_part_of_a_quote_has_the_number_of_the_quote():
    citations = Citations(second.material())
    span = section(CHIPS)
    assert citations.whole(span.section) == citations.cite(span) == "[1]"


def test_a_quote_outside_its_section_is_refused():
    span = section(CHIPS)
    citations = Citations(second.material())
    for start, end in (
        (span.start, span.section.end + 1),
        (span.section.start - 1, span.end),
        (span.start, span.start),
    ):
        with pytest.raises(ValueError, match="section"):
            citations.cite(Span(span.section, start, end))
    assert citations.found == []


def test_keys_are_stable_and_tell_quotes_apart():
    first, again = Citations(second.material()), Citations(second.material())
    first.cite(section(CHIPS)), first.cite(section(LAND)), again.cite(section(LAND))
    assert first.found[0].key != first.found[1].key == again.found[0].key


def test_whole_leaves_out_blanks_at_the_ends():
    citations = Citations(second.material())
    citations.whole(section(CHIPS).section)
    assert citations.found[0].quote == citations.found[0].quote.strip()


def test_one_line():
    assert one_line("a) Trồng\n  rừng\tđặc dụng\n") == "a) Trồng rừng đặc dụng"
