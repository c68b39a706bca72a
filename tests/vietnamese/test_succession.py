from datetime import date

import pytest

from qa.vietnamese.agencies import canonical, canonical_names
from qa.vietnamese.names import table
from qa.vietnamese.succession import former_names, present_name


@pytest.mark.parametrize(
    ("printed", "new", "number"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính", "45/2025/NĐ-CP"),
        ("Sở TT&TT", "Sở Khoa học và Công nghệ", "45/2025/NĐ-CP"),
        ("Sở Giao thông - Vận tải", "Sở Xây dựng", "45/2025/NĐ-CP"),
        ("Sở TN&MT", "Sở Nông nghiệp và Môi trường", "45/2025/NĐ-CP"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường", "45/2025/NĐ-CP"),
        ("Sở Lao động, Thương binh và Xã hội", "Sở Nội vụ", "45/2025/NĐ-CP"),
        ("Bộ KH&ĐT", "Bộ Tài chính", "176/2025/QH15"),
        ("UBND các huyện, thành phố", "Ủy ban nhân dân các xã, phường, đặc khu", "72/2025/QH15"),
        ("UBND huyện Tuy Phong", "Ủy ban nhân dân các xã, phường, đặc khu", "203/2025/QH15"),
        ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "121-KL/TW"),
    ],
)
def test_present_name(printed: str, new: str, number: str) -> None:
    change = present_name(canonical(printed))
    assert change is not None
    assert change.new == new
    assert number in change.basis
    assert change.old == canonical(printed)


@pytest.mark.parametrize(
    "name", ["Sở Khoa học và Công nghệ", "Sở Y tế", "UBND tỉnh", "Ban Quản lý Khu Đại học Nam Cao"]
)
def test_what_is_still_there_has_no_successor(name: str) -> None:
    assert present_name(canonical(name)) is None


def test_names_on_a_day() -> None:
    assert present_name("Sở Giao thông vận tải", on=date(2025, 2, 28)) is None
    assert present_name("Sở Giao thông vận tải", on=date(2025, 3, 1)) is not None
    assert present_name("Ủy ban nhân dân các huyện, thị xã, thành phố", on=date(2025, 6, 30)) is None


def test_former_names() -> None:
    assert former_names("Sở Nông nghiệp và Môi trường") == (
        "Sở Tài nguyên và Môi trường",
        "Sở Nông nghiệp và Phát triển nông thôn",
    )
    assert "Sở Kế hoạch và Đầu tư" in former_names("Sở Tài chính")
    assert former_names("Sở Y tế") == ()


def test_every_change_is_between_names_of_the_table_and_has_a_source() -> None:
    for change in table("departments.toml")["change"]:
        assert change["old"] in canonical_names()
        assert change["new"] in canonical_names()
        assert change["source"]
        assert present_name(change["new"]) is None
