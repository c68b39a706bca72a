import pytest

from qa.vietnamese.chat import written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kế hoạch này ko áp dụng cho xã, đc k?", "kế hoạch này không áp dụng cho xã, được không?"),
        ("chính sách j", "chính sách gì"),
        ("phối hợp vs sở nào", "phối hợp với sở nào"),
        ("điểm k khoản 2 quy định j", "điểm k khoản 2 quy định gì"),
        ("KH 4239", "KH 4239"),
        ("số 12/bc-stc", "số 12/bc-stc"),
        ("tang bn phan tram, co dc k", "tang bao nhieu phan tram, co duoc khong"),  # is still without diacritics
        ("", ""),
    ],
)
def test_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant
