from hypothesis import given
from hypothesis import strategies as st

from qa.documents.columns import signature_apart
from qa.documents.layout import blocks_from_lines

SIDE_BY_SIDE = """\
Trên đây là Kế hoạch năm 2024.

Nơi nhận:                                 TM. ỦY BAN NHÂN DÂN
- Bộ Y tế;                                    KT. CHỦ TỊCH
- Các sở, ngành;                              PHÓ CHỦ TỊCH

- Lưu: VT.                                  Lê Thị Hòa

PHỤ LỤC
1. Cột một      Cột hai""".split("\n")


def test_the_signature_is_put_below_the_recipients() -> None:
    assert signature_apart(SIDE_BY_SIDE) == [
        "Trên đây là Kế hoạch năm 2024.",
        "",
        "Nơi nhận:",
        "- Bộ Y tế;",
        "- Các sở, ngành;",
        "- Lưu: VT.",
        "",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lê Thị Hòa",
        "",
        "PHỤ LỤC",
        "1. Cột một      Cột hai",
    ]
    assert [block.text for block in blocks_from_lines(SIDE_BY_SIDE)][2:8] == [
        "- Bộ Y tế;",
        "- Các sở, ngành;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
    ]


def test_recipients_above_the_signature_stay() -> None:
    lines = ["Nơi nhận:", "- Bộ Y tế;", "TM. ỦY BAN NHÂN DÂN", "Lê Thị Hòa"]
    assert signature_apart(lines) == lines


@given(st.lists(st.text(alphabet="aNơi nhận:-; \t", max_size=30), max_size=12))
def test_no_word_is_lost(lines: list[str]) -> None:
    def words(of: list[str]) -> list[str]:
        return sorted(" ".join(of).split())

    assert words(signature_apart(lines)) == words(lines)
