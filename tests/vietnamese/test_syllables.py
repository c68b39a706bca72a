import pytest

from qa.vietnamese.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    [
        "nghiệp",
        "nghieng",
        "khuyến",
        "quyết",
        "giữa",
        "gì",
        "gìn",
        "oai",
        "uyên",
        "yêu",
        "ở",
        "y",
        "đường",
        "thuở",
        "khuỷu",
        "xoong",
        "ghi",
        "nghe",
        "kỹ",
        "cả",
        "quý",
        "huơ",
        "ngoéo",
    ],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["ngiệp", "nhgiep", "what", "target", "cim", "kan", "ghan", "KHCN", "startup", "", "2025"]
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
