import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.embedding.base import Prefixes, batches, clean, prefixes_from
from qa.embedding.cpu import int8_form


@given(st.lists(st.integers(1, 600), max_size=80), st.integers(512, 4096), st.integers(1, 40))
def test_batches_hold_each_text_once_within_the_budget(lengths, budget, largest):
    groups = list(batches(lengths, budget, largest))
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    for group in groups:
        assert len(group) <= largest
        # A single text may be longer than the budget: it has to go somewhere.
        assert len(group) == 1 or len(group) * max(lengths[index] for index in group) <= budget


def test_clean_keeps_vietnamese_and_removes_what_breaks_tokenizers():
    assert clean("Tỷ trọng 45-47%") == "Tỷ trọng 45-47%"
    assert clean("trước\0sau") == "trước sau"
    assert clean("a\ud800b") == "a?b"


@pytest.mark.parametrize(
    ("prompts", "name", "expected"),
    [
        ({"query": "query: ", "passage": "passage: "}, "x", Prefixes("query: ", "passage: ")),
        ({"query": "Hỏi: ", "document": ""}, "x", Prefixes("Hỏi: ", "")),
        ({"query": "", "document": ""}, "BAAI/bge-m3", Prefixes()),
        (None, "intfloat/multilingual-e5-large", Prefixes("query: ", "passage: ")),
        (None, "some/phone5-model", Prefixes()),
    ],
)
def test_prefixes_come_from_the_prompts_or_the_family(prompts, name, expected):
    assert prefixes_from(prompts, name) == expected


@pytest.mark.parametrize(
    ("flags", "machine", "expected"),
    [
        ("fpu avx2 avx512f avx512_vnni", "x86_64", "qint8_avx512_vnni"),
        ("fpu avx2 avx_vnni", "x86_64", "qint8_avx512_vnni"),
        ("fpu avx2 fma", "x86_64", "quint8_avx2"),
        ("fpu sse4_2", "x86_64", None),
        ("", "aarch64", "qint8_arm64"),
    ],
)
def test_the_8_bit_form_follows_the_cpu(tmp_path, flags, machine, expected):
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor : 0\nflags\t\t: {flags}\n")
    assert int8_form(cpuinfo, machine) == expected


def test_a_machine_without_cpuinfo_gets_no_8_bit_form(tmp_path):
    assert int8_form(tmp_path / "none", "AMD64") is None
