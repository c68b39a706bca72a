import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from viparse.normalize.encodings import CHARMAPS

from qa.documents.encodings import decode, legacy_encoding, repair

TEXT = "Quyết định về việc hỗ trợ người lao động, bảo đảm quyền lợi của các cơ sở đào tạo, nghề nghiệp ở địa phương."


def in_old_letters(text: str, name: str) -> str:
    back = {}
    for legacy, letter in CHARMAPS[name].pairs:
        back.setdefault(unicodedata.normalize("NFC", letter), legacy)
    return "".join(back.get(letter, letter) for letter in text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_bytes(encoding: str) -> None:
    text, _ = decode(TEXT.encode(encoding))
    assert text == TEXT


def test_cp1258_bytes() -> None:
    # CP1258 writes the tone as a mark of its own after a letter that may carry a circumflex, breve or horn.
    tones = "\u0300\u0301\u0303\u0309\u0323"
    split = ""
    for letter in TEXT:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(m for m in marks if m in tones)
        split += unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones)) + tone
    text, encoding = decode(split.encode("cp1258"))
    assert (text, encoding) == (TEXT, "cp1258")


@pytest.mark.parametrize(
    ("name", "bytes_as"), [("tcvn3", "cp1252"), ("vni", "cp1252"), ("viscii", "latin-1")]
)
def test_bytes_of_old_fonts_are_known_by_their_text(name: str, bytes_as: str) -> None:
    text, encoding = decode(in_old_letters(TEXT, name).encode(bytes_as))
    assert (text, encoding) == (TEXT, name)


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_old_letters_inside_unicode_files(name: str) -> None:
    assert repair(in_old_letters(TEXT, name)) == (TEXT, name)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Straße, Übergröße, Müßiggang, Fußgängerzone, Größe, süß, heiß, Gruß und Maß",
        "El niño pequeño comió piñas y castañas en la montaña española, mañana también según José",
        "plain ASCII text without any marks",
        "",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert repair(text) == (text, None)


@given(st.text(max_size=200))
def test_any_text_survives(text: str) -> None:
    if legacy_encoding(text) is None:
        assert repair(text) == (text, None)
