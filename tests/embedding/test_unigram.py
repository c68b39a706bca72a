"""The compact tokenizer, against the tokenizers library."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

from embedding.test_model import TEXTS
from qa.embedding import prepare_model
from qa.embedding.base import clean
from qa.embedding.unigram import Unigram, open_tokens

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
# Scores that tie ("ab" = "a" + "b"), pieces within pieces, one of several bytes, one over an unknown letter ("zz").
PIECES = {"▁": -3.0, "a": -1.0, "b": -1.5, "ab": -2.5, "▁a": -1.5, "aba": -3.5, "đổi": -2.0, "đ": -4.0, "zz": -30.0}


def described(pieces, unknown=3):
    """A tokenizer of the kind of XLM-RoBERTa's, by the library; its file as text."""
    vocabulary = [*((name, 0.0) for name in SPECIAL), *pieces.items()]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unknown, False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in SPECIAL])
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, special=True, normalized=False)])
    return tokenizer.to_str()


def by_library(text, texts):
    return [found.ids for found in Tokenizer.from_str(text).encode_batch_fast(texts)]


PIECE = st.text("abđổiz▁", min_size=1, max_size=4)
TEXT = st.lists(
    st.one_of(
        st.text("abđổiz▁ \t\u0301\ufdd0", max_size=12),
        st.text(max_size=4),
        st.sampled_from([*SPECIAL, " <mask>", "＜s＞"]),
    ),
    max_size=6,
).map("".join)


@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_tokens_are_those_of_the_library(texts):
    file = described(PIECES)
    texts = [clean(text) for text in texts]
    assert Unigram(json.loads(file)).ids(texts) == by_library(file, texts)


@given(
    pieces=st.dictionaries(PIECE, st.sampled_from([-1.0, -1.5, -2.0, -2.5, -4.0]), min_size=1, max_size=12),
    text=st.text("abđổiz ", max_size=20),
)
def test_tokens_are_those_of_the_library_whatever_the_vocabulary(pieces, text):
    file = described(pieces)
    assert Unigram(json.loads(file)).ids([text, text]) == by_library(file, [text, text])


def test_names_have_their_numbers():
    tokens = Unigram(json.loads(described(PIECES)))
    assert [tokens.id_of(name) for name in ("<pad>", "<mask>", "đổi", "[PAD]")] == [1, 13, 10, None]


def test_other_kinds_are_left_to_the_library(tmp_path):
    words = Tokenizer(models.WordLevel({"<unk>": 0, "ab": 1}, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.save(str(tmp_path / "tokenizer.json"))
    tokens = open_tokens(tmp_path / "tokenizer.json")
    assert not isinstance(tokens, Unigram)
    assert tokens.ids(["ab c"]) == [[1, 0]]
    assert tokens.id_of("ab") == 1


@pytest.fixture(scope="module")
def real():
    file = prepare_model() / "tokenizer.json"
    return open_tokens(file), Tokenizer.from_file(str(file))


@pytest.mark.model
def test_the_real_vocabulary_is_compact_and_gives_the_same_tokens(real):
    ours, library = real
    assert isinstance(ours, Unigram)
    strange = ["<s>", "a <mask>b", "💡 đổi mới", "科学技術", "ﬁ ½ ①", "x" * 300, "＜s＞", "\u0301a", "\ufdd0"]
    assert ours.ids([*TEXTS, *strange]) == [found.ids for found in library.encode_batch_fast([*TEXTS, *strange])]


@pytest.mark.model
@given(text=st.text(max_size=60).map(clean))
def test_the_real_vocabulary_gives_the_same_tokens_of_any_text(real, text):
    ours, library = real
    assert ours.ids([text]) == [library.encode(text).ids]
