"""What a document does to others, on sentences as official documents put them."""

import pytest

from qa.records import Block, Change, RawDocument, Source
from qa.structure import parse

HEAD = (
    "ỦY BAN NHÂN DÂN", "TỈNH YÊN BÁI", "Số: 12/QĐ-UBND", "Yên Bái, ngày 05 tháng 6 năm 2024", "QUYẾT ĐỊNH",
    "Ban hành quy chế", "Căn cứ Nghị định số 154/2020/NĐ-CP ngày 31/12/2020 sửa đổi Nghị định số 34/2016/NĐ-CP;",
    "QUYẾT ĐỊNH:",
)  # fmt: skip


def changes(*lines: str) -> list[Change]:
    raw = RawDocument(tuple(Block(line) for line in (*HEAD, *lines)), "txt")
    return list(parse(raw, Source("a.txt", "0", "txt")).document.changes)


def said(*lines: str) -> list[tuple[str, str, str | None]]:
    return [(c.action, c.number, c.date) for c in changes(*lines)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Điều 2. Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 05/QĐ-UBND ngày 02/3/2020.",
            [("replaces", "05/QĐ-UBND", "2020-03-02")],
        ),
        (
            "Điều 2. Quyết định này thay thế Quyết định số 05/QĐ-UBND ngày 02/3/2020 ban hành Quy chế; bãi bỏ khoản 1 "
            "Điều 3 Quy định ban hành kèm theo Quyết định số 09/2021/QĐ-UBND và bãi bỏ Quyết định số 11/QĐ-UBND.",
            [
                ("replaces", "05/QĐ-UBND", "2020-03-02"),
                ("amends", "09/2021/QĐ-UBND", None),
                ("repeals", "11/QĐ-UBND", None),
            ],
        ),
        (
            "Điều 2. Quyết định này thay thế các Quyết định số 05/QĐ-UBND ngày 02/3/2020, số 06/QĐ-UBND ngày 03/3/2020 "
            "và Quyết định số 7/2021/QĐ-UBND của UBND tỉnh.",
            [
                ("replaces", "05/QĐ-UBND", "2020-03-02"),
                ("replaces", "06/QĐ-UBND", "2020-03-03"),
                ("replaces", "7/2021/QĐ-UBND", None),
            ],
        ),
        (
            "Điều 1. Sửa đổi, bổ sung một số điều của Quy chế kèm theo Quyết định số 05/2020/QĐ-UBND ngày 02/3/2020.",
            [("amends", "05/2020/QĐ-UBND", "2020-03-02")],
        ),
        ("Điều 1. Bãi bỏ toàn bộ Quyết định số 05/QĐ-UBND ngày 02/3/2020.", [("repeals", "05/QĐ-UBND", "2020-03-02")]),
        ("Điều 1. Bãi bỏ khoản 2 Điều 3 Quyết định số 05/QĐ-UBND.", [("amends", "05/QĐ-UBND", None)]),
        (
            "Điều 3. Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 và Nghị định số 09/2010/NĐ-CP ngày 08/02/2010"
            " sửa đổi Nghị định số 11/2001/NĐ-CP hết hiệu lực từ ngày Quyết định này có hiệu lực.",
            [("repeals", "110/2004/NĐ-CP", "2004-04-08"), ("repeals", "09/2010/NĐ-CP", "2010-02-08")],
        ),
        # What others do, what is merely followed, and what is no document.
        ("Điều 1. Quy chế đã được sửa đổi, bổ sung bởi Quyết định số 05/QĐ-UBND ngày 02/3/2020.", []),
        ("Điều 1. Bổ sung nhiệm vụ trong Chương trình thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025.", []),
        ("Điều 1. Thực hiện theo Quyết định số 05/QĐ-UBND ngày 02/3/2020.", []),
        ("Điều 1. Sử dụng vật liệu thay thế nhựa theo Quyết định số 05/QĐ-UBND.", []),
        ("Điều 1. Bãi bỏ các thủ tục không cần thiết.", []),
    ],
)
def test_what_a_document_does_to_others(line: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert said(line) == expected


def test_a_list_of_repealed_documents() -> None:
    assert said(
        "Điều 1. Bãi bỏ các Quyết định sau đây:",
        "1. Quyết định số 05/QĐ-UBND ngày 02/3/2020 về giá đất;",
        "2. Quyết định số 06/QĐ-UBND ngày 03/3/2020 sửa đổi Quyết định số 04/QĐ-UBND.",
        "Điều 2. Giám đốc Sở Tư pháp thi hành Quyết định số 09/QĐ-UBND.",
    ) == [("repeals", "05/QĐ-UBND", "2020-03-02"), ("repeals", "06/QĐ-UBND", "2020-03-03")]


def test_the_title_says_it_too() -> None:
    lines = [*HEAD[:5], "Sửa đổi, bổ sung một số điều của Quyết định số 05/QĐ-UBND ngày 02/3/2020", *HEAD[6:]]
    raw = RawDocument(tuple(Block(line) for line in [*lines, "Điều 1. Thi hành."]), "txt")
    (change,) = parse(raw, Source("a.txt", "0", "txt")).document.changes
    assert (change.action, change.number) == ("amends", "05/QĐ-UBND")


def test_the_quote_is_verbatim() -> None:
    line = "Điều 2. Quyết định này thay thế Quyết định số 05/QĐ-UBND ngày 02/3/2020 của UBND tỉnh."
    (change,) = changes(line)
    assert change.text == "thay thế Quyết định số 05/QĐ-UBND ngày 02/3/2020"
    assert change.section_id.endswith("#dieu-2")
