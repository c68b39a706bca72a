"""Diacritics put back: from the documents' words, from words of two syllables, from common speech."""

from collections import Counter

import pytest
from hypothesis import given

from qa.vietnamese import fold, normalize, search_terms
from qa.vietnamese.restore import Restorer

from .strategies import ANY

TEXT = """Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính cân đối ngân sách hằng năm cho đổi mới sáng tạo.
Cơ quan thường trực theo dõi, đôn đốc việc thực hiện. Năng suất lao động bình quân tăng. Hỗ trợ doanh nghiệp."""


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer(Counter(search_terms(TEXT)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("co quan nao don doc viec thuc hien", "cơ quan nào đôn đốc việc thực hiện"),
        ("nang suat lao dong tang bao nhieu", "năng suất lao động tăng bao nhiêu"),
        ("Ai chu tri, ai phoi hop?", "Ai chủ trì, ai phối hợp?"),
        ("tinh Kon Tum va ha nam", "tỉnh Kon Tum và Hà Nam"),
        ("QD 123 xyzw 5 trieu", "QD 123 xyzw 5 triệu"),
        ("", ""),
    ],
)
def test_restored(restorer: Restorer, typed: str, meant: str) -> None:
    assert restorer.restored(typed) == meant


BARE = Restorer({})
BARE.restored("doi moi")  # reads the tables


@given(ANY)
def test_only_diacritics_change(text: str) -> None:
    plain = fold(normalize(text))
    assert fold(BARE.restored(plain)).lower() == plain.lower()
