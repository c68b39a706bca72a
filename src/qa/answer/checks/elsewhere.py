"""What the documents asked about do not give, though others do: of another province it must not be given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from qa.answer.choosing import FRAME, Asked, choose, what_is_asked
from qa.answer.draft import Draft
from qa.answer.duties.matching import ROLE_WORDS
from qa.answer.duties.register import roles_asked
from qa.answer.material import Material
from qa.answer.values import FIGURE_ASKED, holds_any, kinds_asked
from qa.records import Hit
from qa.search import Query
from qa.search.replacing import JOINT
from qa.vietnamese import fold


class Shares(NamedTuple):
    """Shares of a question's weight, chosen on the dev splits.

    Attributes:
        held: what a sentence of another document must hold of it.
        more: by how much more than the sentence that would be the answer.
    """

    held: float
    more: float


SURE = 0.8  # share from which on a task is the one asked about
LEAST = 6  # words of a task, besides the roles
OF_A_FIGURE, OF_ANYTHING = Shares(0.7, 0.25), Shares(0.8, 0.35)


def told_elsewhere(
    query: Query, draft: Draft, hits: Sequence[Hit], search: Callable[[Query], Sequence[Hit]], material: Material
) -> str:
    """Says which other documents tell what a question wants of some, where those do not.

    Args:
        query: the question.
        draft: the answer that the documents asked about would give.
        hits: what was found in these.
        search: retrieves for a question.
        material: the open index.

    Returns:
        The remark; "" where the question is on all documents, or none of the others fits much better.
    """
    if query.docs is None:
        return ""
    figure = _wants_figure(query)
    if not figure and (draft.mode not in ("extractive", "ownership") or JOINT in query.text):
        return ""
    held, more = OF_A_FIGURE if figure else OF_ANYTHING
    topic = [word for word in query.spelled.split() if fold(word.strip(" ,?")) not in ROLE_WORDS]
    roles = not figure and len(topic) >= LEAST and {"lead", "coordinate"} & set(roles_asked(query))
    if draft.signals.get("covered", 1.0) > (SURE if roles else 1.0 - more):
        return ""
    # Words weigh by the documents looked through: of one document's the rare ones may be common ones elsewhere.
    everywhere = replace(query, docs=None)
    if roles:  # "chủ trì" stands in every document, whatever is led
        everywhere = replace(everywhere, spelled=" ".join(topic))
    asked = what_is_asked(everywhere, material)
    most = asked.reach(material.index)
    if most < held:
        return ""
    least = max(held, more + _covered(asked, everywhere, hits, figure, material))
    if least > most:  # as a rule: the search of all documents is spared
        return ""
    beyond = [hit for hit in search(everywhere) if hit.passage.doc_id not in query.docs]
    if _covered(asked, everywhere, beyond, figure, material) < least:
        return ""
    found = [c for c in choose(everywhere, beyond, material) if c.covered >= least and (c.typed or not figure)]
    names = ", ".join(dict.fromkeys(material.place(choice.doc_id) for choice in found))
    what = "số liệu" if figure else "nội dung"
    return f"Chưa thấy {what} này trong văn bản được hỏi; {what} gần với điều được hỏi có trong văn bản của: {names}."


def _covered(asked: Asked, query: Query, hits: Sequence[Hit], figure: bool, material: Material) -> float:
    """The most that a sentence of passages covers of a question (`Choice.covered`), with a figure if one is wanted."""
    kinds = kinds_asked(query) if figure else []
    most = 0.0
    for unit, _ in material.of_hits(hits):
        if unit.section.kind in FRAME and not query.metadata:
            continue
        for at, held in enumerate(asked.held(unit)):
            if held > most and (not kinds or holds_any(kinds, unit.reading or unit.sentence(at))):
                most = held
    return most / asked.total


def _wants_figure(query: Query) -> bool:
    return FIGURE_ASKED.search(query.text) is not None or query.asks_for("quantity")
