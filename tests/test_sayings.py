"""What users are told is there in English too: every sentence of the modules below that reaches a user."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from qa import sayings
from qa.sayings import in_english

SOURCES = Path(sayings.__file__).parent
FILES = [f"generate/{name}.py" for name in "answering assembly checking generator models nli verify".split()]
FILES += ["search/rerank.py"]
LETTERS = set("ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def told(file):
    """Yields the Vietnamese strings of a module, "999" in place of what varies; docstrings and patterns aside."""
    module = import_module("qa." + file.removesuffix(".py").replace("/", "."))
    tree = ast.parse((SOURCES / file).read_text("utf-8"))
    with_docstring = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, with_docstring)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(written(part, module) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            text = "" if node.value in docstrings else node.value
        else:
            continue
        if " " in text.strip() and "\\" not in text and LETTERS.intersection(text.lower()):
            yield text


def written(part, module):
    if isinstance(part, ast.Constant):
        return str(part.value)
    return str(getattr(module, getattr(part.value, "id", ""), "999"))


@pytest.mark.parametrize("file", FILES)
def test_all_that_is_told_has_its_english(file):
    # Reasons get their details after a colon; a clause of its own is part of a sentence that has its English.
    forms = ("{}", "{}: 999", "999 {}")
    missing = [text for text in told(file) if all(in_english(form.format(text)) == form.format(text) for form in forms)]
    assert missing == []


def test_parts_are_put_into_english_too():
    note = (
        "Không dùng được mô hình ngôn ngữ: máy chủ mô hình báo lỗi 500. "
        "Câu trả lời này được ghép từ trích dẫn nguyên văn."
    )
    assert in_english(note) == (
        "The language model could not be used: the model's server reports error 500. "
        "This answer is composed of verbatim quotes."
    )


@pytest.mark.parametrize("text", ["", "something else", "Một câu khác.", "{} {0} %s"])
def test_what_is_unknown_stays_as_it_is(text):
    assert in_english(text) == text


def test_english_is_english():
    said = [english for _, english in sayings._sayings()]
    assert [text for text in said if LETTERS.intersection(text.lower())] == []
