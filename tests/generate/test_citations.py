import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.generate.citations import CitationProcessor, Marker, process

KEYS = ["kab12", "kcd34", "kef56"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt 40% [kab12].", "Đạt 40% [1]."),
        ("Đạt 40% [kab12, kcd34].", "Đạt 40% [1][2]."),
        ("Đạt 40% [kab12][kcd34].", "Đạt 40% [1] [2]."),
        ("Đạt 40% 【kab12】.", "Đạt 40% [1]."),
        ("Đạt 40% 【kab12†source】.", "Đạt 40% [1]."),
        ("Đạt 40% ［kab12］.", "Đạt 40% [1]."),
        ("Đạt 40% [KAB12].", "Đạt 40% [1]."),
        ("Đạt 40% [1].", "Đạt 40% [1]."),
        ("Đạt 40% [1, 2].", "Đạt 40% [1][2]."),
        ("Đạt 40%[^1].", "Đạt 40% [1]."),
        # Numbers in order of first use, not in the order of the prompt.
        ("A [kef56]. B [kab12]. C [kef56].", "A [1]. B [2]. C [1]."),
        ("A [3]. B [1].", "A [1]. B [2]."),
        # Keys that point to nothing are dropped, with the space before them.
        ("A [kzz99].", "A."),
        ("A [kzz99, kab12].", "A [1]."),
        ("A [7].", "A."),
        ("A [0] và B [kab12].", "A và B [1]."),
        ("A [kab12, kab12].", "A [1]."),
        # Text in brackets is text.
        ("Giai đoạn [2021-2025] và [sic] rồi [ ] hết.", "Giai đoạn [2021-2025] và [sic] rồi [ ] hết."),
        ("[Bắc Ninh](http://a.vn) x", "[Bắc Ninh](http://a.vn) x"),
        ("[a [kab12]", "[a [1]"),
        # A marker that the stream left open is dropped; an open bracket that is no marker stays.
        ("A [kab", "A"),
        ("A [kab12", "A"),
        ("A [", "A"),
        ("A [Bắc", "A [Bắc"),
        ("", ""),
    ],
)
def test_markers(text, expected):
    assert process([text], KEYS) == expected


def test_incomplete_marker_is_held_back():
    processor = CitationProcessor(KEYS)
    assert processor.feed("Đạt 40% [ka") == ["Đạt 40%"]
    assert processor.feed("b12") == []
    assert processor.feed("]. Và") == [Marker((0,)), ". Và"]


def test_what_cannot_be_a_marker_is_let_go_at_once():
    processor = CitationProcessor(KEYS)
    assert "".join(map(str, processor.feed("[(không phải"))) == "[(không phải"


def test_never_holds_back_more_than_a_marker_can_be_long():
    processor = CitationProcessor(KEYS)
    assert "".join(map(str, processor.feed("[" + "a" * 200))) != ""


stream_text = st.lists(
    st.one_of(
        st.sampled_from(
            ["[", "]", "【", "】", "［", "］", " ", "  ", ",", ";", "\n", "^", "†source", "[kab12]", "[kab12, kcd34]",
             "【kef56】", "[1, 2]", "[9]", "kab12", "kzz99", "[kzz99]", "1", "2021", "Đạt 40%.", "ă", "-", "(", "[" * 3]
        ),
        st.text(max_size=5),
        st.integers(60, 100).map(lambda n: "[" + "a" * n),
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(stream_text, st.data())
def test_splitting_the_stream_anywhere_changes_nothing(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=12)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert process(chunks, KEYS) == process([text], KEYS)
    assert process(list(text), KEYS) == process([text], KEYS)


@given(stream_text)
def test_every_marker_points_to_a_source(text):
    processor = CitationProcessor(KEYS)
    pieces = [*processor.feed(text), *processor.finish()]
    markers = [piece for piece in pieces if isinstance(piece, Marker)]
    assert all(marker.sources and set(marker.sources) <= {0, 1, 2} for marker in markers)
    assert all(len(set(marker.sources)) == len(marker.sources) for marker in markers)


@given(st.text(alphabet="abc ăđ.%()12\n", max_size=60))
def test_text_without_brackets_passes_unchanged_but_for_spaces_at_its_end(text):
    assert process([text], KEYS) == text.rstrip(" ")
