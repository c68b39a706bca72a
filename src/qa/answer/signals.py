"""What the confidence in an answer is computed from: signals of 0–1, each with a plain meaning."""

from __future__ import annotations

import re
from collections.abc import Container

from qa.answer.choosing import ACRONYM, Choice, spelling_of
from qa.answer.counted import lacks_what_is_asked
from qa.answer.material import Material
from qa.answer.values import DOC_NUMBER
from qa.search import Query
from qa.structure.markers import UPPER
from qa.vietnamese import agencies, fold, provinces, search_terms
from qa.vietnamese.abbreviations import spell_out
from qa.vietnamese.synonyms import official

FAINT = 0.1
PROPER = re.compile(rf"(?<![.?!:] )(?<!^)\b[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*)*")


def signals(query: Query, best: Choice, material: Material) -> dict[str, float]:
    """Returns the signals of an answer that quotes a sentence.

    covered: weight of the question held by the sentence, its section and the headings above.
    uncounted: a number, a sum of money, a time or a name is asked for and it has none of that kind.
    unnamed: more than half of the names and abbreviations of the question are not in its document.
    spelled: it spells out an abbreviation that is asked about.
    faint: it holds next to nothing of the question.
    """
    spelled = spelling_of(query)
    return {
        "covered": best.covered,
        "uncounted": float(lacks_what_is_asked(query, best, material)),
        "unnamed": _unnamed(query, best, material),
        "spelled": float(spelled is not None and spelled.search(best.text) is not None),
        "faint": float(best.covered < FAINT),
    }


def _unnamed(query: Query, best: Choice, material: Material) -> float:
    """Whether the document answering lacks most of the names that the question gives."""
    taken = [(m.start, m.end) for m in (*provinces.find(query.text), *agencies.find(query.text))]
    taken += [m.span() for m in DOC_NUMBER.finditer(query.text)]
    own = material.terms_of(best.doc_id)
    # "tiếng Anh" is the foreign language of which the document speaks, and no name.
    everyday = (m for m in official(query.text) if any(_holds(own, fold(words)) for words in m.value))
    taken += [(m.start, m.end) for m in everyday]
    names = {
        fold(m.group())
        for pattern in (PROPER, ACRONYM)
        for m in pattern.finditer(query.text)
        if not any(s < m.end() and m.start() < e for s, e in taken)
    }
    names = {n for n in names if len(n) > 2}
    if query.english or not names:
        return 0.0
    held = [
        _holds(own, name) or _holds(own, fold(spell_out(name.upper())), 0.6) or _stands_for(name, best, material)
        for name in names
    ]
    return float(sum(held) < len(held) / 2)


def _stands_for(name: str, best: Choice, material: Material) -> bool:
    """Whether an abbreviation of three letters or more has its words in the document: "ĐBSCL", "HSSK"."""
    if not re.fullmatch(r"[a-z]{3,7}", name):
        return False
    words = r"\s+".join(rf"{letter}[a-z]*" for letter in name)
    return re.search(rf"\b{words}\b", material.folded(best.doc_id)) is not None


def _holds(own: Container[str], name: str, share: float = 1.0) -> bool:
    """Whether a document has a name: all of its words, or enough of them where it is an abbreviation written out."""
    terms = [t for t in search_terms(name, folded=True) if "_" not in t]
    return bool(terms) and sum(t in own for t in terms) >= share * len(terms)
