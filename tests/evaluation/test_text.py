import pytest

from qa.evaluation.text import Coverage, contains_phrase, matching, numbers, plain, tokens


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("45 – 47 %", "45-47%"),
        ("45—47%", "45-47%"),
        ("HOÀ  BÌNH\n", "hòa bình"),
        ("09 / 11 / 2021", "09/11/2021"),
        ("Thuy\u0309 sản", "thủy sản"),
    ],
)
def test_spellings_of_one_thing_match(written, same):
    assert matching(written) == matching(same)


def test_plain_drops_markers_and_emphasis():
    assert plain("**45-47%** [1] theo `kế hoạch` [2, 3]【4】") == "45-47%  theo kế hoạch "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("từ 45 - 47%", ["45", "47"]),
        ("ngày 05/4/2023", ["5", "4", "2023"]),
        ("ngày 05 tháng 4 năm 2023", ["5", "4", "2023"]),
        ("Quyết định số 123/QĐ-UBND", ["123/qđ-ubnd"]),
        ("10,7% và 1.500 tỷ", ["10,7", "1500"]),
        ("08 mô hình", ["8"]),
        ("không có số", []),
    ],
)
def test_numbers(text, found):
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("đạt 15% vào 2025", "5%", False),
        ("đạt 2,5% mỗi năm", "5%", False),
        ("đạt 2-5% mỗi năm", "5%", False),
        ("đạt 5 % mỗi năm.", "5%", True),
        ("giai đoạn 2021 – 2025", "2021-2025", True),
        ("giai đoạn 2021-2025", "2025", True),
        ("Sở Khoa học và Công nghệ", "sở khoa học", True),
        ("1.500 doanh nghiệp", "500 doanh nghiệp", False),
        ("45-47%,", "45-47%", True),
        ("", "5%", False),
        ("5%", "", False),
    ],
)
def test_contains_phrase_whole(text, phrase, held):
    assert contains_phrase(text, phrase) is held


def test_tokens_ignore_punctuation_and_marks():
    assert tokens("**Sở** KH&CN, 10,7%; (TFP).") == ["sở", "kh", "cn", "10,7%", "tfp"]


LONG = (
    "Tỷ trọng đóng góp của năng suất các yếu tố tổng hợp vào tăng trưởng của tỉnh "
    "bình quân giai đoạn 2023-2025 đạt từ 45-47%"
)


def test_quote_is_held_by_the_passage_that_contains_it():
    assert Coverage(LONG).add(f"- {LONG.replace(' của', '  của')}; có nhiều điều khác.")


def test_quote_is_not_held_by_the_same_words_with_another_figure():
    coverage = Coverage(LONG)
    assert not coverage.add(LONG.replace("2023-2025", "2026-2030").replace("45-47%", "trên 50%"))


def test_a_quote_cut_in_two_is_held_by_both_halves_only():
    words = LONG.split()
    coverage = Coverage(LONG)
    assert not coverage.add("Mở đầu. " + " ".join(words[:11]))
    assert coverage.add(" ".join(words[11:]) + " và tiếp theo")


def test_a_part_of_a_word_does_not_count():
    assert not Coverage("an toàn").add("khoan toàn bộ")


def test_an_empty_quote_is_never_held():
    assert not Coverage(" .").add("bất kỳ")
