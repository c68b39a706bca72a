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


def test_of_several_meanings_the_neighbours_tell_which() -> None:
    pairs = {"đơn_đăng": 6, "hoạch_triển": 9, "hoạt_động": 5, "ký_nhãn": 4, "tăng_trung": 3, "hành_chương": 7}
    settled = Acronyms(pairs).settled
    assert settled("đơn ĐK NH") == "đơn đăng ký nhãn hiệu"
    assert settled("KH triển khai") == "kế hoạch triển khai"
    assert settled("tăng tb mấy %") == "tăng trung bình mấy %"
    assert settled("ban hành CT gì") == "ban hành chương trình gì"


def test_of_several_meanings_none_where_documents_do_not_tell() -> None:
    settled = Acronyms({"hoạch_triển": 4, "học_triển": 3}).settled
    assert settled("KH triển khai") == "KH triển khai"  # both are written
    assert settled("KH của tỉnh") == "KH của tỉnh"
    assert settled("KH,CN&ĐMST và 12/KH-UBND") == "KH,CN&ĐMST và 12/KH-UBND"
