from hypothesis import given
from hypothesis import strategies as st

from qa.index.lexical import weighted_terms
from qa.vietnamese import fold, search_terms

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
ALPHABET = LETTERS + LETTERS.upper() + "0123456789 .,;:/-–%&()“”\n\t"


@given(
    st.text(ALPHABET, max_size=60)
    | st.sampled_from(["Kĩ thuật 569/QĐ-TTg", "ngày 05 tháng 4 năm 2023", "KH&CN"])
)
def test_folded_terms_are_the_terms_of_the_folded_text(text):
    # The index folds the terms of a passage; a folded question is cut after folding. Both must meet.
    assert fold(" ".join(search_terms(text))) == " ".join(search_terms(text, folded=True))


def test_a_query_is_a_text_or_terms_or_weighted_terms():
    assert weighted_terms("Sở Y tế, Sở") == {"sở": 2.0, "y": 1.0, "tế": 1.0, "sở_y": 1.0, "y_tế": 1.0}
    assert weighted_terms("Sở Y", folded=True) == {"so": 1.0, "y": 1.0, "so_y": 1.0}
    assert weighted_terms(["sở", "y", "sở"]) == {"sở": 2.0, "y": 1.0}
    assert weighted_terms({"sở": 0.5}, folded=True) == {"so": 0.5}
