from qa.answer.wording import in_words

SPELLED = {
    0: "không", 1: "một", 4: "bốn", 5: "năm", 9: "chín", 10: "mười", 11: "mười một", 14: "mười bốn", 15: "mười lăm",
    19: "mười chín", 20: "hai mươi", 21: "hai mươi mốt", 25: "hai mươi lăm", 31: "ba mươi mốt", 50: "năm mươi",
    55: "năm mươi lăm", 71: "bảy mươi mốt", 99: "chín mươi chín",
}  # fmt: skip


def test_numbers_in_words():
    assert {n: in_words(n) for n in SPELLED} == SPELLED


def test_all_below_100_are_words_and_differ():
    words = [in_words(n) for n in range(100)]
    assert len(set(words)) == 100
    assert not any(c.isdigit() for word in words for c in word)


def test_figures_stay_above_and_in_english():
    assert (in_words(100), in_words(-1), in_words(100, english=True)) == ("100", "-1", "100")


def test_numbers_in_english_words():
    spelled = {0: "no", 2: "two", 12: "twelve", 19: "nineteen", 20: "twenty", 21: "twenty-one", 99: "ninety-nine"}
    assert {n: in_words(n, english=True) for n in spelled} == spelled
    assert len({in_words(n, english=True) for n in range(100)}) == 100
