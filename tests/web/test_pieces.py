import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.web.pieces import pieces

PARTS = st.sampled_from(["**", "Câu một. ", "[1]", " ", "\n", "- ", "2,5%. ", "“a.” "])


@given(st.text() | st.lists(PARTS).map("".join))
def test_pieces_joined_are_the_answer(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(pieces(text))


def test_sentences_keep_their_markers() -> None:
    text = "“Đạt 45-47%.” [1] Còn lại do ngân sách cấp. [2][3]\n- Sở Tài chính cấp vốn [4]\n- Sở Nội vụ theo dõi."
    assert list(pieces(text)) == [
        "“Đạt 45-47%.” [1] ",
        "Còn lại do ngân sách cấp. [2][3]\n",
        "- Sở Tài chính cấp vốn [4]\n",
        "- Sở Nội vụ theo dõi.",
    ]


@pytest.mark.parametrize("text", ["**Không tìm thấy. Hãy hỏi lại.** Đã tìm.", "Theo **TP. Huế. Sau đó.**"])
def test_bold_text_is_not_cut(text: str) -> None:
    assert all(piece.count("**") % 2 == 0 for piece in pieces(text))
