from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.markup import answer_html, link, marked, occurrences, plain

_ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li", "button", "blockquote", "div", "table", "thead", "tbody", "tr",
            "th", "td"}  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser


_NASTY = st.lists(
    st.sampled_from(
        [
            *(
                "<script>",
                "<img src=x onerror=alert(1)>",
                "[a](javascript:x)",
                "![b](http://evil/x.png)",
                "[1]",
                "[2]",
            ),
            *(
                "**",
                "*",
                "\n",
                "- ",
                "| a | b |\n|---|---|\n",
                "> ",
                "# ",
                "\\",
                "`",
                '"',
                "'",
                "&lt;",
                " ",
                "chữ",
            ),
        ]
    ),
    max_size=25,
)


@given(_NASTY)
def test_answer_never_makes_other_tags_than_its_own(parts: list[str]) -> None:
    found = read(answer_html("".join(parts), {1}))
    assert found.tags <= _ALLOWED
    assert not any(name.startswith("on") or name in ("href", "src", "style") for name in found.attributes)


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=4))
def test_marking_loses_no_text(text: str, spans: list[tuple[int, int]]) -> None:
    clean = text.replace("\r", "")
    found = read(marked(clean, [(max(0, a), b) for a, b in spans]))
    assert found.text.replace("\x00", "�") == clean.replace("\x00", "�")
    assert found.tags <= {"mark"}


def test_answer_shows_bold_lists_and_known_markers() -> None:
    html = answer_html("Đạt **45-47%** [1] [7]\n\n- một\n  - hai [2]\n- ba", {1, 2})
    assert "<strong>45-47%</strong>" in html
    assert "data-cite='1'" in html and "data-cite='2'" in html
    assert "[7]" in html and "data-cite='7'" not in html
    assert html.count("<ul>") == 2 and html.count("<li>") == 3


def test_table_and_escaped_characters() -> None:
    html = answer_html("| Tỉnh | Số |\n|---|---|\n| A \\| B | **5** [1] |", {1})
    assert "<th scope='col'>Tỉnh</th>" in html
    assert "<td>A | B</td>" in html and "<strong>5</strong>" in html
    assert answer_html("giá 3\\*4\\*5", set()) == "<p>giá 3*4*5</p>"


def test_quote_is_highlighted_at_its_offsets() -> None:
    assert marked("a < b và c", [(4, 5)]) == "a &lt; <mark>b</mark> và c"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ngân sách", ["Ngân sách", "ngân sách"]),
        ("ngan sach", ["Ngân sách", "ngân sách", "ngan sách"]),
        ("", []),
        ("(", []),
    ],
)
def test_search_in_a_document_needs_diacritics_only_where_they_are_typed(
    words: str, found: list[str]
) -> None:
    text = "Ngân sách tỉnh, ngân sách huyện; ngan sách."
    assert [text[a:b] for a, b in occurrences(text, words)] == found


def test_link_of_a_section_is_stable_and_encoded() -> None:
    assert link("tinh-a#II/2.1/c)") == "/?doc=tinh-a#II/2.1/c%29"
    assert link("tinh-a#I", (3, 9)) == "/?doc=tinh-a&trich=3-9#I"
    assert link('x"><script>') == "/?doc=x%22%3E%3Cscript%3E"


def test_plain_text_of_an_answer() -> None:
    assert plain("## Đề mục\n**đậm** và *nghiêng* [1] \\*") == "Đề mục\nđậm và nghiêng [1] *"
