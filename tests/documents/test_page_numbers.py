"""Page numbers on lines of their own in a plain text."""

from pathlib import Path

import pytest

from qa.documents import read
from qa.documents.page_numbers import without_page_numbers

PAGE = ["Mỗi xã trồng một hàng cây dọc đường liên thôn và chăm sóc trong ba năm." for _ in range(20)]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("2", "3", "4"), ("- 1 -", "- 2 -", "- 3 -")])
def test_numbers_between_pages_are_left_out(numbers: tuple[str, ...]) -> None:
    lines = [line for number in numbers for line in (*PAGE, "", number, "")]
    assert [line for line in without_page_numbers(lines) if line] == PAGE * 3


def test_a_long_series_needs_no_blank_lines() -> None:
    lines = [line for number in ("2", "3", "4") for line in (*PAGE, number)]
    assert without_page_numbers([*lines, *PAGE]) == PAGE * 4


@pytest.mark.parametrize("named", ["TRANG 7", "Trang 2/4", "- Trang 3 -"])
def test_a_line_that_says_its_page_is_left_out(named: str) -> None:
    assert without_page_numbers([*PAGE, named, *PAGE]) == PAGE * 2


@pytest.mark.parametrize(
    "lines",
    [
        [*PAGE, "", "2", ""],  # one alone
        [*PAGE, "", "2", "", *PAGE, "", "4", ""],  # not one after the other
        [*PAGE, "", "7", "", *PAGE, "", "8", ""],  # not from the beginning
        [*PAGE, "1", *PAGE, "2", *PAGE],  # within the text
        ["", "1", "", "Thông", "", "2", "", "Tre", "", "3", "", "Keo", ""],  # close together
        ["STT", "", "Việc", "", "1", "", *PAGE, "", "2", "", *PAGE],  # rows of a table
    ],
)
def test_other_numbers_stay(lines: list[str]) -> None:
    assert without_page_numbers(lines) == lines


def test_a_sentence_that_a_page_number_cuts_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    pages = [*PAGE, "Trồng rừng phòng hộ", "", "2", "", "ven biển.", *PAGE, "", "3", "", *PAGE]
    file.write_text("\n".join(pages), encoding="utf-8")
    assert [b.text for b in read(file).blocks] == [*PAGE, "Trồng rừng phòng hộ ven biển.", *PAGE, *PAGE]
