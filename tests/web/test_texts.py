import re
from pathlib import Path

import pytest

import qa.web
from qa.evaluation.report import MAIN
from qa.web.texts import _tables, texts

ROOT = Path(qa.web.__file__).parent


def test_both_languages_have_the_same_sentences_and_places() -> None:
    tables = _tables()
    assert tables["vi"].keys() == tables["en"].keys()
    for key, sentence in tables["vi"].items():
        assert set(re.findall(r"{(\w+)}", sentence)) == set(re.findall(r"{(\w+)}", tables["en"][key])), key


def test_every_sentence_that_is_asked_for_exists_and_is_used() -> None:
    sources = [*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    asked = set(re.findall(r'\bt\(\s*"(\w+)"(?! ~)', code))
    assert asked <= _tables()["vi"].keys()
    built = ("role_", "col_", "scope_", "admin_stage_")
    unused = {
        key
        for key in _tables()["vi"]
        if f'"{key}"' not in code and f"'{key}'" not in code and not key.startswith(built)
    }
    assert not unused


def test_every_figure_of_the_evaluation_is_explained() -> None:
    for language in ("vi", "en"):
        assert all(texts(language).figure(name) for name in MAIN)


def test_unknown_language_is_vietnamese() -> None:
    assert texts("fr")("nav_chat") == "Hỏi đáp"


def test_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        texts("vi")("no_such_sentence")
