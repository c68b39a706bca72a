"""What holds for any text at all, and for any list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qa.records import Block, RawDocument, Source
from qa.structure import ParsedDocument, parse

LETTERS = "abcdđeghiklmnopqrstuvxy"
WORDS = st.sampled_from(
    ["Trồng rừng", "chăm sóc", "Sở Tài chính", "theo Điều 5", "năm 2030", "10,7%", "phối hợp"]
)
MARKS = st.sampled_from(
    ["", "I. ", "II. ", "IV. ", "1. ", "2. ", "2.1. ", "12. ", "a) ", "đ) ", "e. ", "- ", "+ ", "* ", "Điều 1. ",
     "Điều 3. ", "Chương I ", "Phụ lục ", "Nơi nhận:", "TM. ", "* Đơn vị thực hiện: ", "KẾ HOẠCH", "Căn cứ ", "STT "]
)  # fmt: skip
LINES = st.builds(
    lambda mark, words, end: mark + " ".join(words) + end,
    MARKS,
    st.lists(WORDS, max_size=5),
    st.sampled_from(["", ".", ";", ":"]),
)
CELLS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    min_size=2,
    max_size=6,
)


def block_of_cells(cells: list[str]) -> Block:
    return Block("\t".join(cells), cells=tuple(cells))


BLOCKS = st.lists(
    st.one_of(
        LINES.map(Block),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60).map(
            Block
        ),
        CELLS.map(block_of_cells),
    ),
    max_size=40,
)


def parsed(blocks: list[Block]) -> ParsedDocument:
    return parse(RawDocument(tuple(blocks), "txt"), Source("x.txt", "", "txt"), {})


@settings(max_examples=200, deadline=None)
@given(BLOCKS)
def test_any_blocks_are_covered_once_and_have_unique_ids(blocks: list[Block]) -> None:
    found = parsed(blocks)
    text = found.document.text
    owned = [0] * len(text)
    for section in found.sections:
        for at in range(section.start, section.end):
            owned[at] += 1
    assert all(count == 1 or text[at].isspace() for at, count in enumerate(owned))
    assert max(owned, default=0) <= 1
    ids = [section.section_id for section in found.sections]
    assert len(set(ids)) == len(ids)
    assert {s.parent for s in found.sections} - {None} <= set(ids)
    assert text == "\n".join(block.text for block in blocks)


@settings(max_examples=50, deadline=None)
@given(BLOCKS)
def test_parsing_is_deterministic(blocks: list[Block]) -> None:
    assert parsed(blocks) == parsed(blocks)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=5), st.booleans(), st.booleans())
def test_nested_lists_give_nested_ids(sizes: list[int], skip_đ: bool, dots: bool) -> None:
    """Sections 1…n, each with a list a), b), … of some length."""
    letters = [letter for letter in LETTERS if not (skip_đ and letter == "đ")]
    mark = "." if dots else ")"
    lines = ["I. NHIỆM VỤ"]
    expected = ["I"]
    for number, size in enumerate(sizes, 1):
        lines.append(f"{number}. Nhóm việc số {number}")
        expected.append(f"I/{number}")
        for letter in letters[:size]:
            lines.append(f"{letter}{mark} Làm việc {letter} cho xong.")
            expected.append(f"I/{number}/{letter}")
    found = parsed([Block(line) for line in lines])
    assert ["/".join(s.path) for s in found.sections] == expected


@settings(max_examples=60, deadline=None)
@given(st.permutations(list("bcdđe")))
def test_a_shuffled_list_loses_no_text(order: list[str]) -> None:
    lines = ["I. NHIỆM VỤ", "1. Nhóm việc", "a) Mở đầu.", *(f"{letter}) Việc {letter}." for letter in order)]
    found = parsed([Block(line) for line in lines])
    leaves = "".join(found.document.text[s.start : s.end] for s in found.sections)
    for line in lines:
        assert line in leaves
