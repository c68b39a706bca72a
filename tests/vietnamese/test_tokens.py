import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given

from qa.vietnamese import fold, normalize, search_terms, tokens

from .strategies import ANY, VIETNAMESE


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "10,7%", "2,5", "45-47%", "45 – 47 %", "09/11/2021", "569/QĐ-TTg", "06-CTr/TU", "4.0", "1.158",
        "29-NQ/TW", "45/2025/NĐ-CP", "202/2025/QH15", "169/QĐ-BLĐTBXH", "32/TTr-SKHCN", "123/qđ-ubnd",
        "2021 - 2025", "KH&CN", "R&D", "H5N1", "5G", "m2", "y", "ở", "đ",
    ],
)  # fmt: skip
def test_stays_whole(whole: str) -> None:
    assert words(whole) == [whole]
    assert words(f"theo {whole}, của") == ["theo", whole, "của"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khoa học-công nghệ", ["khoa", "học", "công", "nghệ"]),
        ("2 doanh nghiệp/năm, 30%/năm", ["2", "doanh", "nghiệp", "năm", "30%", "năm"]),
        ("ở, y.", ["ở", "y"]),
        ("Số: /KH-UBND", ["Số", "KH", "UBND"]),
        ("a) 20% (năm 2025), 30%", ["a", "20%", "năm", "2025", "30%"]),
        ("năm 2025.", ["năm", "2025"]),
        ("KH&CN, ĐMST & CĐS", ["KH&CN", "ĐMST", "CĐS"]),
    ],
)
def test_separates(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(ANY)
def test_tokens_are_verbatim_in_order_and_lose_nothing(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for t in found for i in range(t.start, t.end)}
    assert [c for i, c in enumerate(text) if c.isalnum() and i not in covered] == []


def test_terms_are_syllables_and_pairs() -> None:
    assert search_terms("Đổi mới, sáng tạo") == ["đổi", "đổi_mới", "mới", "sáng", "sáng_tạo", "tạo"]
    assert search_terms("Đổi mới", folded=True) == ["doi", "doi_moi", "moi"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("uỷ ban", "Ủy ban"),
        ("kĩ thuật", "kỹ thuật"),
        ("quản lí", "quản lý"),
        ("45 – 47 %", "45-47%"),
        ("1158", "1.158"),
        ("06-CTr/TU", "6-ctr/tu"),
        ("5/4/2023", "05/04/2023"),
        ("05.4.2023", "05/04/2023"),
        ("KHCN", "khcn"),
        ("QÐ", "QĐ"),
    ],
)
def test_two_spellings_have_the_same_terms(typed: str, printed: str) -> None:
    assert search_terms(typed) == search_terms(printed)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("khcn", "KH&CN"),
        ("kh-cn", "KH&CN"),
        ("569", "569/QĐ-TTg"),
        ("quyết định 569/TTg", "569/QĐ-TTg"),
        ("45", "45-47%"),
        ("10,7", "10,7%"),
        ("2021", "2021-2025"),
        ("9/11/2021", "ngày 09 tháng 11 năm 2021"),
        ("8/2022", "tháng 8 năm 2022"),
        ("2021", "09/11/2021"),
    ],
)
@pytest.mark.parametrize("folded", [False, True])
def test_parts_find_the_whole(question: str, text: str, folded: bool) -> None:
    shared = set(search_terms(question, folded)) & set(search_terms(text, folded))
    assert any(any(char.isdigit() for char in term) or term in ("khcn", "kh", "cn") for term in shared)


def test_a_dash_parts_no_neighbours() -> None:
    assert search_terms("y - dược") == search_terms("y dược")
    assert "thông_vận" in search_terms("Giao thông – Vận tải")
    assert "hiện_sở" not in search_terms("thực hiện\n- Sở Y tế")


def test_no_pair_across_punctuation() -> None:
    terms = search_terms("chủ trì, phối hợp\nthực hiện; (các sở)")
    assert [t for t in terms if "_" in t] == ["chủ_trì", "phối_hợp", "thực_hiện", "các_sở"]


@given(VIETNAMESE)
def test_decomposed_text_has_the_same_terms(text: str) -> None:
    composed = normalize(text)
    assert search_terms(unicodedata.normalize("NFD", composed)) == search_terms(composed)


@given(VIETNAMESE)
def test_folded_terms_are_found_without_diacritics(text: str) -> None:
    text = normalize(text)
    assume(not any(unicodedata.combining(char) for char in text))  # a mark that no letter took up
    assert search_terms(fold(text), folded=True) == search_terms(text, folded=True)


@given(ANY)
def test_case_does_not_matter(text: str) -> None:
    lower = normalize(text).lower()
    assert search_terms(text) == search_terms(lower)
    assert all(term and not term.isspace() for term in search_terms(text))
