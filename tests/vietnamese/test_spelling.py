from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.vietnamese import normalize, search_terms
from qa.vietnamese.spelling import Speller, telex

from .strategies import ANY

TEXT = """Khoa học, công nghệ và đổi mới sáng tạo là động lực tăng trưởng.
Doanh nghiệp khoa học và công nghệ được hỗ trợ.
Tỷ trọng đóng góp của năng suất các yếu tố tổng hợp. Sở Khoa học và Công nghệ chủ trì, phối hợp với các đơn vị.
Khởi nghiệp đổi mới sáng tạo; chuyển đổi số; sở hữu trí tuệ; nguồn nhân lực; ngân sách nhà nước; nghiên cứu."""


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(Counter(search_terms(TEXT)))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("ngiệp", "nghiệp"),
        ("nghệp", "nghiệp"),
        ("nghieepj", "nghiệp"),
        ("congg", "công"),
        ("coong", "công"),
        ("xáng", "sáng"),
        ("tuệj", "tuệ"),
        ("chì", "trì"),
        ("trủ", "chủ"),
        ("hocj", "học"),
        ("truongw", "trưởng"),
        ("nagn", "ngân"),
    ],
)
def test_suggest(speller: Speller, word: str, meant: str) -> None:
    assert not speller.knows(word)
    assert meant in speller.suggest(word)


@given(
    word=st.text("acghnoôộiêấừpt", min_size=1, max_size=6),
    before=st.sampled_from(["", "khoa", "công", "đổi"]),
    after=st.sampled_from(["", "nghệ", "học", "mới"]),
)
def test_looking_no_farther_than_wanted_finds_the_same(speller: Speller, word: str, before: str, after: str) -> None:
    every = speller.suggest(word, before, after, limit=1000)
    for limit in (1, 2, 3):
        assert speller.suggest(word, before, after, limit=limit) == every[:limit]
    near = speller.suggest(word, before, after, limit=1000, alike=True)
    assert near == every[: len(near)]


def test_neighbours_decide(speller: Speller) -> None:
    assert speller.suggest("ngệ", before="công")[0] == "nghệ"
    assert speller.suggest("xở", after="hữu")[0] == "sở"


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("khởi ngiệp đổi mới xáng tạo", "khởi nghiệp đổi mới sáng tạo"),
        ("khoahoc congnghe", "khoa hoc cong nghe"),
        ("ddooir mới sangs tạo", "đổi mới sáng tạo"),
        ("doanh nghiep KHCN năm 2025", "doanh nghiep KHCN năm 2025"),
        ("phối hơp với", "phối hợp với"),
        ("khoi ngiep doi moi", "khoi nghiep doi moi"),
        # no slips, only words that no document has
        ("thời tiết hôm nay thế nào", "thời tiết hôm nay thế nào"),
        ("bao nhiêu doanh nghiệp", "bao nhiêu doanh nghiệp"),
        ("Bitcoin", "Bitcoin"),
        ("xyzzyq", "xyzzyq"),
    ],
)
def test_correct(speller: Speller, typed: str, corrected: str) -> None:
    assert speller.correct(typed) == corrected


@given(ANY)
def test_known_words_stay(text: str) -> None:
    text = normalize(text)
    speller = Speller(Counter(search_terms(text)))
    assert speller.correct(text) == text


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("ddooir", "đổi"),
        ("nghieepj", "nghiệp"),
        ("sangs", "sáng"),
        ("tuowng", "tương"),
        ("truowngf", "trường"),
        ("hoc", "hoc"),
        ("học", "học"),
    ],
)
def test_telex(keys: str, word: str) -> None:
    assert telex(keys) == word


@pytest.mark.parametrize(
    "typed",
    [
        "Tiền đâu ra?",
        "hồ sơ đăng ký",  # the documents have "sở" behind another word
        "hộ gia đình",
        "thành phố Cần Thơ",
        "tỉnh Bắc Kạn",
        "bám vào chiến lược",
        "hệ số lương",
        "phòng lab công",
    ],
)
def test_words_that_no_document_has_are_no_slips(typed: str):
    words = "Kết quả đầu ra của dự án. Cán bộ hỗ trợ sở. Gia định. Phải ban vào sổ. Số lượng hồ. Phòng là công trình."
    assert Speller(Counter(search_terms(words))).correct(typed) == typed
