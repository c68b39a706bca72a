"""Terms are kept by number, and numbers stay what they are when an index grows."""

import numpy as np

from qa.index.vocabulary import NUMBER, Vocabulary


def terms_of(vocabulary, packed):
    return vocabulary.unpack(np.frombuffer(packed, dtype=NUMBER))


def test_terms_come_back_in_their_order():
    words = Vocabulary([])
    packed = words.pack(["sở", "khoa_học", "sở", "2030"])
    assert terms_of(words, packed) == ["sở", "khoa_học", "sở", "2030"]
    assert terms_of(words, words.pack([])) == []


def test_a_vocabulary_that_was_kept_gives_old_numbers_and_goes_on_from_there():
    words = Vocabulary([])
    packed = words.pack(["sở", "tài_chính"])
    first, added = words.added()
    later = Vocabulary(list(added))
    both = later.pack(["tài_chính", "kế_hoạch"])
    assert (first, later.added()) == (0, (2, ["kế_hoạch"]))
    assert terms_of(later, packed) == ["sở", "tài_chính"]
    assert terms_of(later, both) == ["tài_chính", "kế_hoạch"]
    assert later.added() == (3, [])


def test_which_terms_it_has_is_told_of_those_added_later_too():
    words = Vocabulary(["sở"])
    assert words.known(["sở", "tài_chính"]) == {"sở"}
    words.pack(["tài_chính"])
    assert words.known(["sở", "tài_chính", "kế_hoạch"]) == {"sở", "tài_chính"}
