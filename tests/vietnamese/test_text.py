import unicodedata

import pytest
from hypothesis import given

from qa.vietnamese import fold, normalize, unify_tone

from .strategies import ANY


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Kế\u00a0hoạch\u2003số\u202f1", "Kế hoạch số 1"),
        ("Ke\u0302\u0301 hoa\u0323ch", "Kế hoạch"),
        ("cắt\x00 cụt", "cắt cụt"),
        ("\ufeffKhoa\u200b học\u00ad", "Khoa học"),
        ("dòng 1\r\ndòng 2\rdòng 3\x0cdòng 4", "dòng 1\ndòng 2\ndòng 3\ndòng 4"),
        ("cột 1\tcột 2", "cột 1\tcột 2"),
        ("lẻ\ud800 loi", "lẻ loi"),
    ],
)
def test_normalize(raw: str, expected: str) -> None:
    assert normalize(raw) == expected


@given(ANY)
def test_normal_text_is_clean_and_stays_as_it_is(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@given(ANY)
def test_normalize_loses_no_letter_or_digit(text: str) -> None:
    def visible(s: str) -> list[str]:
        # the Hangul fillers are letters by their category, but nothing to see
        return sorted(c for c in unicodedata.normalize("NFKD", s) if c.isalnum() and c not in "\u115f\u1160")

    assert visible(normalize(text)) == visible(text)


@pytest.mark.parametrize(
    ("typed", "unified"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "HÒA"),
        ("Khoẻ", "Khỏe"),
        ("thuỷ", "thủy"),
        ("Uỷ ban", "Ủy ban"),
        ("toạ đàm", "tọa đàm"),
        ("luỹ kế", "lũy kế"),
        ("hoá, xoá.", "hóa, xóa."),
        # after q the u is part of the consonant
        ("quý quỳ quỹ Quý QUỸ", "quý quỳ quỹ Quý QUỸ"),
        # closed syllables: both styles agree
        ("hoàn khoáng ngoài toàn huỳnh khuỷu xoáy", "hoàn khoáng ngoài toàn huỳnh khuỷu xoáy"),
        # slips
        ("hòan thành, họat động, qúy I", "hoàn thành, hoạt động, quý I"),
        ("QÐ-UBND", "QĐ-UBND"),
    ],
)
def test_unify_tone(typed: str, unified: str) -> None:
    assert unify_tone(typed) == unified


@given(ANY)
def test_unify_tone_is_idempotent_and_keeps_offsets(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    once = unify_tone(text)
    assert unify_tone(once) == once
    assert len(once) == len(text)
    if not any(unicodedata.combining(char) for char in text):  # marks that no letter took up may find one
        assert fold(once) == fold(text)


def test_fold() -> None:
    assert fold("Đổi mới sáng tạo – QÐ 123/QĐ-UBND ở Ỷ") == "doi moi sang tao – qd 123/qd-ubnd o y"


@given(ANY)
def test_a_long_text_is_folded_as_its_lines_are(text: str) -> None:
    line = unicodedata.normalize("NFC", text) + "\n"
    assert fold(line * 300) == fold(line) * 300


@pytest.mark.parametrize("char", ["\0", "𝐀", "\ud800", "\u0301", "Ð"])
def test_no_character_keeps_a_long_text_from_being_folded(char: str) -> None:
    line = f"Kế hoạch {char} Ỷ\n"
    assert fold(line * 300) == fold(line) * 300


@given(ANY)
def test_fold_maps_each_character_to_one(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    folded = fold(composed)
    assert len(folded) == len(composed)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
