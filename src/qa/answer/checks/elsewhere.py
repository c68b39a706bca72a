"""A figure that the documents asked about do not give, though others do: of another province it must not be given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.answer.choosing import choose
from qa.answer.draft import Draft
from qa.answer.material import Material
from qa.answer.values import FIGURE_ASKED
from qa.records import Hit
from qa.search import Query

# Shares of the question's weight, chosen on the dev splits: what a sentence of another document must hold of it, and by
# how much more than the sentence that would be the answer.
HELD, MORE = 0.7, 0.25


def told_elsewhere(
    query: Query, draft: Draft, hits: Sequence[Hit], search: Callable[[Query], Sequence[Hit]], material: Material
) -> str:
    """Says which other documents give the figure that a question wants of some, where those do not.

    Args:
        query: the question.
        draft: the answer that the documents asked about would give.
        hits: what was found in these.
        search: retrieves for a question.
        material: the open index.

    Returns:
        The remark; "" where the question is on all documents or wants no figure, or none of the others fits better.
    """
    covered = draft.signals.get("covered", 1.0)
    if query.docs is None or not _wants_figure(query) or covered > 1.0 - MORE:
        return ""
    # Words weigh by the documents looked through: of one document's the rare ones may be common ones elsewhere.
    everywhere = replace(query, docs=None)
    own = max((c.covered for c in choose(everywhere, hits, material) if c.typed), default=0.0)
    beyond = [hit for hit in search(everywhere) if hit.passage.doc_id not in query.docs]
    least = max(HELD, own + MORE)
    others = [c for c in choose(everywhere, beyond, material) if c.typed and c.covered >= least]
    if not others:
        return ""
    names = ", ".join(dict.fromkeys(material.place(choice.doc_id) for choice in others))
    return f"Chưa thấy số liệu này trong văn bản được hỏi; số liệu gần với điều được hỏi có trong văn bản của: {names}."


def _wants_figure(query: Query) -> bool:
    return FIGURE_ASKED.search(query.text) is not None or query.asks_for("quantity")
