"""What the confidence in an answer is computed from: signals of 0–1, each with a plain meaning."""

from __future__ import annotations

from qa.answer.checks.counted import lacks_what_is_asked
from qa.answer.choosing import Choice, spelling_of
from qa.answer.material import Material
from qa.search import Query


def signals(query: Query, best: Choice, material: Material) -> dict[str, float]:
    """Returns the signals of an answer that quotes a sentence.

    covered: weight of the question held by the sentence, its section and the headings above; not for the confidence
        itself (see `grounding`).
    uncounted: a number, a sum of money, a time or a name is asked for and it has none of that kind.
    spelled: it spells out an abbreviation that is asked about.
    """
    spelled = spelling_of(query)
    return {
        "covered": best.covered,
        "uncounted": float(lacks_what_is_asked(query, best, material)),
        "spelled": float(spelled is not None and spelled.search(best.text) is not None),
    }
