"""Short forms of everyday writing ("ko", "đc", "vs") in questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from qa.vietnamese.names import data_lines
from qa.vietnamese.text import fold, put_in, unify_tone
from qa.vietnamese.tokens import tokens

_FILE = "chat.tsv"
# "điểm k khoản 2": the letter is a label here.
_LABELLED = frozenset(("diem", "khoan", "muc", "phan", "nhom", "loai"))


def written_out(question: str) -> str:
    """Returns a question (NFC) with its everyday short forms written out; those in capitals are names, and stay.

    In one without diacritics they get none either: it is to be read as such.
    """
    plain = fold(question) == question.lower()
    return put_in(question, ((start, end, fold(full) if plain else full) for start, end, full in _short(question)))


def _short(question: str) -> Iterator[tuple[int, int, str]]:
    before, table = "", _table()
    for word, start, end in tokens(question):
        full = table.get(unify_tone(word))
        if full and fold(before) not in _LABELLED:
            joined = {question[start - 1 : start], question[end : end + 1]} & {"/", "-", "&"}
            if not joined:
                yield start, end, full
        before = word


@cache
def _table() -> dict[str, str]:
    lines = data_lines(_FILE)
    rows = (line.split("\t") for line in lines[1:])
    return {unify_tone(short): full for shorts, full in rows for short in shorts.split(";")}
