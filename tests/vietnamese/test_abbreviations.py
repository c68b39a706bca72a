import pytest
from hypothesis import given

from qa.vietnamese import normalize
from qa.vietnamese.abbreviations import expand, meanings, short_forms, spell_out

from .strategies import ANY


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("chỉ tiêu ĐMST của tỉnh", "đổi mới sáng tạo"),
        ("chi tieu dmst cua tinh", "đổi mới sáng tạo"),
        ("nhiệm vụ khcn", "khoa học và công nghệ"),
        ("KH&CN", "khoa học và công nghệ"),
        ("KH-CN", "khoa học và công nghệ"),
        ("CĐS trong DN", "chuyển đổi số"),
        ("kinh phí từ NSNN", "ngân sách nhà nước"),
        ("nsnn", "ngân sách nhà nước"),
        ("mức TW giao", "trung ương"),
        ("mức TƯ giao", "trung ương"),
        ("CMCN 4.0", "cách mạng công nghiệp lần thứ tư"),
        ("phát triển KT-XH", "kinh tế - xã hội"),
        ("tỷ lệ chi cho R&D", "nghiên cứu và phát triển"),
        ("tỷ trọng tfp trong grdp", "năng suất các yếu tố tổng hợp"),
        ("DNKH&CN", "doanh nghiệp khoa học và công nghệ"),
    ],
)
def test_expand(text: str, full: str) -> None:
    assert full in expand(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [("đổi mới sáng tạo", "ĐMST"), ("so huu tri tue", "SHTT"), ("Khoa học - công nghệ", "KHCN")],
)
def test_shorten(text: str, short: str) -> None:
    assert short in expand(text)
    assert short in short_forms(text)


def test_an_ambiguous_one_gives_several() -> None:
    assert meanings("KH") == ("kế hoạch", "khoa học")
    assert meanings("DA") == ("dự án",) and meanings("ĐA") == ("đề án",)
    assert {"kế hoạch", "khoa học"} <= set(expand("KH năm 2025"))


def test_an_ambiguous_short_form_is_not_searched_for_instead_of_the_full_one() -> None:
    assert expand("kế hoạch") == []


@pytest.mark.parametrize("text", ["569/QĐ-TTg", "tu bổ đa dạng ca nhạc", "đại da số", "ba la mật"])
def test_numbers_and_words_are_no_abbreviations(text: str) -> None:
    assert expand(text) == []


def test_spell_out() -> None:
    assert spell_out("Sở nào lo CĐS và SHTT theo KH?") == "Sở nào lo chuyển đổi số và sở hữu trí tuệ theo KH?"


@given(ANY)
def test_text_without_abbreviations_stays_as_it_is(text: str) -> None:
    text = normalize(text)
    found = expand(text)
    assert len(found) == len(set(found))
    assert found or spell_out(text) == text
