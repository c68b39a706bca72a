from qa.search.acronyms import Acronyms

PAIRS = {"hồ_sơ": 9, "sơ_sức": 4, "sức_khỏe": 5, "sơ_số": 2, "số_kèm": 1, "bảo_hiểm": 7, "hiểm_y": 3, "y_tế": 6}
TEXT = "hồ sơ sức khỏe điện tử; bảo hiểm y tế"


def spelled(question: str, known: frozenset[str] = frozenset()) -> str:
    return Acronyms(PAIRS).spelled(question, known.__contains__, lambda words: words in TEXT)


def test_spelled_out_from_words_that_stand_together() -> None:
    assert spelled("Tỷ lệ HSSK điện tử?") == "Tỷ lệ hồ sơ sức khỏe điện tử?"


def test_left_alone_where_documents_use_it_or_nothing_fits() -> None:
    assert spelled("HSSK?", frozenset({"hssk"})) == "HSSK?"
    assert spelled("WXYZ và UBND") == "WXYZ và UBND"
    assert spelled("12/QĐ-HSSK") == "12/QĐ-HSSK"
    assert spelled("BHYT là gì") == "BHYT là gì"  # in the table of abbreviations, which the search knows


def test_three_letters_are_too_few_to_guess_from() -> None:
    assert spelled("SSK là gì") == "SSK là gì"
