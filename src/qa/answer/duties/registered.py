"""Agencies that a question names as a task register does, and that no table of names or pattern knows.

"VNPT Lào Cai", "Hợp tác xã Na Hang" and "UBND huyện Yên Sơn" were read as words of a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from qa.answer.duties.charged import held_names
from qa.answer.material import Material
from qa.records import Task
from qa.search import Query
from qa.vietnamese import agencies, fold
from qa.vietnamese.abbreviations import spell_out

# "chủ đầu tư", "doanh nghiệp khoa học và công nghệ": common nouns are agencies where a question charges them.
_CHARGED_BEFORE = re.compile(r"\b(?:cua|cho|do|giao) $")
_CHARGED_AFTER = re.compile(
    r"(?: (?:cua |o )?(?:tinh|thanh pho)(?: [a-z]+){1,3}?)? (?:co |se )?"
    r"(?:phai|duoc giao|chu tri|phoi hop|trach nhiem|nhiem vu|lam|chiu)\b"
)
_PROVINCE = re.compile(r"\s+tỉnh(?:\s.*)?$")


class _Named(NamedTuple):
    name: str
    start: int
    end: int


def with_registered(query: Query, tasks: Sequence[Task], material: Material) -> Query:
    """Returns a question with the agencies that it names as the register of the documents asked does.

    A longer name goes before one that is found inside it: "Đảng ủy Ủy ban nhân dân tỉnh", "Giám đốc Sở Y tế".
    """
    if query.english:
        return query
    text = spell_out(query.text)
    held = held_names(tasks, material)
    known = [_Named(m.canonical, m.start, m.end - _tail(m.printed)) for m in agencies.find(text)]
    named: list[_Named] = []
    for one in sorted(_found(held, fold(text)), key=lambda one: (one.start - one.end, one.name.isupper())):
        over = [m for m in known if m.start < one.end and one.start < m.end]
        inside = all(one.start <= m.start and m.end <= one.end for m in over)
        wider = inside and all(m[1:] != one[1:] or m.name not in held for m in over)
        if wider and not any(other.start < one.end and one.start < other.end for other in named):
            named.append(one)
    if not named:
        return query
    taken = {m.name for m in known for one in named if one.start <= m.start and m.end <= one.end}
    kept = (name for name in query.agencies if name not in taken)
    return replace(query, agencies=tuple(dict.fromkeys((*kept, *(one.name for one in named)))))


def _tail(printed: str) -> int:
    """The length of the province at the end of a name: "Trường Đại học A tỉnh B" may be registered without it."""
    tail = _PROVINCE.search(printed)
    return len(tail.group()) if tail else 0


def _found(names: Iterable[str], text: str) -> Iterator[_Named]:
    """The names of two words or more, and no groups, that stand in a text, folded and written out."""
    for name in names:
        whole, plain = _spelled(name)
        if plain not in text or " " not in plain or agencies.is_group(name):
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text):
            start, end = match.span()
            proper = whole[1:] != whole[1:].lower()
            if proper or _CHARGED_BEFORE.search(text[:start]) or _CHARGED_AFTER.match(text, end):
                yield _Named(name, start, end)


@lru_cache(maxsize=4_000)  # the register's names: each question is compared with all of them
def _spelled(name: str) -> tuple[str, str]:
    """A name written out, and the same folded."""
    whole = spell_out(name)
    return whole, fold(whole)
