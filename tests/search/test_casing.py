"""Questions typed in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.search.casing import calm, recased, without_shouts
from qa.vietnamese import fold


@pytest.mark.parametrize(
    ("typed", "calmed"),
    [
        ("DOANH NGHIỆP FDI LÀ GÌ?", "doanh nghiệp FDI là gì?"),
        ("SỞ KH&CN CÓ MẤY NHIỆM VỤ VỀ CNTT", "sở KH&CN có mấy nhiệm vụ về CNTT"),
        ("TY LE PHU SONG 5G LA BAO NHIEU", "ty le phu song 5g la bao nhieu"),
        ("HOW MANY COMMUNES HAVE BROADBAND?", "how many communes have broadband?"),
        ("AI LO VIỆC NÀY", "ai lo việc này"),
        ("NỘI DUNG VỀ AI, IOT", "nội dung về AI, IOT"),
        ("Doanh nghiệp FDI là GÌ?", "Doanh nghiệp FDI là GÌ?"),
    ],
)
def test_a_text_in_capitals_is_calmed_but_for_its_abbreviations(typed, calmed):
    assert calm(typed) == calmed


SOURCES = [
    "TỔ CHỨC THỰC HIỆN\n- Ban Quản lý Khu kinh tế Vân Đồn phối hợp với Sở Công Thương.",
    "Trồng rừng tại xã Quảng Lâm; ứng dụng Internet vạn vật.",
    "Phối hợp với Ban Quản lý Khu kinh tế Vân Đồn trồng rừng phòng hộ.",
]


@pytest.mark.parametrize(
    ("lower", "written"),
    [
        ("ban quản lý khu kinh tế vân đồn làm gì?", "Ban Quản lý Khu kinh tế Vân Đồn làm gì?"),
        ("ban quan ly khu kinh te van don lam gi?", "Ban Quan ly Khu kinh te Van Don lam gi?"),
        ("ai trồng rừng phòng hộ?", "ai trồng rừng phòng hộ?"),
        ("ai tổ chức thực hiện?", "ai tổ chức thực hiện?"),
        ("dùng internet ở đâu?", "dùng Internet ở đâu?"),
        ("lâm là ai?", "lâm là ai?"),
    ],
)
def test_names_are_written_as_the_sources_write_them(lower, written):
    assert recased(lower, SOURCES) == written


@given(st.text(), st.lists(st.text()))
def test_nothing_but_case_is_changed(text, sources):
    assert fold(recased(text.lower(), sources)) == fold(text.lower())


@pytest.mark.parametrize(
    ("left", "written"),
    [
        ("chống HACKER ở hà nam", "chống hacker ở hà nam"),
        ("cuộc thi ROBOT", "cuộc thi robot"),  # a word of every day, even where the documents have it
        ("SKHĐT phối hợp SNG tạo", "SKHĐT phối hợp sng tạo"),  # what has no vowel is an abbreviation, or a slip
        ("quỹ FDI và OCOP", "quỹ FDI và OCOP"),  # one known, the other the documents'
    ],
)
def test_what_is_left_in_capitals_is_an_abbreviation_or_none(left, written):
    mended = lambda text: text.replace("sng", "sáng")  # noqa: E731
    assert without_shouts(left, lambda word: word in ("OCOP", "ROBOT"), mended) == written


def test_an_abbreviation_that_could_be_a_syllable_by_its_letters_stays():
    assert calm("GII LÀ GÌ?") == "GII là gì?"
